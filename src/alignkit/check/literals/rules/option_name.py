"""Options of commands, and the keys that reach one."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS, _PRESSED = frozenset({"option"}), frozenset({"keys"})


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        changed = difference.source is not None and difference.target is not None
        yield hit(
            view, difference, "option", 0.85 if changed else 0.4, None if changed else Severity.INFO
        )


def _keys(view: BeadView) -> Iterator[Hit]:
    """A combination of keys that stands on one side alone is said in words on the other."""
    for difference in differences(view, _PRESSED):
        if difference.source and difference.target:
            yield hit(view, difference, "key combination", 0.85)


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
    Rule(
        id="LIT020",
        name="key-combination",
        severity=Severity.WARNING,
        summary="Other keys are to be pressed",
        what="Compares keys pressed together, such as Ctrl+S, where both sides name some.",
        why="The reader presses what does something else.",
        bad=(Example("按 Ctrl+S 保存。", "Press Ctrl+D to save."),),
        good=(
            Example("按 Ctrl+S 保存。", "Press Ctrl + S to save."),
            Example("按 Ctrl+空格 补全。", "Press Ctrl+Space to complete."),
        ),
        find=_keys,
        limits="Command and ⌘, and keys named in words, are not known to be one.",
    ),
)
