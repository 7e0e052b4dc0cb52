"""Why a bead was chosen: what each signal said, and which rival lost by how much."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from alignkit.align.identity.parted import Parted, part
from alignkit.align.run import Options, Task
from alignkit.align.search import IMPOSSIBLE, Lattice
from alignkit.align.sentence_pairs import build
from alignkit.align.shapes import Piece
from alignkit.align.signals import NAMES, Signals
from alignkit.errors import OptionError
from alignkit.products import single_products
from alignkit.types import Bead, Bitext

if TYPE_CHECKING:
    from alignkit.embed import Encoder

Node = tuple[int, int]


@dataclass(frozen=True)
class Spoken:
    """One signal: its value for the bead, its weight, and what it added to the bead's score."""

    name: str
    value: float
    weight: float

    @property
    def share(self) -> float:
        """What the signal added."""
        return self.value * self.weight


@dataclass(frozen=True)
class Explanation:
    """A bead's signals, the strongest first, and the best alignment without the bead.

    `margin` is how much better, in the score's unit (natural logarithms of odds), the best path
    through the bead is than the best path around it; below 0 the bead was kept because it is
    the more probable one although another path scores higher. `rivals` stand in that path where
    it differs; none do where the bead is the only way.
    """

    bead: Bead
    signals: tuple[Spoken, ...]
    rivals: tuple[Bead, ...]
    margin: float

    def __str__(self) -> str:
        lines = [f"{_sides(self.bead)}  confidence {self.bead.confidence}"]
        lines += [f"  {s.share:+7.2f}  {s.name} = {s.value:.3f}" for s in self.signals]
        rivals = ", ".join(_sides(rival) for rival in self.rivals) or "none"
        lines.append(f"rival: {rivals}  margin {self.margin:.2f}")
        return "\n".join(lines)


def explained(bitext: Bitext, number: int, encoder: Encoder, options: Options) -> Explanation:
    """Work the bead's piece out again, once as it is and once without the bead."""
    if not 0 <= number < len(bitext):
        raise OptionError(f"bead {number}: the alignment has {len(bitext)} beads, counted from 0")
    parted = None if options.anchors else part(bitext.source, bitext.target)
    left = (parted.source, parted.target) if parted else (bitext.source, bitext.target)
    with single_products():
        task = Task.prepare(*left, encoder, options, parted.nodes if parted else ())
    bead = bitext.beads[number]
    end = _end(bitext, number, parted)
    shape = len(bead.source), len(bead.target)
    if parted and not parted.leaves(bead):
        return Explanation(bead, (), (), 0.0)
    if task.swapped:
        end, shape = (end[1], end[0]), (shape[1], shape[0])
    if shape not in task.kinds:
        return Explanation(bead, (), (), 0.0)
    piece = _holding(task, end, shape)
    if piece is None:
        return Explanation(bead, (), (), 0.0)
    blocks = task.pair.source.blocks.known and task.pair.target.blocks.known
    signals = Signals(build(task.pair, [piece]), task.measures.ratio, task.measures.growth, blocks)
    lattice, _ = task.scorer.score(signals, task.kinds)
    if task.limits is not None:
        lattice = task.limits.apply(lattice, [piece])
    row, column = end[0] - piece.source_start, end[1] - piece.target_start
    values = signals.of(shape)[:, 0, row - shape[0], column - shape[1]]
    spoken = [
        Spoken(name, float(value), float(weight))
        for name, value, weight in zip(NAMES, values, task.scorer.weights, strict=True)
        if value * weight
    ]
    spoken.sort(key=lambda s: -abs(s.share))
    rivals, margin = _rivals(lattice, task.kinds.index(shape), row, column)
    beads = tuple(_bead(a, b, piece, task.swapped) for a, b in rivals)
    if parted:
        beads = tuple(map(parted.whole, beads))
    return Explanation(bead, tuple(spoken), beads, margin)


def _end(bitext: Bitext, number: int, parted: Parted | None) -> Node:
    """Return how many sentences of each side the beads up to this one hold that were searched."""
    held = bitext.beads[: number + 1]
    ends = sum(len(b.source) for b in held), sum(len(b.target) for b in held)
    if parted is None:
        return ends
    return bisect_left(parted.rows, ends[0]), bisect_left(parted.columns, ends[1])


def _holding(task: Task, end: Node, shape: tuple[int, int]) -> Piece | None:
    start = end[0] - shape[0], end[1] - shape[1]
    for p in task.pieces:
        inside = p.source_start <= start[0] and end[0] <= p.source_end
        inside = inside and p.target_start <= start[1] and end[1] <= p.target_end
        if p.rows and p.columns and inside:
            return p
    return None


def _rivals(
    lattice: Lattice, kind: int, row: int, column: int
) -> tuple[list[tuple[Node, Node]], float]:
    """Return the best path around a bead, where it differs, and by how much it is worse."""
    a, b = lattice.shapes[kind]
    forward, backward = lattice.forward(best=True), lattice.backward(best=True)
    line = row + column
    through = float(
        forward[line - a - b, row - a, 0]
        + lattice.scores[line, kind, row, 0]
        + backward[line, row, 0]
    )
    without = lattice.scores.copy()
    without[line, kind, row, 0] = IMPOSSIBLE
    other = replace(lattice, scores=without)
    path = other.best_paths()[0]
    worth = sum(float(without[i + j, k, i, 0]) for k, i, j in path)
    if worth <= float(IMPOSSIBLE) / 2:
        return [], float(np.float32(np.inf))
    spans = [((i - lattice.shapes[k][0], j - lattice.shapes[k][1]), (i, j)) for k, i, j in path]
    start, end = (row - a, column - b), (row, column)
    crossing = [
        (one, two)
        for one, two in spans
        if (one[0] < end[0] and two[0] > start[0]) or (one[1] < end[1] and two[1] > start[1])
    ]
    return crossing, through - worth


def _bead(start: Node, end: Node, piece: Piece, swapped: bool) -> Bead:
    one = tuple(range(piece.source_start + start[0], piece.source_start + end[0]))
    two = tuple(range(piece.target_start + start[1], piece.target_start + end[1]))
    return Bead(two, one) if swapped else Bead(one, two)


def _sides(bead: Bead) -> str:
    return f"{list(bead.source)}:{list(bead.target)}"
