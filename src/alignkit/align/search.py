"""The lattice of all alignments: the best path through it, and how probable each bead is.

A node (i, j) stands between sentences: i of the source and j of the target lie behind it. A bead
leads from a node to a later one, and so across lines i + j = d: the nodes of one such line can be
worked out together, for many lattices of like size at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alignkit.align.shapes import Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Far below any score, and far from where single precision ends.
IMPOSSIBLE = np.float32(-1e9)


@dataclass(frozen=True)
class Lattice:
    """Scores of every bead of a batch of lattices, by line, shape and source node of its end.

    `scores[d, k, i, p]` belongs to the bead of shape k that ends in node (i, d - i) of lattice p.
    """

    shapes: tuple[Shape, ...]
    scores: NDArray[np.float32]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]

    @classmethod
    def build(
        cls,
        shapes: Sequence[Shape],
        scores: NDArray[np.float32],
        rows: NDArray[np.int64],
        columns: NDArray[np.int64],
    ) -> Lattice:
        """Arrange scores given as [shape, lattice, source node, target node] of the bead's end."""
        kinds, _, height, width = scores.shape
        empty = cls.empty(shapes, height, width, rows, columns)
        for kind in range(kinds):
            empty.ends(kind)[...] = scores[kind]
        return empty

    @classmethod
    def empty(
        cls,
        shapes: Sequence[Shape],
        height: int,
        width: int,
        rows: NDArray[np.int64],
        columns: NDArray[np.int64],
    ) -> Lattice:
        """Return lattices of so many source and target nodes, in which no bead is possible yet."""
        size = (height + width - 1, len(shapes), height, len(rows))
        return cls(tuple(shapes), np.full(size, IMPOSSIBLE, np.float32), rows, columns)

    def ends(self, kind: int) -> NDArray[np.float32]:
        """Return a view of one shape's scores: [lattice, source node, target node] of the end."""
        lines, _, height, count = self.scores.shape
        line, _, row, lattice = self.scores.strides
        return np.lib.stride_tricks.as_strided(
            self.scores[:, kind], (count, height, lines - height + 1), (lattice, line + row, line)
        )

    def _steps(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        first = np.array([a for a, _ in self.shapes])
        total = np.array([a + b for a, b in self.shapes])
        return first, total

    def forward(self, best: bool = False) -> NDArray[np.float32]:
        """Return the log weight (or with `best` the best score) of all ways to each node."""
        lines, _, height, count = self.scores.shape
        first, total = self._steps()
        pad_line, pad_row = int(total.max()), int(first.max())
        weight = np.full((lines + pad_line, height + pad_row, count), IMPOSSIBLE, np.float32)
        weight[pad_line, pad_row] = 0
        rows = pad_row + np.arange(height)[None, :] - first[:, None]
        combine = _most if best else _log_sum
        for line in range(1, lines):
            before = weight[(pad_line + line - total)[:, None], rows]
            before += self.scores[line]
            weight[pad_line + line, pad_row:] = combine(before)
        return weight[pad_line:, pad_row:]

    def backward(self, best: bool = False) -> NDArray[np.float32]:
        """Return the log weight (or with `best` the best score) of all ways from each node on."""
        return self._ways_on(best)[0]

    def _ways_on(self, best: bool = False) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the weight of all ways from each node on, and of those that begin with a bead.

        The latter stand where the bead's scores do.
        """
        lines, kinds, height, count = self.scores.shape
        first, total = self._steps()
        pad_line, pad_row = int(total.max()), int(first.max())
        weight = np.empty((lines, height, count), np.float32)
        ways = np.full((lines + pad_line, kinds, height + pad_row, count), IMPOSSIBLE, np.float32)
        rows = np.arange(height)[None, :] + first[:, None]
        kind = np.arange(kinds)[:, None]
        last = self.rows + self.columns
        combine = _most if best else _log_sum
        for line in range(lines - 1, -1, -1):
            weight[line] = combine(ways[(line + total)[:, None], kind, rows])
            ended = np.flatnonzero(last == line)
            weight[line, self.rows[ended], ended] = 0
            np.add(self.scores[line], weight[line], out=ways[line, :, :height])
        return weight, ways[:lines, :, :height]

    def posteriors(self) -> NDArray[np.float32]:
        """Return the probability of every bead, in the order of `scores`."""
        return self.weigh()[0]

    def weigh(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the probability of every bead, and the log weight of each lattice as a whole."""
        lines, _, height, count = self.scores.shape
        first, total = self._steps()
        pad_line, pad_row = int(total.max()), int(first.max())
        before = np.full((lines + pad_line, height + pad_row, count), IMPOSSIBLE, np.float32)
        before[pad_line:, pad_row:] = self.forward()
        after, ways = self._ways_on()
        whole = after[0, 0]
        found = np.empty_like(self.scores)
        rows = pad_row + np.arange(height)[None, :] - first[:, None]
        for line in range(lines):
            way = before[(pad_line + line - total)[:, None], rows]
            way += ways[line]
            way -= whole
            np.exp(np.minimum(way, 0, out=way), out=found[line])
        return found, whole

    def best_paths(self) -> list[list[tuple[int, int, int]]]:
        """Return each lattice's best alignment: the shape and the end node of every bead."""
        weight = self.forward(best=True)
        paths = []
        for number, (row, column) in enumerate(zip(self.rows, self.columns, strict=True)):
            paths.append(self._trace(weight[..., number], int(row), int(column), number))
        return paths

    def _trace(
        self, weight: NDArray[np.float32], row: int, column: int, number: int
    ) -> list[tuple[int, int, int]]:
        path = []
        while row or column:
            line = row + column
            best, scores = weight[line, row], self.scores[line, :, row, number]
            # The first shape that gives the best weight is the one it came by.
            for kind, (a, b) in enumerate(self.shapes):
                if (
                    a <= row
                    and b <= column
                    and weight[line - a - b, row - a] + scores[kind] == best
                ):
                    break
            path.append((kind, row, column))
            row, column = row - a, column - b
        path.reverse()
        return path


def _most(ways: NDArray[np.float32]) -> NDArray[np.float32]:
    most: NDArray[np.float32] = ways.max(axis=0)
    return most


def _log_sum(ways: NDArray[np.float32]) -> NDArray[np.float32]:
    most = ways.max(axis=0)
    ways -= most
    np.exp(ways, out=ways)
    total: NDArray[np.float32] = np.log(ways.sum(axis=0))
    total += most
    np.maximum(total, IMPOSSIBLE, out=total)
    return total
