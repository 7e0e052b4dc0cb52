"""Two tables cell by cell: their rows by the cells that no language changes, then their columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from alignkit.align.identity.chains import best_chain
from alignkit.types import Document

# How sure a pair is: the same characters; a cell at its place in tables of one shape or in rows
# known by another cell; one in a row that only its place among such rows tells.
SAME, CELL, BETWEEN = 0.99, 0.95, 0.85
# Cells of one text that are weighed: one that stands in very many rows tells none from another.
_RIVALS = 16
# What the same place in tables of one shape says, against 1 for a cell that stands only once.
_PLACE = 0.15
# Cells of more sentences are a page set as a table, and their sentences are searched for.
_LONGEST = 6
# A column names its rows where so many are told by it, nearly all; a name so like another is it,
# mistyped.
_NAMED, _NEARLY, _SLIP = 2, 0.9, 0.6
# Tables that share less of their cells are others, unless they are alone between two pairs.
LIKE = 0.3


class Cell(NamedTuple):
    """A cell: its sentences and its text."""

    start: int
    stop: int
    text: str


class Grid(NamedTuple):
    """A table: its rows, each with its cells by their column."""

    rows: tuple[Mapping[int, Cell], ...]
    columns: int

    @property
    def texts(self) -> set[str]:
        """The texts of its cells that say anything."""
        return {cell.text for row in self.rows for cell in row.values() if _says(cell.text)}


def grid(document: Document, start: int, stop: int) -> Grid:
    """Return the table that some sentences of a document are."""
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for number in range(start, stop):
        sentence = document.sentences[number]
        row, column = map(int, document.blocks[sentence.block].number.split(":"))
        held = rows[row].get(column)
        if held and held.stop != number:
            # A table inside of the cell stands between.
            continue
        text = f"{held.text} {sentence.text}" if held else sentence.text
        rows[row][column] = Cell(held.start if held else number, number + 1, text)
    columns = max((column for row in rows.values() for column in row), default=0)
    return Grid(tuple(rows[row] for row in sorted(rows)), columns)


def likeness(one: Grid, two: Grid) -> float:
    """Return which share of the smaller table's cells the other holds as well."""
    ours, theirs = one.texts, two.texts
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def paired_cells(one: Grid, two: Grid) -> Iterator[tuple[Cell, Cell, float]]:
    """Yield the cells of two tables that face each other, in order, and how surely.

    A row that only one table has leaves its cells alone, and moves no other row.
    """
    alike = len(one.rows) == len(two.rows) and one.columns == two.columns
    held = list(_not_denied(one, two, _rows(one.rows, two.rows, alike)))
    columns = _columns(one, two, [(i, j) for i, j, _ in held])
    ends = 0, 0
    for i, j, known in held:
        sure = CELL if known or alike else BETWEEN
        for column, other in columns:
            cell, facing = one.rows[i].get(column), two.rows[j].get(other)
            if cell is None or facing is None or cell.start < ends[0] or facing.start < ends[1]:
                continue
            if _short(cell, facing):
                ends = cell.stop, facing.stop
                yield cell, facing, SAME if cell.text == facing.text else sure


def _short(one: Cell, two: Cell) -> bool:
    return max(one.stop - one.start, two.stop - two.start) <= _LONGEST


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _rows(
    ours: Sequence[Mapping[int, Cell]], theirs: Sequence[Mapping[int, Cell]], alike: bool
) -> list[tuple[int, int, bool]]:
    """Return the rows that face each other, and whether a cell of theirs says so."""
    weights: dict[tuple[int, int], float] = defaultdict(float)
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((ours, theirs)):
        for number, row in enumerate(rows):
            for text in {cell.text for cell in row.values()}:
                places[text][side].append(number)
    for text, (one, two) in places.items():
        if _says(text) and 0 < len(one) * len(two) <= _RIVALS:
            for i in one:
                for j in two:
                    weights[i, j] += (len(one) * len(two)) ** -0.5
    known = set(weights)
    if alike:
        for number in range(len(ours)):
            weights[number, number] += _PLACE
    chain = best_chain([(i, j, weight) for (i, j), weight in weights.items()])
    return [(i, j, (i, j) in known) for i, j in _between(chain, len(ours), len(theirs))]


def _not_denied(
    one: Grid, two: Grid, rows: Sequence[tuple[int, int, bool]]
) -> Iterator[tuple[int, int, bool]]:
    """Yield row pairs but those told by place alone whose names differ.

    A column that is the same in nearly all other rows names them; its head may be translated.
    """
    known = [(one.rows[i], two.rows[j]) for i, j, sure in rows if sure]
    names = []
    for column in range(1, min(one.columns, two.columns) + 1):
        held = [
            ours[column].text == theirs[column].text
            for ours, theirs in known
            if column in ours and column in theirs
        ]
        if len(held) >= _NAMED and sum(held) >= _NEARLY * len(held):
            names.append(column)
    for i, j, sure in rows:
        both = [(one.rows[i].get(c), two.rows[j].get(c)) for c in names]
        if sure or i == j == 0 or all(a and b and _near(a.text, b.text) for a, b in both):
            yield i, j, sure


def _near(one: str, two: str) -> bool:
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _SLIP


def _columns(one: Grid, two: Grid, rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return which columns face each other: all in order, or by the cells that are the same."""
    if one.columns == two.columns:
        return [(column, column) for column in range(1, one.columns + 1)]
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for i, j in rows:
        for column, cell in one.rows[i].items():
            for other, facing in two.rows[j].items():
                if cell.text == facing.text and _says(cell.text):
                    weights[column - 1, other - 1] += 1.0
    chain = best_chain([(i, j, weight) for (i, j), weight in weights.items()])
    return [(i + 1, j + 1) for i, j in _between(chain, one.columns, two.columns)]


def _between(
    chain: Sequence[tuple[int, int]], rows: int, columns: int
) -> Iterator[tuple[int, int]]:
    """Yield a chain, and what stands between two of its pairs where that is as much on both."""
    for (i, j), (k, m) in pairwise([(-1, -1), *chain, (rows, columns)]):
        if k - i == m - j:
            yield from zip(range(i + 1, k), range(j + 1, m), strict=True)
        if k < rows:
            yield k, m
