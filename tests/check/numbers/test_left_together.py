"""Values that nothing else on the other side can stand for, and money by whatever name."""

from __future__ import annotations

import pytest

import alignkit as ak


def rules(zh: str, en: str, lang: str) -> set[str]:
    """Return the NUM rules that speak of a pair at warning or above."""
    pair, other = ((zh, en), "en") if lang == "zh" else ((en, zh), "zh")
    found = ak.check(ak.Bitext.from_pairs([pair], lang, other), select=["NUM"])
    return {finding.rule for finding in found.at_least("warning")}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("zh", "right", "wrong"),
    [
        ("年满四十五周岁的公民可以当选。", "Citizens who have reached the age of 45 are eligible.",
         "Citizens who have reached the age of 15 are eligible."),
        ("基本法第四十五条第一款已有规定。", "Paragraph 1 of Article 45 so provides.",
         "Paragraph 4 of Article 45 so provides."),
        ("请等待1小时。", "Please wait 1 hour.", "Please wait 4 hours."),
        ("请等待一小时。", "Please wait one hour.", "Please wait six hours."),
        ("清单见附件一。", "The list is in Annex 1.", "The list is in Annex 4."),
        ("清单见附录三。", "The list is in Appendix 3.", "The list is in Appendix 2."),
        ("须经半数以上委员同意。", "It needs the consent of at least half of the members.",
         "It needs the consent of less than half of the members."),
        ("单笔金额不得低于人民币200万元。", "No single payment may be less than RMB 2 million.",
         "No single payment may be more than RMB 2 million."),
        ("单件行李不得超过20公斤。", "No single item may weigh more than 20 kg.",
         "No single item may weigh less than 20 kg."),
        ("间隔30秒。", "30 s apart.", "30 minutes apart."),
        ("不到一秒钟。", "less than a second.", "less than a minute."),
        ("他只有七岁。", "He was only seven.", "He was only seventeen."),
        ("年增幅不得超过百分之三。", "No increase exceeds three per cent a year.",
         "No increase is below three per cent a year."),
        ("一毛五分钱一碗。", "Fifteen cents a bowl.", "Fifty cents a bowl."),
        ("他花了两毛钱。", "It cost him twenty cents.", "It cost him forty cents."),
        ("需要 Python 3.10。", "It needs Python 3.10.", "It needs Python 3.12."),
        ("租金为每平方米每日人民币6.8元。", "The rent is RMB 6.8 per square metre per day.",
         "The rent is RMB 6.8 per square metre per month."),
        ("每年每平方米耗能210千瓦时。", "It uses 210 kilowatt-hours per square metre a year.",
         "It uses 210 kilowatt-hours per square metre a month."),
        ("清单见附件A。", "The list is in Annex A.", "The list is in Annex B."),
        ("钟楼共有一百四十级台阶。", "The tower has a hundred and forty steps.",
         "The tower is a hundred and forty feet high."),
        ("历时一个小时十七分钟。", "It took an hour and seventeen minutes.",
         "It took an hour and seventy minutes."),
    ],
)  # fmt: skip
def test_what_stands_alone_on_both_sides_is_one_value(
    zh: str, right: str, wrong: str, lang: str
) -> None:
    """It agrees or it is another value, whichever side is the source."""
    assert rules(zh, right, lang) == set()
    assert rules(zh, wrong, lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("63亿克朗", "6.3 billion crowns"),
        ("350挪威克朗", "350 kroner"),
        ("350捷克克朗", "350 Czech korunas"),
        ("350阿尔及利亚第纳尔", "350 Algerian dinars"),
        ("350墨西哥比索", "350 pesos"),
        ("350埃及镑", "350 Egyptian pounds"),
        ("350科摩罗法郎", "350 francs"),
        ("350肯尼亚先令", "350 shillings"),
        ("两顶王冠", "two crowns"),
        ("两毛钱", "twenty cents"),
        ("3毛5", "35 cents"),
    ],
)
def test_money_is_the_same_by_its_bare_name(zh: str, en: str, lang: str) -> None:
    """A bare word may mean any currency that bears it, and crowns are worn as well."""
    assert rules(f"一共{zh}。", f"In all {en}.", lang) == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("350捷克克朗", "350 Polish zlotys"),
        ("350阿尔及利亚第纳尔", "350 Kenyan shillings"),
        ("350科摩罗法郎", "350 Mexican pesos"),
    ],
)
def test_another_currency_is_told(zh: str, en: str, lang: str) -> None:
    """Two currencies by their full names are two."""
    assert rules(f"一共{zh}。", f"In all {en}.", lang) == {"NUM013"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scale", [("百万", "one million"), ("千万", "ten million")])
def test_a_bare_scale_with_a_bound_is_a_number(scale: tuple[str, str], lang: str) -> None:
    """不足百万 says less than a million, whatever follows."""
    zh, en = scale
    assert rules(f"年均不足{zh}。", f"The average was less than {en} a year.", lang) == set()
    assert "NUM006" in rules(f"年均不足{zh}。", f"The average was more than {en} a year.", lang)
