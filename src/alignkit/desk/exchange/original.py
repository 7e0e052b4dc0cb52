"""The translator's own Word file with what was rewritten in it; all else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from alignkit import files
from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange import WORD
from alignkit.desk.exchange.changed import Change, as_read, changes
from alignkit.desk.exchange.tracking import Piece, Tracking, put, text_like
from alignkit.desk.exchange.wordfile import W, as_bytes, packed
from alignkit.desk.manuscript import DeskText
from alignkit.desk.project import inside
from alignkit.errors import OptionError
from alignkit.read.packed.docx import Traced, traced
from alignkit.types import Span

# What XML cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A paragraph with one of these is not empty when its text is gone.
_SHOWN_NAMES = "t tab drawing pict object footnoteReference endnoteReference fldChar sectPr"
_SHOWN = tuple(W + name for name in _SHOWN_NAMES.split(" "))


def written(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the translator's file as the translation now reads, looking as it looked."""
    return _corrected(dossier, folder, None)


def tracked(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the translator's file with each rewritten word as a tracked change."""
    return _corrected(dossier, folder, Tracking())


def _corrected(dossier: Dossier, folder: Path, tracking: Tracking | None) -> bytes:
    held = dossier.pair.target
    path = inside(folder, held.path, folder)
    if path.suffix.lower() not in WORD:
        raise OptionError(f"{held.path} is no Word file, and cannot hold tracked changes")
    data = files.data(path)
    trace = traced(data, held.path)
    writing = _Writing(trace, replace(held, document=as_read(path, held)), tracking)
    # The last one first, so that the places of those before stay true.
    for change in reversed(changes(held)):
        writing.write(change)
    writing.sweep()
    roots = {id(element.getroottree().getroot()) for element in writing.touched}
    held_parts = {p: as_bytes(root) for p, root in trace.trees.items() if id(root) in roots}
    return packed(data, held_parts) if held_parts else data


class _Writing:
    """Writes changes into the elements that a Word file's text comes from."""

    def __init__(self, trace: Traced, held: DeskText, tracking: Tracking | None) -> None:
        self._trace, self._held, self._tracking = trace, held, tracking
        self._emptied: dict[Any, None] = {}
        self.touched: list[Any] = []
        if tracking:
            tracking.begin(trace)

    def write(self, change: Change) -> None:
        """Write one change; what it puts in looks as the first word that it takes out."""
        new = _FORBIDDEN.sub("\ufffd", change.new)
        pieces = list(self._trace.elements(self._held.document.to_original(change.span)))
        if change.span.start < change.span.end:
            if not pieces and not new and self._counted(change):
                return
            if not pieces:
                self._refuse(change)
            for number in range(len(pieces) - 1, -1, -1):
                self._replace(pieces[number], "" if number else new)
        else:
            self._insert(self._beside(change), new)

    def _counted(self, change: Change) -> bool:
        """Tell whether what was left out is the number that Word puts before a paragraph.

        It stands there whatever is written, so a corrected text need not repeat it.
        """
        document = self._held.document
        block = next(b for b in document.blocks if b.span.end >= change.span.end)
        return not document.text[block.span.start : change.span.start].strip()

    def _replace(self, piece: Piece, new: str) -> None:
        element, low, high = piece
        paragraph = next(element.iterancestors(W + "p"))
        self.touched.append(paragraph)
        self._emptied[paragraph] = None
        if self._tracking and element.getparent().tag == W + "r":
            self._tracking.replace(piece, new)
        elif element.tag == W + "t":
            text = element.text or ""
            put(element, text[:low] + new + text[high:])
        else:
            if new:
                element.addprevious(text_like(element, new))
            run = element.getparent()
            run.remove(element)

    def _insert(self, beside: tuple[Piece, bool], new: str) -> None:
        (element, low, high), behind = beside
        place = high if behind else low
        self.touched.append(element)
        if self._tracking and element.getparent().tag == W + "r":
            self._tracking.insert(element, place, new)
            return
        text = element.text or ""
        put(element, text[:place] + new + text[place:])

    def _beside(self, change: Change) -> tuple[Piece, bool]:
        """Return the character that new text goes to, and whether it goes behind it.

        Of those on both sides it is the plainer one: what is written behind a link is no link.
        """
        place = change.span.start
        sides = (Span(max(0, place - 1), place), True), (Span(place, place + 1), False)
        found = [
            (piece, behind)
            for span, behind in sides
            for piece in self._trace.elements(self._held.document.to_original(span))
            if piece[0].tag == W + "t"
        ]
        if not found:
            self._refuse(change)
        return min(found, key=lambda one: _dressed(one[0][0]))

    def _refuse(self, change: Change) -> None:
        old = change.span.slice(self._held.document.text)
        index = next(
            k for k, s in enumerate(self._held.sentences)
            if s.edited is not None and s.span.start <= change.span.start <= s.span.end
        )  # fmt: skip
        raise OptionError(
            f"{self._held.path}: “{old or change.new}” stands in no text of the file (such numbers "
            f"Word counts itself); undo it in “{self._held.reads(index)}”, and change it in Word"
        )

    def sweep(self) -> None:
        """Take out what holds no text any more: runs, and paragraphs that held nothing else."""
        for paragraph in self._emptied:
            for text in [t for t in paragraph.iter(W + "t") if not t.text]:
                _drop(text)
            if not _shows(paragraph) and _may_go(paragraph):
                if self._tracking:
                    self._tracking.end(paragraph)
                else:
                    paragraph.getparent().remove(paragraph)


def _dressed(element: Any) -> int:
    """Tell how far the look of a run is from that of its paragraph."""
    look = element.getparent().find(W + "rPr")
    linked = next(element.iterancestors(W + "hyperlink"), None) is not None
    return (100 if linked else 0) + (0 if look is None else len(look))


def _drop(element: Any) -> None:
    """Remove an element, and what held nothing beside it but its looks."""
    while element.tag != W + "p":
        holder = element.getparent()
        holder.remove(element)
        if any(child.tag != W + "rPr" for child in holder):
            return
        element = holder


def _shows(paragraph: Any) -> bool:
    return any(
        next(element.iterancestors(W + "del", W + "moveFrom"), None) is None
        for element in paragraph.iter(*_SHOWN)
    )


def _may_go(paragraph: Any) -> bool:
    """Tell whether what holds a paragraph has another one after it; a cell must end with one."""
    return any(following.tag == W + "p" for following in paragraph.itersiblings())
