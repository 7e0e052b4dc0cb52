"""Changes of a pair: each knows what stood there before, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from alignkit.desk.pair import Decision, DeskPair
from alignkit.errors import AlignkitError


class ConflictError(AlignkitError):
    """What was to be changed is not there any more: somebody else has changed it."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Items of a list replaced by others; `field` is beads, source or target."""

    field: str
    at: int
    removed: tuple[Any, ...]
    inserted: tuple[Any, ...]

    def inverse(self) -> Splice:
        """Return the change that takes this one back."""
        return Splice(self.field, self.at, self.inserted, self.removed)

    def apply(self, pair: DeskPair) -> DeskPair:
        """Return the pair after the change."""
        held = pair.beads if self.field == "beads" else pair.side(self.field).sentences
        if held[self.at : self.at + len(self.removed)] != self.removed:
            raise ConflictError("this place was changed meanwhile; look at it again")
        changed = (*held[: self.at], *self.inserted, *held[self.at + len(self.removed) :])
        if self.field == "beads":
            return replace(pair, beads=changed)
        return pair.with_side(self.field, replace(pair.side(self.field), sentences=changed))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided of a finding, before and after."""

    finding: int
    before: Decision | None
    after: Decision | None

    def inverse(self) -> Verdict:
        """Return the change that takes this one back."""
        return Verdict(self.finding, self.after, self.before)

    def apply(self, pair: DeskPair) -> DeskPair:
        """Return the pair after the change."""
        if pair.decisions.get(self.finding) != self.before:
            raise ConflictError("this finding was decided meanwhile; look at it again")
        decisions = {k: v for k, v in pair.decisions.items() if k != self.finding}
        if self.after is not None:
            decisions[self.finding] = self.after
        return replace(pair, decisions=decisions)


Change = Splice | Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history: what a person did, and all that followed from it.

    Steps of one `group`, such as the letters of one word, are taken back together.
    """

    label: str
    when: str
    changes: tuple[Change, ...]
    group: str = ""

    def inverse(self) -> tuple[Change, ...]:
        """Return the changes that take the step back, the last first."""
        return tuple(change.inverse() for change in reversed(self.changes))

    def with_more(self, changes: Iterable[Change]) -> Step:
        """Return the step with what followed from it."""
        held = list(self.changes)
        for change in changes:
            last = held[-1] if held else None
            together = _together(last, change) if last is not None else None
            if together is not None:
                held[-1] = together
            else:
                held.append(change)
        return replace(self, changes=tuple(held))


def applied(pair: DeskPair, changes: Iterable[Change]) -> DeskPair:
    """Return the pair after all the changes, or none of them."""
    for change in changes:
        pair = change.apply(pair)
    return pair


def _together(first: Change, second: Change) -> Change | None:
    """Return two changes of the very same place as one, None where they are of two places."""
    if isinstance(first, Splice) and isinstance(second, Splice):
        same = (first.field, first.at, first.inserted) == (second.field, second.at, second.removed)
        return replace(first, inserted=second.inserted) if same else None
    if isinstance(first, Verdict) and isinstance(second, Verdict):
        return replace(first, after=second.after) if first.finding == second.finding else None
    return None
