"""Identifiers: names of variables, functions, types."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit, inflected, measured
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS = frozenset({"identifier"})


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        changed = difference.source is not None and difference.target is not None
        changed = changed and not inflected(difference)
        if not changed and measured(view, difference):
            continue
        yield hit(
            view, difference, "name", 0.85 if changed else 0.4, None if changed else Severity.INFO
        )


RULES = (
    Rule(
        id="LIT010",
        name="identifier",
        severity=Severity.WARNING,
        summary="The name of something in a program was changed",
        what=(
            "Compares names written as programs write them: max_value, maxValue, run(). One that "
            "is gone or came in is information."
        ),
        why="The reader finds nothing of that name.",
        bad=(Example("设置 max_value 参数。", "Set the parameter max_valeu."),),
        good=(Example("设置 max_value 参数。", "Set the parameter max_value."),),
        find=_find,
    ),
)
