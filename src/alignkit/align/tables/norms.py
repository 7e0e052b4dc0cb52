"""The norms of sums of neighbouring vectors, from the products of vectors near each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]

SpanNorms = tuple[list[Any], list[Any]]

# Keeps a norm of nothing from dividing by nothing.
_SMALL = np.float32(1e-6)
# Sentences whose products are held at once.
_CHUNK = 256


def span_norms(vectors: Floats, most: int, evened: Floats) -> SpanNorms:
    """Return the norm of the sum of 1, 2, … vectors from each one on, as they are and evened out.

    All of it comes from the products of vectors that are near each other.
    """
    count = len(vectors)
    products = np.zeros((most, count + most), np.float32)
    for start in range(0, count, _CHUNK):
        held = vectors[start : start + _CHUNK + most]
        for apart in range(most):
            size = min(_CHUNK, len(held) - apart)
            if size > 0:
                near = np.einsum("ij,ij->i", held[:size], held[apart : apart + size])
                products[apart, start : start + size] = near
    scaled = products.copy()
    for apart in range(min(most, count)):
        scaled[apart, : count - apart] *= evened[: count - apart] * evened[apart:]
    return _norms(products, count), _norms(scaled, count)


def _norms(products: Floats, count: int) -> list[Floats]:
    """Return the norms of sums of neighbours from `products[d, i]`, vector i by vector i + d."""
    square = np.zeros(count, np.float32)
    found = []
    for size in range(1, len(products) + 1):
        for apart in range(size):
            place = size - 1 - apart
            square += products[apart, place : place + count] * (2 if apart else 1)
        found.append(np.sqrt(np.maximum(square, _SMALL**2)))
    return found
