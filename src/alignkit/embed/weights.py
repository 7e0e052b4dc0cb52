"""The embedded model's files: token vectors of two bits a number, read without unpacking them all.

A number is `levels[code] * length`, the length one integer a token, in units of 2**-exponent.
Every vector is thus made of integers, and a float32 sum of some hundred of them is exact: the same
bytes in whatever order, batch or library it is taken.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CODES, LENGTHS, COSTS = "codes.npy", "lengths.npy", "costs.npy"
VOCABULARY, VARIANTS, DESCRIPTION = "vocabulary.txt", "variants.txt", "model.json"
WEIGHT_FILES = (CODES, LENGTHS, COSTS, VOCABULARY, VARIANTS)


@dataclass(frozen=True)
class Weights:
    """What the model's folder holds."""

    description: dict[str, Any]
    vocabulary: list[str]
    costs: list[int]
    variants: dict[str, str]
    codes: NDArray[np.uint8]
    lengths: NDArray[np.uint16]
    fours: NDArray[np.float32]

    @property
    def dimensions(self) -> int:
        """Return the width of the vectors."""
        return 4 * int(self.codes.shape[1])

    def rows(self, numbers: NDArray[np.intp]) -> NDArray[np.float32]:
        """Unpack the vectors of some tokens."""
        # Four float32 move as one number of sixteen bytes: many times as fast as one by one.
        moved = self.fours.view("complex128").ravel().take(self.codes[numbers])
        unpacked: NDArray[np.float32] = moved.view("float32")
        unpacked *= self.lengths[numbers].astype("float32")[:, None]
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
    variants = (folder / VARIANTS).read_text(encoding="utf-8").split()
    return Weights(
        description=description,
        vocabulary=(folder / VOCABULARY).read_text(encoding="utf-8").split("\n"),
        costs=np.load(folder / COSTS).tolist(),
        variants=dict(zip(variants[0::2], variants[1::2], strict=True)),
        codes=np.load(folder / CODES, mmap_mode="r"),
        lengths=np.load(folder / LENGTHS),
        fours=np.ascontiguousarray(levels[numbers], np.float32),
    )
