"""The training loop: contrastive, on sentences, dictionary entries and words at once."""

from __future__ import annotations

import math
import time

import numpy as np
import scipy.sparse as sparse
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.model.batches import Batches, Pairs
from training.model.common import remove_common
from training.model.losses import Bag, contrast, late_interaction, packed, word_links
from training.model.material import Material, Side
from training.model.options import Options
from training.model.workers import Team, can_fork, shared


class Trainer:
    """Holds the token vectors and moves them."""

    def __init__(self, material: Material, options: Options) -> None:
        self.material, self.options = material, options
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.set_num_threads(1)
        self.random = np.random.default_rng(options.seed)
        vectors = self._first_vectors()
        count, width = vectors.shape
        self.corrected = material.commonest(options.corrected)
        is_corrected = np.zeros(count, np.bool_)
        is_corrected[self.corrected] = True
        self.is_corrected = torch.from_numpy(is_corrected).to(self.device)
        # On a GPU one process is enough; several share one table of vectors.
        several = options.workers > 1 and self.device.type == "cpu" and can_fork()
        self.team = Team(options.workers, count, width) if several else None
        # Alone, it takes the steps of all.
        self.steps = options.steps * (1 if several else options.workers)
        self.vectors = self._table(vectors)
        self.squares = self._table(np.zeros((count, 1), np.float32))
        self.settling = False

    def _table(self, array: NDArray[np.float32]) -> Tensor:
        return shared(array) if self.team else torch.from_numpy(array).to(self.device)

    def _first_vectors(self) -> NDArray[np.float32]:
        # Rare tokens say more, so they start longer.
        counts = self.material.token_counts()
        rarity = np.log((counts.sum() + 1) / (counts + 20))
        lengths = self.options.start_length * np.clip(rarity / rarity.max(), 0.05, 1)
        width = self.options.dimensions
        noise = self.random.standard_normal((len(counts), width), np.float32)
        first: NDArray[np.float32] = noise * lengths.astype(np.float32)[:, None]
        return first / np.float32(math.sqrt(width))

    def run(self) -> NDArray[np.float32]:
        """Train for the steps asked for and return the vectors."""
        if self.team:
            self.team.run(self._train)
        else:
            self._train()
        return self.vectors.cpu().numpy()

    def _train(self) -> None:
        options, started, cpu = self.options, time.time(), time.process_time()
        worker = self.team.number if self.team else 0
        if worker:
            self.random = np.random.default_rng([options.seed, worker])
        batches = Batches(self.material, options, self.random)
        blocks, entries = batches.blocks(), batches.entries()
        losses: list[tuple[float, ...]] = []
        for step in range(self.steps):
            done = step / self.steps
            if done >= 1 - options.settle and not self.settling:
                self._settle(worker)
            rate = options.rate * (min(1.0, step / options.warm + 0.05) * (1 - done) + 0.01)
            losses.append(self._step(batches, next(blocks), next(entries), rate))
            if not worker and (step + 1) % 200 == 0:
                means = "  ".join(f"{loss:.3f}" for loss in np.mean(losses[-200:], axis=0))
                told = f"step {step + 1}  {time.time() - started:.0f} s"
                print(f"{told}  sentences, entries, words, links: {means}", flush=True)
        if not self.settling:
            self._settle(worker)
        if not worker:
            spent, worked = time.time() - started, time.process_time() - cpu
            print(
                f"{self.steps} steps in {spent:.0f} s, {worked:.0f} s of CPU a worker", flush=True
            )

    def _settle(self, worker: int) -> None:
        """Take out what all sentences share; from here on train as if already packed."""
        if not worker:
            vectors, options = self.vectors.cpu().numpy(), self.options
            cleaned = remove_common(vectors, self.material, options.common, options.seed)
            self.vectors.copy_(torch.from_numpy(cleaned))
        if self.team:
            self.team.wait()
        self.settling = True

    def _step(
        self, batches: Batches, texts: Pairs, entries: Pairs, rate: float
    ) -> tuple[float, ...]:
        options = self.options
        chinese = batches.cut_up(texts[0], options.cut_up_sentences)
        sides = [chinese, texts[1], batches.cut_up(entries[0], options.cut_up), entries[1]]
        units, places = np.unique(np.concatenate([s.flat for s in sides]), return_inverse=True)
        leaf, tokens, words = self._words(units)
        sums = self._sums(sides, places, words)
        sentence = contrast(sums[0], sums[1], self._same(*texts), options.temperature)
        entry = contrast(sums[2], sums[3], self._same(*entries), options.entry_temperature)
        bounds = np.cumsum([0, *(len(side.flat) for side in sides)])
        pair = [Side(places[bounds[n] : bounds[n + 1]], sides[n].offsets) for n in (0, 1)]
        some = self._some(words, pair, options.word_texts)
        word = late_interaction(*some, options.word_temperature)
        some = self._some(words, pair, options.link_texts)
        link = word_links(*some, options.link_temperature)
        loss = sentence + entry + options.word_weight * word + options.link_weight * link
        loss.backward()
        self._move(leaf, tokens, rate)
        return tuple(float(part.detach()) for part in (sentence, entry, word, link))

    def _sums(self, sides: list[Side], places: NDArray[np.int64], words: Tensor) -> list[Tensor]:
        """Give the vectors of all texts, words dropped from sentences and entries added to some."""
        options, sizes = self.options, [len(side) for side in sides]
        begins = np.cumsum([0, *(len(side.flat) for side in sides)])
        offsets = np.concatenate(
            [[0], *(side.offsets[1:] + begin for side, begin in zip(sides, begins, strict=False))]
        )
        kept = np.ones(len(places), np.float32)
        if options.word_drop:
            # Without some of its words a sentence is harder to tell from its neighbours.
            whole = begins[2]
            kept[:whole] = self.random.random(whole) >= options.word_drop
            kept[offsets[: sizes[0] + sizes[1]]] = 1
        matrix = sparse.csr_matrix((kept, places, offsets), shape=(len(offsets) - 1, len(words)))
        sums = list(torch.split(Bag.apply(matrix, words), sizes))
        if options.mix:
            # An entry beside a sentence learns how much its word counts among others.
            chosen = np.flatnonzero(self.random.random(sizes[0]) < options.mix)
            guests = self.random.integers(0, sizes[2], len(chosen))
            ones = np.ones(len(chosen), np.float32)
            guest = sparse.csr_matrix((ones, (chosen, guests)), shape=(sizes[0], sizes[2]))
            sums[0] = sums[0] + Bag.apply(guest, sums[2])
            sums[1] = sums[1] + Bag.apply(guest, sums[3])
        return sums

    def _words(self, units: NDArray[np.int32]) -> tuple[Tensor, Tensor, Tensor]:
        """Give the vectors of words as sums of their pieces, some pieces dropped at random."""
        pieces = self.material.pieces.stretches(units, units + 1)
        tokens, inner = np.unique(pieces.flat, return_inverse=True)
        numbers = torch.from_numpy(tokens.astype(np.int64)).to(self.device)
        leaf = self.vectors[numbers].requires_grad_()
        chance = np.full(len(inner), self.options.drop)
        # A word's first piece is the word itself; without it the others learn to stand for it.
        chance[pieces.offsets[:-1][np.diff(pieces.offsets) > 1]] = self.options.whole_drop
        kept = (self.random.random(len(inner)) >= chance).astype(np.float32)
        kept /= 1 - self.options.drop / 2
        matrix = sparse.csr_matrix((kept, inner, pieces.offsets), shape=(len(units), len(tokens)))
        rows = leaf
        if self.settling:
            held = leaf.detach()
            rows = leaf + (packed(held, self.is_corrected[numbers]) - held)
        return leaf, numbers, Bag.apply(matrix, rows)

    def _some(
        self, words: Tensor, pair: list[Side], count: int
    ) -> tuple[Tensor, tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
        """Give the word vectors of some neighbouring pairs, and each side as rows of words."""
        first = int(self.random.integers(0, max(1, len(pair[0].offsets) - count)))
        rows = np.arange(first, min(first + count, len(pair[0])))
        padded = [self._padded(side, rows) for side in pair]
        used, again = np.unique(
            np.concatenate([held.ravel() for held, _ in padded]), return_inverse=True
        )
        pick = sparse.csr_matrix(
            (np.ones(len(used), np.float32), used, np.arange(len(used) + 1)),
            shape=(len(used), len(words)),
        )
        cut = padded[0][0].size
        left, right = (
            (
                torch.from_numpy(part.reshape(held.shape)).to(self.device),
                torch.from_numpy(there).to(self.device),
            )
            for part, (held, there) in zip((again[:cut], again[cut:]), padded, strict=True)
        )
        return Bag.apply(pick, words), left, right

    def _padded(
        self, side: Side, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        begin = side.offsets[rows]
        lengths = np.minimum(side.offsets[rows + 1] - begin, self.options.word_limit)
        across = np.arange(lengths.max())[None]
        words = side.flat[np.minimum(begin[:, None] + across, len(side.flat) - 1)]
        return words, across < lengths[:, None]

    def _same(self, left: Side, right: Side) -> Tensor:
        """Tell which other pairs of a batch have the same text on a side: they are no negatives."""
        one, two = (torch.from_numpy(side.marks()).to(self.device) for side in (left, right))
        same = (one[:, None] == one[None]) | (two[:, None] == two[None])
        return same.fill_diagonal_(False)

    def _move(self, leaf: Tensor, tokens: Tensor, rate: float) -> None:
        assert leaf.grad is not None
        moves = self.team.exchange(tokens, leaf.grad) if self.team else [(tokens, leaf.grad)]
        for rows, gradient in moves:
            squares = self.squares[rows] + (gradient * gradient).mean(1, keepdim=True)
            self.squares[rows] = squares
            step = squares.sqrt_().add_(1e-10)
            self.vectors[rows] = self.vectors[rows].addcdiv_(gradient, step, value=-rate)
