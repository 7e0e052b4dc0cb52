"""What a check says hangs on what differs, not on the number, the unit, the verb or the dress."""

from __future__ import annotations

import pytest
from tests.variants import Pattern, differing, numeral, ordinal

RIGHT = {
    "a measure": ("这段路长{n}{unit}", "the stretch takes {n} {unit}"),
    "a lower bound": ("{least}{n}{unit}", "it is {least} {n} {unit}"),
    "an upper bound": ("{most}{n}{unit}", "it is {most} {n} {unit}"),
    "a comparison": ("超过{n}{unit}", "it is more than {n} {unit}"),
    "a range": ("需要{n}到{m}{unit}", "it needs {n} to {m} {unit}"),
    "two changes": ("产量{up}了{n}%|成本{down}了{m}%", "output {up} by {n}%|costs {down} by {m}%"),
    "two counts": ("甲队有{n}人|乙队有{m}人", "team A has {n} people|team B has {m} people"),
    "a chapter": ("这是第{n}章", "this is the {n}th chapter"),
    "a generation": ("第{n}代移动通信", "{n}th-generation mobile communication"),
    "a multiple": ("产量是去年的{n}倍", "output is {n} times that of last year"),
    "an age": ("他今年{n}岁", "he is {n} years old"),
    "a hundred million": ("投资{n}亿元", "the investment is {N}00 million yuan"),
    "ten thousand": ("有{n}万人参加", "{N}0,000 people took part"),
    "a share": ("{n}%的人同意", "{n} percent of the people agree"),
    "a floor": ("他住在{n}楼", "he lives on the {n}th floor"),
    "counted things": ("{n}所医院", "{n} hospitals"),
}
WRONG = {
    "another value": ("这段路长{n}{unit}", "the stretch takes {m} {unit}"),
    "a lower bound turned": ("{least}{n}{unit}", "it is {most} {n} {unit}"),
    "an upper bound turned": ("{most}{n}{unit}", "it is {least} {n} {unit}"),
    "a comparison turned": ("超过{n}{unit}", "it is less than {n} {unit}"),
    "a rise turned": ("产量{up}了{n}%", "output {down} by {n}%"),
    "a fall turned": ("成本{down}了{n}%", "costs {up} by {n}%"),
    "another unit": ("大约{n}公里", "about {n} tonnes"),
    "another ordinal": ("这是第{n}章", "this is the {m}th chapter"),
    "another fraction": ("{n}分之一的人同意", "one {m}th of the people agree"),
    "other counts": ("{n}名工人受伤", "{m} workers were injured"),
    "another century": ("{n}世纪", "the {m}th century"),
    "a lost number": ("这段路长{n}{unit}", "the stretch is long"),
    "another magnitude": ("有{n}万人参加", "{N}00,000 people took part"),
    "another multiple": ("产量是去年的{n}倍", "output is {m} times that of last year"),
}

# Some of their dresses are told by NUM004 alone: what only the translation holds is a note, since
# readers of unseen texts found it right too seldom.
NOTED = frozenset({"a lost number", "another century", "another fraction"})


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", RIGHT)
def test_a_right_number_is_left_alone_in_every_dress(kind: str, lang: str) -> None:
    """From 2 to 20, in words and digits, with other units and verbs, wide, spaced, turned round."""
    assert differing(Pattern(*RIGHT[kind]), lang, ["NUM"], []) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_number_is_told_in_every_dress(kind: str, lang: str) -> None:
    """The same error is found whatever its number, unit or verb."""
    least = "info" if kind in NOTED else "warning"
    assert differing(Pattern(*WRONG[kind]), lang, ["NUM"], ["NUM"], least) == []


def test_numbers_are_written_as_both_languages_write_them() -> None:
    """The helper itself: numerals of Chinese counting, ordinals of English."""
    assert [numeral(n) for n in (2, 10, 11, 12, 20)] == ["两", "十", "十一", "十二", "二十"]
    assert [ordinal(n, False) for n in (2, 3, 11, 21)] == ["2nd", "3rd", "11th", "21st"]
    assert ordinal(12, True) == "twelfth"
