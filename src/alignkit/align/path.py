"""From two prepared sides to the best path: pieces, their lattices, and the beads chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alignkit.align.anchors import Anchor
from alignkit.align.compiled.solver import Lone, Solved, solver
from alignkit.align.rivals.doubtful import Doubt, doubts, in_doubt, likely
from alignkit.align.scoring import Scorer
from alignkit.align.search import IMPOSSIBLE, Lattice
from alignkit.align.sentence_pairs import Pair, build
from alignkit.align.shapes import Link, Piece, Shape
from alignkit.align.signals import Signals

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Cells of a lattice that are searched at once, which bounds memory.
_CELLS = 30_000
# The ratio of the lengths starts from so many sentences of so many letters that agree, which
# matters in short texts alone.
_FEW, _LETTERS = 6.0, 60.0
# A bead is worth taking from this probability on: near half the F1 to be expected.
THRESHOLD = np.float32(0.42)


@dataclass(frozen=True)
class Proportions:
    """How target and source compare where they face each other: letters and sentences."""

    ratio: float
    growth: float


def proportions(
    anchors: Sequence[Anchor], source: NDArray[np.float32], target: NDArray[np.float32]
) -> Proportions:
    """Measure the proportions between anchors that are close to each other on both sides."""
    # A few even pairs are taken for granted, so that short texts measure nothing wild.
    letters, sentences = [_FEW * _LETTERS] * 2, [_FEW] * 2
    places = np.array([anchor[:2] for anchor in anchors], np.int64).reshape(-1, 2)
    steps = np.diff(places, axis=0)
    near = np.flatnonzero(steps.max(axis=1, initial=0) <= 8)
    for axis, side in enumerate((source, target)):
        sums = np.concatenate(([0.0], np.cumsum(side, dtype=np.float64)))
        sentences[axis] += float(steps[near, axis].sum())
        letters[axis] += float((sums[places[near + 1, axis]] - sums[places[near, axis]]).sum())
    ratio = float(np.clip(letters[1] / letters[0], 0.4, 2.5))
    return Proportions(ratio, float(np.clip(np.log(sentences[1] / sentences[0]), -1, 1)))


def batches(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Group pieces of like size; which piece is where never depends on the machine."""
    cells = sum((piece.rows + 1) * (piece.columns + 1) for piece in pieces)
    strips = max(1, round((cells / _CELLS) ** 0.5))
    tall = sorted(pieces, key=lambda p: (p.rows, p.source_start, p.target_start))
    size = -(-len(tall) // strips)
    for start in range(0, len(tall), max(1, size)):
        strip = tall[start : start + size]
        yield from _filled(sorted(strip, key=lambda p: (p.columns, p.source_start)))


def _filled(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Take pieces as they come while their tables, padded to one size, are small enough."""
    held: list[Piece] = []
    height = width = 0
    for piece in pieces:
        taller, wider = max(height, piece.rows), max(width, piece.columns)
        if held and (len(held) + 1) * (taller + 1) * (wider + 1) > _CELLS:
            yield held
            held, taller, wider = [], piece.rows, piece.columns
        held.append(piece)
        height, width = taller, wider
    if held:
        yield held


def find_path(
    pair: Pair,
    pieces: Sequence[Piece],
    gaps: Sequence[Piece],
    shapes: Sequence[Shape],
    scorer: Scorer,
    measures: Proportions,
    forbid: Callable[[Lattice, Sequence[Piece]], Lattice] | None = None,
    jobs: int = 2,
    progress: Callable[[int, int], None] | None = None,
    looked: bool = False,
    lone: Lone | None = None,
) -> tuple[list[Link], list[Doubt]]:
    """Return the beads of the best path and, where asked, the places in doubt, both in order."""
    links: list[Link] = []
    found_doubts: list[Doubt] = []
    for gap in (*gaps, *(p for p in pieces if not (p.rows and p.columns))):
        links += _alone(gap)
    groups = list(batches([p for p in pieces if p.rows and p.columns]))

    def slow(group: list[Piece]) -> tuple[list[Link], list[Doubt]]:
        blocks = pair.source.blocks.known and pair.target.blocks.known
        signals = Signals(build(pair, group), measures.ratio, measures.growth, blocks)
        lattice, likeness = scorer.score(signals, shapes)
        if forbid is not None:
            lattice = forbid(lattice, group)
        return decode(lattice, likeness, group, looked=looked)

    quick = None
    if forbid is None:
        told = measures.ratio, measures.growth, float(THRESHOLD)
        quick = solver(pair, shapes, scorer, *told, looked, lone)
    for done, (found, doubted) in enumerate(_each(quick or slow, groups, jobs), 1):
        links += found
        found_doubts += doubted
        if progress is not None:
            progress(done, len(groups))
    return in_order(links), sorted(found_doubts, key=lambda doubt: doubt.start)


def _each(
    solve: Callable[[list[Piece]], Solved], groups: Sequence[list[Piece]], jobs: int
) -> Iterator[Solved]:
    """Yield what is found in each group, in order; no thread is started for what one does alone."""
    if min(jobs, len(groups)) <= 1:
        yield from map(solve, groups)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(solve, groups)


def _alone(gap: Piece) -> Iterator[Link]:
    for row in range(gap.source_start, gap.source_end):
        yield Link(row, gap.target_start, (1, 0), 0.0, 1.0, 0.0)
    for column in range(gap.target_start, gap.target_end):
        yield Link(gap.source_end, column, (0, 1), 0.0, 1.0, 0.0)


def decode(
    lattice: Lattice,
    likeness: Sequence[NDArray[np.float32] | None],
    pieces: Sequence[Piece],
    threshold: np.float32 = THRESHOLD,
    looked: bool = False,
) -> tuple[list[Link], list[Doubt]]:
    """Choose the path of the most beads expected to be right, and say where it is in doubt."""
    probabilities = lattice.posteriors()
    worth = probabilities - threshold
    worth[lattice.scores <= IMPOSSIBLE / 2] = IMPOSSIBLE
    links: list[Link] = []
    doubted: list[Doubt] = []
    paths = Lattice(lattice.shapes, worth, lattice.rows, lattice.columns).best_paths()

    def link(number: int, kind: int, row: int, column: int, score: float, chance: float) -> Link:
        (a, b), piece, alike = lattice.shapes[kind], pieces[number], likeness[kind]
        like = 0.0 if alike is None else float(alike[number, row - a, column - b])
        place = piece.source_start + row - a, piece.target_start + column - b
        return Link(*place, (a, b), score, chance, min(1.0, max(0.0, like)))

    for number, path in enumerate(paths):
        chances, scores = probabilities[..., number], lattice.scores[..., number]
        found = [
            link(number, kind, row, column, float(scores[row + column, kind, row]),
                 float(chances[row + column, kind, row]))
            for kind, row, column in path
        ]  # fmt: skip
        links += found
        if looked and in_doubt(found):
            beads = [link(number, *bead) for bead in likely(chances, scores)]
            doubted += doubts(found, beads)
    return links, doubted


def in_order(links: Sequence[Link]) -> list[Link]:
    """Sort beads along the path."""
    return sorted(links, key=lambda link: (link.source + link.target, link.source))
