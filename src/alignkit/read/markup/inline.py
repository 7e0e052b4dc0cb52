"""What stands inside a block of Markdown: text, and what of it is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from alignkit.read.markup.places import find
from alignkit.read.taken import Taken

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\](?::[ \t]*)?")
_ATTRIBUTES = re.compile(r"[ \t]*\{(?:[#.][\w:.#-]*|[\w-]+=[^{}]*)(?:[ \t]+[^{}]*)?\}[ \t]*$")
# A heading's own name as sites write it behind: [[[#install]]].
_NAME = re.compile(r"[ \t]*\[{2,}#[\w:.-]+\]{2,}[ \t]*$")
_TASK = re.compile(r"^\[[ xX]\][ \t]+")
_ADDRESS = re.compile(r"(?:href|src)[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*))", re.I)
_BARE = re.compile(r"(?:https?|ftp)://\S+$")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")


def only_images(children: Sequence[Any]) -> bool:
    """Whether a paragraph holds images and nothing to read: badges, mostly."""
    kinds = {child.type for child in children if child.type != "text" or child.content.strip()}
    tags = (child.content for child in children if child.type == "html_inline")
    images = "image" in kinds or any(tag.startswith("<img") for tag in tags)
    return images and kinds <= {
        "image", "link_open", "link_close", "softbreak", "hardbreak", "html_inline",
    }  # fmt: skip


def only_literal(children: Sequence[Any]) -> str:
    """Return url or code where a paragraph is one address or one code span, "" where it is not."""
    held = [c for c in children if c.type != "text" or c.content.strip()]
    kinds = [child.type for child in held]
    if kinds == ["code_inline"]:
        return "code"
    if kinds == ["text"] or (kinds == ["link_open", "text", "link_close"] and held[0].markup):
        text = held[len(held) // 2].content.strip()
        return "url" if _BARE.match(text) else ""
    return ""


class Line:
    """Takes the text of one paragraph, heading or cell."""

    def __init__(self, source: str, taken: Taken, kind: str, level: int, number: str) -> None:
        self._source, self._taken = source, taken
        self._kind, self._level, self._number = kind, level, number
        self._links: list[tuple[int, str]] = []
        self._cursor = 0

    def take(self, children: Sequence[Any], cursor: int) -> int:
        """Take the text, and return where in the source it ends."""
        self._cursor = cursor
        held = list(_leaves(children))
        if held and held[0].type == "text":
            held[0].content = _TASK.sub("", held[0].content)
        if held and held[-1].type == "text":
            held[-1].content = _NAME.sub("", _ATTRIBUTES.sub("", held[-1].content))
        for child in held:
            step = getattr(self, f"_on_{child.type}", None)
            if step:
                step(child)
        self._taken.end(self._kind, self._level, self._number)
        return self._cursor

    def _find(self, text: str) -> int:
        start = self._taken.length
        self._cursor = find(self._taken, self._source, text, self._cursor)
        return start

    def _on_text(self, child: Any) -> None:
        last = 0
        for found in _FOOTNOTE.finditer(child.content):
            self._find(child.content[last : found.start()])
            last = found.end()
        self._find(child.content[last:])

    def _on_code_inline(self, child: Any) -> None:
        self._taken.mark("code", self._find(child.content), child.content)

    def _on_math_inline(self, child: Any) -> None:
        self._taken.mark("math", self._find(child.content), child.content)

    _on_math_inline_double = _on_math_inline

    def _on_softbreak(self, child: Any) -> None:
        joint = "" if self._taken.last > "\u2e80" else " "
        self._taken.add(joint)

    def _on_hardbreak(self, child: Any) -> None:
        self._taken.end(self._kind, self._level, self._number)
        if self._kind == "item":
            self._kind, self._number = "", ""

    def _on_link_open(self, child: Any) -> None:
        self._links.append((self._taken.length, str(child.attrGet("href") or "")))

    def _on_link_close(self, child: Any) -> None:
        start, address = self._links.pop()
        if address and start < self._taken.length:
            self._taken.mark("link", start, address)

    def _on_image(self, child: Any) -> None:
        self._taken.mark("image", self._taken.length, str(child.attrGet("src") or ""))

    def _on_html_inline(self, child: Any) -> None:
        found = _TAG.match(child.content)
        if not found:
            return
        tag = found.group(2).lower()
        place = self._source.find(child.content, self._cursor)
        self._cursor = place + len(child.content) if place >= 0 else self._cursor
        said = _ADDRESS.search(child.content)
        address = next((group for group in said.groups() if group), "") if said else ""
        if tag == "br":
            self._on_hardbreak(child)
        elif tag == "img":
            self._taken.mark("image", self._taken.length, address)
        else:
            if tag == "a" and not found.group(1):
                self._links.append((self._taken.length, address))
            elif tag == "a" and self._links:
                self._on_link_close(child)
            self._taken.mark("tag", self._taken.length, f"<{found.group(1)}{tag}>")


def _leaves(children: Sequence[Any]) -> Iterator[Any]:
    """Yield what holds nothing else; an image's other text is not shown where the image is."""
    for child in children:
        if child.children and child.type != "image":
            yield from _leaves(child.children)
        else:
            yield child
