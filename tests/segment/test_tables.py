"""The tables of segmentation stay sorted and unique, so that people can correct them."""

from __future__ import annotations

from importlib.resources import files

import pytest

import alignkit as ak

TABLES = sorted(
    (
        path
        for folder in (files("alignkit.data") / "segment").iterdir()
        if folder.is_dir()
        for path in folder.iterdir()
        if path.name.endswith(".txt")
    ),
    key=str,
)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_table_is_sorted_and_unique_and_says_what_it_is(path) -> None:  # type: ignore[no-untyped-def]
    """Comments first, then one entry a line, in the order of their code points."""
    lines = path.read_text("utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert lines[0].startswith("# ")
    assert all(line.startswith("#") for line in lines[: len(lines) - len(entries)])
    assert entries == sorted(set(entries))
    assert all(entry == entry.strip() and entry for entry in entries)


def test_an_abbreviation_of_the_user_ends_no_sentence() -> None:
    """With or without its full stop, in either language's rules."""
    text = "He cited Betr. The page is lost."
    assert len(ak.segment(text, "en")) == 2
    assert len(ak.segment(text, "en", abbreviations=["Betr."])) == 1
    assert len(ak.segment(text, "en", abbreviations=["Betr"])) == 1


def test_semicolons_end_sentences_only_where_asked() -> None:
    """Both the half-width and the full-width one."""
    assert len(ak.segment("Ships; crews; ports.", "en")) == 1
    assert len(ak.segment("Ships; crews; ports.", "en", semicolons=True)) == 3
    assert len(ak.segment("研发；应用；合作。", "zh")) == 1
    assert len(ak.segment("研发；应用；合作。", "zh", semicolons=True)) == 3
