"""Two files of one film whose clocks differ: another cut begins later, another rate runs faster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alignkit.types import Time

# The frame rates that films are converted between, and what their ratios make of a time.
RATES = (24000 / 1001, 24.0, 25.0, 30000 / 1001, 30.0)
# Starts are compared in steps of this many seconds.
STEP = 0.2
# Another cut begins at most this much earlier or later.
FURTHEST = 180.0
# Files whose cues share this much of their time keep the same clock.
SHARED = 0.85


@dataclass(frozen=True, slots=True)
class Clock:
    """How the times of one file become those of another.

    >>> str(Clock(1.0, 2.5))
    'shifted by 2.5 s'
    """

    rate: float = 1.0
    shift: float = 0.0

    def at(self, time: float) -> float:
        """Return a time of the first file on the clock of the second."""
        return time * self.rate + self.shift

    def __str__(self) -> str:
        rate = "" if self.rate == 1.0 else f"{self.rate:.4f} times as fast, "
        return f"{rate}shifted by {self.shift:g} s"


def clock_between(one: Sequence[Time], two: Sequence[Time]) -> Clock:
    """Return the clock on which most cues of both files begin together.

    The files' own clock is kept unless another one makes them share more time.
    """
    plain = Clock()
    if len(one) < 2 or len(two) < 2 or _shared(one, two, plain) >= SHARED:
        return plain
    ratios = sorted({round(a / b, 6) for a in RATES for b in RATES}, key=lambda r: abs(r - 1))
    found = [plain, *(_shifted(one, two, ratio) for ratio in ratios)]
    return max(found, key=lambda clock: round(_shared(one, two, clock), 3))


def _shifted(one: Sequence[Time], two: Sequence[Time], rate: float) -> Clock:
    """Return the shift by which most starts of one file meet starts of the other."""
    import numpy as np

    steps = round(FURTHEST / STEP)
    ours = np.array([time.start * rate for time in one])
    theirs = np.array([time.start for time in two])
    votes = np.zeros(2 * steps + 3)
    for start in ours:
        near = np.round((theirs - start) / STEP).astype(int) + steps + 1
        np.add.at(votes, near[(near > 0) & (near < len(votes) - 1)], 1)
    # A start falls on either side of a step's edge.
    votes = votes[1:-1] + 0.5 * (votes[:-2] + votes[2:])
    return Clock(rate, round((int(votes.argmax()) - steps) * STEP, 3))


def _shared(one: Sequence[Time], two: Sequence[Time], clock: Clock) -> float:
    """Return which part of the shorter file's shown time is shown in the other one, too."""
    shared, place = 0.0, 0
    for time in one:
        start, end = clock.at(time.start), clock.at(time.end)
        while place < len(two) and two[place].end <= start:
            place += 1
        n = place
        while n < len(two) and two[n].start < end:
            shared += max(0.0, min(end, two[n].end) - max(start, two[n].start))
            n += 1
    lengths = [sum(t.end - t.start for t in held) for held in (one, two)]
    return shared / max(min(lengths), 1e-9)
