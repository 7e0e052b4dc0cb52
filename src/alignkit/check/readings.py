"""Readings of beads for dropped and for added content, many beads at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence

from alignkit.check.coverage import context_features, match, word_features, words_of
from alignkit.check.lexicon import WordTable
from alignkit.check.net import Learned, learned
from alignkit.check.omission import Reading, read_words
from alignkit.check.script import is_chinese
from alignkit.check.view import BeadView, PairView
from alignkit.types import Span

NEIGHBOURS = (-1, 1)
RENDERED = -0.5
LEFT_OVER = 0.15

Both = tuple[Reading | None, Reading | None]


def table(pair: PairView) -> WordTable:
    """Return the embedded model's words; other models have no words of their own."""
    from alignkit.embed import encoder

    return WordTable(encoder(None))


def directions(pair: PairView) -> tuple[Learned, Learned] | None:
    """Return what reads the source against the target, and the target against the source."""
    source, target = pair.bitext.source.lang, pair.bitext.target.lang
    if is_chinese(source) and target.split("-")[0] == "en":
        return learned("zh"), learned("en")
    if is_chinese(target) and source.split("-")[0] == "en":
        return learned("en"), learned("zh")
    return None


def dropped(view: BeadView) -> Reading | None:
    """Return how the source of a bead fares in its target, None where one is empty."""
    return view.pair.chunked(_readings, view.index)[0]


def added(view: BeadView) -> Reading | None:
    """Return how the target of a bead fares in its source, None where it is accounted for."""
    return view.pair.chunked(_readings, view.index)[1]


def _readings(pair: PairView, low: int, high: int) -> Sequence[Both]:
    ways = pair.once(directions)
    if ways is None:
        return [(None, None)] * (high - low)
    words = pair.once(table)
    words.tidy()
    return [_both(pair, words, ways, index) for index in range(low, high)]


def _both(pair: PairView, words: WordTable, ways: tuple[Learned, Learned], index: int) -> Both:
    source, target = (words_of(words, passage.text) for passage in pair.bitext.passages(index))
    if not len(source) or not len(target):
        return None, None
    cosine, strength = match(words, source, target)
    there = read_words(words, ways[0], source, target, (cosine, strength))
    if there is None or there.unexplained < LEFT_OVER:
        return there, None
    return there, read_words(words, ways[1], target, source, (cosine.T, strength.T))


def certainty(odds: float) -> float:
    """Return a probability for log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def elsewhere(view: BeadView, span: Span, side: int = 0) -> bool:
    """Tell whether a neighbouring bead renders a stretch that its own translation lacks.

    A neighbour whose own source says the same renders that, and proves nothing.
    """
    ways = view.pair.once(directions)
    text = span.slice((view.source, view.target)[side].text)
    if ways is None or not text.strip():
        return False
    for distance in NEIGHBOURS:
        near = view.neighbour(distance)
        if near is None:
            continue
        own, other = ((near.source, near.target), (near.target, near.source))[side]
        if other.text.strip() and _repeats(view.pair, text, own.text) < 0.6:
            odds = rendered(view.pair.once(table), ways[side], text, other.text)
            if odds < RENDERED:
                return True
    return False


def rendered(words: WordTable, way: Learned, text: str, other: str) -> float:
    """Return the mean log odds that the words of a text are missing from another one."""
    import numpy as np

    own, there = words_of(words, text), words_of(words, other)
    if not len(own) or not len(there):
        return 0.0
    rows, _ = word_features(words, own, there, way.hardness)
    prior = np.float32(way.prior)
    odds = way.context(context_features(own, rows, way.word(rows) - prior)) - prior
    weights = words.lengths[own.numbers]
    return float((odds * weights).sum() / max(1e-6, float(weights.sum())))


def _repeats(pair: PairView, text: str, other: str) -> float:
    encoder = pair.once(table).encoder
    own = {form for _, _, form in encoder.words(text)}
    there = {form for _, _, form in encoder.words(other)}
    return len(own & there) / max(1, len(own))
