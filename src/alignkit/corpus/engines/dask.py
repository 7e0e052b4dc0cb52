"""The engine of many machines: a Dask scheduler hands out the jobs, its workers do them.

Without an address a scheduler and its workers are started here, each worker a process of its own.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from threading import Lock, local
from time import monotonic, sleep
from typing import Any

from alignkit.corpus.cell import Desk
from alignkit.corpus.engines import Staff, complete
from alignkit.corpus.engines.local import WAKE
from alignkit.corpus.job import Job, Limits
from alignkit.corpus.plan import Record
from alignkit.errors import AlignkitError, MissingExtraError, OptionError
from alignkit.processes import environment, isolated

# Jobs that the scheduler knows of beyond those being worked on, for each worker.
AHEAD = 2
# How often a job is handed in again whose worker was lost with it.
TRIES = 5
# Seconds that a scheduler may be out of reach before it counts as gone, and to reach it at first.
PATIENCE, GREETING = 10.0, 20.0
# Seconds after which the workers of a scheduler are counted again.
RECOUNT = 30.0
_HERE = local()
_WORKER = """
from distributed.cli.dask_worker import main
main(ARGUMENTS)
"""


def work(job: Job, limits: Limits) -> Record:
    """Do a job in a worker: its process is opened once and kept for the next."""
    desk: Desk | None = getattr(_HERE, "desk", None)
    if desk is None:
        desk = _HERE.desk = Desk(limits)
    return complete(job, desk)


class Dask:
    """A client of a scheduler, and the workers that were started for it."""

    def __init__(self, client: Any, staff: Staff, crew: Crew | None) -> None:
        self._client, self._staff, self._crew = client, staff, crew
        self._handed: Counter[str] = Counter()
        self._losses: Counter[str] = Counter()
        self._lost = 0.0
        self._count, self._counted = 1, -RECOUNT
        link = client.dashboard_link
        self.note = f"dashboard {link}" if link else ""

    def records(self, jobs: Iterator[Job], tick: Callable[[], None]) -> Iterator[Record]:
        """Yield records as they are done."""
        done: SimpleQueue[Any] = SimpleQueue()
        held: dict[str, tuple[Any, Job]] = {}
        left = True
        while held or left:
            while left and len(held) < AHEAD * self._workers():
                job = next(jobs, None)
                left = job is not None
                if job is not None:
                    self._hand_in(job, held, done)
            try:
                future = done.get(timeout=WAKE)
            except Empty:
                self._look()
                continue
            _, job = held.pop(future.key)
            record = self._record(future, job)
            if record is None:
                self._hand_in(job, held, done)
            else:
                yield record

    def _hand_in(self, job: Job, held: dict[str, Any], done: SimpleQueue[Any]) -> None:
        self._handed[job.key] += 1
        name = f"alignkit-{job.key}-{self._handed[job.key]}"
        future = self._client.submit(work, job, self._staff.limits, key=name, pure=False)
        held[name] = future, job
        future.add_done_callback(done.put)

    def _record(self, future: Any, job: Job) -> Record | None:
        """Return what came of a job, None where it must be handed in again."""
        from distributed import KilledWorker

        error: BaseException | None = None
        try:
            if future.status == "finished":
                record: Record = future.result(timeout=GREETING)
                return record
            if future.status == "error":
                error = future.exception(timeout=GREETING)
        except Exception:  # what is done cannot be fetched from a scheduler that has gone since
            sleep(WAKE)
        self._steady()
        if isinstance(error, AlignkitError):
            raise error
        if error is not None and not isinstance(error, KilledWorker):
            raise AlignkitError(f"a Dask worker failed: {type(error).__name__}: {error}")
        self._losses[job.key] += error is not None
        if self._losses[job.key] >= TRIES:
            raise AlignkitError(f"{TRIES} workers were lost over one shard; look at their logs")
        return None

    def _workers(self) -> int:
        """Return how many workers there are, asked now and then: an answer may never come."""
        if self._crew:
            return self._staff.jobs
        if self._client.status == "running" and monotonic() - self._counted >= RECOUNT:
            self._counted = monotonic()
            with suppress(Exception):  # a scheduler that is going is met where jobs are waited for
                self._count = len(self._client.scheduler_info(n_workers=-1)["workers"])
        return max(1, self._count)

    def _steady(self) -> None:
        """Wait while the scheduler is out of reach."""
        self._look()
        while self._client.status != "running":
            sleep(WAKE)
            self._look()

    def _look(self) -> None:
        """Replace workers that are gone; a scheduler that is gone ends the run."""
        if self._client.status == "running":
            self._lost = 0.0
        else:
            self._lost = self._lost or monotonic()
            if self._client.status == "closed" or monotonic() - self._lost > PATIENCE:
                raise AlignkitError(
                    "the Dask scheduler is gone; start it and run the same command again: it goes "
                    "on from here"
                )
        if self._crew:
            self._crew.fill()


class Crew:
    """Workers on this machine: processes that do not see the current folder."""

    def __init__(self, address: str, count: int) -> None:
        self._address, self._lock, self._closed = address, Lock(), False
        self._workers: list[subprocess.Popen[bytes]] = [self._start() for _ in range(count)]

    def fill(self) -> None:
        """Start a worker in the place of each that has ended."""
        with self._lock:
            if not self._closed:
                alive = [w if w.poll() is None else self._start() for w in self._workers]
                self._workers = alive

    def close(self) -> None:
        """End all workers at once; the processes they started end with them."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.kill()
            for worker in self._workers:
                worker.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        arguments = [self._address, "--no-nanny", "--nthreads", "1", "--memory-limit", "0"]
        # A worker without a scheduler has nothing to wait for.
        arguments += ["--death-timeout", str(int(PATIENCE)), "--no-dashboard"]
        return subprocess.Popen(
            isolated(_WORKER.replace("ARGUMENTS", repr(arguments))),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )


@contextmanager
def open(staff: Staff) -> Iterator[Dask]:
    """Open the engine: a client of the scheduler named, or of one started here."""
    try:
        import distributed
    except ImportError:
        raise MissingExtraError("the engine dask", "dask") from None
    scheduling: Any = distributed
    cluster = client = crew = None
    try:
        if not staff.scheduler:
            cluster = scheduling.LocalCluster(
                n_workers=0, dashboard_address="127.0.0.1:0", silence_logs=50
            )
        client = _client(staff.scheduler or cluster)
        if cluster is not None:
            crew = Crew(cluster.scheduler_address, staff.jobs)
        yield Dask(client, staff, crew)
    finally:
        if crew:
            crew.close()
        for held in (client, cluster):
            if held is not None:
                with suppress(Exception):
                    held.close(timeout=1)


def _client(place: Any) -> Any:
    import logging

    import distributed

    scheduling: Any = distributed
    # What it says of lost connections, this engine says in one line.
    for name in [
        held for held in logging.root.manager.loggerDict if held.startswith("distributed")
    ]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return scheduling.Client(place, timeout=GREETING, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise OptionError(
            f"{place}: no Dask scheduler answers there ({reason}); give the address that "
            "`dask scheduler` printed"
        ) from None
