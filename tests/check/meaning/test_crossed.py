"""Parties of a contract: named by their whole words, each in its own clause."""

from __future__ import annotations

import pytest

from alignkit.compose import check
from alignkit.types import Bitext, Severity

CHANGED = [
    ("接收方不得向第三方披露。", "The Disclosing Party shall not disclose it to third parties."),
    ("许可方应按时付款。", "The Licensee shall pay on time."),
    ("被许可方应按时付款。", "The Licensor shall pay on time."),
    ("委托人应当报告。", "The agent shall report."),
    ("上诉人应当通知。", "The appellee shall give notice."),
]
CROSSED = [
    (
        "水费由乙方承担，供暖费由甲方承担。",
        "Water fees are borne by Party A, and heating fees by Party B.",
    ),
    ("买方支付运费；卖方支付关税。", "The seller pays the freight; the buyer pays the duties."),
]
RIGHT = [
    ("接收方不得向第三方披露。", "The Receiving Party shall not disclose it to third parties."),
    ("被许可方应按时付款。", "The Licensee shall pay on time."),
    ("保险人应当赔付被保险人。", "The insurer shall compensate the insured."),
    ("房屋已经投保。", "The premises have been insured."),
    (
        "水费由乙方承担，供暖费由甲方承担。",
        "Water fees are borne by Party B, and heating fees by Party A.",
    ),
    ("买方支付运费；卖方支付关税。", "The seller pays the duties; the buyer pays the freight."),
    ("甲方付款后，乙方交货。", "Party B shall deliver the goods after payment by Party A."),
]


def said(source: str, target: str) -> list[tuple[str, Severity]]:
    """Return what is said of the parties of one pair, in the languages that it is in."""
    langs = ("zh", "en") if any(c >= "一" for c in source) else ("en", "zh")
    found = check(Bitext.from_pairs([(source, target)], *langs), select=["MIS008"])
    return [(finding.rule, finding.severity) for finding in found]


@pytest.mark.parametrize("pair", CHANGED)
@pytest.mark.parametrize("step", [1, -1])
def test_one_party_for_the_other_is_a_warning(pair: tuple[str, str], step: int) -> None:
    """Though the Chinese name is cut in several words, and whichever side is the source."""
    assert said(*pair[::step]) == [("MIS008", Severity.WARNING)]


@pytest.mark.parametrize("pair", CROSSED)
@pytest.mark.parametrize("step", [1, -1])
def test_parties_that_changed_clauses_are_noted(pair: tuple[str, str], step: int) -> None:
    """Each is named as often as it should be, in the other's clause."""
    assert said(*pair[::step]) == [("MIS008", Severity.INFO)]


@pytest.mark.parametrize("pair", RIGHT)
@pytest.mark.parametrize("step", [1, -1])
def test_parties_in_their_places_are_let_be(pair: tuple[str, str], step: int) -> None:
    """Clauses may change places with their parties; a verb is no party."""
    assert said(*pair[::step]) == []
