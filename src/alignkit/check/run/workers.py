"""Checks beads in several processes, each a plain isolated child fed through pipes.

Children of multiprocessing would import the caller's main script again; these import alignkit
alone, on every system, from scripts and notebooks alike.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Timer
from typing import IO, Any

from alignkit.bounds import limit
from alignkit.check.run.rule import Progress, Rule
from alignkit.check.run.view import PairView
from alignkit.errors import AlignkitError
from alignkit.processes import environment, isolated
from alignkit.types import Finding

# What runs in a child; `module` reads the job and answers questions.
_CODE = """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
from {module} import serve
from alignkit.check.run.workers import pipes
serve(*pipes())
"""


class Child:
    """A process that is told of a job once, and answers what it is asked of it.

    `module` runs in it: it reads the job and then questions, and writes an answer to each, pickled.
    """

    def __init__(self, job: bytes, module: str = "alignkit.check.run.workers") -> None:
        self._process = subprocess.Popen(
            isolated(_CODE.format(module=module)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        self._job: bytes | None = job
        self._silent = False

    def ask(self, question: Any) -> Any:
        """Return the answer to a question; an error that it met is raised here."""
        try:
            if self._job is not None:
                self._to.write(self._job)
                self._job = None
            pickle.dump(question, self._to)
            self._to.flush()
            with self._within(limit("worker_s")):
                answer = pickle.load(self._from)  # written by our own child
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            told = f"exit status {self._process.wait()}"
            if self._silent:
                told = f"it was silent for {limit('worker_s')} s"
            raise AlignkitError(
                f"a checking process ended early ({told}); try again with --jobs 1"
            ) from None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @contextmanager
    def _within(self, seconds: int) -> Iterator[None]:
        """End the process where it says nothing for so long: it may be stopped, and never would."""

        def give_up() -> None:
            self._silent = True
            self._process.kill()

        timer = Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End the process at once, for nobody waits for what it does."""
        self._process.kill()

    def close(self) -> None:
        """End the process."""
        with suppress(OSError):
            self._to.close()
        self._from.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Pool:
    """Processes that check ranges of beads while the caller does something else."""

    def __init__(self, pair: PairView, rules: Sequence[Rule], jobs: int) -> None:
        job = pickle.dumps(
            (
                (pair.bitext, pair.settings, pair.model, pair.glossary, pair.promised),
                [rule.id for rule in rules],
            ),
            pickle.HIGHEST_PROTOCOL,
        )
        self._children = [Child(job) for _ in range(jobs)]
        self._idle: SimpleQueue[Child] = SimpleQueue()
        for child in self._children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *exception: object) -> None:
        if exception[0] is not None:
            for child in self._children:
                child.kill()
        self._threads.shutdown(wait=exception[0] is None, cancel_futures=True)
        for child in self._children:
            child.close()

    def start(
        self, ranges: Sequence[tuple[int, int]], progress: Progress | None
    ) -> Callable[[], list[Finding]]:
        """Set the ranges going; the function returned waits and gives the findings in order."""
        waiting = {self._threads.submit(self._find, *both): both for both in ranges}

        def wait() -> list[Finding]:
            done = 0
            for future in as_completed(waiting):
                future.result()
                low, high = waiting[future]
                done += high - low
                if progress:
                    progress(done, ranges[-1][1])
            return [finding for future in waiting for finding in future.result()]

        return wait

    def _find(self, low: int, high: int) -> list[Finding]:
        child = self._idle.get()
        try:
            found: list[Finding] = child.ask((low, high))
            return found
        finally:
            self._idle.put(child)


def answer_all(work: Callable[[Any], Any], asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions by doing the work until the parent closes the pipe."""
    while True:
        try:
            question = pickle.load(asked)
        except EOFError:
            return
        answer: Any
        try:
            answer = work(question)
        except Exception as error:  # handed to the parent, which raises it
            answer = error
        try:
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except OSError:
            # The parent is gone, and with it whoever wanted to know.
            os._exit(0)


def pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Return the child's ends of both pipes; what is printed there goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer ranges of beads until the parent closes the pipe."""
    # A process for a few seconds, whose objects hold no circles to speak of: a tenth faster.
    gc.disable()
    from alignkit.check.run.find import in_beads
    from alignkit.check.run.registry import rule

    known, identities = pickle.load(asked)
    pair = PairView(*known)
    rules = [rule(identity) for identity in identities]
    answer_all(lambda both: list(in_beads(pair, rules, *both)), asked, answers)
