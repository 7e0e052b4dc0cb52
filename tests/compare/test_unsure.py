"""Renderings that would mislead are not told: in doubt, cut short, or denying for another word."""

from __future__ import annotations

import pytest
from tests.compare.test_terms import terms

from alignkit.types.comparison import Term


def said(held: dict[str, Term], term: str) -> list[list[str]]:
    """Return what each translation makes of a term."""
    return [[text for text, _ in own] for own in held[term].renderings]


@pytest.mark.parametrize(
    ("source", "first", "term", "wanted"),
    [
        ("教师无法获得支持。", "Teachers are under-supported.", "支持", "supported"),
        ("双方再次谈判协议。", "Both sides re-negotiate the deal.", "谈判", "negotiate"),
        ("系统是非线性的。", "The system is non-linear.", "非线性", "non-linear"),
    ],
)
def test_a_rendering_takes_no_prefix_that_renders_another_word(
    source: str, first: str, term: str, wanted: str
) -> None:
    """What the lexicon has for a word stands without a prefix; the word's own prefix stays."""
    assert said(terms([source], [first], [first]), term) == [[wanted], [wanted]]


def test_a_set_phrase_that_is_rendered_part_by_part_is_several_terms() -> None:
    """The dictionary has 远方来, and both translators have words for each of its parts."""
    held = terms(
        ["有客自远方来。"], ["Guests come from afar."], ["Visitors are coming from distant places."]
    )
    assert "远方来" not in held
    assert said(held, "远方") == [["afar"], ["distant places"]]
    assert said(held, "来") == [["come"], ["coming"]]


def test_a_verb_in_two_words_is_told_with_its_object() -> None:
    """The small word of “stirs up” parts nothing."""
    held = terms(
        ["敌人作乱。"], ["The enemy stirs up disorder."], ["Enemies are stirring up disorder."]
    )
    assert said(held, "作乱") == [["stirs up disorder"], ["stirring up disorder"]]


def test_a_denier_alone_does_not_render_a_word_that_says_more() -> None:
    """不可 is “may not”: “not” would tell half."""
    held = terms(["学生不可迟到。"], ["Students may not be late."], ["Students must not be late."])
    assert ["not"] not in said(held, "不可")


def test_a_question_that_denies_to_assert_is_told_from_its_verb() -> None:
    """“Not delightful” would turn “is it not delightful?”."""
    held = terms(["不亦乐乎？"], ["Is it not delightful?"], ["Is that not a joy?"])
    assert said(held, "不亦乐乎") == [["is it not delightful"], ["is that not a joy"]]


def test_what_the_other_translation_says_too_is_not_called_left_out() -> None:
    """A word without a link is there where the other translation's rendering stands in the text."""
    held = terms(
        ["两组分别为三例和五例。", "两组分别治疗。"],
        ["The groups had three and five cases respectively.", "Both were treated separately."],
        ["Respectively, three and five cases were in the groups.", "Both were treated."],
    )
    assert all(0 not in rows for rows in held["分别"].absent)


@pytest.mark.parametrize(
    ("source", "first", "term", "wanted"),
    [
        ("子夏问孝。", "Zi Xia asked about filial piety.", "子夏", "Zi Xia"),
        ("子游来见先生。", "Zi You came to see the teacher.", "子游", "Zi You"),
    ],
)
def test_a_name_is_read_to_its_end(source: str, first: str, term: str, wanted: str) -> None:
    """The second word reads the second character, though it looks like a pronoun."""
    assert said(terms([source], [first], [first]), term) == [[wanted], [wanted]]


@pytest.mark.parametrize(
    ("source", "first", "term", "wanted"),
    [
        ("They met in January.", "他们在1月会面。", "january", "1月"),
        ("He left in March 2018.", "他于2018年3月离开。", "march", "3月"),
        (
            "他在宏达贸易有限公司工作。",
            "He works at Hongda Trading Co., Ltd.",
            "有限公司",
            "Co., Ltd.",
        ),
    ],
)
def test_months_and_companies_are_told_whole(
    source: str, first: str, term: str, wanted: str
) -> None:
    """A month in Chinese begins with its figure, and no company is “Ltd” alone."""
    assert said(terms([source], [first], [first]), term) == [[wanted], [wanted]]
