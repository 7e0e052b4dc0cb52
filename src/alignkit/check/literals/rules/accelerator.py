"""Accelerators: the letter of a menu's text that a key reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span

_AMPERSAND = re.compile(
    r"(?<![&\w])&(?![&\s#]|[A-Za-z]{2,10};)\w|(?<=\w)&(?=[a-z])(?!\w{1,10};)\w|\(&\w\)"
)


def _find(view: BeadView) -> Iterator[Hit]:
    if view.bead.entry is None or not (view.source.text and view.target.text):
        return
    ours = list(_AMPERSAND.finditer(view.source.text))
    theirs = list(_AMPERSAND.finditer(view.target.text))
    if len(ours) == 1 and not theirs:
        yield Hit(
            f"the accelerator {ours[0].group().strip('()')} is not in the translation",
            source=(Span(*ours[0].span()),),
            confidence=0.8,
        )
    elif len(theirs) > 1 and len(ours) <= 1:
        yield Hit(
            f"{len(theirs)} accelerators in one text",
            target=tuple(Span(*found.span()) for found in theirs),
            confidence=0.8,
        )


RULES = (
    Rule(
        id="LIT015",
        name="accelerator",
        severity=Severity.WARNING,
        summary="A menu's text lost its accelerator",
        what="Reports a resource's text with one & before a letter, and no & in its translation.",
        why="The entry cannot be reached by the keyboard.",
        bad=(),
        good=(Example("文件", "File"),),
        find=_find,
        limits="Looks at keyed resources and at & alone: an underscore is too often a name's.",
    ),
)
