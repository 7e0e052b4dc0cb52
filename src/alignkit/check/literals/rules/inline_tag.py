"""Inline tags and elements: lost, added, left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from alignkit.check.literals.comparing import differences, hit
from alignkit.check.literals.spotting import Spot, spots
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

_KINDS = frozenset({"tag"})
# Elements that need no end.
_VOID = frozenset("<br <hr <img <input <wbr <meta <link <source".split())
# What only shows a text otherwise is the translator's to choose, where no program reads it.
_SHOWN = frozenset("b i u s em strong small font center big span".split())


def _find(view: BeadView) -> Iterator[Hit]:
    ours, theirs = view.once(spots)
    broken = _open(theirs) - _open(ours)
    # Where the markup is known, an element may reach over several sentences.
    known = bool(view.pair.bitext.target.inlines)
    for difference in differences(view, _KINDS):
        spot = difference.source or difference.target
        name = spot.key.lstrip("</") if spot else ""
        kept = view.bead.entry is not None or (broken[name] and not known)
        yield hit(
            view, difference, "tag", 0.9, Severity.INFO if name in _SHOWN and not kept else None
        )


def _open(held: Sequence[Spot]) -> Counter[str]:
    """Return the elements that are not closed, or closed and not opened, by name."""
    count: Counter[str] = Counter()
    for spot in held:
        if spot.kind == "tag" and spot.key not in _VOID and not spot.text.endswith("/>"):
            count[spot.key.lstrip("</")] += -1 if spot.key.startswith("</") else 1
    return Counter({name: abs(number) for name, number in count.items()})


RULES = (
    Rule(
        id="LIT003",
        name="inline-tag",
        severity=Severity.WARNING,
        summary="A tag was lost, added or left open",
        what=(
            "Compares tags by name: <b>, <kbd>, </a>, <1>. Where the text is a document's, a tag "
            "that only shows it otherwise, opened and closed, is information."
        ),
        why="What follows is shown wrongly, or a link does not work.",
        bad=(Example("按 <kbd>Ctrl</kbd> 键。", "Press the key <kbd>Ctrl."),),
        good=(Example("按 <kbd>Ctrl</kbd> 键。", "Press the key <kbd>Ctrl</kbd>."),),
        find=_find,
        limits="The order of tags is not compared: languages order words otherwise.",
    ),
)
