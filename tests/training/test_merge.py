"""Runs with other seeds made one."""

from __future__ import annotations

import numpy as np
from training.merge import merged


def test_chance_is_averaged_out() -> None:
    """Runs that differ by a rotation, a scale and noise come nearer to what they share."""
    random = np.random.default_rng(11)
    truth = random.standard_normal((400, 16)).astype(np.float32)

    def run(scale: float) -> np.ndarray:
        turn = np.linalg.qr(random.standard_normal((16, 16)))[0]
        noisy = truth + 0.5 * random.standard_normal(truth.shape)
        return (scale * noisy @ turn).astype(np.float32)

    first = (truth + 0.5 * random.standard_normal(truth.shape)).astype(np.float32)
    mean = merged(first, [run(0.5), run(2.0), run(1.0)], 1.0)

    def lost(vectors: np.ndarray) -> float:
        fitted = vectors * (vectors * truth).sum() / (vectors * vectors).sum()
        return float(((fitted - truth) ** 2).sum() / (truth**2).sum())

    assert lost(mean) < 0.6 * lost(first)


def test_alone_a_run_stays_as_it_is() -> None:
    """Nothing to merge changes nothing."""
    vectors = np.random.default_rng(1).standard_normal((5, 4)).astype(np.float32)
    assert (merged(vectors, [], 0.15) == vectors).all()
