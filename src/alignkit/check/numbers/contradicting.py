"""Small numbers left alone that another writing of the other side contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from alignkit.check.numbers.circumstances import weak
from alignkit.check.numbers.hidden import unsaid
from alignkit.check.numbers.matching import Lone, Matching, matched
from alignkit.check.run.view import BeadView
from alignkit.quantity.sameness import Atom
from alignkit.types import Quantity, Span
from alignkit.types.quantity import Kind

# Numbers that hide in words are no larger.
_SMALL = 20
_JOINED = re.compile(r"\s?[-–~～至到或]\s?|\s(?:to|or)\s")
_HALF = re.compile(r"\b(first|second|latter)[ -]half\b(?! (?:hour|dozen|century))", re.I)
# Words that count two whatever is counted say nothing of an order.
_BOTH = re.compile(r"[双俩]|both", re.I)
_COUNTED = frozenset((Kind.COUNT, Kind.ORDINAL))
_FOR_THE_TRANSLATOR = frozenset(
    ("said otherwise", "said elsewhere", "said next door", "numbers a list", "converted")
)
# What only sums up may be said by a word; where its number stands again, it is the same number.
_EXCUSED = frozenset(("sums up",))


def contradicted(view: BeadView) -> list[tuple[Lone, Span]]:
    """Return the lone numbers with the place on the other side that says another.

    "One country, three systems" against 一国两制, 三名玩家 against both players: a word holds
    the numeral there, and no number renders it. Or the number stands there twice: "six groups …
    the five groups" against 五个小组.
    """
    matching = view.once(matched)
    if matching is None:
        return []
    found = [*_other_ends(matching), *_other_halves(matching)]
    alone = [lone for lone in (*matching.extra, *matching.missing) if _definite(lone)]
    if not alone:
        return found
    held = view.once(unsaid)
    for lone in alone:
        place = _again(lone, matching)
        if place is None:
            ours = lone.side == "source"
            text = (matching.target if ours else matching.source).text
            place = _hidden(held.target if ours else held.source, lone.atom, text)
            summed = _EXCUSED & set(lone.signs)
            place = place if place and (not summed or _BOTH.match(text, place.start)) else None
        if place:
            found.append((lone, place))
    return found


def _other_halves(matching: Matching) -> Iterator[tuple[Lone, Span]]:
    """Yield the half of a year where the other side names the other half alone: 上半年."""
    for lone in (*matching.missing, *matching.extra):
        half = lone.atom.date.partition("-H")[2]
        text = (matching.target if lone.side == "source" else matching.source).text
        named = list(_HALF.finditer(text)) if half else []
        if len(named) == 1 and ("1" if named[0][1].lower() == "first" else "2") != half:
            yield lone, Span(*named[0].span())


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


def _hidden(hidden: Mapping[Decimal, Span], atom: Atom, text: str) -> Span | None:
    """Return the place of the one numeral that is hidden, where it is another and as small."""
    if len(hidden) != 1:
        return None
    ((other, place),) = hidden.items()
    if atom.quantity.kind == Kind.ORDINAL and _BOTH.match(text, place.start):
        return None
    return place if other != atom.low and other < _SMALL else None


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
