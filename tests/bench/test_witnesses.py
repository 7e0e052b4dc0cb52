"""Witnesses of table lines: what can be taken out, and where it occurs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bench.data import Pair
from bench.witnesses import _take_out, entries, holding, tables

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@pytest.mark.parametrize("path", tables(), ids=lambda path: path.name)
def test_a_table_can_be_read_without_any_one_of_its_entries(path: Path) -> None:
    """Taking an entry out leaves TOML that parses and rows that keep their columns."""
    text = path.read_text(encoding="utf-8")
    held = list(entries(path))
    assert held
    for entry in held[:: max(1, len(held) // 40)]:
        assert entry.says in text[entry.low : entry.high]
        rest = text[: entry.low] + text[entry.high :]
        if path.suffix == ".toml":
            tomllib.loads(rest)


def test_an_entry_is_missing_only_from_its_own_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken out is cut from the one file that holds it."""
    one, other = tables()[:2]
    whole = one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
    entry = next(entries(one))
    monkeypatch.setattr(Path, "read_text", Path.read_text)
    _take_out([entry])
    assert one.read_text(encoding="utf-8") == whole[0][: entry.low] + whole[0][entry.high :]
    assert other.read_text(encoding="utf-8") == whole[1]


def test_english_entries_are_words_and_chinese_ones_stretches() -> None:
    """The texts that may change are those that hold the entry on either side."""
    pairs = [
        Pair("x", "zh-en", "news", "d", 0, "", "超过五人", "more than five"),
        Pair("x", "zh-en", "news", "d", 1, "", "他来了", "he overcame it"),
        Pair("x", "en-zh", "news", "d", 2, "", "over five", "五人以上"),
    ]
    assert list(holding("over", pairs)) == ["x:en-zh:d:2"]
    assert list(holding("超过", pairs)) == ["x:zh-en:d:0"]


def test_only_the_selected_rules_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong number is a finding where numbers are selected, and none where terms are."""
    from bench import witnesses

    pair = Pair("s", "zh-en", "news", "d", 0, "", "新建学校3.5万所。", "It built 3,500 schools.")
    monkeypatch.setattr(witnesses, "_PAIRS", (pair,))
    assert witnesses._states(((), [0], ("TRM",))) == {0: ()}
    assert [said[0][:3] for said in witnesses._states(((), [0], ("NUM",)))[0]] == ["NUM"]
