"""The embedded model's files: token vectors of two bits a number, read without unpacking them all.

A number is `levels[code] * length`, the length one integer a row, in units of 2**-exponent. The
commonest tokens have a second row, a correction: it is added to the first and mends most of what
two bits lose. Every vector is thus made of integers of at most 18 bits, and mostly far fewer. A
float32 holds 24, so that a sentence's sum is exact: the same bytes in whatever order, batch or
library it is taken.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CODES, LENGTHS, CORRECTED, COSTS = "codes.npy", "lengths.npy", "corrected.npy", "costs.npy"
VOCABULARY, VARIANTS, DESCRIPTION = "vocabulary.txt", "variants.txt", "model.json"
WEIGHT_FILES = (CODES, LENGTHS, CORRECTED, COSTS, VOCABULARY, VARIANTS)


@dataclass(frozen=True)
class Weights:
    """What the model's folder holds; `corrections` names each token's second row, or zero."""

    description: dict[str, Any]
    vocabulary: list[str]
    costs: list[int]
    variants: dict[str, str]
    codes: NDArray[np.uint8]
    lengths: NDArray[np.uint16]
    corrections: NDArray[np.int32]
    fours: NDArray[np.float32]

    @property
    def dimensions(self) -> int:
        """Return the width of the vectors."""
        return 4 * int(self.codes.shape[1])

    def rows(self, numbers: NDArray[np.intp]) -> NDArray[np.float32]:
        """Unpack the vectors of some tokens."""
        unpacked = self._unpack(numbers)
        corrections = self.corrections[numbers]
        mended = corrections.nonzero()[0]
        if len(mended):
            unpacked[mended] += self._unpack(corrections[mended])
        return unpacked

    def _unpack(self, rows: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
        # Four float32 move as one number of sixteen bytes: many times as fast as one by one.
        moved = self.fours.view("complex128").ravel().take(self.codes[rows])
        unpacked: NDArray[np.float32] = moved.view("float32")
        unpacked *= self.lengths[rows].astype("float32")[:, None]
        return unpacked


def read_description(folder: Path) -> dict[str, Any]:
    """Read what a model's folder says of itself."""
    held: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    return held


def read_weights(folder: Path) -> Weights:
    """Read a model's folder; the vectors stay on disk until they are asked for."""
    import numpy as np

    description = read_description(folder)
    levels = np.array(description["levels"], np.float32) * 2.0 ** -description["exponent"]
    numbers = np.arange(256)[:, None] >> np.array([6, 4, 2, 0]) & 3
    vocabulary = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")
    corrected = np.load(folder / CORRECTED)
    corrections = np.zeros(len(vocabulary), np.int32)
    corrections[corrected] = len(vocabulary) + np.arange(len(corrected))
    variants = (folder / VARIANTS).read_text(encoding="utf-8").split()
    return Weights(
        description=description,
        vocabulary=vocabulary,
        costs=np.load(folder / COSTS).tolist(),
        variants=dict(zip(variants[0::2], variants[1::2], strict=True)),
        # As a plain array: one that knows of its file takes as long to index as to read.
        codes=np.load(folder / CODES, mmap_mode="r").view(np.ndarray),
        lengths=np.load(folder / LENGTHS),
        corrections=corrections,
        fours=np.ascontiguousarray(levels[numbers], np.float32),
    )
