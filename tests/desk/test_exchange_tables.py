"""Tables of the documents in the two-column file: they go out as tables and come back as beads."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

import alignkit as ak
from alignkit.desk.desk import Desk
from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange import exported, imported
from alignkit.desk.exchange.nested import Table, grouped
from alignkit.desk.following import DeskFinding
from alignkit.desk.project import Project, ProjectFile
from alignkit.desk.reopening import Files, new_dossier
from desk import samples
from desk.test_corrections import do

SOURCE = """下表列出设备。

| 名称 | 数量 | 单价 |
|---|---|---|
| 激光干涉仪 | 12台 | 3.5万元 |
| 机器人 | 45台 | 20万元。含安装。 |

以上价格含税。
"""
TARGET = """The table lists the equipment.

| Name | Quantity | Unit price |
|---|---|---|
| Laser interferometer | 12 sets | 35,000 yuan |
| Robot | 54 sets | 200,000 yuan. Installation included. |

The prices include tax.
"""
CELLS = 9


def plan(folder: Path) -> Desk:
    """Return an open desk on a plan with a table, in which a finding marks a cell."""
    paths = folder / "plan.zh.md", folder / "plan.en.md"
    for path, text in zip(paths, (SOURCE, TARGET), strict=True):
        path.write_text(text, "utf-8")
    held = new_dossier(Files(*paths), folder, folder / "p.alignkit", ak.align(*paths))
    place = next(p for p in held.pair.places() if "45" in held.pair.texts(p)[0])
    found = samples.finding("NUM901", ("45台", "54 sets"), held.pair.texts(place))
    held = replace(held, findings=(DeskFinding(90, place.bead.id, found, 1),), next_id=100)
    file = ProjectFile(folder / "p.alignkit")
    file.write(Project((held,)))
    return Desk(file, Project((held,)))


def out(held: Dossier, folder: Path) -> Any:
    """Return the two-column file, opened."""
    return docx.Document(io.BytesIO(exported(held, "docx", folder, {})[1]))


def back(desk: Desk, file: Any) -> str:
    """Take a file in again."""
    stream = io.BytesIO()
    file.save(stream)
    return imported(desk, 0, "back.docx", stream.getvalue())


def test_a_table_stands_in_one_row_as_a_table(tmp_path: Path) -> None:
    """Both tables are inside the cells of their sides; the beads around them are rows as ever."""
    desk = plan(tmp_path)
    rows = out(desk.dossier(0), tmp_path).tables[0].rows
    assert [row.cells[0].text for row in rows] == ["", "0", "1–10", "11"]
    inner = [cell.tables[0] for cell in rows[2].cells[1:]]
    assert [c.text for c in inner[0].rows[1].cells] == ["激光干涉仪", "12台", "3.5万元"]
    last = inner[1].rows[2].cells[2]
    assert last.text == "200,000 yuan.\nInstallation included."


def test_corrections_in_cells_come_back_to_their_beads(tmp_path: Path) -> None:
    """A word put right in a cell, a paragraph added to one, and nothing else changes."""
    desk = plan(tmp_path)
    assert "0 changes" in back(desk, out(desk.dossier(0), tmp_path))
    file = out(desk.dossier(0), tmp_path)
    inner = file.tables[0].rows[2].cells[2].tables[0]
    inner.rows[2].cells[1].paragraphs[0].runs[0].text = "45 sets"
    inner.rows[2].cells[2].add_paragraph("With training.")
    assert "2 changes" in back(desk, file)
    pair = desk.dossier(0).pair
    read = [pair.texts(place)[1] for place in pair.places()]
    assert "45 sets" in read
    assert "Installation included. With training." in read
    assert len(read) == CELLS + 3


def test_a_comment_in_a_cell_is_the_note_of_its_finding(tmp_path: Path) -> None:
    """Comments are of the bead whose cell they stand in, on either side; others are told."""
    desk = plan(tmp_path)
    file = out(desk.dossier(0), tmp_path)
    assert [comment.initials for comment in file.comments] == ["ak90"]
    inner = [cell.tables[0] for cell in file.tables[0].rows[2].cells[1:]]
    file.add_comment(inner[0].rows[2].cells[1].paragraphs[0].runs, "45 in the file.", "Anna", "A")
    file.add_comment(inner[1].rows[1].cells[1].paragraphs[0].runs, "Sets?", "Bo", "B")
    told = back(desk, file)
    assert desk.dossier(0).pair.decisions[90].note == "Anna: 45 in the file."
    assert "bead 5, Bo: Sets?" in told


def test_what_nothing_renders_has_its_place_in_the_table(tmp_path: Path) -> None:
    """A cell without a translation is written into the cell that lies where its own does."""
    desk = plan(tmp_path)
    held = desk.dossier(0)
    place = next(p for p in held.pair.places() if "12台" in held.pair.texts(p)[0])
    held = do(held, "write", bead=place.bead.id, text="")
    table = next(group for group in grouped(held.pair) if isinstance(group, Table))
    assert place.bead.id in {p.bead.id for places in table.sides[1].values() for p in places}
    desk.do(0, {"do": "write", "bead": place.bead.id, "text": ""})
    file = out(desk.dossier(0), tmp_path)
    cell = file.tables[0].rows[2].cells[2].tables[0].rows[1].cells[1]
    assert cell.text == ""
    cell.paragraphs[0].add_run("a dozen")
    back(desk, file)
    pair = desk.dossier(0).pair
    assert pair.texts(list(pair.places())[place.index])[1] == "a dozen"


def test_a_bead_across_cells_stands_for_itself(tmp_path: Path) -> None:
    """What was merged over two cells is a row of its own; every bead is there once."""
    desk = plan(tmp_path)
    held = desk.dossier(0)
    ids = [bead.id for bead in held.pair.beads]
    held = do(held, "merge", bead=ids[4], forwards=True)
    seen: list[int] = []
    for group in grouped(held.pair):
        seen += [p.bead.id for p in (group.places if isinstance(group, Table) else (group,))]
    assert seen == [bead.id for bead in held.pair.beads]


def test_a_table_that_a_reviewer_puts_into_a_row_loses_nothing(tmp_path: Path) -> None:
    """A row into which somebody draws a table of their own is still the row of its bead."""
    desk = plan(tmp_path)
    file = out(desk.dossier(0), tmp_path)
    cell = file.tables[0].rows[1].cells[2]
    cell.add_table(1, 1).cell(0, 0).text = "In a box."
    assert "1 change" in back(desk, file)
    assert desk.dossier(0).pair.target.reads(0).endswith("In a box.")


@pytest.mark.slow
def test_libreoffice_keeps_the_cells(tmp_path: Path) -> None:
    """Opened and saved by LibreOffice the tables come back as they went."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    desk = plan(tmp_path)
    file = out(desk.dossier(0), tmp_path)
    inner = file.tables[0].rows[2].cells[2].tables[0]
    inner.rows[2].cells[1].paragraphs[0].runs[0].text = "45 sets"
    file.save(str(tmp_path / "out.docx"))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--convert-to", "docx", "--outdir", str(tmp_path / "saved"),
               str(tmp_path / "out.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = imported(desk, 0, "back.docx", (tmp_path / "saved" / "out.docx").read_bytes())
    assert "1 change" in told
