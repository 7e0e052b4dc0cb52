"""HTML inside another markup: its text, its literals, and nothing of its attributes."""

from __future__ import annotations

import re

from alignkit.read.html_tree import BLOCKS, Tree
from alignkit.read.markup.code import take_code
from alignkit.read.taken import Taken

_SILENT = frozenset("script style head iframe object audio video template".split())
# Elements that are told by the blocks, images and code they make.
_OWN = BLOCKS | frozenset({"br", "img", "code", "picture", "source"})
_SPACE = re.compile(r"\s+")


class Fragment:
    """Takes the text of a piece of HTML that stands at a place of its source."""

    def __init__(self, source: str, start: int, end: int, taken: Taken) -> None:
        self._source, self._start, self._taken = source, start, taken
        self._tree = Tree(source[start:end])
        self._open: list[str] = []
        self._links: list[tuple[int, str]] = []
        self._code: list[int] = []
        self._kind, self._level = "", 0
        self._row, self._column = 0, 0
        for event in self._tree.events:
            held = self._tree.elements[event.element]
            if event.kind == "text":
                self._text(event.text, event.place)
            elif event.kind == "start":
                self._enter(held.tag, held.attributes, held.place)
            elif event.kind == "stray":
                if event.text.strip("</>") not in _OWN:
                    self._taken.mark("tag", self._taken.length, event.text)
            else:
                self._leave(held.tag)
                if event.text and held.tag not in _OWN:
                    self._taken.mark("tag", self._taken.length, event.text)
        self._end()

    def _end(self) -> None:
        number = f"{self._row}:{self._column}" if self._kind == "table" and self._row else ""
        self._taken.end(self._kind, self._level, number)

    def _enter(self, tag: str, attributes: dict[str, str], place: int) -> None:
        if tag in BLOCKS or tag == "br":
            self._end()
        self._open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self._kind, self._level = "heading", int(tag[1])
        elif tag == "table":
            self._row = 0
        elif tag == "tr":
            self._row, self._column = self._row + 1, 0
        elif tag in ("td", "th"):
            self._kind, self._level = "table", 0
            self._column += 1
        elif tag in ("p", "div", "li", "summary", "dt", "dd") and self._kind != "table":
            self._kind, self._level = "paragraph", 0
        elif tag == "a":
            self._links.append((self._taken.length, attributes.get("href", "")))
        elif tag == "code":
            self._code.append(self._taken.length)
        elif tag not in _SILENT and attributes.get("src"):
            self._image(attributes["src"], place)
        if tag not in _OWN:
            self._taken.mark("tag", self._taken.length, f"<{tag}>")

    def _image(self, address: str, place: int) -> None:
        if self._taken.open or not address:
            if address:
                self._taken.mark("image", self._taken.length, address)
            return
        at = self._source.find(address, self._start + place)
        self._taken.line(address, at, "image")

    def _leave(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end()
            if self._kind != "table" or tag in ("td", "th", "table"):
                self._kind, self._level = "", 0
        if tag in self._open:
            self._open.reverse()
            self._open.remove(tag)
            self._open.reverse()
        if tag == "a" and self._links:
            start, address = self._links.pop()
            if address and start < self._taken.length and self._taken.open:
                self._taken.mark("link", start, address)
        if tag == "code" and self._code:
            start = self._code.pop()
            if self._taken.open and start < self._taken.length:
                self._taken.mark("code", start, self._taken.since(start))

    def _text(self, text: str, place: int) -> None:
        if any(tag in _SILENT for tag in self._open[-8:]):
            return
        if "pre" in self._open:
            self._end()
            take_code(text, "", self._start + place, self._source, self._taken)
            return
        last = 0
        for found in _SPACE.finditer(text):
            self._taken.add(text[last : found.start()], self._start + place + last)
            if self._taken.open and not self._taken.last.isspace():
                self._taken.add(" ", self._start + place + found.start())
            last = found.end()
        self._taken.add(text[last:], self._start + place + last)
