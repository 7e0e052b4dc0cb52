"""What a path must not do: tear hand-made anchors apart, or cross a locked block boundary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from alignkit.align.anchors import Anchor
from alignkit.align.clauses import Places
from alignkit.align.search import IMPOSSIBLE, Lattice
from alignkit.align.shapes import Piece
from alignkit.align.sides import Blocks
from alignkit.errors import OptionError

if TYPE_CHECKING:
    from numpy.typing import NDArray


def checked(pairs: Sequence[tuple[int, int]], rows: int, columns: int) -> list[tuple[int, int]]:
    """Return hand-made anchors in order, or say which one is out of range or crosses another.

    >>> checked([(4, 5), (0, 1)], 9, 9)
    [(0, 1), (4, 5)]
    """
    ordered = sorted({(int(i), int(j)) for i, j in pairs})
    for i, j in ordered:
        if not (0 <= i < rows and 0 <= j < columns):
            raise OptionError(
                f"anchor {i}-{j}: the texts have {rows} and {columns} sentences, counted from 0"
            )
    for (i, j), (k, m) in pairwise(ordered):
        if m < j:
            raise OptionError(f"anchors {i}-{j} and {k}-{m} cross; an alignment keeps the order")
    return ordered


def joined(found: Sequence[Anchor], hand: Sequence[tuple[int, int]]) -> list[Anchor]:
    """Put hand-made anchors among those found, and drop what contradicts them."""
    if not hand:
        return list(found)
    rows, columns = [i for i, _ in hand], [j for _, j in hand]
    kept = []
    for anchor in found:
        place = bisect_left(rows, anchor.source)
        before = place == 0 or columns[place - 1] < anchor.target
        here = place < len(rows) and rows[place] == anchor.source
        after = place == len(rows) or columns[place] > anchor.target
        if before and after and not here:
            kept.append(anchor)
    # One pair a sentence: a bead of several sentences needs only its first to hold the path.
    firsts: list[Anchor] = []
    for i, j in hand:
        if not firsts or (i > firsts[-1].source and j > firsts[-1].target):
            firsts.append(Anchor(i, j, 0.0))
    return sorted([*kept, *firsts])


@dataclass(frozen=True)
class Limits:
    """Beads that are ruled out: those for which a mark of one side lacks its partner's."""

    pairs: tuple[tuple[int, int], ...] = ()
    source_begins: NDArray[np.float32] | None = None
    target_begins: NDArray[np.float32] | None = None

    @classmethod
    def of(
        cls, pairs: Sequence[tuple[int, int]], blocks: tuple[Blocks, Blocks], lock: bool
    ) -> Limits | None:
        """Return what is ruled out, None where nothing is."""
        if lock and not (blocks[0].known or blocks[1].known):
            raise OptionError(
                "no block boundaries to lock: give documents, or blank lines between paragraphs"
            )
        if not lock and not pairs:
            return None
        if not lock:
            return cls(tuple(pairs))
        begins = [side.begins if side.known else np.zeros_like(side.begins) for side in blocks]
        return cls(tuple(pairs), begins[0], begins[1])

    @classmethod
    def of_places(cls, held: Places, rows: int, columns: int) -> Limits | None:
        """Return what confirmed numbers of clauses rule out, None where there are none."""
        pairs, *begins = held
        if not pairs:
            return None
        sides = [np.zeros(size, np.float32) for size in (rows, columns)]
        for side, places in zip(sides, begins, strict=True):
            side[places] = 1
        return cls(tuple(pairs), *sides)

    def apply(self, lattice: Lattice, pieces: Sequence[Piece]) -> Lattice:
        """Return the lattice without the beads that are ruled out."""
        scores = lattice.scores.copy()
        for number, piece in enumerate(pieces):
            for kind, (a, b) in enumerate(lattice.shapes):
                if a <= piece.rows and b <= piece.columns:
                    i, j = np.nonzero(self._out(piece, a, b))
                    scores[i + a + j + b, kind, i + a, number] = IMPOSSIBLE
        return replace(lattice, scores=scores)

    def _out(self, piece: Piece, a: int, b: int) -> NDArray[np.bool_]:
        """Return [first source, first target]: whether the bead from there is ruled out."""
        height, width = piece.rows - a + 1, piece.columns - b + 1
        out = np.zeros((height, width), bool)
        if self.source_begins is not None and self.target_begins is not None:
            first = self.source_begins[piece.source_start : piece.source_end] > 0
            second = self.target_begins[piece.target_start : piece.target_end] > 0
            for k in range(1, a):
                out |= first[k : k + height, None]
            for k in range(1, b):
                out |= second[None, k : k + width]
        low = bisect_left(self.pairs, (piece.source_start, 0))
        high = bisect_left(self.pairs, (piece.source_end, 0))
        for i, j in self.pairs[low:high]:
            i, j = i - piece.source_start, j - piece.target_start
            if 0 <= i < piece.rows and 0 <= j < piece.columns:
                holds_i = np.zeros((height, 1), bool)
                holds_j = np.zeros((1, width), bool)
                holds_i[max(0, i - a + 1) : i + 1] = a > 0
                holds_j[:, max(0, j - b + 1) : j + 1] = b > 0
                out |= holds_i ^ holds_j
        return out


def kept(links: Sequence[tuple[range, range]], pairs: Sequence[tuple[int, int]]) -> None:
    """Say which hand-made anchor no bead could hold."""
    for i, j in pairs:
        if not any(i in one and j in two for one, two in links):
            raise OptionError(
                f"anchor {i}-{j} cannot be kept with the others; give a larger --max-bead, "
                "or leave one out"
            )
