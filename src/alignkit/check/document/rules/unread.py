"""A bead that holds more than the rules look at."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.run.examples import TARGETS, example
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.types import Severity


def _unread(pair: PairView) -> Iterator[Hit]:
    for held in pair.unread:
        yield Hit(
            f"this bead was not checked: a side of it holds {held.count:,} {held.what}, more than "
            f"the {held.most:,} that are looked at; split it into sentences",
            values={held.what: held.count},
            bead=held.bead,
            about=str(held.bead),
        )


RULES = (
    Rule(
        id="DOC006",
        name="not-checked",
        severity=Severity.INFO,
        summary="A bead holds more than the rules look at",
        what=(
            "Reports a bead of which a side holds more than 4,000 words or 500 numbers. Rules that "
            "compare each word with each would take minutes for it, so none looks at it. It runs "
            "whatever is selected. Both limits are moved by the environment: see "
            "docs/reliability.md."
        ),
        why="A text that was never split, or is none, would read as one without a fault.",
        bad=(Example("一二 " * 501, "1 2 " * 501),),
        good=(example(TARGETS),),
        find_pair=_unread,
        limits="Nothing else is said of such a bead.",
    ),
)
