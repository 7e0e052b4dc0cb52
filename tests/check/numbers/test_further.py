"""Bounds by comparison (or newer, 及更早版本), and minutes written as 分: each way and number."""

from __future__ import annotations

import itertools

import pytest

import alignkit as ak

# What binds upwards and downwards, of versions and of amounts.
VERSIONS = {
    "up": (("或更高版本", "及更高版本", "或更新的版本"), ("or later", "or newer", "or higher")),
    "down": (("或更低版本", "及更早版本", "或更旧的版本"), ("or earlier", "or older", "or lower")),
}
AMOUNTS = {
    "up": (("或更多", "（或更多）", "或者更多"), ("or more",)),
    "down": (("或更少", "（或更少）", "甚至更少"), ("or fewer", "or less")),
}


def said(source: str, target: str, zh_first: bool) -> list[str]:
    """Return what the rules of numbers say of a pair."""
    pair, langs = ((source, target), ("zh", "en")) if zh_first else ((target, source), ("en", "zh"))
    found = ak.check(ak.Bitext.from_pairs([pair], *langs), select=["NUM"])
    return [f"{f.rule} {f.severity} {f.message}" for f in found]


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("number", ["3.8", "2.4", "11"])
@pytest.mark.parametrize("name", ["Python", "Node.js", "Windows"])
def test_versions_are_bound_by_what_is_newer(name: str, number: str, zh_first: bool) -> None:
    """Compare the bounds of versions; 更旧 and “older” go down."""
    for way, other in itertools.product(VERSIONS, VERSIONS):
        for ours, theirs in itertools.product(VERSIONS[way][0], VERSIONS[other][1]):
            source = f"需要 {name} {number} {ours}。"
            target = f"{name} {number} {theirs} is required."
            found = said(source, target, zh_first)
            assert bool(found) == (way != other), (source, target, found)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("number", [5, 80, 1200])
@pytest.mark.parametrize(("thing", "things"), [("个节点", "nodes"), ("个字符", "characters")])
def test_amounts_are_bound_in_brackets_and_behind_their_noun(
    thing: str, things: str, number: int, zh_first: bool
) -> None:
    """Compare 80 个（或更少）字符 and “80 characters or fewer”."""
    for way, other in itertools.product(AMOUNTS, AMOUNTS):
        for ours, theirs in itertools.product(AMOUNTS[way][0], AMOUNTS[other][1]):
            source = f"每行有{number}{thing}{ours}。"
            target = f"Each line has {number} {things} {theirs}."
            found = said(source, target, zh_first)
            assert bool(found) == (way != other), (source, target, found)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("gap", ["", " "])
@pytest.mark.parametrize(("minutes", "seconds"), [(1, 16), (3, 20), (12, 45)])
def test_minutes_before_seconds_are_no_points(
    minutes: int, seconds: int, gap: str, zh_first: bool
) -> None:
    """Read 1分16秒 as one length of time, and tell another one."""
    source = f"用时{gap}{minutes}{gap}分{gap}{seconds}{gap}秒。"
    plural = "" if minutes == 1 else "s"
    for joint in (" ", " and "):
        same = f"It took {minutes} minute{plural}{joint}{seconds} seconds."
        assert not said(source, same, zh_first), (source, same)
        other = f"It took {minutes} minute{plural}{joint}{seconds + 3} seconds."
        assert said(source, other, zh_first), (source, other)


OPEN = (
    ("她今年15岁，15岁及以上可参加。", "She is 15; those aged 15 and older may take part."),
    ("他得了3分，5秒后又得1分。", "He scored 3 points and 1 more after 5 seconds."),
    ("他在2个城市住过，后来更早回家。", "He lived in 2 cities and later went home earlier."),
    ("PHP 7.4 起支持箭头函数。", "Arrow functions are supported as of PHP 7.4."),
    ("它花了2小时15分20秒。", "It took 2 hours, 15 minutes and 20 seconds."),
    ("Scala 2.8与早期版本有所不同。", "It differs between Scala 2.8 and earlier versions."),
    ("第RM585路电车", "tram rm585"),
)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("source", "target"), OPEN)
def test_what_only_looks_like_it_is_left(source: str, target: str, zh_first: bool) -> None:
    """Leave points, ages, languages and what goes on in another clause alone."""
    assert not said(source, target, zh_first), (source, target)
