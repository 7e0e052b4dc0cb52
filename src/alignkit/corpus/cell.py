"""A process for the work that may go wrong: watched, bounded, and replaced when it dies."""

from __future__ import annotations

import os
import pickle
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any

from alignkit.corpus.job import Limits
from alignkit.errors import AlignkitError
from alignkit.processes import environment, isolated

# How often time and memory are looked at.
GLANCE = 0.05
# A process this far towards its limit after its work is replaced before the next.
FULL = 0.7
# How long a process may take to end whose pipe is closed.
GRACE = 5.0
_PAGE = 1 << 20


class Stopped(Exception):
    """A process that ended before its work did; `sure` where it was stopped for its cost."""

    def __init__(self, place: int | None, reason: str, sure: bool) -> None:
        super().__init__(reason)
        self.place, self.reason, self.sure = place, reason, sure


class Cell:
    """One worker process."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
        self._process = subprocess.Popen(
            isolated("from alignkit.corpus.inner import main; main()"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment(),
            # The keyboard's interrupt is for whoever started this process.
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        self._heard: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self._ear = Thread(target=_listen, args=(self._from, self._heard), daemon=True)
        self._ear.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def call(self, name: str, argument: Any, tick: Callable[[int], None] | None = None) -> Any:
        """Have a function called, `module:name`, and return what it returned.

        Raises what it raised, or `Stopped` where the process ended or cost too much.
        """
        place: int | None = None
        since = time.monotonic()
        with suppress(OSError):
            pickle.dump((name, argument, self._limits.seconds), self._to)
            self._to.flush()
        while True:
            try:
                kind, value = self._heard.get(timeout=GLANCE)
            except Empty:
                self._within(place, time.monotonic() - since)
                continue
            if kind == "done":
                return value
            if kind == "error":
                raise value
            if kind == "gone":
                raise Stopped(place, self._ended(), sure=False)
            place, since = value, time.monotonic()
            if tick:
                tick(place)

    def full(self) -> bool:
        """Whether the process holds so much memory that a new one had better take over."""
        held = resident(self.pid)
        return held is not None and held > FULL * self._limits.memory

    def close(self) -> None:
        """End the process at once; it keeps nothing that is not written."""
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            self._to.close()
        # A grandchild may hold the other end of the pipe open: it is not waited for.
        self._ear.join(timeout=GRACE)
        if not self._ear.is_alive():
            self._from.close()
        self._errors.close()

    def _within(self, place: int | None, seconds: float) -> None:
        """Stop the process where it goes over its limits."""
        held = resident(self.pid)
        if held is not None and held > self._limits.memory:
            self.close()
            raise Stopped(place, f"it needs more than {self._limits.memory:,.0f} MiB", sure=True)
        if seconds > self._limits.seconds:
            self.close()
            raise Stopped(place, f"it takes more than {self._limits.seconds:g} s", sure=True)

    def _ended(self) -> str:
        try:
            status = self._process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            # Its pipe is gone or holds what nobody can read: there is no more to come from it.
            self._process.kill()
            self._process.wait()
            return "its process said something that cannot be read"
        if status == -9:
            return "its process was killed, as a system does that runs out of memory"
        self._errors.seek(0)
        last = self._errors.read()[-2000:].decode(errors="replace").strip().splitlines()[-1:]
        told = f": {last[0]}" if last else ""
        how = f"by signal {-status}" if status < 0 else f"with status {status}"
        return f"its process ended {how}{told}"


class Desk:
    """A place where jobs are done one after the other, with a process that is replaced at need."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cell: Cell | None = None
        self._closed = False

    def call(self, name: str, argument: Any, tick: Callable[[int], None] | None = None) -> Any:
        """Call a function in the process, which is started where there is none."""
        if self._closed:
            raise AlignkitError("this worker was closed")
        cell = self._cell = self._cell or Cell(self._limits)
        try:
            held = cell.call(name, argument, tick)
        except Stopped:
            self._drop()
            raise
        if cell.full():
            self._drop()
        return held

    def close(self) -> None:
        """End the process, and start no other."""
        self._closed = True
        self._drop()

    def _drop(self) -> None:
        cell, self._cell = self._cell, None
        if cell:
            with suppress(ValueError):
                cell.close()


def resident(pid: int) -> float | None:
    """Return the MiB of memory a process holds, None where the system does not tell."""
    try:
        held = Path(f"/proc/{pid}/statm").read_text("ascii").split()
        return int(held[1]) * os.sysconf("SC_PAGE_SIZE") / _PAGE
    except (OSError, ValueError, IndexError, AttributeError):
        pass
    try:
        import psutil

        return float(psutil.Process(pid).memory_info().rss) / _PAGE
    except Exception:  # a process that is gone, or a package that is not here
        return None


def _listen(stream: IO[bytes], heard: SimpleQueue[tuple[str, Any]]) -> None:
    while True:
        try:
            heard.put(pickle.load(stream))  # written by our own process
        except Exception:  # the end of the pipe, or the half of a message
            heard.put(("gone", None))
            return
