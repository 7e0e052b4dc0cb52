"""What a figure is compared with: each basis against each other, in both directions."""

from __future__ import annotations

import itertools

import pytest

import alignkit as ak

#: Writings of one basis each, by what they say; the periods by name may be the period before.
SAID = {
    "year": (("同比", "比去年同期", "较上年"), ("year on year", "from a year earlier",
             "compared with the same period last year", "on last year")),
    "month": (("较上月", "比上个月"), ("month on month", "from the previous month",
              "compared with a month earlier")),
    "quarter": (("较上季度", "比前一季度"), ("quarter on quarter", "from the previous quarter")),
    "week": (("较上周",), ("from the previous week", "than a week ago")),
    "half": (("较上半年",), ("from the first half",)),
    "day": (("较前一日",), ("from the previous day",)),
    "baseline": (("较基线",), ("from baseline",)),
}  # fmt: skip
PAIRS = [
    (said, zh, other, en)
    for said, (chinese, _) in SAID.items()
    for zh in chinese
    for other, (_, english) in SAID.items()
    for en in english
]
FIGURES = (("增长3.1%", "up 3.1%"), ("下降五个百分点", "down five percentage points"))


def told(zh: str, en: str, lang: str) -> bool:
    """Tell whether the basis of a pair is called another."""
    pair, other = ((zh, en), "en") if lang == "zh" else ((en, zh), "zh")
    found = ak.check(ak.Bitext.from_pairs([pair], lang, other), select=["NUM018"])
    return bool(found.at_least("warning"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("said", "zh", "other", "en"), PAIRS)
def test_another_basis_is_told_and_the_same_is_not(
    said: str, zh: str, other: str, en: str, lang: str
) -> None:
    """Whatever the figure, only another basis is a finding."""
    for (chinese, english), lead in itertools.product(FIGURES, ("", "据统计，")):
        text = f"{lead}数值{zh}{chinese}。"
        assert told(text, f"The figure was {english} {en}.", lang) == (said != other)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_basis_that_one_side_leaves_unsaid_is_none_of_this_rule(lang: str) -> None:
    """The usual basis goes without saying, and a time is no basis."""
    assert not told("出口同比增长4%。", "Exports grew by 4%.", lang)
    assert not told("上月出口增长4%。", "Exports grew by 4% last month.", lang)
    assert not told("从去年起销量增长4%。", "Sales have grown by 4% since last year.", lang)


@pytest.mark.parametrize(
    ("zh", "wrong", "right"),
    [
        ("一季度产出环比增长1.2%。", "month on month", "quarter on quarter"),
        ("5月产出环比增长1.2%。", "quarter on quarter", "month on month"),
        ("截至6月的三个月产出环比增长1.2%。", "than a year earlier", "quarter on quarter"),
        ("1至6月产出环比增长1.2%。", "than a year earlier", "than in the first half"),
        ("降幅比一季度收窄2.4个百分点。", "than a year earlier", "than in the first quarter"),
        ("数量是前一季度的两倍，增加1.2%。", "than last year", "than in the previous quarter"),
    ],
)
def test_the_period_before_is_the_sentence_s_own(zh: str, wrong: str, right: str) -> None:
    """环比 is of the sort of period that its sentence names."""
    assert told(zh, f"It was 1.2% higher {wrong}.", "zh")
    assert not told(zh, f"It was 1.2% higher {right}.", "zh")


@pytest.mark.parametrize("end", ["", "，同比增长4%"])
def test_the_period_before_may_not_go_unsaid(end: str) -> None:
    """环比 is missed where the translation names no basis, whatever else the source compares."""
    assert told(f"价格环比上涨0.3%{end}。", "Prices rose by 0.3%.", "zh")


def test_the_period_before_is_called_that() -> None:
    """A 环比 whose period the sentence leaves open is told as no month's."""
    pair = ("截至6月的三个月产出环比增长1.2%。", "Output rose by 1.2% year on year.")
    (found,) = ak.check(ak.Bitext.from_pairs([pair], "zh", "en"), select=["NUM018"])
    assert found.message.startswith("the period before became year-on-year")
