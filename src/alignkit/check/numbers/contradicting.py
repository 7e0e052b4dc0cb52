"""Small numbers left alone that another writing of the other side contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from alignkit.check.numbers.circumstances import weak
from alignkit.check.numbers.hidden import unsaid
from alignkit.check.numbers.matching import Lone, Matching, matched
from alignkit.check.run.view import BeadView
from alignkit.types import Quantity, Span
from alignkit.types.quantity import Kind

# Numbers that hide in words are no larger.
_SMALL = 20
_JOINED = re.compile(r"\s?[-–~～至到或]\s?|\s(?:to|or)\s")
_COUNTED = frozenset((Kind.COUNT, Kind.ORDINAL))
_FOR_THE_TRANSLATOR = frozenset(
    ("said otherwise", "said elsewhere", "said next door", "sums up", "numbers a list", "converted")
)


def contradicted(view: BeadView) -> list[tuple[Lone, Span]]:
    """Return the lone numbers with the place on the other side that says another.

    "One country, three systems" against 一国两制, 三名玩家 against both players: a word holds
    the numeral there, and no number renders it. Or the number stands there twice: "six groups …
    the five groups" against 五个小组.
    """
    matching = view.once(matched)
    if matching is None:
        return []
    found = list(_other_ends(matching))
    alone = [lone for lone in (*matching.extra, *matching.missing) if _definite(lone)]
    if not alone:
        return found
    held = view.once(unsaid)
    for lone in alone:
        value = lone.atom.low
        hidden = held.target if lone.side == "source" else held.source
        place = (_hidden(hidden, value) if value else None) or _again(lone, matching)
        if place:
            found.append((lone, place))
    return found


def _other_ends(matching: Matching) -> Iterator[tuple[Lone, Span]]:
    """Yield the ends of ranges in whose place another number stands: 四至五次, five to five."""
    for lone in (*matching.missing, *matching.extra):
        if not lone.atom.end or lone.atom.date:
            continue
        ours = lone.side == "source"
        other = matching.target if ours else matching.source
        for pair in matching.pairs:
            own, partner = (pair.source, pair.target) if ours else (pair.target, pair.source)
            if not pair.same or own.index != lone.atom.index or partner.end:
                continue
            kept = partner.quantity.span
            for quantity in other.quantities:
                span = quantity.span
                low, high = sorted((kept, span), key=lambda held: held.start)
                beside = _JOINED.fullmatch(other.text[low.end : high.start])
                if span != kept and beside and quantity.low != lone.atom.low:
                    yield lone, span


def _definite(lone: Lone) -> bool:
    """Tell whether a small number counts something, and no sign speaks for the translator."""
    value = lone.atom.low
    return (
        value is not None
        and value < _SMALL
        and lone.atom.quantity.kind in _COUNTED
        and not weak(lone.atom)
        and not _FOR_THE_TRANSLATOR & set(lone.signs)
    )


def _hidden(hidden: Mapping[Decimal, Span], value: Decimal) -> Span | None:
    """Return the place of the one numeral that is hidden, where it is another and as small."""
    if len(hidden) != 1:
        return None
    ((other, place),) = hidden.items()
    return place if other != value and other < _SMALL else None


def _again(lone: Lone, matching: Matching) -> Span | None:
    """Return what renders another number of the same thing on the lone number's own side."""
    head = _head(lone.atom.quantity)
    for pair in matching.pairs if head else ():
        ours, theirs = (
            (pair.target, pair.source) if lone.side == "target" else (pair.source, pair.target)
        )
        if (
            pair.same
            and ours.quantity.kind == Kind.COUNT
            and ours.low != lone.atom.low
            and not weak(ours)
            and _head(ours.quantity) == head
        ):
            return theirs.quantity.span
    return None


def _head(quantity: Quantity) -> str:
    """Return the word that names what is counted, "" where there is none."""
    noun = quantity.noun
    if noun.isascii():
        words = (word.strip(".,;:").lower() for word in noun.split())
        return next((word for word in words if word.endswith("s")), "")
    return noun[:2] if len(noun) > 1 else ""
