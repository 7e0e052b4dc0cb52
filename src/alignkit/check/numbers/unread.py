"""A sign of magnitude that stands by a figure but was not read with it: 10W, 8+ million."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from alignkit.check.numbers.matching import Pair
from alignkit.check.run.view import BeadView
from alignkit.quantity.numerals import SCALES
from alignkit.quantity.sameness import ratio
from alignkit.types import Quantity

# What people write for 万 (W, by its sound) and the thousands.
_LETTERS = {"k": 3, "w": 4, "m": 6, "mil": 6, "mio": 6, "mn": 6, "b": 9, "bn": 9, "t": 12, "tn": 12}
_CHINESE = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
# A mark or two may stand between: 8+ million, "55 k", (585) million.
_SIGN = re.compile(r"[\s+'’”\"()$€£.…-]{0,3}([A-Za-z]+|[十百千万萬亿億]+)")
_TAIL = re.compile(r"\d\s?([A-Za-z]+)$")


def unread(view: BeadView, pair: Pair) -> bool:
    """Tell whether a sign beside the smaller value accounts for all of the difference.

    Or whether the larger one's letter may be the other's unit: 10k and 10公里.
    """
    wanted = ratio(pair.source, pair.target)
    sides = [(pair.source, view.source.text), (pair.target, view.target.text)]
    (small, text), (large, _) = sorted(sides, key=lambda held: held[0].low or 0)
    if any(power == wanted for power in _powers(small.quantity, text)):
        return True
    letter = _TAIL.search(large.quantity.raw)
    unit = small.quantity.unit
    return letter is not None and unit.startswith(letter[1].casefold())


def _powers(quantity: Quantity, text: str) -> Iterator[Decimal]:
    behind = _SIGN.match(text, quantity.span.end)
    for found in (behind, _TAIL.search(quantity.raw)):
        sign = found[1].casefold() if found else ""
        if sign in _LETTERS:
            yield Decimal(10) ** _LETTERS[sign]
        elif sign.removesuffix("s") in SCALES:
            yield Decimal(SCALES[sign.removesuffix("s")])
        elif sign and sign[0] in _CHINESE:
            yield Decimal(10) ** sum(_CHINESE[char] for char in sign)
