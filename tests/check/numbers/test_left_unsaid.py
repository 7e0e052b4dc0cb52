"""What reads like a contradiction of numbers and is none, whatever the figures."""

from __future__ import annotations

import pytest

import alignkit as ak

LANGS = [("zh", "en"), ("en", "zh")]
FIGURES = [("3", "三", "three"), ("5", "五", "five"), ("8", "八", "eight")]
SILENT = [
    ("根系深度超过{n}米的品种增产。", "Cultivars with roots below {n} metres yielded more."),
    ("管道埋在{n}米以下。", "The pipe is buried more than {n} metres deep, below the frost line."),
    ("用{z}个生长季检验了效果。", "The effect was tested over {e} growing seasons."),
    ("经过{z}届会议讨论通过。", "It was adopted over {e} sessions."),
    ("他付了{z}个金币。", "He paid {e} guineas."),
    ("从{z}个方面介绍了贡献。", "The contribution is set out across {e} dimensions."),
    ("运价从2,480元涨到9,950元，后又回落到{n},700元。",
     "Freight rose from 2,480 yuan to 9,950 yuan before easing to {n},700 yuan."),
    ("本章以及附件{z}有以下规定。", "Chapter IV and Annex {n} contain the following provisions."),
    ("出行分担率提高到{n}0%以上。", "The share of trips is to come to at least {n}0%."),
]  # fmt: skip


@pytest.mark.parametrize("langs", LANGS)
@pytest.mark.parametrize(("digit", "chinese", "english"), FIGURES)
@pytest.mark.parametrize(("zh", "en"), SILENT)
def test_it_is_silent(
    zh: str, en: str, digit: str, chinese: str, english: str, langs: tuple[str, str]
) -> None:
    """Depths, seasons that are counted, sorts of coins, and verbs that no list has."""
    pair = (zh.format(n=digit, z=chinese), en.format(n=digit, e=english))
    found = ak.check(ak.Bitext.from_pairs([pair if langs[0] == "zh" else pair[::-1]], *langs))
    assert not [f for f in found.at_least("warning") if f.rule.startswith("NUM")]


@pytest.mark.parametrize("langs", LANGS)
@pytest.mark.parametrize(("digit", "chinese", "english"), FIGURES)
@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("误差超过{n}米。", "The error is below {n} metres."),
        ("深井每小时涌水超过{n}吨。", "The deep shaft takes in below {n} tonnes an hour."),
        ("持续了{n}小时以上。", "It lasted less than {e} hours."),
        ("从{n}元涨到4,950元。", "It fell from {n} yuan to 4,950 yuan."),
    ],
)
def test_the_contradiction_beside_it_is_told(
    zh: str, en: str, digit: str, chinese: str, english: str, langs: tuple[str, str]
) -> None:
    """Below an amount is no depth."""
    pair = (zh.format(n=digit, z=chinese), en.format(n=digit, e=english))
    found = ak.check(ak.Bitext.from_pairs([pair if langs[0] == "zh" else pair[::-1]], *langs))
    assert [f for f in found.at_least("warning") if f.rule.startswith("NUM")]
