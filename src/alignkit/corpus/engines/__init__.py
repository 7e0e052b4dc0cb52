"""Engines: whoever carries jobs to processes. The shards own the contract, so any will do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol

from alignkit.corpus.cell import Desk, Stopped
from alignkit.corpus.job import Job, Limits
from alignkit.corpus.plan import Record
from alignkit.errors import AlignkitError, OptionError

ENGINES = ("local", "dask")
# A process that dies at the same place so often is not killed by chance.
TRIES = 2


@dataclass(frozen=True, slots=True)
class Staff:
    """How many workers there are, what a document may cost them, and where a scheduler listens."""

    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    scheduler: str = ""


class Engine(Protocol):
    """An open engine: jobs in, records out, in any order."""

    #: What a user may want to know of it, such as the address of its dashboard.
    note: str

    def records(self, jobs: Iterator[Job], tick: Callable[[], None]) -> Iterator[Record]:
        """Yield a record for each job, as they are done; `tick` is called at every document."""
        ...


def open_engine(name: str, staff: Staff) -> AbstractContextManager[Engine]:
    """Open the engine of this name; leaving the context ends its processes at once."""
    if name not in ENGINES:
        raise OptionError(f"there is no engine {name!r}; give one of {', '.join(ENGINES)}")
    if staff.scheduler and name != "dask":
        raise OptionError("a scheduler's address is for the engine dask")
    opened: AbstractContextManager[Engine] = import_module(f"alignkit.corpus.engines.{name}").open(
        staff
    )
    return opened


def complete(job: Job, desk: Desk, tick: Callable[[int], None] | None = None) -> Record:
    """Do one job to its end, past documents that stop a process.

    One that costs too much is set aside at once, one at which the process died, twice, so that a
    process killed by somebody else loses nothing.
    """
    bad: dict[int, str] = {}
    deaths: Counter[int | None] = Counter()
    while True:
        try:
            record: Record = desk.call("alignkit.corpus.steps:run", (job, bad), tick)
            return record
        except Stopped as stop:
            deaths[stop.place] += 1
            if stop.place is not None and stop.place >= 0:
                if stop.sure or deaths[stop.place] >= TRIES:
                    bad[stop.place] = stop.reason
            elif deaths[stop.place] > TRIES:
                raise AlignkitError(f"a worker could not do its work: {stop.reason}") from None
