"""Documents written by hand: a right translation stays silent, and planted slips are told."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak

HERE = Path(__file__).parent.parent / "data" / "by_hand"
# A file with its right translation; its broken one; the rules that must speak, and of what.
CASES = {
    "readme": (
        ("readme.en.md", "readme.zh.md", "readme.bad.md"),
        (
            ("NUM002", "3 天"), ("NUM006", "50 个"), ("NUM005", "15 小时"), ("LIT008", "5.1"),
            ("LIT004", "pip instal"), ("LIT004", "--max-version"), ("LIT003", "</kbd>"),
            ("LIT005", "giude"), ("LIT007", "klep"), ("COV001", "no sentence"),
        ),
    ),
    "manual": (
        ("manual.zh.adoc", "manual.en.adoc", "manual.bad.adoc"),
        (
            ("NUM002", "200"), ("NUM005", "six weeks"), ("NUM005", "5 minutes"),
            ("COV001", "AA 电池"), ("NUM006", "2.4"), ("NUM006", "1.5 metres"), ("LIT004", "REST"),
            ("LIT005", "192.168.4.7"), ("LIT008", "2.1.3"), ("LIT005", "upgade"),
            ("LIT006", "nodes.png"),
        ),
    ),
    "subtitles": (
        ("dive.en.srt", "dive.zh.srt", "dive.bad.srt"),
        (
            ("SUB001", "0:00:44"), ("SUB004", "0:00:22"), ("NUM005", "二十小时"),
            ("NUM011", "1934"), ("NUM011", "七点"), ("NUM006", "五分钟"),
            ("NUM001", "二十九米"), ("FMT004", "“"),
        ),
    ),
    "gettext": (
        ("app.po", "", "app.bad.po"),
        (
            ("KEY003", "Delete"), ("NUM002", "3 秒"), ("COV006", "source itself"),
            ("LIT001", "%(nmae)s"), ("LIT001", "{count}"), ("LIT001", "%s"), ("NUM006", "8 个"),
            ("LIT003", "</a>"), ("LIT015", "&E"), ("MIS001", "不必"), ("MIS001", "cannot"),
        ),
    ),
    "strings": (
        ("app.zh-Hans.strings", "app.en.strings", "app.bad.strings"),
        (
            ("KEY001", "open.title"), ("KEY002", "open.titel"), ("KEY003", "offline"),
            ("NUM001", "40 days"), ("NUM001", "8"), ("LIT001", "%@"), ("LIT001", "%3$d"),
            ("LIT001", "%d"), ("NUM006", "25 MB"),
        ),
    ),
}  # fmt: skip


def _found(source: str, target: str) -> list[ak.Finding]:
    if not target:
        return list(ak.check(ak.load(HERE / source)).at_least("warning"))
    bitext = ak.align(HERE / source, HERE / target)
    return list(ak.check(bitext).at_least("warning"))


@pytest.mark.parametrize("name", CASES)
def test_a_right_translation_is_silent(name: str) -> None:
    """Nobody would keep a tool that warns of these, in either direction."""
    source, target, _ = CASES[name][0]
    assert [str(finding) for finding in _found(source, target)] == []
    if target:
        assert [str(finding) for finding in _found(target, source)] == []


@pytest.mark.parametrize("name", CASES)
def test_each_slip_is_told_and_little_else(name: str) -> None:
    """What a reader would mend is told by the rule for it, once or nearly so."""
    (source, target, broken), slips = CASES[name]
    found = _found(source, broken) if target else _found(broken, "")
    said = [(finding.rule, f"{finding.message} {finding.values}") for finding in found]
    for rule, what in slips:
        assert any(rule == own and what in text for own, text in said), (rule, what)
    assert len(found) <= len(slips) + 3
