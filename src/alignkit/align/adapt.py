"""What a pair of texts itself teaches: which of their words translate each other.

Names, coinages and terms are rendered as the translator chose, and no model knows them. After a
first pass, words for which nothing was found in the sure beads are counted together: a word of one
side that keeps turning up where a word of the other does is taken for its rendering.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from alignkit.align.path import Link
from alignkit.align.sides import Shares, SideSignals, Words, with_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SURE = 0.6
_UNFOUND = np.float32(0.45)
_OFTEN = 3
_TOGETHER = 0.35
_NEARLY = 0.7
_MOST = 0.8
_SMALL = np.float32(1e-6)


def adapted(
    source: SideSignals,
    target: SideSignals,
    shares: tuple[Shares, Shares] | None,
    links: Sequence[Link],
    summed: bool,
) -> tuple[SideSignals, SideSignals] | None:
    """Return both sides with the learned words brought together; None where nothing was learned.

    `shares` hold each sentence's different words; `summed` tells whether the sentences' vectors
    are made of the words', and change with them.
    """
    if source.words is None or target.words is None or shares is None:
        return None
    counted = _count(source.words, target.words, shares, links)
    if counted is None:
        return None
    first, second, share, trust = counted
    directions = source.words.directions.copy()
    weights = source.words.weights.copy()
    drawn = np.zeros_like(directions)
    total = np.zeros(len(weights), np.float32)
    strength = np.zeros(len(weights), np.float32)
    np.add.at(drawn, first, share[:, None] * target.words.directions[second])
    np.add.at(total, first, share)
    np.maximum.at(strength, first, trust)
    moved = np.flatnonzero(total)
    pull = drawn[moved] / total[moved, None]
    held = strength[moved, None]
    mixed = (1 - held) * directions[moved] + held * pull
    mixed /= np.maximum(np.sqrt(np.einsum("ij,ij->i", mixed, mixed)), _SMALL)[:, None]
    directions[moved] = mixed
    heavier = np.zeros_like(weights)
    np.maximum.at(heavier, first, trust * target.words.weights[second])
    weights = np.maximum(weights, heavier)
    words = replace(source.words, directions=directions, weights=weights)
    return with_words(source, words, summed), target


def _count(
    source: Words, target: Words, shares: tuple[Shares, Shares], links: Sequence[Link]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats, Floats] | None:
    """Return pairs of words, how strongly each belongs together, and how far to trust it."""
    pairs: list[NDArray[np.int64]] = []
    ones: list[NDArray[np.int64]] = []
    twos: list[NDArray[np.int64]] = []
    width = len(target.weights)
    for link in links:
        (a, b), i, j = link.shape, link.source, link.target
        if not (a and b) or link.probability < _SURE:
            continue
        one, two = _different(shares[0], i, a), _different(shares[1], j, b)
        if not (len(one) and len(two)):
            continue
        likeness = source.directions[one] @ target.directions[two].T
        one = one[likeness.max(axis=1) < _UNFOUND].astype(np.int64)
        two = two[likeness.max(axis=0) < _UNFOUND].astype(np.int64)
        ones.append(one)
        twos.append(two)
        pairs.append((one[:, None] * width + two[None, :]).ravel())
    if not pairs:
        return None
    keys, together = np.unique(np.concatenate(pairs), return_counts=True)
    often = together >= _OFTEN
    keys, together = keys[often], together[often]
    first, second = keys // width, keys % width
    alone = np.bincount(np.concatenate(ones), minlength=len(source.weights))
    other = np.bincount(np.concatenate(twos), minlength=width)
    share = (2 * together / (alone[first] + other[second])).astype(np.float32)
    best = np.zeros(len(source.weights), np.float32)
    np.maximum.at(best, first, share)
    kept = (share >= _TOGETHER) & (share >= _NEARLY * best[first])
    if not kept.any():
        return None
    first, second, share, together = first[kept], second[kept], share[kept], together[kept]
    trust = np.minimum(_MOST, share * together / (together + 2)).astype(np.float32)
    return first, second, share, trust


def _different(held: Shares, start: int, size: int) -> NDArray[np.int32]:
    """Return the words of some sentences, each once."""
    ids = held.ids[held.offsets[start] : held.offsets[start + size]]
    return ids if size == 1 else np.unique(ids)
