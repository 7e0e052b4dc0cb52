"""Markdown: its blocks as its own rules say, its text without the marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from itertools import accumulate
from typing import Any

from alignkit.read import plain
from alignkit.read.decode import decode
from alignkit.read.extras import need
from alignkit.read.taken import Taken, plain_lines
from alignkit.types import Document

# What a format with blocks of its own has no need of.
_WRITTEN = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:#\w{1,8}|\w{2,31});")
# How far from one piece of text the next may stand.
_REACH = 4000
SETTLED = ("hyphens", "lines", "emphasis", "menus")


def read(data: bytes, name: str, lang: str | None, repair: bool | Collection[str]) -> Document:
    """Read a Markdown file."""
    source, encoding = decode(data, name)
    lined, ends = plain_lines(source)
    taken = take(lined)
    return plain.document(
        taken.text(),
        lang,
        name,
        repair,
        encoding=encoding,
        format="markdown",
        hints=tuple(taken.hints),
        without=SETTLED,
        way_back=taken.way_back(source, ends),
    )


def take(source: str) -> Taken:
    """Return the text of a Markdown source, line by line, with its places."""
    parser = need("markdown_it", "reading Markdown").MarkdownIt("commonmark").enable("table")
    starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
    taken = Taken()
    cursor = _front_matter(source)
    numbers: list[int | None] = []
    kind, level, mark, place = "", 0, "", -1
    for token in parser.parse(_without_front(source, cursor)):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            ordered = token.type == "ordered_list_open"
            numbers.append(int(token.attrGet("start") or 1) if ordered else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            mark = _item_mark(numbers, token)
            head = starts[token.map[0]]
            place = source.find(token.info + token.markup, head, head + 200)
            # A bullet is shown as one sign; a number may be shown as another than is written.
            place = place if not token.info or mark == token.info + token.markup else -1
        elif token.type == "heading_open":
            kind, level = "heading", int(token.tag[1])
        elif token.type in ("td_open", "th_open"):
            kind, level = "table", 0
        elif token.type == "paragraph_open":
            kind, level = ("item", len(numbers)) if mark else ("", 0)
        elif token.type == "inline":
            cursor = max(cursor, starts[token.map[0]] if token.map else cursor)
            if mark:
                taken.add(mark, place)
                taken.add(" ")
            cursor = _inline(token, source, cursor, taken)
            taken.end(kind, level, mark)
            kind, level, mark = "", 0, ""
        elif token.type in ("fence", "code_block"):
            cursor = max(cursor, starts[token.map[0]])
            for line in token.content.split("\n"):
                cursor = _find(taken, source, line, cursor)
                taken.end("note")
    return taken


def _item_mark(numbers: list[int | None], token: Any) -> str:
    number = numbers[-1]
    if number is None:
        return "•"
    numbers[-1] = number + 1
    return f"{number}{token.markup}"


def _inline(token: Any, source: str, cursor: int, taken: Taken) -> int:
    for child in _leaves(token.children or ()):
        if child.type in ("text", "code_inline"):
            cursor = _find(taken, source, child.content, cursor)
        elif child.type == "softbreak":
            joint = "" if taken.last > "\u2e80" else " "
            cursor = _find(taken, source, joint, cursor)
        elif child.type == "hardbreak":
            taken.end("")
    return cursor


def _leaves(children: Any) -> Iterator[Any]:
    for child in children:
        if child.children:
            yield from _leaves(child.children)
        else:
            yield child


def _find(taken: Taken, source: str, text: str, cursor: int) -> int:
    """Add a text at its place after the cursor; one that the source writes otherwise has none."""
    if not text.strip():
        taken.add(text)
        return cursor
    place = source.find(text, cursor, cursor + len(text) + _REACH)
    if place >= 0:
        taken.add(text, place)
        return place + len(text)
    return _follow(taken, source, text, cursor)


def _follow(taken: Taken, source: str, text: str, cursor: int) -> int:
    """Add a text that the source writes with references or backslashes, piece by piece."""
    done = 0
    for written in _WRITTEN.finditer(source, cursor, cursor + 8 * len(text) + _REACH):
        said = unescape(written.group()) if written.group()[0] == "&" else written.group()[1]
        place = text.find(said, done)
        before = text[done:place] if place >= 0 else ""
        if place < 0 or not source.endswith(before, cursor, written.start()):
            continue
        taken.add(before, written.start() - len(before))
        taken.add(said, written.start())
        done, cursor = place + len(said), written.end()
    rest = text[done:]
    place = source.find(rest, cursor, cursor + len(rest) + _REACH) if rest else -1
    taken.add(rest, place)
    return place + len(rest) if place >= 0 else cursor


def _front_matter(source: str) -> int:
    """Return where the settings at the head of a page end."""
    if not source.startswith("---\n"):
        return 0
    end = source.find("\n---\n", 4)
    return end + 5 if 0 < end < 20_000 else 0


def _without_front(source: str, end: int) -> str:
    return "\n" * source.count("\n", 0, end) + source[end:]
