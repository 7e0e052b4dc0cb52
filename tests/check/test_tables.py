"""The tables that people may correct: sorted, unique, well formed."""

from __future__ import annotations

from importlib.resources import files

import pytest

DATA = files("alignkit.data.check")


@pytest.mark.parametrize("name", ["modifiers.tsv", "set_names.tsv", "pinyin.tsv"])
def test_tables_are_sorted_and_unique(name: str) -> None:
    """A line is a word, a tab and its renderings; words come in order and once."""
    lines = DATA.joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert all(len(row) == 2 and all(row) for row in rows)
    words = [row[0] for row in rows]
    assert words == sorted(set(words))


@pytest.mark.parametrize("name", ["name_endings.txt"])
def test_lists_are_sorted_and_unique(name: str) -> None:
    """A line is a word; words come in order and once."""
    lines = DATA.joinpath(name).read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert words == sorted(set(words))


def test_renderings_are_folded() -> None:
    """Renderings are compared in lower case, so they are written so."""
    for name in ("modifiers.tsv", "set_names.tsv"):
        for line in DATA.joinpath(name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                assert line.split("\t")[1] == line.split("\t")[1].lower()
