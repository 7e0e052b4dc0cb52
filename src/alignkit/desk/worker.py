"""A process beside the server that does the heavy work, so that the page never waits for it.

It is a plain isolated child fed through pipes: no main script is imported again, on any system.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import IO, Any

from alignkit.errors import AlignkitError
from alignkit.processes import environment, isolated


class Worker:
    """One child process, started when the first task comes or before; one task at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, task: str, *arguments: Any) -> Any:
        """Do a task in the child and return what it came to; its error is raised here."""
        with self._lock:
            process = self._running()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                pickle.dump((task, arguments), process.stdin, pickle.HIGHEST_PROTOCOL)
                process.stdin.flush()
                good, answer = pickle.load(process.stdout)  # written by our own child
            except (OSError, EOFError, pickle.UnpicklingError):
                status = process.wait()
                self._process = None
                raise AlignkitError(
                    f"the process that aligns and checks ended early (exit status {status}); "
                    "try again"
                ) from None
        if not good:
            raise answer
        return answer

    def begin(self) -> None:
        """Start the child now, so that it gets ready while others do."""
        with self._lock:
            self._running()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                isolated("from alignkit.desk.worker import main; main()"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment(),
            )
        return self._process

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Do tasks until the parent goes away."""
    from alignkit.desk.tasks import TASKS

    # What any task needs is there before the first comes.
    import_module("alignkit.align.run")
    while True:
        try:
            task, arguments = pickle.load(asked)
        except EOFError:
            return
        try:
            answer = True, TASKS[task](*arguments)
        except AlignkitError as error:
            answer = False, error
        except Exception as error:  # the desk stays open and says what happened
            answer = False, AlignkitError(f"could not finish: {type(error).__name__}: {error}")
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def main() -> None:
    """Serve the desk; what others print goes to standard error."""
    import signal

    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # The terminal's Ctrl-C is for the desk, which ends its child itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(sys.stdin.buffer, out)
