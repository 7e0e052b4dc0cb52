"""Learns to tell dropped words and stretches, from clean pairs with something left out on purpose.

    python -m training coverage --data DIR           (ALIGNKIT_DATA)

A small network gives each word the odds that nothing on the other side renders it, a second one
looks at them in their clause, and the stretch of words that most looks dropped is weighed by a
third. Once for Chinese sources, once for English
ones. Nothing is learned from the texts that the benchmarks measure on.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from bench.texts.data import Direction, professional
from bench.texts.structured import wild_prose
from numpy.typing import NDArray

from alignkit.check.coverage import dropping
from alignkit.check.coverage import stretches as coverage
from alignkit.check.coverage.freedom import document_features
from alignkit.check.coverage.net import FILE, Net
from alignkit.check.coverage.passing import THRESHOLD
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Found, Words
from alignkit.words.renderings import comparable, words_of_all
from training.texts.omissions import Case, cases, professional_cases

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "check" / FILE
LEAST_SEEN = 6
SHRINK = 8.0
AT_ONCE = 512
#: So many of a genre's clean cases held out reach the default threshold, on the average of genres.
ALARMS = 0.02
#: A clause stands for what was dropped where so much of the two is common.
MATCHING = 0.4
BAR = float(np.log(THRESHOLD / (1 - THRESHOLD)))
#: A genre with fewer clean cases says nothing of the bar.
LEAST_CLEAN = 40
#: Of the professional documents of a genre one in so many sets the bar, and is not learned from.
TRIED = 3
#: Professional documents are few: each is drawn so often.
TIMES = 6

Rows = NDArray[np.float32]


def fit(rows: Rows, labels: Rows, hidden: int, epochs: int, seed: int, decay: float = 1e-4) -> Net:
    """Fit one hidden layer by Adam, and fold the standardisation into its weights."""
    draw = np.random.default_rng(seed)
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    inputs = ((rows - mean) / spread).astype(np.float32)
    base = float(np.log(labels.mean() / (1 - labels.mean())))
    width = rows.shape[1]
    weights = [
        draw.normal(0, width**-0.5, (width, hidden)).astype(np.float32),
        np.zeros(hidden, np.float32),
        draw.normal(0, hidden**-0.5, hidden).astype(np.float32),
        np.array([base], np.float32),
    ]
    first = [np.zeros_like(w) for w in weights]
    second = [np.zeros_like(w) for w in weights]
    batch, step = 256, 0
    steps = max(1, epochs * (len(inputs) // batch))
    for _ in range(epochs):
        order = draw.permutation(len(inputs))
        for start in range(0, len(inputs) - batch + 1, batch):
            chosen = order[start : start + batch]
            x, y = inputs[chosen], labels[chosen]
            inner = np.tanh(x @ weights[0] + weights[1])
            error = (1 / (1 + np.exp(-(inner @ weights[2] + weights[3][0]))) - y) / batch
            back = np.outer(error, weights[2]) * (1 - inner * inner)
            slopes = [
                x.T @ back + decay * weights[0],
                back.sum(0),
                inner.T @ error + decay * weights[2],
                np.array([error.sum()]),
            ]
            step += 1
            rate = 4e-3 * (1 - 0.97 * step / steps)
            for k, slope in enumerate(slopes):
                first[k] = 0.9 * first[k] + 0.1 * slope
                second[k] = 0.999 * second[k] + 0.001 * slope**2
                move = first[k] / (1 - 0.9**step)
                move = move / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
                weights[k] = (weights[k] - rate * move).astype(np.float32)
    scaled = weights[0] / spread[:, None]
    bias = weights[1] - (mean / spread) @ weights[0]
    return Net(scaled.astype(np.float32), bias.astype(np.float32), weights[2], float(weights[3][0]))


def area(scores: Rows, labels: Rows) -> float:
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    positive = labels.sum()
    wins = ranks[labels > 0].sum() - positive * (positive + 1) / 2
    return float(wins / (positive * (len(labels) - positive)))


class Data:
    """Cases cut into words, with the features and labels of each word."""

    def __init__(self, held: list[Case], table: WordTable) -> None:
        self.table = table
        self.cases: list[Case] = []
        self.source: list[Words] = []
        self.target: list[Words] = []
        self.found: list[Found] = []
        self.bounds = [0]
        rows, labels = [], []
        for low in range(0, len(held), AT_ONCE):
            some = held[low : low + AT_ONCE]
            words = words_of_all(table, [text for c in some for text in (c.source, c.target)])
            pairs = [
                (case, pair)
                for case, *pair in zip(some, words[::2], words[1::2], strict=True)
                if comparable(*pair)
            ]
            features, seen = coverage.word_features(table, [pair for _, pair in pairs], {})
            rows.append(features)
            self.found += seen
            for case, (own, other) in pairs:
                first, last = case.dropped or (0, 0)
                self.cases.append(case)
                self.source.append(own)
                self.target.append(other)
                self.bounds.append(self.bounds[-1] + len(own))
                labels.append(np.array([first <= at < last for at in own.starts], np.float32))
        self.rows, self.labels = np.concatenate(rows), np.concatenate(labels)
        self.forms = [form for own in self.source for form in own.forms]

    def set_hardness(self, hardness: dict[str, float]) -> None:
        at = coverage.WORD_FEATURES.index("hardness")
        self.rows[:, at] = [hardness.get(form, 0.0) for form in self.forms]

    def contexts(self, net: Net, prior: float) -> Rows:
        odds = net(self.rows) - np.float32(prior)
        return coverage.context_features(self.source, self.rows, odds)

    def shown(self, odds: Rows) -> Rows:
        """Return what each case shows of how its document is translated."""
        rows = [
            dropping.shown_by(
                self.table, self.source[at], self.target[at],
                odds[self.bounds[at] : self.bounds[at + 1]], self.found[at],
            )
            for at in range(len(self.cases))
        ]  # fmt: skip
        return np.array(rows, np.float32)

    def stretches(self, odds: Rows, whole: Rows) -> tuple[Rows, Rows, list[float], list[int]]:
        """Give the candidates' features, labels and cases, and how well the first ones overlap.

        The first candidate of a case stands for the case where it touches what was dropped.
        """
        rows, labels, overlaps, places = [], [], [], []
        for at, case in enumerate(self.cases):
            own = odds[self.bounds[at] : self.bounds[at + 1]]
            source, target, seen = self.source[at], self.target[at], self.found[at]
            for turn, found in enumerate(coverage.candidates(source, target, own, seen)):
                rows.append(dropping.stretch_features(self.table, source, target, own, found, seen))
                overlap = 0.0
                if case.dropped:
                    low, high = source.starts[found[1]], source.ends[found[2] - 1]
                    common = max(0, min(high, case.dropped[1]) - max(low, case.dropped[0]))
                    overlap = common / (max(high, case.dropped[1]) - min(low, case.dropped[0]))
                    if turn == 0:
                        overlaps.append(overlap)
                labels.append(float(overlap > (MATCHING if turn else 0.0)))
                places.append(at)
        features = np.concatenate([np.array(rows, np.float32), whole[places]], axis=1)
        return features, np.array(labels, np.float32), overlaps, places


def hardness(data: Data, odds: Rows) -> dict[str, float]:
    """Say how much harder than others each word is to find in a good translation."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    kept = data.labels == 0
    base = float(odds[kept].mean())
    for form, value, keep in zip(data.forms, odds.tolist(), kept.tolist(), strict=True):
        if keep:
            held = sums[form]
            held[0] += 1
            held[1] += value - base
    return {
        form: round(total / (count + SHRINK), 2)
        for form, (count, total) in sorted(sums.items())
        if count >= LEAST_SEEN
    }


def settled(net: Net, odds: Rows, places: list[int], test: Data, alarms: float = ALARMS) -> Net:
    """Shift a network so that the default threshold flags a share of the clean cases held out."""
    most = np.full(len(test.cases), -np.inf)
    np.maximum.at(most, places, odds)
    genres: dict[str, list[float]] = defaultdict(list)
    for value, case in zip(most.tolist(), test.cases, strict=True):
        if case.dropped is None:
            genres[case.origin.split("|")[0]].append(value)
    held = [np.array(values) for values in genres.values() if len(values) >= LEAST_CLEAN]
    levels = np.sort(np.concatenate(held))
    # The lowest bar at which a genre on the average flags no more.
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high) // 2
        flagged = np.mean([(values >= levels[middle]).mean() for values in held])
        low, high = (low, middle) if flagged <= alarms else (middle + 1, high)
    shift = BAR - float(levels[low])
    for genre, values in sorted(genres.items()):
        flagged = (np.array(values) >= levels[low]).mean()
        print(f"    {genre}: {len(values)} clean, {flagged:.4f} flagged")
    return replace(net, offset=net.offset + shift)


def by_kind(odds: Rows, places: list[int], test: Data) -> None:
    """Print how many cases of each kind reach the default threshold."""
    most = np.full(len(test.cases), -np.inf)
    np.maximum.at(most, places, odds)
    kinds: dict[str, list[bool]] = defaultdict(list)
    for value, case in zip(most.tolist(), test.cases, strict=True):
        kinds[case.kind or "clean"].append(value >= BAR)
    shares = ", ".join(f"{k} {np.mean(v):.3f} of {len(v)}" for k, v in sorted(kinds.items()))
    print(f"    flagged: {shares}", flush=True)


def professional_halves(
    gold: Path, table: WordTable, chinese: bool
) -> tuple[list[Case], list[Case]]:
    """Make cases of the development documents: most to learn from, the others to set the bar on.

    The held documents of bench/texts/data.py are not touched.
    """
    direction: Direction = "zh-en" if chinese else "en-zh"
    documents: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in (*professional(gold, direction), *wild_prose(gold, direction)):
        if pair.half == "development":
            name = f"{pair.genre}|{pair.set}|{pair.document}|{pair.system}"
            documents[name].append((pair.source, pair.target))
    tried = {name for held in _by_genre(documents).values() for name in held[::TRIED]}
    return (
        professional_cases(
            [d for d in documents.items() if d[0] not in tried], table, 5, TIMES, chinese
        ),
        professional_cases([d for d in documents.items() if d[0] in tried], table, 6, 2, chinese),
    )


def _by_genre(documents: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of documents by genre, each in an order that says nothing of them."""
    genres: dict[str, list[str]] = defaultdict(list)
    for name in sorted(documents, key=lambda name: crc32(name.encode())):
        genres[name.split("|")[0]].append(name)
    return genres


def learn(
    held: list[Case], learned: list[Case], tried: list[Case], table: WordTable
) -> dict[str, Any]:
    """Learn one direction, print how it does on documents held out, and return the weights."""
    mixed = [*held, *learned]
    random.Random(3).shuffle(mixed)
    part = len(mixed) // 4
    test, second, first = (Data(cases, table) for cases in (tried, mixed[:part], mixed[part:]))
    prior = float(np.log(first.labels.mean() / (1 - first.labels.mean())))
    plain = fit(first.rows, first.labels, 16, 2, 1)
    words = hardness(first, plain(first.rows))
    for data in (first, second, test):
        data.set_hardness(words)
    word = fit(first.rows, first.labels, 24, 4, 2)
    print(f"  words: area {area(word(test.rows), test.labels):.4f} (held-out cases)", flush=True)
    contexts = [data.contexts(word, prior) for data in (first, second, test)]
    context = fit(
        np.concatenate(contexts[:2]), np.concatenate([first.labels, second.labels]), 24, 4, 4
    )
    print(f"  in context: area {area(context(contexts[2]), test.labels):.4f}", flush=True)
    odds_of = [context(rows) - np.float32(prior) for rows in contexts]
    shown = [data.shown(odds) for data, odds in zip((first, second, test), odds_of, strict=True)]
    usual = np.concatenate(shown[:2]).mean(axis=0)
    wholes = [
        document_features(rows, [case.document for case in data.cases], usual.tolist())
        for rows, data in zip(shown, (first, second, test), strict=True)
    ]
    rows, labels, *_ = first.stretches(odds_of[0], wholes[0])
    extra, more, *_ = second.stretches(odds_of[1], wholes[1])
    stretch = fit(
        np.concatenate([rows, extra]), np.concatenate([labels, more]), 24, 12, 3, decay=1e-3
    )
    rows, labels, overlaps, places = test.stretches(odds_of[2], wholes[2])
    stretch = settled(stretch, stretch(rows), places, test)
    odds = stretch(rows)
    print(f"  stretches: area {area(odds, labels):.4f}, overlap {np.mean(overlaps):.3f}")
    by_kind(odds, places, test)
    return {
        "prior": round(prior, 5),
        "word": word.to_json(),
        "context": context.to_json(),
        "stretch": stretch.to_json(),
        "hardness": words,
        "usual": [round(float(value), 4) for value in usual],
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--model", help="a model folder in place of the shipped one")
    parser.add_argument("--scale", type=float, default=2.0, help="share of the cases")
    parser.add_argument("--only", choices=("zh", "en"), help="one direction alone")
    parser.add_argument("--gold", default=os.environ.get("ALIGNKIT_BENCH"), help="the gold data")
    parser.add_argument("--out", default=str(OUT))
    options = parser.parse_args()
    if not options.data:
        sys.exit("give the folder of the training data: --data DIR, or ALIGNKIT_DATA")
    from alignkit.embed.embedded import MODEL_FOLDER, EmbeddedEncoder

    began = time.time()
    encoder = EmbeddedEncoder(Path(options.model) if options.model else MODEL_FOLDER)
    table = WordTable(encoder)
    packed: dict[str, Any] = {
        "model": encoder.signature,
        "word_features": list(coverage.WORD_FEATURES),
        "stretch_features": list(dropping.STRETCH_FEATURES),
    }
    for lang in (options.only,) if options.only else ("zh", "en"):
        chinese = lang == "zh"
        held = cases(Path(options.data), table, 11, options.scale, chinese)
        learned, tried = professional_halves(Path(options.gold), table, chinese)
        print(
            f"from {lang}: {len(held):,} cases and {len(learned):,} of professionals, "
            f"{time.time() - began:.0f} s",
            flush=True,
        )
        packed[lang] = learn(held, learned, tried, table)
        print(f"  {time.time() - began:.0f} s", flush=True)
    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    Path(options.out).write_bytes(lzma.compress(text.encode("utf-8"), preset=9))


if __name__ == "__main__":
    main()
