"""The term table: terms found, followed through the translation, counted."""

from __future__ import annotations

from alignkit.check.terms.extraction import term_table
from alignkit.compose import check
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
    term = next(t for t in term_table(bitext) if t.source == "智能工厂")
    assert [(r.text, r.count) for r in term.renderings] == [
        ("smart factory", 3),
        ("intelligent factory", 1),
    ]
    for rendering in term.renderings:
        for place in rendering.places:
            source, target = bitext.passages(place.bead)
            assert place.source.slice(source.text) == "智能工厂"
            assert place.target is not None
            assert "factor" in place.target.slice(target.text).lower()


def test_another_language_has_no_table() -> None:
    """Nothing is made up for pairs that the words of the model do not cover."""
    assert term_table(Bitext.from_pairs([("a", "b")] * 5, "de", "fr")) == ()


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
