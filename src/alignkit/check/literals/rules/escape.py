"""Escapes and entities in texts of programs."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS = frozenset({"escape", "entity"})


def _find(view: BeadView) -> Iterator[Hit]:
    if view.bead.entry is None:
        return
    for difference in differences(view, _KINDS):
        yield hit(view, difference, "escape", 0.7)


RULES = (
    Rule(
        id="LIT013",
        name="escape",
        severity=Severity.WARNING,
        summary="An escape or an entity was lost, added or changed",
        what="Compares escapes (\\\\n, \\\\t) and entities (&nbsp;) in texts of resource files.",
        why="Lines run together, or the sign itself is shown.",
        bad=(),
        good=(Example("第一行\\\\n第二行", "Line one\\\\nLine two"),),
        find=_find,
        limits="Looks at keyed resources alone; elsewhere line ends are the layout's.",
    ),
)
