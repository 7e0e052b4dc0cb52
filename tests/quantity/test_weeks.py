"""So often a week is no day of the week; one hundred is no pronoun."""

from __future__ import annotations

import pytest

import alignkit as ak

NUMERALS = {"一": 1, "三": 3, "五": 5, "六": 6, "四十": 40, "二十五": 25, "一百": 100}


@pytest.mark.parametrize("week", ["周", "星期", "礼拜"])
@pytest.mark.parametrize("measure", ["次", "小时", "天", "公里", "个小时", "节"])
@pytest.mark.parametrize("numeral", list(NUMERALS))
def test_so_much_a_week_is_a_number(week: str, measure: str, numeral: str) -> None:
    """每周三次, 每星期四十小时."""
    text = f"每{week}{numeral}{measure}。"
    (found,) = ak.quantities(text, "zh")
    assert found.value == NUMERALS[numeral]
    assert not found.date


@pytest.mark.parametrize(
    "text", ["每周三开会。", "每周四十点开会。", "每星期五下午上课。", "周三三次。"]
)
def test_each_week_on_a_day_is_a_day(text: str) -> None:
    """What follows is no measure, or an hour."""
    assert ak.quantities(text, "zh")[0].date.startswith("XXXX-WXX-")


@pytest.mark.parametrize("lead", ["only", "just", "every", "the last", "Some", "and only"])
@pytest.mark.parametrize(("said", "value"), [("hundred and forty", 140), ("thousand", 1000)])
def test_one_hundred_behind_a_small_word_is_a_number(lead: str, said: str, value: int) -> None:
    """Only one is a pronoun, only one hundred none."""
    (found,) = ak.quantities(f"{lead} one {said} volumes remain.", "en")
    assert found.value == value
