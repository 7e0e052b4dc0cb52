"""Words that one rendering has alone, weighed by the original."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit.types.comparison import Comparison, Row
from alignkit.types.notes import without_notes

CASES = {
    "dropped word": (
        "国家支持重点领域的人工智能产品研发。",
        "The state supports the development of artificial intelligence products in key fields.",
        "The state supports the research and development of artificial intelligence products in "
        "key fields.",
    ),
    "dropped modifier": (
        "立足各地产业的现实基础，加强部署。",
        "Based on the industrial foundations of all regions, strengthen deployment.",
        "Based on the actual industrial foundations of all regions, strengthen deployment.",
    ),
    "dropped clause": (
        "该中心每年颁发一次奖项，并向社会公布获奖名单。",
        "The centre grants the award once a year and publishes the list of winners to society.",
        "The centre grants the award and publishes the list.",
    ),
    "synonyms": (
        "推动人工智能和实体经济深度融合。",
        "Promote the deep integration of artificial intelligence and the real economy.",
        "Push forward the deep fusion of AI with the real economy.",
    ),
    "denial elsewhere": (
        "该船没有造成损失，申请当庭获得批准。",
        "The ship caused no losses, and the application was approved in court.",
        "The ship caused no losses, and the application was not approved in court.",
    ),
    "all and most": (
        "广大会员国坚持这一原则。",
        "All member states adhere to this principle.",
        "The majority of member states adhere to this principle.",
    ),
    "brackets": (
        "集中优势力量。",
        "Concentrate [China's] superior forces.",
        "Concentrate superior forces.",
    ),
    "exhortation": (
        "为落实规划，抓住历史机遇，制订本计划。",
        "This plan was drafted to carry out the programme. We should seize the historic "
        "opportunity.",
        "To carry out the programme and seize the historic opportunity, this plan is formulated.",
    ),
}


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    """Every case as a row of one comparison."""
    source = [case[0] for case in CASES.values()]
    sides = ([case[side] for case in CASES.values()] for side in (1, 2))
    diff = ak.compare(source, *(ak.Bitext.from_pairs(list(zip(source, s))) for s in sides))
    return dict(zip(CASES, diff.rows))


@pytest.mark.parametrize(
    ("case", "kind", "word", "side"),
    [
        ("dropped word", "word", "research", 1),
        ("dropped modifier", "word", "actual", 1),
        ("exhortation", "mood", "should", 0),
    ],
)
def test_a_word_that_one_rendering_leaves_out_is_a_detail(
    rows: dict[str, Row], case: str, kind: str, word: str, side: int
) -> None:
    """It is marked where it stands, with the rendering that is closer to the original."""
    row = rows[case]
    assert row.kind == "detail"
    (found,) = [d for d in row.divergences if d.kind == kind]
    spans = found.second if side else found.first
    assert [span.slice(row.renderings[side].text) for span in spans] == [word]
    assert found.values["closer"] == 1


def test_what_a_translator_adds_in_brackets_is_a_detail(rows: dict[str, Row]) -> None:
    """The rendering without it is closer to the original."""
    (found,) = rows["brackets"].divergences
    assert found.first[0].slice(CASES["brackets"][1]) == "[China's]"
    assert (found.kind, found.values["closer"]) == ("word", 1)


def test_a_clause_that_one_rendering_leaves_out_is_substance(rows: dict[str, Row]) -> None:
    """More than a word is missing: the row differs in substance."""
    row = rows["dropped clause"]
    assert row.kind == "substance"
    assert {d.kind for d in row.divergences if d.severity != "info"} == {"content"}


def test_two_words_for_one_are_wording(rows: dict[str, Row]) -> None:
    """Words that render the same word of the original differ in wording alone."""
    assert rows["synonyms"].kind == "wording"


def test_a_denial_counts_where_the_original_denies_something_else(rows: dict[str, Row]) -> None:
    """The original denies in another clause, and both renderings do."""
    (found,) = [d for d in rows["denial elsewhere"].divergences if d.kind == "negation"]
    assert found.second[0].slice(CASES["denial elsewhere"][2]) == "not"


def test_words_that_exclude_each_other_are_substance(rows: dict[str, Row]) -> None:
    """All and the majority are not the same."""
    assert rows["all and most"].kind == "substance"
    assert "meaning" in {d.kind for d in rows["all and most"].divergences}


def test_swapped_renderings_differ_in_the_same() -> None:
    """The order of the translations changes no kind and swaps the sides."""
    source = [case[0] for case in CASES.values()]
    first, second = ([case[side] for case in CASES.values()] for side in (1, 2))

    def compared(*sides: list[str]) -> Comparison:
        return ak.compare(source, *(ak.Bitext.from_pairs(list(zip(source, s))) for s in sides))

    for row, other in zip(compared(first, second), compared(second, first)):
        assert row.kind == other.kind
        assert {(d.kind, d.first) for d in row.divergences} == {
            (d.kind, d.second) for d in other.divergences
        }


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Action Plan [Full translation]", "Action Plan"),
        ("Action Plan (2018-2020)", "Action Plan (2018-2020)"),
        ("Action Plan (translation)", "Action Plan"),
    ],
)
def test_notes_on_the_translation_are_set_aside(text: str, bare: str) -> None:
    """What says that this is a translation translates nothing."""
    assert without_notes(text) == bare


def test_a_note_is_no_divergence() -> None:
    """A row that differs in such a note alone is the same."""
    pairs = [("行动计划", "Action Plan")], [("行动计划", "Action Plan [Full translation]")]
    diff = ak.compare(["行动计划"], *(ak.Bitext.from_pairs(pair) for pair in pairs))
    assert [row.kind for row in diff] == ["same"]
    assert diff.rows[0].score == 0
