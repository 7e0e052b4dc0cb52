"""Input made to be slow or wrong."""

from __future__ import annotations

import pytest

from alignkit import OptionError, quantities


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "9" * 1_000_000,
        "9," * 10_000,
        "亿万" * 50_000,
        "1.2.3." * 20_000,
        "one hundred " * 10_000,
        "(" * 50_000 + "1",
        "2017年" * 10_000,
        "between 1 and " * 5_000,
    ],
    ids=["digits", "commas", "nests", "dots", "words", "brackets", "years", "ranges"],
)
@pytest.mark.usefixtures("patience")
def test_long_runs_come_to_an_end(lang: str, text: str) -> None:
    """Nonsense is read in time in proportion to its length."""
    found = quantities(text, lang)
    assert all(text[quantity.span.start : quantity.span.end] for quantity in found)


def test_a_numeral_longer_than_any_is_no_quantity() -> None:
    """A million digits state nothing that could be compared."""
    assert quantities("9" * 1_000_000, "zh") == []
    assert quantities("9" * 1_000_000, "en") == []


def test_nested_scales_are_no_quantity() -> None:
    """亿万亿万 … is no number."""
    assert quantities("亿万" * 60, "zh") == []


def test_empty_text_states_nothing() -> None:
    """Nothing in, nothing out."""
    assert quantities("", "zh") == quantities("", "en") == []


def test_a_language_that_is_not_read_is_named() -> None:
    """German is refused rather than read as English."""
    with pytest.raises(OptionError, match="de"):
        quantities("12 Briefe", "de")


def test_users_add_units() -> None:
    """A unit of the settings is read, with its prefixes."""
    units = {"kat": {"dimension": "catalysis", "factor": "1", "symbols": ["kat"], "prefixes": "m"}}
    (found,) = quantities("an activity of 5 mkat", "en", units=units)
    assert (found.kind, found.unit) == ("measure", "millikat")


def test_a_unit_without_dimension_is_refused() -> None:
    """The message names the unit."""
    with pytest.raises(OptionError, match="kat"):
        quantities("5 kat", "en", units={"kat": {"symbols": ["kat"]}})
