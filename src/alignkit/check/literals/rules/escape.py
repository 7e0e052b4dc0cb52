"""Escapes and entities in texts of programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

# At its ends a value's breaks are LIT014's.
_BREAKS = re.compile(r"(?<=\S)\s*\n\s*(?=\S)")
_KINDS = frozenset({"escape", "entity"})


def _find(view: BeadView) -> Iterator[Hit]:
    if view.bead.entry is None:
        return
    for difference in differences(view, _KINDS):
        yield hit(view, difference, "escape", 0.7)
    own, other = (len(_BREAKS.findall(passage.text)) for passage in (view.source, view.target))
    if view.target.text and own != other and not (own and other):
        yield Hit(
            f"the source has {own} line breaks inside, the translation {other}",
            values={"source": own, "target": other},
            confidence=0.6,
            severity=Severity.INFO,
            about="breaks",
        )


RULES = (
    Rule(
        id="LIT013",
        name="escape",
        severity=Severity.WARNING,
        summary="An escape or an entity was lost, added or changed",
        what="Compares escapes (\\\\n, \\\\t) and entities (&nbsp;) in texts of resource files. "
        "Where one side alone has line breaks inside, that is information.",
        why="Lines run together, or the sign itself is shown.",
        bad=(),
        good=(Example("第一行\\\\n第二行", "Line one\\\\nLine two"),),
        find=_find,
        limits="Looks at keyed resources alone; elsewhere line ends are the layout's.",
    ),
)
