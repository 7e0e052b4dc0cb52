"""A project held open: every action is applied, written to disk and told to all windows."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

from alignkit.desk.actions import ACTIONS, asked, sound
from alignkit.desk.changes.change import Change, Verdict
from alignkit.desk.changes.correcting import Correction
from alignkit.desk.dossier import Dossier, Ids
from alignkit.desk.following import DeskFinding, follow, without_left_out
from alignkit.desk.project import Project, ProjectFile
from alignkit.desk.realigning import Stretch, around, settled, stretch
from alignkit.errors import AlignkitError, InputError, OptionError
from alignkit.types import Bead, Bitext, Finding

# A window that was away for longer reads the pair anew.
KEPT = 1000
# A rule may look at so many neighbours of a bead.
CONTEXT = 3


class UnsavedError(AlignkitError):
    """The project file could not be written; what was asked was not done."""


@dataclass(frozen=True, slots=True)
class Update:
    """What one action changed, for every window: the changes in order, and findings as they are."""

    revision: int
    changes: tuple[Change, ...] = ()
    findings: tuple[DeskFinding, ...] = ()
    window: str = ""
    kind: str = "do"


@dataclass(slots=True)
class Open:
    """What is known of a pair only while the desk is open."""

    revision: int = 0
    updates: deque[Update] = field(default_factory=lambda: deque(maxlen=KEPT))
    dirty: set[int] = field(default_factory=set)
    waiting: list[Stretch] = field(default_factory=list)


class Desk:
    """A project held open by one process; all methods may be called from any thread."""

    def __init__(self, file: ProjectFile, project: Project) -> None:
        self.file = file
        self.project = project
        self.lock = threading.RLock()
        self.open = [Open() for _ in project.dossiers]
        self.listeners: list[Callable[[], None]] = []

    def dossier(self, number: int) -> Dossier:
        """Return a pair as it now is."""
        return self.project.dossiers[number]

    def since(self, number: int, revision: int) -> list[Update] | None:
        """Return what happened after a revision, None where that is too long ago to tell."""
        with self.lock:
            held = self.open[number]
            if revision > held.revision or revision < held.revision - len(held.updates):
                return None
            return [update for update in held.updates if update.revision > revision]

    def do(self, number: int, request: Mapping[str, Any], window: str = "") -> Update:
        """Do what a window asks; nothing is changed unless it could be written to disk."""
        request = sound(request)
        with self.lock:
            dossier = self.dossier(number)
            ids = Ids(dossier.next_id)
            name = asked(request, "do", str)
            if name in ("undo", "redo"):
                after, changes = dossier.undo() if name == "undo" else dossier.redo()
                return self._keep(number, after, ids, changes, (), window, name)
            if name == "forget":
                lost = dossier.lost
                at = asked(request, "at", int)
                after = replace(dossier, lost=(*lost[:at], *lost[at + 1 :]))
                return self._keep(number, after, ids, (), (), window, name)
            if name == "align":
                return self._align_again(number, request, window)
            if name not in ACTIONS:
                raise OptionError(f"there is no action {name!r}")
            correction = ACTIONS[name](dossier, ids, request)
            group = request.get("group", "")
            after = dossier.do(correction, group if isinstance(group, str) else "")
            update = self._keep(number, after, ids, correction.changes, (), window)
            self._free(number, correction)
            return update

    def name_point(self, number: int, name: str) -> None:
        """Give the latest run a name, so that later ones can be told apart from it."""
        with self.lock:
            self._write(number, self.dossier(number).named(name))
            self._publish(number, Update(self.open[number].revision + 1, kind="point"))

    def take(self, number: int, corrections: Iterable[Correction], label: str) -> Update:
        """Do many corrections as one step, such as those of a file that came back."""
        with self.lock:
            dossier = self.dossier(number)
            ids = Ids(dossier.next_id)
            changes: list[Change] = []
            for correction in corrections:
                changes.extend(correction.changes)
            after = dossier.do(Correction(label, tuple(changes)))
            return self._keep(number, after, ids, tuple(changes), (), "")

    def _align_again(self, number: int, request: Mapping[str, Any], window: str) -> Update:
        """Set the free beads around one going to be aligned again."""
        held = around(self.dossier(number).pair, asked(request, "bead", int))
        if held is not None:
            self.open[number].waiting.append(held)
        return Update(self.open[number].revision, window=window)

    def _free(self, number: int, correction: Correction) -> None:
        for free in correction.frees:
            held = stretch(self.dossier(number).pair, free)
            if held is not None:
                self.open[number].waiting.append(held)

    # ---- What follows from an action, worked out elsewhere

    def waiting(self, number: int) -> list[Stretch]:
        """Return the stretches to align again, and forget them."""
        with self.lock:
            held, self.open[number].waiting = self.open[number].waiting, []
            return held

    def settle(
        self, number: int, stretches: Sequence[Stretch], aligned: Sequence[Sequence[Bead]]
    ) -> None:
        """Put newly aligned beads in place; a stretch that changed meanwhile is left alone."""
        with self.lock:
            dossier = self.dossier(number)
            ids = Ids(dossier.next_id)
            changes: list[Change] = []
            for held, beads in zip(stretches, aligned, strict=True):
                for change in settled(dossier.pair, held, beads, ids):
                    dossier = dossier.follow((change,))
                    changes.append(change)
            if changes:
                self._keep(number, dossier, ids, tuple(changes), (), "", "align")

    def unchecked(self, number: int) -> tuple[list[tuple[int, list[int], Bitext]], set[int]]:
        """Return the beads to check again as stretches: the first's number, ids, and the texts."""
        with self.lock:
            pair = self.dossier(number).pair
            dirty, self.open[number].dirty = self.open[number].dirty, set()
            wanted = [index for index, bead in enumerate(pair.beads) if bead.id in dirty]
            found = []
            for low, high in _ranges(wanted, len(pair.beads)):
                ids = [bead.id for bead in pair.beads[low:high]]
                found.append((low, ids, pair.bitext(low, high)))
            return found, dirty

    def take_findings(
        self,
        number: int,
        seen: Iterable[tuple[int | None, Finding]],
        beads: set[int] | None,
        spared: Sequence[str] = (),
        *,
        run: bool = False,
    ) -> None:
        """Take up what a check found in some beads, or in the whole pair for None."""
        with self.lock:
            dossier = self.dossier(number)
            order = {bead.id: index for index, bead in enumerate(dossier.pair.beads)}
            left_out = {bead.id for bead in dossier.pair.beads if bead.left_out}
            dirty = self.open[number].dirty
            kept = [
                (bead, finding)
                for bead, finding in without_left_out(seen, left_out)
                if (bead is None or bead in order)
                and bead not in dirty
                and (beads is None or bead is None or bead in beads)
            ]
            scope: set[Any] | None = None
            if beads is not None or dirty:
                scope = {b for b in (order if beads is None else beads) if b not in dirty}
                if beads is None:
                    scope.add(None)
            ids = Ids(dossier.next_id)
            followed = follow(
                dossier.findings, kept, order, dossier.run + (not run), ids, scope, spared
            )
            if followed.touched or run:
                after = replace(dossier, findings=followed.findings)
                kind = "check" if run else "findings"
                self._keep(number, after, ids, (), followed.touched, "", kind)

    def begin_run(self, number: int) -> None:
        """Begin a run: what a check finds from now on is new against the last one."""
        with self.lock:
            self._write(number, self.dossier(number).with_run())

    # ---- Keeping

    def _keep(
        self,
        number: int,
        after: Dossier,
        ids: Ids,
        changes: tuple[Change, ...],
        findings: tuple[DeskFinding, ...],
        window: str,
        kind: str = "do",
    ) -> Update:
        after = replace(after, next_id=ids.next)
        self._write(number, after)
        held = self.open[number]
        held.dirty |= _touched(after, changes)
        update = Update(held.revision + 1, changes, findings, window, kind)
        self._publish(number, update)
        return update

    def _write(self, number: int, after: Dossier) -> None:
        project = self.project.with_dossier(number, after)
        try:
            self.file.write(project)
        except (InputError, OSError) as error:
            raise UnsavedError(str(error)) from None
        self.project = project

    def _publish(self, number: int, update: Update) -> None:
        held = self.open[number]
        held.revision = update.revision
        held.updates.append(update)
        for listener in self.listeners:
            listener()


def _touched(dossier: Dossier, changes: Iterable[Change]) -> set[int]:
    """Return the beads whose texts may have changed."""
    ids: set[int] = set()
    sentences: dict[str, list[int]] = {}
    for change in changes:
        if isinstance(change, Verdict):
            continue
        if change.field == "beads":
            ids |= {bead.id for bead in change.inserted}
        else:
            last = change.at + max(0, len(change.inserted) - 1)
            sentences.setdefault(change.field, []).extend((change.at, last))
    for side, numbers in sentences.items():
        sizes = (getattr(bead, side) for bead in dossier.pair.beads)
        # Where each bead ends: an empty one ends where the one before it does, and holds nothing.
        ends = list(accumulate(sizes))
        held = (bisect_right(ends, number) for number in numbers)
        ids |= {dossier.pair.beads[index].id for index in held if index < len(ends)}
    return ids


def _ranges(wanted: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Return stretches that hold these beads and their neighbours, each bead once."""
    found: list[tuple[int, int]] = []
    for index in wanted:
        low, high = max(0, index - CONTEXT), min(size, index + CONTEXT + 1)
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], high
        else:
            found.append((low, high))
    return found
