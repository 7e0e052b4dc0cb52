"""E-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS = frozenset({"email"})


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        changed = difference.source is not None and difference.target is not None
        yield hit(view, difference, "address", 0.9, None if changed else Severity.INFO)


RULES = (
    Rule(
        id="LIT007",
        name="email-address",
        severity=Severity.WARNING,
        summary="An e-mail address was changed",
        what="Compares e-mail addresses; one that is gone or came in is information.",
        why="Letters go to somebody else, or to nobody.",
        bad=(Example("请写信到 info@a.example。", "Write to inof@a.example."),),
        good=(Example("请写信到 info@a.example。", "Write to info@a.example."),),
        find=_find,
    ),
)
