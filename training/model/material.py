"""The training texts as numbers: words, their pieces, blocks of neighbouring lines, entries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.texts.sources import GENERAL

#: What a word counts as a part of another, beside what it counts where it stands itself. A word
#: that can't be cut up counts as its own part.
_CUT_UP = 0.2


@dataclass(frozen=True)
class Side:
    """Numbers of many texts one after the other; text i is flat[offsets[i]:offsets[i + 1]]."""

    flat: NDArray[np.int32]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self.offsets) - 1

    def stretches(self, firsts: NDArray[np.int64], ends: NDArray[np.int64]) -> Side:
        """Give some stretches of neighbouring texts, each as one text."""
        begin = self.offsets[firsts]
        lengths = self.offsets[ends] - begin
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        places = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - begin, lengths)
        return Side(self.flat[places], offsets)

    def marks(self) -> NDArray[np.int64]:
        """Give each text a number that is the same for the same words."""
        mixed = self.flat.astype(np.int64) * 0x9E3779B97F4A7C1 ^ (self.flat.astype(np.int64) << 23)
        sums = np.concatenate(([0], np.cumsum(mixed)))
        return sums[self.offsets[1:]] - sums[self.offsets[:-1]]


@dataclass(frozen=True)
class Material:
    """All pairs of all sources, as word numbers, and the words as token numbers.

    `parts` gives for each word what it would be cut into if it were unknown.
    """

    chinese: Side
    english: Side
    pieces: Side
    parts: Side
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
        nothing = np.empty((0, 2), np.int64)
        general, technical = [nothing], [nothing]
        for name in self.names:
            if name not in self.entry_sources:
                begin, end = self.bounds(name)
                starts = np.arange(begin, end, size)
                blocks = np.stack([starts, np.minimum(starts + size, end)], 1)
                if name in GENERAL:
                    general += [blocks] * GENERAL[name]
                else:
                    technical.append(blocks)
        return np.concatenate(general), np.concatenate(technical)

    def entries(self) -> NDArray[np.int64]:
        """Return the numbers of the dictionary's pairs."""
        held = [np.arange(*self.bounds(name)) for name in self.entry_sources if name in self.names]
        return np.concatenate([np.empty(0, np.int64), *held])

    def token_counts(self) -> NDArray[np.float64]:
        """Return how often each token stands in the texts, or in the parts of their words."""
        words = len(self.pieces)
        uses = np.bincount(self.chinese.flat, minlength=words)
        uses = uses + np.bincount(self.english.flat, minlength=words)
        cut_up = np.repeat(uses, np.diff(self.parts.offsets))
        uses = uses + _CUT_UP * np.bincount(self.parts.flat, weights=cut_up, minlength=words)
        each = np.repeat(uses, np.diff(self.pieces.offsets))
        return np.bincount(self.pieces.flat, weights=each, minlength=self.tokens)

    def commonest(self, count: int) -> NDArray[np.int32]:
        """Return the tokens that stand most often in the texts, in order of their numbers."""
        order = np.argsort(-self.token_counts(), kind="stable")
        return np.sort(order[:count]).astype(np.int32)

    def save(self, path: Path) -> None:
        """Keep the material in one file."""
        np.savez(
            path,
            zf=self.chinese.flat, zo=self.chinese.offsets,
            ef=self.english.flat, eo=self.english.offsets,
            pf=self.pieces.flat, po=self.pieces.offsets,
            cf=self.parts.flat, co=self.parts.offsets,
            src=self.sources, names=np.array(self.names), tokens=np.array(self.tokens),
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> Material:
        """Read what `save` kept."""
        held = np.load(path)
        sides = [Side(held[k + "f"], held[k + "o"]) for k in "zepc"]
        return cls(*sides, held["src"], held["names"].tolist(), int(held["tokens"]))
