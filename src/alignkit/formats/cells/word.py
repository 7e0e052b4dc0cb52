"""Word: tables of a document with the original in one column and its rendering in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignkit.errors import InputError
from alignkit.formats.cells.headings import columns_of
from alignkit.formats.source import Source
from alignkit.formats.units import Head, Reading, Unit
from alignkit.read.lineforms import HAN
from alignkit.types import Document

Cells = dict[int, str]

_HAN = re.compile(f"[{HAN}]")
_LETTER = re.compile(r"[^\W\d_]")
# A column is Chinese, or is not, where so much of its letters says so; numbers have none.
_MOSTLY = 0.5


def read_units(source: Source) -> Reading:
    """Read the tables that have a Chinese column and one that is not; other text is left out."""
    from alignkit.read.packed.docx import read

    document = read(source.data(), source.name, None, False)
    units: list[Unit] = []
    for table in _tables(document):
        units += _units(table)
    if not units:
        raise InputError(
            source.name,
            "this is a document, not an aligned file (it has no table of two languages)",
            "give its translation, too",
        )
    return Reading(Head(), iter(units))


def _tables(document: Document) -> Iterator[list[Cells]]:
    """Yield each table, row by row: the text of each cell by its column."""
    rows: list[Cells] = []
    last = 0
    for block in document.blocks:
        row, _, column = block.number.partition(":")
        if block.kind != "table" or not (row.isdigit() and column.isdigit()):
            if rows:
                yield rows
            rows, last = [], 0
            continue
        if int(row) < last:
            yield rows
            rows, last = [], 0
        if int(row) > last:
            rows.append({})
            last = int(row)
        text = block.span.slice(document.text).strip()
        held = rows[-1].get(int(column))
        rows[-1][int(column)] = f"{held}\n{text}" if held else text
    if rows:
        yield rows


def _units(table: Sequence[Cells]) -> Iterator[Unit]:
    """Yield the rows of the two columns, headings left out; nothing of a table of one language."""
    width = max(max(row, default=0) for row in table)
    heads = columns_of([table[0].get(column, "") for column in range(1, width + 1)])
    if heads:
        table = table[1:]
    chinese, other = (
        [n for n in range(1, width + 1) if _is_chinese(_column(table, n)) is wanted]
        for wanted in (True, False)
    )
    if not (chinese and other):
        return
    source, target = sorted((chinese[0], other[0]))
    for row in table:
        one, two = row.get(source, ""), row.get(target, "")
        if one or two:
            yield Unit(one, two)


def _column(table: Sequence[Cells], number: int) -> str:
    return "\n".join(row.get(number, "") for row in table)


def _is_chinese(text: str) -> bool | None:
    """Tell a column's script, None where it has hardly a letter."""
    letters = len(_LETTER.findall(text))
    if letters <= text.count("\n"):
        return None
    return len(_HAN.findall(text)) > _MOSTLY * letters
