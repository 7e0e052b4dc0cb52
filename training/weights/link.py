"""The weights behind `ak.link`, learned on sentences whose words were linked by hand.

    python -m training link --gold DIR [--data DIR]         (ALIGNKIT_BENCH, ALIGNKIT_DATA)

DIR/word-align holds the gold. The passes are learned on its first half, sentence by sentence in the
order of the file, so that no article lies in both; bench link measures the second half. With --data
the table of small words is learned anew as well, by IBM model 1 on a sample of the pairs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench.aligning.link import gold, halves
from numpy.typing import NDArray

from alignkit.embed.embedded import EmbeddedEncoder
from alignkit.link.cells import CELL, cells, word_class
from alignkit.link.context import CONTEXT, context
from alignkit.link.habits import habits
from alignkit.link.passes import SMALL, WEIGHTS, Pass, small_words
from alignkit.words.lexicon import WordTable
from training.texts.sources import GENERAL, load_source, source_names

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "link"
HIDDEN, EPOCHS, BATCH, SEED = 12, 60, 8192, 1
# A possible link counts half.
POSSIBLE = 0.5
PAIRS, MOST_WORDS, ROUNDS = 80_000, 35, 4
# A pair of words is kept that was met so often and renders each other so surely.
LEAST_COUNT, LEAST_SHARE, LEAST = 8, 0.015, 0.02
Floats = NDArray[np.float32]


def learn(tables: Sequence[Floats], wanted: Sequence[Floats]) -> dict[str, Any]:
    """Learn one pass; the features' scales are folded into its weights."""
    torch.manual_seed(SEED)
    rows = torch.tensor(np.concatenate([t.reshape(-1, t.shape[-1]) for t in tables]))
    labels = torch.tensor(np.concatenate([w.ravel() for w in wanted]))
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    rows = (rows - mean) / spread
    net = torch.nn.Sequential(
        torch.nn.Linear(rows.shape[1], HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, 1)
    )
    optimiser = torch.optim.AdamW(net.parameters(), lr=5e-3, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, EPOCHS)
    for _ in range(EPOCHS):
        for part in torch.randperm(len(rows)).split(BATCH):
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                net(rows[part])[:, 0], labels[part]
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        schedule.step()
    first, last = net[0], net[2]
    weight = first.weight.detach()
    bias = first.bias.detach() - (weight * (mean / spread)).sum(1)
    return {
        "hidden": _plain((weight / spread).T),
        "bias": _plain(bias),
        "out": _plain(last.weight.detach()[0]),
        "offset": _plain(last.bias.detach()[0]),
    }


def _plain(values: torch.Tensor) -> Any:
    return np.vectorize(lambda v: float(f"{v:.5g}"))(values.numpy()).tolist()


def passes(folder: Path, encoder: EmbeddedEncoder) -> list[dict[str, Any]]:
    """Learn the three passes, each on what the one before it says."""
    table = WordTable(encoder)
    held, _ = halves(gold(folder, table))
    wanted = []
    for sentence in held:
        labels = np.zeros((len(sentence.source), len(sentence.target)), np.float32)
        for at in sentence.possible:
            labels[at] = 1.0 if at in sentence.sure else POSSIBLE
        wanted.append(labels)
    pairs = [(sentence.source, sentence.target) for sentence in held]
    seen = [cells(table, *pair, small_words()) for pair in pairs]
    found = [learn(seen, wanted)]
    likely = [Pass.from_json(found[0])(each) for each in seen]
    habit = list(habits(pairs, likely))
    for _ in range(2):
        rows = [
            np.concatenate([each, context(p, usual)], axis=-1)
            for each, p, usual in zip(seen, likely, habit, strict=True)
        ]
        found.append(learn(rows, wanted))
        likely = [Pass.from_json(found[-1])(each) for each in rows]
    return found


def small(data: Path, encoder: EmbeddedEncoder) -> list[str]:
    """Learn how surely words render each other of which at least one is small."""
    draw = random.Random(7)
    texts = []
    for name in source_names(data):
        held = load_source(data / "pairs" / f"{name}.tsv.xz")
        texts += draw.sample(held, min(12_000 if name in GENERAL else 2_000, len(held)))
    draw.shuffle(texts)
    left: dict[str, int] = {"": 0}
    right: dict[str, int] = {}
    ours, theirs, places, count = [], [], [], 0
    for chinese, english in texts[:PAIRS]:
        a, b = ([word for _, _, word in encoder.words(text)] for text in (chinese, english))
        if not (a and b) or max(len(a), len(b)) > MOST_WORDS:
            continue
        one = np.array([0, *(left.setdefault(word, len(left)) for word in a)])
        other = np.array([right.setdefault(word, len(right)) for word in b])
        ours.append(np.tile(one, len(b)))
        theirs.append(np.repeat(other, len(one)))
        places.append(np.repeat(np.arange(count, count + len(b)), len(one)))
        count += len(b)
    place = np.concatenate(places)
    codes = np.concatenate(ours) * len(right) + np.concatenate(theirs)
    kinds, at = np.unique(codes, return_inverse=True)
    owner, word = np.divmod(kinds, len(right))
    share = np.full(len(kinds), 1e-3)
    for _ in range(ROUNDS):
        weight = share[at]
        weight /= np.bincount(place, weight, count)[place]
        counts = np.bincount(at, weight, len(kinds))
        share = counts / np.bincount(owner, counts)[owner]
    whole = np.bincount(word, counts)
    names, words = list(left), list(right)
    lines = []
    for i in np.nonzero((counts >= LEAST_COUNT) & (share > LEAST_SHARE))[0]:
        pair = names[owner[i]], words[word[i]]
        value = float(np.sqrt(share[i] * counts[i] / whole[word[i]]))
        if pair[0] and 1 in map(word_class, pair) and value >= LEAST:
            lines.append(f"{pair[0]}\t{pair[1]}\t{value:.3f}")
    return sorted(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training link", description=__doc__)
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    parser.add_argument("--data", type=Path, help="learn the table of small words anew as well")
    options = parser.parse_args()
    if not options.gold:
        parser.error("give the folder of the gold data: --gold DIR, or ALIGNKIT_BENCH")
    torch.set_num_threads(1)
    encoder = EmbeddedEncoder()
    OUT.mkdir(exist_ok=True)
    if options.data:
        head = [
            "# Chinese TAB English TAB how surely they render each other: training/weights/link.py"
        ]
        text = "\n".join([*head, *small(options.data, encoder)])
        (OUT / SMALL).write_text(text + "\n", encoding="utf-8")
    held = {
        "model": encoder.signature,
        "features": [*CELL, *CONTEXT],
        "passes": passes(Path(options.gold), encoder),
    }
    text = json.dumps(held, separators=(",", ":"))
    (OUT / WEIGHTS).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
