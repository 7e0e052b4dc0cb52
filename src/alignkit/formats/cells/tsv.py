"""TSV: source TAB target a line; whatever a spreadsheet program writes is read too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignkit.formats.cells.grid import NUMERIC, Row, reading, same_width
from alignkit.formats.cells.headings import columns_of
from alignkit.formats.escape import CELL, escape, unescape
from alignkit.formats.languages import primary
from alignkit.formats.source import Source, encode
from alignkit.formats.units import Reading

LINE_END = re.compile(r"\r\n|\n|\r")
QUOTED = re.compile(r'"((?:[^"]|"")*)"(\t|\r\n|\n|\r|\Z)')
BARE = re.compile(r'([^"\t\r\n]*)(\t|\r\n|\n|\r|\Z)')
# So many cells wrapped for their commas alone show that a spreadsheet program wrapped them.
WRAPPED_FOR_COMMAS = 3


def read_units(source: Source) -> Reading:
    """Read a TSV file; blank lines are no rows."""
    return reading(_rows(source.text(), source.name), source.name)


def render(held: Reading) -> Iterator[bytes]:
    """Write source TAB target a line, raw, a tab or line break inside a cell as its picture.

    Where the plain form would be read as something else (a first row that looks like headings,
    texts that are all wrapped in quotation marks), headings or spreadsheet quoting are written.
    """
    rows = [(escape(u.source, CELL), escape(u.target, CELL)) for u in held.units]
    if rows and columns_of(rows[0]):
        head = held.head
        named = primary(head.source_lang) != primary(head.target_lang)
        languages = (head.source_lang, head.target_lang)
        rows.insert(0, languages if named and columns_of(languages) else ("source", "target"))
    text = "".join(f"{source}\t{target}\n" for source, target in rows)
    if _spreadsheet(text) is not None:
        text = "".join(f"{_wrapped(source)}\t{_wrapped(target)}\n" for source, target in rows)
    if text.startswith("\ufeff"):
        text = "\ufeff" + text
    yield encode(text)


def _wrapped(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell


def _rows(text: str, place: str) -> Sequence[Row]:
    wrapped = _spreadsheet(text)
    if wrapped is not None:
        return list(same_width(wrapped, place))
    lines = enumerate(LINE_END.split(text), start=1)
    plain = ((n, [unescape(c, CELL) for c in line.split("\t")]) for n, line in lines if line)
    return list(same_width(plain, place))


def _spreadsheet(text: str) -> list[Row] | None:
    """Parse as a spreadsheet program quotes, or None where the quotation marks are the text's own.

    A program wraps every cell that holds a quotation mark and doubles the mark. One cell that does
    not follow shows a plain file, and a plain file's quotation marks must survive.
    """
    if '"' not in text:
        return None
    widths = {line.count("\t") for line in LINE_END.split(text) if line}
    plain = len(widths) == 1 and 0 not in widths
    cells: list[tuple[str, bool]] = []
    rows: list[Row] = []
    row: list[str] = []
    sure = False
    at, line, first_line = 0, 1, 1
    while at < len(text):
        wrapped = text[at] == '"'
        match = (QUOTED if wrapped else BARE).match(text, at)
        if match is None:
            return None
        cell = match[1].replace('""', '"') if wrapped else match[1]
        if wrapped:
            # A mark that opens in one row and closes in another of a plain file looks like one
            # long cell; where the lines are whole rows by themselves, that is what it is.
            if any(c in match[1] for c in "\t\r\n"):
                if plain:
                    return None
                sure = True
            sure = sure or '"' in match[1]
        cells.append((cell, wrapped))
        row.append(unescape(cell, CELL))
        line += len(LINE_END.findall(match[0]))
        if match[2] != "\t":
            if row != [""]:
                rows.append((first_line, row))
            row, first_line = [], line
        at = match.end()
    if row:
        rows.append((first_line, [*row, ""]))
    if len({len(row) for _, row in rows}) != 1 or not (sure or _all_wrapped(cells, rows)):
        return None
    return rows


def _all_wrapped(cells: Sequence[tuple[str, bool]], rows: Sequence[Row]) -> bool:
    """Tell whether a program wrapped every text, or every text with a comma in it."""
    texts = [(cell, wrapped) for cell, wrapped in cells if cell and not NUMERIC.fullmatch(cell)]
    if all(wrapped for _, wrapped in texts):
        return len(rows) > 1 or columns_of(rows[0][1]) is not None
    return all(wrapped == ("," in cell) for cell, wrapped in texts) and (
        sum(wrapped for _, wrapped in texts) >= WRAPPED_FOR_COMMAS
    )
