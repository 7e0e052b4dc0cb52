"""Packing: two bits a number, the commonest tokens corrected by two more."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from training.model.export import write_model

from alignkit.embed.embedded import EmbeddedEncoder
from alignkit.embed.weights import read_weights

WORDS = ["山", "河", "mountain", "river", "#山", "#河", "&0"]
CORRECTED = np.array([1, 3], np.int32)


@pytest.fixture
def vectors() -> NDArray[np.float32]:
    """Draw vectors whose lengths differ a hundredfold."""
    random = np.random.default_rng(7)
    drawn = random.standard_normal((len(WORDS), 512)) * np.geomspace(0.02, 2, len(WORDS))[:, None]
    return drawn.astype(np.float32)


@pytest.fixture
def folder(tmp_path: Path, vectors: NDArray[np.float32]) -> Path:
    """Write them as a model."""
    description = {
        "name": "tiny",
        "version": "0",
        "tokeniser": "words1",
        "training": {"dimensions": vectors.shape[1]},
    }
    write_model(tmp_path, vectors, CORRECTED, WORDS, [500, 500], {"嶽": "山"}, description)
    return tmp_path


def test_packed_vectors_are_close_and_corrected_ones_closer(
    folder: Path, vectors: NDArray[np.float32]
) -> None:
    """Two bits lose an eighth of a vector's energy; with two more, a fiftieth is lost."""
    held = read_weights(folder).rows(np.arange(len(WORDS)))
    lost = ((held - vectors) ** 2).sum(1) / (vectors**2).sum(1)
    plain = np.setdiff1d(np.arange(len(WORDS)), CORRECTED)
    assert lost[CORRECTED].max() < 0.025
    assert 0.1 < lost[plain].min() <= lost[plain].max() < 0.14


def test_rows_come_in_any_order_and_twice(folder: Path) -> None:
    """A corrected row is corrected wherever it stands among the rows asked for."""
    weights = read_weights(folder)
    every = weights.rows(np.arange(len(WORDS)))
    asked = np.array([3, 0, 3, 1, 6])
    assert (weights.rows(asked) == every[asked]).all()


def test_vectors_are_small_integers(folder: Path) -> None:
    """In units of the smallest step, so that sums of them are exact."""
    weights = read_weights(folder)
    whole = weights.rows(np.arange(len(WORDS))) * 2.0 ** weights.description["exponent"]
    assert (whole == whole.round()).all()
    assert abs(whole).max() < 2**18


def test_an_encoder_opens_the_folder(folder: Path) -> None:
    """What is written is a model: words are sums of their pieces, variants are folded."""
    weights, encoder = read_weights(folder), EmbeddedEncoder(folder)
    rows = weights.rows(np.arange(len(WORDS)))
    made = encoder.encode(["山", "嶽", "river"])
    assert (made[0] == rows[0] + rows[4]).all()
    assert (made[0] == made[1]).all()
    assert (made[2] == rows[3]).all()
