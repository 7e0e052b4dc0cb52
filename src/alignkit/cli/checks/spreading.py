"""Many pairs checked in several processes, each pair in one of them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from typing import IO, Any

from alignkit.check.run.workers import Child, answer_all
from alignkit.cli.checks.checked import Wanted, one_of_many
from alignkit.errors import AlignkitError
from alignkit.review.pairs import PairFiles
from alignkit.types import Findings


def spread(
    pairs: Sequence[PairFiles], wanted: Wanted, jobs: int
) -> Iterator[Findings | AlignkitError]:
    """Yield the findings of each pair in order, or the error it met, the same for any number."""
    # Each process has a pair to itself, and draws nothing on the terminal.
    job = pickle.dumps(replace(wanted, jobs=1, quiet=True), pickle.HIGHEST_PROTOCOL)
    children = [Child(job, __name__) for _ in range(jobs)]
    idle: SimpleQueue[Child] = SimpleQueue()
    for child in children:
        idle.put(child)

    def ask(files: PairFiles) -> Any:
        child = idle.get()
        try:
            return child.ask(files)
        except AlignkitError as error:
            return error
        finally:
            idle.put(child)

    threads = ThreadPoolExecutor(jobs)
    try:
        yield from threads.map(ask, pairs)
    except BaseException:
        for child in children:
            child.kill()
        raise
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for child in children:
            child.close()


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer with the findings of pairs until the parent closes the pipe."""
    wanted = pickle.load(asked)
    answer_all(lambda files: one_of_many(files, wanted), asked, answers)
