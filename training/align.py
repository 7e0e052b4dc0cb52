"""Learn the aligner's weights from gold: `python -m training.align --data DIR` (needs scipy).

The model gives every alignment of a piece a probability: the exponential of the sum of its beads'
scores, a bead's score being the weighted sum of its signals (a semi-Markov conditional random
field). The weights make the gold most probable, held small by a quadratic penalty. The search and
the signals are those that alignkit runs. What is reported of a document was predicted by weights
that never saw it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alignkit.align.path import batches
from alignkit.align.run import Options, Task
from alignkit.align.search import IMPOSSIBLE, Lattice
from alignkit.align.sentence_pairs import Piece, build
from alignkit.align.shapes import shapes
from alignkit.align.signals import NAMES, PLACE, Signals
from alignkit.embed import encoder
from alignkit.types import Document
from training.align_gold import Gold, academic, holed, literary, scripture

KINDS = shapes()
REACH = 14
PENALTY = 1.0
WEIGHTS = Path(__file__).parent.parent / "src" / "alignkit" / "align" / "weights.json"

#: Gold without blocks cannot teach these; they were set by hand so that a boundary on one side
#: counts about as much as a fifth of a bead's words.
BY_HAND = {
    "blocks crossed": -2.0,
    "blocks begin together": 0.6,
    "block begins alone": -0.6,
    "headings differ": -1.5,
}


@dataclass
class Batch:
    """Pieces of one text: the beads that may be, their signals, and which beads the gold allows."""

    rows: np.ndarray
    columns: np.ndarray
    place: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
    signals: np.ndarray
    allowed: np.ndarray
    pieces: list[Piece]

    def lattice(self, weights: np.ndarray, allowed: bool = False) -> Lattice:
        kind, piece, row, column = self.place
        size = (len(KINDS), len(self.pieces), self.rows.max() + 1, self.columns.max() + 1)
        scores = np.full(size, IMPOSSIBLE, np.float32)
        values = self.signals @ weights
        if allowed:
            values = np.where(self.allowed, values, IMPOSSIBLE)
        scores[kind, piece, row, column] = values
        return Lattice.build(KINDS, scores, self.rows, self.columns)

    def expected(self, lattice: Lattice) -> tuple[np.ndarray, float]:
        kind, piece, row, column = self.place
        likely, whole = lattice.weigh()
        return likely[row + column, kind, row, piece], float(whole.sum())


class Text:
    """A gold text made ready: its batches, and what learning asks of it."""

    def __init__(self, gold: Gold, model: object) -> None:
        self.gold = gold
        # Words are adapted to the text as in a second pass; the first takes the present weights.
        source = Document.from_sentences(gold.source, "zh")
        target = Document.from_sentences(gold.target, "en")
        task = Task.prepare(source, target, model, Options())
        pair, self.measures = task.pair, task.measures
        pieces = [Piece(i, k, j, m) for i, k, j, m in gold.cuts()]
        self.batches = [
            self._batch(
                Signals(build(pair, group), self.measures.ratio, self.measures.growth, False), group
            )
            for group in batches(pieces)
        ]

    def _batch(self, signals: Signals, group: list[Piece]) -> Batch:
        tables = signals.tables
        _, height, width = tables.shape
        near = np.zeros((len(group), height + 1, width + 1), bool)
        allowed = np.zeros((len(KINDS), len(group), height + 1, width + 1), bool)
        for number, piece in enumerate(group):
            self._mark(piece, near[number], allowed[:, number])
        places, values, right = [], [], []
        for number, (a, b) in enumerate(KINDS):
            if a > height or b > width:
                continue
            held = signals.of((a, b))
            inside = near[:, a:, b:] & near[:, : height + 1 - a, : width + 1 - b]
            p, i, j = np.nonzero(inside)
            places.append((np.full(len(p), number), p, i + a, j + b))
            values.append(held[:, p, i, j].T)
            right.append(allowed[number, p, i + a, j + b])
        place = tuple(np.concatenate(parts) for parts in zip(*places, strict=True))
        return Batch(
            tables.rows, tables.columns, place, np.concatenate(values).astype(np.float32),
            np.concatenate(right), group,
        )  # fmt: skip

    def _mark(self, piece: Piece, near: np.ndarray, allowed: np.ndarray) -> None:
        """Mark the nodes near the gold path, and the beads that the gold allows."""
        i = j = 0
        for one, two in self.gold.beads:
            k, m = i + len(one), j + len(two)
            if (
                i >= piece.source_start
                and k <= piece.source_end
                and (j >= piece.target_start and m <= piece.target_end)
            ):
                r, c = i - piece.source_start, j - piece.target_start
                for row in range(r, r + len(one) + 1):
                    near[row, max(0, c - REACH) : c + len(two) + REACH + 1] = True
                for number, (a, b) in enumerate(KINDS):
                    if self.gold.coarse:
                        if a <= len(one) and b <= len(two):
                            allowed[number, r + a : r + len(one) + 1, c + b : c + len(two) + 1] = 1
                    elif (a, b) == (len(one), len(two)):
                        allowed[number, r + a, c + b] = True
                    elif (len(one), len(two)) not in KINDS and (a, b) in ((1, 0), (0, 1)):
                        # A bead too large to search for is taken apart.
                        if a:
                            allowed[number, r + 1 : r + len(one) + 1, c] = True
                        else:
                            allowed[number, r + len(one), c + 1 : c + len(two) + 1] = True
            i, j = k, m

    def loss(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Give how improbable the gold is, and how that changes with each weight."""
        weights = weights.astype(np.float32)
        total, slope = 0.0, np.zeros(len(NAMES))
        for batch in self.batches:
            every, whole = batch.expected(batch.lattice(weights))
            if self.gold.coarse:
                right, part = batch.expected(batch.lattice(weights, allowed=True))
            else:
                right = batch.allowed.astype(np.float32)
                part = float((batch.signals[batch.allowed] @ weights).sum())
            total += whole - part
            slope += batch.signals.T @ (every - right)
        return total * self.gold.weight, slope * self.gold.weight

    def predict(self, weights: np.ndarray, threshold: float) -> list[tuple[tuple, float]]:
        """Give the beads chosen, each with its probability."""
        found = []
        for batch in self.batches:
            lattice = batch.lattice(weights.astype(np.float32))
            likely = lattice.posteriors()
            worth = likely - np.float32(threshold)
            worth[lattice.scores <= IMPOSSIBLE / 2] = IMPOSSIBLE
            paths = Lattice(KINDS, worth, lattice.rows, lattice.columns).best_paths()
            for number, (piece, path) in enumerate(zip(batch.pieces, paths, strict=True)):
                for kind, i, j in path:
                    a, b = KINDS[kind]
                    k, m = piece.source_start + i, piece.target_start + j
                    sides = tuple(range(k - a, k)), tuple(range(m - b, m))
                    found.append((sides, float(likely[i + j, kind, i, number])))
        return found


def scales(texts: Sequence[Text]) -> np.ndarray:
    """Give the size of each signal, so that the penalty treats all alike."""
    total, count = np.zeros(len(NAMES)), 0
    for text in texts:
        for batch in text.batches:
            held = batch.signals[:: max(1, len(batch.signals) // 2000)].astype(np.float64)
            total += (held**2).sum(axis=0)
            count += len(held)
    size = np.sqrt(total / max(1, count))
    return np.clip(np.where(size < 0.02, 1.0, size), 0.1, None)


def learn(
    texts: Sequence[Text], size: np.ndarray, start: np.ndarray | None = None, rounds: int = 60
) -> np.ndarray:
    """Give the weights that make the gold of these texts most probable."""
    from scipy.optimize import minimize

    def target(values: np.ndarray) -> tuple[float, np.ndarray]:
        weights = values / size
        total, slope = PENALTY / 2 * float(values @ values), np.zeros(len(NAMES))
        for text in texts:
            loss, more = text.loss(weights)
            total += loss
            slope += more
        return total, slope / size + PENALTY * values

    first = np.zeros(len(NAMES)) if start is None else start * size
    found = minimize(
        target, first, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 20}
    )
    return found.x / size


def f1(pairs: Sequence[tuple[set, set]]) -> float:
    right = sum(len(a & b) for a, b in pairs)
    return 2 * right / max(1, sum(len(a) + len(b) for a, b in pairs))


def cross_validate(
    texts: Sequence[Text], size: np.ndarray, start: np.ndarray, folds: int, threshold: float
) -> tuple[dict[str, float], list[tuple[float, bool]]]:
    """Predict each text by weights learned without it; give F1 by kind, and the probabilities."""
    names = sorted({text.gold.name for text in texts if "with holes" not in text.gold.name})
    kinds: dict[str, list[tuple[set, set]]] = {}
    seen: list[tuple[float, bool]] = []
    for fold in range(folds):
        out = set(names[fold::folds])
        kept = [t for t in texts if t.gold.name.removesuffix(" with holes") not in out]
        weights = learn(kept, size, start * 0.7, rounds=18)
        for text in texts:
            if text.gold.name.removesuffix(" with holes") not in out or text.gold.coarse:
                continue
            found = text.predict(weights, threshold)
            gold = set(text.gold.beads)
            kind = text.gold.name.split("/")[0]
            kind += " with holes" if "with holes" in text.gold.name else ""
            kinds.setdefault(kind, []).append(({b for b, _ in found}, gold))
            kinds.setdefault(text.gold.name, []).append(({b for b, _ in found}, gold))
            seen += [(p, b in gold) for b, p in found]
    return {kind: round(f1(pairs), 4) for kind, pairs in sorted(kinds.items())}, seen


def reliability(seen: Sequence[tuple[float, bool]], steps: int = 12) -> list[list[float]]:
    """Fit a rising line of corners from probability to how often such beads were right."""
    ordered = sorted(seen)
    blocks = [[p, float(r), 1.0] for p, r in ordered]
    size = max(1, len(blocks) // (4 * steps))
    merged: list[list[float]] = []
    for start in range(0, len(blocks), size):
        held = blocks[start : start + size]
        block = [sum(b[k] for b in held) for k in range(3)]
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] > merged[-1][1] / merged[-1][2]:
            last = merged.pop()
            merged[-1] = [a + b for a, b in zip(merged[-1], last, strict=True)]
    points = [[round(p / n, 4), round((r + 0.5) / (n + 1), 4)] for p, r, n in merged]
    return [[0.0, 0.0], *points, [1.0, max(0.999, points[-1][1])]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=os.environ.get("ALIGNKIT_BENCH"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--threshold", type=float, default=0.42)
    parser.add_argument("--no-write", action="store_true")
    options = parser.parse_args()
    if not options.data:
        sys.exit("give the folder of the gold data: --data DIR, or ALIGNKIT_BENCH")
    data, model = Path(options.data), encoder(None)
    golds = [*literary(data), *academic(data)]
    golds += [holed(gold, seed) for seed, gold in enumerate(golds[:7])]
    texts = [Text(gold, model) for gold in [*golds, scripture(data)]]
    size = scales(texts)
    weights = learn(texts, size, rounds=options.rounds)
    scores, seen = cross_validate(texts, size, weights, options.folds, options.threshold)
    for name, value in scores.items():
        print(f"{value:.4f}  {name}")
    for name, value, scale in zip(NAMES, weights, size, strict=True):
        print(f"{value:9.3f} {value * scale:9.3f}  {name}")
    if options.no_write:
        return
    held = {name: round(float(value), 4) for name, value in zip(NAMES, weights, strict=True)}
    held |= {name: value for name, value in BY_HAND.items() if name in PLACE}
    table = {
        "signature": f"crf1,{model.signature.split('|')[2].removeprefix('sha256:')}",
        "encoder": model.signature,
        "learned": "by `python -m training.align` from mac-dev (6 chapters, Chinese to English), "
        "academic (English to Chinese) and the first 700 verses of bible/001, and from the same "
        f"texts with parts taken out; quadratic penalty {PENALTY:g}",
        "set by hand": sorted(BY_HAND),
        "cross-validated F1": scores,
        "weights": held,
        "reliability": reliability(seen),
    }
    options.out.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
