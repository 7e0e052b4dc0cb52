"""Learns how suspicious a word is, from the places that professionals marked in translations.

    python -m training suspicion --gold DIR           (ALIGNKIT_BENCH)

A logistic regression a side, on the development half of the marked documents; `bench suspicion`
measures on the held half. One weight serves both directions: there are too few marks for two.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from bench.texts.data import DIRECTIONS, Half, Mark, Pair, marked

from alignkit.check.coverage.suspicion import FEATURES, FILE, SIDES, Word, words
from alignkit.check.run.view import PairView
from alignkit.types import Bitext

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "check" / FILE
SETS = ("bio", "esa")
STEPS, RATE, DECAY = 4000, 0.3, 1e-3
#: What may count. The others tell genres apart, of which one is marked three times as often as
#: another, and a ranking that had learned them stood below one by plain distance.
USED = ("odds", "relative", "neighbours", "usual_absent")


def documents(gold: Path, half: Half) -> list[list[Pair]]:
    """Return the marked translations of one system each, document after document."""
    found: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for name in SETS:
        for pair in marked(gold, name):
            if pair.half == half and pair.marks is not None:
                found[name, pair.direction, pair.system].append(pair)
    return [held for _, held in sorted(found.items())]


def is_marked(word: Word, marks: Sequence[Mark]) -> bool:
    """Tell whether a word, or what stands for it on the other side, was marked."""
    side = SIDES[word.side]
    for mark in marks:
        if mark.start is None or mark.end is None:
            if side == "source" and "miss" in mark.category.lower():
                return True
            continue
        if mark.side == side and word.start < mark.end and mark.start < word.end:
            return True
        crossed = word.other if mark.side != side else None
        if crossed and crossed.start < mark.end and mark.start < crossed.end:
            return True
    return False


def rows(held: list[Pair]) -> tuple[list[Word], list[bool]]:
    """Return the words of a system's documents, each with whether it was marked."""
    source, target = held[0].direction.split("-")
    bitext = Bitext.from_pairs([(pair.source, pair.target) for pair in held], source, target)
    found = words(PairView(bitext))
    return found, [is_marked(word, held[word.bead].marks or ()) for word in found]


def fit(features: np.ndarray, labels: np.ndarray) -> list[float]:
    """Fit a logistic regression by plain descent on standardised features."""
    mean, spread = features.mean(0), features.std(0) + 1e-6
    inputs = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-(inputs @ weights)))
        slope = inputs.T @ (odds - labels) / len(labels)
        slope[:-1] += DECAY * weights[:-1]
        weights -= RATE * slope
    own = weights[:-1] / spread
    return [*own.tolist(), float(weights[-1] - own @ mean)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--gold", default=os.environ.get("ALIGNKIT_BENCH"), help="the gold data")
    parser.add_argument("--out", default=str(OUT))
    options = parser.parse_args()
    held, labels = [], []
    for document in documents(Path(options.gold), "development"):
        found, told = rows(document)
        held += found
        labels += told
    packed: dict[str, object] = {
        "learned_from": "the development half of professionals' marks, bench/texts/data.py: "
        + ", ".join(SETS) + ", " + ", ".join(DIRECTIONS),
        "words": len(held),
        "features": list(FEATURES),
    }  # fmt: skip
    for side, name in enumerate(SIDES):
        chosen = [at for at, word in enumerate(held) if word.side == side]
        features = np.array([held[at].features for at in chosen])
        told = np.array([labels[at] for at in chosen], float)
        columns = [FEATURES.index(feature) for feature in USED]
        fitted = fit(features[:, columns], told)
        weights = [0.0] * len(FEATURES) + fitted[-1:]
        for column, weight in zip(columns, fitted):
            weights[column] = weight
        packed[name] = [float(f"{w:.5g}") for w in weights]
        print(name, len(chosen), f"marked {told.mean():.4f}", dict(zip(FEATURES, packed[name])))
    Path(options.out).write_text(json.dumps(packed, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
