"""Many pairs at once, in Python: an iterator of bitexts fed by processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from alignkit.corpus.cell import Desk, Stopped
from alignkit.corpus.engines import TRIES, Staff
from alignkit.errors import AlignkitError, OptionError

if TYPE_CHECKING:
    from alignkit.align import Side
    from alignkit.types import Bitext

Progress = Callable[[int, int], None]
ON_ERROR = ("raise", "skip", "yield")
# Pairs taken from the caller ahead of the one that is yielded, for each process.
AHEAD = 4


def aligned(
    pairs: Iterable[tuple[Side, Side]],
    staff: Staff,
    on_error: str,
    progress: Progress | bool | None,
    options: Mapping[str, Any],
) -> Iterator[Bitext | Exception]:
    """Yield the bitexts of pairs in order, as `alignkit.align_many` says."""
    if on_error not in ON_ERROR:
        raise OptionError(f"on_error is {on_error!r}; give one of {', '.join(ON_ERROR)}")
    if staff.jobs > 1 and not isinstance(options.get("model"), (str, type(None))):
        raise OptionError(
            "several jobs open their model themselves: give its name, or write an encoder of your "
            'own into a file and give model="encoder.py:NAME", or jobs=1'
        )
    if isinstance(options.get("model"), str):
        from alignkit.embed.scripted import placed

        options = {**options, "model": placed(options["model"])}
    # Checked here and not at the first step, so that a wrong option is told where it was given.
    return _yielded(pairs, staff, on_error, _bar(progress), options)


def _yielded(
    pairs: Iterable[tuple[Side, Side]],
    staff: Staff,
    on_error: str,
    progress: Progress | None,
    options: Mapping[str, Any],
) -> Iterator[Bitext | Exception]:
    length = getattr(pairs, "__len__", None)
    results = _here(pairs, options) if staff.jobs == 1 else _elsewhere(pairs, staff, options)
    for done, held in enumerate(results, 1):
        if progress:
            progress(done, max(done, length() if length else 0))
        if isinstance(held, Exception):
            if on_error == "raise":
                raise held
            if on_error == "skip":
                continue
        yield held


def _here(
    pairs: Iterable[tuple[Side, Side]], options: Mapping[str, Any]
) -> Iterator[Bitext | Exception]:
    from alignkit.compose import align
    from alignkit.corpus.intake import open_encoder

    model = options.get("model")
    opened = open_encoder(model) if isinstance(model, str) else model
    for source, target in pairs:
        try:
            yield align(source, target, **{**options, "model": opened})
        except Exception as error:  # the caller says what becomes of it
            yield error


def _elsewhere(
    pairs: Iterable[tuple[Side, Side]], staff: Staff, options: Mapping[str, Any]
) -> Iterator[Bitext | Exception]:
    desks = [Desk(staff.limits) for _ in range(staff.jobs)]
    idle: SimpleQueue[Desk] = SimpleQueue()
    for desk in desks:
        idle.put(desk)

    def work(source: Side, target: Side) -> Bitext | Exception:
        desk = idle.get()
        try:
            return _one(desk, (source, target, options))
        finally:
            idle.put(desk)

    threads = ThreadPoolExecutor(staff.jobs)
    waiting: deque[Future[Bitext | Exception]] = deque()
    try:
        for pair in pairs:
            waiting.append(threads.submit(work, *pair))
            if len(waiting) >= AHEAD * staff.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for desk in desks:
            desk.close()
        threads.shutdown(wait=False, cancel_futures=True)


def _one(desk: Desk, argument: tuple[Side, Side, Mapping[str, Any]]) -> Bitext | Exception:
    for attempt in range(1, TRIES + 1):
        try:
            bitext: Bitext = desk.call("alignkit.corpus.steps:align_pair", argument)
            return bitext
        except Stopped as stop:
            if stop.sure or attempt == TRIES:
                return AlignkitError(f"{_named(argument)}: {stop.reason}")
        except Exception as error:
            return error
    raise AssertionError("the last try returns")


def _named(argument: tuple[Side, Side, Mapping[str, Any]]) -> str:
    source = argument[0]
    name = getattr(source, "name", "") or str(source)
    return name if len(name) <= 60 else name[:59] + "…"


def _bar(progress: Progress | bool | None) -> Progress | None:
    if isinstance(progress, bool):
        from alignkit.progress import progress as bar

        return bar("aligning") if progress else None
    return progress
