"""Where the beads of an aligned file stand in it, found by reading it again as plain text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from alignkit import files
from alignkit.errors import InputError
from alignkit.formats.source import decode
from alignkit.types import Bitext, Span

# How far ahead of the last bead the next one is looked for: past headers and comments, and never
# so far that a short text is taken for its twin elsewhere in the file.
REACH = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """One side of a bead in the file; `verbatim` where the file writes it without escapes."""

    span: Span
    verbatim: bool


class RowFinder:
    """The text of an aligned file and the place of each bead in it."""

    def __init__(self, text: str, bitext: Bitext) -> None:
        self.text = text
        self.bitext = bitext

    @classmethod
    def read(cls, path: Path, bitext: Bitext) -> RowFinder | None:
        """Read the file as text; None where it is none."""
        try:
            return cls(decode(files.data(path, "bitext_mb"), str(path)), bitext)
        except InputError:
            return None

    def find(self, bead: int, side: int) -> Found | None:
        """Return where one side (0 source, 1 target) of a bead stands, None if it was not found."""
        return self._found[bead][side]

    @cached_property
    def _found(self) -> list[tuple[Found | None, Found | None]]:
        cursor = 0
        held: list[tuple[Found | None, Found | None]] = []
        for index in range(len(self.bitext.beads)):
            sides = []
            for passage in self.bitext.passages(index):
                found = self._search(passage.text, cursor) if passage.text else None
                if found is not None:
                    cursor = found.span.end
                sides.append(found)
            held.append((sides[0], sides[1]))
        return held

    def _search(self, text: str, cursor: int) -> Found | None:
        limit = cursor + REACH + len(text) * 6
        for written in _writings(text):
            start = self.text.find(written, cursor, limit)
            if start >= 0:
                return Found(Span(start, start + len(written)), written == text)
        return None


def _writings(text: str) -> Iterator[str]:
    """Yield the text as the formats may write it: as it is, in XML, in JSON, in CSV quotes."""
    yield text
    yield escape(text, quote=False)
    yield escape(text)
    yield json.dumps(text, ensure_ascii=False)[1:-1]
    yield json.dumps(text)[1:-1]
    yield text.replace('"', '""')
