"""What follows from actions: stretches aligned again, beads and at times the pair checked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from alignkit.desk.desk import Desk
from alignkit.desk.tasks import Checking
from alignkit.desk.worker import Worker
from alignkit.errors import AlignkitError

# A pair of so few beads is checked as a whole beside the aligning; a longer one would keep it.
SMALL = 400
# The whole of a pair up to this size is checked again when nothing was done for so many seconds.
WHOLE, QUIET = 3000, 2.0


class Background:
    """Follows the desk: everything heavy is done in two processes beside the server."""

    def __init__(self, desk: Desk, checking: Checking, quick: Worker) -> None:
        self._desk = desk
        self._checking = checking
        self._quick = quick
        self._slow = Worker()
        self._running: dict[int, asyncio.Task[Any]] = {}
        self._resting: dict[int, asyncio.TimerHandle] = {}
        self._whole: dict[int, asyncio.Task[Any]] = {}
        self.trouble = ""
        # Called when nothing is left to work out.
        self.rested: Callable[[], None] = lambda: None

    def follow(self, number: int) -> None:
        """Work out what follows from the last actions on a pair, unless that is under way."""
        if number not in self._running or self._running[number].done():
            self._running[number] = self._set_going(self._follow(number))

    def check(self, number: int, *, run: bool = False) -> None:
        """Check a whole pair; with `run` as a run of its own, that later ones are told from."""
        if number not in self._whole or self._whole[number].done():
            self._whole[number] = self._set_going(self._safely(self._check_whole, number, run))

    @property
    def busy(self) -> bool:
        """Whether anything is being worked out."""
        return any(not task.done() for task in (*self._running.values(), *self._whole.values()))

    def close(self) -> None:
        """End the processes."""
        for timer in self._resting.values():
            timer.cancel()
        self._slow.close()
        self._quick.close()

    def _set_going(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        task.add_done_callback(lambda _: self.rested())
        return task

    async def do(self, task: str, *arguments: Any) -> Any:
        """Do a task that a window waits for."""
        return await asyncio.to_thread(self._quick, task, *arguments)

    async def _follow(self, number: int) -> None:
        worked = True
        while worked:
            worked = await self._safely(self._align, number)
            worked = await self._safely(self._check_beads, number) or worked
        if len(self._desk.dossier(number).pair.beads) <= WHOLE:
            held = self._resting.get(number)
            if held is not None:
                held.cancel()
            loop = asyncio.get_running_loop()
            self._resting[number] = loop.call_later(QUIET, self.check, number)

    async def _align(self, number: int) -> bool:
        stretches = self._desk.waiting(number)
        if stretches:
            model = self._checking.model
            aligned = await asyncio.to_thread(self._quick, "align_stretches", stretches, model)
            await asyncio.to_thread(self._desk.settle, number, stretches, aligned)
        return bool(stretches)

    async def _check_beads(self, number: int) -> bool:
        ranges, dirty = await asyncio.to_thread(self._desk.unchecked, number)
        if ranges:
            bitexts = [bitext for _, _, bitext in ranges]
            found, spared = await asyncio.to_thread(
                self._quick, "check_beads", bitexts, self._checking
            )
            seen = [
                (ids[finding.bead], finding)
                for (_, ids, _), findings in zip(ranges, found, strict=True)
                for finding in findings
                if finding.bead is not None
            ]
            await asyncio.to_thread(self._desk.take_findings, number, seen, dirty, spared)
        return bool(ranges)

    async def _check_whole(self, number: int, run: bool) -> bool:
        pair = self._desk.dossier(number).pair
        worker = self._quick if len(pair.beads) <= SMALL else self._slow
        bitext = pair.bitext()
        found = await asyncio.to_thread(worker, "check_whole", bitext, self._checking)
        ids = [bead.id for bead in pair.beads]
        seen = [(None if f.bead is None else ids[f.bead], f) for f in found]
        # A check that was cut short is no run: what it did not find is not gone.
        if run:
            await asyncio.to_thread(self._desk.begin_run, number)
        await asyncio.to_thread(self._desk.take_findings, number, seen, None, run=run)
        return True

    async def _safely(self, work: Callable[..., Any], *arguments: Any) -> bool:
        """Do work whose failing is told on the page and ends nothing."""
        try:
            return bool(await work(*arguments))
        except AlignkitError as error:
            self.trouble = str(error)
            return False
