"""The pairs in order on both sides that weigh most together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def best_chain(candidates: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the pairs in order on both sides whose weights have the greatest sum.

    >>> best_chain([(0, 5, 1.0), (1, 1, 0.4), (2, 2, 0.9), (3, 6, 1.0)])
    [(1, 1), (2, 2), (3, 6)]
    """
    # The best chains so far: the further right one ends, the greater its sum.
    ends: list[int] = []
    totals: list[float] = []
    lasts: list[int] = []
    ordered = sorted(candidates, key=lambda c: (c[0], -c[1]))
    before = [-1] * len(ordered)
    for number, (_, column, weight) in enumerate(ordered):
        place = bisect_left(ends, column)
        total = weight + (totals[place - 1] if place else 0.0)
        before[number] = lasts[place - 1] if place else -1
        stop = place
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        if stop > place or place == len(ends) or ends[place] > column:
            ends[place:stop] = [column]
            totals[place:stop] = [total]
            lasts[place:stop] = [number]
    found = []
    number = lasts[-1] if lasts else -1
    while number >= 0:
        found.append(ordered[number][:2])
        number = before[number]
    return found[::-1]
