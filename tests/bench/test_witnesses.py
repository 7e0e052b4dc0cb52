"""Witnesses of table lines: what can be taken out, and where it occurs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bench.data import Pair
from bench.entries import entries, tables, take_out
from bench.witnesses import holding

from alignkit.read import furniture
from bench import readers

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
    take_out([entry])
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


def test_a_line_of_the_readers_is_witnessed_by_documents_cut_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A phrase of a site that is known no more is read as a sentence of the text."""
    page = tmp_path / "wild" / "law" / "page.src.txt"
    page.parent.mkdir(parents=True)
    page.write_text("第一条为了规范管理，制定本法。\n\nIt is the end of preview\n", "utf-8")
    table = next(path for path in tables() if path.name == "furniture.txt")
    line = next(entry for entry in entries(table) if entry.says == "!It is the end of preview")
    at = readers.documents(tmp_path).index(page)
    assert list(readers.holding(line.says, ("no", page.read_text("utf-8")))) == [1]
    before = readers.cuts((), (at,), tmp_path)
    assert before == readers.cuts((), (at,), tmp_path)
    furniture._table.cache_clear()
    monkeypatch.setattr(Path, "read_text", Path.read_text)
    assert before != readers.cuts((line,), (at,), tmp_path)
    furniture._table.cache_clear()
