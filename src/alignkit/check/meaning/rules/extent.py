"""A word that limits a statement is lost, added or another one."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.meaning.sensed import sensed
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity


def _unlimited(view: BeadView) -> Iterator[Hit]:
    yield from sensed(view, "extent", "“{source}” and “{target}” do not limit it alike")


RULES = (
    Rule(
        id="MIS009",
        name="extent-unmatched",
        severity=Severity.INFO,
        summary="Only one side limits what it says, or each in another way",
        what=(
            "Looks for a word that says of how much, how often or how surely something holds: "
            "only, almost, most, all, at first, usually; 仅, 几乎, 大部分, 全部, 初步, 原则上. A "
            "small network reads both sides word by word and tells where one of them is lost, "
            "added or another one."
        ),
        why="“Almost all” became “all”, and the sentence reads as well as before.",
        bad=(
            Example("本规定仅适用于新用户。", "These rules apply to new users."),
            Example("几乎所有产品都合格。", "All products are qualified."),
        ),
        good=(
            Example("本规定仅适用于新用户。", "These rules apply only to new users."),
            Example("几乎所有产品都合格。", "Almost all products are qualified."),
            Example("大家都来了。", "Everybody came."),
        ),
        find=_unlimited,
        needs_model=True,
        yields_to=(
            "COV001",
            "COV002",
            "COV003",
            "COV014",
            "MIS001",
            "MIS002",
            "MIS003",
            "MIS007",
            "NUM006",
            "NUM007",
        ),
        limits="Words of degree (slightly, sharply), and free renderings of 都 and 全.",
    ),
)
