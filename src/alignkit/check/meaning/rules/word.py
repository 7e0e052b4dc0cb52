"""A word became another word."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.meaning.sensed import sensed
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity


def _exchanged(view: BeadView) -> Iterator[Hit]:
    yield from sensed(view, "term", "“{target}” hardly renders “{source}”")


RULES = (
    Rule(
        id="MIS005",
        name="word-replaced",
        severity=Severity.INFO,
        summary="A word became another word of its kind",
        what=(
            "A small network reads both sides word by word and looks for a word that nothing on "
            "the other side bears out, where a word of the other side is left without a "
            "rendering. It learned on clean pairs with a word replaced by a neighbour of its kind."
        ),
        why="A wrong word reads well, and only who compares both texts can tell.",
        bad=(Example("他养了一只狗。", "He keeps a cat."),),
        good=(Example("他养了一只狗。", "He keeps a dog."),),
        find=_exchanged,
        needs_model=True,
        yields_to=(
            "COV001",
            "COV002",
            "COV003",
            "MIS001",
            "MIS002",
            "MIS003",
            "MIS004",
            "NUM001",
            "NUM005",
            "TRM001",
            "TRM003",
        ),
        limits="Free renderings, and terms that the vectors do not tell apart.",
    ),
)
