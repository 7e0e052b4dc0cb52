"""Words that became their contraries, and duties that became permissions."""

from __future__ import annotations

import pytest

from alignkit.check.meaning.signs import contraries, members
from alignkit.compose import check
from alignkit.types import Bitext

TURNED = [
    ("去年出口大幅下降。", "Exports rose sharply last year.", "MIS003"),
    ("买方应支付运费。", "The seller shall pay the freight.", "MIS003"),
    ("承包人必须在十日内提交报告。", "The contractor may submit the report in ten days.", "MIS002"),
    ("The buyer shall pay the freight.", "卖方应支付运费。", "MIS003"),
    ("Exports rose sharply last year.", "去年出口大幅下降。", "MIS003"),
    ("You must save the file first.", "你可以先保存文件。", "MIS002"),
]
RIGHT = [
    ("去年出口大幅下降。", "Exports fell sharply last year."),
    ("买方应支付运费。", "The buyer shall pay the freight."),
    ("承包人必须提交报告。", "The contractor is required to submit the report."),
    ("他每天早上跑步。", "He runs every morning."),
]


def bitext(source: str, target: str) -> Bitext:
    """Return one pair as a bitext of its languages."""
    langs = ("zh", "en") if any(c >= "一" for c in source) else ("en", "zh")
    return Bitext.from_pairs([(source, target)], *langs)


@pytest.mark.parametrize(("source", "target", "rule"), TURNED)
def test_a_contrary_is_found(source: str, target: str, rule: str) -> None:
    """In both directions, with both words marked."""
    (found,) = check(bitext(source, target), select=["MIS"])
    assert found.rule == rule
    assert found.source.spans
    assert found.target.spans


@pytest.mark.parametrize(("source", "target"), RIGHT)
@pytest.mark.parametrize("turned", [False, True])
def test_what_says_the_same_is_let_be(source: str, target: str, turned: bool) -> None:
    """Whichever side is the source."""
    pair = (target, source) if turned else (source, target)
    assert not check(bitext(*pair), select=["MIS"])


def test_every_member_has_a_contrary() -> None:
    """A set of one excludes nothing."""
    assert all(contraries().values())


def test_a_word_of_several_senses_speaks_of_all() -> None:
    """Which one is meant the other side tells."""
    assert set(members("left")) >= {"side/left"}
