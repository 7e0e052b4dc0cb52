"""Two documents without what was paired by identity, and both put together again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from alignkit.align.anchors import Anchor
from alignkit.align.identity.grids import BETWEEN, SAME
from alignkit.align.identity.literals import Pair, paired, units
from alignkit.align.pieces import cut
from alignkit.align.shapes import Piece
from alignkit.read.lineforms import HAN
from alignkit.types import Bead, Document

# A text without partner that stands on the other side as well is hardly alone.
_ELSEWHERE = 0.5
# So many characters to both sides of its place are looked through for it.
_REACH = 20_000
_HAN = re.compile(f"[{HAN}]")
# Listings of which one has so many times the lines of the other are no translations.
_UNEVEN = 2
_NOBODY = Bead((), ())


@dataclass(frozen=True)
class Parted:
    """What is left of two documents, where it stands in them, and what was taken out.

    `nodes` are the places, counted in what is left, where a text was cut on both sides.
    """

    source: Document
    target: Document
    rows: Sequence[int]
    columns: Sequence[int]
    nodes: tuple[tuple[int, int], ...]
    pairs: Sequence[Pair]
    sizes: tuple[int, int]

    def leaves(self, bead: Bead) -> bool:
        """Whether the search saw all of a bead, numbered as in the whole."""
        return all(
            _holds(numbering, number)
            for numbering, held in ((self.rows, bead.source), (self.columns, bead.target))
            for number in held
        )

    def whole(self, bead: Bead) -> Bead:
        """Return a bead of the search, numbered as in the whole."""
        one, two = self._whole(self.rows, bead.source), self._whole(self.columns, bead.target)
        return Bead(one, two, bead.score, bead.confidence)

    def woven(self, beads: Sequence[Bead]) -> tuple[Bead, ...]:
        """Return the beads of the search, numbered as in the whole, among what was paired."""
        held = [Bead(tuple(p.source), tuple(p.target), 1.0, p.sure) for p in self.pairs]
        alone: tuple[dict[int, Bead], dict[int, Bead]] = ({}, {})
        for bead in map(self.whole, beads):
            if bead.source and bead.target:
                held.append(bead)
            else:
                alone[0].update(dict.fromkeys(bead.source, bead))
                alone[1].update(dict.fromkeys(bead.target, bead))
        held.sort(key=lambda bead: bead.source)
        return tuple(self._in_order(held, alone))

    @staticmethod
    def _whole(numbering: Sequence[int], held: Sequence[int]) -> tuple[int, ...]:
        """Return sentences by their numbers in the whole; a line between two goes with them."""
        return tuple(range(numbering[held[0]], numbering[held[-1]] + 1)) if held else ()

    def _in_order(
        self, held: Sequence[Bead], alone: tuple[dict[int, Bead], dict[int, Bead]]
    ) -> Iterator[Bead]:
        row = column = 0
        for bead in (*held, None):
            ends = (bead.source[0], bead.target[0]) if bead else self.sizes
            # Lines that stand alone on both sides of one place may be one line, rewritten.
            sure = BETWEEN if row < ends[0] and column < ends[1] else SAME
            for number in range(row, ends[0]):
                found = alone[0].get(number, _NOBODY)
                yield Bead((number,), (), found.score or 0.0, found.confidence or sure)
            for number in range(column, ends[1]):
                found = alone[1].get(number, _NOBODY)
                yield Bead((), (number,), found.score or 0.0, found.confidence or sure)
            if bead:
                yield bead
                row, column = bead.source[-1] + 1, bead.target[-1] + 1


def part(source: Document, target: Document) -> Parted | None:
    """Take out what both documents hold alike, None where that is nothing."""
    if not (source.blocks and target.blocks):
        return None
    pairs = paired(source, target)
    gone = set(_lines(source)), set(_lines(target))
    for side, said in zip(gone, _said(source, target, pairs, gone), strict=True):
        side -= said
    for pair in pairs:
        gone[0].update(pair.source)
        gone[1].update(pair.target)
    if not (gone[0] or gone[1]):
        return None
    left = [
        [number for number in range(len(side.sentences)) if number not in out]
        for side, out in zip((source, target), gone, strict=True)
    ]
    nodes = {
        (bisect_left(left[0], pair.source.start), bisect_left(left[1], pair.target.start))
        for pair in pairs
    }
    return Parted(
        source.with_sentences([source.sentences[i] for i in left[0]]),
        target.with_sentences([target.sentences[j] for j in left[1]]),
        left[0],
        left[1],
        tuple(sorted(nodes)),
        pairs,
        (len(source.sentences), len(target.sentences)),
    )


def _said(
    source: Document, target: Document, pairs: Sequence[Pair], lines: tuple[set[int], set[int]]
) -> tuple[set[int], set[int]]:
    """Return lines of code that say something: between two pairs, where some are in Chinese.

    Listings hold messages, prompts, whole texts set in a box; those are translated, and so are
    paired by what they say. Where the other side has Chinese as well, or far more lines, the
    listings are others.
    """
    found: tuple[set[int], set[int]] = (set(), set())
    ends = Pair(range(-1, 0), range(-1, 0), SAME)
    last = Pair(range(len(source.sentences), 0), range(len(target.sentences), 0), SAME)
    for one, two in pairwise((ends, *pairs, last)):
        spans = (one.source.stop, two.source.start), (one.target.stop, two.target.start)
        held = [
            [number for number in range(*span) if number in side]
            for span, side in zip(spans, lines, strict=True)
        ]
        texts = [
            [document.sentences[number].text for number in side]
            for document, side in zip((source, target), held, strict=True)
        ]
        chinese = [any(map(_HAN.search, side)) for side in texts]
        few, many = sorted(map(len, held))
        if chinese[0] != chinese[1] and many <= _UNEVEN * few:
            found[0].update(held[0])
            found[1].update(held[1])
    return found


def _holds(numbering: Sequence[int], number: int) -> bool:
    place = bisect_left(numbering, number)
    return place < len(numbering) and numbering[place] == number


def _lines(document: Document) -> Iterator[int]:
    """Yield the sentences that are no prose; the comments in code are, and stay."""
    if not any(block.literal for block in document.blocks):
        return
    for unit in units(document):
        if unit.kind == "line":
            yield from range(unit.start, unit.stop)


def cut_at(
    nodes: Sequence[tuple[int, int]],
    anchors: Sequence[Anchor],
    rows: int,
    columns: int,
    ends: bool = False,
) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces to align and the gaps, as `cut` does, none reaching over a node."""
    if not nodes:
        return cut(anchors, rows, columns, ends)
    pieces: list[Piece] = []
    gaps: list[Piece] = []
    held = sorted(anchors)
    starts = [anchor.source for anchor in held]
    for (i, j), (k, m) in pairwise(sorted({(0, 0), *nodes, (rows, columns)})):
        inside = [
            Anchor(anchor.source - i, anchor.target - j, anchor.weight)
            for anchor in held[bisect_left(starts, i) : bisect_left(starts, k)]
            if j <= anchor.target < m
        ]
        for found, kept in zip(cut(inside, k - i, m - j, ends), (pieces, gaps), strict=True):
            kept += [
                Piece(p.source_start + i, p.source_end + i, p.target_start + j, p.target_end + j)
                for p in found
            ]
    return pieces, gaps


def doubted(beads: Sequence[Bead], source: Document, target: Document) -> tuple[Bead, ...]:
    """Return beads where none is sure that a text has no partner which stands on the other side.

    Neither a bracket nor a word is surely missing from a file that has others of it near by.
    """
    documents = source, target
    found = []
    places = [0, 0]
    for bead in beads:
        sides = bead.source, bead.target
        for side, held in enumerate(sides):
            if held:
                places[side] = documents[side].sentences[held[-1]].span.end
        lone = next((side for side in (0, 1) if sides[side] and not sides[1 - side]), None)
        if lone is not None and (bead.confidence or 0.0) > _ELSEWHERE:
            there, place = documents[1 - lone].text, places[1 - lone]
            near = there[max(0, place - _REACH) : place + _REACH]
            if all(documents[lone].sentences[n].text in near for n in sides[lone]):
                bead = replace(bead, confidence=_ELSEWHERE)
        found.append(bead)
    return tuple(found)
