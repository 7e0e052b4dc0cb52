"""How sure each bead is: from its probability, and from how much its sides and neighbours share.

A probability compares a bead with its rivals, and where nothing fits, the least bad is probable.
What both sides share tells that apart: texts that are no translations share little everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alignkit.align.shapes import Link

# Probabilities nearer to 0 or 1 are no better than this.
_NEAREST = 1e-4
# So many beads on each side are a bead's neighbours.
_BESIDE = 4


class Known(NamedTuple):
    """What confidence is made of, a row a bead, and which beads have an empty side."""

    values: NDArray[np.float64]
    alone: NDArray[np.bool_]


def known(links: Sequence[Link]) -> Known:
    """Return 1, the log odds of each bead's probability, its likeness, and its neighbours'.

    The last column is the odds as far as the neighbours share words: where nothing around is alike,
    a bead is probable only beside worse ones. A bead with an empty side is like nothing; all that
    it has is its neighbours.
    """
    chance = np.clip([link.probability for link in links], _NEAREST, 1 - _NEAREST)
    like = np.clip([link.likeness for link in links], 0, 1)
    alone = np.array([not min(link.shape) for link in links], bool)
    sums = np.concatenate(([0.0], np.cumsum(like)))
    place = np.arange(len(links))
    low, high = np.maximum(place - _BESIDE, 0), np.minimum(place + _BESIDE + 1, len(links))
    around = (sums[high] - sums[low]) / np.maximum(high - low, 1)
    odds = np.log(chance / (1 - chance))
    columns = [np.ones(len(links)), odds, like, around, np.maximum(odds, 0) * around]
    return Known(np.stack(columns, axis=1).reshape(-1, len(columns)), alone)


def confidences(
    links: Sequence[Link], whole: Sequence[float], alone: Sequence[float]
) -> list[float]:
    """Return how probably each bead is right, by the weights learned for both kinds of beads."""
    held = known(links)
    weights = np.where(held.alone[:, None], np.array(alone), np.array(whole))
    sure = 1 / (1 + np.exp(-(held.values * weights).sum(axis=1)))
    found: list[float] = np.clip(sure, _NEAREST, 1 - _NEAREST).tolist()
    return found
