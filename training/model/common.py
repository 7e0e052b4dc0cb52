"""Take out of the vectors what all sentences share: it says nothing, and makes hubs."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from training.model.material import Material, Side
from training.texts.sources import GENERAL

SAMPLE = 20_000


def remove_common(
    vectors: NDArray[np.float32], material: Material, directions: int, seed: int
) -> NDArray[np.float32]:
    """Project out the mean direction of general sentences and their leading directions."""
    if not directions:
        return vectors
    general = [name for name in GENERAL if name in material.names]
    texts = np.concatenate(
        [np.arange(*material.bounds(name)) for name in general or material.names]
    )
    texts = np.sort(np.random.default_rng(seed).choice(texts, min(SAMPLE, len(texts)), False))
    pieces = _counts(material.pieces, np.arange(len(material.pieces)), len(vectors))
    words = pieces @ vectors
    units = []
    for side in (material.chinese, material.english):
        sums = _counts(side, texts, len(words)) @ words
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        units.append(sums / np.maximum(lengths, 1e-9))
    both = np.concatenate(units)
    mean = both.mean(axis=0, keepdims=True)
    leading = np.linalg.svd(both - mean, full_matrices=False)[2][: directions - 1]
    basis = np.linalg.qr(np.concatenate([mean, leading]).T)[0]
    cleaned: NDArray[np.float32] = (vectors - vectors @ basis @ basis.T).astype(np.float32)
    return cleaned


def _counts(side: Side, rows: NDArray[np.int64], width: int) -> sparse.csr_matrix:
    chosen = side.stretches(rows, rows + 1)
    ones = np.ones(len(chosen.flat), np.float32)
    return sparse.csr_matrix((ones, chosen.flat, chosen.offsets), shape=(len(rows), width))
