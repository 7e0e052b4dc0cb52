"""What a name or a text holds is shown, and obeyed by no terminal, log or program."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import threading
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from tests.torture.conftest import COMMAND, FENCE, Run

import alignkit as ak
from alignkit.embed.cache import VectorCache
from alignkit.report import FORMATS

HOSTILE = "a\x1b[2J\n::error::b\u202ec\x9b1m\r.tsv"
OBEYED = {"\x1b", "\u202e", "\x9b", "\x07", "\u2028"}
TEXT = "检出率达到95%\x1b[2J\u202e。\tThe rate\x07 reached\x1b[31m 59%\u202e.\n"
posix = pytest.mark.skipif(os.name != "posix", reason="such names cannot be given here")


@posix
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "xlsx"])
def test_a_report_obeys_no_text_and_no_name(tmp_path: Path, alignkit: Run, form: str) -> None:
    """Escape sequences, line breaks in names, what turns the direction of writing."""
    (tmp_path / HOSTILE).write_text(TEXT, "utf-8")
    told = alignkit("check", HOSTILE, "--format", form, "--exit-zero")
    assert told.returncode == 0, told.stderr
    assert not OBEYED & set(told.stdout + told.stderr) - (
        {"\u202e", "\x9b"} if form == "junit" else set()
    )
    lines = (told.stdout + told.stderr).split("\n")
    assert not [line for line in lines if line.startswith("::error::b")]


def test_json_says_what_it_shows(tmp_path: Path, alignkit: Run) -> None:
    """An escape in it is the very character to every program that reads it."""
    (tmp_path / "a.tsv").write_text(TEXT, "utf-8")
    told = alignkit("check", "a.tsv", "--format", "json", "--exit-zero", "--select", "NUM")
    quoted = json.loads(told.stdout)["findings"][0]["target"]["text"]
    assert quoted == TEXT.rstrip("\n").partition("\t")[2]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
def test_a_complaint_that_nobody_takes_is_no_finding(tmp_path: Path) -> None:
    """Standard error on a full disk: the exit code still says that nothing came of it."""
    for arguments in (("nonsense",), ("check", "missing.tsv"), ("convert", "missing.tsv", "-")):
        with open("/dev/full", "w") as full:
            ran = subprocess.run(
                [*COMMAND, *arguments], cwd=tmp_path, stderr=full, timeout=FENCE, check=False
            )
        assert ran.returncode == 2


@posix
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "missing" + HOSTILE),
        ("check", HOSTILE + "x", HOSTILE + "y"),
        ("align", HOSTILE, "missing" + HOSTILE),
        ("convert", "missing" + HOSTILE, "-"),
        ("segment", "missing" + HOSTILE),
        ("report", "missing" + HOSTILE),
        ("check", HOSTILE, "--baseline", "b" + HOSTILE),
    ],
)
def test_an_error_about_a_hostile_name_is_one_line(
    tmp_path: Path, alignkit: Run, arguments: tuple[str, ...]
) -> None:
    """Line breaks of the name are marks in it."""
    (tmp_path / HOSTILE).write_text(TEXT, "utf-8")
    told = alignkit(*arguments)
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1, told.stderr
    assert not OBEYED & set(told.stderr)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "xlsx"])
def test_half_a_character_ends_no_report(tmp_path: Path, alignkit: Run, form: str) -> None:
    """A lone surrogate of a JSON file is a mark in what is written."""
    row = {"source": "检出率达到95%\ud800。", "target": "The rate\udc41 reached 59%."}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    for output in ((), ("-o", f"out.{form}")):
        told = alignkit("check", "a.jsonl", "--format", form, "--exit-zero", *output)
        assert told.returncode == 0, told.stderr
        assert "could not finish" not in told.stderr


@posix
@pytest.mark.parametrize("arguments", [("--help",), ("rules",), ("convert", "a.tsv", "-")])
def test_a_reader_that_goes_away_is_no_finding(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """The shell's own code for a broken pipe, or success where all was written; never 1."""
    (tmp_path / "a.tsv").write_text("一。\tOne.\n" * 20_000, "utf-8")
    reads, writes = os.pipe()
    os.close(reads)
    ran = subprocess.run(
        [*COMMAND, *arguments], cwd=tmp_path, stdout=writes, stderr=subprocess.PIPE, text=True,
        timeout=FENCE, check=False,
    )  # fmt: skip
    os.close(writes)
    assert ran.returncode in (0, 141)
    assert "Traceback" not in ran.stderr


@posix
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_in_the_midst_is_no_finding(tmp_path: Path, unbuffered: str) -> None:
    """Part of a long report was taken, the rest was not: that is told, buffered or not."""
    rows = "".join(f"增长了{n}%。\tIt grew by {n + 1}%.\n" for n in range(300))
    (tmp_path / "a.tsv").write_text(rows, "utf-8")
    command = [*COMMAND[:1], "-m", "alignkit", "check", "a.tsv", "--select", "NUM"]
    ran = subprocess.Popen(
        [*command, "--format", "json"], cwd=tmp_path, stdout=subprocess.PIPE, bufsize=0,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )  # fmt: skip
    assert ran.stdout
    ran.stdout.read(10)
    ran.stdout.close()
    assert ran.wait(FENCE) == 141


def test_an_entry_of_the_cache_that_is_wrong_is_no_vector(tmp_path: Path) -> None:
    """Cut off, empty, or not a number: it is made anew."""
    cache = VectorCache(tmp_path, "model")
    cache.put({text: np.ones(4, np.float32) for text in "abcd"})
    store = sqlite3.connect(cache.path)
    wrong = (b"\0" * 7, np.array([1, np.nan, 1, 1], np.float32).tobytes(), b"\0\0\0")
    for text, blob in zip("abc", wrong, strict=True):
        store.execute("UPDATE vectors SET vector = ? WHERE key = ?", (blob, cache._key(text)))
    store.commit()
    store.close()
    assert set(cache.get("abcd")) == {"d"}


def test_a_cache_that_is_locked_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It saves time, and must not cost any: it is waited for no longer than a limit says."""
    monkeypatch.setenv("ALIGNKIT_LIMIT_CACHE_S", "1")
    cache = VectorCache(tmp_path, "model")
    cache.put({"a": np.ones(4, np.float32)})
    held = sqlite3.connect(cache.path, isolation_level=None)
    held.execute("PRAGMA locking_mode=EXCLUSIVE")
    held.execute("BEGIN EXCLUSIVE")
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(cache.get("a")), daemon=True)
    thread.start()
    thread.join(20)
    held.close()
    assert found == [{}]


def test_every_control_has_a_mark() -> None:
    """All of Unicode: what is a control, turns the direction or is half a character."""
    from alignkit.shown import shown

    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            assert shown(character) != character
    for text in ("plain text", "中文，标点。", "naïve — “quoted” 🙂"):
        assert shown(text) == text


def test_an_error_is_one_line() -> None:
    """Whatever its parts hold."""
    assert "\n" not in str(ak.InputError("a\nb", "one\ntwo", "three\u2028"))
