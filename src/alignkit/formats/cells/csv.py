"""CSV: quoted cells after RFC 4180, commas or semicolons, headings or none."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator

from alignkit.errors import InputError
from alignkit.formats.cells.grid import Row, headed_rows, reading, same_width
from alignkit.formats.cells.headings import columns_of
from alignkit.formats.cells.quoting import line, unguarded
from alignkit.formats.source import Source, encode
from alignkit.formats.units import Reading


def read_units(source: Source) -> Reading:
    """Read a CSV file; rows with nothing in them are no rows."""
    text = source.text()
    # Excel writes this line so that it finds the delimiter again itself.
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower() in ("sep=,", "sep=;", "sep=\t"):
        delimiter, text, skipped = first.strip()[4:] or "\t", rest, 1
    else:
        delimiter = _delimiter(text)
    rows = same_width(_rows(text, delimiter, skipped, source.name), source.name)
    return reading(list(rows), source.name)


def render(held: Reading) -> Iterator[bytes]:
    """Write headings and a row a unit."""
    for row in headed_rows(held.units):
        yield encode(line(row, end="\r\n"))


def _rows(text: str, delimiter: str, skipped: int, place: str) -> Iterator[Row]:
    csv.field_size_limit(sys.maxsize)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = skipped + 1
    try:
        for row in lines:
            if any(row) or len(row) > 1:
                yield number, [unguarded(cell) for cell in row]
            number = skipped + lines.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"{place}:{number}",
            f"the quotation marks of this row do not match ({error})",
            "double a quotation mark inside a quoted cell",
        ) from None


def _delimiter(text: str) -> str:
    """Return the delimiter that gives the first row headings, or else two cells or more."""
    best = ","
    for delimiter in ",;\t":
        try:
            row = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        except csv.Error:
            continue
        if columns_of(row):
            return delimiter
        if len(row) == 2 and best == ",":
            best = delimiter
    return best
