"""Bounds of dates and times: the other side is found in each wording, the same one is silent."""

from __future__ import annotations

import itertools

import pytest

import alignkit as ak

# Dates and times of both languages.
DATES = (
    ("5月1日", "May 1"),
    ("2026年11月30日", "30 November 2026"),
    ("周五", "Friday"),
    ("晚上10时30分", "10:30 p.m."),
    ("上午9点", "9 a.m."),
    ("2030年", "2030"),
)
VERBS = (("提交", "be submitted"), ("完成", "be finished"), ("到达", "arrive"))
OUTRIGHT = {
    "late": (
        ("材料应不早于{}{}。", "材料最早于{}{}。", "材料不得早于{}{}。"),
        (
            "The material shall {} no earlier than {}.",
            "The material shall {} no sooner than {}.",
            "The material shall {} on {} at the earliest.",
        ),
    ),
    "early": (
        ("材料应不迟于{}{}。", "材料应不晚于{}{}。", "材料最迟应于{}{}。", "材料至迟在{}{}。"),
        (
            "The material shall {} no later than {}.",
            "The material shall {} on {} at the latest.",
        ),
    ),
}
PLAIN = {
    "late": (("材料应在{}以后{}。", "材料应在{}后{}。"), ("The material shall {} after {}.",)),
    "early": (
        ("材料应在{}之前{}。", "材料应在{}前{}。", "材料应在{}以前{}。"),
        ("The material shall {} by {}.", "The material shall {} before {}."),
    ),
}
BOTH = {
    way: tuple(map(sum, zip(OUTRIGHT[way], PLAIN[way], strict=True), ((), ()))) for way in PLAIN
}
# What is open, or said on one side alone without a word that has no other sense.
OPEN = (
    ("到2020年，建成5个中心。", "By 2020, five centres will be built."),
    ("到2020年，建成5个中心。", "In 2020, five centres will be built."),
    ("2020年底前建成5个中心。", "Five centres will be built before the end of 2020."),
    ("截至2020年底，共有5家中心。", "As of the end of 2020, there were five centres."),
    ("截至2020年底，共有5家中心。", "By the end of 2020, there were five centres."),
    ("1949年以来，情况变了。", "Things have changed since 1949."),
    ("本办法自2023年1月1日起施行。", "These measures take effect on 1 January 2023."),
    ("营业时间为上午9点到晚上10点。", "It is open from 9 a.m. until 10 p.m."),
    ("直到1949年他才离开。", "He did not leave until 1949."),
    ("直到1582年开始采用公历。", "It was used until the year 1582."),
    ("2008年前后情况变了。", "Things changed around 2008."),
    ("10点以后不得进入。", "No entry after 10 o'clock."),
    ("10点前不得离开。", "They may not leave before 10 o'clock."),
    ("10点后方可离开。", "They may not leave before 10 o'clock."),
    ("金融危机之前，即2008年，情况好。", "Before the 2008 crisis things were good."),
    ("2008年金融危机之后情况变了。", "Things changed after the 2008 financial crisis."),
    ("3月31日两周后开会。", "The meeting is two weeks after March 31."),
    (
        "法新社2月10日报道，欧盟峰会通过决议。",
        "AFP said on February 10, at the latest EU summit, it passed.",
    ),
    ("最早的记录是1920年。", "The earliest record is from 1920."),
)


def said(source: str, target: str, zh_first: bool) -> list[str]:
    """Return what the rule of bounds says of a pair."""
    pair, langs = ((source, target), ("zh", "en")) if zh_first else ((target, source), ("en", "zh"))
    found = ak.check(ak.Bitext.from_pairs([pair], *langs), select=["NUM"])
    return [f.message.split(":")[0] for f in found]


def english(form: str, verb: str, date: str) -> str:
    """Return a sentence with the article words that a date needs."""
    return form.format(verb, date)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize(("one", "other"), [("late", "early"), ("early", "late")])
def test_the_other_side_of_a_date_is_found(
    one: str, other: str, date: tuple[str, str], zh_first: bool
) -> None:
    """Every wording of one side against every wording of the other, whatever the verb."""
    wordings = itertools.product(BOTH[one][0], BOTH[other][1])
    for (ours, theirs), verb in zip(wordings, itertools.cycle(VERBS)):
        pair = ours.format(date[0], verb[0]), english(theirs, verb[1], date[1])
        assert said(*pair, zh_first) == ["the bound is reversed"], pair


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("way", list(BOTH))
def test_the_same_side_of_a_date_is_silent(way: str, date: tuple[str, str], zh_first: bool) -> None:
    """A bound is rendered by each of its wordings."""
    wordings = itertools.product(BOTH[way][0], BOTH[way][1])
    for (ours, theirs), verb in zip(wordings, itertools.cycle(VERBS)):
        pair = ours.format(date[0], verb[0]), english(theirs, verb[1], date[1])
        assert not said(*pair, zh_first), pair


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize("date", DATES[:5])
@pytest.mark.parametrize("way", list(OUTRIGHT))
def test_a_bound_that_has_no_other_sense_is_missed(
    way: str, date: tuple[str, str], zh_first: bool
) -> None:
    """What is to be no later than May 1 and is said to be on May 1 has lost its bound."""
    zh, en = OUTRIGHT[way]
    at = "" if date[1][0].isalpha() and "day" not in date[1] and "May" not in date[1] else "on "
    at = "at " if date[1].endswith("m.") else at
    lost = [(ours.format(date[0], "到达"), f"The train will arrive {at}{date[1]}.") for ours in zh]
    added = [(f"列车{date[0]}到达。", english(theirs, "arrive", date[1])) for theirs in en]
    for pair in lost + added:
        (message,) = said(*pair, zh_first)
        assert message in ("the bound is lost", "a bound that the source does not have"), pair


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("source", "target"), OPEN)
def test_what_is_open_is_silent(source: str, target: str, zh_first: bool) -> None:
    """By, as of, since, from … to and denials that leave the side open make no finding."""
    assert not said(source, target, zh_first)


@pytest.mark.parametrize("zh_first", [True, False])
@pytest.mark.parametrize(("zh", "en"), [("三天", "three days"), ("六个月", "six months")])
def test_a_length_of_time_has_ended_or_not(zh: str, en: str, zh_first: bool) -> None:
    """Within three days is not after three days, and not three days later."""
    for late in (f"He shall answer after {en}.", f"He shall answer {en} later."):
        assert said(f"他应在{zh}以内答复。", late, zh_first) == ["the bound is reversed"]
        assert not said(f"他应在{zh}以后答复。", late, zh_first)
    early = f"He shall answer within {en}."
    assert said(f"他应在{zh}后答复。", early, zh_first) == ["the bound is reversed"]
    assert not said(f"他应在{zh}内答复。", early, zh_first)


@pytest.mark.parametrize(
    ("text", "lang", "says"),
    [
        ("不早于晚上10时30分", "zh", ">= T22:30"),
        ("2025年6月30日前", "zh", "< 2025-06-30"),
        ("no later than 31 March 2025", "en", "<= 2025-03-31"),
        ("after Friday", "en", "> XXXX-WXX-5"),
        ("since 2005", "en", "2005"),
        ("自2005年起", "zh", "2005"),
    ],
)
def test_a_date_says_its_bound(text: str, lang: str, says: str) -> None:
    """Since and until bound a length of time at the date, and not the date."""
    (found,) = ak.quantities(text, lang)
    assert str(found) == says


HOURS = (("5", "7"), ("five", "seven"), ("3", "9"))


@pytest.mark.parametrize("part", ["in the evening", "in the afternoon", "at night"])
@pytest.mark.parametrize(("first", "last"), HOURS)
@pytest.mark.parametrize("joined", ["between {} and {}", "from {} to {}"])
def test_bare_hours_with_a_part_of_the_day_are_times(
    joined: str, first: str, last: str, part: str
) -> None:
    """Between 5 and 7 in the evening are two hours, no numbers."""
    found = ak.quantities(f"It is held {joined.format(first, last)} {part}.", "en")
    assert [str(one.kind) for one in found] == ["time", "time"]


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("中午12点开始。", "It starts at 12 p.m.", "It starts at 12 a.m."),
        ("凌晨12点30分开始。", "It starts at 12:30 a.m.", "It starts at 12:30 p.m."),
        ("晚上12点开始。", "It starts at 12 a.m.", "It starts at 12 p.m."),
    ],
)
def test_twelve_at_noon_is_not_twelve_at_night(zh: str, en: str, wrong: str) -> None:
    """12 a.m. begins the day."""
    assert not said(zh, en, True)
    assert said(zh, wrong, True) == ["another date"]


@pytest.mark.parametrize(("first", "last"), [("7.45", "8.15"), ("9.30", "11.00"), ("5.05", "6.10")])
@pytest.mark.parametrize("joined", ["from {} to {} p.m.", "between {} and {} pm", "{}-{}pm"])
def test_hours_with_points_share_their_half_of_the_day(joined: str, first: str, last: str) -> None:
    """What ends with p.m. is two times; without it the same figures are a length of numbers."""
    text = f"The doors are open {joined.format(first, last)}"
    assert [str(one.kind) for one in ak.quantities(text, "en")] == ["time", "time"]
    bare = ak.quantities(f"It rose from {first} to {last} points", "en")
    assert "time" not in [str(one.kind) for one in bare]


@pytest.mark.parametrize("count", ["两千三百人", "300人", "45人"])
@pytest.mark.parametrize("when", ["最多时", "最多的时候", "最少时", "最多那天"])
def test_the_most_of_a_time_is_no_bound(count: str, when: str) -> None:
    """最多时 says when there were so many; 最多 alone bounds them."""
    (held,) = ak.quantities(f"这里{when}住了{count}。", "zh")
    assert str(held.comparator) == "="
    (held,) = ak.quantities(f"这里最多住{count}。", "zh")
    assert str(held.comparator) == "<="


@pytest.mark.parametrize("made", ["{} metres wide", "{} of them", "about {} people"])
def test_a_dozen_is_some_ten(made: str) -> None:
    """十来 may be a dozen; twenty may not."""
    english = f"There was a breach, {made.format('a dozen')}."
    chinese = {"{} metres wide": "米宽的口子", "{} of them": "个", "about {} people": "个人"}[made]
    for count, told in (("十来", False), ("二十", True)):
        pair = [(f"那里有{count}{chinese}。", english)]
        found = ak.check(ak.Bitext.from_pairs(pair, "zh", "en"), select=["NUM001"])
        assert bool(found) == told
