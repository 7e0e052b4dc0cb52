"""Several runs of the training made one: rotated onto the first, and averaged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def merged(
    first: NDArray[np.float32], others: Sequence[NDArray[np.float32]], share: float
) -> NDArray[np.float32]:
    """Average runs with other seeds into the first; each of them counts `share` beside its one.

    What the runs learned alike stays, what each learned by chance is averaged out.
    """
    total = first.copy()
    for other in others:
        # The rotation that brings the tokens nearest to where the first run has them.
        left, _, right = np.linalg.svd((other.T @ first).astype(np.float64))
        turned = other @ (left @ right).astype(np.float32)
        total += share * np.linalg.norm(first) / np.linalg.norm(other) * turned
    mean: NDArray[np.float32] = (total / (1 + share * len(others))).astype(np.float32)
    return mean
