"""Words: where they are, and what they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignkit.embed.embedded import MODEL_FOLDER
from alignkit.embed.english import FORMS, irregular_forms, stem
from alignkit.embed.tokeniser import Tokeniser
from alignkit.embed.weights import read_weights


@pytest.fixture(scope="module")
def tokeniser() -> Tokeniser:
    """Give the shipped model's tokeniser."""
    weights = read_weights(MODEL_FOLDER)
    return Tokeniser(weights.vocabulary, weights.costs, weights.variants)


TEXTS = st.text() | st.text(alphabet="研究生命起源的學習ABCd'’ 0123,.½ﬁ①，。“”-")


@given(text=TEXTS)
def test_words_lie_in_the_text_in_order(tokeniser: Tokeniser, text: str) -> None:
    """Offsets are inside the text, words do not overlap and are never empty."""
    last = 0
    for start, end, word in tokeniser.words(text):
        assert last <= start < end <= len(text) or (start < last and not text.isascii())
        assert word
        last = end


@given(text=TEXTS)
def test_every_word_has_pieces(tokeniser: Tokeniser, text: str) -> None:
    """No word, however strange, is without a vector."""
    tokeniser.forget()
    for number in tokeniser.unit_ids(text):
        assert tokeniser.pieces(tokeniser.units[number])


def test_offsets_point_at_the_word(tokeniser: Tokeniser) -> None:
    """Chinese words and Latin words are found where they stand."""
    text = "他在Windows上研究生命的起源。"
    found = [text[start:end] for start, end, _ in tokeniser.words(text)]
    assert "".join(found) == text[:-1]
    assert {"Windows", "研究", "生命", "起源"} <= set(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("學習漢語很有意思", "学习汉语很有意思"),
        ("１２３ＡＢＣ", "123abc"),
        ("1,000,000", "1000000"),
        ("don’t", "don't"),
    ],
)
def test_spellings_of_one_text_have_the_same_pieces(
    tokeniser: Tokeniser, one: str, other: str
) -> None:
    """Traditional forms, wide forms and grouped digits land where their plain forms do."""

    def pieces(text: str) -> list[list[int]]:
        return [tokeniser.pieces(tokeniser.units[n]) for n in tokeniser.unit_ids(text)]

    assert pieces(one) == pieces(other)


def test_unknown_names_share_their_syllables(tokeniser: Tokeniser) -> None:
    """A romanised name that is in no dictionary is made of its pinyin syllables."""
    assert set(tokeniser.pieces("qiongzhuang")) & set(tokeniser.pieces("qiong"))


def test_unknown_words_of_one_spelling_meet(tokeniser: Tokeniser) -> None:
    """The same unknown string gives the same pieces in both languages."""
    assert tokeniser.pieces("xqzvkw") == tokeniser.pieces("xqzvkw")


def test_irregular_forms_are_sorted_and_unique() -> None:
    """The table can be corrected by hand and stays in order."""
    lines = (MODEL_FOLDER.parent / FORMS).read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    heads = [line.split()[0] for line in lines]
    assert len(heads) == len(set(heads))
    assert irregular_forms()["wept"] == "weep"


@pytest.mark.parametrize(
    "forms",
    [
        ("walk", "walks", "walked", "walking"),
        ("city", "cities"),
        ("stop", "stopped", "stopping"),
        ("take", "took", "taken"),
        ("box", "boxes"),
        ("child", "children"),
    ],
)
def test_forms_of_one_word_share_a_stem(forms: tuple[str, ...]) -> None:
    """Inflected forms meet in one stem."""
    assert len({stem(form) for form in forms}) == 1


def test_a_rare_form_is_its_word() -> None:
    """A plural that has neither a token nor a stem's goes with the word itself."""
    tokeniser = Tokeniser(["petrochemical", "~walk", "@ming", "&0"], [], {})
    assert tokeniser.pieces("petrochemicals") == tokeniser.pieces("petrochemical") == [0]
    assert tokeniser.pieces("walking") == [1]
    assert tokeniser.pieces("ming's") == tokeniser.pieces("ming") == [2]
