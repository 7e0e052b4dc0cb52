"""An amount with half a unit more, or a smaller unit, is one amount, whatever qualifies it."""

from __future__ import annotations

import pytest

from alignkit.quantity import quantities

UNITS = ("hour", "day", "month", "kilometre", "mile")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("word", ["", "good ", "mere ", "full "])
def test_one_and_a_half(unit: str, word: str) -> None:
    """One and a half of a unit is one amount."""
    said = f"{'an' if not word and unit == 'hour' else 'a'} {word}{unit} and a half"
    (found,) = quantities(f"It took {said} of work.", "en")
    assert found.raw == said
    assert str(found) == f"1.5 {unit}s"


@pytest.mark.parametrize("many", ["two", "seven", "12"])
@pytest.mark.parametrize("unit", UNITS)
def test_many_and_a_half(many: str, unit: str) -> None:
    """Two miles and a half are 2.5 miles."""
    (found,) = quantities(f"We walked {many} {unit}s and a half.", "en")
    assert str(found) == f"{ {'two': 2, 'seven': 7}.get(many, many) }.5 {unit}s"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("a mere hour and fifteen minutes", "1.25 hours"),
        ("a full day and six hours", "1.25 days"),
        ("a long year and three months", "1.25 years"),
    ],
)
def test_a_qualified_unit_and_a_smaller_one(said: str, value: str) -> None:
    """A mere hour is one hour where minutes follow."""
    assert [str(q) for q in quantities(f"It took {said}.", "en")] == [value]


@pytest.mark.parametrize("text", ["a school year and two teachers", "a lunar month", "a good hour"])
def test_a_qualified_unit_alone(text: str) -> None:
    """A school year is no amount."""
    assert not [q for q in quantities(text, "en") if q.unit]
