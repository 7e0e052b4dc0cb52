"""What a number counts: another noun beside it is found by what the words render, not by a list."""

from __future__ import annotations

import pytest

from alignkit import Bitext, Finding, check


def told(source: str, target: str) -> list[Finding]:
    """Return what is said of the counted thing, in the direction that the texts are in."""
    langs = ("zh", "en") if source[0] >= "\u4e00" else ("en", "zh")
    found = check(Bitext.from_pairs([(source, target)], *langs), select=["NUM015"])
    return list(found)


RIGHT = [
    ("公司在当地种下{n}棵树。", "The company planted {n} {thing} there.", "trees", "flowers"),
    ("基地送走了{n}名士兵。", "The base saw off {n} {thing}.", "soldiers", "farmers"),
    ("共有{n}名儿童接受治疗。", "In all {n} {thing} were treated.", "children", "adults"),
    ("本市新建了{n}所学校。", "The city has built {n} {thing}.", "schools", "hospitals"),
    ("仓库里有{n}辆汽车。", "There are {n} {thing} in the store.", "cars", "bicycles"),
]


@pytest.mark.parametrize("count", ["37", "206", "4,500"])
@pytest.mark.parametrize(("chinese", "english", "right", "wrong"), RIGHT)
def test_another_noun_by_the_number_is_told(
    count: str, chinese: str, english: str, right: str, wrong: str
) -> None:
    """Whatever the number, in either direction: the wrong noun is found, the right one is not."""
    ours = chinese.format(n=count)
    for noun, said in ((right, False), (wrong, True)):
        theirs = english.format(n=count, thing=noun)
        assert bool(told(ours, theirs)) is said
        assert bool(told(theirs, ours)) is said


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("共有206家企业参展。", "In all 206 enterprises took part in the fair."),
        ("有30名教师和20名学生参加。", "There were 30 teachers and 20 students."),
        ("该院收治了50例肘关节骨折患者。", "The hospital admitted 50 patients with broken elbows."),
        ("他写了12本书。", "He is the author of 12 books."),
        ("In all 45 volunteers joined.", "共有45名志愿者加入。"),
    ],
)
def test_the_thing_itself_gets_nothing(source: str, target: str) -> None:
    """The noun that the lexicon lists, wherever about the number it stands, is no other thing."""
    assert not told(source, target)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("zh", "right", "wrong"),
    [
        ("吉祥物包括两名儿童。", "There are two children.", "There are two adults."),
        ("计划种下36.5万棵树。", "It will plant 365,000 trees.", "It will plant 365,000 flowers."),
        ("共有五款产品入选。", "Five products were chosen.", "Five plants were chosen."),
        ("共有42名医生参加了。", "In all 42 doctors took part.", "In all 42 families took part."),
    ],
)
def test_what_the_number_counts_is_compared_aloud(
    zh: str, right: str, wrong: str, turned: bool
) -> None:
    """Another thing warns, of two as well, whichever side is the source."""
    pairs = [(en, zh) if turned else (zh, en) for en in (right, wrong)]
    loud = [[f for f in told(*pair) if f.severity == "warning"] for pair in pairs]
    assert [bool(found) for found in loud] == [False, True]


def test_two_that_stand_for_a_list_count_nothing_else() -> None:
    """两地 sums up the cities before it."""
    pair = ("在北京和上海两地举行。", "Held in two cities, Beijing and Shanghai.")
    assert not told(*pair)
    assert not told(*pair[::-1])


@pytest.mark.parametrize(
    ("own", "foreign"), [("八十", "eighty"), ("200", "200"), ("四千", "4,000")]
)
def test_so_many_strong_are_people(own: str, foreign: str) -> None:
    """The column was eighty strong."""
    assert not told(f"队伍有{own}人。", f"The column was {foreign} strong.")
    assert not told(f"他们遇见一队骑兵，足有{own}人。", f"They met cavalry, {foreign} strong.")
