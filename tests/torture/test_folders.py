"""What lies in the folder one stands in is read at most, and never run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.torture.conftest import COMMAND, FENCE, Run

import alignkit as ak
from alignkit.check.run.workers import Child
from alignkit.desk.worker import Worker
from alignkit.processes import environment, isolated

NAMES = ("queue", "json", "pickle", "threading", "tempfile", "numpy", "jieba", "regex", "platform")
TSV = "".join(f"第{n}个传感器很好。\tSensor number {n} is good.\n" for n in range(400))
posix = pytest.mark.skipif(os.name != "posix", reason="signals are of another kind here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with programs that are named like modules, each leaving a trace when run."""
    for name in NAMES:
        trace = f"open({str(tmp_path / 'trace')!r}, 'a').write({name!r})\n"
        (tmp_path / f"{name}.py").write_text(trace)
    (tmp_path / "two.tsv").write_text(TSV, "utf-8")
    (tmp_path / "one.tsv").write_text(TSV[: TSV.index("第9个")], "utf-8")
    (tmp_path / "alignkit.toml").write_text(
        'jobs = 2\nmodel = "embedded"\n'
        '[[pairs]]\nbitext = "one.tsv"\n[[pairs]]\nbitext = "two.tsv"\n'
    )
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        "check two.tsv --jobs 2 --exit-zero",
        "check --exit-zero",
        "check --exit-zero --jobs 2",
        "corpus check . -o out --jobs 2",
        "convert two.tsv two.csv",
    ],
)
def test_programs_of_the_folder_are_not_run(folder: Path, alignkit: Run, arguments: str) -> None:
    """Neither by this process nor by its workers, whatever the settings there say."""
    told = alignkit(*arguments.split(), "-q")
    assert not (folder / "trace").exists(), (folder / "trace").read_text()
    assert "Traceback" not in told.stderr
    assert told.returncode in (0, 2), told.stderr


def test_the_desks_worker_runs_nothing_of_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that aligns for the page in the browser."""
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend("")
    worker = Worker()
    try:
        worker("warm", "")
    finally:
        worker.close()
    assert not (folder / "trace").exists()


def test_an_isolated_process_has_no_relative_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the empty name, not ".", not a name that counts from there."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", ["", ".", "below", str(folder), *sys.path])
    told = subprocess.run(
        isolated("print(repr(sys.path))"), capture_output=True, text=True, check=True
    )
    paths = eval(told.stdout)
    assert all(os.path.isabs(path) and path != str(folder) for path in paths)


@pytest.mark.parametrize("model", ["./evil", "somebody/model", "/tmp/evil"])
def test_a_found_settings_file_opens_no_model(folder: Path, alignkit: Run, model: str) -> None:
    """A model may bring programs along: whoever wants it names it, or the file that does."""
    (folder / "alignkit.toml").write_text(f'model = "{model}"\n')
    told = alignkit("check", "two.tsv")
    assert told.returncode == 2
    assert "which may run programs" in told.stderr
    assert alignkit("check", "one.tsv", "--model", "embedded", "--exit-zero").returncode == 0
    named = alignkit("check", "two.tsv", "--config", "alignkit.toml")
    assert "which may run programs" not in named.stderr


@pytest.mark.parametrize(
    "line",
    [
        'output = "elsewhere"',
        'judge = "http://127.0.0.1:9"',
        'write-baseline = "elsewhere"',
        "trust-remote-code = true",
        'also = ["elsewhere"]',
    ],
)
def test_a_settings_file_names_no_output_and_no_address(
    folder: Path, alignkit: Run, line: str
) -> None:
    """What it may say is a closed list; the rest is an error."""
    (folder / "alignkit.toml").write_text(line + "\n")
    told = alignkit("check", "two.tsv")
    assert told.returncode == 2
    assert "unknown setting" in told.stderr


def test_a_model_that_brings_programs_is_refused(tmp_path: Path) -> None:
    """The list of its modules names one that is not the library's own."""
    pytest.importorskip("sentence_transformers")
    folder = tmp_path / "model"
    folder.mkdir()
    listed = [{"idx": 0, "name": "0", "path": "", "type": "evil.Module"}]
    (folder / "modules.json").write_text(json.dumps(listed))
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'trace')!r}, 'w')\n")
    with pytest.raises(ak.InputError, match="brings a program along"):
        ak.encoder(str(folder))
    assert not (tmp_path / "trace").exists()


def test_a_repositorys_settings_run_no_program(tmp_path: Path, alignkit: Run) -> None:
    """Listing what changed runs neither its monitor nor its differ."""
    trace = tmp_path / "trace"
    (tmp_path / "two.tsv").write_text(TSV, "utf-8")
    script = tmp_path / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {trace}\n")
    script.chmod(0o755)

    def git(*arguments: str) -> None:
        about = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *about, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    git("add", "two.tsv")
    git("commit", "-q", "-m", "x")
    (tmp_path / "two.tsv").write_text(TSV + "好。\tFine.\n", "utf-8")
    (tmp_path / ".gitattributes").write_text("*.tsv diff=evil\n")
    for key in ("core.fsmonitor", "diff.evil.textconv", "diff.external"):
        git("config", key, str(script))
    trace.unlink(missing_ok=True)
    told = alignkit("check", "two.tsv", "--since", "HEAD", "--exit-zero", "--select", "FMT", "-q")
    assert told.returncode == 0, told.stderr
    assert not trace.exists()


@posix
def test_a_stopped_worker_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run ends with an error, and says why."""
    monkeypatch.setenv("ALIGNKIT_LIMIT_WORKER_S", "1")
    child = Child(b"", "alignkit.cli.checks.spreading")
    os.kill(child._process.pid, signal.SIGSTOP)
    try:
        with pytest.raises(ak.AlignkitError, match="silent for 1 s"):
            child.ask("anything")
    finally:
        child.kill()
        child.close()


@posix
@pytest.mark.parametrize("pairs", ["two.tsv", "--pairs=pairs.toml"])
def test_a_run_that_is_told_to_end_does_so_quietly(folder: Path, pairs: str) -> None:
    """SIGTERM while workers work: the shell's own code, no traceback, no process left."""
    (folder / "two.tsv").write_text(TSV * 20, "utf-8")
    (folder / "pairs.toml").write_text(
        '[[pairs]]\nbitext = "one.tsv"\n[[pairs]]\nbitext = "two.tsv"\n'
    )
    process = subprocess.Popen(
        [*COMMAND, "check", pairs, "--jobs", "2"],
        cwd=folder, env={**environment(), "ALIGNKIT_NO_CACHE": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    time.sleep(3)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=FENCE)
    assert process.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in err
    deadline = time.monotonic() + FENCE
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a worker outlived the run")
