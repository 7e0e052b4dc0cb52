"""Markdown: its blocks as its own rules say, its text without the marks."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import accumulate
from typing import Any

from alignkit.read.extras import need
from alignkit.read.markup import components, depths, footnotes, indented
from alignkit.read.markup.code import take_code
from alignkit.read.markup.fragment import Fragment
from alignkit.read.markup.front import front_matter, take_front
from alignkit.read.markup.inline import Line, only_images, only_literal
from alignkit.read.markup.marked import marked
from alignkit.read.taken import Taken
from alignkit.types import Document

# The title of :::tip[My tip].
_TITLED = re.compile(r"[\w-]+\s*\[(?P<title>.*)\]$")
_ALERT = re.compile(r"\[!(?:\w+)\][+-]?[ \t]*")


def read(data: bytes, name: str, lang: str | None, repair: bool | Collection[str]) -> Document:
    """Read a Markdown file."""
    return marked("markdown", take, data, name, lang, repair)


def take(source: str) -> Taken:
    """Return the text of a Markdown source, line by line, with its places."""
    front = front_matter(source)
    taken = Taken()
    if front:
        take_front(source, front, taken)
    Walk(source, front, taken)
    return taken


def _parser() -> Any:
    parser = need("markdown_it", "reading Markdown").MarkdownIt("commonmark")
    parser.enable(["table", "strikethrough"])
    container = need("mdit_py_plugins.container", "reading Markdown").container_plugin
    math = need("mdit_py_plugins.dollarmath", "reading Markdown").dollarmath_plugin
    parser.use(container, "any", validate=lambda *_: True)
    parser.use(indented.plugin)
    parser.use(depths.plugin)
    parser.use(footnotes.plugin)
    parser.use(components.plugin)
    return parser.use(math, allow_space=False, allow_digits=False, allow_blank_lines=False)


class Walk:
    """Goes through the blocks of a Markdown source in order."""

    def __init__(self, source: str, front: int, taken: Taken) -> None:
        self._source, self._taken = source, taken
        self._starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._cursor: int = front
        self._numbers: list[int | None] = []
        self._kind, self._level = "", 0
        self._mark, self._place = "", -1
        self._row, self._column = 0, 0
        for token in _parser().parse("\n" * source.count("\n", 0, front) + source[front:]):
            step = getattr(self, f"_on_{token.type}", None)
            if step:
                step(token)

    def _start(self, token: Any) -> int:
        line: int = token.map[0] if token.map else -1
        start: int = self._starts[line] if line >= 0 else self._cursor
        return start

    def _end(self, token: Any) -> int:
        return self._starts[min(int(token.map[1]), len(self._starts) - 1)]

    def _on_ordered_list_open(self, token: Any) -> None:
        self._numbers.append(int(token.attrGet("start") or 1))

    def _on_bullet_list_open(self, token: Any) -> None:
        self._numbers.append(None)

    def _on_ordered_list_close(self, token: Any) -> None:
        self._numbers.pop()

    _on_bullet_list_close = _on_ordered_list_close

    def _on_list_item_open(self, token: Any) -> None:
        number = self._numbers[-1]
        if number is None:
            self._mark = "•"
        else:
            self._numbers[-1] = number + 1
            self._mark = f"{number}{token.markup}"
        head = self._start(token)
        written = token.info + token.markup
        place = self._source.find(written, head, head + 200)
        # A bullet is shown as one sign; a number may be shown as another than is written.
        self._place = place if not token.info or self._mark == written else -1

    def _on_heading_open(self, token: Any) -> None:
        self._kind, self._level = "heading", int(token.tag[1])

    def _on_table_open(self, token: Any) -> None:
        self._row = 0

    def _on_tr_open(self, token: Any) -> None:
        self._row, self._column = self._row + 1, 0

    def _on_td_open(self, token: Any) -> None:
        self._kind, self._level = "table", 0
        self._column += 1

    _on_th_open = _on_td_open

    def _on_paragraph_open(self, token: Any) -> None:
        self._kind, self._level = ("item", len(self._numbers)) if self._mark else ("", 0)

    def _on_container_any_open(self, token: Any) -> None:
        """Take the title of an admonition: what stands after its kind."""
        named = _TITLED.match(token.info.strip())
        title = named["title"] if named else token.info.strip().partition(" ")[2]
        if title.strip():
            place = self._source.find(title.strip(), self._start(token))
            self._taken.line(title.strip(), place, "heading", 6)

    def _on_shortcode(self, token: Any) -> None:
        """Take the words that a shortcode shows, and its picture."""
        start, end = self._start(token), self._end(token)
        picture = components.PICTURE.search(self._source, start, end)
        if picture:
            self._taken.line(picture["address"], picture.start("address"), "image")
        else:
            self._taken.mark("tag", self._taken.length, token.info)
        for shown in components.SHOWN.finditer(self._source, start, end):
            self._taken.line(shown["shown"], shown.start("shown"), "paragraph")
        self._cursor = max(self._cursor, end)

    def _on_inline(self, token: Any) -> None:
        self._cursor = max(self._cursor, self._start(token))
        number = self._mark
        if self._kind == "table":
            number = f"{self._row}:{self._column}"
        children = token.children or []
        if only_images(children):
            self._images(children)
        else:
            literal = "" if self._kind in ("table", "heading") else only_literal(children)
            if literal:
                self._kind, self._level, number, self._mark = literal, 0, "", ""
            if self._mark:
                self._taken.add(self._mark, self._place)
                self._taken.add(" ")
            line = Line(self._source, self._taken, self._kind, self._level, number)
            if not self._mark and self._kind != "table":
                alert = _ALERT.match(children[0].content) if children else None
                if alert:
                    children[0].content = children[0].content[alert.end() :]
            self._cursor = line.take(children, self._cursor)
        self._kind, self._level, self._mark = "", 0, ""

    def _images(self, children: list[Any]) -> None:
        for child in children:
            if child.type != "image":
                if child.type == "html_inline":
                    start = self._source.find(child.content, self._cursor)
                    if start >= 0:
                        self._cursor = start + len(child.content)
                        Fragment(self._source, start, self._cursor, self._taken)
                continue
            address = str(child.attrGet("src") or "")
            place = self._source.find(address, self._cursor)
            self._taken.line(address or child.content, place, "image")
            self._cursor = place + len(address) if place >= 0 else self._cursor

    def _on_fence(self, token: Any) -> None:
        first = token.info.split()
        language = re.split(r"[{,:]", first[0])[0] if first else ""
        place = self._starts[min(token.map[0] + 1, len(self._starts) - 1)]
        self._code(token.content, language, max(self._cursor, place))

    def _on_code_block(self, token: Any) -> None:
        self._code(token.content, "", max(self._cursor, self._start(token)))

    def _code(self, code: str, language: str, place: int) -> None:
        # The text that a list item begins with code has no line of its own for its mark.
        self._mark = ""
        take_code(code, language, place, self._source, self._taken)
        self._cursor = max(self._cursor, place)

    def _on_math_block(self, token: Any) -> None:
        place = self._start(token)
        for text in token.content.split("\n"):
            if text.strip():
                found = self._source.find(text.strip(), place)
                self._taken.line(text.strip(), found, "math")
        self._cursor = max(self._cursor, place)

    _on_math_block_label = _on_math_block

    def _on_html_block(self, token: Any) -> None:
        start, end = max(self._cursor, self._start(token)), self._end(token)
        Fragment(self._source, start, end, self._taken)
        self._cursor = max(self._cursor, end)
