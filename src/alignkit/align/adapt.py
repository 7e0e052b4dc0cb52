"""What a pair of texts itself teaches: which of their words translate each other.

Names, coinages and terms are rendered as the translator chose, and no model knows them. After a
first pass, words for which nothing was found in the sure beads are counted together: a word of one
side that keeps turning up where a word of the other does is taken for its rendering.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from alignkit.align.compiled.solver import Lone
from alignkit.align.shapes import Link
from alignkit.align.sides import Shares, SideSignals, Words, with_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# Beads that teach: those likelier than not by a clear margin. Set by hand, as all of these are.
SURE = 0.6
# A word with nothing more alike than this on the other side asks for a translation of its own.
UNFOUND = np.float32(0.45)
# Two words are taken for each other that meet so often, in such a part of what holds either, and
# nearly as often as the best partner of each: a chance pair seldom meets a third time.
_OFTEN, _TOGETHER, _NEARLY = 3, 0.35, 0.7
# Never so sure as of a word that the model itself knows.
_MOST = 0.8
# Keeps a norm of nothing from dividing by nothing.
_SMALL = np.float32(1e-6)
# Beads whose sides have about as many words are looked at together, so many words at once.
_ROUGHLY, _AT_ONCE = 8, 2000


def adapted(
    source: SideSignals,
    target: SideSignals,
    shares: tuple[Shares, Shares] | None,
    links: Sequence[Link],
    summed: bool,
    lone: Lone | None = None,
) -> SideSignals | None:
    """Return the source with its learned words brought to the target's; None if none was learned.

    `shares` hold each sentence's different words; `summed` tells whether the sentences' vectors
    are made of the words', and change with them.
    """
    if source.words is None or target.words is None or shares is None:
        return None
    counted = _count(source.words, target.words, shares, links, lone)
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
    return with_words(source, words, moved, summed)


def _count(
    source: Words,
    target: Words,
    shares: tuple[Shares, Shares],
    links: Sequence[Link],
    known: Lone | None,
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats, Floats] | None:
    """Return pairs of words, how strongly each belongs together, and how far to trust it."""
    width = len(target.weights)
    alone = np.zeros(len(source.weights), np.int64)
    other = np.zeros(width, np.int64)
    pairs: list[NDArray[np.int64]] = []
    for counts_one, counts_two, lone_one, lone_two in known.found if known else ():
        alone += np.bincount(lone_one, minlength=len(alone))
        other += np.bincount(lone_two, minlength=width)
        pairs.append(_each_with_each(counts_one, counts_two, lone_one, lone_two, width))
    for one, two in () if pairs else _sure_beads(shares, links):
        lone, odd = _unfound(source, target, one, two)
        alone += np.bincount(one[lone], minlength=len(alone))
        other += np.bincount(two[odd], minlength=width)
        keys = one[:, :, None] * width + two[:, None, :]
        pairs.append(keys[lone[:, :, None] & odd[:, None, :]])
    if not pairs:
        return None
    found = np.sort(np.concatenate(pairs))
    begins = np.flatnonzero(np.diff(found, prepend=-1))
    together = np.diff(begins, append=len(found))
    often = together >= _OFTEN
    keys, together = found[begins[often]], together[often]
    first, second = keys // width, keys % width
    share = (2 * together / (alone[first] + other[second])).astype(np.float32)
    best = np.zeros(len(source.weights), np.float32)
    np.maximum.at(best, first, share)
    kept = (share >= _TOGETHER) & (share >= _NEARLY * best[first])
    if not kept.any():
        return None
    first, second, share, together = first[kept], second[kept], share[kept], together[kept]
    trust = np.minimum(_MOST, share * together / (together + 2)).astype(np.float32)
    return first, second, share, trust


def _each_with_each(
    counts_one: NDArray[np.int32],
    counts_two: NDArray[np.int32],
    one: NDArray[np.int32],
    two: NDArray[np.int32],
    width: int,
) -> NDArray[np.int64]:
    """Return the numbers of all pairs of words that stand in the same bead."""
    begins = np.cumsum(counts_two) - counts_two
    of_one = np.repeat(np.arange(len(counts_one)), counts_one)
    times = counts_two[of_one]
    first = np.repeat(one.astype(np.int64), times)
    within = np.arange(len(first)) - np.repeat(np.cumsum(times) - times, times)
    return first * width + two[np.repeat(begins[of_one], times) + within]


def _sure_beads(
    shares: tuple[Shares, Shares], links: Sequence[Link]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield the different words of sure beads' two sides, as tables: a bead a row, -1 for none.

    Beads of like size stand together, so that few places of a table are empty.
    """
    places = np.array(
        [
            (k.source, k.source + k.shape[0], k.target, k.target + k.shape[1])
            for k in links
            if min(k.shape) and k.probability >= SURE
        ],
        np.int64,
    ).reshape(-1, 4)
    one = _distinct(shares[0], places[:, 0], places[:, 1])
    two = _distinct(shares[1], places[:, 2], places[:, 3])
    sizes = np.stack([-(-np.diff(offsets) // _ROUGHLY) * _ROUGHLY for _, offsets in (one, two)])
    sizes[:, (sizes == 0).any(axis=0)] = 0
    order = np.lexsort(sizes)
    groups = np.flatnonzero(np.diff(sizes[:, order], prepend=0).any(axis=0))
    for begin, end in pairwise([*groups.tolist(), len(order)]):
        wide = sizes[:, order[begin]]
        step = max(1, int(_AT_ONCE // wide.max()))
        for start in range(begin, end, step):
            beads = order[start : min(start + step, end)]
            yield _table(*one, beads, int(wide[0])), _table(*two, beads, int(wide[1]))


def _distinct(
    held: Shares, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the different words of stretches of sentences, and where each stretch's begin."""
    first, counts = held.offsets[starts], held.offsets[ends] - held.offsets[starts]
    stretch = np.repeat(np.arange(len(starts)), counts)
    within = np.arange(len(stretch)) - np.repeat(np.cumsum(counts) - counts, counts)
    width = int(held.ids.max(initial=0)) + 1
    keys = np.sort(stretch * width + held.ids[np.repeat(first, counts) + within])
    keys = keys[np.diff(keys, prepend=-1) > 0]
    sizes = np.bincount(keys // width, minlength=len(starts))
    return keys % width, np.concatenate(([0], np.cumsum(sizes)))


def _table(
    words: NDArray[np.int64], offsets: NDArray[np.int64], beads: NDArray[np.int64], width: int
) -> NDArray[np.int64]:
    place = offsets[beads][:, None] + np.arange(width)
    inside = place < offsets[beads + 1][:, None]
    return np.where(inside, words[np.minimum(place, len(words) - 1)], -1)


def _unfound(
    source: Words, target: Words, one: NDArray[np.int64], two: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which words of each bead are like no word of its other side."""
    here, there = one >= 0, two >= 0
    alike = source.directions[one] @ target.directions[two].transpose(0, 2, 1) >= UNFOUND
    alike &= here[:, :, None]
    alike &= there[:, None, :]
    return here & ~alike.any(axis=2), there & ~alike.any(axis=1)
