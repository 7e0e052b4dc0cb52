"""Words that limit a statement: only, almost, all."""

from __future__ import annotations

import pytest

from alignkit.compose import check
from alignkit.types import Bitext, Severity

LOST = [
    ("本规定仅适用于新用户。", "These rules apply to new users."),
    ("几乎所有产品都合格。", "All products are qualified."),
    ("该功能通常在几分钟内完成。", "The function completes within a few minutes."),
]
RIGHT = [
    ("本规定仅适用于新用户。", "These rules apply only to new users."),
    ("几乎所有产品都合格。", "Almost all products are qualified."),
    ("该功能通常在几分钟内完成。", "The function usually completes within a few minutes."),
    ("只有管理员可以更改设置。", "Only administrators can change the settings."),
    ("大家都来了。", "Everybody came."),
]


def said(source: str, target: str) -> list[tuple[str, Severity]]:
    """Return what is said of one pair, in the languages that it is in."""
    langs = ("zh", "en") if any(c >= "一" for c in source) else ("en", "zh")
    found = check(Bitext.from_pairs([(source, target)], *langs), select=["MIS009"])
    return [(finding.rule, finding.severity) for finding in found]


@pytest.mark.parametrize("pair", LOST)
@pytest.mark.parametrize("step", [1, -1])
def test_a_limit_that_one_side_has_alone_is_noted(pair: tuple[str, str], step: int) -> None:
    """Whichever side is the source; it is no more than a note."""
    assert said(*pair[::step]) == [("MIS009", Severity.INFO)]


@pytest.mark.parametrize("pair", RIGHT)
@pytest.mark.parametrize("step", [1, -1])
def test_a_limit_that_both_sides_have_is_let_be(pair: tuple[str, str], step: int) -> None:
    """Whichever side is the source; 都 that nothing renders limits nothing."""
    assert said(*pair[::step]) == []
