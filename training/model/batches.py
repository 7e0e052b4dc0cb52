"""What one step sees: blocks of neighbouring lines, dictionary entries, words cut up at random."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from training.model.material import Material, Side
from training.model.options import Options

#: Texts with their translations.
Pairs = tuple[Side, Side]


class Batches:
    """Draws texts from the material; the options and the random numbers decide which."""

    def __init__(self, material: Material, options: Options, random: np.random.Generator) -> None:
        self.material, self.options, self.random = material, options, random

    def blocks(self) -> Iterator[Pairs]:
        """Give the texts of some blocks of neighbouring lines, a part of them joined to spans."""
        general, technical = self.material.blocks(self.options.block)
        if not len(general) + len(technical):
            raise ValueError("there are no sentences to train on")
        while True:
            count = int(self.options.technical * len(technical))
            part = self.random.permutation(len(technical))[:count]
            starts = np.concatenate([general, technical[part]])
            order = self.random.permutation(len(starts))
            many = min(self.options.blocks, len(order))
            for place in range(0, len(order) - many + 1, many):
                firsts, ends = [], []
                for start, stop in starts[order[place : place + many]]:
                    while start < stop:
                        joined = self.random.random() < self.options.join
                        end = min(start + (self.random.integers(2, 4) if joined else 1), stop)
                        firsts.append(start)
                        ends.append(end)
                        start = end
                yield self._texts(np.array(firsts), np.array(ends))

    def entries(self) -> Iterator[Pairs]:
        """Give dictionary entries, in another order each time round."""
        numbers = self.material.entries()
        if not len(numbers):
            raise ValueError("there are no dictionary entries to train on")
        many = min(self.options.entries, len(numbers))
        while True:
            order = self.random.permutation(numbers)
            for place in range(0, len(order) - many + 1, many):
                chosen = order[place : place + many]
                yield self._texts(chosen, chosen + 1)

    def cut_up(self, side: Side, chance: float) -> Side:
        """Cut some Chinese words up as if they were unknown, so that their parts can stand in."""
        if not chance:
            return side
        parts = self.material.parts
        begins = parts.offsets[side.flat]
        chosen = self.random.random(len(side.flat)) < chance
        lengths = np.where(chosen, parts.offsets[side.flat + 1] - begins, 0)
        times = np.maximum(lengths, 1)
        ends = np.concatenate(([0], np.cumsum(times)))
        old = np.repeat(np.arange(len(side.flat)), times)
        places = begins[old] + np.arange(ends[-1]) - ends[old]
        instead = parts.flat[np.minimum(places, len(parts.flat) - 1)]
        return Side(np.where(lengths[old] > 0, instead, side.flat[old]), ends[side.offsets])

    def _texts(self, firsts: NDArray[np.int64], ends: NDArray[np.int64]) -> Pairs:
        chinese, english = self.material.chinese, self.material.english
        full = (chinese.offsets[ends] > chinese.offsets[firsts]) & (
            english.offsets[ends] > english.offsets[firsts]
        )
        firsts, ends = firsts[full], ends[full]
        return chinese.stretches(firsts, ends), english.stretches(firsts, ends)
