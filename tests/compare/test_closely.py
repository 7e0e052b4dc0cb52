"""Two renderings that differ in a small word between the very same words."""

from __future__ import annotations

import pytest
from tests.compare.test_comparison import compared

import alignkit as ak
from alignkit.compare.closely.among import contrary

SAME = [
    ("装船前必须检查。", "The goods may be inspected before loading.", "may", "must"),
    ("发货后开具发票。", "The invoice is issued after delivery of goods.", "after", "before"),
    ("董事会和股东会批准。", "Approved by the board and the shareholders.", "and", "or"),
    ("总统感谢他的妻子。", "The president thanked his wife.", "his", "her"),
]


@pytest.mark.parametrize(("source", "text", "word", "other"), SAME)
def test_small_words_that_exclude_each_other_are_substance(
    source: str, text: str, word: str, other: str
) -> None:
    """Both are marked, whatever the original says."""
    turned = text.replace(f" {word} ", f" {other} ")
    row = compared([text], [turned], source=[source]).rows[0]
    (found,) = (each for each in row.divergences if each.kind == "meaning")
    assert row.kind == "substance"
    assert [span.slice(text) for span in found.first] == [word]
    assert [span.slice(turned) for span in found.second] == [other]


def test_and_under_a_denial_is_or() -> None:
    """No rain and snow is no rain or snow."""
    first, second = ["There was no rain and snow."], ["There was no rain or snow."]
    row = compared(first, second, source=["没有雨雪。"]).rows[0]
    assert row.kind != "substance"


def test_two_words_that_change_places_are_substance() -> None:
    """Who sells to whom; but rain and snow are snow and rain."""
    swapped = ["The buyer pays the seller."], ["The seller pays the buyer."]
    row = compared(*swapped, source=["买方向卖方付款。"]).rows[0]
    assert "meaning" in {each.kind for each in row.divergences}
    far = ["The seller shall notify the buyer soon."], ["The buyer shall notify the seller soon."]
    row = compared(*far, source=["卖方应尽快通知买方。"]).rows[0]
    assert [each.kind for each in row.divergences] == ["meaning"]
    even = ["There was rain and snow."], ["There was snow and rain."]
    row = compared(*even, source=["有雨和雪。"]).rows[0]
    assert row.kind != "substance"


def test_a_word_that_narrows_is_a_detail() -> None:
    """Only members vote, or members vote."""
    first, second = ["Under it only members vote."], ["Under it members vote."]
    row = compared(first, second, source=["据此只有成员投票。"]).rows[0]
    assert row.kind == "detail"
    (found,) = (each for each in row.divergences if each.kind == "word")
    assert [span.slice(first[0]) for span in found.first] == ["only"]


def test_a_duty_that_one_drops_is_a_detail() -> None:
    """Where the original obliges, who does is closer."""
    first, second = ["The seller must deliver in May."], ["The seller delivers in May."]
    row = compared(first, second, source=["卖方必须在五月交货。"]).rows[0]
    (mood,) = (each for each in row.divergences if each.kind == "mood")
    assert mood.values["closer"] == 0


@pytest.mark.parametrize(
    ("source", "text", "turned", "kind"),
    [
        ("The goods must be inspected.", "货物必须经过检验。", "货物可以经过检验。", "meaning"),
        ("Pay before delivery.", "买方在交货之前付款。", "买方在交货之后付款。", "meaning"),
        ("The seller may not resell.", "卖方不能转售货物。", "卖方能转售货物。", "negation"),
        ("Buyers pay sellers.", "合同规定买方通知卖方。", "合同规定卖方通知买方。", "meaning"),
    ],
)
def test_two_chinese_renderings_are_read_as_closely(
    source: str, text: str, turned: str, kind: str
) -> None:
    """What excludes the other, denies it or turns it round is substance in Chinese too."""
    sides = [ak.Bitext.from_pairs([(source, own)], "en", "zh") for own in (text, turned)]
    row = ak.compare([source], *sides).rows[0]
    assert row.kind == "substance"
    assert kind in {each.kind for each in row.divergences}


def test_chinese_synonyms_are_wording() -> None:
    """使用 and 采用 are one thing."""
    sides = [
        ak.Bitext.from_pairs([("The method is used here.", own)], "en", "zh")
        for own in ("这里使用这种方法。", "这里采用这种方法。")
    ]
    assert ak.compare(["The method is used here."], *sides).rows[0].kind == "wording"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("will", "may", True),
        ("must", "may", True),
        ("should", "must", False),
        ("may", "can", False),
        ("large", "big", False),
        ("before", "after", True),
    ],
)
def test_contraries_exclude_each_other_and_kin_do_not(one: str, other: str, wanted: bool) -> None:
    """By the sets of contraries, whichever comes first."""
    assert contrary(one, other) == contrary(other, one) == wanted
