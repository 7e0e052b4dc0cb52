"""The tables that people may correct: sorted where it matters, unique, and complete."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from alignkit.quantity.lookup import SI, bounds, counted, load, tables, traps


@pytest.mark.parametrize("kind", ["open", "opaque"])
def test_each_trap_stands_once_and_in_order(kind: str) -> None:
    """A trap in two lists would be open and opaque at once."""
    words = load("traps")[kind]
    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert not set(load("traps")["open"]) & set(load("traps")["opaque"])
    assert words == sorted(words)


def test_each_trap_can_be_found() -> None:
    """Every trap holds a numeral at which it is looked up."""
    known = {trap.word for held in traps().values() for trap in held}
    assert known == set(load("traps")["open"]) | set(load("traps")["opaque"])
    assert set(load("traps")["shown"]) <= set(load("traps")["open"])


def test_no_spelling_belongs_to_two_units() -> None:
    """A word or sign names one unit only."""
    for key in ("zh", "en", "symbols"):
        seen = Counter(word for unit in load("units").values() for word in unit.get(key, ()))
        assert [word for word, times in seen.items() if times > 1] == []


def test_every_unit_has_a_dimension_and_known_prefixes() -> None:
    """A factor is a number, a prefix one that is known."""
    for unit in load("units").values():
        assert unit["dimension"]
        assert not unit.get("factor") or Decimal(unit["factor"]) > 0
        assert set(unit.get("prefixes", "")) <= set(SI)


def test_no_currency_word_belongs_to_two_currencies() -> None:
    """A bare dollar has an entry of its own."""
    for key in ("zh", "en", "signs"):
        seen = Counter(word for money in load("currencies").values() for word in money[key])
        assert [word for word, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", ["before", "after"])
def test_bounds_say_what_can_be_compared(lang: str, place: str) -> None:
    """Each word gives one of five comparators."""
    assert {comparator for comparator, _ in bounds(lang, place).values()} <= {
        "=",
        "<",
        "<=",
        ">",
        ">=",
    }


def test_classes_of_counted_things_name_each_other() -> None:
    """A class goes with classes that exist."""
    classes = counted()["class"]
    for entry in classes.values():
        assert set(entry.get("with", ())) <= set(classes)


def test_prefixed_units_convert_exactly() -> None:
    """A kilowatt is a thousand watts in both languages."""
    known = tables()
    assert known.zh_units["千瓦"] == known.symbols["kW"] == known.en_units["kilowatts"]
    assert known.symbols["kW"].factor == 1000
