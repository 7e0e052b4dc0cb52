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

    @property
    def value(self) -> Decimal | None:
        """The single value, or None where the quantity is a range or has no value."""
        return self.low if self.low == self.high else None
