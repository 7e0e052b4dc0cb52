"""Vectors trained further on a domain: the slope is right, the folder opens, pairs draw near."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy")

from scipy.sparse import random as sparse
from training.model.domain import Options, adapt, gradient, read_pairs

from alignkit.embed.embedded import EmbeddedEncoder

#: Words that the shipped model does not hold for translations of each other.
MADE = {"湖": "carburettor", "船": "senate", "山": "violin", "门": "parsley"}


def loss(vectors: np.ndarray, left: np.ndarray, right: np.ndarray, temperature: float) -> float:
    """Return what `gradient` is the slope of, written plainly."""
    a, b = (side @ vectors for side in (left, right))
    a, b = (side / np.linalg.norm(side, axis=1, keepdims=True) for side in (a, b))
    scores = a @ b.T / temperature
    ways = [np.log(np.exp(held).sum(1)) - np.diag(held) for held in (scores, scores.T)]
    return float(np.mean(ways))


def test_the_slope_is_that_of_the_loss() -> None:
    """A small step changes the loss by what the slope says."""
    dice = np.random.default_rng(0)
    left, right = (sparse(5, 7, 0.7, "csr", rng=dice, dtype=np.float64) for _ in range(2))
    vectors, step = dice.normal(size=(7, 4)), 1e-6 * dice.normal(size=(7, 4))
    slope = gradient(vectors, left, right, 0.5)
    change = loss(vectors + step, left, right, 0.5) - loss(vectors - step, left, right, 0.5)
    assert change == pytest.approx(2 * (slope * step).sum(), rel=1e-4)


def test_words_of_a_domain_draw_near_and_others_stay(tmp_path: Path) -> None:
    """What translates each other lies nearer; a word that is in no pair is as it was."""
    chinese, english = list(MADE), list(MADE.values())
    pairs = [
        (chinese[n % 4] + chinese[n // 4 % 4], f"{english[n % 4]} {english[n // 4 % 4]}")
        for n in range(128)
    ]
    assert adapt(pairs, tmp_path / "mine", Options(rounds=8)) >= 8
    shipped, mine = EmbeddedEncoder(), EmbeddedEncoder(tmp_path / "mine")

    def near(encoder: EmbeddedEncoder) -> float:
        sides = (encoder.encode(words) for words in (chinese, english))
        one, two = (side / np.linalg.norm(side, axis=1, keepdims=True) for side in sides)
        return float((one * two).sum(1).mean())

    assert near(mine) > near(shipped) + 0.1
    assert (mine.encode(["火车", "railway"]) == shipped.encode(["火车", "railway"])).all()
    assert mine.signature != shipped.signature


def test_pairs_are_read_in_either_order(tmp_path: Path) -> None:
    """Chinese comes first whatever the table says; lines without both languages are left out."""
    path = tmp_path / "pairs.tsv"
    path.write_text("Hello.\t你好。\n再见。\tGoodbye.\t0.9\nonly\tEnglish\n你好。\t\n", "utf-8")
    assert read_pairs(path) == [("你好。", "Hello."), ("再见。", "Goodbye.")]
