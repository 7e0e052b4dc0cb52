"""How often a thing comes round on both sides: so much a day, and every quarter or once a month."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.numbers.likelihood import common, doubted, severity
from alignkit.check.numbers.matching import Pair, matched
from alignkit.check.numbers.slots import Slot
from alignkit.check.numbers.stated import sides
from alignkit.check.numbers.surroundings import falls_due
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.quantity.periodic import Round, names, rounds
from alignkit.types import Quantity, Severity
from alignkit.types.quantity import Kind

# What is measured by the hour already says so in its unit.
_TIMED = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))
_DUE = frozenset((Kind.MONEY, Kind.MEASURE, Kind.COUNT))
# What says a length or how often it is gone through: three months, twice, 两次.
_TURNS = frozenset((Kind.DURATION, Kind.MULTIPLE, Kind.COUNT))
# Set by hand: of 20,000 untouched translations none has two such times.
SURE = 0.85


def due(view: BeadView, pair: Pair) -> tuple[str, Severity] | None:
    """Tell whether an amount of so much a day is one of so much a month."""
    matching = view.once(matched)
    source, target = pair.source.quantity, pair.target.quantity
    rated = {source.unit.rpartition("/")[2], target.unit.rpartition("/")[2]}
    if matching is None or source.kind not in _DUE or not rated.isdisjoint(_TIMED):
        return None
    ours, theirs = falls_due(source, matching.source), falls_due(target, matching.target)
    if len(ours) == len(theirs) == 1 and ours != theirs:
        return f"so much a {next(iter(ours))} against a {next(iter(theirs))}", Severity.WARNING
    return None


def otherwise(view: BeadView) -> Iterator[Hit]:
    """Find what comes round every quarter on one side and every month on the other.

    Each of the two times is said nowhere on the other side, in whatever form.
    """
    both = view.once(sides)
    if both is None:
        return
    # The Chinese is read first, a twentieth of the work: most of it says no such time.
    turn = 0 if both[0].lang == "zh" else 1
    first = rounds(both[turn].text, both[turn].lang)
    second = rounds(both[1 - turn].text, both[1 - turn].lang) if first else []
    ours, theirs = (second, first) if turn else (first, second)
    odd = [_alone(ours, theirs, both[1].text, both[1].lang)]
    odd.append(_alone(theirs, ours, both[0].text, both[0].lang))
    if odd[0] is None or odd[1] is None:
        return
    sure = doubted(SURE, common(view))
    degree = severity(sure, Severity.WARNING)
    if degree is not None:
        source, target = odd[0], odd[1]
        said = {"source": source.raw, "target": target.raw, "slot": str(Slot.UNIT)}
        message = f"another time to come round: “{source.raw}” against “{target.raw}”"
        yield Hit(message, (source.span,), (target.span,), said, sure, degree)


def comes_round(view: BeadView, quantity: Quantity, side: str) -> bool:
    """Tell whether the other side says otherwise how often it is: every three months, 每季度."""
    both = view.once(sides) if quantity.kind in _TURNS else None
    if both is None:
        return False
    own, other = both if side == "source" else both[::-1]
    at = quantity.span
    held = [
        one
        for one in rounds(own.text, own.lang)
        if one.span.start < at.end and at.start < one.span.end
    ]
    others = rounds(other.text, other.lang) if held else []
    return any(one.agrees(another) for one in held for another in others)


def come_round(view: BeadView, pair: Pair) -> bool:
    """Tell whether 每月两次 and every two weeks meet in their number alone."""
    return any(
        comes_round(view, quantity, side)
        for quantity, side in ((pair.source.quantity, "source"), (pair.target.quantity, "target"))
        if quantity.kind == Kind.DURATION
    )


def _alone(own: list[Round], others: list[Round], text: str, lang: str) -> Round | None:
    """Return the first time that the other side neither says nor names."""
    for one in own:
        if not any(map(one.agrees, others)) and not names(text, lang, one.unit):
            return one
    return None
