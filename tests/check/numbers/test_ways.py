"""Words of rising and falling, told by their vectors: none of the words here spans the axis."""

from __future__ import annotations

import numpy as np
import pytest

from alignkit import Bitext, Finding, check
from alignkit.check.numbers.ways import MOST_SUSPECT, Moving, _furthest, axes, learned, movers
from alignkit.embed import encoder

RISING = (
    "提升 攀升 飙升 走高 上调 增强 延长 升高 增多 上扬 抬高 高于 最高 增持 扩张",
    "boost soar surge strengthen widen lengthen elevate growth higher highest upward",
)
FALLING = (
    "放缓 减缓 下滑 下调 走低 回落 减弱 削弱 收窄 缩短 减轻 缩减 低于 最低 减持 裁减",
    "decline slump weaken narrow shorten lowest downward dwindle plummet diminish lose",
)
STILL = "公司 患者 政府 水平 问题 company patient government house report table"


def way(word: str) -> float:
    """Return how far a word rises, below nothing where it falls."""
    (vector,) = encoder(None).encode_words([word])  # type: ignore[attr-defined]
    found = vector @ axes()[0] / (vector @ vector) ** 0.5
    return float(found)


def told(source: str, target: str, langs: tuple[str, str]) -> list[Finding]:
    """Return what NUM007 says of a pair."""
    return list(check(Bitext.from_pairs([(source, target)], *langs), select=["NUM007"]))


@pytest.mark.parametrize("word", [word for words in RISING for word in words.split()])
def test_a_word_that_no_list_holds_rises(word: str) -> None:
    """Words outside the pairs lie on their side of the axis."""
    assert way(word) > 0.1
    assert all(word not in pair for held in learned()["pairs"].values() for pair in held)


@pytest.mark.parametrize("word", [word for words in FALLING for word in words.split()])
def test_a_word_that_no_list_holds_falls(word: str) -> None:
    """The same for falling."""
    assert way(word) < -0.1
    assert all(word not in pair for held in learned()["pairs"].values() for pair in held)


@pytest.mark.parametrize("word", STILL.split())
def test_a_word_that_moves_nothing_lies_beside_the_axis(word: str) -> None:
    """A thing neither rises nor falls."""
    assert abs(way(word)) < 0.12


PAIRS = (
    ("第三季度出口走低。", "Exports {} in the third quarter.", "slumped", "soared"),
    ("该药可减轻患者的疼痛。", "The drug can {} the pain of patients.", "relieve", "intensify"),
    ("公司上调了全年盈利预期。", "The company {} its forecast for the year.", "raised", "lowered"),
    ("会议决定缩短审批时间。", "The meeting decided to {} approvals.", "shorten", "lengthen"),
)


@pytest.mark.parametrize(("chinese", "english", "right", "wrong"), PAIRS)
def test_a_rise_for_a_fall_is_told_in_both_directions(
    chinese: str, english: str, right: str, wrong: str
) -> None:
    """The verb that goes the other way is marked, whichever side is the translation."""
    for text, many in ((english.format(wrong), 1), (english.format(right), 0)):
        forth = told(chinese, text, ("zh", "en"))
        back = told(text, chinese, ("en", "zh"))
        assert len(forth) == len(back) == many
        assert all(each.severity.rank >= 2 for each in (*forth, *back))
        assert [f.target.text[f.target.spans[0].start : f.target.spans[0].end] for f in forth] == (
            [wrong] * many
        )


def test_a_fall_that_has_its_like_elsewhere_is_left_alone() -> None:
    """Each word of one way has a word of the same way on the other side."""
    source = "出口下降，而进口上升。"
    for target in ("Exports fell while imports rose.", "Imports rose, but exports declined."):
        assert not told(source, target, ("zh", "en"))


def test_of_many_words_that_move_the_furthest_are_weighed() -> None:
    """What a bead costs does not grow with the square of such words."""
    rise = np.linspace(-1, 1, 300, dtype=np.float32)
    side = Moving(None, rise, rise, rise, rise, np.ones(300, bool))  # type: ignore[arg-type]
    held = _furthest(side)
    assert held == [*range(MOST_SUSPECT // 2), *range(300 - MOST_SUSPECT // 2, 300)]


@pytest.mark.parametrize("word", ["prostheses", "lowlands", "baja", "comparatively"])
def test_a_word_whose_renderings_do_not_move_is_suspected_of_nothing(word: str) -> None:
    """A vector made of the pieces of a rare word may lie anywhere."""
    assert word not in movers()


@pytest.mark.parametrize("word", ["increased", "reduction", "fell", "climbed", "up"])
def test_a_word_whose_renderings_move_may_be_wrong(word: str) -> None:
    """What the lexicon lists for it goes its way."""
    assert word in movers()


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("这大大降低了船的速度。", "This greatly reduced the speed of the ship."),
        ("这显著减少了差异。", "It means a big reduction of the differences."),
        ("我们从小就怕虫子。", "We have been brought up to fear insects."),
        ("它能显著降低显存占用。", "It greatly improved the use of memory."),
    ],
)
def test_how_much_and_how_well_go_no_way(chinese: str, english: str) -> None:
    """A size beside a change, a particle of another verb and what betters are no contraries."""
    for pair, langs in (((chinese, english), ("zh", "en")), ((english, chinese), ("en", "zh"))):
        assert not told(*pair, langs)


AMOUNTS = [("2公斤", "2 kg"), ("15%", "15 per cent"), ("300元", "300 yuan")]
BESIDE = [
    (
        "若体重在三天内增加{zh}以上，应就诊。",
        "If you gain more than {en} within three days, come in.",
        "If you lose more than {en} within three days, come in.",
    ),
    (
        "克朗对欧元升值{zh}。",
        "The crown has strengthened by {en} against the euro.",
        "The crown has weakened by {en} against the euro.",
    ),
    ("产量猛增{zh}。", "Output soared by {en}.", "Output dwindled by {en}."),
]


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("chinese", "english"), AMOUNTS)
@pytest.mark.parametrize(("zh", "right", "wrong"), BESIDE)
def test_a_word_by_its_amount_that_goes_the_other_way_warns(
    zh: str, right: str, wrong: str, chinese: str, english: str, zh_first: bool
) -> None:
    """Two words by one amount are surely meant for each other."""
    for form, expected in ((right, set()), (wrong, {"NUM007"})):
        pair = zh.format(zh=chinese), form.format(en=english)
        langs = ("zh", "en") if zh_first else ("en", "zh")
        bitext = Bitext.from_pairs([pair if zh_first else pair[::-1]], *langs)
        found = check(bitext, select=["NUM007"]).at_least("warning")
        assert {finding.rule for finding in found} == expected, pair
