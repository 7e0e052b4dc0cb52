"""A quantity while it is being read: the parts that context adds, then the frozen value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal

from alignkit.deferred import deferred
from alignkit.quantity.numerals import Reading
from alignkit.types import Quantity, Span
from alignkit.types.quantity import Change, Comparator, Direction, Kind, Mark

# Numbers inside an address are its own.
ADDRESS = deferred(
    r"(?:https?://|www\.)[^\s\u3000-\u9fff\uff00-\uffef]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII
)
# Of these no bound, direction or basis is stated: they name a place, a thing or a rank.
NAMING = frozenset(
    {
        Kind.ITEM,
        Kind.ARTICLE,
        Kind.CITATION,
        Kind.VERSION,
        Kind.MODEL,
        Kind.PHONE,
        Kind.NAME,
        Kind.ORDINAL,
    }
)
# $8$: one figure between two dollar signs is a formula, $3 and $5 are sums.
FORMULA = deferred(r"[0-9][0-9.,]*\$(?![0-9])")
# PHP 7.4 is a language, and no seven pesos.
VERSION = deferred(r"[1-9](?:\.[0-9]){0,2}(?![0-9.,]*[0-9])")
PERCENT = Decimal("0.01")
# ISO 8601 days, RFC 3339时间: a standard's number counts no days; GPU 48小时 does.
_STANDARD = deferred(r"(?<![A-Za-z])[A-Z]{2,6}[ -][0-9]{3,5}$")
_LONGEST_STANDARD = 13
_FRACTION = Context(prec=9)


_JOINED_BEFORE = deferred(r"\d\s?[:：∶]\s?$")
_JOINED_BEHIND = deferred(r"\s?[:：∶]\s?\d")


def names_a_standard(text: str, place: int) -> bool:
    """Tell whether the figure that ends at a place is the number of a name in capitals."""
    return bool(_STANDARD.search(text, max(0, place - _LONGEST_STANDARD), place))


def share(above: Decimal, below: Decimal) -> Decimal:
    """Return a fraction as a number, the same in whatever way it was written."""
    return _FRACTION.divide(above, below)


def one_of_many(text: str, start: int, end: int) -> bool:
    """Tell whether a ratio is cut out of a series: 1:1 in 1:1:4:2.

    >>> one_of_many("1:1:4", 0, 3), one_of_many("1 : 100", 0, 7)
    (True, False)
    """
    behind = _JOINED_BEHIND.match(text, end)
    return bool(behind or _JOINED_BEFORE.search(text, max(0, start - 4), start))


def outside_addresses(text: str) -> str:
    """Return a text of the same length with its addresses blank."""
    if "://" not in text and "www." not in text and "@" not in text:
        return text
    return ADDRESS.sub(lambda match: " " * len(match[0]), text)


@dataclass(slots=True)
class Draft:
    """What has been read so far; `start` and `end` count characters of the text."""

    kind: Kind
    start: int
    end: int
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    comparator: Comparator = Comparator.EQUAL
    blur: str = ""
    direction: Direction = Direction.NONE
    change: Change = Change.NONE
    noun: str = ""
    date: str = ""
    marks: list[Mark] = field(default_factory=list)

    @classmethod
    def of(cls, kind: Kind, start: int, end: int, reading: Reading, unit: str = "") -> Draft:
        """Build a draft from a numeral's reading."""
        draft = cls(kind, start, end, reading.low, reading.high, unit)
        draft.soften(reading.blur)
        return draft

    def soften(self, blur: str) -> None:
        """Take over what a blurred numeral says: 多 is a little more, 来 about."""
        if blur:
            self.blur = "~"
        if blur == "~>" and self.comparator == Comparator.EQUAL:
            self.comparator = Comparator.MORE

    def bind(self, comparator: Comparator, blur: str) -> None:
        """Take over a bound that the context states; a stated bound wins over a softened one."""
        if comparator != Comparator.EQUAL:
            self.comparator = comparator
        if blur:
            self.blur = blur

    def times(self, factor: Decimal | int) -> None:
        """Multiply the values, as 万 after a range does."""
        if self.low is not None and self.high is not None:
            self.low, self.high = self.low * factor, self.high * factor

    def negate(self, start: int) -> None:
        """Take over a minus sign, or 零下, that stands before the number."""
        if self.low is not None and self.high is not None:
            self.low, self.high, self.start = -self.high, -self.low, start

    def divide(self, divisor: Decimal) -> None:
        """Divide the values, to as many digits as tell one fraction from another."""
        if self.low is not None and self.high is not None:
            self.low, self.high = share(self.low, divisor), share(self.high, divisor)

    def freeze(self, text: str) -> Quantity:
        """Return the finished value."""
        return Quantity(
            self.kind,
            self.low,
            self.high,
            self.unit,
            Span(self.start, self.end),
            text[self.start : self.end],
            self.comparator,
            bool(self.blur),
            self.direction,
            self.change,
            self.noun,
            self.date,
            tuple(self.marks),
        )
