"""Learn the aligner's weights from gold: `python -m training align --data DIR` (needs scipy).

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
from hashlib import sha256
from pathlib import Path

import numpy as np

from alignkit.align.confidence import confidences
from alignkit.align.path import batches, decode, in_order
from alignkit.align.rivals.doubtful import Doubt
from alignkit.align.rivals.weigher import SIGNS
from alignkit.align.run import Options, Second, Task
from alignkit.align.search import IMPOSSIBLE, Lattice
from alignkit.align.sentence_pairs import build
from alignkit.align.shapes import Link, Piece, shapes
from alignkit.align.signals import NAMES, PLACE, Signals
from alignkit.embed import encoder
from alignkit.types import Document
from training.texts.align_gold import (
    CHANGED,
    Gold,
    Sides,
    academic,
    holed,
    literary,
    noisy,
    rendered,
    scripture,
    unrelated,
)
from training.weights.confidence import Judged, calibration_error, learn_confidence
from training.weights.rivals import Looked, learn_rivals, looked, settled

KINDS = shapes()
REACH = 8
PENALTY = 1.0
FOLDER = Path(__file__).parents[2] / "src" / "alignkit" / "align"
WEIGHTS, BESIDE = FOLDER / "weights.json", FOLDER / "weights_beside.json"

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

    def likeness(self) -> list[np.ndarray | None]:
        """Give each shape's likeness, at its beads' first sentences."""
        kind, piece, row, column = self.place
        values = (self.signals[:, PLACE["own cosine"]] + self.signals[:, PLACE["words found"]]) / 2
        size = (len(self.pieces), self.rows.max() + 1, self.columns.max() + 1)
        found: list[np.ndarray | None] = []
        for number, (a, b) in enumerate(KINDS):
            if not (a and b):
                found.append(None)
                continue
            held, mine = np.zeros(size, np.float32), kind == number
            held[piece[mine], row[mine] - a, column[mine] - b] = values[mine]
            found.append(held)
        return found

    def expected(self, lattice: Lattice) -> tuple[np.ndarray, float]:
        kind, piece, row, column = self.place
        likely, whole = lattice.weigh()
        return likely[row + column, kind, row, piece], float(whole.sum())


class Text:
    """A gold text made ready: its batches, and what learning asks of it."""

    def __init__(self, gold: Gold, beside: bool = False) -> None:
        self.gold = gold
        # Where both sides stand alone their sentences may come in any order.
        self.lone = list(gold.lone())
        self.several = gold.coarse or bool(self.lone)
        # Words are adapted to the text as in a second pass; the first takes the present weights.
        source = Document.from_sentences(gold.source, "zh")
        target = Document.from_sentences(gold.target, "en")
        task = Task.prepare(source, target, encoder(None), Options())
        pair, self.measures = task.pair, task.measures
        if beside:
            whole = Piece(0, len(gold.source), 0, len(gold.target))
            second = Second(encoder("universal"), (gold.source, gold.target))
            pair = pair.with_beside(second.vectors([whole], pair))
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
        for one, two, three, four in self.lone:
            if one >= piece.source_start and two <= piece.source_end:
                r, c = one - piece.source_start, three - piece.target_start
                height, width = two - one, four - three
                if c >= 0 and c + width <= piece.columns:
                    near[r : r + height + 1, c : c + width + 1] = True
                    for number, (a, b) in enumerate(KINDS):
                        if (a, b) in ((1, 0), (0, 1)):
                            allowed[number, r + a : r + height + 1, c + b : c + width + 1] = True

    def loss(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Give how improbable the gold is, and how that changes with each weight."""
        weights = weights.astype(np.float32)
        total, slope = 0.0, np.zeros(len(NAMES))
        for batch in self.batches:
            every, whole = batch.expected(batch.lattice(weights))
            if self.several:
                right, part = batch.expected(batch.lattice(weights, allowed=True))
            else:
                right = batch.allowed.astype(np.float32)
                part = float((batch.signals[batch.allowed] @ weights).sum())
            total += whole - part
            slope += batch.signals.T @ (every - right)
        return total * self.gold.weight, slope * self.gold.weight

    def predict(self, weights: np.ndarray, threshold: float) -> Looked:
        """Give the beads chosen, in order, and the places in doubt as a second look sees them."""
        found: list[Link] = []
        doubts: list[Doubt] = []
        for batch in self.batches:
            lattice, likeness = batch.lattice(weights.astype(np.float32)), batch.likeness()
            links, doubted = decode(lattice, likeness, batch.pieces, np.float32(threshold), True)
            found += links
            doubts += doubted
        return looked(in_order(found), doubts, (self.gold.source, self.gold.target))

    def judged(self, links: Sequence[Link]) -> list[bool]:
        """Tell which beads are in the gold."""
        gold = set(self.gold.beads)
        return [sides(link) in gold for link in links]


def sides(link: Link) -> Sides:
    (a, b), i, j = link.shape, link.source, link.target
    return tuple(range(i, i + a)), tuple(range(j, j + b))


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


def evened(texts: Sequence[Text], size: np.ndarray, rounds: int) -> np.ndarray:
    """Give the weights; so many as with a second encoder are evened out by those without it."""
    sizes = [size] if np.isinf(size).any() else [size, without_second(size)]
    return np.mean([learn(texts, held, rounds=rounds) for held in sizes], axis=0)


def without_second(size: np.ndarray) -> np.ndarray:
    """Give the sizes of signals such that those of the second encoder get no weight: noise."""
    return np.where([name.startswith("second") for name in NAMES], np.inf, size)


def f1(pairs: Sequence[tuple[set, set]]) -> float:
    right = sum(len(a & b) for a, b in pairs)
    return 2 * right / max(1, sum(len(a) + len(b) for a, b in pairs))


def cross_validate(
    texts: Sequence[Text], size: np.ndarray, folds: int, rounds: int, threshold: float
) -> tuple[dict[str, float], dict[str, list[Judged]], list[float]]:
    """Predict each text by weights learned without it.

    Give F1 by kind, the beads judged, and the weights of rivals, learned from all these texts. A
    text and the same with parts taken out or put in are never on both sides.
    """
    names = sorted({text.gold.origin for text in texts if not text.gold.coarse})
    held: list[tuple[int, Text, Looked]] = []
    for fold in range(folds):
        out = set(names[fold::folds])
        weights = evened([t for t in texts if t.gold.origin not in out], size, rounds)
        inside = [text for text in texts if text.gold.origin in out]
        held += [(fold, text, text.predict(weights, threshold)) for text in inside]
    kinds: dict[str, list[tuple[set, set]]] = {}
    seen: dict[str, list[Judged]] = {}
    for fold in range(folds):
        rivals = learn_rivals([(told, set(t.gold.beads)) for f, t, told in held if f != fold])
        for text, told in ((text, told) for f, text, told in held if f == fold):
            links = settled(told, rivals)
            pair = set(map(sides, links)), set(text.gold.beads)
            kinds.setdefault(text.gold.kind, []).append(pair)
            kinds.setdefault(text.gold.name, []).append(pair)
            judged = links, text.judged(links), 1.0 if text.gold.plain else CHANGED
            seen.setdefault(text.gold.kind, []).append(judged)
    scores = {kind: round(f1(pairs), 4) for kind, pairs in sorted(kinds.items())}
    return scores, seen, learn_rivals([(told, set(text.gold.beads)) for _, text, told in held])


def errors(seen: dict[str, list[Judged]], weights: dict[str, list[float]]) -> dict[str, float]:
    """Give the calibration error of each kind of text."""
    found = {}
    for kind, texts in seen.items():
        said = [p for links, *_ in texts for p in confidences(links, **weights)]
        right = [r for _, judged, _ in texts for r in judged]
        found[kind] = round(float(calibration_error(said, right)), 4)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=os.environ.get("ALIGNKIT_BENCH"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--beside", action="store_true", help="with the universal encoder beside")
    parser.add_argument("--rounds", type=int, default=45)
    parser.add_argument("--fold-rounds", type=int, default=25)
    parser.add_argument("--threshold", type=float, default=0.42)
    parser.add_argument("--no-write", action="store_true")
    options = parser.parse_args()
    if not options.data:
        sys.exit("give the folder of the gold data: --data DIR, or ALIGNKIT_BENCH")
    data = Path(options.data)
    texts = [Text(gold, options.beside) for gold in everything(data)]
    size = scales(texts)
    if not options.beside:
        size = without_second(size)
    scores, seen, rivals = cross_validate(
        texts, size, options.folds, options.fold_rounds, options.threshold
    )
    for name, value in scores.items():
        print(f"{value:.4f}  {name}")
    sure = learn_confidence([judged for several in seen.values() for judged in several])
    gaps = errors(seen, sure)
    print("calibration error", gaps, sure, "rivals", rivals)
    if options.no_write:
        return
    weights = evened(texts, size, options.rounds)
    for name, value, scale in zip(NAMES, weights, size, strict=True):
        print(f"{value:9.3f} {value * scale:9.3f}  {name}")
    made = table(weights, scores, gaps, sure, rivals, options.beside)
    out = options.out or (BESIDE if options.beside else WEIGHTS)
    out.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def table(
    weights: np.ndarray,
    scores: dict[str, float],
    gaps: dict[str, float],
    sure: dict[str, list[float]],
    rivals: list[float],
    beside: bool,
) -> dict[str, object]:
    """Give what is written: the weights, how they were learned, and how they did."""
    held = {name: round(float(value), 4) for name, value in zip(NAMES, weights, strict=True)}
    held |= {name: value for name, value in BY_HAND.items() if name in PLACE}
    return {
        "signature": f"crf3{'+' if beside else ''},{digest(held | {'rivals': rivals})}",
        "encoder": encoder(None).signature,
        "learned": "by `python -m training align` from mac-dev (6 chapters, Chinese to English), "
        "academic (English to Chinese), the first 700 verses of bible/001 and 500 segments of "
        "newstest2020 with two translators, and from the first two with parts taken out, foreign "
        "stretches, lines between and lines twice; rivals and confidence from what was predicted "
        f"of texts not seen; quadratic penalty {PENALTY:g}",
        "set by hand": sorted(BY_HAND),
        "cross-validated F1": scores,
        "calibration error": gaps,
        "weights": held,
        "confidence": sure,
        "rivals": dict(zip(SIGNS, rivals, strict=True)),
    }


def everything(data: Path) -> list[Gold]:
    """Give all that is learned from."""
    golds = [*literary(data), *academic(data)]
    foreign = [line for gold in golds[-4:] for line in gold.target]
    chapters = list(enumerate(golds[:6]))
    held = [holed(gold, seed) for seed, gold in chapters[::2]]
    held += [noisy(gold, foreign, seed) for seed, gold in chapters[1::2]]
    held += [unrelated(one, two) for one, two in zip(golds[:2], golds[4:6], strict=True)]
    coarse = [scripture(data), rendered(data, "Human-A", 0, 250)]
    return [*golds, *held, *coarse, rendered(data, "Human-B", 1000, 1250)]


def digest(weights: dict[str, object]) -> str:
    return sha256(json.dumps(weights).encode()).hexdigest()[:12]


if __name__ == "__main__":
    main()
