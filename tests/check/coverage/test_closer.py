"""A closer look: links word for word, and what a word does elsewhere in its document."""

from __future__ import annotations

import numpy as np

from alignkit.check.coverage.closer import linked, usual
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
