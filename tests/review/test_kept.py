"""Kept results: the very same, as long as nothing that they hang on has changed."""

from __future__ import annotations

from pathlib import Path

from alignkit.compose import check
from alignkit.review.kept import Kept, key_of
from alignkit.types import Findings


def _found(folder: Path) -> Findings:
    (folder / "a.zh.txt").write_text("检出率达到95%。\n\n他走了。", "utf-8")
    (folder / "a.en.txt").write_text("The rate is 59%.\n\nHe left.", "utf-8")
    return check(folder / "a.zh.txt", folder / "a.en.txt")


def test_what_was_kept_is_the_same(tmp_path: Path) -> None:
    """Findings, documents, beads, signatures."""
    findings = _found(tmp_path)
    kept = Kept(tmp_path / "kept")
    kept.put("k", findings)
    again = kept.get("k")
    assert again == findings
    assert again is not None
    assert again.bitext == findings.bitext


def test_keyed_pairs_are_kept_whole(tmp_path: Path) -> None:
    """Beads keep their entries, and places lead to the file."""
    (tmp_path / "en.json").write_text('{"a": "Save the file", "b": "Help"}', "utf-8")
    (tmp_path / "zh.json").write_text('{"a": "保存文件"}', "utf-8")
    findings = check(tmp_path / "en.json", tmp_path / "zh.json")
    kept = Kept(tmp_path / "kept")
    kept.put("k", findings)
    again = kept.get("k")
    assert again is not None
    assert again.bitext == findings.bitext


def test_damaged_or_absent_results_are_passed_over(tmp_path: Path) -> None:
    """Nothing depends on them."""
    kept = Kept(tmp_path)
    assert kept.get("k") is None
    (tmp_path / "k.result").write_bytes(b"x\x9c")
    assert kept.get("k") is None
    Kept(tmp_path / "k.result").put("k", _found(tmp_path))


def test_a_key_hangs_on_contents_names_and_settings(tmp_path: Path) -> None:
    """What changes a result changes its key; an unreadable file has none."""
    path = tmp_path / "a.txt"
    path.write_text("one")
    first = key_of([str(path)], ["x"])
    assert first == key_of([str(path)], ["x"])
    assert first != key_of([str(path)], ["y"])
    path.write_text("two")
    assert first != key_of([str(path)], ["x"])
    assert key_of([str(tmp_path / "gone")], ["x"]) is None
