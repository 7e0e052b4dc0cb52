"""Write a trained model in the form that ships: two bits a number, the commonest corrected."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alignkit.embed import weights as files

# The best four levels for normally distributed numbers (Lloyd-Max), as integers of seven bits.
LEVELS = (-127, -38, 38, 127)
_OUTER = 1.51
_LENGTH_BITS = 10


def quantise(
    vectors: NDArray[np.float32], corrected: NDArray[np.int32]
) -> tuple[NDArray[np.uint8], NDArray[np.uint16], int]:
    """Give codes, lengths and exponent such that levels[codes] * lengths / 2**exponent is close.

    After the tokens' own rows come those of the corrected tokens' corrections.
    """
    codes, fitted = _two_bits(vectors)
    exponent = int(np.floor(np.log2((2**_LENGTH_BITS - 1) / fitted.max())))
    lengths = _whole(fitted, exponent)
    lost = vectors[corrected] - _values(codes[corrected], lengths[corrected], exponent)
    more, fitted = _two_bits(lost)
    lengths = np.concatenate([lengths, _whole(fitted, exponent)])
    return np.concatenate([codes, more]), lengths, exponent


def _two_bits(vectors: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    levels = np.array(LEVELS, np.float32)
    middles = (levels[1:] + levels[:-1]) / 2
    spread = vectors.std(axis=1, keepdims=True) + 1e-12
    best = np.zeros(len(vectors), np.float32)
    codes = np.zeros(vectors.shape, np.uint8)
    least = np.full(len(vectors), np.inf)
    # Each row takes the step between levels that loses least of it.
    for width in (1.2, 1.3, 1.4, _OUTER, 1.6, 1.7, 1.8):
        step = width * spread / 127
        tried = np.searchsorted(middles, vectors / step).astype(np.uint8)
        values = levels[tried]
        fitted = (values * vectors).sum(1) / np.maximum((values * values).sum(1), 1e-12)
        loss = ((values * fitted[:, None] - vectors) ** 2).sum(1)
        better = loss < least
        codes[better], best[better], least[better] = tried[better], fitted[better], loss[better]
    return codes, best


def _whole(lengths: NDArray[np.float32], exponent: int) -> NDArray[np.uint16]:
    return np.clip(np.round(lengths * 2.0**exponent), 1, 2**_LENGTH_BITS - 1).astype(np.uint16)


def _values(
    codes: NDArray[np.uint8], lengths: NDArray[np.uint16], exponent: int
) -> NDArray[np.float32]:
    levels = np.array(LEVELS, np.float32) * 2.0**-exponent
    values: NDArray[np.float32] = levels[codes] * lengths.astype(np.float32)[:, None]
    return values


def write_model(
    folder: Path,
    vectors: NDArray[np.float32],
    corrected: NDArray[np.int32],
    vocabulary: list[str],
    costs: list[int],
    variants: dict[str, str],
    description: dict[str, object],
) -> str:
    """Write the files that `alignkit.embed.weights` reads, and their digest beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    codes, lengths, exponent = quantise(vectors, corrected)
    in_fours = codes.reshape(len(codes), -1, 4) << np.array([6, 4, 2, 0], np.uint8)
    np.save(folder / files.CODES, np.bitwise_or.reduce(in_fours, axis=2))
    np.save(folder / files.LENGTHS, lengths)
    np.save(folder / files.CORRECTED, corrected)
    np.save(folder / files.COSTS, np.array(costs, np.uint16))
    (folder / files.VOCABULARY).write_text("\n".join(vocabulary), encoding="utf-8")
    lines = "".join(f"{old} {new}\n" for old, new in sorted(variants.items()))
    (folder / files.VARIANTS).write_text(lines, encoding="utf-8")
    digest = hashlib.sha256()
    for name in files.WEIGHT_FILES:
        digest.update((folder / name).read_bytes())
    held = {**description, "levels": LEVELS, "exponent": exponent, "sha256": digest.hexdigest()}
    text = json.dumps(held, ensure_ascii=False, indent=1) + "\n"
    (folder / files.DESCRIPTION).write_text(text, encoding="utf-8")
    return digest.hexdigest()
