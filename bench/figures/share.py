"""A share with its interval: sources are drawn again, not rows, since a source's rows are alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

#: Draws of an interval: the second decimal stands still with a thousand.
SAMPLES = 1000
SEED = 0
#: What a 95 % interval leaves out at each end.
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Share:
    """Hits among rows, and between what bounds the share lies were other sources drawn."""

    hits: float
    rows: int
    sources: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself; nothing counts as none."""
        return self.hits / self.rows if self.rows else 0.0

    def said(self, scale: float = 1, digits: int = 2) -> str:
        """Return the interval and the number of sources as a reader wants them."""
        low, high = (f"{scale * bound:.{digits}f}" for bound in (self.low, self.high))
        if scale == 1:
            low, high = low.replace("0.", ".", 1), high.replace("0.", ".", 1)
        return f"{low}-{high}; {self.rows:,} from {self.sources:,} sources"

    def spread(self) -> str:
        """Return the interval of what is no share of rows, an F1: bounds and sources."""
        if self.sources == 1:
            return "one source"
        return self.said(digits=3).split(";")[0] + f"; {self.sources:,} sources"


def share(rows: Iterable[tuple[Hashable, float]]) -> Share:
    """Return the mean of the rows' values; each row names the source that it comes from."""
    return ratio((source, value, 1.0) for source, value in rows)


def ratio(rows: Iterable[tuple[Hashable, float, float]]) -> Share:
    """Return the rows' first numbers over their second ones, both added up: F1, a rate."""
    held: dict[Hashable, list[float]] = {}
    for source, above, below in rows:
        counted = held.setdefault(source, [0.0, 0.0])
        counted[0] += above
        counted[1] += below
    if not held:
        return Share(0, 0, 0, 0.0, 1.0)
    counts = np.array(list(held.values()))
    hits, total = counts.sum(axis=0)
    low, high = _interval(counts)
    return Share(float(hits), int(total), len(held), low, high)


#: Draws of a figure that is no share: each is computed anew.
REDRAWN = 200


def redrawn(
    sources: Sequence[Hashable], figure: Callable[[np.ndarray], float]
) -> tuple[float, float]:
    """Return between what bounds a figure of some rows lies when their sources are drawn again.

    `figure` takes the places of the rows that are in, some of them several times.
    """
    held: dict[Hashable, list[int]] = {}
    for at, source in enumerate(sources):
        held.setdefault(source, []).append(at)
    groups = [np.array(places) for places in held.values()]
    dice = np.random.default_rng(SEED)
    drawn = [
        figure(np.concatenate([groups[n] for n in dice.integers(len(groups), size=len(groups))]))
        for _ in range(REDRAWN)
    ]
    low, high = np.nanquantile(drawn, (TAIL, 1 - TAIL))
    return float(low), float(high)


def _interval(counts: np.ndarray) -> tuple[float, float]:
    values = counts[:, 0] / np.maximum(counts[:, 1], 1)
    if values.min() == values.max() and values[0] in (0, 1):
        # Sources that all agree show no spread when drawn again: the exact binomial bound does.
        bound = TAIL ** (1 / len(counts))
        return (bound, 1.0) if values[0] else (0.0, 1 - bound)
    kinds, numbers = np.unique(counts, axis=0, return_counts=True)
    dice = np.random.default_rng(SEED)
    drawn = dice.multinomial(len(counts), numbers / len(counts), size=SAMPLES) @ kinds
    shares = drawn[:, 0] / np.maximum(drawn[:, 1], 1)
    low, high = np.quantile(shares, (TAIL, 1 - TAIL))
    return float(low), float(high)
