"""The training texts as numbers: words, their pieces, blocks of neighbouring lines, entries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.sources import GENERAL


@dataclass(frozen=True)
class Side:
    """Numbers of many texts one after the other; text i is flat[offsets[i]:offsets[i + 1]]."""

    flat: NDArray[np.int32]
    offsets: NDArray[np.int64]


@dataclass(frozen=True)
class Material:
    """All pairs of all sources, as word numbers, and the words as token numbers."""

    chinese: Side
    english: Side
    pieces: Side
    sources: NDArray[np.int16]
    names: list[str]
    tokens: int
    entry_sources: tuple[str, ...] = ("dict", "names", "synonyms")

    def bounds(self, name: str) -> tuple[int, int]:
        """Return where a source's pairs begin and end."""
        number = self.names.index(name)
        return tuple(np.searchsorted(self.sources, (number, number + 1)).tolist())

    def blocks(self, size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the stretches of neighbouring lines: of general sources, some of them several
        times, and of technical ones.
        """
        general, technical = [], []
        for name in self.names:
            if name not in self.entry_sources:
                begin, end = self.bounds(name)
                starts = np.arange(begin, end, size)
                stretches = np.stack([starts, np.minimum(starts + size, end)], 1)
                if name in GENERAL:
                    general += [stretches] * GENERAL[name]
                else:
                    technical.append(stretches)
        return np.concatenate(general), np.concatenate(technical)

    def entries(self) -> NDArray[np.int64]:
        """Return the numbers of the dictionary's pairs."""
        return np.concatenate(
            [np.arange(*self.bounds(name)) for name in self.entry_sources if name in self.names]
        )

    def token_counts(self) -> NDArray[np.float64]:
        """Return how often each token stands in the texts."""
        words = len(self.pieces.offsets) - 1
        uses = np.bincount(self.chinese.flat, minlength=words)
        uses = uses + np.bincount(self.english.flat, minlength=words)
        each = np.repeat(uses, np.diff(self.pieces.offsets))
        return np.bincount(self.pieces.flat, weights=each, minlength=self.tokens)

    def save(self, path: Path) -> None:
        """Keep the material in one file."""
        np.savez(
            path,
            zf=self.chinese.flat, zo=self.chinese.offsets,
            ef=self.english.flat, eo=self.english.offsets,
            pf=self.pieces.flat, po=self.pieces.offsets,
            src=self.sources, names=np.array(self.names), tokens=np.array(self.tokens),
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> Material:
        """Read what `save` kept."""
        held = np.load(path)
        sides = [Side(held[k + "f"], held[k + "o"]) for k in "zep"]
        return cls(*sides, held["src"], held["names"].tolist(), int(held["tokens"]))
