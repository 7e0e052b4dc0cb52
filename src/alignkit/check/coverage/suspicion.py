"""The reviser's list: the places of a document that most look mistranslated, ranked.

A word is suspicious relative to its own behaviour in this document: a word that is never found on
the other side is one that the model does not know; one that is found everywhere but here is not.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from alignkit.check.coverage.both_ways import directions, table
from alignkit.check.coverage.net import Learned
from alignkit.check.coverage.stretches import WORD_FEATURES, context_features, word_features
from alignkit.check.run.view import PairView
from alignkit.types import Span
from alignkit.types.suspect import Suspect
from alignkit.words.lexicon import HAN_FIRST, WordTable, stem_of
from alignkit.words.numbered import Words
from alignkit.words.renderings import Pair, comparable, words_of_all
from alignkit.words.tokens import is_content

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

FILE = "suspicion.json"
SIDES = ("source", "target")
FEATURES = (
    "odds", "relative", "far", "far_relative", "weight", "expected", "seen", "usual_absent",
    "neighbours", "length",
)  # fmt: skip
# Beads looked at together; what a form does elsewhere is counted over the whole document.
AT_ONCE = 256
# So many uses elsewhere count as much as what words do on the whole.
PRIOR = 2.0
# A rendering is usual where it stands in so many places, and so often of all.
USUAL, SHARE = 2, 0.6
# A place is a few words: more of them are a clause, which is the matter of findings.
WIDEST = 4
_NOTHING, _RENDERS = "nothing renders this here", "this renders nothing here"
_OTHERWISE = "rendered otherwise elsewhere"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a document on one side, with what speaks for its being wrong."""

    bead: int
    side: int
    start: int
    end: int
    form: str
    features: tuple[float, ...]
    other: Span | None
    usual: str


def suspects(pair: PairView, most: int) -> tuple[Suspect, ...]:
    """Return the most suspicious places of a document, first the likeliest."""
    weights = _weights()
    scored = [(_score(word, weights), word) for word in words(pair)]
    best: list[Suspect] = []
    for run in _runs(scored):
        value, word = max(run, key=lambda held: held[0])
        text = (pair.view(word.bead).source, pair.view(word.bead).target)[word.side].text
        span = Span(run[0][1].start, run[-1][1].end)
        why = _OTHERWISE if word.usual else (_NOTHING, _RENDERS)[word.side]
        others = tuple(dict.fromkeys(w.other for _, w in run if w.other))
        best.append(
            Suspect(
                word.bead, SIDES[word.side], span, span.slice(text), why,
                round(1 / (1 + math.exp(-value)), 4), others, word.usual,
            )
        )  # fmt: skip
    best.sort(key=lambda held: (-held.probability, held.bead, held.span.start))
    return tuple(best[:most])


def words(pair: PairView) -> list[Word]:
    """Return the content words of both sides of a document with their features."""
    ways = pair.once(directions)
    if ways is None:
        return []
    lexicon = pair.once(table)
    found: list[Word] = []
    for side, learned in enumerate(ways):
        found += _side(_seen(pair, lexicon, learned, side), side)
    return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text's words with their odds, how far the nearest word across is, and which one it is."""

    bead: int
    own: Words
    other: Words
    odds: Rows
    rows: Rows
    places: list[int]


def _seen(pair: PairView, lexicon: WordTable, learned: Learned, side: int) -> Iterator[_Seen]:
    import numpy as np

    beads = [i for i, b in enumerate(pair.bitext.beads) if b.source and b.target]
    for low in range(0, len(beads), AT_ONCE):
        lexicon.tidy()
        chosen = beads[low : low + AT_ONCE]
        texts = [passage.text for i in chosen for passage in pair.bitext.passages(i)]
        cut = words_of_all(lexicon, texts)
        pairs: list[tuple[int, Pair]] = []
        for at, bead in enumerate(chosen):
            both = cut[2 * at], cut[2 * at + 1]
            own, other = both if side == 0 else both[::-1]
            if comparable(own, other):
                pairs.append((bead, (own, other)))
        rows, found = word_features(lexicon, [p for _, p in pairs], learned.hardness)
        prior = np.float32(learned.prior)
        owns = [own for _, (own, _) in pairs]
        odds = learned.context(context_features(owns, rows, learned.word(rows) - prior)) - prior
        at = 0
        for (bead, (own, other)), one in zip(pairs, found, strict=True):
            part = slice(at, at + len(own))
            at += len(own)
            yield _Seen(bead, own, other, odds[part], rows[part], one.places)


def _side(seen: Iterator[_Seen], side: int) -> list[Word]:
    """Set each word against what its like do elsewhere on the same side."""
    cosine = WORD_FEATURES.index("cosine")
    weight, expected = WORD_FEATURES.index("weight"), WORD_FEATURES.index("expected")
    held: list[tuple[_Seen, int, str, str]] = []
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    across: dict[str, Counter[str]] = defaultdict(Counter)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for text in seen:
        for at, form in enumerate(text.own.forms):
            if not _is_content(form):
                continue
            key = form if form >= HAN_FIRST else stem_of(form)
            place = text.places[at]
            to = _key(text.other.forms[place]) if place >= 0 else ""
            sums[key][0] += 1
            sums[key][1] += float(text.odds[at])
            sums[key][2] += float(text.rows[at, cosine])
            if to:
                across[key][to] += 1
                spelled[to][text.other.forms[place]] += 1
            held.append((text, at, key, to))
    if not held:
        return []
    count = sum(total[0] for total in sums.values())
    means = [sum(total[k] for total in sums.values()) / count for k in (1, 2)]
    found = []
    for text, at, key, to in held:
        times, odds_sum, near_sum = sums[key]
        odds, near = float(text.odds[at]), float(text.rows[at, cosine])
        usual_odds = (odds_sum - odds + PRIOR * means[0]) / (times - 1 + PRIOR)
        usual_near = (near_sum - near + PRIOR * means[1]) / (times - 1 + PRIOR)
        usual = _usual(across[key], to, text.other)
        beside = [float(text.odds[k]) for k in (at - 1, at + 1) if 0 <= k < len(text.odds)]
        place = text.places[at]
        found.append(
            Word(
                text.bead, side, text.own.starts[at], text.own.ends[at], text.own.forms[at],
                (
                    odds, odds - usual_odds, 1 - near, usual_near - near,
                    float(text.rows[at, weight]), float(text.rows[at, expected]),
                    math.log(times), float(bool(usual)),
                    sum(beside) / max(1, len(beside)), math.log(1 + len(text.own)),
                ),
                Span(text.other.starts[place], text.other.ends[place]) if place >= 0 else None,
                _commonest(spelled[usual]) if usual else "",
            )
        )  # fmt: skip
    return found


def _commonest(forms: Counter[str]) -> str:
    return max(forms.items(), key=lambda held: (held[1], held[0]))[0]


def _usual(across: Counter[str], here: str, other: Words) -> str:
    """Return what renders a word elsewhere, where that is settled and does not stand here."""
    rest = across.copy()
    if here:
        rest[here] -= 1
    if not rest:
        return ""
    form, times = max(rest.items(), key=lambda pair: (pair[1], pair[0]))
    if form == here or times < USUAL or times < SHARE * sum(rest.values()):
        return ""
    return "" if any(_key(word) == form for word in other.forms) else form


def _key(form: str) -> str:
    return form if form >= HAN_FIRST else stem_of(form)


def _is_content(form: str) -> bool:
    """Tell whether a word carries meaning: no small word, no lone character, no figure."""
    if form[0].isdigit():
        return False
    return len(form) > 1 if form >= HAN_FIRST else len(form) > 2 and is_content(form)


def _runs(scored: Sequence[tuple[float, Word]]) -> Iterator[list[tuple[float, Word]]]:
    """Join neighbouring words of which each is suspicious to one place."""
    run: list[tuple[float, Word]] = []
    for value, word in scored:
        last = run[-1][1] if run else None
        joined = (
            last is not None
            and (last.bead, last.side) == (word.bead, word.side)
            and word.start - last.end <= 1
            and len(run) < WIDEST
            and min(value, run[-1][0]) > max(value, run[-1][0]) - 1.0
        )
        if run and not joined:
            yield run
            run = []
        run.append((value, word))
    if run:
        yield run


@lru_cache(maxsize=1)
def _weights() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the learned weights of each side, the last one the offset."""
    data = json.loads(files("alignkit.data.check").joinpath(FILE).read_text(encoding="utf-8"))
    return tuple(data["source"]), tuple(data["target"])


def _score(word: Word, weights: tuple[tuple[float, ...], tuple[float, ...]]) -> float:
    held = weights[word.side]
    return held[-1] + sum(w * f for w, f in zip(held, word.features, strict=False))
