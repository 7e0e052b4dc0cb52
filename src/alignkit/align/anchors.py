"""Sentence pairs that surely belong together, found coarse to fine in time linear in the text.

Stretches of many sentences are compared first, then ever shorter ones near the path that those
gave, and single sentences at last. On every level a pair counts by how nearly each is the other's
best, and the chain of pairs in order with the greatest sum wins: missing or added parts just leave
a hole in the chain.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from alignkit.align.sides import SideSignals, evening

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Whole = NDArray[np.int64]

# Pairs compared at once: 16 MB of likeness, whatever the length of the texts.
_FULL = 4_000_000
# Sentences joined into one at each coarser look, and coarse cells looked at beside the found way.
_STEP, _REACH = 8, 2
# Rows compared in one product of matrices, which bounds memory.
_ROWS = 64
# How much liker than its rivals a pair is that surely belongs together; set by hand.
_MARGIN = np.float32(0.12)
_SMALL = np.float32(1e-6)
# Pairs of one sentence that are weighed: more are there only where a text repeats itself.
_RIVALS = 16


class Anchor(NamedTuple):
    """A pair of sentences, and from 0 to 1 how surely they belong together."""

    source: int
    target: int
    weight: float


def find_anchors(source: SideSignals, target: SideSignals) -> list[Anchor]:
    """Return the chain of sentence pairs in order on both sides.

    >>> find_anchors.__name__
    'find_anchors'
    """
    n, m = len(source), len(target)
    if not n or not m:
        return []
    size = 1
    while -(-n // size) * -(-m // size) > _FULL:
        size *= _STEP
    low = np.zeros(-(-n // size), np.int64)
    high = np.full(-(-n // size), -(-m // size), np.int64)
    alike = [side.vectors * evening(side.norms)[:, None] for side in (source, target)]
    while True:
        first, second = (_units(side, size) for side in alike)
        chain = _chain(_pairs(first, second, low, high))
        if size == 1:
            return chain
        rows, columns = -(-n // (size // _STEP)), -(-m // (size // _STEP))
        low, high = _corridor(chain, len(first), len(second), rows, columns)
        size //= _STEP


def _units(alike: Floats, size: int) -> Floats:
    """Return unit vectors of stretches of `size` sentences, less what all of them share.

    Single sentences come last, and take the place of what was given.
    """
    if size == 1:
        units = alike
        units -= alike.mean(axis=0) * np.float32(0.5)
    else:
        units = np.asarray(np.add.reduceat(alike, np.arange(0, len(alike), size), axis=0))
        units -= units.mean(axis=0)
    norms = np.sqrt(np.einsum("ij,ij->i", units, units))
    units /= np.maximum(norms, _SMALL)[:, None]
    return units


class _Pairs(NamedTuple):
    """Pairs that count, row by row: `begins[i]` is where row i's begin."""

    begins: list[int]
    columns: list[int]
    gains: list[float]


def _pairs(first: Floats, second: Floats, low: Whole, high: Whole) -> _Pairs:
    """Return the pairs of a corridor that are nearly each other's best, and how much they count.

    Row i of the corridor holds the columns from low[i] to high[i].
    """
    n, m = len(first), len(second)
    high = np.maximum(high, low + 1)
    blocks: list[tuple[int, int, Floats]] = []
    row_best = np.zeros(n, np.float32)
    column_best = np.zeros(m, np.float32)
    for start in range(0, n, _ROWS):
        rows = slice(start, min(start + _ROWS, n))
        left, right = int(low[rows].min()), int(high[rows].max())
        block = first[rows] @ second[left:right].T
        columns = np.arange(left, right)
        block[(columns < low[rows, None]) | (columns >= high[rows, None])] = 0
        np.maximum(block, 0, out=block)
        row_best[rows] = block.max(axis=1)
        np.maximum(column_best[left:right], block.max(axis=0), out=column_best[left:right])
        blocks.append((start, left, block))
    found: list[tuple[Whole, Whole, Floats]] = []
    for start, left, block in blocks:
        gain = 2 * block
        gain -= column_best[left : left + block.shape[1]]
        gain += (_MARGIN - row_best[start : start + len(block)])[:, None]
        gain *= block
        row, column = np.nonzero(gain > 0)
        held = gain[row, column] / _MARGIN
        # Block by block: where a text repeats itself each row has as many pairs as columns.
        kept = _kept(row, np.abs(column + left - (row + start) * (m / n)), held)
        found.append((row[kept] + start, column[kept] + left, held[kept]))
    row, column, gains = (np.concatenate(part) for part in zip(*found, strict=True))
    begins = np.searchsorted(row, np.arange(n + 1))
    return _Pairs(begins.tolist(), column.tolist(), gains.tolist())


def _kept(row: Whole, away: Floats, gains: Floats) -> Whole:
    """Return which pairs to keep: of a row with very many, the best nearest to the diagonal."""
    counts = np.bincount(row)
    if not len(counts) or counts.max() <= _RIVALS:
        return np.arange(len(row))
    order = np.lexsort((away, -gains, row))
    place = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.sort(order[place < _RIVALS])


def _chain(pairs: _Pairs) -> list[Anchor]:
    """Return the pairs in order whose gains have the greatest sum."""
    # The best chains so far: the further right one ends, the greater its sum.
    ends: list[int] = []
    totals: list[float] = []
    lasts: list[int] = []
    before = [-1] * len(pairs.columns)
    rows = [0] * len(pairs.columns)
    for row, (start, stop) in enumerate(pairwise(pairs.begins)):
        grown = []
        for number in range(start, stop):
            column = pairs.columns[number]
            place = bisect_left(ends, column)
            total = pairs.gains[number]
            if place:
                total += totals[place - 1]
                before[number] = lasts[place - 1]
            rows[number] = row
            grown.append((column, total, number))
        for column, total, number in grown:
            place = bisect_left(ends, column)
            if place and totals[place - 1] >= total:
                continue
            stop_at = place
            while stop_at < len(ends) and totals[stop_at] <= total:
                stop_at += 1
            if stop_at == place and place < len(ends) and ends[place] == column:
                continue
            ends[place:stop_at] = [column]
            totals[place:stop_at] = [total]
            lasts[place:stop_at] = [number]
    found = []
    number = lasts[-1] if lasts else -1
    while number >= 0:
        gain = min(1.0, pairs.gains[number])
        found.append(Anchor(rows[number], pairs.columns[number], gain))
        number = before[number]
    found.reverse()
    return found


def _corridor(
    chain: Sequence[Anchor], rows: int, columns: int, finer_rows: int, finer_columns: int
) -> tuple[Whole, Whole]:
    """Return for each finer row the columns near the chain of the coarser level."""
    low = np.full(rows, columns, np.int64)
    high = np.zeros(rows, np.int64)
    points = [(-1, -1), *((a.source, a.target) for a in chain), (rows, columns)]
    for (i, j), (k, m) in pairwise(points):
        top, bottom = max(0, i - 1), min(rows, k + 2)
        left, right = max(0, j - _REACH), min(columns, m + _REACH + 1)
        width = right - left
        most = max(64, _FULL // _STEP // max(1, bottom - top))
        if width > most:
            middle = left + (np.arange(bottom - top) + 0.5) * width / (bottom - top)
            lefts = np.clip(middle - most / 2, left, right - most).astype(np.int64)
            low[top:bottom] = np.minimum(low[top:bottom], lefts)
            high[top:bottom] = np.maximum(high[top:bottom], lefts + most)
        else:
            low[top:bottom] = np.minimum(low[top:bottom], left)
            high[top:bottom] = np.maximum(high[top:bottom], right)
    # Both borders only ever go right, as paths do.
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    finer = np.arange(finer_rows) // _STEP
    low_finer = np.minimum(low[finer] * _STEP, finer_columns - 1)
    return low_finer, np.minimum(high[finer] * _STEP, finer_columns)
