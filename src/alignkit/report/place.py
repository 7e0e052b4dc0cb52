"""Where a finding stands in the files as the user has them: file, lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from os.path import isfile
from pathlib import Path, PurePath

from alignkit.files import is_pipe
from alignkit.report.outcome import CheckedPair
from alignkit.report.retrace import RowFinder
from alignkit.shown import shown
from alignkit.types import Document, Excerpt, Finding, Span

# Formats without lines of their own: a reader's text has lines that the file has not.
WITHOUT_LINES = frozenset({".docx", ".pdf", ".odt", ".epub", ".xlsx", ".doc"})


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file; lines, columns and pages count from 1.

    Without a line the place is the page, and without a page the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    offset: int = 0
    length: int = 0
    page: int = 0

    def __str__(self) -> str:
        file = shown(self.file)
        if self.page:
            return f"{file}, page {self.page}"
        return f"{file}:{self.line}:{self.column}" if self.line else file


class TextLines:
    """A text that knows the line and column of every offset; lines end at a line feed.

    >>> TextLines("one\\ntwo").place("a.txt", Span(4, 7))
    Place(file='a.txt', line=2, column=1, end_line=2, end_column=4, offset=4, length=3, page=0)
    """

    def __init__(self, text: str) -> None:
        self.starts = [0]
        start = text.find("\n")
        while start >= 0:
            self.starts.append(start + 1)
            start = text.find("\n", start + 1)

    def place(self, file: str, span: Span) -> Place:
        """Return the place of a span of the text."""
        line, column = self._at(span.start)
        end_line, end_column = self._at(span.end)
        length = span.end - span.start
        return Place(file, line, column, end_line, end_column, span.start, length)

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class TextPages:
    """A text that knows the page of every offset; pages end at a form feed.

    >>> str(TextPages("one\\ftwo").place("a.pdf", Span(4, 7)))
    'a.pdf, page 2'
    """

    def __init__(self, text: str) -> None:
        self.ends = [offset for offset, char in enumerate(text) if char == "\f"]

    def place(self, file: str, span: Span) -> Place:
        """Return the page that a span of the text begins on."""
        return Place(file, page=bisect_right(self.ends, span.start) + 1)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a finding: one for each marked span, or for the whole side of its bead."""

    source: tuple[Place, ...] = ()
    target: tuple[Place, ...] = ()

    @property
    def main(self) -> Place:
        """The place to look at first: in the translation, where it has any text."""
        return (self.target or self.source or (Place(""),))[0]

    @property
    def related(self) -> tuple[Place, ...]:
        """The places on the other side."""
        return self.source if self.target else ()


class Locator:
    """Finds the places of a pair's findings, in the original text where a file was repaired."""

    def __init__(self, pair: CheckedPair) -> None:
        self.pair = pair

    def places(self, finding: Finding) -> Places:
        """Return where a finding stands on either side."""
        bitext = self.pair.findings.bitext
        if finding.bead is None or bitext is None:
            whole = tuple(Place(name) for name in (self.pair.target,) if name)
            return Places(target=whole)
        # A file of keyed texts knows the places of both its languages.
        known = bitext.source.offsets is not None and bitext.target.offsets is not None
        if self.pair.aligned and not known:
            return Places(
                self._in_row(finding.bead, 0, finding.source),
                self._in_row(finding.bead, 1, finding.target),
            )
        return Places(
            _in_document(bitext.source, self._lines[0], self.pair.source, finding.source),
            self._set_aside(finding, bitext.target)
            or _in_document(bitext.target, self._lines[1], self.pair.target, finding.target),
        )

    def _set_aside(self, finding: Finding, document: Document) -> tuple[Place, ...]:
        """Return the place of a paragraph in another language, which no sentence leads to."""
        text = finding.values.get("text")
        block = next(
            (
                held
                for held in (document.blocks if text else ())
                if held.lang and held.span.slice(document.text).strip() == text
            ),
            None,
        )
        if block is None:
            return ()
        lines = self._lines[1]
        if lines is None:
            return (Place(self.pair.target),)
        return (lines.place(self.pair.target, document.to_original(block.span)),)

    @cached_property
    def _lines(self) -> tuple[TextLines | TextPages | None, TextLines | TextPages | None]:
        bitext = self.pair.findings.bitext
        assert bitext is not None
        return (
            _lines(bitext.source, self.pair.source),
            _lines(bitext.target, self.pair.target),
        )

    @cached_property
    def _rows(self) -> RowFinder | None:
        bitext = self.pair.findings.bitext
        path = Path(self.pair.source) if self.pair.aligned and self.pair.source else None
        if bitext is None or path is None or not (isfile(path) or is_pipe(path)):
            return None
        return RowFinder.read(path, bitext)

    @cached_property
    def _row_lines(self) -> TextLines:
        assert self._rows is not None
        return TextLines(self._rows.text)

    def _in_row(self, bead: int, side: int, excerpt: Excerpt) -> tuple[Place, ...]:
        if not excerpt.sentences:
            return ()
        found = self._rows.find(bead, side) if self._rows else None
        if found is None:
            return (Place(self.pair.source),)
        spans = excerpt.spans if found.verbatim else ()
        wanted = [span.shift(found.span.start) for span in spans] or [found.span]
        return tuple(self._row_lines.place(self.pair.source, span) for span in wanted)


def _lines(document: Document, name: str) -> TextLines | TextPages | None:
    text = document.text if document.original is None else document.original
    if document.meta.get("pages"):
        return TextPages(text)
    return None if PurePath(name).suffix.lower() in WITHOUT_LINES else TextLines(text)


def _in_document(
    document: Document, lines: TextLines | TextPages | None, name: str, excerpt: Excerpt
) -> tuple[Place, ...]:
    if not excerpt.sentences:
        return ()
    if lines is None:
        return (Place(name),)
    passage = document.passage(excerpt.sentences)
    spans = excerpt.spans or (Span(0, len(passage.text)),)
    places = [where for span in spans for where in document.locate(passage, span)]
    if not places:
        places = list(document.locate(passage, Span(0, len(passage.text))))
    held = [lines.place(name, document.to_original(span)) for span in places]
    return tuple(held) if excerpt.spans else (_joined(held),)


def _joined(places: list[Place]) -> Place:
    first, last = places[0], places[-1]
    length = last.offset + last.length - first.offset
    return Place(
        first.file,
        first.line,
        first.column,
        last.end_line,
        last.end_column,
        first.offset,
        length,
        first.page,
    )
