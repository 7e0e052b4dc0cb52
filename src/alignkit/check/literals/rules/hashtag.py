"""Hashtags and emoji codes."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS = frozenset({"hashtag", "emoji"})


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        changed = difference.source is not None and difference.target is not None
        spot = difference.source or difference.target
        noun = "emoji code" if spot and spot.kind == "emoji" else "hashtag"
        yield hit(
            view, difference, noun, 0.8 if changed else 0.4, None if changed else Severity.INFO
        )


RULES = (
    Rule(
        id="LIT012",
        name="hashtag",
        severity=Severity.WARNING,
        summary="A hashtag or an emoji code was changed",
        what=(
            "Compares hashtags in Latin letters and emoji codes such as :tada:. One that is gone "
            "or came in is information: hashtags are often translated."
        ),
        why="The tag leads elsewhere; a code that is no emoji is shown as it is.",
        bad=(Example("完成 :white_check_mark: 了", "Done :white_chekc_mark: now"),),
        good=(Example("完成 :tada: 了", "Done :tada: now"),),
        find=_find,
    ),
)
