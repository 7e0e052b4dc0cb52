"""Readings of beads for dropped and for added content, many beads at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.check.coverage.net import Learned, learned
from alignkit.check.coverage.omission import Reading, read_all
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Span
from alignkit.words.entities import resolved
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.renderings import comparable, match, words_of, words_of_all
from alignkit.words.script import is_chinese

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A clause that moved is found in the bead before or behind, hardly ever further.
NEIGHBOURS = (-1, 1)
RENDERED = 0.65
ENOUGH = 0.5
LEFT_OVER = 0.3
LOST = 0.2


def table(pair: PairView) -> WordTable:
    """Return the embedded model's words; other models have no words of their own."""
    from alignkit.embed import encoder

    return pair.words(encoder(None))


def directions(pair: PairView) -> tuple[Learned, Learned] | None:
    """Return what reads the source against the target, and the target against the source."""
    source, target = pair.bitext.source.lang, pair.bitext.target.lang
    if is_chinese(source) and target.split("-")[0] == "en":
        return learned("zh"), learned("en")
    if is_chinese(target) and source.split("-")[0] == "en":
        return learned("en"), learned("zh")
    return None


@dataclass(frozen=True, slots=True)
class Both:
    """A bead read both ways, and how much better it and the next one would fit exchanged."""

    dropped: Reading | None = None
    added: Reading | None = None
    crossed: float = 0.0


def dropped(view: BeadView) -> Reading | None:
    """Return how the source of a bead fares in its target, None where one is empty."""
    return view.pair.chunked(_readings, view.index).dropped


def added(view: BeadView) -> Reading | None:
    """Return how the target of a bead fares in its source, None where it is accounted for."""
    return view.pair.chunked(_readings, view.index).added


def crossed(view: BeadView) -> float:
    """Return how much better a bead and the next one would fit with their targets exchanged."""
    return view.pair.chunked(_readings, view.index).crossed


def _readings(pair: PairView, low: int, high: int) -> Sequence[Both]:
    ways = pair.once(directions)
    if ways is None:
        return [Both()] * (high - low)
    words = pair.once(table)
    pairs = [words_at(pair, at) for at in range(low, high)]
    reach = min(high + 1, len(pair.bitext.beads))
    following = _cut(words, pair, high, reach)
    sources, targets = zip(*pairs, *following, strict=True)
    held = [at for at, pair in enumerate(pairs) if comparable(*pair)]
    there = dict(zip(held, read_all(words, ways[0], [pairs[at] for at in held]), strict=True))
    left = [at for at in held if there[at].unexplained >= LEFT_OVER]
    turned = [(pairs[at][1], pairs[at][0]) for at in left]
    back = dict(zip(left, read_all(words, ways[1], turned), strict=True))
    # Only texts that say little of each other can have changed places; of the bead beyond these
    # it is not known.
    lost = {at for at in held if there[at].unexplained >= LOST} | {high - low}
    gains = {
        at: _crossing(words, sources[at : at + 2], targets[at : at + 2])
        for at in held
        if at in lost and at + 1 in lost and at + 1 < reach - low
    }
    return [Both(there.get(at), back.get(at), gains.get(at, 0.0)) for at in range(high - low)]


def words_at(pair: PairView, index: int) -> tuple[Words, Words]:
    """Return the words of a bead's sides, cut once for all rules that ask."""
    return pair.chunked(_words, index)


def _words(pair: PairView, low: int, high: int) -> Sequence[tuple[Words, Words]]:
    words = pair.once(table)
    words.tidy()
    return _cut(words, pair, low, high)


def _cut(words: WordTable, pair: PairView, low: int, high: int) -> list[tuple[Words, Words]]:
    texts = [text for at in range(low, high) for text in _read(pair, at)]
    cut = words_of_all(words, texts)
    return list(zip(cut[::2], cut[1::2], strict=True))


def _read(pair: PairView, index: int) -> tuple[str, str]:
    """Return a bead's texts; of code, and of what stands on both sides as it is, nothing."""
    source, target = pair.passages(index)
    code = pair.bitext.source.literal(source.sentences) and pair.bitext.target.literal(
        target.sentences
    )
    if code or source.text == target.text:
        return "", ""
    return resolved(source.text), resolved(target.text)


def _crossing(words: WordTable, sources: Sequence[Words], targets: Sequence[Words]) -> float:
    """Return what two beads gain by exchanging their targets."""
    import numpy as np

    source, target = (
        np.stack([words.units[w.numbers].T @ words.lengths[w.numbers] for w in side])
        for side in (sources, targets)
    )
    source /= np.maximum(np.linalg.norm(source, axis=1, keepdims=True), 1e-6)
    target /= np.maximum(np.linalg.norm(target, axis=1, keepdims=True), 1e-6)
    likeness = source @ target.T
    # Both must gain: a text that is like everything proves nothing.
    gains = likeness[0, 1] - likeness[0, 0], likeness[1, 0] - likeness[1, 1]
    return float(sum(gains)) if min(gains) > 0 else 0.0


def certainty(odds: float) -> float:
    """Return a probability for log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def elsewhere(view: BeadView, span: Span, side: int = 0) -> bool:
    """Tell whether a neighbouring bead renders a stretch that its own translation lacks.

    What the neighbour's own source accounts for renders that, and proves nothing.
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
        if rendered(view.pair.once(table), text, other.text, own.text) >= RENDERED:
            return True
    return False


def rendered(words: WordTable, text: str, other: str, taken: str = "") -> float:
    """Return how much of a text's words, by weight, has a likely rendering in another text.

    What renders a text that is `taken` at least as well renders nothing of this one.
    """
    own, there = words_of_all(words, [text, other])
    if not comparable(own, there):
        return 0.0
    evidence = _evidence(words, own, there)
    weights = words.lengths[own.numbers]
    weights = weights / (ENOUGH * weights.sum())
    share = float(weights @ evidence.max(axis=1).clip(max=ENOUGH))
    # Most texts are not rendered in any case: only where one is, it matters by what.
    if share < RENDERED:
        return share
    first = words_of(words, taken)
    if not comparable(first, there):
        return share
    spent = _evidence(words, first, there).max(axis=0)
    evidence[:, spent >= evidence.max(axis=0)] = 0
    return float(weights @ evidence.max(axis=1).clip(max=ENOUGH))


def _evidence(words: WordTable, source: Words, target: Words) -> NDArray[np.float32]:
    """Return how likely each word of one text is a rendering of each of the other."""
    import numpy as np

    cosine, strength = match(words, source, target)
    known: NDArray[np.float32] = strength + np.float32(0.15) * (strength > 0)
    return np.maximum(cosine, known)
