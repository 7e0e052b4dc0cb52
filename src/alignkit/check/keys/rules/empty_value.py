"""Keys that have no text yet, or one that somebody must look at again."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span


def _empty(view: BeadView) -> Iterator[Hit]:
    entry = view.bead.entry
    if entry and "empty" in entry.flags:
        yield Hit(
            f"the text of {entry} is empty",
            source=(Span(0, len(view.source.text)),),
            about=str(entry),
        )


def _fuzzy(view: BeadView) -> Iterator[Hit]:
    entry = view.bead.entry
    if entry and "fuzzy" in entry.flags and view.target.text:
        yield Hit(
            f"the text of {entry} is marked as unfinished",
            target=(Span(0, len(view.target.text)),),
            about=str(entry),
        )


def _duplicate(view: BeadView) -> Iterator[Hit]:
    entry = view.bead.entry
    if entry and "duplicate" in entry.flags:
        yield Hit(
            f"the key {entry} stands twice in its file; the last text holds",
            source=(Span(0, len(view.source.text)),) if view.source.text else (),
            target=(Span(0, len(view.target.text)),) if view.target.text else (),
            about=str(entry),
        )


RULES = (
    Rule(
        id="KEY003",
        name="empty-value",
        severity=Severity.ERROR,
        summary="A key has no translated text",
        what="Reports each key whose text is empty in the translation and not in the source.",
        why="The program shows nothing, or the source's text.",
        bad=(),
        good=(Example("保存", "Save"),),
        find=_empty,
        precision="by construction: the text is there or it is not",
    ),
    Rule(
        id="KEY005",
        name="fuzzy-value",
        severity=Severity.INFO,
        summary="A text is marked as one to be looked at again",
        what=(
            "Reports texts that their file calls fuzzy (PO), unfinished (Qt), needing review "
            "(XLIFF, Apple's catalogues)."
        ),
        why="Many programs do not use such texts, and nobody has approved them.",
        bad=(),
        good=(Example("保存", "Save"),),
        find=_fuzzy,
        precision="by construction: the file says so",
    ),
    Rule(
        id="KEY006",
        name="duplicate-key",
        severity=Severity.WARNING,
        summary="A key stands twice in one file",
        what="Reports keys that a file holds more than once; the last text is the one that counts.",
        why="Whoever mends the first one wonders why nothing changes.",
        bad=(),
        good=(Example("保存", "Save"),),
        find=_duplicate,
        precision="by construction: the key is there twice or it is not",
    ),
)
