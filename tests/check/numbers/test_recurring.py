"""How often a thing comes round: another time is found whatever its wording, the same is silent."""

from __future__ import annotations

import itertools

import pytest

import alignkit as ak

ZH = {
    "week": ("委员会每周召开会议。", "工资按周支付。", "委员会每个星期开一次会。"),
    "month": ("委员会每月召开会议。", "工资按月支付。", "月度会议照常召开。"),
    "quarter": ("委员会每季度召开会议。", "费用按季度支付。", "季度会议照常召开。"),
    "year": ("委员会每年召开会议。", "费用按年支付。", "一年一度的会议照常召开。"),
}
EN = {
    "week": ("The committee meets every week.", "The committee meets weekly."),
    "month": ("The committee meets once a month.", "It is the monthly meeting."),
    "quarter": ("The committee meets every quarter.", "The fee is paid quarterly."),
    "year": ("The committee meets once a year.", "The annual meeting is held."),
}
SAME = (
    ("委员会每季度召开会议。", "The committee meets every three months."),
    ("委员会每半年召开会议。", "The committee meets twice a year."),
    ("委员会每两周召开会议。", "The committee meets fortnightly."),
    ("他们每天见面。", "They meet every night."),
    ("每12个月检查一次。", "It is inspected annually."),
    ("他每月拜访客户两次。", "He visits clients every two weeks."),
    ("2026年第一季度业绩良好。", "Results were good in the first three months."),
)


def said(source: str, target: str, zh_first: bool) -> list[str]:
    """Return the rules that speak of how often a thing comes round."""
    pair, langs = ((source, target), ("zh", "en")) if zh_first else ((target, source), ("en", "zh"))
    found = ak.check(ak.Bitext.from_pairs([pair], *langs), select=["NUM"])
    return [f.rule for f in found if f.rule in ("NUM003", "NUM004", "NUM005")]


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(ZH, 2)))
def test_another_time_is_found_in_each_wording(one: str, other: str, zh_first: bool) -> None:
    """Every wording of one time against every wording of another is found, in both directions."""
    for source, target in itertools.product(ZH[one], EN[other]):
        assert said(source, target, zh_first) == ["NUM005"], (source, target)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("time", list(ZH))
def test_the_same_time_is_silent_in_each_wording(time: str, zh_first: bool) -> None:
    """A time is rendered by each of its wordings."""
    for source, target in itertools.product(ZH[time], EN[time]):
        assert not said(source, target, zh_first), (source, target)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("source", "target"), SAME)
def test_one_length_said_in_other_times_is_silent(source: str, target: str, zh_first: bool) -> None:
    """Three months are a quarter, and twice a year is every half year."""
    assert not said(source, target, zh_first)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("years", "word"), [(2, "两"), (3, "三"), (11, "十一")])
@pytest.mark.parametrize("months", [4, 7])
def test_an_age_in_years_and_months_is_one(
    years: int, word: str, months: int, zh_first: bool
) -> None:
    """两岁零四个月 is two years and four months, and no other."""
    chinese = f"他今年{word}岁零{months}个月。"
    right = f"He is {years} years and {months} months old."
    wrong = f"He is {years} years and {months + 1} months old."
    for target, rules in ((right, set()), (wrong, {"NUM001"})):
        pair = (chinese, target) if zh_first else (target, chinese)
        langs = ("zh", "en") if zh_first else ("en", "zh")
        found = ak.check(ak.Bitext.from_pairs([pair], *langs), select=["NUM"])
        assert {f.rule for f in found} == rules


@pytest.mark.parametrize(
    ("text", "lang", "says"),
    [
        ("RFC 3339 times are strings", "en", ["3,339"]),
        ("ISO 8601 days are strings", "en", ["8,601"]),
        ("按ISO 8601天数书写", "zh", ["8,601"]),
        ("训练需要GPU 48小时", "zh", ["48 hours"]),
        ("共2的256次方个尝试", "zh", ["2", "256"]),
        ("经过3次方案论证", "zh", ["3 次"]),
        ("两年六个月以上", "zh", [">= 2.5 years"]),
        ("a 2-tuple", "en", ["2"]),
        ("返回一个2元组", "zh", ["1 个", "2"]),
        ("赔偿2元", "zh", ["2 CNY"]),
    ],
)
def test_what_stands_behind_a_name_or_a_power_is_no_unit(
    text: str, lang: str, says: list[str]
) -> None:
    """The number of a standard, an exponent and a tuple have no unit; a real one stays."""
    assert [str(quantity) for quantity in ak.quantities(text, lang)] == says
