"""A translation in a marked-up file: what was rewritten stands in that file, its marks kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from alignkit import files
from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange.changed import Change, as_read, changes
from alignkit.desk.project import inside
from alignkit.errors import OptionError
from alignkit.types import Document, Span

# Marks that stand around words; around none they would be read as text.
_MARK = re.compile(r"(\*\*|__|~~|``|[*_`])$")


def written(dossier: Dossier, folder: Path, options: Mapping[str, str]) -> bytes:
    """Return the translator's file as the translation now reads, all else as it was."""
    held = dossier.pair.target
    path = inside(folder, held.path, folder)
    found = changes(held)
    document = as_read(path, held)
    if not found:
        return files.data(path)
    raw = document.text if document.original is None else document.original
    # The last one first, so that the places of those before stay true.
    for change in reversed(found):
        raw = _with(raw, document, change)
    encoding = document.meta.get("encoding", "utf-8")
    return raw.encode(encoding, "xmlcharrefreplace" if _is_html(document) else "replace")


def _is_html(document: Document) -> bool:
    return document.meta.get("format") == "html"


def _with(raw: str, document: Document, change: Change) -> str:
    """Return the file's text with one change; marks between words that go stay."""
    new = escape(change.new, quote=False) if _is_html(document) else change.new
    low, high = change.span
    if low == high:
        at = _place(document, low)
        return raw[:at] + new + raw[at:]
    stretches = _copied(document, change.span)
    if not stretches:
        raise OptionError(
            f"{document.name}: “{change.span.slice(document.text)}” stands in no text of the file; "
            "take it back, and change it in the file"
        )
    for number in range(len(stretches) - 1, -1, -1):
        start, end = stretches[number]
        before, behind = raw[:start], raw[end:]
        mark = _MARK.search(before)
        if not new and mark and behind.startswith(mark[1]):
            before, behind = before[: -len(mark[1])], behind[len(mark[1]) :]
        raw = before + ("" if number else new) + behind
    return raw


def _place(document: Document, at: int) -> int:
    """Return where in the file text is put in: behind the character before it, if there is one."""
    before = _copied(document, Span(max(0, at - 1), at))
    after = _copied(document, Span(at, at + 1))
    if not (before or after):
        return document.to_original(Span(at, at)).start
    return before[-1].end if before else after[0].start


def _copied(document: Document, span: Span) -> list[Span]:
    """Return the stretches of the file that a stretch of the text was copied from."""
    if document.offsets is None:
        return [span] if span.start < span.end else []
    return document.offsets.copied(span)
