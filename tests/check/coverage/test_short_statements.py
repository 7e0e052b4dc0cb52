"""Short statements behind "and", entities as they were written, labels with a number."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit import Bitext, Finding

MAIN = (
    ("The licence is non-exclusive", "该许可为非独占的。"),
    ("The deposit is refundable", "押金可以退还。"),
    ("The goods are packed in wooden boxes", "货物用木箱包装。"),
)
STATED = (
    "and may not be assigned",
    "and shall bear no interest",
    "and must not be resold",
    "and cannot be transferred",
)


def _told(source: str, target: str, *langs: str) -> list[Finding]:
    found = ak.check(Bitext.from_pairs([(source, target)], *langs), select=["COV"])
    return [finding for finding in found if finding.severity.rank >= 2]


def test_a_short_prohibition_that_is_lost_is_told() -> None:
    """What is forbidden or denied in one word of content is a clause of its own, nearly always."""
    told = 0
    for english, chinese in MAIN:
        for stated in STATED:
            found = _told(f"{english} {stated}.", chinese, "en", "zh")
            marked = [f.source.text[s.start : s.end] for f in found for s in f.source.spans]
            told += any(stated.split()[-1] in text for text in marked)
    assert told >= len(MAIN) * len(STATED) - 1


@pytest.mark.parametrize("main", MAIN)
def test_the_statement_alone_is_fine(main: tuple[str, str]) -> None:
    """Without the short clause nothing is said."""
    assert not _told(f"{main[0]}.", main[1], "en", "zh")


ENTITIES = (
    ("Tea &amp; coffee are served in the lounge.", "休息室供应茶和咖啡。", "en", "zh"),
    ("Read &quot;Terms&quot;&nbsp;&mdash; they bind.", "请阅读条款——其具约束力。", "en", "zh"),
    ("休息室供应茶&amp;咖啡。", "Tea &#38; coffee are served in the lounge.", "zh", "en"),
    (
        "Research &amp; development costs are capitalised, and all other costs are expensed.",
        "研发费用予以资本化。", "en", "zh",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("source", "target", "first", "second"), ENTITIES)
def test_an_entity_is_its_character(source: str, target: str, first: str, second: str) -> None:
    """The same is said of a text whether its marks are written as entities or as themselves."""
    from html import unescape

    written, plain = (
        _told(source, target, first, second),
        _told(*map(unescape, (source, target)), first, second),
    )

    def shown(found: list[Finding]) -> list[tuple[str, list[str]]]:
        return [
            (f.rule, [unescape(f.source.text[s.start : s.end]) for s in f.source.spans])
            for f in found
        ]

    assert shown(written) == shown(plain)


@pytest.mark.parametrize(
    ("source", "target", "first", "second"),
    [
        ("立减25%", "Save 20%", "zh", "en"),
        ("20% discount", "立减25%", "en", "zh"),
        ("满300元", "Over 200 yuan", "zh", "en"),
        ("立减15%", "Save 15%", "zh", "en"),
    ],
)
def test_a_label_with_a_number_is_the_numbers_matter(
    source: str, target: str, first: str, second: str
) -> None:
    """A label with another number is no text that nothing renders."""
    assert not _told(source, target, first, second)
