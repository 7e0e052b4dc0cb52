"""Word files: paragraphs with the numbers Word shows, tables, notes, heads, changes accepted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from alignkit.errors import InputError
from alignkit.read import plain
from alignkit.read.packed import archive, margins
from alignkit.read.packed.docx_styles import Numbering, Styles, W
from alignkit.read.taken import Taken
from alignkit.types import Document, OffsetMap, Span
from alignkit.types.text import GENERATED

SETTLED = ("hyphens", "lines", "emphasis", "menus")
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements that hold runs of text which stand in the document as it reads.
_THROUGH_NAMES = (
    "ins moveTo hyperlink smartTag sdt sdtContent fldSimple customXml dir bdo r rubyBase ruby"
)
_THROUGH = frozenset(W + name for name in _THROUGH_NAMES.split(" "))
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "settings")
_HIDDEN_CHARS = {W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}


def read(data: bytes, name: str, lang: str | None, repair: bool | Collection[str]) -> Document:
    """Read a Word file."""
    text = Body(archive.parts(data, name, "Word", _wanted), name)
    notice = _changes(text.changes, name)
    document = plain.document(
        text.taken.text(),
        lang,
        name,
        repair,
        format="docx",
        hints=tuple(text.taken.hints),
        without=SETTLED,
        meta={"notice": notice} if notice else None,
    )
    generated = " ".join(map(str, text.generated))
    # Where repair divides or joins lines, nobody knows any more which of them have a number.
    if generated and len(document.blocks) == text.taken.ended:
        return replace(document, meta={**document.meta, GENERATED: generated})
    return document


@dataclass(frozen=True, slots=True)
class Traced:
    """What a Word file reads, and the element that each character of it comes from.

    `trees` holds the parts that text was taken from, by their names in the file.
    """

    text: str
    trees: dict[str, Any]
    _way: OffsetMap
    _starts: list[int]
    _elements: list[Any]

    def elements(self, span: Span) -> Iterator[tuple[Any, int, int]]:
        """Yield the elements that a stretch comes from, each with the stretch of its own text.

        What the file does not hold, as a generated number, comes from none.
        """
        for low, high in self._way.copied(span):
            yield from self._within(low, high)

    def _within(self, low: int, high: int) -> Iterator[tuple[Any, int, int]]:
        at = bisect_right(self._starts, low) - 1
        while at < len(self._starts) and self._starts[at] < high:
            start = self._starts[at]
            end = self._starts[at + 1] if at + 1 < len(self._starts) else high
            yield self._elements[at], max(low, start) - start, min(high, end) - start
            at += 1


def traced(data: bytes, name: str) -> Traced:
    """Read a Word file so that each character leads to its element."""
    body = Body(archive.parts(data, name, "Word", _wanted), name)
    _, way = body.taken.way_back(" " * body.placed)
    return Traced(body.taken.text(), body.trees, way, body.starts, body.elements)


def _changes(count: int, name: str) -> str:
    """Return what is to be told of tracked changes, "" where there are none."""
    if not count:
        return ""
    changes = "a tracked change is" if count == 1 else f"{count:,} tracked changes are"
    which = "it" if count == 1 else "them"
    return f"{name}: {changes} read as accepted; reject {which} in Word to read the text before"


def _wanted(path: str) -> bool:
    """Tell which parts of a Word file matter."""
    stem = path.removeprefix("word/").removesuffix(".xml")
    known = stem in _PARTS or stem.startswith(("document", "header", "footer"))
    return path == margins.RELATIONS or (
        known and path.startswith("word/") and path.endswith(".xml")
    )


class Body:
    """Takes the text of a document, its tables and its notes."""

    def __init__(self, parts: dict[str, bytes], name: str) -> None:
        self.taken = Taken()
        self.changes = 0
        #: The lines that begin with a number which Word shows, and the file does not hold.
        self.generated: list[int] = []
        #: The parts that text is taken from; its elements in order, and where each one's begins.
        self.trees: dict[str, Any] = {}
        self.elements: list[Any] = []
        self.starts: list[int] = []
        self.placed = 0
        self._name = name
        main = next((p for p in ("word/document.xml", "word/document2.xml") if p in parts), "")
        if not main:
            raise InputError(name, "there is no document in this Word file")
        tree = self.trees[main] = _xml(parts[main], name)
        self._count(tree)
        self._styles = Styles(_xml(parts.get("word/styles.xml"), name))
        self._numbering = Numbering(_xml(parts.get("word/numbering.xml"), name), self._styles)
        self._boxes: list[Any] = []
        self._joined = False
        for element in _blocks(tree.find(W + "body")):
            self._block(element, "")
        for kind in ("footnotes", "endnotes"):
            notes = _xml(parts.get(f"word/{kind}.xml"), name)
            if notes is not None:
                self.trees[f"word/{kind}.xml"] = notes
                self._notes(notes, kind[:-1])
        relations = _xml(parts.get(margins.RELATIONS), name)
        settings = _xml(parts.get(margins.SETTINGS), name)
        self._told: set[str] = set()
        for part in margins.shown(tree, relations, settings):
            held = _xml(parts.get(part), name)
            if held is not None:
                self.trees[part] = held
                self._margin(held)

    def _count(self, tree: Any) -> None:
        """Count the changes of a part that were tracked; what moved counts where it is now."""
        self.changes += sum(1 for _ in tree.iter(W + "ins", W + "del", W + "moveTo"))

    def _block(self, element: Any, kind: str) -> None:
        if element.tag == W + "p":
            self._paragraph(element, kind)
        elif element.tag == W + "tbl":
            self._table(element)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            for inner in _blocks(box):
                self._block(inner, kind)

    def _table(self, table: Any) -> None:
        # A nested table is reached with its row, so that no table is entered twice.
        for row, cells in enumerate(table.iter(W + "tr"), 1):
            for column, cell in enumerate(cells.iterchildren(W + "tc", W + "sdt"), 1):
                self._cell(cell, f"{row}:{column}")

    def _cell(self, cell: Any, number: str) -> None:
        if cell.tag == W + "sdt":
            cell = cell.find(f"{W}sdtContent/{W}tc")
        merged = None if cell is None else cell.find(f"{W}tcPr/{W}vMerge")
        if cell is None or (merged is not None and merged.get(W + "val", "continue") == "continue"):
            return
        for element in _blocks(cell):
            if element.tag == W + "p":
                self._paragraph(element, "table", number)
        self.taken.end("table", 0, number)

    def _notes(self, tree: Any, tag: str) -> None:
        self._count(tree)
        number = 0
        for note in tree.iter(W + tag):
            if note.get(W + "type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            number += 1
            for element in _blocks(note):
                if element.tag == W + "p":
                    self._paragraph(element, "note", str(number))

    def _margin(self, tree: Any) -> None:
        """Take the lines of a head or foot that no other one has, without the page's number."""
        self._count(tree)
        for paragraph in tree.iter(W + "p"):
            self._boxes = []
            place = self.placed
            for line in "".join(self._pieces(paragraph, tab="\n")).split("\n"):
                start, end = margins.unnumbered(line)
                text = line[start:end]
                if text and text not in self._told:
                    self._told.add(text)
                    self.taken.line(text, place + start, margins.KIND)
                place += len(line) + 1

    def _paragraph(self, paragraph: Any, kind: str, number: str = "") -> None:
        style = self._styles.of(paragraph)
        mark, depth = ("", 0) if self._joined else self._numbering.of(paragraph, style)
        goes_on = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None and kind != "table"
        place = self.placed
        whole = "".join(self._pieces(paragraph))
        text = whole if self._joined else whole.lstrip(" \t")
        place += len(whole) - len(text)
        text = text if goes_on else text.rstrip(" \t")
        level = self._styles.heading_level(paragraph, style)
        if mark and text:
            self.generated.append(self.taken.ended)
            self.taken.add(f"{mark} " if mark[-1] not in "、）" else mark)
        if not kind and text:
            kind = "heading" if level else "item" if mark else ""
        lines = text.split("\n")
        for line in lines[:-1]:
            self.taken.add(line, place)
            place += len(line) + 1
            self.taken.end(kind, level or depth, number or mark)
        self.taken.add(lines[-1], place)
        # A paragraph whose mark was deleted goes on in the next, once the change is accepted.
        self._joined = goes_on
        if not self._joined:
            self.taken.end(kind, level or depth, number or mark)

    def _pieces(self, paragraph: Any, tab: str = " ") -> Iterator[str]:
        """Yield the text of a paragraph's runs, without what was deleted or is hidden."""
        stack = [iter(paragraph)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                continue
            tag = element.tag
            if tag == W + "t":
                yield self._from(element, element.text or "")
            elif tag == W + "tab":
                yield self._from(element, tab)
            elif tag in _HIDDEN_CHARS:
                yield self._from(element, _HIDDEN_CHARS[tag])
            elif tag == W + "br":
                paged = element.get(W + "type") in ("page", "column")
                yield self._from(element, "" if paged else "\n")
            elif tag == W + "r" and self._styles.is_hidden(element):
                continue
            elif tag in _THROUGH:
                stack.append(iter(element))
            elif tag == _MARKUP + "AlternateContent":
                choice = element.find(_MARKUP + "Choice")
                if choice is not None:
                    stack.append(iter(choice))
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._boxes.extend(element.iter(W + "txbxContent"))

    def _from(self, element: Any, text: str) -> str:
        """Note which element a piece of text comes from."""
        if text:
            self.starts.append(self.placed)
            self.elements.append(element)
            self.placed += len(text)
        return text


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a part, those in content controls among them."""
    if parent is None:
        return
    stack = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in (W + "p", W + "tbl"):
            yield element
        elif element.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
            stack.append(iter(element))


def _xml(data: bytes | None, name: str) -> Any:
    return None if data is None else archive.tree(data, name, "Word")
