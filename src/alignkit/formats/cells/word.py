"""Word: tables with the original in one column and its rendering in another, read and written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape as marked_up

from alignkit.errors import InputError
from alignkit.formats.cells.headings import Columns, columns_of
from alignkit.formats.escape import XML, escape
from alignkit.formats.source import Source, encode
from alignkit.formats.units import Head, Reading, Unit
from alignkit.read.lineforms import HAN
from alignkit.types import Document

Cells = dict[int, str]
# The columns of a table that is written, in twentieths of a point: landscape A4 less its margins.
WIDTHS = (700, 5600, 5600, 2900)
_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPC = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAGE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" '
    'w:footer="500" w:gutter="0"/></w:sectPr>'
)
_PARTS = (
    (
        "[Content_Types].xml",
        f'<Types xmlns="{_OPC}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
    ),
    (
        "_rels/.rels",
        f'<Relationships xmlns="{_OPC}/relationships"><Relationship Id="rId1" Type="{_OFFICE}" '
        'Target="word/document.xml"/></Relationships>',
    ),
)
_BREAKS = re.compile(r"\r\n|[\t\n\r]")

_HAN = re.compile(f"[{HAN}]")
_LETTER = re.compile(r"[^\W\d_]")
# A word, and no part of a code such as CPD25 or RFC-2119.
_WORD = re.compile(r"(?<![\w.-])[^\W\d_]*[^\W\d_A-Z]{2}[^\W\d_]*(?![\w-]*\d)")
# A column is Chinese, or is not, where so much of its letters says so; numbers have none.
_MOSTLY = 0.5


def read_units(source: Source) -> Reading:
    """Read the tables of two languages; how much text stands outside of them is told."""
    from alignkit.read.packed.docx import read

    document = read(source.data(), source.name, None, False)
    units: list[Unit] = []
    langs, others = ("", ""), 0
    for table in _tables(document):
        columns = _columns(table)
        if columns is None:
            others += 1
            continue
        langs = columns.source_lang or langs[0], columns.target_lang or langs[1]
        units += _units(table[columns.headed :], columns)
    if not units:
        raise InputError(
            source.name,
            "this is a document, not an aligned file (it has no table of two languages)",
            "give its translation, too",
        )
    outside = sum(block.kind != "table" for block in document.blocks)
    notices = document.meta.get("notice", ""), _left_out(source.name, outside, others)
    return Reading(Head(*langs, notice="\n".join(filter(None, notices))), iter(units))


def _left_out(name: str, outside: int, others: int) -> str:
    """Return what is to be told of the text that is in no table of two languages."""
    parts = (
        f"{outside:,} {'paragraph' if outside == 1 else 'paragraphs'} outside of them",
        f"{others:,} {'table' if others == 1 else 'tables'} of one language",
    )
    counts = zip((outside, others), parts, strict=True)
    held = " and ".join(part for number, part in counts if number)
    return f"{name}: its tables of two languages are read; {held} left out" if held else ""


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


def _columns(table: Sequence[Cells]) -> Columns | None:
    """Tell which columns hold the original and its rendering; None in a table of one language.

    Headings name them; otherwise one column is Chinese, another is not, and the left one is the
    original.
    """
    width = max(max(row, default=0) for row in table)
    heads = columns_of([table[0].get(column, "") for column in range(1, width + 1)])
    if heads:
        return heads
    chinese, other = (
        [n for n in range(1, width + 1) if _is_chinese(_column(table, n)) is wanted]
        for wanted in (True, False)
    )
    other = [n for n in other if _in_words(table, n)]
    if not (chinese and other):
        return None
    source, target = sorted((chinese[0], other[0]))
    return Columns({"source": source - 1, "target": target - 1}, headed=False)


def _units(table: Sequence[Cells], columns: Columns) -> Iterator[Unit]:
    source, target = (columns.places[role] + 1 for role in ("source", "target"))
    for row in table:
        one, two = row.get(source, ""), row.get(target, "")
        if one or two:
            yield Unit(one, two)


def _column(table: Sequence[Cells], number: int) -> str:
    return "\n".join(row.get(number, "") for row in table)


def _in_words(table: Sequence[Cells], number: int) -> bool:
    """Tell whether a column says something, as names of models and other codes do not."""
    texts = [text for row in table if (text := row.get(number, "")) and not _HAN.search(text)]
    return 2 * sum(bool(_WORD.search(text)) for text in texts) >= len(texts)


def _is_chinese(text: str) -> bool | None:
    """Tell a column's script, None where it has hardly a letter."""
    letters = len(_LETTER.findall(text))
    if letters <= text.count("\n"):
        return None
    return len(_HAN.findall(text)) > _MOSTLY * letters


def render(held: Reading) -> Iterator[bytes]:
    """Write a table: a row a unit, with its number, both texts and what was found."""
    units = list(held.units)
    found = any(unit.findings for unit in units)
    widths = WIDTHS[:3] if not found else WIDTHS
    heads = ["", held.head.source_lang or "source", held.head.target_lang or "target", "findings"]
    rows = [_row(heads[: len(widths)], bold=True)]
    for number, unit in enumerate(units, 1):
        cells = [str(number), unit.source, unit.target, "; ".join(unit.findings)]
        rows.append(_row(cells[: len(widths)]))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:color="808080"/>' for edge in _EDGES)
    body = (
        f'<w:document xmlns:w="{_URI}"><w:body><w:tbl><w:tblPr><w:tblBorders>{edges}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl><w:p/>{_PAGE}</w:body></w:document>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in (*_PARTS, ("word/document.xml", body)):
            file.writestr(name, encode(_DECLARED + part))
    yield stream.getvalue()


def _row(cells: Sequence[str], bold: bool = False) -> str:
    looks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    head = "<w:trPr><w:tblHeader/></w:trPr>" if bold else ""
    written = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r>{looks}'
        f'<w:t xml:space="preserve">{_shown(cell)}</w:t></w:r></w:p></w:tc>'
        for cell, width in zip(cells, WIDTHS)
    )
    return f"<w:tr>{head}{''.join(written)}</w:tr>"


def _shown(text: str) -> str:
    """Return a text as a cell holds it: on one line, without what XML cannot hold."""
    line = escape(_BREAKS.sub(" ", text), XML)
    return marked_up(line.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))
