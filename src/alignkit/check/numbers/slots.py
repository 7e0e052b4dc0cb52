"""The slots of a quantity: each of them agrees, contradicts or is unknown, on its own."""

from __future__ import annotations

from enum import Enum


class Slot(str, Enum):
    """What a quantity states, and a suspicion is about."""

    VALUE = "value"
    MAGNITUDE = "magnitude"
    DATE = "date"
    MISSING = "missing"
    ADDED = "added"
    RANGE_END = "range end"
    UNIT = "unit"
    KIND = "kind"
    CURRENCY = "currency"
    POINTS = "points"
    THING = "thing"
    BOUND = "bound"
    APPROXIMATION = "approximation"
    DIRECTION = "direction"
    CHANGE = "change"
    BASIS = "basis"
    PLACE = "place"
    FORM = "form"
    WRITING = "writing"
    TIME = "time"
    RANK = "rank"

    def __str__(self) -> str:
        return self.value
