"""Values that changed places within a sentence, though every figure stands on both sides."""

from __future__ import annotations

import itertools

import pytest

import alignkit as ak

PARTS = [
    ("{whole}家工厂中有{part}家停产。", "Of the {whole} plants, {part} stopped production."),
    ("关闭了{whole}家工厂中的{part}家。", "The company closed {part} of its {whole} plants."),
    ("{whole}名患者中，{part}名康复。", "{part} of the {whole} patients recovered."),
    ("{whole}项建议，其中{part}项已落实。", "{part} out of {whole} proposals were carried out."),
]
YEARS = [
    ("比例从{one}年的{low}%变为{two}年的{high}%。",
     "The share went from {low}% in {one} to {high}% in {two}."),
    ("价格为{low}美元（{one}年）和{high}美元（{two}年）。",
     "Prices were ${low} in {one} and ${high} in {two}."),
]  # fmt: skip
HEADS = [
    ("共有{low}名医生和{high}名学生参加。", "{high} students and {low} doctors took part.",
     "{high} doctors and {low} students took part."),
    ("进口增长{low}%，出口增长{high}%。", "Exports grew by {high}%, imports by {low}%.",
     "Imports grew by {high}%, exports by {low}%."),
]  # fmt: skip
COMPANY = [
    ("居民消费价格同比上涨{low}%，环比上涨{high}%。",
     "Consumer prices rose {low}% year on year and {high}% month on month.",
     "Consumer prices rose {high}% year on year and {low}% month on month."),
    ("出口环比下降{low}%，同比下降{high}%。",
     "Exports fell {high}% from a year earlier and {low}% from the previous month.",
     "Exports fell {low}% from a year earlier and {high}% from the previous month."),
    ("共派出执法人员{low}人，执法艇{high}艘。",
     "It involved {low} law enforcement officers and {high} law enforcement vessels.",
     "It involved {high} law enforcement officers and {low} law enforcement vessels."),
    ("汇集{low}余件作品，来自{high}余家美术馆。",
     "Over {low} works came from more than {high} art museums.",
     "Over {high} works came from more than {low} art museums."),
]  # fmt: skip
LANGS = [("zh", "en"), ("en", "zh")]
NUMBERS = [(12, 47), (35, 120), (8, 31)]


def said(zh: str, en: str, langs: tuple[str, str], least: str = "warning") -> set[str]:
    """Return the rules that speak of a pair."""
    texts = (zh, en) if langs[0] == "zh" else (en, zh)
    found = ak.check(ak.Bitext.from_pairs([texts], *langs), select=["NUM022", "NUM023"])
    return {finding.rule for finding in found.at_least(least)}  # type: ignore[arg-type]


@pytest.mark.parametrize("langs", LANGS)
@pytest.mark.parametrize(("part", "whole"), NUMBERS)
@pytest.mark.parametrize(("zh", "en"), PARTS)
def test_a_part_is_no_whole(
    zh: str, en: str, part: int, whole: int, langs: tuple[str, str]
) -> None:
    """Twelve of forty-seven are not forty-seven of twelve."""
    right = {"part": part, "whole": whole}
    assert not said(zh.format(**right), en.format(**right), langs, "info")
    wrong = en.format(part=whole, whole=part)
    assert said(zh.format(**right), wrong, langs) == {"NUM022"}


@pytest.mark.parametrize("langs", LANGS)
@pytest.mark.parametrize(("low", "high"), NUMBERS)
@pytest.mark.parametrize(("zh", "en"), YEARS)
def test_a_value_keeps_its_year(
    zh: str, en: str, low: int, high: int, langs: tuple[str, str]
) -> None:
    """What was said of 2019 is not said of 2021."""
    right = {"low": low, "high": high, "one": 2019, "two": 2021}
    assert not said(zh.format(**right), en.format(**right), langs, "info")
    assert "NUM022" in said(
        zh.format(**right), en.format(**{**right, "low": high, "high": low}), langs
    )


@pytest.mark.parametrize("langs", LANGS)
@pytest.mark.parametrize(("low", "high"), NUMBERS)
@pytest.mark.parametrize(("zh", "right", "wrong"), HEADS)
def test_a_value_keeps_its_words(
    zh: str, right: str, wrong: str, low: int, high: int, langs: tuple[str, str]
) -> None:
    """The same figures on both sides, of other things each."""
    values = {"low": low, "high": high}
    assert not said(zh.format(**values), right.format(**values), langs)
    assert said(zh.format(**values), wrong.format(**values), langs) == {"NUM022"}


@pytest.mark.parametrize("langs", LANGS)
def test_the_ends_of_a_change_keep_their_order(langs: tuple[str, str]) -> None:
    """Bare figures too: both stand on both sides."""
    assert said("气温从31降至22。", "Temperatures rose from 22 to 31.", langs) == {"NUM023"}
    assert not said("气温从31降至22。", "Temperatures fell from 31 to 22.", langs)


@pytest.mark.parametrize("langs", LANGS)
@pytest.mark.parametrize(("low", "high"), NUMBERS)
@pytest.mark.parametrize(("zh", "right", "wrong"), COMPANY)
def test_a_value_keeps_the_company_of_its_words(
    zh: str, right: str, wrong: str, low: int, high: int, langs: tuple[str, str]
) -> None:
    """What growth is measured from, officers and vessels: words that render each other stay."""
    values = {"low": low, "high": high}
    assert not said(zh.format(**values), right.format(**values), langs)
    assert "NUM022" in said(zh.format(**values), wrong.format(**values), langs)


TURNED = [
    ("推出{low}个板块{high}项文化和旅游活动。",
     "It offers {high} cultural and tourism activities in {low} sectors."),
    ("在{low}个城市设立{high}家门店。", "It opened {high} shops in {low} cities."),
    ("{low}个村的{high}名学生获得资助。", "{high} pupils from {low} villages received grants."),
]  # fmt: skip


@pytest.mark.parametrize("langs", LANGS)
@pytest.mark.parametrize(("low", "high"), NUMBERS)
@pytest.mark.parametrize(("zh", "en"), TURNED)
def test_what_stands_between_two_counts_is_of_the_first(
    zh: str, en: str, low: int, high: int, langs: tuple[str, str]
) -> None:
    """Another order of the same counts is no exchange, though their words stand side by side."""
    values = {"low": low, "high": high}
    assert not said(zh.format(**values), en.format(**values), langs)


CLAUSES = [
    ("第一季度出口{one}下降{low}%，但{other}增长{high}%。",
     "Exports fell by {low}% in the first quarter {First}, but were {high}% higher {Second}."),
    ("本季度{one}增加{low}%；不过，{other}减少{high}%。",
     "They rose by {low}% this quarter {First}; they were, however, {high}% lower {Second}."),
]  # fmt: skip
BASES = {"同比": "than a year earlier", "环比": "than in the previous quarter"}


@pytest.mark.parametrize("langs", LANGS)
@pytest.mark.parametrize(("low", "high"), [("8.3", "2.1"), ("12", "47")])
@pytest.mark.parametrize("first", list(BASES))
@pytest.mark.parametrize(("zh", "en"), CLAUSES)
def test_bases_in_clauses_of_their_own_changed_places(
    zh: str, en: str, first: str, low: str, high: str, langs: tuple[str, str]
) -> None:
    """What a clause measures from is its own number's, however near the next one stands."""
    one, other = (first, *(basis for basis in BASES if basis != first))
    told = {"low": low, "high": high}
    right = en.format(
        **told,
        First=BASES[one].replace("than in", "from").replace("than", "from"),
        Second=BASES[other],
    )
    wrong = en.format(
        **told,
        First=BASES[other].replace("than in", "from").replace("than", "from"),
        Second=BASES[one],
    )
    chinese = zh.format(**told, one=one, other=other)
    assert not said(chinese, right, langs)
    assert said(chinese, wrong, langs) == {"NUM022"}


NOUNS = [
    ("街", "streets", "条"), ("教堂", "churches", "座"), ("医生", "doctors", "名"),
    ("桥梁", "bridges", "座"), ("学生", "students", "名"), ("村庄", "villages", "个"),
]  # fmt: skip
SMALL = {2: ("两", "two"), 3: ("三", "three"), 5: ("五", "five"), 9: ("九", "nine")}
COUNTED = list(itertools.combinations(range(len(NOUNS)), 2))


@pytest.mark.parametrize("langs", LANGS)
@pytest.mark.parametrize(("one", "other"), [(2, 3), (5, 2), (3, 9)])
@pytest.mark.parametrize(("first", "second"), COUNTED)
def test_small_counts_changed_places(
    first: int, second: int, one: int, other: int, langs: tuple[str, str]
) -> None:
    """Two streets and three churches, whether the figures moved or the nouns."""
    (zh, en, measure), (zh_too, en_too, measure_too) = NOUNS[first], NOUNS[second]
    low, high = SMALL[one], SMALL[other]
    chinese = f"那里有{low[0]}{measure}{zh}和{high[0]}{measure_too}{zh_too}。"
    right = f"There were {low[1]} {en} and {high[1]} {en_too} there."
    turned = f"There were {high[1]} {en_too} and {low[1]} {en} there."
    assert not said(chinese, right, langs)
    assert not said(chinese, turned, langs)
    for wrong in (
        f"There were {high[1]} {en} and {low[1]} {en_too} there.",
        f"There were {low[1]} {en_too} and {high[1]} {en} there.",
    ):
        assert said(chinese, wrong, langs) == {"NUM022"}, wrong
