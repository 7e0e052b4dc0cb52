"""Amounts said in several units, as one value: two hours and forty minutes, 十二元五角六分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import share
from alignkit.quantity.lookup import Tables
from alignkit.types import Quantity, Span
from alignkit.types.quantity import Comparator, Kind

_GAP = {
    "zh": re.compile(r"\s?(?:又|零|余)?\s?"),
    "en": re.compile(r"(?:,?\s(?:and\s)?|\sand\s|\s?)"),
}
_AND = re.compile(r",?\sand\s[0-9a-z]")
_OR = re.compile(r"\s?[及和或与]\s?|\s(?:and|or)\s(?:over|above|under|below|more than|less than)\s")
_JOINED = frozenset((Kind.DURATION, Kind.MEASURE, Kind.MONEY))
_HALVED = frozenset((Kind.DURATION, Kind.MEASURE, Kind.MONEY, Kind.AGE))
_AND_A = deferred(r"\sand\sa\shalf", re.I)
# 两岁零四个月: what is over the years of an age
_LIVED = (Kind.AGE, Kind.DURATION)
_UPRIGHT = frozenset(("length", "mass", "duration", "months"))


def joined(found: list[Quantity], text: str, tables: Tables, lang: str) -> list[Quantity]:
    """Return the quantities with those that make one amount together as one.

    >>> from alignkit.quantity import quantities
    >>> [str(q) for q in quantities("two hours and forty minutes", "en")]
    ['2.666666667 hours']
    """
    if len(found) < 2:
        return found
    held: list[Quantity] = []
    for quantity in found:
        one = held[-1] if held else None
        whole = _together(one, quantity, text, tables, lang) if one else None
        if whole is None:
            held.append(quantity)
        else:
            held[-1] = whole
    return held


def put_back(quantity: Quantity, places: Sequence[int], text: str) -> Quantity:
    """Return a quantity of the shortened text at its place in the text itself."""
    start = places[quantity.span.start]
    end = places[quantity.span.end - 1] + 1
    return replace(quantity, span=Span(start, end), raw=text[start:end])


def _half_more(first: Quantity, second: Quantity, text: str) -> Quantity | None:
    """Return an amount and half of its unit as one: two hours and a half."""
    if second.kind != Kind.FRACTION or second.value != Decimal("0.5"):
        return None
    if first.kind not in _HALVED or first.value is None or not first.unit:
        return None
    end = second.span.end
    if not _AND_A.fullmatch(text, first.span.end, end):
        return None
    value, span = first.value + second.value, Span(first.span.start, end)
    return replace(first, low=value, high=value, span=span, raw=text[span.start : end])


def _together(
    first: Quantity, second: Quantity, text: str, tables: Tables, lang: str
) -> Quantity | None:
    """Return two neighbouring amounts as one, where the second counts parts of the first's unit."""
    halved = _half_more(first, second, text) if lang == "en" else None
    if halved is not None:
        return halved
    if first.kind != second.kind and (first.kind, second.kind) != _LIVED:
        return None
    if _and_over(first, second, text):
        span = Span(first.span.start, second.span.end)
        return replace(second, span=span, raw=text[span.start : span.end])
    if first.kind not in _JOINED and first.kind != Kind.AGE:
        return None
    if first.value is None or second.value is None or not _one_bound(first, second):
        return None
    gap = text[first.span.end : second.span.start]
    if len(gap) > 6 or not _GAP[lang].fullmatch(gap):
        return None
    # 2 hours, 15 minutes and 20 seconds
    if "," in gap and "and" not in gap and not _AND.match(text, second.span.end):
        return None
    part = _part(first, second, tables)
    if part is None or not 0 < second.value * part < 1:
        return None
    value = first.value + share(second.value * part, Decimal(1))
    span = Span(first.span.start, second.span.end)
    bound = second.comparator if first.comparator == Comparator.EQUAL else first.comparator
    raw = text[span.start : span.end]
    return replace(first, low=value, high=value, span=span, raw=raw, comparator=bound)


def _one_bound(first: Quantity, second: Quantity) -> bool:
    """Tell whether what stands about two parts binds the whole: 两年六个月以上."""
    return Comparator.EQUAL in (first.comparator, second.comparator)


def _and_over(first: Quantity, second: Quantity, text: str) -> bool:
    """Tell whether one bound is said with its number twice: 15岁及15岁以上, 15 or over 15."""
    return (
        first.comparator == Comparator.EQUAL != second.comparator
        and first.low is not None
        and (first.low, first.high, first.unit) == (second.low, second.high, second.unit)
        and bool(_OR.fullmatch(text[first.span.end : second.span.start]))
    )


def _part(first: Quantity, second: Quantity, tables: Tables) -> Decimal | None:
    """Return how much of the first's unit one of the second's is; None where it is no part."""
    if first.kind == Kind.MONEY:
        if second.unit == "cent" and first.unit not in ("cent", "jiao", "JPY"):
            return Decimal("0.01")
        if first.unit == second.unit:
            # cents are told in the whole coin already: 0.56 yuan
            return Decimal(1) if second.value and second.value < 1 else None
        return None
    whole = "year" if first.kind == Kind.AGE else first.unit
    one, other = tables.by_name.get(whole), tables.by_name.get(second.unit)
    if not (one and other and one.factor and other.factor) or one.dimension != other.dimension:
        return None
    if one.dimension not in _UPRIGHT or other.factor >= one.factor:
        return None
    return other.factor / one.factor
