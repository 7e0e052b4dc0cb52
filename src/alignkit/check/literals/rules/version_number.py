"""Version numbers."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit, measured
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS = frozenset({"version"})


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        if measured(view, difference):
            continue
        changed = difference.source is not None and difference.target is not None
        yield hit(view, difference, "version", 0.9, None if changed else Severity.INFO)


RULES = (
    Rule(
        id="LIT008",
        name="version-number",
        severity=Severity.WARNING,
        summary="A version number was changed",
        what=(
            "Compares version numbers: v2.1, 3.10.2, 1.0-rc1, and a decimal after a name or a sign "
            "of comparison. One that is gone or came in is information."
        ),
        why="The reader installs what stands there.",
        bad=(Example("需要 Python 3.10.2 以上。", "Needs Python 3.10.3 or later."),),
        good=(Example("需要 v3.10 以上。", "Needs version 3.10 or later."),),
        find=_find,
        yields_to=("NUM001", "NUM002"),
    ),
)
