"""The reviser's list: places ranked by how suspicious they are in this document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import alignkit as ak
from alignkit.check.run.examples import LINES
from alignkit.cli.main import tree as cli

REPLACED = [
    (5, "apples", "windows", "苹果", "窗户"),
    (7, "doctor", "farmer", "医生", "农民"),
    (9, "pages", "islands", "页", "座岛"),
    (11, "chair", "horse", "椅子", "马"),
]


@pytest.mark.parametrize(("line", "was", "now", "own", "other"), REPLACED)
def test_a_replaced_word_stands_high_on_the_list(
    line: int, was: str, now: str, own: str, other: str
) -> None:
    """The word that renders nothing, or the one that nothing renders, is among the first."""
    english = [(s, t.replace(was, now) if n == line else t) for n, (s, t) in enumerate(LINES)]
    chinese = [(t, s.replace(own, other) if n == line else s) for n, (s, t) in enumerate(LINES)]
    for bitext in (ak.Bitext.from_pairs(english), ak.Bitext.from_pairs(chinese, "en", "zh")):
        assert line in {held.bead for held in ak.suspects(bitext, 5)}


@pytest.mark.parametrize(
    ("chinese", "other", "english", "replaced"),
    [("协议", "合同", "agreement", "lease"), ("转让", "出租", "transferred", "leased")],
)
def test_what_renders_a_word_elsewhere_is_a_word(
    chinese: str, other: str, english: str, replaced: str
) -> None:
    """It is told as it is written, not as the stem that is counted."""
    frames = [
        ("我们昨天讨论了{}的细节。", "Yesterday we discussed the details of what was {}."),
        ("他们明天将研究{}的内容。", "Tomorrow they will study the content of what was {}."),
        ("法院认为{}有效。", "The court held that what was {} is valid."),
        ("经理看了{}的文件。", "The manager read the papers of what was {}."),
        ("律师解释了{}的原因。", "The lawyer explained the reason for what was {}."),
        ("双方对{}没有异议。", "Neither party objects to what was {}."),
    ]
    pairs = [(zh.format(chinese), en.format(english)) for zh, en in frames]
    pairs[-1] = (pairs[-1][0], frames[-1][1].format(replaced))
    found = ak.suspects(ak.Bitext.from_pairs([*LINES, *pairs]), 60)
    usual = {held.elsewhere for held in found if held.elsewhere}
    assert english in usual
    assert all(word in " ".join(en for _, en in pairs).lower() for word in usual)


def test_the_list_points_at_its_words_and_is_always_the_same() -> None:
    """Spans hold the text that is shown; two runs agree."""
    bitext = ak.Bitext.from_pairs(list(LINES))
    first, again = ak.suspects(bitext, 30), ak.suspects(bitext, 30)
    assert first == again
    for held in first:
        text = bitext.passages(held.bead)[held.side == "target"].text
        assert held.span.slice(text) == held.text
        assert 0 <= held.probability <= 1
        assert len(held.text) < len(text) or len(text) < 16
    assert [h.probability for h in first] == sorted((h.probability for h in first), reverse=True)


def test_nothing_to_read_gives_an_empty_list() -> None:
    """Other languages, empty beads and empty texts have no list, and no error."""
    assert ak.suspects(ak.Bitext.from_pairs([("Bonjour.", "Guten Tag.")], "fr", "de")) == ()
    assert ak.suspects(ak.Bitext.from_pairs([("你好。", "")])) == ()
    assert ak.suspects(ak.Bitext.from_pairs([])) == ()


def test_the_command_adds_the_list_and_no_exit_code(tmp_path: Path) -> None:
    """The list is printed after the findings and counted nowhere."""
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"{s}\t{t}\n" for s, t in LINES), encoding="utf-8")
    told = CliRunner().invoke(cli, ["check", str(path), "--review-list", "3"])
    assert told.exit_code == 0
    assert "Where a careful reader would stop (3 places)" in told.output
    held = CliRunner().invoke(cli, ["check", str(path), "--review-list", "3", "--format", "json"])
    (pair,) = json.loads(held.stdout)["pairs"]
    assert len(pair["review"]) == 3
