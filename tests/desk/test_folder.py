"""The pairs of a folder are told by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignkit import InputError
from alignkit.desk.folder import pairs_of


def pairs(folder: Path, *names: str, langs: tuple[str, str] = ("", "")) -> list[tuple[str, str]]:
    """Return the pairs among files of these names."""
    for name in names:
        (folder / name).write_text("x")
    return [
        (p.source.name, p.target.name if p.target else "") for p in pairs_of(folder, langs, False)
    ]


def test_names_that_differ_in_the_language_alone_are_a_pair(tmp_path: Path) -> None:
    """Each pair once, the Chinese side first; other files are left alone."""
    names = ("a.zh.txt", "a.en.txt", "b-en.docx", "b-zh-CN.docx", "c.zh.txt", "notes.txt")
    found = pairs(tmp_path, *names)
    assert ("a.zh.txt", "a.en.txt") in found
    assert all("c.zh.txt" not in pair for pair in found)


def test_source_and_target_may_be_named(tmp_path: Path) -> None:
    """src and tgt say which is which, whatever the language; the languages given turn a pair."""
    assert pairs(tmp_path, "x.tgt.md", "x.src.md") == [("x.src.md", "x.tgt.md")]
    (tmp_path / "y").mkdir()
    turned = pairs(tmp_path / "y", "y.zh.md", "y.en.md", langs=("en", "zh"))
    assert turned == [("y.en.md", "y.zh.md")]


def test_a_folder_without_pairs_is_told(tmp_path: Path) -> None:
    """With how to name them."""
    with pytest.raises(InputError, match=r"plan\.zh\.docx"):
        pairs(tmp_path, "a.txt", "b.txt")
