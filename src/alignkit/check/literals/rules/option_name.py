"""Options of commands."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS = frozenset({"option"})


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        changed = difference.source is not None and difference.target is not None
        yield hit(
            view, difference, "option", 0.85 if changed else 0.4, None if changed else Severity.INFO
        )


RULES = (
    Rule(
        id="LIT011",
        name="option-name",
        severity=Severity.WARNING,
        summary="The option of a command was changed",
        what="Compares options such as --force; one that is gone or came in is information.",
        why="The command fails, or does something else.",
        bad=(Example("加上 --force 选项。", "Add the option --froce."),),
        good=(Example("加上 --force 选项。", "Add the option --force."),),
        find=_find,
    ),
)
