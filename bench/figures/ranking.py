"""How well scores rank what is meant above the rest, with intervals from drawing the rows again."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from bench.figures.share import redrawn
from bench.figures.table import Row

#: The score of each row, and whether it is one of those that are meant; a row is a source.
Cases = Sequence[tuple[float, bool]]


def average_precision(
    scores: Cases,
) -> tuple[float, list[tuple[float, float]]]:
    """Return the average precision and the curve; rows of one score are counted together."""
    ordered = sorted(scores, key=lambda pair: -pair[0])
    wanted = sum(right for _, right in ordered)
    area = 0.0
    curve: list[tuple[float, float]] = []
    hits = seen = 0
    index = 0
    while index < len(ordered):
        end = index
        while end < len(ordered) and ordered[end][0] == ordered[index][0]:
            end += 1
        new = sum(right for _, right in ordered[index:end])
        hits, seen = hits + new, end
        area += new / wanted * hits / seen
        curve.append((hits / wanted, hits / seen))
        index = end
    return area, curve


def ranked(name: str, cases: Cases, data: str, bar: float | None = None) -> Row:
    """Return the average precision of a ranking with its interval, a row being a source."""
    return _figure(name, cases, lambda drawn: average_precision(drawn)[0], data, bar)


def at_recall(
    name: str, cases: Cases, wanted: float, data: str = "", bar: float | None = None
) -> Row:
    """Return the best precision of a ranking where so much is found, a row being a source."""

    def best(drawn: Cases) -> float:
        return max(precision for recall, precision in average_precision(drawn)[1]
                   if recall >= wanted)  # fmt: skip

    return _figure(f"{name}: precision at recall {wanted}", cases, best, data, bar)


def _figure(
    name: str, cases: Cases, figure: Callable[[Cases], float], data: str, bar: float | None
) -> Row:
    def redone(places: np.ndarray) -> float:
        drawn = [cases[i] for i in places]
        return figure(drawn) if any(meant for _, meant in drawn) else math.nan

    low, high = redrawn(range(len(cases)), redone)
    note = f"{low:.2f}-{high:.2f}; {len(cases):,} sources"
    return Row(name, figure(cases), bar, data=data, note=note)
