"""The training loop: contrastive, on sentences, dictionary entries and words at once."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.sparse as sparse
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.common import remove_common
from training.losses import Bag, contrast, late_interaction, packed, word_links
from training.material import Material, Side

Ragged = tuple[NDArray[np.int32], NDArray[np.int64]]


@dataclass(frozen=True)
class Options:
    """Everything that decides what comes out, beside the data."""

    dimensions: int = 512
    steps: int = 13000
    minutes: float = 0.0
    seed: int = 1
    threads: int = 1
    rate: float = 0.07
    technical: float = 0.5
    block: int = 64
    blocks: int = 24
    entries: int = 1024
    groups: int = 1
    run: int = 1
    start_length: float = 0.7
    warm: int = 200
    join: float = 0.25
    drop: float = 0.1
    whole_drop: float = 0.1
    word_drop: float = 0.4
    mix: float = 0.5
    temperature: float = 0.07
    entry_temperature: float = 0.1
    word_temperature: float = 0.1
    word_weight: float = 0.3
    word_texts: int = 32
    link_weight: float = 1.0
    link_temperature: float = 0.1
    word_limit: int = 28
    rowwise: bool = True
    common: int = 2
    settle: float = 0.15
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
        lengths = self.options.start_length * np.clip(rarity / rarity.max(), 0.05, 1)
        width = self.options.dimensions
        noise = torch.from_numpy(self.random.standard_normal((len(counts), width), np.float32))
        return noise * torch.from_numpy(lengths.astype(np.float32))[:, None] / math.sqrt(width)

    def run(self) -> NDArray[np.float32]:
        """Train for the steps or minutes asked for and return the vectors."""
        options, started, cpu = self.options, time.time(), time.process_time()
        losses: list[tuple[float, ...]] = []
        blocks, entries = self._blocks(), self._entries()
        step = 0
        self.settling = False
        while True:
            spent = time.time() - started
            done = spent / 60 / options.minutes if options.minutes else step / options.steps
            if done >= 1:
                break
            if done >= 1 - options.settle and not self.settling:
                self._settle()
            rate = options.rate * (min(1.0, step / options.warm + 0.05) * (1 - done) + 0.01)
            losses.append(self._step(next(blocks), next(entries), rate))
            step += 1
            if step % 200 == 0:
                mean = np.mean(losses[-200:], axis=0)
                parts = "  ".join(f"{v:.3f}" for v in mean)
                print(f"step {step}  {spent:.0f} s  sentences, entries, words: {parts}", flush=True)
        spent, worked = time.time() - started, time.process_time() - cpu
        print(f"{step} steps in {spent:.0f} s, {worked:.0f} s of CPU", flush=True)
        if not self.settling:
            self._settle()
        return self.vectors.cpu().numpy()

    def _settle(self) -> None:
        """Take out what all sentences share; from here on train as if already packed."""
        options = self.options
        cleaned = remove_common(
            self.vectors.cpu().numpy(), self.material, options.common, options.seed
        )
        self.vectors = torch.from_numpy(cleaned).to(self.device)
        self.settling = True

    def _blocks(self):  # type: ignore[no-untyped-def]
        """Give the texts of some blocks of neighbouring lines, a part of them joined to spans."""
        general, technical = self.material.blocks(self.options.block)
        while True:
            count = int(self.options.technical * len(technical))
            part = self.random.permutation(len(technical))[:count]
            starts = np.concatenate([general, technical[part]])
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
        run, many = self.options.run, self.options.entries * self.options.groups
        while True:
            # Neighbours in the dictionary share their first character, and are hard to tell apart.
            shift = int(self.random.integers(run))
            runs = self.random.permutation(np.arange(shift, len(numbers) - run + 1, run))
            order = numbers[(runs[:, None] + np.arange(run)[None]).ravel()]
            for place in range(0, len(order) - many + 1, many):
                chosen = order[place : place + many]
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
        flat = np.concatenate([part[0] for part in parts])
        sizes = [len(offsets) - 1 for _, offsets in parts]
        bounds = np.concatenate(([0], np.cumsum([len(part[0]) for part in parts])))
        offsets = np.concatenate(
            [[0], *(part[1][1:] + begin for part, begin in zip(parts, bounds[:-1], strict=True))]
        )
        kept = np.ones(len(flat), np.float32)
        if options.word_drop:
            # Without some of its words a sentence is harder to tell from its neighbours.
            whole = bounds[2]
            kept[:whole] = self.random.random(whole) >= options.word_drop
            kept[offsets[: sizes[0] + sizes[1]]] = 1
        matrix = sparse.csr_matrix((kept, places, offsets), shape=(len(offsets) - 1, len(units)))
        sums = list(torch.split(Bag.apply(matrix, words), sizes))
        if options.mix:
            # An entry beside a sentence learns how much its word counts among others.
            chosen = np.flatnonzero(self.random.random(sizes[0]) < options.mix)
            guests = self.random.integers(0, sizes[2], len(chosen))
            ones = np.ones(len(chosen), np.float32)
            guest = sparse.csr_matrix((ones, (chosen, guests)), shape=(sizes[0], sizes[2]))
            sums[0] = sums[0] + Bag.apply(guest, sums[2])
            sums[1] = sums[1] + Bag.apply(guest, sums[3])
        numbers = [places[begin:end] for begin, end in pairwise(bounds)]
        sentence = contrast(sums[0], sums[1], self._same(*texts), options.temperature)
        entry = self._entry_loss(sums[2], sums[3], entries)
        loss, word = sentence + entry, torch.zeros(())
        if options.word_weight:
            first = int(self.random.integers(0, len(texts[0][1]) - options.word_texts))
            rows = np.arange(first, first + options.word_texts)
            padded = [self._padded(numbers[n], texts[n][1], rows) for n in (0, 1)]
            used, again = np.unique(
                np.concatenate([held.ravel() for held, _ in padded]), return_inverse=True
            )
            pick = sparse.csr_matrix(
                (np.ones(len(used), np.float32), used, np.arange(len(used) + 1)),
                shape=(len(used), len(units)),
            )
            cut = padded[0][0].size
            sides = [
                (
                    torch.from_numpy(part.reshape(held.shape)).to(self.device),
                    torch.from_numpy(there).to(self.device),
                )
                for part, (held, there) in zip((again[:cut], again[cut:]), padded, strict=True)
            ]
            some = Bag.apply(pick, words)
            word = late_interaction(some, sides[0], sides[1], options.word_temperature)
            loss = loss + options.word_weight * word
            if options.link_weight:
                link = word_links(some, sides[0], sides[1], options.link_temperature)
                loss = loss + options.link_weight * link
        loss.backward()
        self._move(leaf, tokens, rate)
        return float(sentence.detach()), float(entry.detach()), float(word.detach())

    def _entry_loss(self, left: Tensor, right: Tensor, entries: tuple[Ragged, Ragged]) -> Tensor:
        """Contrast the entries in groups: more entries a step at the cost of fewer negatives."""
        marks = [_marks(*side) for side in entries]
        size = -(-len(left) // self.options.groups)
        loss = torch.zeros((), device=self.device)
        for begin in range(0, len(left), size):
            part = slice(begin, begin + size)
            same = self._alike(*(mark[part] for mark in marks))
            loss = loss + contrast(left[part], right[part], same, self.options.entry_temperature)
        return loss

    def _words(self, units: NDArray[np.int64]) -> tuple[Tensor, Tensor, Tensor]:
        """Give the vectors of words as sums of their pieces, some pieces dropped at random."""
        pieces, offsets = _cut(self.material.pieces, units, units + 1)
        tokens, inner = np.unique(pieces, return_inverse=True)
        numbers = torch.from_numpy(tokens.astype(np.int64)).to(self.device)
        leaf = self.vectors[numbers].requires_grad_()
        chance = np.full(len(pieces), self.options.drop)
        # A word's first piece is the word itself; without it the others learn to stand for it.
        chance[offsets[:-1][np.diff(offsets) > 1]] = self.options.whole_drop
        kept = (self.random.random(len(pieces)) >= chance).astype(np.float32)
        kept /= 1 - self.options.drop / 2
        matrix = sparse.csr_matrix((kept, inner, offsets), shape=(len(units), len(tokens)))
        rows = leaf + (packed(leaf.detach()) - leaf.detach()) if self.settling else leaf
        return leaf, numbers, Bag.apply(matrix, rows)

    def _padded(
        self, flat: NDArray[np.int64], offsets: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        begin = offsets[rows]
        lengths = np.minimum(offsets[rows + 1] - begin, self.options.word_limit)
        across = np.arange(lengths.max())[None]
        words = flat[np.minimum(begin[:, None] + across, len(flat) - 1)]
        there = across < lengths[:, None]
        return words, there

    def _same(self, left: Ragged, right: Ragged) -> Tensor:
        """Tell which other pairs of a batch have the same text on a side: they are no negatives."""
        return self._alike(_marks(*left), _marks(*right))

    def _alike(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Tensor:
        marks = [torch.from_numpy(side).to(self.device) for side in (left, right)]
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
