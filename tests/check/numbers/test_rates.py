"""Rates said by their two parts: the same one is silent in each wording, another one is told."""

from __future__ import annotations

import itertools

import pytest

import alignkit as ak

# A part, a whole, and both in the words of either language.
RATES = (
    (1, 4, "1", "4", "1", "4"),
    (3, 10, "三", "十", "three", "ten"),
    (1, 10, "1", "10", "one", "10"),
    (1, 10_000, "1", "1万", "1", "10,000"),
    (1, 1_000, "1", "1000", "1", "1,000"),
    (12, 100_000, "12", "10万", "12", "100,000"),
    (7, 1_000_000, "7", "百万", "7", "1,000,000"),
)
CHINESE = (
    "每{n}名居民中有{m}名受影响。",
    "平均每{n}人就有{m}人受影响。",
    "每{n}个人里有{m}个受影响。",
    "每{n}人中可能会有{m}人受影响。",
)
ENGLISH = (
    "{m} in {n} residents are affected.",
    "{m} out of every {n} residents are affected.",
    "It affects {m} of every {n} residents.",
    "It affects {m} per {n} residents.",
    "Of every {n} residents, {m} are affected.",
)


def said(source: str, target: str, zh_first: bool) -> list[str]:
    """Return what the rules of numbers say of a pair."""
    pair, langs = ((source, target), ("zh", "en")) if zh_first else ((target, source), ("en", "zh"))
    found = ak.check(ak.Bitext.from_pairs([pair], *langs), select=["NUM"])
    return [f"{f.rule} {f.severity} {f.message}" for f in found]


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("rate", RATES)
def test_the_same_rate_is_silent_in_each_wording(
    rate: tuple[int, int, str, str, str, str], zh_first: bool
) -> None:
    """Tell nothing of 每1万人中有1人 and “1 in 10,000 people”, whatever words hold them."""
    _, _, part, whole, few, many = rate
    for ours, theirs in itertools.product(CHINESE, ENGLISH):
        source, target = ours.format(n=whole, m=part), theirs.format(n=many, m=few)
        assert not said(source, target, zh_first), (source, target)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("rate", RATES)
def test_a_rate_agrees_with_what_else_says_its_value(
    rate: tuple[int, int, str, str, str, str], zh_first: bool
) -> None:
    """Tell nothing where one side says a fraction or a percentage."""
    part, whole, _, below, few, many = rate
    share = f"{100 * part / whole:f}".rstrip("0").rstrip(".")
    fraction = f"{below}分之{part}的居民受影响。"
    for theirs in ENGLISH:
        for source in (fraction, f"{share}%的居民受影响。"):
            target = theirs.format(n=many, m=few)
            assert not said(source, target, zh_first), (source, target)
    for ours in CHINESE:
        source = ours.format(n=below, m=part)
        assert not said(source, f"{share}% of residents are affected.", zh_first), source


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("one", "other"), tuple(itertools.permutations(RATES[3:], 2)))
def test_another_rate_is_told_once(
    one: tuple[int, int, str, str, str, str],
    other: tuple[int, int, str, str, str, str],
    zh_first: bool,
) -> None:
    """Tell of another rate, in one finding."""
    for ours in CHINESE:
        source = ours.format(n=one[3], m=one[2])
        for theirs in ENGLISH[:2]:
            found = said(source, theirs.format(n=other[5], m=other[4]), zh_first)
            assert len(found) == 1, (source, theirs, found)


WHOLES = (("千", "thousand"), ("百万", "million"), ("十万", "100,000"), ("万", "10,000"))


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("thing", ["人口", "居民", "例活产"])
def test_a_whole_that_is_a_mere_scale_is_compared(thing: str, zh_first: bool) -> None:
    """Read 每千人口 and “per thousand” as wholes."""
    for (ours, theirs), other in itertools.product(WHOLES, WHOLES):
        source = f"死亡率为每{ours}{thing}2.4例。"
        same = said(source, f"The rate of deaths is 2.4 per {theirs}.", zh_first)
        assert not same, (source, theirs, same)
        if other[0] != ours:
            found = said(source, f"The rate of deaths is 2.4 per {other[1]}.", zh_first)
            assert found, (source, other)


PLAIN = (
    ("每个房间有2张床和30把椅子。", "Each room has 2 beds and 30 chairs."),
    ("每月中有4天，每天6人。", "Four days a month, with 6 people a day."),
    (
        "每5个孩子有3名教师，50%为女性。",
        "There are 3 teachers for every 5 children, half of them women.",
    ),
    ("20个城市中有15个增长了8%。", "Of the 20 cities, 15 grew by 8%."),
)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("source", "target"), PLAIN)
def test_counts_that_both_sides_count_stay_counts(source: str, target: str, zh_first: bool) -> None:
    """Leave counts alone that each stand against their own."""
    assert not said(source, target, zh_first)
