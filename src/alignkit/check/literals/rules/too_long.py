"""The greatest length that a file gives for a text."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span


def _find(view: BeadView) -> Iterator[Hit]:
    entry = view.bead.entry
    limit = entry.limit if entry else 0
    size = len(view.target.text)
    if limit and size > limit:
        yield Hit(
            f"{size} characters; the file allows {limit}",
            target=(Span(limit, size),),
            values={"length": size, "limit": limit},
            confidence=0.99,
        )


RULES = (
    Rule(
        id="LIT016",
        name="too-long",
        severity=Severity.ERROR,
        summary="A text is longer than its file allows",
        what="Counts the characters of texts for which their file gives a greatest length.",
        why="The text is cut off where it is shown.",
        bad=(),
        good=(Example("保存", "Save"),),
        find=_find,
        limits="Needs a file that says so, as gettext's max-length flag does.",
        precision="by construction: the text is longer or it is not",
    ),
)
