"""Hours of two languages: a half of the day that is said once holds for both."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit import Bitext

JOINED = ("from {a} to {b}", "between {a} and {b}", "{a}–{b}", "{a} to {b}")


def _said(zh: str, en: str, back: bool = False) -> list[str]:
    pairs, langs = ([(en, zh)], ("en", "zh")) if back else ([(zh, en)], ("zh", "en"))
    return [f.rule for f in ak.check(Bitext.from_pairs(pairs, *langs), select=["NUM"])]


@pytest.mark.parametrize("joined", JOINED)
@pytest.mark.parametrize(("low", "high"), [(1, 3), (5, 7), (8, 10)])
@pytest.mark.parametrize(("half", "later"), [("a.m.", 0), ("p.m.", 12), ("pm", 12)])
@pytest.mark.parametrize("back", [False, True])
def test_a_half_of_the_day_is_said_once(
    joined: str, low: int, high: int, half: str, later: int, back: bool
) -> None:
    """7时至9时 is "7 to 9 a.m.", 17时至19时 is "between 5 and 7 p.m."; other hours are told."""
    en = f"Cars may not enter {joined.format(a=low, b=high)} {half} on working days."
    zh = "工作日{}时至{}时禁止车辆驶入。"
    assert _said(zh.format(low + later, high + later), en, back) == []
    assert _said(zh.format(low + later + 1, high + later), en, back)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Open 11–1 p.m. daily.", ["T11:00", "T13:00"]),
        ("from 11:30 to 1:30 pm", ["T11:30", "T13:30"]),
        ("see chapters 5 and 7 p.m.", ["5", "T19:00"]),
        ("It costs $5 to 7 pm.", ["5–7 $"]),
    ],
)
def test_what_begins_before_noon(text: str, said: list[str]) -> None:
    """And a number beside a time is none."""
    assert [str(q) for q in ak.quantities(text, lang="en")] == said
