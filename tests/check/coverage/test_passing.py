"""When a stretch passes for dropped."""

from __future__ import annotations

import pytest

from alignkit import Bitext
from alignkit.check.coverage.passing import covers_sentence
from alignkit.check.run.view import PairView
from alignkit.types import Span


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
