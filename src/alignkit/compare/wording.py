"""Differences in wording: which words were replaced, dropped, added or moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple

from alignkit.types import Span
from alignkit.types.comparison import Edit
from alignkit.types.notes import without_notes

WORD = re.compile(r"[^\W_]+(?:['’.–-][^\W_]+)*|[^\w\s]", re.UNICODE)
HAN = re.compile(r"[㐀-鿿\uf900-\ufaff]")
_FOLD = str.maketrans("“”‘’–—", "\"\"''--")
# A run shorter than this stands in two places by chance.
MOVED_WORDS = 3
# difflib is quadratic at worst; longer renderings are compared sentence-like piece by piece.
LONGEST = 2_000
# Beyond so many words a side TER is not worked out.
LONGEST_TER = 40


def words(text: str) -> list[Span]:
    """Return the spans of words and punctuation; a Chinese character is a word.

    >>> [span.slice("It's 3.5%.") for span in words("It's 3.5%.")]
    ["It's", '3.5', '%', '.']
    """
    spans: list[Span] = []
    for match in WORD.finditer(text):
        if HAN.search(match.group()):
            spans += _pieces(match.group(), match.start())
        else:
            spans.append(Span(*match.span()))
    return spans


def folded(text: str) -> str:
    """Return a word as it is compared: case and typographic variants set aside."""
    return text.translate(_FOLD).casefold()


def edits(first: str, second: str) -> tuple[Edit, ...]:
    """Return the word-level differences between two texts.

    >>> [edit.kind for edit in edits("a big red dog", "a small red dog ran")]
    ['replaced', 'inserted']
    """
    ours, theirs = words(first)[:LONGEST], words(second)[:LONGEST]
    left = [folded(span.slice(first)) for span in ours]
    right = [folded(span.slice(second)) for span in theirs]
    opcodes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    gaps = [(a, b, c, d) for tag, a, b, c, d in opcodes if tag != "equal"]
    moves = _moves(left, right, gaps)
    gone = {i + k for i, _, n in moves for k in range(n)}
    come = {j + k for _, j, n in moves for k in range(n)}
    found = [
        Edit("moved", _joined(ours[i : i + n]), _joined(theirs[j : j + n])) for i, j, n in moves
    ]
    for a, b, c, d in gaps:
        old = _runs(ours, (i for i in range(a, b) if i not in gone))
        new = _runs(theirs, (j for j in range(c, d) if j not in come))
        if old or new:
            found.append(
                Edit("replaced" if old and new else "deleted" if old else "inserted", old, new)
            )
    return tuple(sorted(found, key=lambda edit: (edit.first or edit.second)[0]))


def identical(first: str, second: str) -> bool:
    """Tell whether two texts say the same in the same words, typography and notes aside."""
    first, second = without_notes(first), without_notes(second)
    return [folded(s.slice(first)) for s in words(first)] == [
        folded(s.slice(second)) for s in words(second)
    ]


def chrf(first: str, second: str) -> float:
    """Return sacrebleu's chrF of the second text against the first, 0 to 100."""
    return float(_chrf().sentence_score(second, [first]).score)


def ter(first: str, second: str) -> Ter | None:
    """Return sacrebleu's TER of the second text against the first; None for long texts.

    The search for moved phrases takes a second and more for a pair of long passages.
    """
    if max(len(words(first)), len(words(second))) > LONGEST_TER:
        return None
    scored = _ter().sentence_score(second, [first])
    return Ter(float(scored.num_edits), float(scored.ref_length))


class Ter(NamedTuple):
    """The edits from one text to another and the length of the first; they add up."""

    edits: float
    length: float

    @property
    def score(self) -> float:
        """The translation edit rate in per cent."""
        return 100 * self.edits / self.length if self.length else 0.0


def corpus_chrf(pairs: Sequence[tuple[str, str]]) -> float:
    """Return sacrebleu's chrF of all pairs together."""
    if not pairs:
        return 0.0
    seconds = [second for _, second in pairs]
    return float(_chrf().corpus_score(seconds, [[first for first, _ in pairs]]).score)


def metrics_signature() -> str:
    """Return sacrebleu's own signatures of the two metrics."""
    for metric in (_chrf(), _ter()):
        metric.sentence_score("a", ["a"])  # the signature is complete after a first use
    return "; ".join(f"{n} {m.get_signature()}" for n, m in (("chrF", _chrf()), ("TER", _ter())))


@cache
def _chrf() -> Any:
    from sacrebleu.metrics.chrf import CHRF

    return CHRF()


@cache
def _ter() -> Any:
    from sacrebleu.metrics.ter import TER

    return TER(normalized=True, asian_support=True)


def _pieces(text: str, start: int) -> list[Span]:
    """Cut a run that holds Chinese into its characters and the Latin runs between them."""
    pieces = re.finditer(r"[㐀-鿿\uf900-\ufaff]|[^㐀-鿿\uf900-\ufaff]+", text)
    return [Span(*match.span()).shift(start) for match in pieces]


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    return (Span(spans[0].start, spans[-1].end),) if spans else ()


def _moves(
    left: Sequence[str], right: Sequence[str], gaps: Sequence[tuple[int, int, int, int]]
) -> list[tuple[int, int, int]]:
    """Find runs of words that stand in a gap on both sides: (place left, place right, length)."""
    starts: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for a, b, _, _ in gaps:
        for i in range(a, b - MOVED_WORDS + 1):
            starts.setdefault(tuple(left[i : i + MOVED_WORDS]), []).append((i, b))
    found: list[tuple[int, int, int]] = []
    taken: set[int] = set()
    for _, _, c, d in gaps:
        j = c
        while j <= d - MOVED_WORDS:
            for i, b in starts.get(tuple(right[j : j + MOVED_WORDS]), ()):
                if i not in taken:
                    n = MOVED_WORDS
                    while i + n < b and j + n < d and left[i + n] == right[j + n]:
                        n += 1
                    taken.update(range(i, i + n))
                    found.append((i, j, n))
                    j += n - 1
                    break
            j += 1
    return found


def _runs(spans: Sequence[Span], kept: Iterable[int]) -> tuple[Span, ...]:
    """Join the spans of neighbouring words."""
    runs: list[list[int]] = []
    for index in kept:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return tuple(Span(spans[run[0]].start, spans[run[-1]].end) for run in runs)
