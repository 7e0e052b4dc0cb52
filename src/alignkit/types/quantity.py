"""What a number in a text says, as a value that can be compared across languages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from alignkit.types.text import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with all that its sentence says of it.

    `low` and `high` are equal for a single value and differ for a range. `kind` is count, percent,
    date … ; `unit` a canonical name, "" for none. `comparator` is one of "=", ">", ">=", "<",
    "<="; `direction` is "up", "down" or ""; `change` tells "by" from "to" where a verb says so.
    `noun` holds what is counted, as written. `date` holds a date or a time in the manner of
    ISO 8601, with X for each digit that is not stated: "2017-12-13", "XXXX-02-11", "198X".
    `marks` names what else is said: "dateline", "consecutive", "year-on-year" …
    """

    kind: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    span: Span
    raw: str
    comparator: str = "="
    approximate: bool = False
    direction: str = ""
    change: str = ""
    noun: str = ""
    date: str = ""
    marks: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The single value, or None where the quantity is a range or has no value."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        """What the quantity says, in a form that is the same for both languages."""
        words = [{"up": "↑", "down": "↓"}.get(self.direction, ""), self.change]
        words.append("" if self.comparator == "=" else self.comparator)
        words.append("≈" if self.approximate else "")
        words.append(self.date or _amount(self.low, self.high))
        words.append("" if self.date else self.unit)
        words += self.marks
        return " ".join(word for word in words if word)


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
