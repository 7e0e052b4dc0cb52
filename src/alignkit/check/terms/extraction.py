"""The terms of a document, found by the library itself, and how each is rendered where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from alignkit.types import Bitext, Span
from alignkit.words.cutting import Cut, cut
from alignkit.words.lexicon import WordTable, stem_of
from alignkit.words.numbered import Words
from alignkit.words.renderings import match_all, words_of_all
from alignkit.words.script import HAN_CHARACTERS, is_chinese

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A term stands so often, and is no longer than so many words.
LEAST_SEEN = 3
LONGEST = 5
SHORTEST_TERM, LONGEST_TERM = 4, 12  # characters
MOST_TERMS = 4000
MOST_BEADS = 12_000
# A word of a text is linked to a few; one that is to more stands in a text that repeats itself.
MOST_LINKS = 24
_HAN_WORD = re.compile(rf"[{HAN_CHARACTERS}]+")
# Words that join others, and are part of no term.
_JOINING = frozenset("的和与或及等在了")
_FUNCTION = frozenset((
    "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "being",
    "both", "but", "by", "can", "could", "did", "do", "does", "each", "for", "from", "had",
    "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "it", "its", "may",
    "more", "most", "must", "my", "no", "not", "of", "on", "or", "other", "our", "over",
    "shall", "she", "should", "so", "some", "such", "than", "that", "the", "their", "then",
    "these", "they", "this", "those", "through", "to", "under", "was", "we", "were", "which",
    "who", "whom", "whose", "will", "with", "would", "you", "your"
))  # fmt: skip
# Beads whose windows are weighed at once, so that memory stays flat.
_AT_ONCE = 256
_BLUR = 0.30
_SURE = 0.38
_FAINT = 0.22
_LATIN = re.compile(r"[A-Za-z0-9]+(?:['’][A-Za-z]+)?")
# So many content words tell a rendering, were one of them another.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence of a term: its bead and characters, and those of its rendering."""

    bead: int
    source: Span
    target: Span | None


#: A place, its text, and the key of that.
Found = tuple[Place, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way a term is rendered: its commonest form, its folded key, where it stands."""

    text: str
    key: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        """How often the term is rendered so."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source with its renderings, commonest first."""

    source: str
    renderings: tuple[Rendering, ...]
    unknown: tuple[Place, ...] = ()

    @property
    def count(self) -> int:
        """How often the term stands in the source."""
        return sum(r.count for r in self.renderings) + len(self.unknown)


def term_table(
    bitext: Bitext, terms: Sequence[str] = (), table: WordTable | None = None
) -> tuple[Term, ...]:
    """Return the terms of a Chinese source with their English renderings, commonest first.

    Terms are found by repetition and cohesion, the longest first; `terms` adds those wanted in any
    case. Inflection and articles do not make a rendering another one. Pairs of other languages
    give an empty table. `table` holds words that are known already.
    """
    if not is_chinese(bitext.source.lang) or bitext.target.lang.split("-")[0] != "en":
        return ()
    from alignkit.embed import encoder

    places = _occurrences(bitext, terms)
    return tuple(_table(bitext, WordTable(encoder(None)) if table is None else table, places))


def _occurrences(bitext: Bitext, wanted: Sequence[str]) -> dict[str, list[tuple[int, Span]]]:
    """Return where each term stands; a term inside a longer one is not counted for itself."""
    step = -(-len(bitext) // MOST_BEADS) or 1
    texts = [
        source if target.strip() and bead % step == 0 else ""
        for bead, (source, target) in enumerate(bitext.pairs())
    ]
    if not wanted and not _repeat(texts):
        return {}
    cuts = cut(texts)
    singles: Counter[str] = Counter()
    grams: Counter[tuple[str, ...]] = Counter()
    for own in cuts:
        for low, high in _windows(own):
            words = tuple(word for _, _, word in own[low:high])
            grams[words] += 1
        singles.update(word for _, _, word in own)
    chosen = _chosen(grams, singles) | set(wanted)
    places: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for bead, (own, text) in enumerate(zip(cuts, texts, strict=True)):
        place = 0
        while place < len(own):
            step = 1
            for high in range(min(len(own), place + LONGEST), place, -1):
                phrase = text[own[place][0] : own[high - 1][1]]
                if phrase in chosen and own[high - 1][1] - own[place][0] == len(phrase):
                    places[phrase].append((bead, Span(own[place][0], own[high - 1][1])))
                    step = high - place
                    break
            place += step
    return {
        term: held for term, held in places.items() if len(held) >= LEAST_SEEN or term in wanted
    }


def _repeat(texts: Sequence[str]) -> bool:
    """Tell whether anything stands often enough to be a term: a short text need not be cut."""
    seen: Counter[str] = Counter()
    for text in texts:
        for run in _HAN_WORD.findall(text):
            for at in range(len(run) - SHORTEST_TERM + 1):
                part = run[at : at + SHORTEST_TERM]
                seen[part] += 1
                if seen[part] == LEAST_SEEN:
                    return True
    return False


@lru_cache(maxsize=1)
def edges() -> frozenset[str]:
    """Return the words that begin or end no term."""
    text = files("alignkit.data.check").joinpath("term_edges.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def _windows(own: Cut) -> Iterator[tuple[int, int]]:
    """Yield the stretches of one to LONGEST neighbouring words that could be a term."""
    plain = [_HAN_WORD.fullmatch(word) is not None for _, _, word in own]
    edge = [word in edges() for _, _, word in own]
    for low, (start, _, _) in enumerate(own):
        if edge[low] or not plain[low]:
            continue
        length = 0
        for high in range(low + 1, min(len(own), low + LONGEST) + 1):
            begin, end, last = own[high - 1]
            if begin != start + length or not plain[high - 1] or last in _JOINING:
                break
            length += end - begin
            if not edge[high - 1] and SHORTEST_TERM <= length <= LONGEST_TERM:
                yield low, high


def _chosen(grams: Counter[tuple[str, ...]], singles: Counter[str]) -> set[str]:
    """Keep what is repeated, holds together, and is no mere part of a longer one."""
    total = sum(singles.values()) or 1
    kept: dict[tuple[str, ...], int] = {}
    for words, count in grams.items():
        if count < LEAST_SEEN:
            continue
        expected = float(total)
        for word in words:
            expected *= singles[word] / total
        rarest = min(singles[word] for word in words)
        if len(words) == 1 or count > 12 * expected or 2 * count > rarest:
            kept[words] = count
    parts: Counter[tuple[str, ...]] = Counter()
    for words, count in kept.items():
        for low in range(len(words)):
            for high in range(low + 1, len(words) + 1):
                if high - low < len(words):
                    parts[words[low:high]] = max(parts[words[low:high]], count)
    best = sorted(
        (words for words, count in kept.items() if count > parts[words]),
        key=lambda words: (-kept[words], words),
    )
    return {"".join(words) for words in best[:MOST_TERMS]}


def _table(
    bitext: Bitext, table: WordTable, places: dict[str, list[tuple[int, Span]]]
) -> Iterator[Term]:
    by_bead: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    for term, held in places.items():
        for bead, span in held:
            by_bead[bead].append((term, span))
    found: dict[str, list[Found]] = defaultdict(list)
    beads = sorted(by_bead)
    for low in range(0, len(beads), _AT_ONCE):
        table.tidy()
        here = beads[low : low + _AT_ONCE]
        words = words_of_all(table, [p.text for bead in here for p in bitext.passages(bead)])
        pairs = list(zip(words[::2], words[1::2], strict=True))
        for at, (own, other), cosine, strength in match_all(table, pairs):
            links = _links(cosine, strength)
            for term, span in by_bead[here[at]]:
                window = _window(own, other, *links, span)
                text = window.slice(other.text) if window else ""
                found[term].append((Place(here[at], span, window), text, key_of(text)))
    for occurrences in found.values():
        occurrences.sort(key=lambda one: (one[0].bead, one[0].source))
    for term in sorted(found, key=lambda t: (-len(found[t]), t)):
        yield _term(term, _with_one_word_changed(bitext, found[term]))


def _with_one_word_changed(bitext: Bitext, held: list[Found]) -> list[Found]:
    """Find the renderings that no link led to: the usual one with another word in one place.

    A word that is no synonym of the usual one links to nothing, and only its company betrays it.
    """
    keys = Counter(key for *_, key in held)
    keys.pop((), None)
    usual, count = max(keys.items(), key=lambda one: one[1], default=((), 0))
    if len(usual) < _TELLING or count < LEAST_SEEN:
        return held
    whole = []
    for place, text, key in held:
        other = bitext.passages(place.bead)[1].text
        window = None if key else _nearly(other, usual)
        if window:
            place = Place(place.bead, place.source, window)
            text = window.slice(other)
            key = key_of(text)
        whole.append((place, text, key))
    return whole


def _nearly(text: str, usual: tuple[str, ...]) -> Span | None:
    """Return the first run of words that is a rendering but for one of its words."""
    words = [(m.start(), m.end()) for m in _LATIN.finditer(text)]
    size = len(usual)
    for at in range(len(words) - size + 1):
        low, high = words[at][0], words[at + size - 1][1]
        key = key_of(text[low:high])
        gaps = {text[a[1] : b[0]].strip(" -") for a, b in pairwise(words[at : at + size])}
        if len(key) != size or gaps != {""}:
            continue
        if sum(one == other for one, other in zip(key, usual, strict=True)) == size - 1:
            return Span(low, high)
    return None


def _term(term: str, held: list[Found]) -> Term:
    groups: dict[tuple[str, ...], list[tuple[Place, str]]] = defaultdict(list)
    unknown = []
    for place, text, key in held:
        if key:
            groups[key].append((place, text))
        else:
            unknown.append(place)
    renderings = [
        Rendering(
            Counter(_plain(text) for _, text in group).most_common(1)[0][0],
            key,
            tuple(place for place, _ in group),
        )
        for key, group in groups.items()
    ]
    renderings.sort(key=lambda r: (-r.count, r.key))
    return Term(term, tuple(renderings), tuple(unknown))


def key_of(text: str) -> tuple[str, ...]:
    """Return what makes a rendering: the stems of its content words.

    >>> key_of("the Smart Factories"), key_of("smart factory")
    (('smart', 'factory'), ('smart', 'factory'))
    """
    words = re.findall(r"[a-z0-9]+(?:['’][a-z]+)?", text.lower().replace("-", " "))
    return tuple(stem_of(word) for word in words if word not in _FUNCTION)


def _plain(text: str) -> str:
    words = text.split()
    while words and words[0].lower() in _FUNCTION:
        words = words[1:]
    text = " ".join(words)
    return text if any(c.isupper() for c in text[1:]) else text.lower()


def _links(
    cosine: NDArray[np.float32], strength: NDArray[np.float32]
) -> tuple[NDArray[np.float32], list[int]]:
    """Return how strongly words are linked, and for each target word the source word it is nearest.

    A link is evidence where each is the other's best, or nearly so.
    """
    import numpy as np

    evidence: NDArray[np.float32] = np.maximum(cosine, strength + 0.15 * (strength > 0))
    row = evidence >= evidence.max(axis=1, keepdims=True) - 0.05
    column = evidence >= evidence.max(axis=0, keepdims=True) - 0.05
    linked: NDArray[np.float32] = np.where(
        (row | (evidence > 0.5)) & column & (evidence >= _BLUR), evidence, 0.0
    )
    nearest = np.where(evidence.max(axis=0) >= _FAINT, evidence.argmax(axis=0), -1)
    return linked, nearest.tolist()


def _strongest(links: NDArray[np.float32]) -> list[int]:
    """Return the words a word is linked to, the strongest where it is linked to very many."""
    import numpy as np

    linked = links.nonzero()[0]
    if len(linked) > MOST_LINKS:
        best = np.argsort(-links[linked], kind="stable")[:MOST_LINKS]
        linked = np.sort(linked[best])
    held: list[int] = linked.tolist()
    return held


def _window(
    source: Words, target: Words, links: NDArray[np.float32], nearest: list[int], span: Span
) -> Span | None:
    """Return the shortest stretch of the target that renders every word of a source span."""
    rows = [
        row
        for row, (start, end) in enumerate(zip(source.starts, source.ends, strict=True))
        if start >= span.start and end <= span.end
    ]
    if not rows:
        return None
    own = links[rows]
    choices = [
        [c for c in _strongest(own[at]) if target.forms[c] not in _FUNCTION]
        for at in range(len(rows))
    ]
    if not all(choices):
        return None
    best: tuple[float, int, int] | None = None
    for low in sorted({c for held in choices for c in held}):
        places = [bisect_left(held, low) for held in choices]
        if any(place == len(held) for place, held in zip(places, choices, strict=True)):
            break
        reached = [held[place] for place, held in zip(places, choices, strict=True)]
        high = max(reached)
        strength = sum(float(own[at, c]) for at, c in enumerate(reached)) / len(rows)
        if high - low > 2 * len(rows) + 2 or strength < _SURE:
            continue
        key = (high - low - strength, low, high)
        if best is None or key < best:
            best = key
    if best is None:
        return None
    low, high = _widened(target, nearest, set(rows), best[1], best[2])
    return Span(target.starts[low], target.ends[high])


def _widened(
    target: Words, nearest: list[int], rows: set[int], low: int, high: int
) -> tuple[int, int]:
    """Take in the words beside a stretch that are nearest to the same source words."""

    def ours(left: int, place: int) -> bool:
        return (
            nearest[place] in rows
            and target.forms[place] not in _FUNCTION
            and target.text[target.ends[left] : target.starts[left + 1]].strip() in {"", "-"}
        )

    while low > 0 and ours(low - 1, low - 1):
        low -= 1
    while high + 1 < len(target) and ours(high, high + 1):
        high += 1
    return low, high
