"""A sign of magnitude that stands by a figure but was not read with it: 10W, 8+ million."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import prod

from alignkit.check.numbers.matching import Pair
from alignkit.check.run.view import BeadView
from alignkit.quantity.en.figures import SHORT
from alignkit.quantity.numerals import FOLD, LARGE, SCALES, SMALL
from alignkit.quantity.sameness import ratio
from alignkit.types import Quantity

# W is 万, by its sound; with the plurals of the English words.
_SIGNS = {**SCALES, **{f"{word}s": value for word, value in SCALES.items()}, **SHORT, "w": 10**4}
_CHINESE = {**SMALL, **LARGE}
# A mark or two may stand between: 8+ million, "55 k", (585) million.
_SIGN = re.compile(r"[\s+'’”\"()$€£.…-]{0,3}([A-Za-z]+|[十百千万萬亿億]+)")
# 30, 000: digits behind a blank that does not belong there.
_GROUPS = re.compile(r"(?:[,，]\s\d{3})+(?!\d)")
_DIGIT = re.compile(r"\d")
_TAIL = re.compile(r"\d\s?([A-Za-z]+)$")
# What cuts a numeral out of something longer: 0.⟦01⟧, %⟦20⟧, a name's figures, a power.
_CUT_BEFORE = re.compile(r"[A-Za-z0-9_.%^]$")
_CUT_BEHIND = re.compile(r"[A-Za-z0-9_%^]")
# A letter for a magnitude may as well be a unit's (6m), and a point that begins may be lost (.386).
_DOUBTFUL = re.compile(r"^\.|\d\s?[A-Za-z]$")


def unread(view: BeadView, pair: Pair) -> bool:
    """Tell whether a sign beside the smaller value accounts for all of the difference.

    Or whether the larger one's letter, read as a sign, may be the other's unit: 10k and 10公里.
    """
    wanted = ratio(pair.source, pair.target)
    sides = [(pair.source, view.source.text), (pair.target, view.target.text)]
    (small, text), (large, _) = sorted(sides, key=lambda held: held[0].low or 0)
    if any(power == wanted for power in _powers(small.quantity, text)):
        return True
    if wanted in _points(large.quantity, sides[large is pair.target][1]):
        return True
    found = _TAIL.search(large.quantity.raw)
    letter = found[1].casefold() if found else ""
    # A letter of a unit of its own (300 m) accounts for nothing.
    taken = SHORT.get(letter) == wanted and not large.quantity.unit
    return taken and small.quantity.unit.startswith(letter)


def whole(view: BeadView, pair: Pair) -> bool:
    """Tell whether both numerals were surely read to their ends, and mean what they say."""
    sides = ((pair.source.quantity, view.source.text), (pair.target.quantity, view.target.text))
    return all(_whole(quantity, text) for quantity, text in sides)


def _whole(quantity: Quantity, text: str) -> bool:
    span = quantity.span
    if _CUT_BEFORE.search(text[: span.start][-1:]) or _CUT_BEHIND.match(text, span.end):
        return False
    return bool(quantity.unit) or not _DOUBTFUL.search(quantity.raw)


def _points(quantity: Quantity, text: str) -> Iterator[Decimal]:
    """Yield how much a point before a figure takes from it: batted.341 is 0.341."""
    if quantity.raw.isdigit() and text[: quantity.span.start].endswith("."):
        yield Decimal(10) ** len(quantity.raw)


def _powers(quantity: Quantity, text: str) -> Iterator[Decimal]:
    groups = _GROUPS.match(text, quantity.span.end)
    if groups and quantity.raw.isdigit():
        yield Decimal(10) ** len(_DIGIT.findall(groups[0]))
    behind = _SIGN.match(text, quantity.span.end)
    for found in (behind, _TAIL.search(quantity.raw)):
        sign = found[1].casefold().translate(FOLD) if found else ""
        if sign in _SIGNS:
            yield Decimal(_SIGNS[sign])
        elif sign and sign[0] in _CHINESE:
            yield Decimal(prod(_CHINESE[char] for char in sign))
