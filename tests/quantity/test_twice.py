"""A number that a contract writes twice is one number."""

from __future__ import annotations

import pytest

import alignkit as ak

ENGLISH = {
    "one": 1,
    "ten": 10,
    "forty-five": 45,
    "one hundred and twenty": 120,
    "two thousand": 2000,
}
CHINESE = {"一": 1, "十": 10, "四十五": 45, "一百二十": 120}
UNITS = {"days": "日", "years": "年", "working days": "个工作日", "percent": "", "tons": "吨"}


@pytest.mark.parametrize("space", ["", " "])
@pytest.mark.parametrize("unit", list(UNITS))
@pytest.mark.parametrize("words", list(ENGLISH))
def test_words_and_figures_are_one_number(words: str, unit: str, space: str) -> None:
    """Thirty (30) days and 30 (thirty) days, with the unit that stands behind."""
    for first, second in ((words, f"{ENGLISH[words]:,}"), (f"{ENGLISH[words]:,}", words)):
        text = f"It shall end within {first}{space}({second}) {unit} of the notice."
        (found,) = ak.quantities(text, "en")
        (alone,) = ak.quantities(f"It shall end within {first} {unit} of the notice.", "en")
        assert (found.value, found.unit) == (ENGLISH[words], alone.unit)
        assert text[found.span.start : found.span.end] == found.raw
        assert f"({second})" in found.raw


@pytest.mark.parametrize("brackets", ["（）", "()"])
@pytest.mark.parametrize("unit", ["日", "年", "个工作日", "吨"])
@pytest.mark.parametrize("words", list(CHINESE))
def test_characters_and_figures_are_one_number(words: str, unit: str, brackets: str) -> None:
    """三十（30）日 and 30（三十）日."""
    pairs = ((words, str(CHINESE[words])), (str(CHINESE[words]), words))
    for first, second in pairs:
        text = f"应当在收到通知后的{first}{brackets[0]}{second}{brackets[1]}{unit}内付清。"
        (found,) = ak.quantities(text, "zh")
        (alone,) = ak.quantities(f"应当在收到通知后的{first}{unit}内付清。", "zh")
        assert (found.low, found.unit, found.comparator) == (
            alone.low,
            alone.unit,
            alone.comparator,
        )


@pytest.mark.parametrize(
    "text", ["within thirty (40) days", "within 30 (forty) days", "a (1) thing", "thirty (see 30)"]
)
def test_other_numbers_in_brackets_stay(text: str) -> None:
    """Words and figures that disagree are two numbers."""
    without = text.partition("(")[0]
    assert len(ak.quantities(text, "en")) == len(ak.quantities(without, "en")) + 1


@pytest.mark.parametrize(
    ("source", "target", "rules"),
    [
        ("应当在四十五日内付款。", "It shall pay within forty-five (45) days.", set()),
        ("应当在四十五个工作日内付款。", "It shall pay within forty-five (45) days.", {"NUM005"}),
        ("应当在四十五日内付款。", "It shall pay within fifty-five (55) days.", {"NUM001"}),
        ("应当在四十五（45）日内付款。", "It shall pay within 45 days.", set()),
    ],
)
def test_a_clause_is_read_with_its_unit(source: str, target: str, rules: set[str]) -> None:
    """Nothing is added, and another unit or value is told once."""
    found = ak.check([(source, target)], select=["NUM"])
    assert {one.rule for one in found} == rules
    assert len(found) == len(rules)
