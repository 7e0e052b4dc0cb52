"""A word became another word."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.meaning.replaced import replaced
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity


def _exchanged(view: BeadView) -> Iterator[Hit]:
    yield from replaced(view)


RULES = (
    Rule(
        id="MIS005",
        name="word-replaced",
        severity=Severity.INFO,
        summary="A word became another word of its kind",
        what=(
            "Looks for two words that face each other: one of the source that nothing renders, and "
            "one of the translation that renders nothing, at the same place between words that "
            "fit. Each alone is common in a free rendering. A network of one hidden layer weighs "
            "how often natural pairs leave that very word unrendered, what the lexicon and the "
            "vectors say of both, whether WordNet calls one a sense, a wider word or a sibling of "
            "what renders the other (rain and snow are siblings), and what is left over besides. "
            "The rest of the document is asked too: a word that it renders by one word again and "
            "again is hardly rendered freely here."
        ),
        why="A wrong word reads well, and only who compares both texts can tell.",
        bad=(
            Example(
                "她买了三只苹果和两瓶牛奶。", "She bought three pears and two bottles of milk."
            ),
            Example("该地区的农业发展迅速。", "Tourism in this region is developing rapidly."),
        ),
        good=(
            Example(
                "她买了三只苹果和两瓶牛奶。", "She bought three apples and two bottles of milk."
            ),
            Example("该地区的农业发展迅速。", "Agriculture in this region is developing rapidly."),
        ),
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
            "MIS007",
            "MIS008",
            "NUM001",
            "NUM005",
            "TRM001",
            "TRM003",
        ),
        limits="Free renderings, and terms that the vectors do not tell apart.",
    ),
)
