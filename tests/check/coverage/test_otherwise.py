"""Stretches that are rendered though no vector says so: glosses, kindred words, names given."""

from __future__ import annotations

import pytest

from alignkit.check.coverage.otherwise import glossed, kindred, literal, said_before
from alignkit.embed import encoder
from alignkit.types import Span
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of


def _span(text: str, stretch: str) -> Span:
    start = text.index(stretch)
    return Span(start, start + len(stretch))


@pytest.mark.parametrize(
    ("source", "stretch", "target", "held"),
    [
        ("美国心脏协会（AHA）表示。", "美国心脏协会", "AHA said so.", True),
        ("美国心脏协会（AHA）表示。", "美国心脏协会", "They said so.", False),
        ("《柳叶刀》 (The Lancet)刊登了。", "柳叶刀", "It was in The Lancet.", True),
        ("比较甲术（Alpha）与乙术（Beta，BT）。", "Alpha）与乙术", "Alpha and BT.", True),
        ("比较甲术（Alpha）与乙术（Beta，BT）。", "甲术（Alpha）与乙术", "Alpha alone.", False),
        ("他们去了公园（很远）。", "去了公园", "They stayed at home.", False),
        ("World Health Organization (WHO) said.", "World Health Organization", "WHO表示。", True),
        ("The plan (see below) was dropped.", "The plan", "计划被取消了。see below", False),
    ],
)
def test_a_name_whose_gloss_stands_there_is_rendered(
    source: str, stretch: str, target: str, held: bool
) -> None:
    """Each name of the stretch needs its gloss, in the other script or as an acronym."""
    assert glossed(source, target, _span(source, stretch)) is held


@pytest.mark.parametrize(
    ("source", "target", "held"),
    [
        ("患者有粒细胞减少。", "The patients had granulocytopenia.", True),
        ("治疗前淋巴细胞减少。", "Pretreatment lymphocytopenia.", True),
        ("治疗前淋巴细胞减少。", "The patients were old.", False),
        ("他昨天买了石油化工产品。", "He went home.", False),
    ],
)
def test_words_of_the_same_kin_render_a_stretch(source: str, target: str, held: bool) -> None:
    """Pretreatment and lymphocytopenia are no words that the lexicon expects."""
    words = words_of(WordTable(encoder(None)), source)
    assert kindred(words, 0, len(words), target) is held


@pytest.mark.parametrize(
    ("stretch", "target", "held"),
    [
        ("get_items就好", "Use get_items in place of read.", True),
        ("get_items就好", "Use it in place of read.", False),
        ("把read换成get_items就好", "get_items", False),
    ],
)
def test_a_literal_with_a_word_or_two_is_rendered_by_itself(
    stretch: str, target: str, held: bool
) -> None:
    """More words than that are a clause, whatever literals it holds."""
    source = "这里把read换成get_items就好。"
    assert literal(source, target, _span(source, stretch)) is held


@pytest.mark.parametrize(
    ("source", "stretch", "held"),
    [
        ("《城市规划条例》第五条另有规定。", "城市规划条例", True),
        ("第五条，城市规划条例，另有规定。", "城市规划条例", False),
        ("《城市绿化条例》第五条另有规定。", "城市绿化条例", False),
    ],
)
def test_a_name_written_out_just_before_may_be_left_out(
    source: str, stretch: str, held: bool
) -> None:
    """A whole clause may not, nor what stands there for the first time."""
    earlier = ["《城市规划条例》第四条。"]
    assert said_before(source, earlier, _span(source, stretch)) is held
