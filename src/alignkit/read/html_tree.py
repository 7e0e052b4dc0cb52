"""An HTML page as a flat list of elements and texts, each text with its place in the file.

Parsers for HTML do not say where in the file a character stood, which is what we must know. This
one goes through the file once: nothing is searched for twice and nothing calls itself, so that
broken or hostile pages cost no more than others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_VOID_NAMES.split(" "))
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre "
    "section summary table tbody td tfoot th thead title tr ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split(" "))
# What these hold is no HTML until their own end tag.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
# An element of these kinds is closed by some that follow, as its end tag may be left out.
_CLOSED_BY = {
    "p": BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody"}),
    "th": frozenset({"td", "th", "tr", "tbody"}),
    "option": frozenset({"option"}),
}
# An implied end does not reach out of these.
_SCOPES = frozenset({"table", "ul", "ol", "dl", "html"})
# How far up an end tag looks for what it closes.
_REACH = 100

_OPEN = re.compile(
    r"<(?:(?P<comment>!--)|(?P<data>!\[CDATA\[)|(?P<declared>[!?])"
    r"|/(?P<end>[a-zA-Z][^\s/>]*)|(?P<start>[a-zA-Z][^\s/>]*))"
)
_ATTRIBUTE = re.compile(
    r"[\s/]*(?P<name>[^\s/>=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|"
    r"(?P<bare>[^\s>]*)))?"
)
_CLOSE = re.compile(r"[\s/]*(>|\Z)")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


class Element(NamedTuple):
    """An element: its name, its parent's number, its attributes, its place in the file."""

    tag: str
    parent: int
    attributes: dict[str, str]
    place: int


class Event(NamedTuple):
    """The start or end of an element, or a text in it with its place in the file.

    The text of an end is the tag where one is written; one that ends nothing is a stray.
    """

    kind: str
    element: int
    text: str = ""
    place: int = -1


class Tree:
    """The elements of a page and what happens in it, in order."""

    def __init__(self, source: str) -> None:
        self.elements = [Element("", -1, {}, 0)]
        self.events: list[Event] = []
        self._open = [0]
        self._read(source)
        while len(self._open) > 1:
            self._pop()

    def _read(self, source: str) -> None:
        place = 0
        while place < len(source):
            found = _OPEN.search(source, place)
            if not found:
                self._text(source, place, len(source))
                return
            self._text(source, place, found.start())
            if found.group("comment"):
                place = _after(source, "-->", found.end())
            elif found.group("data"):
                place = _after(source, "]]>", found.end())
                self._text(source, found.end(), place - 3, literal=True)
            elif found.group("declared"):
                place = _after(source, ">", found.end())
            elif found.group("end"):
                place = _after(source, ">", found.end())
                self._close(found.group("end").lower())
            else:
                place = self._start(source, found)

    def _start(self, source: str, found: re.Match[str]) -> int:
        tag = found.group("start").lower()
        attributes, place = _attributes(source, found.end())
        self._close_implied(tag)
        number = len(self.elements)
        self.elements.append(Element(tag, self._open[-1], attributes, found.start()))
        self.events.append(Event("start", number))
        self._open.append(number)
        if tag in VOID:
            self._pop()
        elif tag in _RAW:
            ends = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(source, place)
            stop = ends.start() if ends else len(source)
            self._text(source, place, stop)
            self._pop()
            place = _after(source, ">", stop) if ends else stop
        return place

    def _text(self, source: str, start: int, end: int, *, literal: bool = False) -> None:
        if start >= end:
            return
        last = start
        for found in () if literal else _REFERENCE.finditer(source, start, end):
            said = unescape(found.group())
            if said == found.group():
                continue
            self._keep(source[last : found.start()], last)
            # One character for several in the file: its place is where they begin.
            self._keep(said, found.start())
            last = found.end()
        self._keep(source[last:end], last)

    def _keep(self, text: str, place: int) -> None:
        if text:
            self.events.append(Event("text", self._open[-1], text, place))

    def _pop(self) -> None:
        self.events.append(Event("end", self._open.pop()))

    def _close(self, tag: str) -> None:
        """Close an element, and whatever inside it was left open."""
        for number in reversed(self._open[-_REACH:]):
            name = self.elements[number].tag
            if name == tag:
                self._pop_to(number)
                self.events[-1] = Event("end", number, f"</{tag}>")
                return
            if name in BLOCKS and tag not in BLOCKS:
                break
        self.events.append(Event("stray", self._open[-1], f"</{tag}>"))

    def _close_implied(self, tag: str) -> None:
        for number in reversed(self._open[-_REACH:]):
            name = self.elements[number].tag
            if tag in _CLOSED_BY.get(name, ()):
                self._pop_to(number)
                if name == "p":
                    return
            elif name in _SCOPES or (name in BLOCKS and name not in _CLOSED_BY):
                return

    def _pop_to(self, number: int) -> None:
        while self._open[-1] != number:
            self._pop()
        self._pop()


def _after(source: str, mark: str, place: int) -> int:
    found = source.find(mark, place)
    return found + len(mark) if found >= 0 else len(source)


def _attributes(source: str, place: int) -> tuple[dict[str, str], int]:
    held: dict[str, str] = {}
    while True:
        close = _CLOSE.match(source, place)
        if close:
            return held, close.end()
        found = _ATTRIBUTE.match(source, place)
        if not found or found.end() == place:
            return held, _after(source, ">", place)
        values = (found.group(kind) for kind in ("double", "single", "bare"))
        said = next((value for value in values if value is not None), "")
        held.setdefault(found.group("name").lower(), unescape(said))
        place = found.end()


def texts(tree: Tree) -> Iterator[Event]:
    """Yield the texts of a page."""
    return (event for event in tree.events if event.kind == "text")
