"""When a stretch passes for dropped."""

from __future__ import annotations

import numpy as np
import pytest

import alignkit as ak
from alignkit import Bitext
from alignkit.check.coverage.omission import Reading
from alignkit.check.coverage.passing import _fragment, covers_sentence, strange
from alignkit.check.run.view import PairView
from alignkit.config import Settings
from alignkit.embed import encoder
from alignkit.types import Span
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of


@pytest.mark.parametrize(
    ("source", "stretch", "whole"),
    [
        ("合同已经签署。双方都很满意。", "双方都很满意", True),
        ("合同已经签署。双方都很满意。", "都很满意", False),
        ("合同已经签署，双方都很满意。", "双方都很满意", False),
        ("合同已经签署。", "合同已经签署", False),
        ("The contract was signed. Both sides are pleased.", "Both sides are pleased", True),
        ("The contract was signed. Both sides are pleased.", "are pleased", False),
    ],
)
def test_a_whole_sentence_is_one_of_several(source: str, stretch: str, whole: bool) -> None:
    """Nearly all of a sentence counts; a clause does not, nor the only sentence of a bead."""
    langs = ("zh", "en") if source > "\u4e00" else ("en", "zh")
    view = PairView(Bitext.from_pairs([(source, "x")], *langs)).view(0)
    start = source.index(stretch)
    assert covers_sentence(view, Span(start, start + len(stretch))) is whole


@pytest.mark.parametrize(
    ("low", "high", "item", "few"),
    [
        (0, 2, 0, True),
        (0, 2, 1, False),
        (0, 3, 0, False),
        (0, 9, 0, False),
        (0, 6, 0, False),
        (6, 10, 0, False),
    ],
)
def test_a_few_words_out_of_a_clause_are_no_clause(
    low: int, high: int, item: int, few: bool
) -> None:
    """An item of a list is one, whatever it is short of, and so is what marks stand around."""
    source = "The new garden is open today, old trees stand there."
    words = words_of(WordTable(encoder(None)), source)
    view = PairView(Bitext.from_pairs([(source, "花园")], "en", "zh")).view(0)
    found = Reading(words, np.zeros(len(words), np.float32), low, high, 1.0, 0.0, item, 0.0)
    assert _fragment(view, found) is few


@pytest.mark.parametrize(
    ("source", "target", "stranger"),
    [
        ("收卷机", "Winder", False),
        ("Winder", "收卷机", False),
        ("他昨天下午回家了。", "The committee approves annual budgets.", True),
    ],
)
def test_a_label_of_unknown_words_is_no_stranger(source: str, target: str, stranger: bool) -> None:
    """A rare word alone says nothing of its rendering; a sentence that says another thing does."""
    langs = ("zh", "en") if source > "\u4e00" else ("en", "zh")
    assert strange(PairView(Bitext.from_pairs([(source, target)], *langs)).view(0)) is stranger


@pytest.mark.parametrize(("threshold", "severity"), [(0.6, "warning"), (0.99, "info")])
def test_what_is_nearly_sure_enough_is_a_note(threshold: float, severity: str) -> None:
    """The stretch is told in any case: whether it warns is a matter of the threshold."""
    pair = (
        "这种方法简单可靠，每年只需维护一次，费用也不高。",
        "This method is simple and reliable, and it does not cost much.",
    )
    settings = Settings(rules={"COV002": {"threshold": threshold}})
    (found,) = ak.check([pair], select=["COV002"], settings=settings)
    assert str(found.severity) == severity
    assert "每年只需维护一次" in found.source.text[slice(*found.source.spans[0])]
