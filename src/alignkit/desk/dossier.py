"""All that a project keeps of one pair: the pair itself, its history, findings and runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

from alignkit.desk.changes.change import Change, Step, applied
from alignkit.desk.changes.correcting import Correction
from alignkit.desk.changes.history import History
from alignkit.desk.following import FIXED, DeskFinding
from alignkit.desk.pair import DeskPair
from alignkit.errors import OptionError

# Of so many runs the day is kept, so that findings can be told new or fixed since then.
RUNS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Run:
    """One check of the whole pair: its number, when it was, and the name it was given."""

    number: int
    when: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """A correction whose place is no longer in the documents: what it said, of which texts."""

    what: str
    source: str
    target: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A pair with what was done to it and what was found in it; `next_id` was never used."""

    pair: DeskPair
    history: History = field(default_factory=History)
    findings: tuple[DeskFinding, ...] = ()
    runs: tuple[Run, ...] = ()
    lost: tuple[Lost, ...] = ()
    next_id: int = 1

    @property
    def run(self) -> int:
        """The number of the latest run, 0 before the first."""
        return self.runs[-1].number if self.runs else 0

    @property
    def open_findings(self) -> tuple[DeskFinding, ...]:
        """The findings that are there."""
        return tuple(held for held in self.findings if held.gone is None)

    def with_run(self, name: str = "") -> Dossier:
        """Return the dossier with a run begun now."""
        run = Run(self.run + 1, now(), name)
        return replace(self, runs=(*self.runs, run)[-RUNS_KEPT:])

    def named(self, name: str) -> Dossier:
        """Return the dossier whose latest run has a name to come back to."""
        if not self.runs:
            raise OptionError("nothing was checked yet; check the pair first")
        runs = tuple(replace(r, name="") if r.name == name else r for r in self.runs)
        return replace(self, runs=(*runs[:-1], replace(runs[-1], name=name)))

    def point(self, name: str = "") -> int:
        """Return the run of this name or number, or the one before the latest.

        The first run has none before it, and is told from itself.
        """
        if not name:
            return self.runs[-2].number if len(self.runs) > 1 else self.run
        for run in self.runs:
            if name in (run.name, str(run.number)):
                return run.number
        known = ", ".join(run.name for run in self.runs if run.name) or "none"
        raise OptionError(f"no run is named {name!r}; named are: {known}")

    def fixed(self, point: int) -> tuple[DeskFinding, ...]:
        """Return the findings that are gone since a run."""
        return tuple(held for held in self.findings if held.status(point) == FIXED)

    def do(self, correction: Correction, group: str = "") -> Dossier:
        """Return the dossier after a correction; one that changes nothing is no step."""
        if not correction.changes:
            return self
        pair = applied(self.pair, correction.changes)
        step = Step(correction.label, now(), correction.changes, group)
        return replace(self, pair=pair, history=self.history.add(step))

    def follow(self, changes: Iterable[Change]) -> Dossier:
        """Return the dossier after what followed from the last step."""
        held = tuple(changes)
        pair = applied(self.pair, held)
        return replace(self, pair=pair, history=self.history.follow(held))

    def undo(self) -> tuple[Dossier, tuple[Change, ...]]:
        """Return the dossier one step back, and the changes that led there."""
        back = self.history.back()
        if back is None:
            raise OptionError("there is nothing to undo")
        history, step = back
        changes = step.inverse()
        return replace(self, pair=applied(self.pair, changes), history=history), changes

    def redo(self) -> tuple[Dossier, tuple[Change, ...]]:
        """Return the dossier one step on, and the changes that led there."""
        forth = self.history.forth()
        if forth is None:
            raise OptionError("there is nothing to redo")
        history, step = forth
        pair = applied(self.pair, step.changes)
        return replace(self, pair=pair, history=history), step.changes


class Ids:
    """Hands out numbers that were never used."""

    def __init__(self, first: int) -> None:
        self.next = first

    def __call__(self) -> int:
        """Return the next number."""
        self.next += 1
        return self.next - 1


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
