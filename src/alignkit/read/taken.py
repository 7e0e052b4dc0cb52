"""Text taken out of a structured file piece by piece, with each piece's place in the file."""

from __future__ import annotations

import re

from alignkit.read.blocks import Hint
from alignkit.read.repair.edits import Edit, apply
from alignkit.types import Inline, OffsetMap, Span

_BREAK = re.compile(r"\r\n?")


class Taken:
    """Collects the lines of a document: their text, where it stood, and what is known of them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int, int]] = []
        self._length = 0
        self._line = 0
        #: How many lines are ended.
        self.ended = 0
        self.hints: list[Hint] = []
        self.inlines: list[Inline] = []
        #: Notes that stand inside a line, each with its place, to be taken behind the text.
        self.notes: list[tuple[str, int]] = []

    def add(self, text: str, place: int = -1) -> None:
        """Add text that stands at a place in the file, or nowhere in it."""
        if not text:
            return
        if place >= 0:
            last = self._runs[-1] if self._runs else (0, 0, 0)
            follows = last[0] + last[2] == self._length and last[1] + last[2] == place
            if follows and last[2]:
                self._runs[-1] = (last[0], last[1], last[2] + len(text))
            else:
                self._runs.append((self._length, place, len(text)))
        self._pieces.append(text)
        self._length += len(text)

    def end(self, kind: str = "", level: int = 0, number: str = "") -> None:
        """End the line, a block of this kind where the format says so."""
        if self._length == self._line:
            return
        if kind:
            self.hints.append(Hint(self._line, self._length, kind, level, number))
        self.add("\n")
        self._line = self._length
        self.ended += 1

    def line(self, text: str, place: int, kind: str, level: int = 0, number: str = "") -> None:
        """Add a line of its own."""
        self.end()
        self.add(text, place)
        self.end(kind, level, number)

    def mark(self, kind: str, start: int, value: str) -> None:
        """Note what the text from `start` to its present end is."""
        self.inlines.append(Inline(kind, Span(start, self.length), value))

    def since(self, start: int) -> str:
        """Return what was taken from a place of the open line on."""
        held, length = [], self._length
        for piece in reversed(self._pieces):
            if length <= start:
                break
            length -= len(piece)
            held.append(piece)
        return "".join(reversed(held))[start - length :]

    @property
    def length(self) -> int:
        """How many characters have been taken."""
        return self._length

    @property
    def begun(self) -> int:
        """Where the open line begins."""
        return self._line

    @property
    def open(self) -> bool:
        """Whether the line has text yet."""
        return self._length > self._line

    @property
    def last(self) -> str:
        """The character the line so far ends with."""
        return self._pieces[-1][-1:] if self.open else ""

    def text(self) -> str:
        """Return all lines."""
        return "".join(self._pieces)

    def way_back(self, original: str, lines: OffsetMap | None = None) -> tuple[str, OffsetMap]:
        """Return the file's text and the map that leads to it, over its line ends made plain."""
        offsets = OffsetMap(tuple(self._runs), len(original))
        return original, offsets.after(lines) if lines else offsets


def plain_lines(source: str) -> tuple[str, OffsetMap | None]:
    """Return a source with its line ends as line feeds, and the way back where that changed it."""
    if "\r" not in source:
        return source, None
    edits = [Edit(found.start(), found.end(), "\n") for found in _BREAK.finditer(source)]
    return apply(source, edits)
