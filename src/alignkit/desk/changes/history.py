"""What was done, to be taken back and done again without end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from alignkit.desk.changes.change import Change, Step


@dataclass(frozen=True, slots=True)
class History:
    """Steps in order; those behind `done` were taken back and can be done again."""

    steps: tuple[Step, ...] = ()
    done: int = 0

    @property
    def undoes(self) -> str:
        """What would be taken back next, "" for nothing."""
        return self.steps[self.done - 1].label if self.done else ""

    @property
    def redoes(self) -> str:
        """What would be done again next, "" for nothing."""
        return self.steps[self.done].label if self.done < len(self.steps) else ""

    def add(self, step: Step) -> History:
        """Return the history after a step; what was taken back before it is gone."""
        held = self.steps[: self.done]
        if step.group and held and held[-1].group == step.group:
            return History((*held[:-1], held[-1].with_more(step.changes)), self.done)
        return History((*held, step), self.done + 1)

    def follow(self, changes: Iterable[Change]) -> History:
        """Return the history in which the last step had these changes, too."""
        if not self.done:
            return self
        last = self.steps[self.done - 1].with_more(changes)
        # A following change belongs to its step; done again, it comes with it.
        steps = (*self.steps[: self.done - 1], last, *self.steps[self.done :])
        return replace(self, steps=steps)

    def back(self) -> tuple[History, Step] | None:
        """Return the history one step back and the step to invert, None at the beginning."""
        if not self.done:
            return None
        return replace(self, done=self.done - 1), self.steps[self.done - 1]

    def forth(self) -> tuple[History, Step] | None:
        """Return the history one step on and the step to apply, None at the end."""
        if self.done >= len(self.steps):
            return None
        return replace(self, done=self.done + 1), self.steps[self.done]
