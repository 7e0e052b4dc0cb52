"""A closer look: links word for word, and what a word does elsewhere in its document."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest

from alignkit.check.coverage.closer import CLOSER_FEATURES, DOUBT, linked, usual
from alignkit.check.coverage.omission import _again
from alignkit.embed import encoder
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of_all

TEXTS = [
    "会议讨论了预算（一百万元）、环境保护，和医疗改革。",
    "The meeting discussed the budget (one million yuan), the environment – and medical reform.",
]


def test_links_stand_word_for_word_whatever_marks_stand_between() -> None:
    """The marks that linking reads as words are no words of the table."""
    table = WordTable(encoder(None))
    source, target = words_of_all(table, TEXTS)
    ((links),) = linked(table, [(source, target)], ("zh", "en"))
    assert links.shape == (len(source), len(target))
    row = source.forms.index("预算")
    assert target.forms[int(links[row].argmax())] == "budget"
    ((turned),) = linked(table, [(target, source)], ("en", "zh"))
    assert np.allclose(turned, links.T)


def test_a_word_is_set_against_its_own_uses_elsewhere() -> None:
    """What looks lost wherever it stands is not known; its own place says nothing of it."""
    table = WordTable(encoder(None))
    sources = words_of_all(table, ["预算 会议", "预算", "改革"])
    odds = [np.array([4.0, -3.0], np.float32), np.array([4.0], np.float32),
            np.array([-3.0], np.float32)]  # fmt: skip
    (means, times), _, (_, alone) = usual(sources, odds, ["one", "one", "one"])
    assert times.tolist() == [1, 0]
    assert alone.tolist() == [0]
    assert means[0] > means[1]
    (_, apart), *_ = usual(sources, odds, ["one", "two", "one"])
    assert apart.tolist() == [0, 0]


CLAUSES = "合同已经签署，双方同意付款。款项分两次支付，甲方负责运输"


@pytest.mark.parametrize(
    ("stretch", "surest", "content", "lang", "more"),
    [
        ("双方同意付款", 0.1, 3, "zh", True),
        ("甲方负责运输", 0.0, 4, "zh", True),
        ("双方同意付款", 0.5, 3, "zh", False),
        ("双方同意付款", 0.1, 2, "zh", False),
        ("双方同意", 0.1, 3, "zh", False),
        ("双方同意付款", 0.1, 3, "en", False),
    ],
)
def test_a_whole_clause_without_any_link_is_surer(
    stretch: str, surest: float, content: int, lang: str, more: bool
) -> None:
    """Between marks, of three words of content and more, none linked: of a Chinese text only."""
    table = WordTable(encoder(None))
    words = words_of_all(table, [CLAUSES])[0]
    start = CLAUSES.index(stretch)
    low = words.starts.index(start)
    high = words.ends.index(start + len(stretch)) + 1
    signs = dict.fromkeys(CLOSER_FEATURES, 0.0) | {
        "surest": surest,
        "content": math.log1p(content),
    }
    looks = SimpleNamespace(
        learned=SimpleNamespace(
            langs=(lang, "zh" if lang == "en" else "en"),
            closer=lambda rows: np.zeros(len(rows), np.float32),
        ),
        pairs=[(words, words)],
        features=lambda place, low, high: list(signs.values()),
    )
    rows, doubted = np.zeros((1, 1), np.float32), np.array([DOUBT + 1], np.float32)
    (found,) = _again(looks, rows, doubted, [(0.0, low, high)], [0])
    assert bool(found > 0) is more
