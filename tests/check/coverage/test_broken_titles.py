"""A title that goes over several lines, and in another place in each language."""

from __future__ import annotations

import alignkit as ak
from alignkit.types import Bead, Bitext

BEFORE = (
    ("公司于2010年成立。", "The company was founded in 2010."),
    ("总部设在上海。", "Its head office is in Shanghai."),
    ("员工共有三百人。", "It has three hundred employees."),
)
TITLE = ["国务院关于修改", "《中华人民共和国土地管理法》", "第三条规定的决定"]
RENDERED = [
    "Decision of the State Council on Amending",
    "the Provisions of Article 3 of the Land Administration Law of the People's Republic of China",
]


def _severities(title: list[str], rendered: list[str]) -> list[str]:
    source = ak.Document.from_sentences([*(zh for zh, _ in BEFORE), *title], "zh")
    target = ak.Document.from_sentences([*(en for _, en in BEFORE), *rendered], "en")
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((n,), (n,)) for n in range(3)]
    pairs += [((3,), (3,)), ((4,), ()), ((5,), (4,))]
    beads = tuple(Bead(own, other, 1.0, 0.97) for own, other in pairs)
    found = ak.check(Bitext(source, target, beads), select=["COV001"])
    return [finding.severity.value for finding in found]


def test_a_line_that_the_next_line_s_translation_renders_is_a_note() -> None:
    """The lines of a title break where each language likes."""
    assert _severities(TITLE, RENDERED) == ["info"]


def test_a_line_that_no_line_renders_is_still_told() -> None:
    """The law is named nowhere in the translation."""
    assert _severities(TITLE, [RENDERED[0], "the Provisions of Article 3"]) == ["warning"]


def test_a_whole_sentence_is_still_told() -> None:
    """What ends is no part of a title, though its words stand near by."""
    ended = [
        "国务院关于修改规定的决定。",
        "《中华人民共和国土地管理法》要求保护耕地。",
        "第三条的决定。",
    ]
    assert _severities(ended, RENDERED) == ["warning"]
