"""Spaces that a program's text begins or ends with."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span


def _find(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text, view.target.text
    if view.bead.entry is None or not source.strip() or not target.strip():
        return
    chinese = view.target_lang.startswith("zh")
    for end, where in ((0, "begins"), (-1, "ends")):
        ours, theirs = source[end], target[end]
        # Chinese needs no space after its own marks, where English joins texts with one.
        if ours.isspace() == theirs.isspace() or (chinese and ours == " "):
            continue
        has, lacks = ("translation", "source") if theirs.isspace() else ("source", "translation")
        place = 0 if end == 0 else len(target) - 1
        yield Hit(
            f"the {has} {where} with white space, the {lacks} does not",
            target=(Span(place, place + 1),),
            values={"place": where},
            confidence=0.8,
            about=where,
        )


RULES = (
    Rule(
        id="LIT014",
        name="outer-space",
        severity=Severity.WARNING,
        summary="A text begins or ends with white space, its translation does not",
        what=(
            "Compares the white space at both ends of texts of resource files. A space that an "
            "English text needs to be joined to another is not asked of a Chinese one."
        ),
        why="Programs join texts; a lost space runs words together.",
        bad=(),
        good=(Example("保存", "Save"),),
        find=_find,
        limits="Looks at keyed resources alone.",
    ),
)
