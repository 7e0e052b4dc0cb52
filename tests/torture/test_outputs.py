"""Nothing that is written destroys what is read, nor runs in the program that opens it."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.torture.conftest import Run

import alignkit as ak
from alignkit import files
from alignkit.cli.guarded import Command
from alignkit.cli.main import tree
from alignkit.formats.cells.quoting import guarded, line, unguarded

ZH, EN = "传感器很好。\n水泵不好。\n", "The sensor is good.\nThe pump is bad.\n"
FORMULAS = ("=cmd|' /C calc'!A0", "+1+cmd", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1+1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a document, its translation, both as a bitext, and links to them."""
    (tmp_path / "a.txt").write_text(ZH, "utf-8")
    (tmp_path / "b.txt").write_text(EN, "utf-8")
    (tmp_path / "c.tsv").write_text("传感器。\tSensor.\n", "utf-8")
    (tmp_path / "soft").symlink_to("a.txt")
    os.link(tmp_path / "a.txt", tmp_path / "hard")
    (tmp_path / "m.zh").write_text("传感器。\n", "utf-8")
    (tmp_path / "m.en").write_text("Sensor.\n", "utf-8")
    (tmp_path / "pairs.toml").write_text(
        '[[pairs]]\nsource = "a.txt"\ntarget = "b.txt"\n[[pairs]]\nbitext = "c.tsv"\n'
    )
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        "align a.txt b.txt -o a.txt",
        "align a.txt b.txt -o b.txt",
        "align a.txt b.txt -o soft",
        "align a.txt b.txt -o hard",
        "align a.txt b.txt -o ./../{folder}/a.txt",
        "align m.zh m.en -o m --format moses",
        "segment a.txt -o a.txt",
        "check a.txt b.txt -o a.txt",
        "check a.txt b.txt --also hard -q",
        "check a.txt b.txt --format json -o soft",
        "check a.txt b.txt --write-baseline b.txt",
        "check --pairs pairs.toml --format json -o a.txt",
        "check --pairs pairs.toml --format json -o pairs.toml",
        "report a.txt b.txt -o b.txt",
        "compare a.txt b.txt b.txt -o hard",
        "convert c.tsv c.tsv",
        "convert c.tsv c.tsv --to csv",
        "convert m.zh m.en --from moses --to tsv",
        "eval c.tsv c.tsv -o c.tsv",
    ],
)
def test_an_output_over_an_input_is_refused(folder: Path, alignkit: Run, arguments: str) -> None:
    """By name, by link, by a name that the format makes: every file is what it was."""
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    told = alignkit(*arguments.replace("{folder}", folder.name).split())
    assert told.returncode == 2, told.stderr
    assert "this file is read here, and would be lost" in told.stderr
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_baseline_is_brought_up_to_date(folder: Path, alignkit: Run) -> None:
    """It is the one file that a run may read and write."""
    for _ in range(2):
        options = ("--baseline", "known.json") if (folder / "known.json").exists() else ()
        told = alignkit("check", "c.tsv", *options, "--write-baseline", "known.json")
        assert told.returncode == 0, told.stderr


def test_every_command_keeps_its_inputs() -> None:
    """A new command cannot forget it."""

    def leaves(command: click.Command) -> list[click.Command]:
        if isinstance(command, click.Group):
            context = click.Context(command)
            names = command.list_commands(context)
            return [
                leaf
                for name in names
                for leaf in leaves(command.get_command(context, name))  # type: ignore[arg-type]
            ]
        return [command]

    assert [c.name for c in leaves(tree) if not isinstance(c, Command)] == []


def test_a_library_may_write_back_what_it_read(folder: Path) -> None:
    """Who calls the library decides for himself."""
    ak.load(folder / "c.tsv").save(folder / "c.tsv")
    assert (folder / "c.tsv").read_text("utf-8") == "传感器。\tSensor.\n"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=3), min_size=1, max_size=4))
def test_a_row_is_one_row_for_every_reader(rows: list[list[str]]) -> None:
    """Whatever is in the cells: line ends of each kind, quotation marks, separators."""
    for delimiter in ",\t":
        text = "".join(line(row, delimiter) for row in rows)
        held = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        shown = [[guarded(cell).replace("\0", "␀") for cell in row] for row in rows]
        assert [row for row in held if row] == [row for row in shown if row]


@given(st.text(alphabet="'=+-@1a\t\r ＝"))
def test_a_guard_is_taken_off_again(text: str) -> None:
    """No text is lost to the guard, and none is run."""
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "@", "\t", "\r", "＝"))


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_table_holds_a_formula(tmp_path: Path, formula: str) -> None:
    """Neither the table of a bitext nor a bare carriage return in the middle of a cell."""
    bitext = ak.Bitext.from_pairs([(formula, f"Fine.\r{formula}")])
    bitext.save(tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_bytes().decode()
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(tmp_path / "a.csv", keep_default_na=False)
    assert len(frame) == 1
    assert frame["source"][0] == f"'{formula}"
    assert f"\r{formula}" not in text.replace(f'"Fine.\r{formula}', "")
    assert list(ak.load(tmp_path / "a.csv").pairs()) == list(bitext.pairs())


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_a_spreadsheet_shows_formulas_as_texts(tmp_path: Path) -> None:
    """Opened and written again by LibreOffice."""
    ak.Bitext.from_pairs([(f, f"x\r{f}") for f in FORMULAS]).save(tmp_path / "a.csv")
    command = ["soffice", "--headless", "--convert-to", "ods", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.csv")], check=True, timeout=120)
    import zipfile

    content = zipfile.ZipFile(tmp_path / "a.ods").read("content.xml")
    assert b"table:formula" not in content


def test_what_a_killed_run_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    """The file of a process that is gone goes, one that still runs keeps its own."""
    files._clear.cache_clear()
    gone = tmp_path / f".a.tsv.alignkit-{files._machine()}-4194999-abcd1234"
    mine = tmp_path / f".a.tsv.alignkit-{files._machine()}-{os.getpid()}-abcd1234"
    others = tmp_path / ".a.tsv.alignkit-0-4194999-abcd1234"
    for path in (gone, mine, others):
        path.write_text("half")
    with files.atomic(tmp_path / "a.tsv") as stream:
        stream.write("whole")
    assert not gone.exists()
    assert mine.exists()
    assert others.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("form", ["tsv", "csv", "xlsx", "jsonl", "tmx"])
def test_a_full_disk_is_told_in_one_line(folder: Path, alignkit: Run, form: str) -> None:
    """No traceback, and exit code 2."""
    told = alignkit("convert", "c.tsv", "/dev/full", "--to", form)
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1, told.stderr
