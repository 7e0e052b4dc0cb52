"""A translation that stands under several sources."""

from __future__ import annotations

import pytest

import alignkit as ak

SOURCES = (
    "门开着，没有人在家。",
    "昨天下了一场大雨。",
    "他们在山上种茶。",
    "会议推迟到周五。",
    "请保存文件再退出。",
    "河水慢慢涨了起来。",
)
TITLE = "Rules for the implementation of the law"


@pytest.mark.parametrize(("times", "told"), [(1, 0), (2, 1), (4, 3), (5, 1), (6, 1)])
def test_a_running_title_is_told_once(times: int, told: int) -> None:
    """A text pasted over another is told at its place, one that stands on every page but once."""
    pairs = [(source, TITLE) for source in SOURCES[:times]]
    assert len(ak.check(ak.Bitext.from_pairs(pairs), select=["COV008"])) == told


def test_a_text_quoted_in_the_other_script_is_one_text() -> None:
    """What stands in Simplified and in Traditional characters rightly has one translation."""
    pairs = [
        ("国家在必要时得设立特别行政区。", "The state may establish regions."),
        ("国家维护社会主义法制的统一和尊严。", "The state upholds the legal system."),
        ("國家維護社會主義法制的統一和尊嚴。", "The state upholds the legal system."),
        ("這個會議推遲到下個星期五舉行。", "The state upholds the legal system."),
    ]
    found = ak.check(ak.Bitext.from_pairs(pairs), select=["COV008"])
    assert [finding.bead for finding in found] == [3]
