"""A run that is stopped in any way goes on and ends as if nothing had been."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.corpus.conftest import COUNT
from tests.corpus.texts import await_child, await_tables, environment, kill, run, start

from alignkit.corpus import corpus_run

Folders = tuple[Path, Path]
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")


def finished(corpus: Folders, out: Path) -> str:
    """Go on with a run, and return its digest."""
    done = corpus_run(corpus, out, jobs=1, shard=3)
    assert (done.done, done.failed, done.waiting) == (COUNT, 0, 0)
    assert not [p for p in out.rglob("*") if p.name.startswith(".")]
    return done.digest


def alive(workers: list[int]) -> list[int]:
    """Return which processes go on; the system may take a moment to bury those that ended."""
    left = list(workers)
    for _ in range(100):
        left = [pid for pid in left if Path(f"/proc/{pid}").exists()]
        if not left:
            break
        time.sleep(0.1)
    return left


def test_the_keyboard_stops_a_run_at_once_and_it_says_how_to_go_on(
    corpus: Folders, whole: str, tmp_path: Path
) -> None:
    """Exit code 130, one line, no worker left."""
    # A run that is done before the signal comes is tried again.
    for attempt in range(5):
        out = tmp_path / f"run{attempt}"
        process = start("corpus", "align", *corpus, "-o", out, "--shard", 3, "--jobs", 2)
        workers = await_child(process)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=30)[1]
        if process.returncode:
            break
    assert process.returncode == 130
    assert f"of {COUNT} documents are done; give the same command again to go on" in told
    assert "Traceback" not in told
    assert not alive(workers)
    assert finished(corpus, out) == whole


def test_a_worker_that_is_killed_loses_nothing(corpus: Folders, whole: str, tmp_path: Path) -> None:
    """The shard is done again by a new process; no document fails for it."""
    out = tmp_path / "run"
    process = start("corpus", "align", *corpus, "-o", out, "--shard", 3, "--jobs", 2)
    kill(await_child(process))
    assert await_tables(out, 2)
    kill(await_child(process)[:1])
    told = process.communicate(timeout=120)[1]
    assert process.returncode == 0, told
    assert finished(corpus, out) == whole


@pytest.mark.slow
def test_a_driver_killed_at_random_loses_and_doubles_nothing(
    corpus: Folders, whole: str, tmp_path: Path
) -> None:
    """Killed again and again, each time somewhere else, the run ends with the same rows."""
    out = tmp_path / "run"
    rng = random.Random(4)
    for _ in range(5):
        process = start("corpus", "align", *corpus, "-o", out, "--shard", 3, "--jobs", 2)
        await_child(process)
        time.sleep(rng.uniform(0, 1.2))
        kill([process.pid])
        process.communicate()
    assert finished(corpus, out) == whole


@pytest.mark.slow
def test_a_dask_scheduler_that_is_killed_ends_the_run_with_a_line(
    corpus: Folders, whole: str, tmp_path: Path
) -> None:
    """The driver says that the scheduler is gone; a run without it goes on."""
    pytest.importorskip("distributed")
    out, address = tmp_path / "run", "tcp://127.0.0.1:18786"
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", "18786", "--no-dashboard")
    worker = dask("worker", address, "--no-nanny", "--no-dashboard", "--death-timeout", "30")
    try:
        process = start(
            "corpus", "align", *corpus, "-o", out, "--shard", 1, "--engine", "dask",
            "--scheduler", address,
        )  # fmt: skip
        assert await_tables(out, 1)
        kill([scheduler.pid])
        told = process.communicate(timeout=60)[1]
    finally:
        kill([scheduler.pid, worker.pid])
        scheduler.wait()
        worker.wait()
    assert process.returncode == 2, told
    assert "the Dask scheduler is gone" in told
    assert "Traceback" not in told
    done = corpus_run(corpus, out, jobs=1, shard=1)
    assert done.reused > 0
    assert finished(corpus, tmp_path / "other") == whole


def dask(name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a program of Dask's."""
    command = [sys.executable, "-m", "distributed.cli.dask_" + name, *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment())


def test_a_full_disk_is_one_line_and_the_run_goes_on_later(
    corpus: Folders, whole: str, tmp_path: Path
) -> None:
    """What cannot be written stops the run with exit code 2, and leaves nothing half-written."""
    out = tmp_path / "run"
    assert run("corpus", "align", corpus[0], corpus[1], "-o", out, "--shard", 3).returncode == 0
    for path in [*(out / "beads").iterdir(), *(out / "done").iterdir()]:
        path.unlink()
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
        "from alignkit.cli.main import entry; entry()"
    )
    arguments = ["corpus", "work", str(out), "--jobs", "1"]
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, env=environment(), check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert "cannot be written" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not list((out / "beads").glob("*.parquet"))
    assert finished(corpus, out) == whole


@pytest.mark.slow
def test_nothing_in_the_current_folder_is_run(corpus: Folders, tmp_path: Path) -> None:
    """A file named like a module of the standard library is nothing to a worker."""
    for name in ("queue", "random", "socket", "typing", "uuid"):
        (tmp_path / f"{name}.py").write_text('open("EXECUTED", "w")\nraise SystemExit(3)\n')
    for engine in ("local", "dask"):
        ran = run(
            "corpus", "align", *corpus, "-o", tmp_path / engine, "--engine", engine, "--jobs", 2,
            cwd=tmp_path,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
    assert not (tmp_path / "EXECUTED").exists()
