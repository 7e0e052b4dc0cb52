"""Folders that may not be written into, and pairs with hostile names that fail."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import pytest
from tests.torture.conftest import Run
from tests.torture.test_shown import HOSTILE, OBEYED

posix = pytest.mark.skipif(os.name != "posix", reason="there are no such rights here")
#: What lets root write where nobody may: it is dropped, and does not come back.
_DROP, _RIGHTS = 24, (1, 2, 3)


def as_anybody() -> None:
    """Let the rights of a folder hold for this process, root's as well."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        for right in _RIGHTS:
            libc.prctl(_DROP, right, 0, 0, 0)


@pytest.fixture
def shut(tmp_path: Path) -> Path:
    """Return a folder that can be read, and not written."""
    folder = tmp_path / "shut"
    folder.mkdir()
    (folder / "a.tsv").write_text("检出率达到95%。\tThe rate reached 59%.\n", "utf-8")
    (folder / "b.tsv").write_text("成本为7元。\tIt costs 8 yuan.\n", "utf-8")
    (folder / "alignkit.toml").write_text('[[pairs]]\nbitext = "*.tsv"\n', "utf-8")
    return folder


@posix
def test_a_cache_that_cannot_be_written_costs_nothing(shut: Path, alignkit: Run) -> None:
    """Not to be made, and not to be renewed: the same findings, and not a word about it."""
    # What is kept of a pair is kept where there are several.
    arguments = ("check", "--select", "NUM", "--format", "json")
    plain = alignkit(*arguments, cwd=shut)
    cache = shut / "cache"
    said = alignkit(*arguments, cwd=shut, env={"ALIGNKIT_CACHE": str(cache), **CACHED})
    kept = sorted(cache.rglob("*"), reverse=True)
    assert any(path.suffix == ".result" for path in kept)
    for path in (*kept, cache, shut):
        path.chmod(0o444 if path.is_file() else 0o555)
    for place in (cache, shut / "absent"):
        env = {"ALIGNKIT_CACHE": str(place), **CACHED}
        told = alignkit(*arguments, cwd=shut, env=env, preexec_fn=as_anybody)
        assert (told.returncode, told.stdout, told.stderr) == (1, plain.stdout, plain.stderr)
    assert said.stdout == plain.stdout
    for path in (shut, cache, *kept):
        path.chmod(0o755)


@posix
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "a.tsv", "--format", "json", "-o", "b.json"),
        ("check", "a.tsv", "--write-baseline", "baseline.json"),
        ("convert", "a.tsv", "b.tmx"),
        ("segment", "a.tsv", "-o", "b.txt"),
        ("review", "a.tsv", "--no-browser"),
    ],
)
def test_a_folder_that_cannot_be_written_is_told(
    shut: Path, alignkit: Run, arguments: tuple[str, ...]
) -> None:
    """In one line, with exit code 2."""
    shut.chmod(0o555)
    told = alignkit(*arguments, cwd=shut, preexec_fn=as_anybody)
    shut.chmod(0o755)
    assert told.returncode == 2
    assert "cannot be written" in told.stderr
    assert "Traceback" not in told.stderr
    assert {path.name for path in shut.iterdir()} == {"a.tsv", "b.tsv", "alignkit.toml"}


CACHED = {"ALIGNKIT_NO_CACHE": ""}


@posix
@pytest.mark.parametrize("form", ["text", "junit", "github", "xlsx", None])
def test_a_pair_that_fails_is_told_under_a_name_that_is_shown(
    tmp_path: Path, alignkit: Run, form: str | None
) -> None:
    """The pairs beside it are checked; the summary names the failed one and obeys nothing."""
    (tmp_path / "a.tsv").write_text("检出率达到95%。\tThe rate reached 59%.\n", "utf-8")
    (tmp_path / f"{HOSTILE}.tsv").write_bytes(b"\x00\xff\xfe" * 40)
    rows = '[[pairs]]\nbitext = "*.tsv"\n'
    (tmp_path / "alignkit.toml").write_text(rows, "utf-8")
    output = () if form is None else ("--format", form, "-o", f"out.{form}")
    told = alignkit("check", *output)
    assert told.returncode == 2, told.stderr
    assert not OBEYED & set(told.stderr.replace("\n", "")), told.stderr
    assert not [line for line in told.stderr.splitlines() if line.startswith("::")]
    # JSON is for programs, which show it as they see fit; a page keeps names inside its marks.
    if form not in (None, "xlsx", "json", "jsonl", "gitlab", "html"):
        written = (tmp_path / f"out.{form}").read_text("utf-8")
        assert not OBEYED & set(written.replace("\n", "").replace("\t", "")), written
        assert "95%" in written
