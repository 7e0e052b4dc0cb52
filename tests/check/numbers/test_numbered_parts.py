"""Numbers of parts in figures, words and Roman letters: the same is silent, another is told."""

from __future__ import annotations

import itertools

import pytest

import alignkit as ak

# A part's name in both languages: {n} is its number.
PARTS = (
    ("附件{n}", "Annex {n}"),
    ("附录{n}", "Appendix {n}"),
    ("附表{n}", "Schedule {n}"),
    ("第{n}编", "Part {n}"),
    ("第{n}章", "Chapter {n}"),
    ("第{n}卷", "Volume {n}"),
    ("第{n}篇", "Title {n}"),
    ("第{n}部分", "Part {n}"),
    ("第{n}类", "Class {n}"),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
SENTENCES = (
    ("详见{}的规定。", "See the provisions of {}."),
    ("{}由主任批准。", "{} is approved by the director."),
)


def said(source: str, target: str, zh_first: bool) -> list[str]:
    """Return what the rules of numbers say of a pair."""
    pair, langs = ((source, target), ("zh", "en")) if zh_first else ((target, source), ("en", "zh"))
    found = ak.check(ak.Bitext.from_pairs([pair], *langs), select=["NUM"])
    return [f"{f.rule} {f.severity} {f.message}" for f in found]


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("ours", "theirs"), PARTS)
def test_the_same_number_of_a_part_is_silent(ours: str, theirs: str, zh_first: bool) -> None:
    """Tell nothing of 附件二 and Annex II, whatever the part and its number."""
    for number, (chinese, english) in itertools.product(range(12), SENTENCES):
        for written in (CHINESE[number], str(number + 1), ROMAN[number]):
            source = chinese.format(ours.format(n=written))
            for other in (ROMAN[number], str(number + 1)):
                target = english.format(theirs.format(n=other))
                assert not said(source, target, zh_first), (source, target)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("ours", "theirs"), PARTS)
def test_another_number_of_a_part_is_told_aloud(ours: str, theirs: str, zh_first: bool) -> None:
    """Warn once of 附件三 against Annex II, whatever the part and its number."""
    for number, step in itertools.product(range(12), (1, 5)):
        other = (number + step) % 12
        for written in (CHINESE[number], ROMAN[number]):
            source = SENTENCES[0][0].format(ours.format(n=written))
            target = SENTENCES[0][1].format(theirs.format(n=ROMAN[other]))
            found = said(source, target, zh_first)
            assert len(found) == 1, (source, target, found)
            assert "info" not in found[0], (source, target, found)


SORTS = (
    ("{n}型糖尿病", "type {n} diabetes"),
    ("{n}期临床试验", "a phase {n} trial"),
    ("{n}级风险", "a class {n} risk"),
)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("ours", "theirs"), SORTS)
def test_sorts_in_roman_letters_are_compared(ours: str, theirs: str, zh_first: bool) -> None:
    """Compare III型, Ⅲ期 and Class II."""
    signs = [chr(0x2160 + number) for number in range(4)]
    for number, other in itertools.product(range(4), range(4)):
        for written in (ROMAN[number], signs[number]):
            source, target = ours.format(n=written), theirs.format(n=ROMAN[other])
            found = said(source, target, zh_first)
            assert bool(found) == (number != other), (source, target, found)


OPEN = (
    ("见附件二。", "See Annex B."),
    ("见附录3。", "See Appendix C."),
    ("路易十四死了。", "Louis XIV died."),
    ("第二次世界大战后，I want 也要读。", "After World War II, “I want” is read as well."),
    ("他在第三章说我是对的。", "In Chapter 3 I am right, he says."),
    ("V型发动机有3个附件。", "The V engine has 3 attachments."),
    ("附件一和附件二", "Annexes I and II"),
    ("附件一至附件四", "Annexes I to IV"),
    ("第二卷第三章", "Chapter III of Volume II"),
)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("source", "target"), OPEN)
def test_letters_that_number_nothing_are_left(source: str, target: str, zh_first: bool) -> None:
    """Leave letters for numbers, names of rulers and the pronoun alone."""
    assert not said(source, target, zh_first)
