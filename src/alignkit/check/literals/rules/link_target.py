"""Link targets: where a link leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.literals.spotting import Spot
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.read.addresses import same_place
from alignkit.types import Severity

_LINKS = frozenset({"link", "url", "url-line"})
# Two addresses so alike are one with a slip; others lead elsewhere on purpose more often than not.
_SLIP = 0.8
_ASKED = re.compile("[?&]")


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _LINKS):
        one, two = difference.source, difference.target
        if one and two and same_place(one.text, two.text):
            continue
        slip = _slip(one, two, difference.likeness)
        yield hit(view, difference, "link", 0.9 if slip else 0.5, None if slip else Severity.INFO)


def _slip(one: Spot | None, two: Spot | None, likeness: float) -> bool:
    """Whether two addresses differ in their page, or hardly in what they ask of it."""
    if not (one and two):
        return False
    (page, *asked), (other, *ask) = (_ASKED.split(spot.key, maxsplit=1) for spot in (one, two))
    if page != other:
        # What is asked of two pages makes them no less alike.
        return likeness >= _SLIP or _alike(page, other)
    # What only one side asks of its page is no slip.
    both = asked and ask
    return bool(both) and likeness >= _SLIP and _alike(asked[0], ask[0])


def _alike(one: str, two: str) -> bool:
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _SLIP


RULES = (
    Rule(
        id="LIT005",
        name="link-target",
        severity=Severity.WARNING,
        summary="A link leads to another place",
        what=(
            "Compares the addresses of links and bare addresses, as multisets. The same path for "
            "another language (/zh/ against /en/, README_zh.md), an encyclopedia in another "
            "language and a heading of another name are the same place. An address that is nearly "
            "the source's is a warning; another one, a lost or an added one are information."
        ),
        why="A broken link is found by readers only.",
        bad=(
            Example(
                "见[指南](https://a.example/docs/setup)。",
                "See the [guide](https://a.example/docs/setpu).",
            ),
        ),
        good=(
            Example(
                "见[指南](https://a.example/zh/docs/setup)。",
                "See the [guide](https://a.example/en/docs/setup).",
            ),
        ),
        find=_find,
        of_literals=True,
    ),
)
