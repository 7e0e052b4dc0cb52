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


def test_a_document_tells_whose_rules_split_it() -> None:
    """The name of the rules goes with the document."""
    assert ak.segment(ak.Document("Ça va.", "fr")).meta["segmenter"] == "uax29"
    assert ak.segment(ak.Document("走吧。", "zh-Hant")).meta["segmenter"] == "zh"


def test_a_document_without_blocks_gets_paragraphs() -> None:
    """Its line breaks make them; every sentence names a block that is there."""
    held = ak.segment(ak.Document("One. Two.\n\nThree.", "en"))
    assert [block.kind for block in held.blocks] == ["paragraph", "paragraph"]
    assert [sentence.block for sentence in held.sentences] == [0, 0, 1]


@pytest.mark.parametrize("lang", [None, "auto"])
def test_the_language_is_detected_where_none_is_given(lang: str | None) -> None:
    """Chinese text gets the Chinese rules without being told."""
    assert len(ak.segment("他来了。她走了。", lang)) == 2


@pytest.mark.parametrize("text", ["", " \n\n\t"])
def test_nothing_has_no_sentences(text: str) -> None:
    """Empty text is no error."""
    assert ak.segment(text, "en") == []
    assert ak.segment(text) == []
