"""File names and paths."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS = frozenset({"file"})


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        one, two = difference.source, difference.target
        if one and two and one.key != two.key:
            yield hit(view, difference, "file name", 0.85)
        elif not (one and two):
            yield hit(view, difference, "file name", 0.4, Severity.INFO)


RULES = (
    Rule(
        id="LIT009",
        name="file-name",
        severity=Severity.WARNING,
        summary="A file name was changed",
        what="Compares file names and paths; one that is gone or came in is information.",
        why="The reader looks for the file in vain.",
        bad=(Example("编辑 config/main.yaml 文件。", "Edit the file config/mian.yaml."),),
        good=(Example("编辑 config/main.yaml 文件。", "Edit the file config/main.yaml."),),
        find=_find,
    ),
)
