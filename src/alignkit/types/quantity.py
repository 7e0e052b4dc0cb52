"""What a number in a text says, as a value that can be compared across languages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from alignkit.types.text import Span


class Word(str, Enum):
    """A closed list of words, each of which is also the plain text that JSON and tables show."""

    __str__ = str.__str__
    __repr__ = str.__repr__

    def __format__(self, form: str) -> str:
        return str.__format__(self, form)


class Kind(Word):
    """What sort of statement a number makes."""

    AGE = "age"
    ARTICLE = "article"
    CITATION = "citation"
    COUNT = "count"
    DATE = "date"
    DISCOUNT = "discount"
    DURATION = "duration"
    FRACTION = "fraction"
    ITEM = "item"
    MEASURE = "measure"
    MODEL = "model"
    MONEY = "money"
    MULTIPLE = "multiple"
    NAME = "name"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    PHONE = "phone"
    POINTS = "points"
    RATIO = "ratio"
    TIME = "time"
    VERSION = "version"


class Comparator(Word):
    """How a quantity is bounded."""

    EQUAL = "="
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="


class Direction(Word):
    """Whether a quantity is said to rise or to fall; NONE is false."""

    NONE = ""
    UP = "up"
    DOWN = "down"


class Change(Word):
    """Whether something moves by so much or to so much; NONE is false."""

    NONE = ""
    BY = "by"
    TO = "to"


class Mark(Word):
    """What else a sentence says of a number."""

    CONGRESS = "congress"
    CONSECUTIVE = "consecutive"
    DATELINE = "dateline"
    MONTH_ON_MONTH = "month-on-month"
    NUMBERING = "numbering"
    SERIES = "series"
    TOLERANCE = "tolerance"
    YEAR_ON_YEAR = "year-on-year"


_ARROWS = {Direction.NONE: "", Direction.UP: "↑", Direction.DOWN: "↓"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with all that its sentence says of it.

    `low` and `high` are equal for a single value and differ for a range. `kind`, `comparator`,
    `direction`, `change` and `marks` come from closed lists, whose members equal plain strings;
    `unit` is a canonical name, "" for none, and open, as users add units of their own. `noun` holds
    what is counted, as written. `date` holds a date or a time in the manner of
    ISO 8601, with X for each digit that is not stated: "2017-12-13", "XXXX-02-11", "198X".
    """

    kind: Kind
    low: Decimal | None
    high: Decimal | None
    unit: str
    span: Span
    raw: str
    comparator: Comparator = Comparator.EQUAL
    approximate: bool = False
    direction: Direction = Direction.NONE
    change: Change = Change.NONE
    noun: str = ""
    date: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The single value, or None where the quantity is a range or has no value."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        """What the quantity says, in a form that is the same for both languages."""
        words: list[str] = [_ARROWS[self.direction], self.change]
        words.append("" if self.comparator is Comparator.EQUAL else self.comparator)
        words.append("≈" if self.approximate else "")
        exact = _exact_share(self.low) if self.kind is Kind.FRACTION else ""
        words.append(self.date or exact or _amount(self.low, self.high))
        measured = self.kind in (Kind.MEASURE, Kind.DURATION)
        unit = _several(self.unit, self.low, self.high) if measured else self.unit
        words.append("" if self.date else unit)
        # That it numbers a part, what stands before it says.
        words += (mark for mark in self.marks if mark is not Mark.NUMBERING)
        return " ".join(word for word in words if word)


# Of so many parts a share is written as a fraction, where its decimals are longer than this.
_PARTS, _FIGURES = 100, 6
# Signs of units are no longer than this; scales of warmth have no plural.
_SIGN = 2
_UNCHANGED = frozenset(("celsius", "fahrenheit", "kelvin", "jin", "chi", "tael", "age"))


def _several(unit: str, low: Decimal | None, high: Decimal | None) -> str:
    """Return a unit as people write it: 60 days, 15 working days, 2 kilometres/hour."""
    first, bar, rest = unit.partition("/")
    if not first.isascii() or len(first) <= _SIGN or first in _UNCHANGED or first.isupper():
        return unit
    first = first.replace("-", " ")
    one = low == high == 1 or first.endswith(("s", "z"))
    many = f"{first}es" if first.endswith("inch") else f"{first}s".replace("foots", "feet")
    return (first if one else many) + bar + rest


def _exact_share(value: Decimal | None) -> str:
    """Return a share that has no end in decimals as people write it: 2/3."""
    if value is None or len(value.as_tuple().digits) <= _FIGURES:
        return ""
    from fractions import Fraction

    near = Fraction(value).limit_denominator(_PARTS)
    return str(near) if abs(near - Fraction(value)) < Fraction(1, _PARTS**2) else ""


def _amount(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return ""
    return _plain(low) if low == high else f"{_plain(low)}–{_plain(high)}"


def _plain(value: Decimal) -> str:
    """Return a number without exponent or idle zeros, its thousands set apart.

    >>> _plain(Decimal("1.20E+9"))
    '1,200,000,000'
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
