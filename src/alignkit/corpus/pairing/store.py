"""The profiles of all documents of one side, on disk: as many as there are, in little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Marks are counted in so many places; two that share one count as somewhat commoner than they are.
PLACES = 1 << 22


@dataclass(frozen=True)
class Side:
    """One side's profiles: row i is document `names[i]`."""

    names: list[str]
    vectors: NDArray[np.float16]
    sizes: NDArray[np.int64]
    marks: NDArray[np.int64]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.names)

    def block(self, start: int, end: int, mean: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the directions of some documents, less what all of the side share."""
        held = self.vectors[start:end].astype(np.float32) - mean
        norms = np.linalg.norm(held, axis=1, keepdims=True)
        return np.asarray(held / np.maximum(norms, 1e-6), np.float32)

    def mean(self, shrink: int = 20) -> NDArray[np.float32]:
        """Return what the documents of the side share; of few documents less is known."""
        total = np.zeros(self.vectors.shape[1], np.float64)
        for start in range(0, len(self), 4096):
            total += self.vectors[start : start + 4096].astype(np.float32).sum(axis=0)
        return np.asarray(total / max(1, len(self) + shrink), np.float32)

    def marks_of(self, number: int) -> NDArray[np.int64]:
        """Return the marks of a document."""
        return np.asarray(self.marks[self.offsets[number] : self.offsets[number + 1]])


def write_side(folder: Path, name: str, rows: Iterator[dict[str, Any]]) -> Side:
    """Write profiles one after the other and open them."""
    names: list[str] = []
    sizes: list[int] = []
    offsets = [0]
    paths = [folder / f"{name}.{kind}" for kind in ("vectors", "marks")]
    width = 1
    with paths[0].open("wb") as vectors, paths[1].open("wb") as marks:
        for row in rows:
            names.append(row["document"])
            sizes.append(row["size"])
            vectors.write(row["vector"])
            width = len(row["vector"]) // 2
            marks.write(np.array(row["marks"], np.int64).tobytes())
            offsets.append(offsets[-1] + len(row["marks"]))
    return Side(
        names,
        _opened(paths[0], np.float16).reshape(len(names), width),
        np.array(sizes, np.int64),
        _opened(paths[1], np.int64),
        np.array(offsets, np.int64),
    )


def rarity(sides: Sequence[Side]) -> NDArray[np.float32]:
    """Return how much a mark counts by the place it is counted in: the rarer the more."""
    counts = np.zeros(PLACES, np.int64)
    for side in sides:
        for start in range(0, len(side.marks), PLACES):
            part = np.asarray(side.marks[start : start + PLACES]) % PLACES
            counts += np.bincount(part, minlength=PLACES)
    total = sum(map(len, sides))
    return np.asarray(np.log1p(total / np.maximum(counts, 1)), np.float32)


def _opened(path: Path, kind: Any) -> Any:
    # An empty file cannot be mapped.
    return np.memmap(path, kind, "r") if path.stat().st_size else np.zeros(0, kind)
