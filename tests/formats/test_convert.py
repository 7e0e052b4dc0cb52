"""alignkit convert: every format into every other one, on files and on pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import alignkit as ak
from alignkit.cli.main import tree
from alignkit.formats.reading import open_units

SAMPLES = Path(__file__).parent.parent / "data" / "formats"


def convert(*arguments: object) -> None:
    """Run the command and let its errors through."""
    CliRunner().invoke(tree, ["convert", *map(str, arguments)], catch_exceptions=False)


def test_a_memory_passes_into_xliff_and_back_with_its_notes(tmp_path: Path) -> None:
    """Notes, states and other tools' properties go along where the format has a place."""
    convert(SAMPLES / "omegat.tmx", tmp_path / "a.xlf")
    convert(tmp_path / "a.xlf", tmp_path / "b.tmx")
    reading = open_units(tmp_path / "b.tmx")
    assert reading is not None
    units = list(reading.units)
    assert [unit.notes for unit in units] == [(), ("Checked with the manufacturer.",), ()]
    assert list(ak.load(tmp_path / "b.tmx").pairs()) == list(
        ak.load(SAMPLES / "omegat.tmx").pairs()
    )
    convert(SAMPLES / "memoq.tmx", tmp_path / "c.tmx")
    props = dict(next(iter(open_units(tmp_path / "c.tmx").units)).props)  # type: ignore[union-attr]
    assert props["client"] == "Tea Board"


def test_a_catalogue_becomes_a_table_with_states(tmp_path: Path) -> None:
    """Fuzzy entries are told from translated ones."""
    convert(SAMPLES / "messages.po", tmp_path / "a.csv")
    rows = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    assert rows[0] == "source,target,state,notes"
    assert any(",fuzzy," in row for row in rows)


def test_a_ladder_takes_its_sentences_from_two_files(tmp_path: Path) -> None:
    """What --source and --target name is joined with the numbers."""
    (tmp_path / "zh").write_text("一。\n二。\n", "utf-8")
    (tmp_path / "en").write_text("One and two.\n", "utf-8")
    (tmp_path / "a.ladder").write_text("[0, 1]:[0]:0.5\n")
    options = ["--source", tmp_path / "zh", "--target", tmp_path / "en"]
    convert(tmp_path / "a.ladder", tmp_path / "a.jsonl", *options)
    assert list(ak.load(tmp_path / "a.jsonl").pairs()) == [("一。二。", "One and two.")]


def test_pipes_work_both_ways() -> None:
    """Standard input is told by its first lines, standard output is TSV unless named."""
    command = [sys.executable, "-m", "alignkit", "convert", "-", "-"]
    data = (SAMPLES / "omegat.tmx").read_bytes()
    shown = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    assert shown.decode("utf-8").splitlines()[2] == "关闭\tOff"
    again = subprocess.run(
        [*command, "--to", "jsonl"], input=shown, capture_output=True, check=True
    ).stdout
    assert json.loads(again.splitlines()[2])["target"] == "Off"


def test_findings_go_along(tmp_path: Path) -> None:
    """Findings of a check stand with their beads in TMX, XLIFF, CSV and XLSX."""
    bitext = ak.Bitext.from_pairs([("一。", "One."), ("5 天。", "6 days.")])
    bitext.save(tmp_path / "a.tsv")
    finding = ak.Finding("NUM001", ak.Severity.ERROR, "5 is 6", 1)
    held = json.dumps(ak.Findings((finding,)).to_json())
    (tmp_path / "f.json").write_text(held)
    for name in ("a.tmx", "a.xlf", "a.csv", "a.xlsx"):
        convert(tmp_path / "a.tsv", tmp_path / name, "--findings", tmp_path / "f.json")
        reading = open_units(tmp_path / name)
        assert reading is not None
        assert [unit.findings for unit in reading.units] == [(), ("NUM001 error: 5 is 6",)]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["none.tsv", "a.tmx"], "none.tsv: there is no such file"),
        ([str(SAMPLES / "omegat.tmx"), "-", "--to", "moses"], "more than one file"),
        ([str(SAMPLES / "omegat.tmx"), "nowhere/a.tsv"], "its folder does not exist"),
        ([str(SAMPLES / "omegat.tmx"), "a.tsv", "--to", "rtf"], "there is no format"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_one_line(
    arguments: list[str], complaint: str, tmp_path: Path
) -> None:
    """Nothing is written, nothing but one line is said."""
    command = [sys.executable, "-m", "alignkit", "convert", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
