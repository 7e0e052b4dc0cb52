"""Chance: bootstrap intervals and a paired randomisation test over regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alignkit.types.evaluation import Interval, Intervals

if TYPE_CHECKING:
    from numpy.typing import NDArray

PERCENT = (2.5, 97.5)


def intervals(
    counts: NDArray[np.int64], samples: int, rng: np.random.Generator
) -> tuple[Intervals, Intervals]:
    """Draw regions with replacement and return the intervals of the strict and lax scores."""
    sums = _drawn(counts, samples, rng)
    strict, lax = (
        Intervals(*(_interval(figure) for figure in _figures(sums[..., start : start + 4])))
        for start in (0, 4)
    )
    return strict, lax


Difference = tuple[float, Interval, float]


def contrasts(
    counts: NDArray[np.int64], samples: int, rng: np.random.Generator
) -> tuple[Difference, Difference]:
    """Return difference, interval and p of the F1 of two systems, strict and lax."""
    sums = _drawn(counts, samples, rng)
    swapped = _swapped(counts, samples, rng)
    totals = counts.sum(axis=0)

    def difference(part: slice) -> Difference:
        here = float(_difference(totals[None, :, part])[0])
        by_chance = _difference(swapped[..., part])
        extreme = int(np.count_nonzero(np.abs(by_chance) >= abs(here) - 1e-12))
        return here, _interval(_difference(sums[..., part])), (1 + extreme) / (1 + samples)

    return difference(slice(0, 4)), difference(slice(4, 8))


def _drawn(
    counts: NDArray[np.int64], samples: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Sums of as many regions as there are, drawn with replacement, a row a sample.

    Regions with the same counts are drawn together: how many of each kind come up follows the
    multinomial distribution, whatever the length of the texts.
    """
    kinds, numbers = _kinds(counts)
    total = int(numbers.sum())
    if not total:
        return np.zeros((samples, *counts.shape[1:]))
    drawn = rng.multinomial(total, numbers / total, size=samples)
    return np.tensordot(drawn, kinds, axes=1).astype(np.float64)


def _swapped(
    counts: NDArray[np.int64], samples: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Sums of both systems with the outputs of each region exchanged by the toss of a coin."""
    kinds, numbers = _kinds(counts)
    tossed = rng.binomial(numbers, 0.5, size=(samples, len(numbers)))
    moved = np.tensordot(tossed, kinds[:, ::-1] - kinds, axes=1)
    held: NDArray[np.float64] = (counts.sum(axis=0) + moved).astype(np.float64)
    return held


def _kinds(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    flat = counts.reshape(len(counts), -1)
    kinds, numbers = np.unique(flat, axis=0, return_counts=True)
    return kinds.reshape(-1, *counts.shape[1:]), numbers


def _figures(
    sums: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Precision, recall and F1 of (right, predicted, found, gold) in the last axis."""
    precision = sums[..., 0] / np.maximum(1, sums[..., 1])
    recall = sums[..., 2] / np.maximum(1, sums[..., 3])
    both = precision + recall
    return precision, recall, 2 * precision * recall / np.where(both > 0, both, 1)


def _difference(sums: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
    f1 = _figures(sums.astype(np.float64))[2]
    return f1[..., 0] - f1[..., 1]


def _interval(values: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(values, PERCENT)
    return Interval(round(float(low), 6), round(float(high), 6))
