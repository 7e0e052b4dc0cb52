"""How sure a wrong magnitude is: an error where both numerals were read to their ends."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit.types import Severity


def said(source: str, target: str, direction: str) -> list[Severity]:
    """Return the severities of what is said of magnitudes."""
    bitext = ak.Bitext.from_pairs([(source, target)], *direction.split("-"))
    return [found.severity for found in ak.check(bitext, select=["NUM002"])]


@pytest.mark.parametrize(
    ("source", "target", "direction"),
    [
        ("市值蒸发了4765亿元。", "It lost 4,765 billion yuan of its market value.", "zh-en"),
        ("新建学校3.5万所。", "It built 3,500 schools.", "zh-en"),
        ("The plant cost $110m to build.", "建厂耗资1100万美元。", "en-zh"),
        ("It takes 10000 requests a second.", "它每秒处理1000个请求。", "en-zh"),
        ("The value is 0.001 (see the table).", "该值为0.01（见表）。", "en-zh"),
    ],
)
def test_a_magnitude_of_whole_numerals_is_an_error(
    source: str, target: str, direction: str
) -> None:
    """Words, signs of money and units around a numeral leave it whole."""
    assert said(source, target, direction) == [Severity.ERROR]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The talk lasts 6m in all.", "讲座共6场。"),
        ("Use the .386 directive first.", "先使用386指令。"),
        ("In steps of .01 it rises.", "以 0.⟦01⟧ 为步长，则为1。"),
        ("A space is written %20 there.", "空格在那里写作2000。"),
        ("Type A80211 is meant.", "指的是802.11型。"),
    ],
)
def test_a_numeral_that_may_be_cut_short_gives_no_error(source: str, target: str) -> None:
    """A letter, a point or a sign at its edge may be what the magnitudes differ by."""
    assert Severity.ERROR not in said(source, target, "en-zh")
