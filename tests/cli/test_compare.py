"""`alignkit compare`: formats, exit codes, texts that do not belong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignkit.cli.checks.exits import Exit

Run = Callable[..., Any]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Write an original, two translations and a stranger as files."""
    first = ["The city built 35 schools.", "The teachers are young.", "They read every evening."]
    texts = {
        "zh.txt": ["该市建设了35所学校。", "教师都很年轻。", "他们每天晚上读书。"],
        "a.txt": first,
        "b.txt": ["The city built 53 schools.", "The teachers are all young.", first[2]],
        "other.txt": ["Snow fell on the harbour.", "Nobody sang.", "The ship was sold at noon."],
    }
    for name, lines in texts.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    return [str(tmp_path / name) for name in texts]


@pytest.fixture
def compare(alignkit: Run) -> Run:
    """Return a function that runs `alignkit compare` quietly over sentences as they are."""
    return lambda *arguments: alignkit("compare", "--quiet", "--presplit", *arguments)


def test_it_writes_each_format(compare: Run, files: list[str], tmp_path: Path) -> None:
    """By name to standard output, or by the ending of the file."""
    assert "53" in compare(*files[:3]).out
    data = json.loads(compare(*files[:3], "--format", "json").out)
    assert data["names"] == ["a.txt", "b.txt"]
    for ending, start in ((".html", b"<!"), (".xlsx", b"PK"), (".tsv", b"row\t"), (".json", b"{")):
        path = tmp_path / f"out{ending}"
        assert compare(*files[:3], "-o", str(path)).code == Exit.CLEAN
        assert path.read_bytes().lower().startswith(start.lower())


def test_it_can_fail_on_substance(compare: Run, files: list[str]) -> None:
    """Exit 1 where a row differs in substance, 0 where none does or nobody asked."""
    assert compare(*files[:3]).code == Exit.CLEAN
    assert compare(*files[:3], "--fail-on-substance").code == Exit.FINDINGS
    assert compare(files[0], files[1], files[1], "--fail-on-substance").code == Exit.CLEAN


def test_it_works_without_an_original(compare: Run, files: list[str]) -> None:
    """With --no-source all files are translations."""
    data = json.loads(compare("--no-source", *files[1:3], "--format", "json").out)
    assert data["source"] is None
    assert [row["kind"] for row in data["rows"]] == ["substance", "wording", "same"]


def test_it_names_what_it_leaves_out(compare: Run, files: list[str]) -> None:
    """A stranger is told on standard error, the rest is compared."""
    done = compare(*files, "--format", "json")
    assert done.code == Exit.CLEAN
    assert "other.txt: left out" in done.err
    assert json.loads(done.out)["names"] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zh.txt"], "two translations"),
        (["zh.txt", "a.txt"], "two translations"),
        (["zh.txt", "a.txt", "none.txt"], "none.txt"),
        (["zh.txt", "a.txt", "other.txt"], "fewer than two"),
        (["zh.txt", "a.txt", "b.txt", "--name", "A"], "names"),
        (["zh.txt", "a.txt", "b.txt", "-o", "out.docx", "--format", "docx"], "docx"),
    ],
)
def test_what_cannot_be_compared_is_one_line_and_exit_2(
    compare: Run, files: list[str], tmp_path: Path, arguments: list[str], said: str
) -> None:
    """No traceback, no output: the reason, and 2."""
    placed = [str(tmp_path / a) if a.endswith(".txt") else a for a in arguments]
    done = compare(*placed)
    assert done.code == Exit.UNUSABLE
    assert said in done.err
    assert done.out == ""
    assert "Traceback" not in done.err
    if "docx" not in said:
        assert len(done.err.strip().splitlines()) == 1


def test_an_original_in_the_language_of_a_translation_is_told(
    alignkit: Run, files: list[str]
) -> None:
    """The files may be in the wrong order, or all be translations; nothing is said otherwise."""
    zh, a, b = files[:3]
    told = "the original stands first"
    for wrong in ([a, zh, b], [a, b, b]):
        ran = alignkit("compare", "--presplit", *wrong)
        assert "a.txt is taken as the original of" in ran.err
        assert told in ran.err
    for right in ([zh, a, b], ["--no-source", a, b], [a, b, b, "--target-lang", "en"]):
        assert told not in alignkit("compare", "--presplit", *right).err
