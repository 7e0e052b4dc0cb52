"""Parts of the day without an hour: what may be one time is silent, another is told."""

from __future__ import annotations

import itertools

import pytest

import alignkit as ak

# What each word may be in the other language, and what it cannot.
MAY = {
    "凌晨": ("early morning", "dawn", "morning", "night"),
    "早上": ("morning",),
    "清晨": ("morning", "dawn"),
    "上午": ("morning",),
    "中午": ("noon", "midday"),
    "下午": ("afternoon",),
    "傍晚": ("evening", "afternoon", "dusk"),
    "晚上": ("evening", "night"),
    "夜里": ("night", "evening"),
    "午夜": ("midnight", "night"),
}
NOT = {
    "凌晨": ("afternoon", "noon"),
    "早上": ("afternoon", "evening", "night"),
    "清晨": ("afternoon", "evening"),
    "上午": ("afternoon", "evening", "night"),
    "中午": ("night", "midnight", "evening"),
    "下午": ("morning", "evening", "night"),
    "傍晚": ("morning", "noon", "midnight"),
    "晚上": ("morning", "afternoon", "noon"),
    "夜里": ("afternoon", "noon"),
    "午夜": ("noon", "afternoon"),
}
SENTENCES = (
    ("会议在{}举行。", "The meeting was held {}."),
    ("周三{}他到达北京。", "On Wednesday he arrived in Beijing {}."),
    ("{}有3名工人受伤。", "Three workers were injured {}."),
)


def told(word: str) -> str:
    """Return a part of the day with its preposition."""
    if word in ("noon", "midnight", "night", "dawn", "dusk", "midday"):
        return f"at {word}"
    return f"in the {word}"


def said(source: str, target: str, zh_first: bool) -> list[str]:
    """Return what the rules of numbers say of a pair."""
    pair, langs = ((source, target), ("zh", "en")) if zh_first else ((target, source), ("en", "zh"))
    found = ak.check(ak.Bitext.from_pairs([pair], *langs), select=["NUM"])
    return [f"{f.rule} {f.severity} {f.message}" for f in found]


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("word", MAY)
def test_what_may_be_one_time_is_silent(word: str, zh_first: bool) -> None:
    """Tell nothing where a part of the day may be the other side's."""
    for other, (chinese, english) in itertools.product(MAY[word], SENTENCES):
        source, target = chinese.format(word), english.format(told(other))
        assert not said(source, target, zh_first), (source, target)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("word", NOT)
def test_another_part_of_the_day_is_told_aloud(word: str, zh_first: bool) -> None:
    """Warn once of another part of the day."""
    for other, (chinese, english) in itertools.product(NOT[word], SENTENCES):
        source, target = chinese.format(word), english.format(told(other))
        found = said(source, target, zh_first)
        assert len(found) == 1, (source, target, found)
        assert found[0].startswith("NUM011 warning"), (source, target, found)


OPEN = (
    ("上午9点开会，下午散会。", "The meeting opens at 9 a.m. and closes in the afternoon."),
    ("晚上8点开会。", "The meeting is at 8 p.m."),
    ("晚上8点开会。", "The meeting is at 8 in the evening."),
    ("下午开会。", "The meeting is at 3 p.m."),
    ("从早上到晚上都开放。", "It is open from morning to night."),
    ("北京时间周三上午", "Tuesday evening local time, Wednesday morning in Beijing"),
    ("他在上午的会上说，晚上再谈。", "At the morning meeting he said they would talk tonight."),
    ("《标准晚报》上午报道", "The Evening Standard reported this morning"),
    ("午餐在中午。", "Lunch is served at noon."),
    ("他靠在石头上午睡。", "He leant on the rock for an afternoon nap."),
    ("早间新闻说，下午有雨。", "It will rain in the afternoon, the news said."),
)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("source", "target"), OPEN)
def test_what_else_says_the_time_is_heard(source: str, target: str, zh_first: bool) -> None:
    """Tell nothing where an hour or another word says the part of the day, or a name holds it."""
    found = said(source, target, zh_first)
    assert not any("part of the day" in one for one in found), (source, target)


def test_one_fault_is_one_finding() -> None:
    """Say another part of the day in one finding of all families."""
    pairs = [("会议在下午举行。", "The meeting was held in the morning.")]
    found = ak.check(ak.Bitext.from_pairs(pairs, "zh", "en"))
    assert [f.rule for f in found] == ["NUM011"]
