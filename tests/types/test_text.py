"""Spans, offset maps and documents."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignkit import Document, InputError, OffsetMap, Span


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, OffsetMap]:
    """An original, an edited text, and the map between them."""
    original = draw(st.text("abcd ", max_size=30))
    kept: list[str] = []
    places: list[int] = []
    for index, character in enumerate(original):
        if draw(st.booleans()):
            kept.append(character)
            places.append(index)
        if draw(st.integers(0, 4)) == 0:
            kept.append("+")
            places.append(-1)
    return original, "".join(kept), OffsetMap.from_positions(places, len(original))


@given(edited())
def test_each_copied_character_leads_back_to_itself(case: tuple[str, str, OffsetMap]) -> None:
    """A span of one copied character maps to that very character."""
    original, text, offsets = case
    for index, character in enumerate(text):
        if character != "+":
            assert offsets.to_original(Span(index, index + 1)).slice(original) == character


@given(edited(), st.data())
def test_a_span_leads_to_a_stretch_that_holds_it(
    case: tuple[str, str, OffsetMap], data: st.DataObject
) -> None:
    """The original stretch of a span contains the stretches of its characters."""
    original, text, offsets = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = offsets.to_original(Span(start, end))
    assert 0 <= whole.start <= whole.end <= len(original)
    for index in range(start, end):
        if text[index] != "+":
            part = offsets.to_original(Span(index, index + 1))
            assert whole.start <= part.start
            assert part.end <= whole.end


@given(edited(), st.data())
def test_maps_compose(case: tuple[str, str, OffsetMap], data: st.DataObject) -> None:
    """Going through two maps at once is going through one and then the other."""
    _, text, first = case
    places = [index for index in range(len(text)) if data.draw(st.booleans())]
    second = OffsetMap.from_positions(places, len(text))
    both = second.after(first)
    for here, middle in enumerate(places):
        if text[middle] != "+":
            expected = first.to_original(Span(middle, middle + 1))
            assert both.to_original(Span(here, here + 1)) == expected


def test_passage_leads_back_to_sentences() -> None:
    """A span over two joined sentences is found again in both."""
    document = Document.from_sentences(["One two.", "Three four."], lang="en")
    passage = document.passage([0, 1])
    assert passage.text == "One two. Three four."
    spans = document.locate(passage, Span(4, 14))
    assert [span.slice(document.text) for span in spans] == ["two.", "Three"]


def test_chinese_sentences_join_without_a_space() -> None:
    """Chinese is written without spaces between sentences."""
    assert Document.from_sentences(["一。", "二。"], lang="zh").passage([0, 1]).text == "一。二。"


def test_values_do_not_change() -> None:
    """A document is frozen."""
    with pytest.raises(FrozenInstanceError):
        Document("text", "en").text = "other"  # type: ignore[misc]


@given(st.lists(st.text(max_size=12), max_size=4), st.sampled_from(["zh", "en"]))
def test_json_reads_back_equal(sentences: list[str], lang: str) -> None:
    """What to_json wrote, from_json reads as an equal value."""
    document = Document.from_sentences(sentences, lang, name="plan.txt")
    assert Document.from_json(document.to_json()) == document


def test_another_schema_is_refused() -> None:
    """A value of an unknown schema is an error, not a guess."""
    data = Document("text", "en").to_json() | {"schema": 99}
    with pytest.raises(InputError, match="schema 99"):
        Document.from_json(data)
