"""The term table: terms found, followed through the translation, counted."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit.compose import check
from alignkit.terms.repeated import terms_of
from alignkit.types import Bitext

PAIRS = [
    ("智能工厂正在建设。", "The smart factory is being built."),
    ("各地的智能工厂不多。", "There are not many smart factories in these places."),
    ("这家智能工厂很大。", "This smart factory is large."),
    ("我们参观了智能工厂。", "We visited the intelligent factory."),
]


def test_a_term_is_found_with_its_renderings_and_places() -> None:
    """Inflection and articles do not make another rendering; places count in the bead's text."""
    bitext = Bitext.from_pairs(PAIRS)
    term = next(t for t in terms_of(bitext) if t.source == "智能工厂")
    assert [(r.text, r.count) for r in term.renderings] == [
        ("smart factory", 3),
        ("intelligent factory", 1),
    ]
    for rendering in term.renderings:
        for place in rendering.places:
            source, target = bitext.passages(place.bead)
            assert place.source.slice(source.text) == "智能工厂"
            assert "factor" in place.target.slice(target.text).lower()


def test_another_language_has_no_table() -> None:
    """Nothing is made up for pairs that the words of the model do not cover."""
    assert terms_of(Bitext.from_pairs([("a", "b")] * 5, "de", "fr")) == ()


def test_the_odd_rendering_is_reported_with_all_places() -> None:
    """The finding names the usual rendering, its places, and the odd one."""
    (finding,) = check(PAIRS, select=["TRM001"])
    assert finding.bead == 3
    assert finding.values["usual_beads"] == [0, 1, 2]
    assert finding.target.marked() == ("intelligent factory",)


def test_a_rendering_with_another_word_in_it_is_found_by_its_company() -> None:
    """A word that is no synonym links to nothing; the words around it say what it stands for."""
    pairs = [
        ("物流信息平台已经上线。", "The logistics information platform is online."),
        ("市民可使用物流信息平台。", "Citizens can use the logistics information platform."),
        ("物流信息平台服务企业。", "The logistics information platform serves companies."),
        ("物流信息平台免费。", "The logistics information platform is free."),
        ("我们测试物流信息平台。", "We are testing the logistics data platform."),
    ]
    (finding,) = check(pairs, select=["TRM001"])
    assert finding.target.marked() == ("logistics data platform",)


@pytest.mark.parametrize(("name", "other"), [("Linux", "Android"), ("Python", "Ruby")])
def test_a_latin_name_that_became_another_is_told_both_ways(name: str, other: str) -> None:
    """The source's name is not in the translation, and one that the source lacks is."""
    english, chinese = "Run it on a {} machine first.", "请先在{}机器上运行。"
    for langs, source, target in (("zh", "en"), chinese, english), (("en", "zh"), english, chinese):
        pair = source.format(name), target.format(other)
        found = ak.check(ak.Bitext.from_pairs([pair], *langs), select=["TRM003"])
        assert [(f.values["name"], f.values["found"]) for f in found] == [(name, other)]
        right = source.format(name), target.format(name)
        assert not ak.check(ak.Bitext.from_pairs([right], *langs), select=["TRM003"])


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The World Health Organization met.", "世卫组织（WHO）开会。"),
        ("Run it on Linux and Windows.", "在各种系统上运行。"),
        ("Open Windows and then a terminal.", "先打开 Windows，再打开 PowerShell 终端。"),
    ],
)
def test_a_latin_name_alone_is_no_exchange(english: str, chinese: str) -> None:
    """An acronym that is spelled out, a name left out, a name put in."""
    pairs = ak.Bitext.from_pairs([(english, chinese)], "en", "zh")
    assert not ak.check(pairs, select=["TRM003"])


ENGLISH = [
    ("The security deposit is due on signing.", "签约时须缴纳保证押金。"),
    ("The Landlord holds the security deposit.", "房东保管保证押金。"),
    ("No interest is paid on the security deposit.", "保证押金不计利息。"),
]


@pytest.mark.parametrize(
    ("usual", "other", "last"),
    [
        ("保证押金", "保证定金", "退租时退还{}。"),
        ("安全押金", "保证押金", "本条所称{}将在租期结束后退还。"),
    ],
)
def test_an_english_term_is_followed_through_a_chinese_translation(
    usual: str, other: str, last: str
) -> None:
    """The other direction has the same rule; the usual rendering is no finding."""
    pairs = [(source, target.replace("保证押金", usual)) for source, target in ENGLISH]
    ends = "The security deposit is returned at the end of the lease."
    for word, told in ((other, [usual]), (usual, [])):
        bitext = Bitext.from_pairs([*pairs, (ends, last.format(word))], "en", "zh")
        found = ak.check(bitext, select=["TRM001"])
        assert [finding.values["usual"] for finding in found] == told


NAMES = [
    ("{} Lindqvist opened the shop.", "{}·林德奎斯特打开了店门。"),
    ("The villagers trusted {}.", "村民们信任{}。"),
    ("Nobody saw {} again.", "再也没有人见过{}。"),
]


@pytest.mark.parametrize(
    ("name", "usual", "other"),
    [("Dimitri", "迪米特里", "德米特里"), ("Bussman", "布斯曼", "巴斯曼")],
)
def test_a_foreign_name_spelled_in_two_ways_is_told(name: str, usual: str, other: str) -> None:
    """The usual spelling is the one that stands twice; a title beside a name is no other one."""
    pairs = [(source.format(name), target.format(usual)) for source, target in NAMES[:2]]
    for last, told in ((other, [other]), (usual, []), (f"{usual}先生", [])):
        ends = NAMES[2][0].format(name), NAMES[2][1].format(last)
        found = ak.check(Bitext.from_pairs([*pairs, ends], "en", "zh"), select=["TRM001"])
        assert [finding.values["here"] for finding in found] == told


@pytest.mark.parametrize(("usual", "other"), [("Dimitri", "Dmitry"), ("Kaminsky", "Kaminski")])
def test_a_name_is_spelled_in_one_way_in_english_too(usual: str, other: str) -> None:
    """The Chinese has one name, the translation two."""
    chinese = {"Dimitri": "迪米特里", "Kaminsky": "卡明斯基"}[usual]
    pairs = [(target.format(chinese), source.format(usual)) for source, target in NAMES[:2]]
    for last, told in ((other, [other]), (usual, [])):
        ends = NAMES[2][1].format(chinese), NAMES[2][0].format(last)
        found = ak.check(Bitext.from_pairs([*pairs, ends], "zh", "en"), select=["TRM001"])
        assert [finding.values["here"] for finding in found] == told
