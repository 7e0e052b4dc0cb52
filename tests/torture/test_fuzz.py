"""Mutants of every kind of file, and all those kept that broke the rule once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.torture.fuzz import CORPUS, KINDS, broken, run

pytest.importorskip("docx")
pytest.importorskip("pyarrow")
FEW = {"report": 3, "docx": 8, "xlsx": 10}


@pytest.mark.parametrize("kind", KINDS)
def test_mutants_give_a_value_or_one_line(kind: str) -> None:
    """The same few for every run; `python -m tests.torture.fuzz` tries as many as time allows."""
    fell: list[str] = []
    count = FEW.get(kind, 40)
    assert run(kind, count, 10**6, 1, lambda _, why: fell.append(why)) == count
    assert fell == []


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.bin")), ids=lambda path: path.name)
def test_what_fell_once_holds(path: Path, tmp_path: Path) -> None:
    """Each kept input is read as its kind is."""
    assert broken(path.name.split("-")[0], path.read_bytes(), tmp_path) == ""
