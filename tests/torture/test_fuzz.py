"""Mutants of every kind of input, all that once broke the rule, and what coverage has led to."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.torture.fuzz import run
from tests.torture.guided import CORPUS, kept
from tests.torture.inputs import KINDS, broken

pytest.importorskip("docx")
pytest.importorskip("pyarrow")
FEW = {"check": 3, "compare": 3, "align": 6, "xlsx": 10, "xlsx.part": 10}


@pytest.mark.parametrize("kind", KINDS)
def test_mutants_give_a_value_or_one_line(kind: str) -> None:
    """The same few for every run; `python -m tests.torture.fuzz` tries as many as time allows."""
    fell: list[str] = []
    count = FEW.get(kind, 30)
    assert run(kind, count, 10**6, 1, lambda _, why: fell.append(why)) == count
    assert fell == []


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.bin")), ids=lambda path: path.name)
def test_what_fell_once_holds(path: Path, tmp_path: Path) -> None:
    """Each kept input is read as its kind is."""
    assert broken(path.name.split("-")[0], path.read_bytes(), tmp_path) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_what_coverage_has_led_to_holds(kind: str, tmp_path: Path) -> None:
    """Few inputs that reach what hours of guided mutants reached."""
    inputs = kept(kind)[: FEW.get(kind, 100)]
    assert [why for data in inputs if (why := broken(kind, data, tmp_path))] == []


def test_every_reader_is_fuzzed() -> None:
    """A format that comes anew is mutated as well."""
    from alignkit.formats.registry import FORMATS
    from alignkit.read.opening import _ENDINGS
    from alignkit.resources.registry import KINDS as RESOURCES

    kinds = {f".{kind}" for kind in KINDS}
    several = {"moses"}
    readers = {held for ending, held in _ENDINGS.items() if ending in kinds}
    assert readers == set(_ENDINGS.values())
    for form in [*(f for f in FORMATS if f.reads and f.name not in several), *RESOURCES]:
        assert not form.endings or kinds & set(form.endings), form.name
