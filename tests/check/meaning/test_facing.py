"""What is worked out once for many words at a time is what each word has by itself."""

from __future__ import annotations

import numpy as np
import pytest

from alignkit.check.meaning.exchanged import TOLD, _spoken, _told, opposed, pair_of
from alignkit.check.meaning.linked import Reading, read_all
from alignkit.check.meaning.replaced import AROUND, BEHIND, _about, _usual
from alignkit.embed import encoder
from alignkit.words import lexicon
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of

PAIRS = (("苹果", "pear"), ("法院", "court"), ("农业", "tourism"), ("法院", "agriculture"))
SAID = ("甲方应当付款。", "Party B shall pay.", "天气很好。", "The weather is fine.", "价格上涨。",
        "Prices fell.")  # fmt: skip


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 7), (3, 2), (5, 9), (20, 11)])
def test_the_best_before_and_behind_a_place(rows: int, columns: int) -> None:
    """Each is the greatest of the rows right before or behind, in the columns around."""
    fit = np.random.default_rng(rows).standard_normal((rows, columns)).astype(np.float32)
    before, behind = _about(fit)
    for i in range(rows):
        for j in range(columns):
            near = fit[:, max(0, j - AROUND) : j + AROUND + 1]
            assert before[i, j] == max(0, near[max(0, i - BEHIND) : i].max(initial=0))
            assert behind[i, j] == max(0, near[i + 1 : i + 1 + BEHIND].max(initial=0))


@pytest.mark.parametrize("most", [1, 3, 100])
def test_words_near_each_other_are_the_same_in_any_company(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One pair at a time or many, a table that forgets or one that keeps."""
    alone = [WordTable(encoder(None)).both_near([pair], _usual)[0] for pair in PAIRS]
    monkeypatch.setattr(lexicon, "MOST_NEAR", most)
    table = WordTable(encoder(None))
    for _ in range(2):
        assert table.both_near(PAIRS, _usual) == alone
        assert table.both_near(PAIRS[::-1], _usual) == alone[::-1]


def _read(one: str, other: str) -> Reading:
    table = WordTable(encoder(None))
    langs = ("zh", "en") if one[0] >= "一" else ("en", "zh")
    pair = words_of(table, one), words_of(table, other)
    return read_all(table, [pair], langs)[0][1]


def test_where_one_side_speaks_of_nobody_no_party_is_exchanged() -> None:
    """Both sides are asked first: what only one of them names is no exchange."""
    chinese, english = SAID[::2], SAID[1::2]
    spoken = []
    for one, other in ((a, b) for zh in chinese for en in english for a, b in ((zh, en), (en, zh))):
        read = _read(one, other)
        both = bool(_spoken(read.source)) and bool(_spoken(read.target))
        spoken.append(both)
        assert both == bool(_told(read.source, TOLD) and _told(read.target, TOLD))
        assert both or (pair_of(read) is None and opposed(read) is None)
    assert any(spoken)
    assert not all(spoken)
