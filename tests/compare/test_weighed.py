"""Rows of substance told from the others by all that was found in them."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from importlib.resources import files

import pytest

import alignkit as ak
from alignkit.compare.weighed import features, scales
from alignkit.types import Span
from alignkit.types.comparison import Divergence, Row

SOURCE = "研究者介绍了口红的销售情况和未来两年的计划。"
FIRST = "The researcher described sales of lipstick and the plan for the next two years."
OTHERS = {
    "the same": FIRST,
    "in other words": "Researchers spoke of how lipstick sold and plans for the coming two years.",
    "another thing": "The researcher described sales of boats and the plan for the next two years.",
    "left out": "The researcher described sales of lipstick.",
}


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    """Return the row of each case."""
    sides = [
        ak.Bitext.from_pairs([(SOURCE, text) for text in texts])
        for texts in ([FIRST] * len(OTHERS), OTHERS.values())
    ]
    return dict(zip(OTHERS, ak.compare([SOURCE] * len(OTHERS), *sides).rows, strict=True))


def test_the_weights_fit_the_features() -> None:
    """What was learned names the features that are read now."""
    held = json.loads(files(scales.FOLDER).joinpath(scales.FILE).read_text(encoding="utf-8"))
    assert held["features"] == [*features.GAP, *features.ROW]
    assert held["content"] == list(features.CONTENT)
    assert 0 < held["likely"] < 1


def test_what_says_another_thing_stands_above_other_words(rows: dict[str, Row]) -> None:
    """A lipstick is no umbrella, but sales and how it sold are one."""
    scores = {case: row.score for case, row in rows.items()}
    assert scores["the same"] == 0
    assert scores["another thing"] > scores["in other words"]
    assert scores["left out"] > scores["in other words"]


def test_a_row_of_substance_says_what_differs(rows: dict[str, Row]) -> None:
    """At least one of its differences is more than a remark, and a row of wording has none."""
    for row in rows.values():
        told = [found for found in row.divergences if found.severity != "info"]
        assert bool(told) == (row.kind == "substance")
        assert (row.score >= 0.5) == (row.kind == "substance")


def test_the_words_of_another_sense_are_marked_on_both_sides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the translation that is closer to the original, wherever a row is called so."""
    low = replace(scales.learned(), likely=0.01)
    weigh = import_module("alignkit.compare.weighed.weigh")
    monkeypatch.setattr(weigh, "learned", lambda: low)
    texts = ("The court fined the company.", "The bakery fined the company.")
    sides = [ak.Bitext.from_pairs([("法院对公司处以罚款。", text)]) for text in texts]
    (row,) = ak.compare(["法院对公司处以罚款。"], *sides).rows
    (found,) = [each for each in row.divergences if each.severity != "info"]
    assert found.kind == "sense"
    assert [span.slice(texts[0]) for span in found.first] == ["court"]
    assert [span.slice(texts[1]) for span in found.second] == ["bakery"]
    assert found.values["closer"] == 0


def test_the_words_of_a_clause_that_only_one_renders_are_marked() -> None:
    """In the rendering as well as in the original."""
    source = "应对这一挑战，需要中国和非洲团结合作。"
    texts = (
        "To meet this challenge, China and Africa need to unite and cooperate.",
        "China and Africa need to unite and cooperate.",
    )
    sides = [ak.Bitext.from_pairs([(source, text)]) for text in texts]
    (row,) = ak.compare([source], *sides).rows
    marked = " ".join(span.slice(texts[0]) for found in row.divergences for span in found.first)
    assert "meet" in marked
    assert "challenge" in marked


SAYINGS = {
    "君子不器。": ("A gentleman is no tool.", "The noble man is not an instrument."),
    "温故而知新。": ("Keep the old and know the new.", "Review the old to learn the new."),
    "攻乎异端。": ("Devote yourself to strange teachings.", "Attack heresies."),
    "见义不为，无勇也。": ("Not to do right is cowardice.", "To fail to do right is cowardice."),
    "学而不思则罔。": ("To learn without thinking is to be lost.", "Study alone is useless."),
}


def test_what_a_translator_says_in_every_row_is_marked_in_the_first_alone() -> None:
    """Who writes Confucius for 子, where the other writes the Master, says nothing new by it."""
    lines = [f"子曰：“{line}”" for line in SAYINGS]
    texts = [
        [f"{who}, {said[side]}" for said in SAYINGS.values()]
        for side, who in enumerate(("The Master said", "Confucius remarked"))
    ]
    sides = [ak.Bitext.from_pairs(list(zip(lines, own, strict=True))) for own in texts]
    for row in ak.compare(lines, *sides).rows[1:]:
        marked = [s.slice(row.renderings[1].text) for d in row.divergences for s in d.second]
        assert not any("Confucius" in words or "remarked" in words for words in marked)


def test_a_clause_that_both_render_by_its_links_weighs_less() -> None:
    """A rule's doubt about a clause counts for nothing where its words are linked on both sides."""
    lost = Divergence("DIV004", "content", "", (0, 1), source=(Span(0, 12),), confidence=0.8)
    alone, half, both = (max(features.of_divergence(lost, share)) for share in (0.0, 0.75, 1.0))
    assert alone > half > both == 0
