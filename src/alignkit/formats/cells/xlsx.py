"""XLSX: a sheet with the columns source and target, and what else is known of each bead."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

from alignkit.bounds import limit
from alignkit.errors import InputError, MissingExtraError
from alignkit.formats.cells.grid import Row, headed_rows, reading, same_width
from alignkit.formats.escape import XML, escape, unescape
from alignkit.formats.source import Source, encode
from alignkit.formats.units import Reading

TOOL = "alignkit"
CONTROLS = XML + "\r"
CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_576
# A sheet that unpacks to more than this, and by more than so many times, is a bomb.
UNPACKED = 1 << 30
TIMES = 200
WIDTHS = {"source": 60, "target": 60, "findings": 50, "notes": 40}


def read_units(source: Source) -> Reading:
    """Read the first sheet; headings may name the columns."""
    return reading(list(same_width(first_sheet(source), source.name)), source.name)


def first_sheet(source: Source) -> list[Row]:
    """Return the rows of a workbook's first sheet, with their numbers."""
    openpyxl = _openpyxl()
    data = io.BytesIO(source.data())
    _refuse_bombs(data, source.name)
    try:
        book = openpyxl.load_workbook(data, read_only=True, data_only=True)
        own = book.properties.creator == TOOL
        sheet = book.worksheets[0]
        return list(_rows(sheet, own))
    except InputError as error:
        raise InputError(source.name, error.reason, error.way_out) from None
    except Exception as error:  # openpyxl raises whatever the damage leads to
        reason = " ".join(str(error).split())[:120]
        raise InputError(
            source.name, f"this is not an XLSX workbook ({reason})", "save it again as .xlsx"
        ) from None


def render(held: Reading) -> Iterator[bytes]:
    """Write a workbook with one sheet: headings, then a row a unit."""
    openpyxl = _openpyxl()
    heads, *rows = headed_rows(held.units)
    if len(rows) >= ROW_LIMIT:
        raise InputError("", f"a sheet holds {ROW_LIMIT:,} rows", "write CSV or Parquet")
    # A workbook that is given up half-way complains, so texts are looked at before it is begun.
    shown = [[_held(cell, number) for cell in row] for number, row in enumerate(rows, start=2)]
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = TOOL
    sheet = book.create_sheet("bitext")
    sheet.freeze_panes = "A2"
    for number, head in enumerate(heads):
        letter = openpyxl.utils.get_column_letter(number + 1)
        sheet.column_dimensions[letter].width = WIDTHS.get(head, 12)
    sheet.append([_cell(openpyxl, sheet, head, bold=True) for head in heads])
    for row in shown:
        sheet.append(
            [
                float(cell)
                if cell and head in ("score", "confidence")
                else _cell(openpyxl, sheet, cell, bold=False)
                for head, cell in zip(heads, row, strict=True)
            ]
        )
    stream = io.BytesIO()
    book.save(stream)
    yield stream.getvalue()


def _held(text: str, number: int) -> str:
    encode(text)
    shown = escape(text, CONTROLS).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    if len(shown) > CELL_LIMIT:
        raise InputError(
            "",
            f"row {number} has {len(shown):,} characters where a cell holds {CELL_LIMIT:,}",
            "write CSV or Parquet",
        )
    return shown


def _cell(openpyxl: Any, sheet: Any, text: str, bold: bool) -> Any:
    """A cell that is text whatever it looks like: "=1+1" is no formula."""
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = openpyxl.styles.Font(bold=True)
    return cell


def _rows(sheet: Any, own: bool) -> Iterator[Row]:
    left = limit("xlsx_cells")
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        left -= len(values) + 1
        if left < 0:
            raise InputError("", f"it holds more than {limit('xlsx_cells'):,} cells", "split it")
        cells = [_text(value, own) for value in values]
        if any(cells) or own:
            yield number, cells


def _text(value: object, own: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and not own:
        return str(int(value))
    text = repr(value) if isinstance(value, float) else str(value)
    return unescape(text, CONTROLS) if own else text


def _refuse_bombs(data: io.BytesIO, place: str) -> None:
    try:
        with zipfile.ZipFile(data) as archive:
            sizes = [(held.file_size, held.compress_size) for held in archive.infolist()]
    except (zipfile.BadZipFile, struct.error, EOFError, NotImplementedError, OSError, ValueError):
        raise InputError(place, "this is not an XLSX workbook", "save it again as .xlsx") from None
    unpacked, packed = sum(size for size, _ in sizes), sum(size for _, size in sizes)
    if unpacked > UNPACKED and unpacked > TIMES * packed:
        raise InputError(place, f"it unpacks to {unpacked:,} bytes", "give a real workbook")


def _openpyxl() -> Any:
    try:
        import openpyxl
        import openpyxl.cell
        import openpyxl.styles
        import openpyxl.utils
    except ImportError:
        raise MissingExtraError("reading and writing XLSX files", "xlsx") from None
    return openpyxl
