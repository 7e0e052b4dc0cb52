"""Code spans: names of commands, keys, values."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit, inflected
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS = frozenset({"code"})


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        changed = difference.source is not None and difference.target is not None
        changed = changed and not inflected(difference)
        yield hit(
            view, difference, "code", 0.9 if changed else 0.5, None if changed else Severity.INFO
        )


RULES = (
    Rule(
        id="LIT004",
        name="code-span",
        severity=Severity.WARNING,
        summary="A code span was changed",
        what=(
            "Compares what stands in code spans, as multisets. Code that stands on the other side "
            "as plain text, or in a neighbour, is no finding. One that is gone, or came in, "
            "without another like it, or whose one word only bends to its sentence (key and "
            "keys), is information."
        ),
        why="The reader types what stands there.",
        bad=(Example("运行 `npm install` 命令。", "Run the command `npm instal`."),),
        good=(
            Example("运行 `npm install` 命令。", "Run the command `npm install`."),
            Example("运行 `npm install` 命令。", "Run the command npm install."),
        ),
        find=_find,
        limits="Code with Chinese in it is left alone: its text may be translated.",
    ),
)
