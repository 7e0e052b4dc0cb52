"""Rows of cells to units and back: what TSV, CSV and XLSX have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from alignkit.errors import InputError
from alignkit.formats.cells.headings import BARE, Columns, columns_of
from alignkit.formats.units import Head, Reading, Unit

NUMERIC = re.compile(r"[-+]?[\d.,]*\d(?:[eE][-+]?\d+)?%?")
Row = tuple[int, Sequence[str]]


def reading(rows: Sequence[Row], place: str) -> Reading:
    """Read numbered rows as units; the first row may be headings."""
    if not rows:
        raise InputError(place, "there is no row", "give a file with text")
    columns = columns_of(rows[0][1]) or _bare(rows, place)
    if columns.headed:
        rows = rows[1:]
    return Reading(
        Head(columns.source_lang, columns.target_lang),
        (_unit(row, columns, place) for row in rows),
    )


def _bare(rows: Sequence[Row], place: str) -> Columns:
    width = len(rows[0][1])
    if width > 2:
        for number in (0, 1):
            if all(NUMERIC.fullmatch(row[number].strip()) for _, row in rows if len(row) > number):
                raise InputError(
                    place,
                    f"column {number + 1} of {width} holds numbers, not text",
                    "name the columns in a first row: source, target, score",
                )
    return BARE


def same_width(rows: Iterable[Row], place: str) -> Iterator[Row]:
    """Yield rows as long as each has as many cells as the first one."""
    width = 0
    for number, row in rows:
        width = width or len(row)
        if len(row) < 2:
            raise InputError(
                f"{place}:{number}", "one column", "give a source and a target, a TAB between them"
            )
        if len(row) != width:
            raise InputError(
                f"{place}:{number}",
                f"{len(row)} columns where the first row has {width}",
                "give every row the same columns",
            )
        yield number, row


def _unit(row: Row, columns: Columns, place: str) -> Unit:
    number, cells = row
    notes, findings = columns.cell(cells, "notes"), columns.cell(cells, "findings")
    return Unit(
        columns.cell(cells, "source"),
        columns.cell(cells, "target"),
        figure(columns.cell(cells, "score"), f"{place}:{number}"),
        figure(columns.cell(cells, "confidence"), f"{place}:{number}"),
        id=columns.cell(cells, "id"),
        state=columns.cell(cells, "state"),
        notes=(notes,) if notes else (),
        findings=tuple(findings.split("\n")) if findings else (),
    )


def figure(cell: str, place: str) -> float | None:
    """Read a score, None for an empty cell."""
    held = cell.strip()
    if not held:
        return None
    try:
        return float(held)
    except ValueError:
        raise InputError(place, f"{held!r} is not a number", "correct the score") from None


def headed_rows(units: Iterable[Unit]) -> Iterator[list[str]]:
    """Yield a heading row and a row a unit, with only the columns that hold something."""
    held = list(units)
    extra = {
        "score": [repr(u.score) if u.score is not None else "" for u in held],
        "confidence": [repr(u.confidence) if u.confidence is not None else "" for u in held],
        "state": [u.state for u in held],
        "notes": ["\n".join(u.notes) for u in held],
        "findings": ["\n".join(u.findings) for u in held],
    }
    extra = {name: cells for name, cells in extra.items() if any(cells)}
    yield ["source", "target", *extra]
    for number, unit in enumerate(held):
        yield [unit.source, unit.target, *(cells[number] for cells in extra.values())]
