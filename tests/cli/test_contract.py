"""What scripts outside this repository rely on: options, formats, streams and codes."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

import alignkit as ak
from alignkit.cli.main import COMMANDS, tree

Run = Callable[..., Any]

OPTIONS = {
    "segment": {"--lang", "--format", "-o"},
    "align": {"--presplit", "--model", "--format", "-o"},
    "check": {
        *("--select", "--ignore", "--min-severity", "--format", "-o", "--fail-on"),
        *("--baseline", "--write-baseline", "--glossary"),
    },
    "compare": {"--format", "-o"},
    "report": {"-o"},
    "rules": {"--format"},
}
ALIGNED = {"tsv", "jsonl", "ladder", "tmx", "xliff", "html", "xlsx", "moses"}
REPORTED = {*"text json jsonl sarif junit github gitlab csv html xlsx".split()}
FIELDS = {
    *("rule", "severity", "message", "bead", "source", "target"),
    *("values", "confidence", "fingerprint"),
}
CHINESE = "工厂生产水泵。\n检出率达到95%以上。\n员工接受培训。\n"
ENGLISH = "The factory makes pumps.\nThe detection rate is 59% or more.\nThe staff are trained.\n"
OTHER = "The plant produces pumps.\nThe rate of detection is over 95%.\nEmployees get training.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a small text, two translations and their alignment."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("zh.txt", CHINESE), ("en.txt", ENGLISH), ("other.txt", OTHER)):
        (tmp_path / name).write_text(text, "utf-8")
    rows = zip(CHINESE.splitlines(), ENGLISH.splitlines())
    (tmp_path / "pairs.tsv").write_text("".join(f"{a}\t{b}\n" for a, b in rows), "utf-8")
    (tmp_path / "gold.ladder").write_text("[0]:[0]\n[1]:[1]\n[2]:[2]\n", "utf-8")
    return tmp_path


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that puts a file on standard input."""

    def put(name: str) -> None:
        data = io.BytesIO(Path(name).read_bytes())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data, encoding="utf-8"))

    return put


def options_of(name: str) -> set[str]:
    """Return every spelling of every option of a command, or of all commands of a group."""
    command = tree.get_command(click.Context(tree), name)
    assert command is not None
    if isinstance(command, click.Group):
        members = [{s for o in c.params for s in o.opts} for c in command.commands.values()]
        return set.intersection(*members)
    return {spelt for option in command.params for spelt in option.opts}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_common_options(name: str) -> None:
    """--quiet and --jobs may be given to any command, and -o to any that has no OUT.

    What the commands of a project change is the project itself.
    """
    common = {"--quiet", "--jobs"} | ({"-o"} if name not in ("convert", "project") else set())
    assert options_of(name) >= common | OPTIONS.get(name, set())


@pytest.mark.parametrize("form", sorted(ALIGNED))
def test_align_writes_every_promised_format(alignkit: Run, folder: Path, form: str) -> None:
    """By name and, where one ending means it, by the ending of the output."""
    ran = alignkit("align", "zh.txt", "en.txt", "--format", form, "-o", "out", "-q")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert list(folder.glob("out*"))
    if form in ("tsv", "jsonl", "tmx"):
        assert alignkit("align", "zh.txt", "en.txt", "-o", f"again.{form}").code == 0
        again = (folder / f"again.{form}").read_text("utf-8")
        assert len(ak.load(folder / f"again.{form}")) == 3
        assert (folder / "out").read_text("utf-8").splitlines()[2:] == again.splitlines()[2:]


@pytest.mark.parametrize("form", sorted(REPORTED))
def test_check_writes_every_promised_format(alignkit: Run, form: str) -> None:
    """A wrong number exits with 1 in whatever format it is told."""
    ran = alignkit("check", "pairs.tsv", "--format", form, "-o", "out", "-q")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    assert Path("out").stat().st_size > 40


def test_a_json_finding_holds_the_promised_fields(alignkit: Run) -> None:
    """Schema, signature, and spans that cut the marked words out of the text beside them."""
    held = json.loads(alignkit("check", "pairs.tsv", "--select", "NUM", "--format", "json").out)
    assert held["schema"] == 1
    assert held["signature"]
    finding = held["findings"][0]
    assert set(finding) >= FIELDS
    assert (finding["rule"][:3], finding["severity"], finding["bead"]) == ("NUM", "error", 1)
    for side, words in (("source", "95"), ("target", "59")):
        start, end = finding[side]["spans"][0]
        assert words in finding[side]["text"][start:end]
        assert finding[side]["sentences"] == [1]
    assert 0 < finding["confidence"] <= 1


def test_the_bead_of_a_table_is_its_data_row(alignkit: Run, folder: Path) -> None:
    """A header is no row."""
    table = "source\ttarget\n" + (folder / "pairs.tsv").read_text("utf-8")
    (folder / "headed.tsv").write_text(table, "utf-8")
    ran = alignkit("check", "headed.tsv", "--select", "NUM", "--format", "json")
    assert [finding["bead"] for finding in json.loads(ran.out)["findings"]] == [1]


def test_a_ladder_covers_both_sides_in_order(alignkit: Run) -> None:
    """Every sentence stands in exactly one bead, with a score of digits."""
    out = alignkit("align", "zh.txt", "en.txt", "--presplit", "--format", "ladder").out
    beads = [re.fullmatch(r"\[([\d, ]*)\]:\[([\d, ]*)\]:\d\.\d{4}", x) for x in out.splitlines()]
    for side in (1, 2):
        numbers = ", ".join(bead[side] for bead in beads if bead and bead[side])
        assert numbers == "0, 1, 2"


@pytest.mark.parametrize("tail", ["", ":0.8731"])
def test_a_ladder_is_read_with_and_without_scores(alignkit: Run, folder: Path, tail: str) -> None:
    """Its own texts, one sentence a line, make it a bitext; eval needs the numbers alone."""
    lines = (folder / "gold.ladder").read_text().splitlines()
    (folder / "a.ladder").write_text("".join(f"{line}{tail}\n" for line in lines))
    assert "F1 1.000" in alignkit("eval", "a.ladder", "gold.ladder").out
    assert alignkit("check", "a.ladder", "zh.txt", "en.txt", "--select", "NUM").code == 1
    assert alignkit("check", "a.ladder", "zh.txt", "other.txt", "--select", "NUM001").code == 0


@pytest.mark.parametrize(
    ("stdin", "arguments", "code", "words"),
    [
        ("zh.txt", ["segment", "-", "-o", "-"], 0, "员工接受培训。\n"),
        ("zh.txt", ["align", "-", "en.txt", "-o", "-"], 0, "工厂生产水泵。\tThe factory"),
        ("en.txt", ["align", "zh.txt", "-"], 0, "工厂生产水泵。\tThe factory"),
        ("en.txt", ["check", "zh.txt", "-", "--format", "concise", "-o", "-"], 1, "NUM"),
        ("pairs.tsv", ["check", "-", "--format", "concise"], 1, "NUM"),
        ("zh.txt", ["compare", "-", "en.txt", "other.txt", "-o", "-"], 0, "DIV001"),
        ("other.txt", ["compare", "zh.txt", "en.txt", "-"], 0, "DIV001"),
        ("zh.txt", ["report", "-", "en.txt", "-o", "-"], 0, "<!doctype html>"),
        ("pairs.tsv", ["convert", "-", "-", "--to", "tmx"], 0, "<tmx"),
        ("gold.ladder", ["eval", "-", "gold.ladder", "-o", "-"], 0, "F1 1.000"),
        ("gold.ladder", ["rules", "-o", "-"], 0, "NUM001"),
        ("gold.ladder", ["rule", "NUM001", "-o", "-"], 0, "NUM001"),
        ("gold.ladder", ["models", "-o", "-"], 0, "embedded"),
    ],
)
def test_a_dash_is_a_standard_stream(
    alignkit: Run,
    given: Callable[[str], None],
    stdin: str,
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    """In either place of a file, on every command; --quiet leaves standard error empty."""
    given(stdin)
    ran = alignkit(*arguments, "--quiet")
    assert (ran.code, ran.err) == (code, "")
    assert words in ran.out
    assert not Path("-").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["align", "-", "-"],
        ["check", "-", "-"],
        ["compare", "zh.txt", "-", "-"],
        ["eval", "-", "-"],
    ],
)
def test_standard_input_stands_for_one_file(alignkit: Run, arguments: list[str]) -> None:
    """Two dashes are refused in one line that says why."""
    ran = alignkit(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "standard input" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_colours_are_for_those_who_want_them(
    alignkit: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None where the output is no terminal; NO_COLOR wins over FORCE_COLOR."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" not in alignkit("check", "pairs.tsv").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in alignkit("check", "pairs.tsv").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in alignkit("check", "pairs.tsv").out


@pytest.mark.parametrize("command", ["align", "check", "compare", "report", "segment"])
def test_an_unknown_setting_stops_the_run(alignkit: Run, folder: Path, command: str) -> None:
    """One line that names the file and the key, whatever command is run."""
    (folder / "alignkit.toml").write_text('selekt = ["NUM"]\n')
    ran = alignkit(command, *["zh.txt", "en.txt", "other.txt"][: 1 + (command != "segment")])
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"alignkit: .*alignkit\.toml: unknown setting 'selekt'; .*\n", ran.err)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["align", "check"])
def test_more_processes_give_the_same_bytes(alignkit: Run, miit: Path, command: str) -> None:
    """--jobs is a matter of time alone."""
    files = [miit / f"miit-action-plan.{name}.txt" for name in ("zh", "digichina-pdf.en")]
    one, two = (alignkit(command, *files, "--format", "jsonl", "--jobs", n) for n in (1, 2))
    assert one.out == two.out


@pytest.mark.slow
def test_output_is_utf_8_whatever_the_locale(folder: Path) -> None:
    """A locale of ASCII, and Python told to honour it, change nothing."""
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    (folder / "文.txt").write_text(CHINESE, "utf-8")
    command = [sys.executable, "-m", "alignkit", "segment"]
    ran = subprocess.run([*command, "文.txt"], env=env, capture_output=True, check=True)
    assert ran.stdout.decode("utf-8") == CHINESE
    ran = subprocess.run([*command, "无.txt"], env=env, capture_output=True, check=False)
    assert ran.stderr.decode("utf-8") == "alignkit: 无.txt: there is no such file; check the path\n"
