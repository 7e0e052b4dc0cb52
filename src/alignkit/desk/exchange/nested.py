"""Tables of the documents in the two-column file: as tables, each bead a paragraph of a cell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alignkit.desk.exchange.wordfile import W
from alignkit.desk.manuscript import DeskText
from alignkit.desk.pair import DeskPair, Place
from alignkit.report.html.tabular import cells_of, two_ways

#: Bookmarks carry the bead of a paragraph (of a translation, or of the original beside it), and
#: what a translation was when it went out.
NAME = re.compile(r"(bead|source)_(\d{1,12})(?:_([0-9a-f]{8}))?")

Grid = dict[tuple[int, int], list[Place]]
#: A table, a row and a column.
Where = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Beads in a row that fill cells of one table on either side, and where each stands."""

    places: tuple[Place, ...]
    sides: tuple[Grid, Grid]


def grouped(pair: DeskPair) -> Iterator[Place | Table]:
    """Yield every bead, those of a table together."""
    cells = _cells(pair.source), _cells(pair.target)
    held: list[tuple[Place, tuple[Where | None, Where]]] = []
    # The tables on either side that the beads held so far stand in.
    now: list[int | None] = [None, None]
    for place in pair.places():
        found = _standing(place, cells, now[1])
        if not found or any(c and t is not None and c[0] != t for c, t in zip(found, now)):
            yield from _closed(held)
            held, now = [], [None, None]
            found = _standing(place, cells, None)
        if not found:
            yield place
            continue
        held.append((place, found))
        now = [cell[0] if cell else table for cell, table in zip(found, now)]
    yield from _closed(held)


def _closed(
    held: Sequence[tuple[Place, tuple[Where | None, Where]]],
) -> Iterator[Place | Table]:
    """Yield beads as one table where they fill rows and columns, else one by one."""
    sides: tuple[Grid, Grid] = ({}, {})
    for place, cells in held:
        for grid, cell in zip(sides, cells, strict=True):
            if cell:
                grid.setdefault(cell[1:], []).append(place)
    if held and all(map(two_ways, sides)):
        yield Table(tuple(place for place, _ in held), sides)
    else:
        yield from (place for place, _ in held)


def _standing(
    place: Place, cells: Sequence[Mapping[int, Where]], table: int | None
) -> tuple[Where | None, Where] | None:
    """Return the cells a bead stands in, None where it is not of one cell on each side.

    What nothing renders stands in the cell of the translation that lies where its own does.
    """
    found: list[Where | None] = []
    for side, held in zip(("source", "target"), cells):
        start = place.start(side)
        inside = {held.get(number) for number in range(start, start + place.size(side))}
        if len(inside) > 1 or None in inside:
            return None
        found.append(inside.pop() if inside else None)
    source, target = found
    if target is None and source is not None and table is not None:
        target = (table, *source[1:])
    return None if target is None else (source, target)


def _cells(text: DeskText) -> dict[int, Where]:
    """Return the cell of each sentence that stands in one."""
    cells = cells_of(text.document.blocks)
    return {n: cells[s.block] for n, s in enumerate(text.sentences) if s.block in cells}


def drawn(cell: Any, grid: Grid) -> dict[int, Any]:
    """Draw a table into a cell of the file; return an empty paragraph for each bead."""
    rows, columns = ({place[k]: None for place in sorted(grid)} for k in (0, 1))
    order = [list(rows), sorted(columns)]
    table = cell.add_table(len(order[0]), len(order[1]))
    table.style = "Table Grid"
    # The empty paragraph that a new cell begins with; the one behind a table has to be.
    cell._tc.remove(cell.paragraphs[0]._p)
    drawn_rows = [list(row.cells) for row in table.rows]
    paragraphs = {}
    for (row, column), places in grid.items():
        inner = drawn_rows[order[0].index(row)][order[1].index(column)]
        for number, place in enumerate(places):
            paragraphs[place.bead.id] = inner.add_paragraph() if number else inner.paragraphs[0]
    return paragraphs


def mark_of(text: str) -> str:
    """Return what stands for a text in a bookmark, whatever its spaces."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def bookmark(paragraph: Any, bead: int, side: str, text: str) -> None:
    """Mark a paragraph as that of a bead, which reads so as it goes out."""
    from docx.oxml import OxmlElement

    for name in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{name}")
        mark.set(f"{W}id", str(2 * bead + (side == "source")))
        if name == "bookmarkStart":
            mark.set(f"{W}name", f"{side}_{bead}_{mark_of(text)}")
            paragraph._p.insert(0, mark)
        else:
            paragraph._p.append(mark)


@dataclass(slots=True)
class Held:
    """The paragraphs of a bead on either side, and the mark of the translation that went out."""

    source: list[Any] = field(default_factory=list)
    bead: list[Any] = field(default_factory=list)
    mark: str = ""


def beads_of(row: Any) -> dict[int, Held] | None:
    """Return the paragraphs of each bead of a row that holds our tables, None of any other row.

    A paragraph that somebody has added belongs to the bead above it in its cell.
    """
    if row.find(f".//{W}tbl") is None:
        return None
    found: dict[int, Held] = {}
    for cell in row.iterfind(f".//{W}tbl//{W}tc"):
        last: list[Any] | None = None
        for paragraph in cell.iterfind(f"{W}p"):
            names = (mark.get(W + "name", "") for mark in paragraph.iter(W + "bookmarkStart"))
            marked = next(filter(None, map(NAME.fullmatch, names)), None)
            if marked:
                held = found.setdefault(int(marked[2]), Held())
                last = held.source if marked[1] == "source" else held.bead
                held.mark = held.mark if marked[1] == "source" else marked[3] or ""
            if last is not None:
                last.append(paragraph)
    return found or None
