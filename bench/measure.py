"""Measures rooms: those that report accuracy alone side by side, the others one at a time.

Whatever reports time, memory or a ratio of them runs when all the rest is done, with nothing
beside it. The rows are the same for any number of workers.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import asdict
from datetime import datetime, timezone
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from alignkit.products import single_products
from bench.figures.machine import machine
from bench.rooms import ROOMS, Room, script

#: A room and one of its parts.
Piece = tuple[str, str]
Held = dict[str, Any]
#: Begun first, so that none of them goes on alone when all the others are done.
LONGEST = ("coverage", "compare", "peers", "seeded", "wild", "crossed")


def measured(rooms: Sequence[Room], data: Path, jobs: int) -> Iterator[tuple[Room, Held]]:
    """Yield each room with what is kept of it, as soon as all of its parts are measured."""
    missing = [room for room in rooms if room.missing(data)]
    yield from ((room, absent(room, data)) for room in missing)
    there = [room for room in rooms if room not in missing]
    if jobs < 2:
        for room in there:
            yield room, joined(room, [measure((room.name, part), data) for part in room.parts])
        return
    done: dict[Piece, Held] = {}
    for piece, held in _all(there, data, jobs):
        done[piece] = held
        room = named(piece[0])
        if all((room.name, part) in done for part in room.parts):
            yield room, joined(room, [done[room.name, part] for part in room.parts])


def _all(rooms: Sequence[Room], data: Path, jobs: int) -> Iterator[tuple[Piece, Held]]:
    """Yield each part of the rooms once it is measured, those that must be alone at the end."""
    beside = [(r.name, part) for r in rooms for part in r.parts if not r.alone(part)]
    alone = [(r.name, part) for r in rooms for part in r.parts if r.alone(part)]
    if len(beside) > 1:
        yield from _side_by_side(beside, data, jobs)
    else:
        alone = beside + alone
    for piece in alone:
        yield piece, measure(piece, data)


def _side_by_side(pieces: list[Piece], data: Path, jobs: int) -> Iterator[tuple[Piece, Held]]:
    places = {name: place for place, name in enumerate(LONGEST)}
    pieces = sorted(pieces, key=lambda piece: places.get(piece[0], len(places)))
    # A process that was forked would begin with whatever this one had read and counted.
    with ProcessPoolExecutor(min(jobs, len(pieces)), get_context("spawn")) as pool:
        pending: dict[Future[Held], Piece] = {
            pool.submit(measure, piece, data): piece for piece in pieces
        }
        while pending:
            done, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                piece = pending.pop(future)
                error = future.exception()
                yield piece, failure(error) if error else future.result()


def measure(piece: Piece, data: Path) -> Held:
    """Run a part of a room and return what is kept of it: rows, or why there are none."""
    name, part = piece
    held: Held = {"rows": []}
    start, before = time.perf_counter(), processor()
    # Threads of the linear algebra would fight with the room beside; times are of what users have.
    one = nullcontext() if named(name).alone(part) else single_products()
    try:
        with one:
            held["rows"] = [asdict(row) for row in getattr(script(name), part)(data)]
    except Exception as error:
        # One room that breaks must neither hide the others nor pass for a room that ran.
        held |= failure(error)
    held["seconds"] = time.perf_counter() - start
    held["processor"] = processor() - before
    held["machine"] = machine()
    return held


def failure(error: BaseException) -> Held:
    """Return what is kept of a part that broke, or whose process was ended."""
    return {"rows": [], "failed": f"{type(error).__name__}: {error}"}


def joined(room: Room, parts: Sequence[Held]) -> Held:
    """Return what is kept of a room, given that of its parts."""
    held: Held = {"what": room.what, "left out": list(room.left_out())}
    held["rows"] = [row for part in parts for row in part["rows"]]
    failed = [part["failed"] for part in parts if "failed" in part]
    if failed:
        held["failed"] = "; ".join(failed)
    for spent in ("seconds", "processor"):
        held[spent] = round(sum(part.get(spent, 0) for part in parts), 1)
    held["machine"] = next((p["machine"] for p in reversed(parts) if "machine" in p), machine())
    held["date"] = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    return held


def absent(room: Room, data: Path) -> Held:
    """Return what is kept of a room whose data is not there."""
    missing = ", ".join(room.missing(data))
    why = f"no data: {missing} (--data DIR, or ALIGNKIT_BENCH)"
    return {"what": room.what, "left out": list(room.left_out()), "rows": [], "absent": why}


def named(name: str) -> Room:
    """Return a room by its name."""
    return next(room for room in ROOMS if room.name == name)


def processor() -> float:
    """Return the processor time of this process and of the children that ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
