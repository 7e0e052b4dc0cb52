"""Keys that stand in one of two files alone."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Entry, Severity, Span


def _missing(view: BeadView) -> Iterator[Hit]:
    entry = view.bead.entry
    if entry and "missing" in entry.flags:
        more = f", whose language needs the plural form {entry.plural!r}" if entry.plural else ""
        if _ends_a_list(view):
            more = ": its list is shorter there, and which item is gone is not told by its number"
        yield Hit(
            f"the key {entry} is missing in the translation{more}",
            source=(Span(0, len(view.source.text)),),
            about=str(entry),
        )


def _ends_a_list(view: BeadView) -> bool:
    """Tell whether a missing text is an item of a list whose first items are there."""
    name, _, number = view.bead.entry.key.rpartition(".") if view.bead.entry else ("", "", "")
    if not (name and number.isdecimal() and int(number)):
        return False
    first = view.pair.once(_keys).get(f"{name}.0")
    return first is not None and "missing" not in first.flags


def _keys(pair: PairView) -> dict[str, Entry]:
    """Return the entries of a file by their keys."""
    return {bead.entry.key: bead.entry for bead in pair.bitext.beads if bead.entry}


def _extra(view: BeadView) -> Iterator[Hit]:
    entry = view.bead.entry
    if entry and "extra" in entry.flags:
        yield Hit(
            f"the key {entry} is not in the source",
            target=(Span(0, len(view.target.text)),),
            about=str(entry),
        )


RULES = (
    Rule(
        id="KEY001",
        name="missing-key",
        severity=Severity.ERROR,
        summary="A key of the source is not in the translation",
        what=(
            "Reports each key that the source's file has and the translation's has not, and each "
            "plural form that the translation's language needs and its file lacks."
        ),
        why="The program shows the source's text, or the key itself.",
        bad=(),
        good=(Example("保存", "Save"),),
        find=_missing,
        limits="Forms are those of Unicode CLDR; languages it does not know need none.",
        precision="by construction: the key is there or it is not",
    ),
    Rule(
        id="KEY002",
        name="extra-key",
        severity=Severity.WARNING,
        summary="A key of the translation is not in the source",
        what="Reports each key that the translation's file has and the source's has not.",
        why="It is a text that the program no longer uses, or a key that was renamed on one side.",
        bad=(),
        good=(Example("保存", "Save"),),
        find=_extra,
        precision="by construction: the key is there or it is not",
    ),
)
