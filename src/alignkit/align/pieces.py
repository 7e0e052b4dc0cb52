"""Where a long pair of texts is cut, so that each piece can be aligned by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from alignkit.align.anchors import Anchor
from alignkit.align.shapes import Piece

# Sentences in a piece: enough around every bead to choose well, few enough to be quick.
_LEAST, _USUAL, _MOST = 10, 26, 45
# Where a first pass was so sure of the beads on both sides, pieces may be as small as this.
_SAFE, _SMALLEST, _SMALL = 0.95, 6, 14
# A long stretch that faces little stays whole: cut blindly, its parts would miss what they face.
_THIN, _CELLS = 160, 1500
_HOLE, _EDGE = 120, 40
_SURE = 0.15
_WIDER = 1.5


class Cut(NamedTuple):
    """A node where two pieces meet, and how safe it is to part the texts there."""

    source: int
    target: int
    safety: float


def cut(
    anchors: Sequence[Anchor], rows: int, columns: int, ends: bool = False
) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces to align, and the long stretches of one side that face nothing.

    With `ends` the anchors are the last sentences of beads, so that each is a place to cut.

    >>> cut([], 3, 4)
    ([Piece(source_start=0, source_end=3, target_start=0, target_end=4)], [])
    """
    pieces: list[Piece] = []
    gaps: list[Piece] = []
    start = (0, 0)
    held: list[Anchor] = []
    before = Anchor(-1, -1, 1.0)
    for anchor in (*anchors, Anchor(rows, columns, 1.0)):
        hole = _gap(before, anchor)
        if hole is not None:
            pieces += _section(start, (hole.source_start, hole.target_start), held, ends)
            gaps.append(hole)
            start, held = (hole.source_end, hole.target_end), []
        held.append(anchor)
        before = anchor
    pieces += _section(start, (rows, columns), held, ends)
    return pieces, gaps


def _gap(before: Anchor, after: Anchor) -> Piece | None:
    """Return the middle of a long hole in the chain that is on one side only."""
    rows, columns = after.source - before.source - 1, after.target - before.target - 1
    if max(rows, columns) <= _HOLE or 4 * min(rows, columns) > max(rows, columns):
        return None
    i, j = before.source + 1, before.target + 1
    if columns > rows:
        middle = i + rows // 2
        return Piece(middle, middle, j + _EDGE, after.target - _EDGE)
    middle = j + columns // 2
    return Piece(i + _EDGE, after.source - _EDGE, middle, middle)


def _section(
    start: tuple[int, int],
    end: tuple[int, int],
    anchors: Sequence[Anchor],
    ends: bool,
) -> list[Piece]:
    """Cut a stretch without long gaps."""
    found = _ends(anchors) if ends else _cuts(anchors)
    cuts = [c for c in found if start < (c.source, c.target) < end]
    pieces: list[Piece] = []
    passed = 0
    while start != end:
        node = _next(start, end, cuts, passed)
        if ends:
            node = _safest(start, node, cuts, passed) or node
        pieces.append(Piece(start[0], node[0], start[1], node[1]))
        start = node
        while passed < len(cuts) and not (
            cuts[passed].source > start[0] and cuts[passed].target > start[1]
        ):
            passed += 1
    return pieces


def _ends(anchors: Sequence[Anchor]) -> list[Cut]:
    """Return the node behind each bead, as safe as the beads that meet there."""
    return [
        Cut(one.source + 1, one.target + 1, min(one.weight, two.weight))
        for one, two in pairwise(anchors)
    ]


def _cuts(anchors: Sequence[Anchor]) -> list[Cut]:
    """Return the node behind each anchor; safe ones lie inside a run of neighbours."""
    found = []
    for place, (one, two) in enumerate(pairwise(anchors)):
        safety = min(one.weight, two.weight)
        if (two.source - one.source, two.target - one.target) == (1, 1) and safety >= _SURE:
            for other in (anchors[place - 1] if place else None, *anchors[place + 2 : place + 3]):
                if other is not None:
                    near = two if other.source > two.source else one
                    steps = {abs(other.source - near.source), abs(other.target - near.target)}
                    safety += 0.5 * (steps == {1})
            found.append(Cut(one.source + 1, one.target + 1, safety))
        else:
            found.append(Cut(one.source + 1, one.target + 1, safety - 2))
    return found


def _size(start: tuple[int, int], node: tuple[int, int]) -> float:
    return max(node[0] - start[0], (node[1] - start[1]) / _WIDER)


def _safest(
    start: tuple[int, int], end: tuple[int, int], cuts: Sequence[Cut], passed: int
) -> tuple[int, int] | None:
    """Return the safest place to end a small piece that begins here, the first of those alike."""
    best: Cut | None = None
    (first_row, first_column), (last_row, last_column) = start, end
    for number in range(passed, len(cuts)):
        row, column, safety = found = cuts[number]
        if row > last_row or (row == last_row and column >= last_column):
            break
        if safety < _SAFE and best is None:
            continue
        size = max(row - first_row, (column - first_column) / _WIDER)
        if best is not None and size > _SMALL:
            break
        if size >= _SMALLEST and safety >= _SAFE and (best is None or safety > best.safety):
            best = found
    return (best.source, best.target) if best is not None else None


def _next(
    start: tuple[int, int], end: tuple[int, int], cuts: Sequence[Cut], passed: int
) -> tuple[int, int]:
    """Return where the piece that begins here ends; the first cuts lie before it."""
    rows, columns = end[0] - start[0], end[1] - start[1]
    thin = max(rows, columns) <= _THIN and (rows + 1) * (columns + 1) <= _CELLS
    if thin or _size(start, end) <= _USUAL + _LEAST:
        return end
    best: Cut | None = None
    short: Cut | None = None
    nearest: Cut | None = None
    first_row, first_column = start
    for number in range(passed, len(cuts)):
        row, column, safety = nearest = found = cuts[number]
        size = max(row - first_row, (column - first_column) / _WIDER)
        if size < _LEAST:
            short = found
            continue
        if size > _MOST or (size > _USUAL and best is not None and best.safety > 0):
            break
        if (best is None or safety > best.safety) and _size((row, column), end) >= 1:
            best = found
    # With no place to cut for long, the piece ends early rather than be cut blindly.
    best = best or short
    if best is not None:
        return best.source, best.target
    if nearest is not None:
        rows, columns = nearest.source - start[0], nearest.target - start[1]
    parts = max(1.0, max(rows, columns / _WIDER) / _USUAL)
    node = start[0] + round(rows / parts), start[1] + round(columns / parts)
    return min(node, end) if node > start else end
