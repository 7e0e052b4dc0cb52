"""Learn how sure a bead is: a logistic curve over what `alignkit.align.confidence` knows of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from alignkit.align.confidence import known
from alignkit.align.shapes import Link

_PENALTY = 1.0

#: The beads of a text in order, which of them are right, and what the text counts.
Judged = tuple[Sequence[Link], Sequence[bool], float]


def learn_confidence(texts: Sequence[Judged]) -> dict[str, list[float]]:
    """Give the weights for beads with two sides and for those with one; all but the first rise."""
    held = [known(links) for links, *_ in texts]
    counts = np.concatenate([np.full(len(links), weight) for links, _, weight in texts])
    values = np.concatenate([each.values for each in held])
    alone = np.concatenate([each.alone for each in held])
    right = np.concatenate([np.array(judged, float) for _, judged, _ in texts])
    return {
        name: [round(float(w), 4) for w in _fit(values[kind], right[kind], counts[kind])]
        for name, kind in (("whole", ~alone), ("alone", alone))
    }


def _fit(values: np.ndarray, right: np.ndarray, counts: np.ndarray) -> np.ndarray:
    from scipy.optimize import minimize

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = values @ weights
        total = (counts * (np.logaddexp(0, score) - right * score)).sum()
        slope = values.T @ (counts * (1 / (1 + np.exp(-score)) - right))
        return total + _PENALTY / 2 * float(weights @ weights), slope + _PENALTY * weights

    bounds = [(None, None), *[(0, None)] * (values.shape[1] - 1)]
    return minimize(loss, np.zeros(values.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x


def calibration_error(said: Sequence[float], right: Sequence[bool], steps: int = 10) -> float:
    """Give how far what is said is from what is, on the average over parts of equal size."""
    order = np.argsort(said)
    gaps = 0.0
    for part in np.array_split(order, steps):
        if len(part):
            gap = np.mean(np.array(said)[part]) - np.mean(np.array(right, float)[part])
            gaps += abs(gap) * len(part)
    return gaps / max(1, len(order))
