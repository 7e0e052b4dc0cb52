"""Denials that one side has alone, found in both directions."""

from __future__ import annotations

import pytest

from alignkit.check.meaning.signs import DENIAL, members
from alignkit.compose import check
from alignkit.types import Bitext

PAIRS = [
    ("未经许可不得进入。", "No entry without permission."),
    ("他没有参加会议。", "He did not attend the meeting."),
    ("我们不能接受这个条件。", "We cannot accept this condition."),
]
LOST = [
    ("他没有参加会议。", "He attended the meeting."),
    ("我们不能接受这个条件。", "We can accept this condition."),
    ("He did not attend the meeting.", "他参加了会议。"),
    ("We cannot accept this condition.", "我们可以接受这个条件。"),
]
ADDED = [
    ("他参加了会议。", "He did not attend the meeting."),
    ("He attended the meeting.", "他没有参加会议。"),
]


def bitext(source: str, target: str) -> Bitext:
    """Return one pair as a bitext of its languages."""
    langs = ("zh", "en") if any(c >= "一" for c in source) else ("en", "zh")
    return Bitext.from_pairs([(source, target)], *langs)


@pytest.mark.parametrize(("source", "target"), LOST)
def test_a_lost_denial_is_found(source: str, target: str) -> None:
    """The finding marks the source's denial."""
    (found,) = check(bitext(source, target), select=["MIS001"])
    assert found.values["kind"] == "lost"
    assert found.source.marked() == (found.values["denial"],)


@pytest.mark.parametrize(("source", "target"), ADDED)
def test_an_added_denial_is_found(source: str, target: str) -> None:
    """The finding marks the translation's denial."""
    (found,) = check(bitext(source, target), select=["MIS001"])
    assert found.values["kind"] == "added"
    assert found.target.marked() == (found.values["denial"],)


@pytest.mark.parametrize("turned", [False, True])
def test_denials_of_both_sides_are_let_be(turned: bool) -> None:
    """What both sides deny is no finding, whichever is the source."""
    for pair in PAIRS:
        source, target = pair[::-1] if turned else pair
        assert not check(bitext(source, target), select=["MIS"])


@pytest.mark.parametrize("word", ["不断", "非洲", "非常", "未来", "无线", "不过", "莫斯科", "无锡"])
def test_a_denying_character_is_no_denial_where_the_word_denies_nothing(word: str) -> None:
    """What a word is rendered by says whether it denies, not its characters."""
    assert DENIAL not in members(word)


@pytest.mark.parametrize("word", ["不", "不能", "没有", "不得", "尚未", "not", "can't", "without"])
def test_a_denial_is_known(word: str) -> None:
    """The plain denials of both languages are."""
    assert DENIAL in members(word)
