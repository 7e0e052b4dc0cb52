"""Exact places: nothing is lost, nothing is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import alignkit as ak

PIECES = st.sampled_from(
    [
        *"abcXYZ .!?…\"'()[]“”,;:\n\t1290。！？；（）《》「」”“他说道，的Ａ．",
        "Dr. ",
        "U.S. ",
        "e.g. ",
        "\n\n",
        " . . . ",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@pytest.mark.parametrize("lang", ["zh", "en", "fr"])
@given(text=TEXTS)
def test_slices_and_white_space_give_back_the_text(lang: str, text: str) -> None:
    """Every sentence is the slice its span names; between sentences lies only white space."""
    place = 0
    for sentence in ak.segment(text, lang):
        start, end = sentence.span
        assert text[start:end] == sentence.text
        assert sentence.text.strip() == sentence.text != ""
        assert start >= place
        assert not text[place:start].strip()
        place = end
    assert not text[place:].strip()


def test_document_sentences_stay_in_their_blocks() -> None:
    """Blocks of another language and boilerplate hold no sentence; no sentence crosses a block."""
    text = "One line\n第二段。\nHome About\nTwo. Three."
    blocks = (
        ak.Block("heading", ak.Span(0, 8)),
        ak.Block("paragraph", ak.Span(9, 13), lang="zh"),
        ak.Block("boilerplate", ak.Span(14, 24)),
        ak.Block("paragraph", ak.Span(25, 36)),
    )
    held = ak.segment(ak.Document(text, "en", blocks)).sentences
    assert [(s.text, s.block) for s in held] == [("One line", 0), ("Two.", 3), ("Three.", 3)]
