"""What two translators chose for each word: forms, synonyms, senses, silence, additions."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit.types.comparison import Choice, Comparison, Row


def compared(source: str, first: str, second: str) -> Row:
    """Return the one row of two translations of a sentence."""
    sides = [ak.Bitext.from_pairs([(source, text)]) for text in (first, second)]
    row: Row = ak.compare([source], *sides).rows[0]
    return row


def told(row: Row, kind: str) -> set[tuple[str, str, str]]:
    """Return the words of the choices of one kind: of the original, the first, the second."""
    texts = row.source, row.renderings[0].text, row.renderings[1].text
    return {
        (
            " ".join(span.slice(texts[0]) for span in choice.source),
            " ".join(span.slice(texts[1]) for span in choice.first),
            " ".join(span.slice(texts[2]) for span in choice.second),
        )
        for choice in row.choices
        if choice.kind == kind
    }


def test_a_synonym_is_told_from_another_form() -> None:
    """Two words for one, and one word in two forms."""
    row = compared(
        "促进重点领域的技术发展。",
        "Promote the development of technology in key areas.",
        "Facilitate the development of technologies in key fields.",
    )
    assert told(row, "synonym") == {
        ("促进", "Promote", "Facilitate"),
        ("领域", "areas", "fields"),
    }
    assert told(row, "form") == {("技术", "technology", "technologies")}


def test_another_sense_says_which_is_closer() -> None:
    """The word that the original does not bear out is farther from it."""
    row = compared(
        "结果支持这些家庭成员。",
        "The results benefit these family members.",
        "The results support these family members.",
    )
    assert ("支持", "benefit", "support") in told(row, "sense")
    assert [choice.closer for choice in row.choices if choice.kind == "sense"] == [1]


def test_a_word_that_one_leaves_out_is_told_with_its_source() -> None:
    """Only one of them renders it."""
    row = compared("这是重要的治疗。", "This is a treatment.", "This is an important treatment.")
    assert told(row, "silent") == {("重要", "", "important")}


def test_what_one_adds_in_brackets_is_an_addition() -> None:
    """A note of the translator renders nothing."""
    row = compared("集中资源。", "Concentrate [China's] resources.", "Concentrate resources.")
    assert told(row, "addition") == {("", "China's", "")}


def test_choices_move_neither_kind_nor_score() -> None:
    """Wording stays wording, whatever was chosen."""
    row = compared("促进发展。", "Promote development.", "Facilitate development.")
    assert row.choices
    assert row.kind == "wording"


@pytest.mark.parametrize("swapped", [False, True])
def test_choices_are_the_same_from_either_side(swapped: bool) -> None:
    """Which translation comes first changes the sides and nothing else."""
    texts = ["Grasp the trend.", "Seize the trends."]
    row = compared("抓住趋势。", *texts[:: -1 if swapped else 1])
    kinds = {choice.kind for choice in row.choices}
    assert kinds == {"synonym", "form"}


def test_choices_come_back_from_json() -> None:
    """They are part of the comparison's values."""
    sides = [
        ak.Bitext.from_pairs([("促进发展。", text)]) for text in ("Promote it.", "Advance it.")
    ]
    diff = ak.compare(["促进发展。"], *sides)
    again = Comparison.from_json(diff.to_json())
    assert again.rows == diff.rows
    assert all(isinstance(choice, Choice) for choice in again.rows[0].choices)


@pytest.mark.parametrize(("word", "small"), [("Things", True), ("Tonga", False), ("Motegi", False)])
def test_a_name_that_opens_a_sentence_keeps_its_capital(word: str, small: bool) -> None:
    """The capital of another word is the sentence's."""
    from alignkit.terms.table import _is_lower

    assert _is_lower(word) == small


def test_an_attribute_of_another_noun_is_no_part_of_a_rendering() -> None:
    """A community with a shared future: of 共同体 it is the community alone."""
    source = "推动构建人类命运共同体。"
    first = "Promote the building of a community with a shared future for mankind."
    second = "Promote the build-up of a global community of common destiny for all mankind."
    sides = [ak.Bitext.from_pairs([(source, text)]) for text in (first, second)]
    terms = {term.source: term for term in ak.compare([source], *sides).terms}
    said = [text for own in terms["共同体"].renderings for text, _ in own]
    assert not any("shared" in text or "common" in text for text in said)
