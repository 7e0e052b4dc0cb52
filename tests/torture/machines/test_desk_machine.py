"""A review in two windows, taken back, killed and opened again: nothing is lost or doubled."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.desk import samples

import alignkit as ak
from alignkit.desk.changes.change import applied
from alignkit.desk.desk import Desk, UnsavedError
from alignkit.desk.dossier import Dossier
from alignkit.desk.following import DeskFinding
from alignkit.desk.lock import HeldError, Lock
from alignkit.desk.pair import DeskPair
from alignkit.desk.project import Project, ProjectFile
from alignkit.types import Bead

SIDES = ("source", "target")


class Killed(BaseException):
    """What ends the desk as `kill -9` does: nobody below catches it."""


@dataclass
class Window:
    """What a window shows, and the last change it heard of."""

    name: str
    revision: int
    pair: DeskPair


def opened() -> Dossier:
    """Return a contract with a finding in two of its beads."""
    held = samples.contract()
    found = samples.finding("NUM901", ("", ""), held.pair.texts(next(held.pair.places())))
    findings = tuple(DeskFinding(900 + n, n + 1, found, 1, None) for n in range(2))
    return Dossier(held.pair, held.history, findings, held.runs, held.lost, 902)


class Review(RuleBasedStateMachine):
    """One project, two windows, and whoever kills the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.held = tempfile.TemporaryDirectory()
        self.path = Path(self.held.name) / "a.alignkit"
        ProjectFile(self.path).write(Project((opened(),)))
        self.past: list[DeskPair] = []
        self.future: list[DeskPair] = []
        self._open()
        self.letters = [self._letters(self.desk.dossier(0).pair, side) for side in SIDES]

    def _open(self) -> None:
        file = ProjectFile(self.path)
        self.lock = Lock(self.path)
        self.desk = Desk(file, file.read())
        pair = self.desk.dossier(0).pair
        self.windows = [Window(name, 0, pair) for name in ("left", "right")]

    @rule(
        name=st.sampled_from(
            ["merge", "split", "break", "move", "lock", "leave out", "confirm", "write", "restore",
             "cut", "join", "decide"]
        ),
        window=st.integers(0, 1), bead=st.integers(0, 5), side=st.sampled_from(SIDES),
        at=st.integers(0, 2), offset=st.integers(0, 12), on=st.booleans(),
        text=st.sampled_from(["Ten days.", "a\u2028b ]}, {", "𠮷 \ud800", "One. Two."]),
    )  # fmt: skip
    def asked(self, name: str, window: int, bead: int, **said: Any) -> None:
        """A window asks for anything; what cannot be done changes nothing."""
        before = self.desk.dossier(0)
        beads = before.pair.beads
        request = {
            "do": name, "bead": beads[bead % len(beads)].id, "forwards": said["on"],
            "finding": 900 + bead % 3, "said": {"decision": "reject", "reason": said["text"]},
            **said,
        }  # fmt: skip
        try:
            self.desk.do(0, request, self.windows[window].name)
        except ak.AlignkitError:
            assert self.desk.dossier(0) is before
            return
        if len(self.desk.dossier(0).history.steps) > before.history.done:
            self.past.append(before.pair)
            self.future.clear()

    @precondition(lambda self: self.past)
    @rule(window=st.integers(0, 1))
    def undone(self, window: int) -> None:
        """Either window takes the last step back, whoever did it."""
        self.future.append(self.desk.dossier(0).pair)
        self.desk.do(0, {"do": "undo"}, self.windows[window].name)
        assert self.desk.dossier(0).pair == self.past.pop()

    @precondition(lambda self: self.future)
    @rule(window=st.integers(0, 1))
    def redone(self, window: int) -> None:
        """Either window does it again."""
        self.past.append(self.desk.dossier(0).pair)
        self.desk.do(0, {"do": "redo"}, self.windows[window].name)
        assert self.desk.dossier(0).pair == self.future.pop()

    @rule()
    def aligned(self) -> None:
        """What a correction set free comes back aligned, as one bead, and belongs to its step."""
        stretches = self.desk.waiting(0)
        whole = [
            [
                Bead(
                    tuple(range(len(h.source.sentences))),
                    tuple(range(len(h.target.sentences))),
                    0.5,
                )
            ]
            for h in stretches
        ]
        before = self.desk.dossier(0)
        self.desk.settle(0, stretches, whole)
        if self.desk.dossier(0) is not before and before.history.done:
            self.future.clear()
            self.future += [] if before.history.done == len(before.history.steps) else self._ahead()

    def _ahead(self) -> list[DeskPair]:
        """Return what doing again leads to now, the next one last."""
        held, found = self.desk.dossier(0), []
        while held.history.done < len(held.history.steps):
            held, _ = held.redo()
            found.append(held.pair)
        return found[::-1]

    @rule()
    def killed(self) -> None:
        """The desk is killed between two actions; what was done is there."""
        before = self.desk.project
        self.lock.release()
        self._open()
        assert self.desk.project == before

    @rule(full=st.booleans())
    def killed_while_it_writes(self, full: bool) -> None:
        """The disk is full, or the desk killed, before the new file is there: the old one is."""
        before = self.desk.project
        bead = before.dossiers[0].pair.beads[0]
        request = {"do": "lock", "bead": bead.id, "on": not bead.locked}
        ended = mock.patch("os.replace", side_effect=OSError(28, "full") if full else Killed)
        with ended, pytest.raises(UnsavedError if full else Killed):
            self.desk.do(0, request)
        assert self.desk.project is before
        if not full:
            self.killed()

    @rule()
    def opened_twice(self) -> None:
        """A second desk is refused while the first is open."""
        with pytest.raises(HeldError):
            Lock(self.path)

    @rule()
    def written_by_another(self) -> None:
        """Another program writes the file: the desk overwrites nothing, and opens it anew."""
        other = ProjectFile(self.path)
        project = other.read()
        other.write(project.with_dossier(0, project.dossiers[0].with_run("theirs")))
        os.utime(self.path, ns=(1, 1))
        bead = project.dossiers[0].pair.beads[0]
        with pytest.raises(UnsavedError, match="another program"):
            self.desk.do(0, {"do": "lock", "bead": bead.id, "on": not bead.locked})
        self.lock.release()
        self._open()
        assert self.desk.dossier(0).runs[-1].name == "theirs"

    @rule(window=st.integers(0, 1))
    def heard(self, window: int) -> None:
        """A window takes up what it has not heard of, and shows what the desk holds."""
        shown = self.windows[window]
        updates = self.desk.since(0, shown.revision)
        assert updates is not None
        for update in updates:
            shown.pair = applied(shown.pair, update.changes)
            shown.revision = update.revision
        assert shown.pair == self.desk.dossier(0).pair

    @invariant()
    def whole(self) -> None:
        """The file says what the desk holds; each sentence is in one bead, no letter is lost."""
        assert ProjectFile(self.path).read() == self.desk.project
        pair = self.desk.dossier(0).pair
        assert len({bead.id for bead in pair.beads}) == len(pair.beads)
        for side in SIDES:
            held = [n for place in pair.places() for n in self._numbers(place, side)]
            assert held == list(range(len(getattr(pair, side).sentences)))
        assert [self._letters(pair, side) for side in SIDES] == self.letters
        names = {path.name for path in Path(self.held.name).iterdir()}
        assert names <= {"a.alignkit", ".a.alignkit.lock"}

    @staticmethod
    def _numbers(place: Any, side: str) -> range:
        return range(place.start(side), place.start(side) + place.size(side))

    @staticmethod
    def _letters(pair: DeskPair, side: str) -> str:
        text = getattr(pair, side)
        return "".join("".join(map(text.original, range(len(text.sentences)))).split())

    def teardown(self) -> None:
        """Take everything back, do it again, and remove the folder."""
        now = self.desk.dossier(0).pair
        steps = self.desk.dossier(0).history.done
        for _ in range(steps):
            self.desk.do(0, {"do": "undo"})
        for _ in range(steps):
            self.desk.do(0, {"do": "redo"})
        assert self.desk.dossier(0).pair == now
        self.lock.release()
        self.held.cleanup()


EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "15"))
Review.TestCase.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=25, deadline=None, print_blob=True
)
TestReview = Review.TestCase
