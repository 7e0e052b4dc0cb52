"""Sentence pairs that surely belong together, found coarse to fine in time linear in the text.

Stretches of many sentences are compared first, then ever shorter ones near the path that those
gave, and single sentences at last. On every level a pair counts by how nearly each is the other's
best, and the chain of pairs in order with the greatest sum wins: missing or added parts just leave
a hole in the chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from alignkit.align.sides import SideSignals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Whole = NDArray[np.int64]

_FULL = 4_000_000
_STEP = 8
_REACH = 2
_ROWS = 64
_MARGIN = np.float32(0.12)
_SMALL = np.float32(1e-6)


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
    while True:
        first, second = _units(source, size), _units(target, size)
        chain = _chain(_Band(first, second, low, high))
        if size == 1:
            return chain
        rows, columns = -(-n // (size // _STEP)), -(-m // (size // _STEP))
        low, high = _corridor(chain, len(first), len(second), rows, columns)
        size //= _STEP


def _units(side: SideSignals, size: int) -> Floats:
    """Return unit vectors of stretches of `size` sentences, less what all of them share."""
    if size == 1:
        held = side.alike - side.alike.mean(axis=0) * np.float32(0.5)
    else:
        held = np.add.reduceat(side.alike, np.arange(0, len(side), size), axis=0)
        held = held - held.mean(axis=0)
    norms = np.sqrt(np.einsum("ij,ij->i", held, held))
    unit: Floats = (held / np.maximum(norms, _SMALL)[:, None]).astype(np.float32)
    return unit


class _Band:
    """Cosines inside a corridor: row i holds the columns from low[i] to high[i]."""

    def __init__(self, first: Floats, second: Floats, low: Whole, high: Whole) -> None:
        self.low, self.high = low, np.maximum(high, low + 1)
        self.starts = np.concatenate(([0], np.cumsum(self.high - self.low)))
        self.values = np.empty(self.starts[-1], np.float32)
        self.columns = len(second)
        row_best = np.zeros(len(first), np.float32)
        column_best = np.zeros(len(second), np.float32)
        for start in range(0, len(first), _ROWS):
            end = min(start + _ROWS, len(first))
            left, right = int(self.low[start:end].min()), int(self.high[start:end].max())
            block = first[start:end] @ second[left:right].T
            for row in range(start, end):
                a, b = self.low[row], self.high[row]
                cosines = block[row - start, a - left : b - left]
                self.values[self.starts[row] : self.starts[row + 1]] = cosines
                row_best[row] = cosines.max()
                np.maximum(column_best[a:b], cosines, out=column_best[a:b])
        self.row_best = np.maximum(row_best, 0)
        self.column_best = column_best

    def __len__(self) -> int:
        return len(self.low)

    def gains(self, row: int) -> Floats:
        """Return from 0 to 1 how much each pair of a row counts."""
        a, b = self.low[row], self.high[row]
        cosines = self.values[self.starts[row] : self.starts[row + 1]]
        gain = 2 * cosines - self.column_best[a:b]
        gain += _MARGIN - self.row_best[row]
        gain *= np.maximum(cosines, 0) / _MARGIN
        best: Floats = np.maximum(gain, 0)
        return best


def _chain(band: _Band) -> list[Anchor]:
    """Return the pairs in order whose gains have the greatest sum."""
    totals: list[Floats] = []
    start, before = 0, np.zeros(1, np.float32)
    for row in range(len(band)):
        a, b = int(band.low[row]), int(band.high[row])
        # Sum of the best chain over the rows before that ends left of each column of this row.
        above = _shifted(before, start, a, b + 1)
        here = above[1:].copy()
        np.maximum(here, above[:-1] + band.gains(row), out=here)
        held = np.empty(b - a + 1, np.float32)
        held[0] = above[0]
        held[1:] = here
        np.maximum.accumulate(held, out=held)
        totals.append(held)
        start, before = a, held
    found = []
    column = int(band.high[-1])
    for row in range(len(band) - 1, -1, -1):
        a = int(band.low[row])
        column = min(column, int(band.high[row]))
        if column <= a:
            continue
        held = totals[row]
        place = column - a
        while place and held[place] == held[place - 1]:
            place -= 1
        previous = totals[row - 1] if row else np.zeros(1, np.float32)
        begin = int(band.low[row - 1]) if row else 0
        if held[place] > _at(previous, begin, a + place) and place:
            gain = float(band.gains(row)[place - 1])
            found.append(Anchor(row, a + place - 1, min(1.0, gain)))
            column = a + place - 1
        else:
            column = a + place
    found.reverse()
    return found


def _at(totals: Floats, start: int, column: int) -> float:
    if column < start:
        return 0.0
    return float(totals[min(column - start, len(totals) - 1)])


def _shifted(totals: Floats, start: int, low: int, high: int) -> Floats:
    """Return chain sums for the columns low to high, from those kept from `start` on."""
    index = np.arange(low - start, high - start)
    shifted: Floats = totals[np.clip(index, 0, len(totals) - 1)].copy()
    shifted[index < 0] = 0
    return shifted


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
