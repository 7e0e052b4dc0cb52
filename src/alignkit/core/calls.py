"""What the core offers for arrays: each is brought to the kind and order that the core takes."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def packed(values: Any, kind: Any) -> NDArray[Any]:
    """Return values as an array of a kind, row by row without holes."""
    return np.ascontiguousarray(values, kind)


def sums(
    library: ctypes.CDLL, ids: NDArray[Any], offsets: NDArray[Any], vectors: Floats, weights: Floats
) -> Floats:
    """Return the sums of the vectors that each stretch of `ids` names, each times its weight."""
    ids, offsets = packed(ids, np.int32), packed(offsets, np.int64)
    vectors, weights = packed(vectors, np.float32), packed(weights, np.float32)
    found = np.empty((len(offsets) - 1, vectors.shape[1]), np.float32)
    library.alignkit_sums(
        ids.ctypes.data, offsets.ctypes.data, len(found), vectors.ctypes.data,
        weights.ctypes.data, vectors.shape[1], found.ctypes.data,
    )  # fmt: skip
    return found
