"""Differences in wording between two renderings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alignkit.compare.wording import chrf, edits, identical, words


def marked(first: str, second: str) -> list[tuple[str, list[str], list[str]]]:
    """Return each edit with the words it marks."""
    return [
        (edit.kind, [s.slice(first) for s in edit.first], [s.slice(second) for s in edit.second])
        for edit in edits(first, second)
    ]


def test_a_replaced_word_is_marked_on_both_sides() -> None:
    """Only the word that differs is marked."""
    assert marked("the old house", "the new house") == [("replaced", ["old"], ["new"])]


def test_moved_words_are_one_move() -> None:
    """A phrase in another place is moved, not deleted and inserted."""
    found = marked(
        "For the next three years, the city will build schools.",
        "The city will build schools, for the next three years.",
    )
    assert ("moved", ["the city will build schools"], ["The city will build schools"]) in found
    assert all(
        len(words(" ".join(side))) == 1
        for kind, *sides in found
        if kind != "moved"
        for side in sides
        if side
    )


def test_typography_is_no_difference() -> None:
    """Curly quotes, dashes and spaces are the same words."""
    assert identical("“AI” – it's  here", '"AI" - it’s here')
    assert edits("“AI” – it's", '"AI" - it’s') == ()


def test_chinese_is_compared_character_by_character() -> None:
    """In Chinese a changed character is marked, not the whole clause."""
    assert marked("提高百分之十", "降低百分之十") == [("replaced", ["提高"], ["降低"])]


@given(st.text("ab c.", max_size=40), st.text("ab c.", max_size=40))
def test_spans_lie_in_their_texts(first: str, second: str) -> None:
    """Every span of an edit is inside its text, and not empty."""
    for edit in edits(first, second):
        assert all(0 <= s.start < s.end <= len(first) for s in edit.first)
        assert all(0 <= s.start < s.end <= len(second) for s in edit.second)


@given(st.text(max_size=40))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    """No edits between equal texts."""
    assert edits(text, text) == ()


def test_words_know_their_places() -> None:
    """Words are spans of the text."""
    text = "到 2020 年，AI 达到 3.5%"
    assert [span.slice(text) for span in words(text)][-4:] == ["达", "到", "3.5", "%"]


def test_chrf_is_sacrebleus() -> None:
    """Equal texts score 100."""
    assert chrf("the cat sat", "the cat sat") == 100.0
