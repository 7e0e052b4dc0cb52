"""What an alignment says of the pair as a whole: whether it is a translation, and in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from alignkit.align.shapes import Link
from alignkit.align.sides import SideSignals

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Pairs of lone sentences compared at most: beyond that nobody asks where one has moved to.
_CELLS = 4_000_000
# A bead less alike than this is taken for a chance pair; set by hand.
_DOUBTFUL = 0.35
# Beads of free translations are this much alike; more makes them no more parallel.
_ALIKE = 0.4
_SAME = 0.5
_LEAD = 0.12
_RUN_GAP = 3
_SMALL = np.float32(1e-6)


class Moved(NamedTuple):
    """Neighbouring sentences whose translation stands out of order: half-open ranges."""

    source: range
    target: range


def parallel(links: Sequence[Link], source: SideSignals, target: SideSignals) -> float:
    """Return from 0 to 1 how much of the shorter text is plainly found in the other.

    The longer text may hold more, such as a preface, or all that a translation left out.
    """
    found = [0.0, 0.0]
    sums = [[0.0, *np.cumsum(side.lengths, dtype=np.float64)] for side in (source, target)]
    for link in links:
        if link.shape[0] and link.shape[1]:
            certain = link.probability * min(1.0, link.likeness / _ALIKE)
            for side, start in enumerate((link.source, link.target)):
                length = sums[side][start + link.shape[side]] - sums[side][start]
                found[side] += certain * float(length)
    shares = [
        f / float(side.lengths.sum())
        for f, side in zip(found, (source, target), strict=True)
        if side.lengths.sum() > 0
    ]
    return round(min(1.0, max(shares, default=0.0)), 4)


def moved(links: Sequence[Link], source: SideSignals, target: SideSignals) -> list[Moved]:
    """Return the stretches that an alignment in order had to leave out or force."""
    rows: list[int] = []
    columns: list[int] = []
    for link in links:
        if min(link.shape) == 0 or link.likeness < _DOUBTFUL:
            rows += range(link.source, link.source + link.shape[0])
            columns += range(link.target, link.target + link.shape[1])
    rows = [row for row in rows if source.lengths[row] > 12]
    columns = [column for column in columns if target.lengths[column] > 12]
    if not rows or not columns or len(rows) * len(columns) > _CELLS:
        return []
    cosines = _unit(source.vectors[rows]) @ _unit(target.vectors[columns]).T
    pairs = []
    for place in range(len(rows)):
        best = int(cosines[place].argmax())
        value = float(cosines[place, best])
        if value < _SAME or int(cosines[:, best].argmax()) != place:
            continue
        second = max(_second(cosines[place]), _second(cosines[:, best]))
        if value - second >= _LEAD:
            pairs.append((rows[place], columns[best]))
    return _runs(list(compress(pairs, _crossing(pairs, links))))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    unit: NDArray[np.float32] = vectors / np.maximum(norms, _SMALL)[:, None]
    return unit


def _second(values: NDArray[np.float32]) -> float:
    return float(np.partition(values, -2)[-2]) if len(values) > 1 else 0.0


def _crossing(pairs: Sequence[tuple[int, int]], links: Sequence[Link]) -> NDArray[np.bool_]:
    """Tell of each pair whether sure beads stand between it and its place on the path."""
    sure = [
        (link.source, link.target)
        for link in links
        if min(link.shape) and link.likeness >= _DOUBTFUL
    ]
    # Both sides are in order, so that counting is looking up.
    source, target = np.array(sure, np.int64).reshape(-1, 2).T
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    passed = np.searchsorted(source, rows) - np.searchsorted(target, columns)
    return np.asarray(np.abs(passed) >= 2)


def _runs(pairs: Sequence[tuple[int, int]]) -> list[Moved]:
    """Join pairs that follow each other on both sides."""
    found: list[Moved] = []
    for row, column in sorted(pairs):
        if found:
            last = found[-1]
            near = 0 <= row - last.source.stop < _RUN_GAP
            if near and 0 <= column - last.target.stop < _RUN_GAP:
                found[-1] = Moved(
                    range(last.source.start, row + 1), range(last.target.start, column + 1)
                )
                continue
        found.append(Moved(range(row, row + 1), range(column, column + 1)))
    return found
