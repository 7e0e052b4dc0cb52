"""Whatever a file is read from, all of it is read, once, and only if it stood still."""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path

import pytest
from tests.torture.conftest import Run

import alignkit as ak
from alignkit import files

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")

ROWS = 3_000
TSV = "".join(f"第{n}个传感器很好。\tSensor number {n} is good.\n" for n in range(ROWS))
ZH = "".join(f"第{n}个传感器很好。\n" for n in range(60))
EN = "".join(f"Sensor number {n} is good.\n" for n in range(60))
KEYED = json.dumps({f"key{n}": f"第{n}个传感器。" for n in range(40)}, ensure_ascii=False)
KEYED_EN = json.dumps({f"key{n}": f"Sensor {n}." for n in range(40)})


def fed(path: Path, data: bytes, at_once: int = 1 << 16) -> threading.Thread:
    """Make a named pipe and write into it, so many bytes at once."""
    os.mkfifo(path)

    def write() -> None:
        with open(path, "wb", buffering=0) as pipe:
            for start in range(0, len(data), at_once):
                pipe.write(data[start : start + at_once])

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("at_once", [1 << 16, 1])
def test_a_bitext_by_pipe_is_read_whole(tmp_path: Path, at_once: int) -> None:
    """What is looked at to tell the format is read with the rest."""
    text = TSV if at_once > 1 else TSV[: TSV.index("第300")]
    writer = fed(tmp_path / "pipe.tsv", text.encode(), at_once)
    assert len(ak.load(tmp_path / "pipe.tsv")) == text.count("\n")
    writer.join(5)


def test_standard_input_by_its_name_is_the_pipe_that_is_open(alignkit: Run) -> None:
    """Whoever wrote into it may have left: it is empty then, and nobody is waited for."""
    told = alignkit("segment", "/dev/stdin", input="", env={"ALIGNKIT_LIMIT_PIPE_S": "600"})
    assert (told.returncode, "the file is empty" in told.stderr) == (2, True)
    assert alignkit("segment", "/dev/stdin", input="一。二。").stdout.split() == ["一。", "二。"]


@pytest.mark.parametrize("at_once", [1 << 16, 1])
@pytest.mark.parametrize(
    ("names", "texts"),
    [(("zh.txt", "en.txt"), (ZH, EN)), (("zh.json", "en.json"), (KEYED, KEYED_EN))],
)
def test_two_documents_by_pipe_are_aligned(
    tmp_path: Path, names: tuple[str, str], texts: tuple[str, str], at_once: int
) -> None:
    """Documents and files of texts by key, at once or a byte at a time."""
    held = []
    for name, text in zip(names, texts, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
        fed(tmp_path / f"pipe.{name}", text.encode(), at_once)
        held.append((tmp_path / name, tmp_path / f"pipe.{name}"))
    plain, piped = (list(ak.align(*pair).pairs()) for pair in zip(*held, strict=True))
    assert piped == plain
    assert len(plain) >= 40


@pytest.mark.parametrize("command", ["check", "align", "segment", "report", "convert", "compare"])
def test_every_command_reads_pipes(tmp_path: Path, alignkit: Run, command: str) -> None:
    """The shell's <(…) gives the same as the file."""
    (tmp_path / "zh.txt").write_text(ZH, "utf-8")
    (tmp_path / "en.txt").write_text(EN, "utf-8")
    (tmp_path / "two.tsv").write_text(TSV, "utf-8")
    arguments = {
        "check": ("two.tsv", "--format", "json", "--select", "FMT", "--exit-zero"),
        "align": ("zh.txt", "en.txt"),
        "segment": ("zh.txt",),
        "report": ("zh.txt", "en.txt", "-o", "-"),
        "convert": ("two.tsv", "-", "--from", "tsv", "--to", "csv"),
        "compare": ("zh.txt", "en.txt", "en.txt", "--name", "a", "--name", "b", "--format", "tsv"),
    }[command]
    said = alignkit(command, *arguments, "-q")
    handles, piped = [], []
    for argument in arguments:
        if not argument.endswith((".txt", ".tsv")):
            piped.append(argument)
            continue
        reads, writes = os.pipe()
        handles.append(reads)
        data = (tmp_path / argument).read_bytes()
        threading.Thread(target=_write, args=(writes, data), daemon=True).start()
        piped.append(f"/dev/fd/{reads}")
    told = alignkit(command, *piped, "-q", pass_fds=handles)
    for handle in handles:
        os.close(handle)
    assert (told.returncode, told.stderr) == (said.returncode, said.stderr) == (0, "")
    if command != "report":
        names = dict(zip(piped, arguments, strict=True))
        out = told.stdout
        for name, file in names.items():
            out = out.replace(name, file) if name != file else out
        assert out == said.stdout


def _write(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as pipe:
        pipe.write(data)


def test_a_pipe_that_nobody_writes_into_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line, after the time that the limit allows."""
    monkeypatch.setenv("ALIGNKIT_LIMIT_PIPE_S", "1")
    os.mkfifo(tmp_path / "silent.tsv")
    with pytest.raises(ak.InputError, match="nobody writes into this pipe"):
        ak.load(tmp_path / "silent.tsv")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless device here")
@pytest.mark.parametrize(
    "option", ["--baseline", "--config", "--glossary", "--suppressions", "--pairs"]
)
def test_an_endless_file_is_refused(tmp_path: Path, alignkit: Run, option: str) -> None:
    """As settings, glossary, baseline, suppressions or list of pairs: one line, exit code 2."""
    (tmp_path / "two.tsv").write_text("你好。\tHello.\n", "utf-8")
    given = () if option == "--pairs" else ("two.tsv",)
    told = alignkit("check", *given, option, "/dev/zero")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1
    assert "larger than 16 MB" in told.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless device here")
def test_an_endless_bitext_is_refused(alignkit: Run) -> None:
    """Also where its format is told."""
    limits = {"ALIGNKIT_LIMIT_SPOOL_MB": "8"}
    told = alignkit("convert", "/dev/zero", "-", "--from", "tsv", env=limits)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "alignkit: /dev/zero: it is larger than 8 MB; split it into several\n"


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """Half of one version and half of the next is no text."""
    path = tmp_path / "a.txt"
    path.write_text("一。" * 100, "utf-8")
    with path.open("rb") as stream, pytest.raises(ak.InputError, match="changed while it was read"):
        files.bounded(_Growing(stream, path), str(path))  # type: ignore[arg-type]


class _Growing:
    """A stream whose file grows as soon as it is read."""

    def __init__(self, stream: object, path: Path) -> None:
        self._stream, self._path = stream, path

    def fileno(self) -> int:
        return self._stream.fileno()  # type: ignore[attr-defined, no-any-return]

    def read(self, size: int) -> bytes:
        held: bytes = self._stream.read(size)  # type: ignore[attr-defined]
        time.sleep(0.01)
        with self._path.open("ab") as more:
            more.write(b"more")
        return held


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no such file here")
@pytest.mark.parametrize("name", ["/proc/self/mem", "n" * 300 + ".txt", "a\0b.txt"])
def test_what_cannot_be_read_is_told_in_one_line(name: str) -> None:
    """A file of the system, a name that is too long, a name that is none."""
    for read in (ak.read, ak.load):
        with pytest.raises(ak.InputError) as caught:
            read(name)
        assert "\n" not in str(caught.value)


def test_a_limit_is_moved_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that is no number is told."""
    from alignkit.bounds import LIMITS, limit

    assert len({held.name for held in LIMITS}) == len(LIMITS)
    monkeypatch.setenv("ALIGNKIT_LIMIT_PIPE_S", "7")
    assert limit("pipe_s") == 7
    monkeypatch.setenv("ALIGNKIT_LIMIT_PIPE_S", "soon")
    with pytest.raises(ak.AlignkitError, match="give a whole number"):
        limit("pipe_s")


def test_every_limit_stands_in_the_docs() -> None:
    """With its default and the variable that moves it."""
    from alignkit.bounds import LIMITS

    page = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text("utf-8")
    for held in LIMITS:
        assert f"| `{held.variable}` | {held.default:,} | {held.holds} |" in page
