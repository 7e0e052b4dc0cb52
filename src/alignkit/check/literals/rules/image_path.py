"""Image paths: which picture is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from urllib.parse import unquote

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.read.addresses import same_place
from alignkit.types import Severity

_KINDS = frozenset({"image"})
# An address that says what its picture reads, and how it looks: a badge's words are translated.
_BADGE = re.compile(r"/badge/(?P<said>[^?]*)-(?P<look>[^-/]+)$")
# Words so alike are the same with a slip.
_SLIP = 0.85


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        one, two = difference.source, difference.target
        if one and two and same_place(one.text, two.text):
            continue
        if one and two and _other_words(one.text, two.text):
            continue
        changed = bool(one and two)
        yield hit(
            view, difference, "image", 0.9 if changed else 0.5, None if changed else Severity.INFO
        )


def _other_words(one: str, two: str) -> bool:
    """Tell whether two addresses are a badge that reads otherwise and looks the same."""
    ours, theirs = _BADGE.search(one), _BADGE.search(two)
    if not (ours and theirs) or ours["look"] != theirs["look"]:
        return False
    said, told = unquote(ours["said"]), unquote(theirs["said"])
    return SequenceMatcher(None, said, told, autojunk=False).ratio() < _SLIP


RULES = (
    Rule(
        id="LIT006",
        name="image-path",
        severity=Severity.WARNING,
        summary="Another image is shown",
        what=(
            "Compares the addresses of images, as multisets. The same path for another language is "
            "the same image, and so is a badge of other words; a lost or an added one is "
            "information."
        ),
        why="A broken path shows nothing.",
        bad=(Example("![结构](img/plan.png)", "![Structure](img/plna.png)"),),
        good=(
            Example("![结构](img/zh/plan.png)", "![Structure](img/en/plan.png)"),
            Example(
                "![构建](https://img.shields.io/badge/构建-通过-green.svg)",
                "![build](https://img.shields.io/badge/build-passing-green.svg)",
            ),
        ),
        find=_find,
        of_literals=True,
    ),
)
