"""Where a path is in doubt, and which other ways through that place there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alignkit.align.shapes import Link

Node = tuple[int, int]

# A bead of the path less probable than this is in doubt; a place ends where all ways surely meet.
DOUBTED, _MET = 0.9, 0.97
# Beads less probable than this are no rivals, and so many of the best ways are compared.
HOPELESS, _WAYS = 0.015, 60
# A place of more sentences on a side than this is no place but a stretch that nobody rendered.
_LONGEST = 40


class Way(NamedTuple):
    """One way through a place: the sum of its beads' scores, and the beads."""

    score: float
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place between two nodes: the beads chosen there, and the ways that compete with them."""

    start: Node
    end: Node
    chosen: tuple[Link, ...]
    ways: tuple[Way, ...]


def in_doubt(links: Sequence[Link]) -> bool:
    """Tell whether any of these beads may well be wrong."""
    return any(link.probability < DOUBTED for link in links)


def doubts(chosen: Sequence[Link], beads: Sequence[Link]) -> Iterator[Doubt]:
    """Yield the places in doubt of one piece: its path, and all beads that are possible there."""
    met: dict[Node, float] = defaultdict(float)
    for bead in beads:
        met[_end(bead)] += bead.probability
    path = [(chosen[0].source, chosen[0].target), *map(_end, chosen)]
    # Only where the path passes, too, so that what is found can take the place of a part of it.
    nodes = [path[0], *(node for node in path[1:-1] if met[node] >= _MET), path[-1]]
    for start, end in pairwise(nodes):
        held = tuple(link for link in chosen if start <= (link.source, link.target) < end)
        if max(end[0] - start[0], end[1] - start[1]) > _LONGEST:
            continue
        if in_doubt(held):
            inside = [bead for bead in beads if _within(bead, start, end)]
            if ways := _ways(start, end, inside):
                yield Doubt(start, end, held, tuple(ways))


def likely(
    lines: NDArray[np.float32], scores: NDArray[np.float32]
) -> Iterator[tuple[int, int, int, float, float]]:
    """Yield the beads of one lattice that are no hopeless rivals.

    Each is a shape's number, the node it ends in, its score and probability; given are both by
    line, shape and source node.
    """
    line, kind, row = np.nonzero(lines >= HOPELESS)
    held = zip(
        kind.tolist(), row.tolist(), (line - row).tolist(),
        scores[line, kind, row].tolist(), lines[line, kind, row].tolist(), strict=True,
    )  # fmt: skip
    yield from held


def _end(link: Link) -> Node:
    return link.source + link.shape[0], link.target + link.shape[1]


def _within(link: Link, start: Node, end: Node) -> bool:
    last = _end(link)
    return (
        link.source >= start[0]
        and link.target >= start[1]
        and last[0] <= end[0]
        and last[1] <= end[1]
    )


def _ways(start: Node, end: Node, beads: Sequence[Link]) -> list[Way]:
    """Return the best ways from one node to another."""
    leaving: dict[Node, list[Link]] = defaultdict(list)
    for bead in beads:
        leaving[bead.source, bead.target].append(bead)
    reached: dict[Node, list[Way]] = defaultdict(list, {start: [Way(0.0, ())]})
    for node in sorted(leaving, key=lambda node: (sum(node), node)):
        for way in _best(reached[node]):
            for bead in leaving[node]:
                further = Way(way.score + bead.score, (*way.links, bead))
                reached[_end(bead)].append(further)
    return _best(reached[end])


def _best(ways: Sequence[Way]) -> list[Way]:
    return sorted(ways, key=lambda way: -way.score)[:_WAYS]
