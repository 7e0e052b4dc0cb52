"""OpenDocument text: headings, lists, tables, notes, running heads, changes as accepted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from alignkit.errors import InputError
from alignkit.read import plain
from alignkit.read.packed import archive, margins
from alignkit.read.taken import Taken
from alignkit.types import Document

SETTLED = ("hyphens", "lines", "emphasis", "menus")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
# What stands in a text and is none of it: deleted text, remarks, contents made by the program.
ASIDE = frozenset(
    {
        *(TEXT + name for name in ("tracked-changes", "table-of-content", "alphabetical-index")),
        *(OFFICE + name for name in ("annotation", "forms")),
    }
)
BREAKS = {TEXT + "line-break": "\n", TEXT + "soft-page-break": ""}
_PARTS = ("content.xml", "styles.xml")
_WIDE = re.compile(r"[\t\n]")
# A run of spaces is written as a number, which no text makes large.
MOST_SPACES = 100


def read(data: bytes, name: str, lang: str | None, repair: bool | Collection[str]) -> Document:
    """Read an OpenDocument text."""
    parts = archive.parts(data, name, "OpenDocument", lambda path: path in _PARTS)
    if "content.xml" not in parts:
        raise InputError(name, "there is no text in this archive", "save it as .odt again")
    root = archive.tree(parts["content.xml"], name, "OpenDocument")
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise InputError(name, "this OpenDocument file is no text", "give an .odt file")
    taken = Taken()
    notes: list[tuple[str, Any]] = []
    _take(body, taken, notes)
    for mark, note in notes:
        for paragraph in note.iter(TEXT + "p"):
            taken.add("".join(_pieces(paragraph, [])).strip())
            taken.end("note", 0, mark)
    if "styles.xml" in parts:
        _margins(archive.tree(parts["styles.xml"], name, "OpenDocument"), taken)
    return plain.document(
        taken.text(),
        lang,
        name,
        repair,
        format="odt",
        hints=tuple(taken.hints),
        without=SETTLED,
    )


def _margins(styles: Any, taken: Taken) -> None:
    """Take the heads, then the feet of all kinds of pages, each line once."""
    told: set[str] = set()
    for place in ("header", "footer"):
        for kind in ("", "-first", "-left"):
            for held in styles.iter(f"{STYLE}{place}{kind}"):
                if held.get(STYLE + "display") == "false":
                    continue
                for paragraph in held.iter(TEXT + "p"):
                    for part in _WIDE.split("".join(_pieces(paragraph, [], "\t"))):
                        line = part[slice(*margins.unnumbered(part))]
                        if line and line not in told:
                            told.add(line)
                            taken.line(line, -1, margins.KIND)


def _take(body: Any, taken: Taken, notes: list[tuple[str, Any]]) -> None:
    """Take the paragraphs of a body; what holds each decides its kind."""
    waiting: list[tuple[Any, str, int]] = [(held, "", 0) for held in reversed(body)]
    row = column = 0
    while waiting:
        element, kind, level = waiting.pop()
        tag = element.tag
        if tag in (TEXT + "h", TEXT + "p"):
            if tag == TEXT + "h":
                depth = element.get(TEXT + "outline-level", "1")
                kind, level = "heading", int(depth) if depth.isdecimal() else 1
            for line in "".join(_pieces(element, notes)).split("\n"):
                taken.add(line.strip())
                taken.end(kind, level, f"{row}:{column}" if kind == "table" and column else "")
        elif tag not in ASIDE and isinstance(tag, str):
            if tag == TEXT + "list":
                kind, level = kind or "item", level + 1
            elif tag == TABLE + "table":
                row = column = 0
            elif tag == TABLE + "table-row":
                row, column = row + 1, 0
            elif tag == TABLE + "table-cell":
                kind, level, column = "table", 0, column + 1
            waiting += [(held, kind, level) for held in reversed(element)]


def _pieces(paragraph: Any, notes: list[tuple[str, Any]], tab: str = " ") -> Iterator[str]:
    """Yield the text of a paragraph; its notes are set aside with their marks."""
    waiting = _inside(paragraph)
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            yield " ".join(held.split("\n"))
        elif held.tag == TEXT + "s":
            count = held.get(TEXT + "c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, MOST_SPACES)
        elif held.tag == TEXT + "tab":
            yield tab
        elif held.tag in BREAKS:
            yield BREAKS[held.tag]
        elif held.tag == TEXT + "note":
            mark = held.find(TEXT + "note-citation")
            body = held.find(TEXT + "note-body")
            if body is not None:
                notes.append(("" if mark is None else "".join(mark.itertext()), body))
        elif isinstance(held.tag, str) and held.tag not in ASIDE:
            waiting += _inside(held)


def _inside(element: Any) -> list[Any]:
    """Return what stands in an element, last first: texts as strings, elements as they are."""
    held: list[Any] = [element.text or ""]
    for part in element:
        held += [part, part.tail or ""]
    return held[::-1]
