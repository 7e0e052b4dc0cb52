"""Gale and Church's aligner by lengths alone (1993), written here as a yardstick."""

from __future__ import annotations

import math

import numpy as np

#: How often each shape occurs, as they published it.
SHAPES = {
    (1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011,
}  # fmt: skip
VARIANCE = 6.8
BAND = 400


def gale_church(source: list[str], target: list[str]) -> list[tuple]:
    """Align by character lengths, within a band around the diagonal."""
    one = [len(text) for text in source]
    two = [len(text) for text in target]
    ratio = sum(two) / max(1, sum(one))
    sums = [np.concatenate(([0], np.cumsum(side))) for side in (one, two)]
    n, m = len(one), len(two)
    cost: dict[tuple[int, int], float] = {(0, 0): 0.0}
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        middle = round(i * m / max(1, n))
        for j in range(max(0, middle - BAND), min(m, middle + BAND) + 1):
            best, shape = cost.get((i, j), math.inf), None
            for (a, b), often in SHAPES.items():
                before = cost.get((i - a, j - b))
                if before is None or a > i or b > j:
                    continue
                length = float(sums[0][i] - sums[0][i - a]), float(sums[1][j] - sums[1][j - b])
                total = before - math.log(often) + _mismatch(*length, ratio)
                if total < best:
                    best, shape = total, (a, b)
            if shape is not None:
                cost[i, j], back[i, j] = best, shape
    beads, node = [], (n, m)
    while node != (0, 0):
        a, b = back[node]
        i, j = node
        beads.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        node = i - a, j - b
    return beads[::-1]


def _mismatch(one: float, two: float, ratio: float) -> float:
    """Return how surprising the two lengths are, as a negative logarithm."""
    mean = (one + two / ratio) / 2
    if not mean:
        return 0.0
    delta = abs(two - one * ratio) / math.sqrt(VARIANCE * mean)
    return -math.log(max(1e-12, math.erfc(delta / math.sqrt(2))))
