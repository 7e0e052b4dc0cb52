"""The training loop: contrastive, on sentences, dictionary entries and words at once."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.losses import Bag, contrast, late_interaction
from training.material import Material, Side

Ragged = tuple[NDArray[np.int32], NDArray[np.int64]]


@dataclass(frozen=True)
class Options:
    """Everything that decides what comes out, beside the data."""

    dimensions: int = 256
    steps: int = 8000
    minutes: float = 0.0
    seed: int = 1
    threads: int = 1
    rate: float = 0.07
    block: int = 64
    blocks: int = 24
    entries: int = 1024
    join: float = 0.25
    drop: float = 0.1
    temperature: float = 0.05
    entry_temperature: float = 0.05
    word_temperature: float = 0.1
    word_weight: float = 0.3
    word_texts: int = 32
    word_limit: int = 28
    rowwise: bool = False
    start: str = ""


class Trainer:
    """Holds the token vectors and moves them."""

    def __init__(self, material: Material, options: Options) -> None:
        self.material, self.options = material, options
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.set_num_threads(options.threads)
        self.random = np.random.default_rng(options.seed)
        self.vectors = self._first_vectors().to(self.device)
        count, width = self.vectors.shape
        self.squares = torch.zeros(count, 1 if options.rowwise else width, device=self.device)

    def _first_vectors(self) -> Tensor:
        if self.options.start:
            return torch.from_numpy(np.load(self.options.start)).float()
        # Rare tokens say more, so they start longer.
        counts = self.material.token_counts()
        rarity = np.log((counts.sum() + 1) / (counts + 20))
        lengths = 0.7 * np.clip(rarity / rarity.max(), 0.05, 1)
        width = self.options.dimensions
        noise = torch.from_numpy(self.random.standard_normal((len(counts), width), np.float32))
        return noise * torch.from_numpy(lengths.astype(np.float32))[:, None] / math.sqrt(width)

    def run(self) -> NDArray[np.float32]:
        """Train for the steps or minutes asked for and return the vectors."""
        options, started = self.options, time.time()
        losses: list[tuple[float, ...]] = []
        blocks, entries = self._blocks(), self._entries()
        step = 0
        while True:
            spent = time.time() - started
            done = spent / 60 / options.minutes if options.minutes else step / options.steps
            if done >= 1:
                break
            rate = options.rate * (min(1.0, step / 200 + 0.05) * (1 - done) + 0.01)
            losses.append(self._step(next(blocks), next(entries), rate))
            step += 1
            if step % 200 == 0:
                mean = np.mean(losses[-200:], axis=0)
                parts = "  ".join(f"{v:.3f}" for v in mean)
                print(f"step {step}  {spent:.0f} s  sentences, entries, words: {parts}", flush=True)
        print(f"{step} steps in {time.time() - started:.0f} s", flush=True)
        return self.vectors.cpu().numpy()

    def _blocks(self):  # type: ignore[no-untyped-def]
        """Give the texts of some blocks of neighbouring lines, a part of them joined to spans."""
        starts = self.material.blocks(self.options.block)
        while True:
            order = self.random.permutation(len(starts))
            for place in range(0, len(order) - self.options.blocks + 1, self.options.blocks):
                chosen = starts[order[place : place + self.options.blocks]]
                firsts, ends = [], []
                for start, stop in chosen:
                    while start < stop:
                        joined = self.random.random() < self.options.join
                        end = min(start + (self.random.integers(2, 4) if joined else 1), stop)
                        firsts.append(start)
                        ends.append(end)
                        start = end
                yield self._texts(np.array(firsts), np.array(ends))

    def _entries(self):  # type: ignore[no-untyped-def]
        """Give dictionary entries, in another order each time round."""
        numbers = self.material.entries()
        while True:
            order = self.random.permutation(numbers)
            for place in range(0, len(order) - self.options.entries + 1, self.options.entries):
                chosen = np.sort(order[place : place + self.options.entries])
                yield self._texts(chosen, chosen + 1)

    def _texts(self, firsts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[Ragged, Ragged]:
        chinese, english = self.material.chinese, self.material.english
        full = (chinese.offsets[ends] > chinese.offsets[firsts]) & (
            english.offsets[ends] > english.offsets[firsts]
        )
        return _cut(chinese, firsts[full], ends[full]), _cut(english, firsts[full], ends[full])

    def _step(
        self, texts: tuple[Ragged, Ragged], entries: tuple[Ragged, Ragged], rate: float
    ) -> tuple[float, ...]:
        options = self.options
        parts = [*texts, *entries]
        units, places = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
        leaf, tokens, words = self._words(units)
        sums, numbers, begin = [], [], 0
        for flat, offsets in parts:
            inner = places[begin : begin + len(flat)]
            begin += len(flat)
            ones = np.ones(len(flat), np.float32)
            matrix = sparse.csr_matrix((ones, inner, offsets), shape=(len(offsets) - 1, len(units)))
            sums.append(Bag.apply(matrix, words))
            numbers.append(inner)
        sentence = contrast(sums[0], sums[1], self._same(*texts), options.temperature)
        entry = contrast(sums[2], sums[3], self._same(*entries), options.entry_temperature)
        loss, word = sentence + entry, torch.zeros(())
        if options.word_weight:
            first = int(self.random.integers(0, len(texts[0][1]) - options.word_texts))
            rows = np.arange(first, first + options.word_texts)
            left = self._padded(numbers[0], texts[0][1], rows)
            right = self._padded(numbers[1], texts[1][1], rows)
            word = late_interaction(words, left, right, options.word_temperature)
            loss = loss + options.word_weight * word
        loss.backward()
        self._move(leaf, tokens, rate)
        return float(sentence.detach()), float(entry.detach()), float(word.detach())

    def _words(self, units: NDArray[np.int64]) -> tuple[Tensor, Tensor, Tensor]:
        """Give the vectors of words as sums of their pieces, some pieces dropped at random."""
        pieces, offsets = _cut(self.material.pieces, units, units + 1)
        tokens, inner = np.unique(pieces, return_inverse=True)
        numbers = torch.from_numpy(tokens.astype(np.int64)).to(self.device)
        leaf = self.vectors[numbers].requires_grad_()
        kept = (self.random.random(len(pieces)) >= self.options.drop).astype(np.float32)
        kept /= 1 - self.options.drop / 2
        matrix = sparse.csr_matrix((kept, inner, offsets), shape=(len(units), len(tokens)))
        return leaf, numbers, Bag.apply(matrix, leaf)

    def _padded(
        self, flat: NDArray[np.int64], offsets: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> tuple[Tensor, Tensor]:
        begin = offsets[rows]
        lengths = np.minimum(offsets[rows + 1] - begin, self.options.word_limit)
        across = np.arange(lengths.max())[None]
        words = flat[np.minimum(begin[:, None] + across, len(flat) - 1)]
        there = across < lengths[:, None]
        return torch.from_numpy(words).to(self.device), torch.from_numpy(there).to(self.device)

    def _same(self, left: Ragged, right: Ragged) -> Tensor:
        """Tell which other pairs of a batch have the same text on a side: they are no negatives."""
        marks = [torch.from_numpy(_marks(*side)).to(self.device) for side in (left, right)]
        same = (marks[0][:, None] == marks[0][None]) | (marks[1][:, None] == marks[1][None])
        return same.fill_diagonal_(False)

    def _move(self, leaf: Tensor, tokens: Tensor, rate: float) -> None:
        gradient = leaf.grad
        assert gradient is not None
        with torch.no_grad():
            squared = gradient * gradient
            if self.options.rowwise:
                squared = squared.mean(1, keepdim=True)
            squares = self.squares[tokens].add_(squared)
            self.squares[tokens] = squares
            self.vectors[tokens] = leaf.detach().addcdiv(
                gradient, squares.sqrt_().add_(1e-10), value=-rate
            )


def _cut(side: Side, firsts: NDArray[np.int64], ends: NDArray[np.int64]) -> Ragged:
    """Give the contents of some stretches one after the other, and where each begins."""
    begin = side.offsets[firsts]
    lengths = side.offsets[ends] - begin
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    places = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - begin, lengths)
    return side.flat[places], offsets


def _marks(flat: NDArray[np.int32], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give each text a number that is the same for the same words."""
    mixed = flat.astype(np.int64) * 0x9E3779B97F4A7C1 ^ (flat.astype(np.int64) << 23)
    sums = np.concatenate(([0], np.cumsum(mixed)))
    return sums[offsets[1:]] - sums[offsets[:-1]]
