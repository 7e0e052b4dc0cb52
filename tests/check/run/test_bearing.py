"""A bead that is likelier wrong than right bears no warning of what its two texts say."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit.types import Bead, Bitext

ZH = [
    "公司于2010年成立。",
    "全年收入为五十亿元，员工共有三百人，总部设在上海。",
    "它的产品销往各国。",
]
EN = [
    "The company was founded in 2010.",
    "Annual revenue came to five billion yuan, and it has five hundred employees.",
    "It sells everywhere.",
]


def _severities(confidence: float | None) -> dict[str, set[str]]:
    source, target = ak.Document.from_sentences(ZH, "zh"), ak.Document.from_sentences(EN, "en")
    score = None if confidence is None else 1.0
    beads = tuple(
        Bead((n,), (n,), score, confidence if n == 1 else score and 0.99) for n in range(3)
    )
    told: dict[str, set[str]] = {"NUM": set(), "COV": set()}
    for finding in ak.check(Bitext(source, target, beads), select=list(told)):
        if finding.bead == 1:
            told[finding.rule[:3]].add(finding.severity.value)
    return told


@pytest.mark.parametrize("confidence", [0.9, None])
def test_a_bead_that_is_likely_right_bears_warnings(confidence: float | None) -> None:
    """A pair that somebody made is as good as a sure one."""
    assert all(held - {"info"} for held in _severities(confidence).values())


def test_a_bead_that_is_likely_wrong_bears_notes() -> None:
    """What is missing there may stand anywhere."""
    assert all(held <= {"info"} for held in _severities(0.45).values())
