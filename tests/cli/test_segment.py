"""alignkit segment: what it prints, writes and says."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignkit import segment
from alignkit.segment.stream import stream

Run = Callable[..., Any]
PLAN = "一、总体要求\n\n发展要快。质量要高（见附件。）才行。\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder that holds a short Chinese plan."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    return tmp_path


def test_it_prints_one_sentence_a_line(alignkit: Run) -> None:
    """Text is the default form."""
    ran = alignkit("segment", "plan.txt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == ["一、总体要求", "发展要快。", "质量要高（见附件。）才行。"]


@pytest.mark.parametrize("raw", [(), ("--raw",)])
def test_jsonl_leads_back_into_the_file(alignkit: Run, raw: tuple[str, ...]) -> None:
    """The original's places name the very characters of the file, read at once or in pieces."""
    ran = alignkit("segment", "plan.txt", "--format", "jsonl", *raw)
    held = [json.loads(line) for line in ran.out.splitlines()]
    assert [h["sentence"] for h in held] == [0, 1, 2]
    assert all(PLAN[h["original_start"] : h["original_end"]] == h["text"] for h in held)
    assert [h["block"] for h in held] == [0, 1, 1]
    assert {h["lang"] for h in held} == {"zh"}
    if not raw:
        assert [h["kind"] for h in held] == ["heading", "paragraph", "paragraph"]


def test_the_form_is_taken_from_the_output_s_ending(alignkit: Run, folder: Path) -> None:
    """-o plan.jsonl writes JSON lines, and nothing else is printed."""
    ran = alignkit("segment", "plan.txt", "-o", "plan.jsonl")
    assert (ran.code, ran.out) == (0, "")
    lines = (folder / "plan.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["end"] for line in lines] == [6, 13, 26]


@pytest.mark.parametrize("raw", [(), ("--raw",)])
def test_a_dash_reads_standard_input(
    alignkit: Run, monkeypatch: pytest.MonkeyPatch, folder: Path, raw: tuple[str, ...]
) -> None:
    """As every command does."""
    with open(folder / "plan.txt", "rb") as given:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
        assert alignkit("segment", "-", *raw).out.count("\n") == 3


def test_a_language_without_rules_is_named(alignkit: Run, folder: Path) -> None:
    """The Unicode rule is said on standard error, unless --quiet."""
    (folder / "fr.txt").write_text("Bonjour à tous. Le chat est là.\n", "utf-8")
    ran = alignkit("segment", "fr.txt", "--lang", "fr")
    assert ran.out.splitlines() == ["Bonjour à tous.", "Le chat est là."]
    assert ran.err == "alignkit: no rules for 'fr'; split by the Unicode rule (UAX #29)\n"
    assert alignkit("segment", "fr.txt", "--lang", "fr", "--quiet").err == ""


def test_abbreviations_of_the_settings_are_known(alignkit: Run, folder: Path) -> None:
    """A list in alignkit.toml is enough."""
    (folder / "en.txt").write_text("He cited Betr. The page is lost.\n", "utf-8")
    assert alignkit("segment", "en.txt").out.count("\n") == 2
    (folder / "alignkit.toml").write_text('abbreviations = ["Betr."]\n', "utf-8")
    assert alignkit("segment", "en.txt").out.count("\n") == 1


def test_a_broken_line_stays_one_line(alignkit: Run, folder: Path) -> None:
    """A sentence that the file wraps is printed on one line."""
    (folder / "en.txt").write_text("It was a long\nnight on the river.\n", "utf-8")
    ran = alignkit("segment", "en.txt", "--raw")
    assert ran.out == "It was a long night on the river.\n"


@pytest.mark.parametrize("raw", [(), ("--raw",)])
def test_a_missing_file_is_one_line_and_code_2(
    alignkit: Run, folder: Path, raw: tuple[str, ...]
) -> None:
    """The line names the file and the reason; no output is left behind."""
    ran = alignkit("segment", "none.txt", "-o", "out.txt", *raw)
    assert ran.code == 2
    assert ran.err.startswith("alignkit: none.txt: ")
    assert ran.err.count("\n") == 1
    assert not (folder / "out.txt").exists()


def test_raw_text_in_another_encoding_is_refused(alignkit: Run, folder: Path) -> None:
    """Reading in pieces takes UTF-8 only, and says what else to do; nothing half-written stays."""
    (folder / "gbk.txt").write_bytes(PLAN.encode("gbk"))
    ran = alignkit("segment", "gbk.txt", "--raw", "-o", "out.txt")
    assert ran.code == 2
    assert ran.err.startswith("alignkit: gbk.txt: it cannot be read as UTF-8")
    assert not (folder / "out.txt").exists()


@pytest.mark.parametrize("size", [7, 50, 1000])
def test_pieces_give_what_the_whole_gives(size: int) -> None:
    """Reading in pieces changes nothing, however many pieces there are."""
    text = "".join(f"第{n}段。很短！\n\n" for n in range(60))
    found = list(stream(io.StringIO(text), "zh", size=size))
    assert found == segment(text, "zh")
