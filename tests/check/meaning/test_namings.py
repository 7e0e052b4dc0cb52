"""Names that became other names, in both directions."""

from __future__ import annotations

import pytest

from alignkit.compose import check
from alignkit.types import Bitext

RENAMED = [
    ("东塘县将资金用于偿还贷款。", "Dongtai County used the money to repay loans."),
    ("他昨天抵达法国。", "He arrived in Japan yesterday."),
    ("刘丽娟参加了会议。", "Ms. Liu Baiyun attended the meeting."),
    ("He arrived in Japan yesterday.", "他昨天抵达法国。"),
    ("公司在德国、奥地利和瑞士设有工厂。", "It has plants in Germany, Australia and Switzerland."),
    ("The plant in Austria was closed.", "澳大利亚的工厂关闭了。"),
    ("印度总统出访。", "The president of Indonesia went abroad."),
    ("青石县人民法院认为，合同无效。", "The Qingshan County People's Court held it void."),
]
SAME = [
    ("东塘县将资金用于偿还贷款。", "Dongtang County used the money to repay loans."),
    ("他昨天抵达法国。", "He arrived in France yesterday."),
    ("他会说法语。", "He speaks French."),
    ("奥地利总理抵达。", "The Austrian chancellor arrived."),
    ("澳大利亚总理抵达。", "The Australian prime minister arrived."),
    ("尼日利亚军队撤离。", "The Nigerian army withdrew."),
    ("赵振刚出生于1960年。", "Mr. Zhao Zhengang was born in 1960."),
    ("中美双方举行会谈。", "China and the United States held talks."),
    ("青石县人民法院认为，合同无效。", "The Qingshi County People's Court held it void."),
    ("江淮地区有雨。", "It rained along the Yangtze and the Huaihe."),
    ("船停在老挝2号码头。", "The Laotian boat lay at pier 2."),
    ("北约发表声明。", "The North Atlantic Treaty Organization issued a statement."),
]


def bitext(source: str, target: str) -> Bitext:
    """Return one pair as a bitext of its languages."""
    langs = ("zh", "en") if any(c >= "一" for c in source) else ("en", "zh")
    return Bitext.from_pairs([(source, target)], *langs)


@pytest.mark.parametrize(("source", "target"), RENAMED)
def test_another_name_is_found(source: str, target: str) -> None:
    """Both names are marked."""
    (found,) = check(bitext(source, target), select=["MIS004"])
    assert found.source.marked() == (found.values["source"],)
    assert found.target.marked() == (found.values["target"],)


@pytest.mark.parametrize(("source", "target"), SAME)
@pytest.mark.parametrize("turned", [False, True])
def test_the_same_name_is_let_be(source: str, target: str, turned: bool) -> None:
    """By table, by sound, by pinyin, in short or in full."""
    pair = (target, source) if turned else (source, target)
    assert not check(bitext(*pair), select=["MIS004"])
