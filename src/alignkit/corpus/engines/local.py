"""The engine of one machine: a thread for each worker process, and nothing else to install."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from alignkit.corpus.cell import Desk
from alignkit.corpus.engines import Staff, complete
from alignkit.corpus.job import Job
from alignkit.corpus.plan import Record

# The main thread wakes so often to hear the keyboard, on systems where waiting is deaf to it.
WAKE = 0.2


class Local:
    """Worker processes on this machine."""

    note = ""

    def __init__(self, staff: Staff) -> None:
        self._desks = [Desk(staff.limits) for _ in range(staff.jobs)]
        self._lock = Lock()
        self._closed = False

    def records(self, jobs: Iterator[Job], tick: Callable[[], None]) -> Iterator[Record]:
        """Yield records as they are done."""
        done: SimpleQueue[Record | BaseException | None] = SimpleQueue()
        threads = [
            Thread(target=self._work, args=(desk, jobs, done, tick), daemon=True)
            for desk in self._desks
        ]
        for thread in threads:
            thread.start()
        running = len(threads)
        while running:
            try:
                held = done.get(timeout=WAKE)
            except Empty:
                continue
            if isinstance(held, BaseException):
                raise held
            if held is None:
                running -= 1
            else:
                yield held

    def close(self) -> None:
        """End all processes; what they had not written is left to another run."""
        self._closed = True
        for desk in self._desks:
            desk.close()

    def _work(
        self,
        desk: Desk,
        jobs: Iterator[Job],
        done: SimpleQueue[Record | BaseException | None],
        tick: Callable[[], None],
    ) -> None:
        def at(place: int) -> None:
            if place >= 0:
                tick()

        try:
            while not self._closed:
                with self._lock:
                    job = next(jobs, None)
                if job is None:
                    break
                done.put(complete(job, desk, at))
        except BaseException as error:  # raised by whoever waits for the records
            done.put(error)
        done.put(None)


@contextmanager
def open(staff: Staff) -> Iterator[Local]:
    """Open the engine."""
    engine = Local(staff)
    try:
        yield engine
    finally:
        engine.close()
