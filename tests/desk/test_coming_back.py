"""What comes back into a project takes nothing away, and subtitles go out as subtitles."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

import alignkit as ak
from alignkit.desk.exchange import exported, imported
from alignkit.desk.reopening import Files, new_dossier
from desk.test_exchange import desk, found, out


def test_an_older_file_undoes_nothing_that_was_corrected_since(tmp_path: Path) -> None:
    """What nobody touched is no correction; where both sides wrote, ours stays and is told."""
    held = desk(found(), tmp_path)
    went_out = out(held.dossier(0), "docx")
    bead = list(held.dossier(0).pair.places())[1].bead.id
    held.do(0, {"do": "write", "bead": bead, "text": "Party B delivers in 10 days."})
    assert "0 changes" in imported(held, 0, "back.docx", went_out)
    file = docx.Document(io.BytesIO(went_out))
    for row in (2, 3):
        file.tables[0].rows[row].cells[2].paragraphs[0].add_run(" And interest.")
    stream = io.BytesIO()
    file.save(stream)
    told = imported(held, 0, "back.docx", stream.getvalue())
    assert "1 change " in told
    assert "was rewritten here as well" in told
    pair = held.dossier(0).pair
    assert pair.target.reads(1) == "Party B delivers in 10 days."
    assert pair.target.reads(2).endswith("And interest.")


def test_a_mistyped_verdict_is_named(tmp_path: Path) -> None:
    """Who writes "maybe" learns which words count."""
    held = desk(found(), tmp_path)
    book = load_workbook(io.BytesIO(out(held.dossier(0), "xlsx")))
    row = next(r for r in book["findings"].iter_rows(min_row=2) if r[0].value == 50)
    row[8].value = "maybe"
    stream = io.BytesIO()
    book.save(stream)
    assert "finding 50: “maybe” is no verdict" in imported(held, 0, "back.xlsx", stream.getvalue())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_corrected_subtitles_go_out_with_their_times(tmp_path: Path, end: str) -> None:
    """Numbers, times and marks stand as they stood; only what was written over is new."""
    for lang, texts in (
        ("zh", ("左转。", "等一下。")),
        ("en", ("<i>Turn right.</i>", "Wait\nhere.")),
    ):
        cues = [
            f"{k}\n00:00:0{k},000 --> 00:00:0{k},900\n{text}\n" for k, text in enumerate(texts, 1)
        ]
        raw = "\n".join(cues).replace("\n", end).encode()
        (tmp_path / f"film.{lang}.srt").write_bytes(raw)
    files = Files(tmp_path / "film.zh.srt", tmp_path / "film.en.srt")
    bitext = ak.align(files.source, files.target)
    held = desk(new_dossier(files, tmp_path, tmp_path / "p.alignkit", bitext), tmp_path)
    bead = next(held.dossier(0).pair.places()).bead.id
    held.do(0, {"do": "write", "bead": bead, "text": "Turn left."})
    name, data = exported(held.dossier(0), "target", tmp_path, {})
    assert name == "film.en.srt"
    before = (tmp_path / "film.en.srt").read_bytes().decode().replace("\r\n", "\n")
    assert data.decode() == before.replace("Turn right.", "Turn left.")
