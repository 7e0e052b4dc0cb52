"""Keys that stand in one of two files alone."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span


def _missing(view: BeadView) -> Iterator[Hit]:
    entry = view.bead.entry
    if entry and "missing" in entry.flags:
        form = f", whose language needs the plural form {entry.plural!r}" if entry.plural else ""
        yield Hit(
            f"the key {entry} is missing in the translation{form}",
            source=(Span(0, len(view.source.text)),),
            about=str(entry),
        )


def _extra(view: BeadView) -> Iterator[Hit]:
    entry = view.bead.entry
    if entry and "extra" in entry.flags:
        yield Hit(
            f"the key {entry} is not in the source",
            target=(Span(0, len(view.target.text)),),
            about=str(entry),
        )


RULES = (
    Rule(
        id="KEY001",
        name="missing-key",
        severity=Severity.ERROR,
        summary="A key of the source is not in the translation",
        what=(
            "Reports each key that the source's file has and the translation's has not, and each "
            "plural form that the translation's language needs and its file lacks."
        ),
        why="The program shows the source's text, or the key itself.",
        bad=(),
        good=(Example("保存", "Save"),),
        find=_missing,
        limits="Forms are those of Unicode CLDR; languages it does not know need none.",
        precision="by construction: the key is there or it is not",
    ),
    Rule(
        id="KEY002",
        name="extra-key",
        severity=Severity.WARNING,
        summary="A key of the translation is not in the source",
        what="Reports each key that the translation's file has and the source's has not.",
        why="It is a text that the program no longer uses, or a key that was renamed on one side.",
        bad=(),
        good=(Example("保存", "Save"),),
        find=_extra,
        precision="by construction: the key is there or it is not",
    ),
)
