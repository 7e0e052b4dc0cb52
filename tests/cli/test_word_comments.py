"""`alignkit check -o FILE.docx`: what was found as comments, without a project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

Run = Callable[..., Any]


def test_a_check_writes_comments_without_a_project(tmp_path: Path, alignkit: Run) -> None:
    """Into the translator's own Word file, or beside both texts where it is none."""
    source, target = tmp_path / "a.zh.txt", tmp_path / "a.en.docx"
    source.write_text("工厂有35名工人。\n费用为8万元。\n", encoding="utf-8")
    file = docx.Document()
    file.add_paragraph("The factory has 53 workers.").runs[0].bold = True
    file.add_paragraph("The fee is 80,000 yuan.")
    file.save(str(target))
    out = tmp_path / "out.docx"
    assert alignkit("check", str(source), str(target), "-o", str(out)).code == 1
    written = docx.Document(str(out))
    assert [p.text for p in written.paragraphs] == [p.text for p in file.paragraphs]
    assert written.paragraphs[0].runs[0].bold
    (said,) = [comment.text for comment in written.comments]
    assert said.startswith("NUM001")
    plain = tmp_path / "a.en.txt"
    plain.write_text("The factory has 53 workers.\nThe fee is 80,000 yuan.\n", encoding="utf-8")
    alignkit("check", str(source), str(plain), "--format", "docx", "-o", str(out))
    (table,) = docx.Document(str(out)).tables
    assert "53 workers" in table.rows[1].cells[2].text


def test_a_word_file_holds_one_pair(tmp_path: Path, alignkit: Run) -> None:
    """Two folders are several; one line says so."""
    for name in ("zh/a.txt", "zh/b.txt", "en/a.txt", "en/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        text = "费用为8万元。\n" if "zh" in name else "The fee is 8 yuan.\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = alignkit("check", tmp_path / "zh", tmp_path / "en", "-o", tmp_path / "x.docx")
    assert ran.code == 2
    assert "a Word file holds one pair, and 2 were checked" in ran.err
