"""AsciiDoc, line by line: no parser of it is kept in Python, and its blocks are whole lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import accumulate
from typing import NamedTuple

from alignkit.read.markup.asciidoc_inline import take_inline
from alignkit.read.markup.code import take_code
from alignkit.read.markup.marked import marked
from alignkit.read.taken import Taken
from alignkit.types import Document

_HEADING = re.compile(r"(?P<mark>={1,6}|#{1,6})[ \t]+(?P<text>\S.*)")
_DELIMITER = re.compile(
    r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|--|```.*|[|,:!]={3,})[ \t]*"
)
_VERBATIM = "-.`"
_ATTRIBUTES = re.compile(r"\[(?P<inside>[^\[\]]*(?:\[[^\]]*\][^\[\]]*)*)\][ \t]*")
_ANCHOR = re.compile(r"\[\[[^\]]*\]\][ \t]*|\(\(\([^()]*\)\)\)[ \t]*|:!?[\w-]+!?:.*|'{3,}|<{3,}")
_COMMENT = re.compile(r"//(?!/).*")
_MACRO = re.compile(
    r"(?P<name>image|video|audio|include|toc|ifdef|ifndef|endif|ifeval)::(?P<rest>.*)"
)
# What the preprocessor takes out, wherever a line stands.
_DIRECTIVE = re.compile(r"(?:include|ifdef|ifndef|ifeval|endif)::\S*\[\]")
_ITEM = re.compile(
    r"[ \t]*(?P<mark>\*{1,6}|-|\.{1,6}|\d{1,3}\.|[a-zA-Z]\.|<(?:\d+|\.)>)[ \t]+(?P<text>\S.*)"
)
_TERM = re.compile(r"(?P<text>\S.*?)(?:::{1,3}|;;)(?:[ \t]+(?P<rest>\S.*))?[ \t]*")
_TITLE = re.compile(r"\.(?P<text>[^\s.].*)")
_NOTE = re.compile(r"(?P<name>NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?P<text>\S.*)")
_BREAK = re.compile(r"[ \t]\+$")
_CELL = re.compile(r"(?:\d+(?:\.\d+)?[*+]|\.\d+\+)?[<>^.]*[a-z]?\|")


class Row(NamedTuple):
    """A line of the source and its place."""

    text: str
    place: int


def read(data: bytes, name: str, lang: str | None, repair: bool | Collection[str]) -> Document:
    """Read an AsciiDoc file."""
    return marked("asciidoc", take, data, name, lang, repair)


def take(source: str) -> Taken:
    """Return the text of an AsciiDoc source, line by line, with its places."""
    return Reader(source).taken


class Reader:
    """Takes the text of an AsciiDoc source."""

    def __init__(self, source: str) -> None:
        self.taken = Taken()
        self._source = source
        lines = source.split("\n")
        places = accumulate((len(line) + 1 for line in lines), initial=0)
        self._rows = [Row(line.rstrip(), place) for line, place in zip(lines, places, strict=False)]
        self._at = 0
        self._style = ""
        self._held: list[Row] = []
        self._kind, self._level, self._mark = "", 0, ""
        self._place = -1
        self._counts: dict[str, int] = {}
        while self._at < len(self._rows):
            row = self._rows[self._at]
            self._at += 1
            self._line(row)
        self._flush()
        for text, place in self.taken.notes[:]:
            take_inline(text, place, self.taken)
            self.taken.end("note")

    def _line(self, row: Row) -> None:
        text = row.text
        if not text.strip() or text.strip() == "+":
            self._flush()
            return
        if _DELIMITER.fullmatch(text) and not (
            self._held and set(text) <= set("-=") and len(text) < 4
        ):
            self._flush()
            self._delimited(row)
        elif _COMMENT.fullmatch(text) or _DIRECTIVE.fullmatch(text) or _ANCHOR.fullmatch(text):
            return
        elif self._held and not _ITEM.fullmatch(text):
            self._held.append(row)
        else:
            self._begin(row)

    def _begin(self, row: Row) -> None:
        """Begin a block with its first line."""
        text = row.text
        attributes = _ATTRIBUTES.fullmatch(text)
        heading = _HEADING.fullmatch(text)
        macro = _MACRO.fullmatch(text)
        item = _ITEM.fullmatch(text)
        title = _TITLE.fullmatch(text)
        if attributes:
            self._style = attributes.group("inside")
            return
        if heading:
            self._keep(row, heading.start("text"), "heading", len(heading.group("mark")))
            self._flush()
        elif macro:
            self._macro(row, macro)
        elif item:
            self._item(row, item)
        elif title:
            self._keep(row, title.start("text"), "paragraph")
            self._flush()
        elif row.text[0] in " \t" and self._style.split(",")[0] not in ("quote", "verse"):
            self._verbatim_paragraph(row)
        else:
            self._paragraph(row)

    def _paragraph(self, row: Row) -> None:
        note = _NOTE.match(row.text)
        term = _TERM.fullmatch(row.text)
        if self._style.split(",")[0] in ("source", "listing", "literal"):
            self._verbatim_paragraph(row)
        elif term and "://" not in row.text and len(term.group("text")) < 100:
            self._keep(Row(term.group("text"), row.place), 0, "item", 1)
            self._flush()
            if term.group("rest"):
                self._keep(row, term.start("rest"), "")
        else:
            self._keep(row, note.start("text") if note else 0, "")

    def _keep(self, row: Row, start: int, kind: str, level: int = 0, mark: str = "") -> None:
        self._flush()
        self._held = [Row(row.text[start:], row.place + start)]
        self._kind, self._level, self._mark = kind, level, mark
        self._style = ""

    def _item(self, row: Row, item: re.Match[str]) -> None:
        written = item.group("mark")
        level = len(written) if written[0] in "*." else 1
        mark = "•"
        if written[0] == "." or written[0].isalnum():
            scheme = written if written[0] == "." else "1."
            self._counts[scheme] = self._counts.get(scheme, 0) + 1
            mark = written if written[0].isalnum() else f"{self._counts[scheme]}."
        self._keep(row, item.start("text"), "item", level, mark)
        self._place = row.place + item.start("mark")

    def _macro(self, row: Row, macro: re.Match[str]) -> None:
        self._flush()
        if macro.group("name") not in ("image", "video", "audio"):
            return
        address, _, rest = macro.group("rest").partition("[")
        self.taken.line(address, row.place + macro.start("rest"), "image")
        said = rest.rstrip("]").split(",")[0].strip(" \"'")
        # A word alone names the file; Chinese writes no spaces.
        if " " in said or not said.isascii():
            self.taken.line(said, row.place + row.text.index(said), "paragraph")

    def _flush(self) -> None:
        """End the paragraph, item or heading that is open."""
        if not self._held:
            return
        if self._kind != "item":
            self._counts.clear()
        if self._mark:
            self.taken.add(self._mark[0], self._place)
            self.taken.add(f"{self._mark[1:]} ")
        for number, row in enumerate(self._held):
            bare = _BREAK.sub("", row.text.lstrip())
            place = row.place + len(row.text) - len(row.text.lstrip())
            take_inline(bare, place, self.taken)
            if bare != row.text.lstrip():
                self.taken.end(self._kind, self._level, self._mark)
            elif number + 1 < len(self._held) and self.taken.last < "\u2e80":
                self.taken.add(" ")
        self.taken.end(self._kind, self._level, self._mark)
        self._held, self._kind, self._level, self._mark = [], "", 0, ""

    def _delimited(self, row: Row) -> None:
        """Take a delimited block: code as it stands, tables by cells, the rest as text."""
        mark = row.text.strip()
        style, self._style = self._style.split(","), ""
        if mark[0] == "/" or mark[0] == "+":
            list(self._until(mark))
        elif mark.endswith("===") and mark[0] in "|,:!":
            self._table(list(self._until(mark)))
        elif mark[0] in _VERBATIM and mark != "--":
            language = style[1].strip() if len(style) > 1 else ""
            close = "```" if mark[0] == "`" else mark
            self._code(list(self._until(close)), language or mark.lstrip("`"))

    def _until(self, mark: str) -> Iterator[Row]:
        while self._at < len(self._rows):
            row = self._rows[self._at]
            self._at += 1
            if row.text.strip() == mark:
                return
            yield row

    def _verbatim_paragraph(self, row: Row) -> None:
        self._flush()
        rows = [row]
        while self._at < len(self._rows) and self._rows[self._at].text.strip():
            rows.append(self._rows[self._at])
            self._at += 1
        self._style = ""
        self._code(rows, "")

    def _code(self, rows: list[Row], language: str) -> None:
        if rows:
            language = language if language.strip("-.") else ""
            code = "\n".join(row.text for row in rows)
            take_code(code, language, rows[0].place, self._source, self.taken)

    def _table(self, rows: list[Row]) -> None:
        """Take the cells of a table; its first line that is not blank says how many a row holds."""
        width, number = 0, 0
        for row in rows:
            cells = list(_cells(row))
            width = width or len(cells)
            for cell in cells:
                if cell.text.strip():
                    line, column = divmod(number, max(1, width))
                    start = len(cell.text) - len(cell.text.lstrip())
                    take_inline(cell.text.strip(), cell.place + start, self.taken)
                    self.taken.end("table", 0, f"{line + 1}:{column + 1}")
                number += 1


def _cells(row: Row) -> Iterator[Row]:
    bars = list(_CELL.finditer(row.text))
    if not bars and row.text.strip():
        yield row
    for bar, following in zip(bars, [*bars[1:], None], strict=False):
        end = following.start() if following else len(row.text)
        yield Row(row.text[bar.end() : end], row.place + bar.end())
