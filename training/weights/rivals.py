"""Learn how rival ways through a place in doubt are weighed: `training align` runs this."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from alignkit.align.path import THRESHOLD, in_order
from alignkit.align.rivals.doubtful import Doubt, Way
from alignkit.align.rivals.weigher import SIGNS, Weigher, signs
from alignkit.align.shapes import Link
from alignkit.embed import encoder

_PENALTY = 1.0

Sides = tuple[tuple[int, ...], tuple[int, ...]]


class Looked(NamedTuple):
    """A text as it was predicted: its path, the places in doubt, what each way there shows."""

    links: list[Link]
    doubts: list[Doubt]
    signs: list[np.ndarray]


def looked(
    links: list[Link], doubts: list[Doubt], texts: tuple[Sequence[str], Sequence[str]]
) -> Looked:
    """Look at the places in doubt as alignkit does."""
    doubts = sorted(doubts, key=lambda doubt: doubt.start)
    return Looked(links, doubts, signs(doubts, texts, encoder(None), ("zh", "en")))


def settled(held: Looked, weights: Sequence[float]) -> list[Link]:
    """Give the path after the second look."""
    weigher = Weigher(tuple(weights), float(THRESHOLD))
    path = {link[:3]: link for link in held.links}
    for doubt, seen in zip(held.doubts, held.signs, strict=True):
        for link in doubt.chosen:
            del path[link[:3]]
        path |= {link[:3]: link for link in weigher.again(doubt, seen)}
    return in_order(list(path.values()))


def learn_rivals(texts: Sequence[tuple[Looked, set[Sides]]]) -> list[float]:
    """Give the weights that make the ways of the gold most probable."""
    from scipy.optimize import minimize

    places = []
    for held, gold in texts:
        for doubt, seen in zip(held.doubts, held.signs, strict=True):
            right = np.array([_right(way, gold) for way in doubt.ways])
            if right.any() and not right.all():
                places.append((seen, right))
    size = np.concatenate([seen for seen, _ in places]).std(axis=0)
    size[0] = 1.0
    usual = np.eye(len(SIGNS))[0]

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        total = _PENALTY / 2 * float(((values - usual) ** 2).sum())
        slope = _PENALTY * (values - usual)
        for seen, right in places:
            odds = (seen / size) @ values
            chance = np.exp(odds - odds.max())
            chance /= chance.sum()
            part = chance * right
            total -= float(np.log(part.sum()))
            slope = slope + (seen / size).T @ (chance - part / part.sum())
        return total, slope

    found = minimize(loss, usual, jac=True, method="L-BFGS-B").x / size
    return [round(float(value), 4) for value in found]


def _right(way: Way, gold: set[Sides]) -> bool:
    return all(
        (tuple(range(k.source, k.source + k.shape[0])),
         tuple(range(k.target, k.target + k.shape[1]))) in gold
        for k in way.links
    )  # fmt: skip
