"""Many runs of Chinese characters cut at once."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignkit.embed.chinese import Segmenter, cut_plainly
from alignkit.embed.embedded import MODEL_FOLDER
from alignkit.embed.runs import Runs
from alignkit.embed.tokeniser import Tokeniser
from alignkit.embed.weights import Weights, read_weights

CHARACTERS = "研究生命起源的中华人民共和国一心意不知所措𠮷龘"
LISTS = st.dictionaries(
    st.text(CHARACTERS, min_size=1, max_size=7), st.integers(1, 3000), min_size=1, max_size=40
)
RUNS = st.lists(st.text(CHARACTERS, min_size=1, max_size=30), max_size=8)


@cache
def weights() -> Weights:
    """Give the shipped model's files."""
    return read_weights(MODEL_FOLDER)


@given(costs=LISTS, runs=RUNS)
def test_runs_are_cut_at_once_as_one_by_one(costs: dict[str, int], runs: list[str]) -> None:
    """Whatever the words cost, all ways find the same words, and say which they are."""
    cut, words = Segmenter(costs).cut, list(costs)
    found = Runs(words, list(costs.values())).cut(runs)
    expected = [cut(run) for run in runs]
    assert expected == [cut_plainly(run, costs.get, max(map(len, words))) for run in runs]
    assert found.counts.tolist() == list(map(len, expected))
    flat = [word for run in expected for word in run]
    assert found.sizes.tolist() == list(map(len, flat))
    known = [words[number] if number >= 0 else None for number in found.words.tolist()]
    assert known == [word if word in costs else None for word in flat]


@pytest.mark.parametrize("few", [0, 10**6])
@given(texts=st.lists(st.text(CHARACTERS + "Aa1, 。\n", max_size=20), max_size=12))
def test_texts_are_numbered_at_once_as_one_by_one(few: int, texts: list[str]) -> None:
    """The numbers stand for the words that each text by itself is cut into."""
    held = weights()
    tokeniser = Tokeniser(held.vocabulary, held.costs, held.variants)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("alignkit.embed.tokeniser._FEW", few)
        ids, offsets = tokeniser.number(texts)
        again = tokeniser.number(texts)
    alone = [[tokeniser.units[n] for n in tokeniser.unit_ids(text)] for text in texts]
    for place, words in enumerate(alone):
        assert [tokeniser.units[n] for n in ids[offsets[place] : offsets[place + 1]]] == words
    assert again[0].tolist() == ids.tolist()


@pytest.mark.parametrize("few", [0, 10**6])
@given(texts=st.lists(st.text(CHARACTERS + "Aa1, 。…½\n", max_size=20), max_size=8))
def test_words_of_texts_together_are_those_of_each(few: int, texts: list[str]) -> None:
    """Words and their places are the same however many texts are asked for at once."""
    held = weights()
    tokeniser = Tokeniser(held.vocabulary, held.costs, held.variants)
    alone = [tokeniser.words(text) for text in texts]
    # Makes the table by which many runs are cut at once.
    tokeniser._runs  # noqa: B018
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("alignkit.embed.tokeniser._FEW_RUNS", few)
        assert tokeniser.words_of(texts) == alone
