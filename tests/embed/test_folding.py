"""Folding: one spelling for each character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignkit.embed.folding import Folding, fold, fold_with_origins


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("Café naïve", "cafe naive"),
        ("“you” ‘ll’", "\"you\" 'll'"),
        ("《论语》", '"论语"'),
        ("一九九〇年", "一九九零年"),
        ("ﬁnal", "final"),
    ],
)
def test_spellings_of_one_thing_fold_to_one(text: str, folded: str) -> None:
    """Width, case, accents, quotation marks and ligatures make no difference."""
    assert fold(text, Folding({})) == folded


def test_traditional_characters_fold_to_simplified_ones() -> None:
    """The variant table is applied character by character."""
    assert fold("漢語", Folding({"漢": "汉", "語": "语"})) == "汉语"


@given(st.text())
def test_origins_name_the_character_each_one_came_from(text: str) -> None:
    """Each folded character is part of the folded form of its origin."""
    table = Folding({})
    folded, origins = fold_with_origins(text, table)
    places = range(len(text)) if origins is None else origins
    assert len(places) == len(folded)
    for character, place in zip(folded, places, strict=True):
        assert character in fold(text[place], table)
