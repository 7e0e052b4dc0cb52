"""The word lexicon behind the coverage checks, learned from the pairs and the two dictionaries.

    python -m training lexicon --data DIR            (ALIGNKIT_DATA)

IBM model 1 in both directions over content words; an entry is kept where the two agree. The
tokeniser is the embedded model's, so that the checks look up the words that they cut.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alignkit.embed.english import stem
from alignkit.words.lexicon import FILE, TURNED
from training.texts.dictionary import cedict, pairs, variants, wiktionary
from training.texts.sources import CAP, CAPS, GENERAL, load_source, source_names

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "check"
ROUNDS = 5
MOST_WORDS = 45
KEPT = 14
LEAST = 0.02
BASE, STEP = 0.02, 1.55  # a digit d stands for a strength of BASE * STEP**d
#: Fainter ones bear no witness of what an English word means.
FAINTEST = 1
COMMON = 120
_ENGLISH = re.compile(r"[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,][0-9]+)*")


def english(text: str) -> list[str]:
    return list(dict.fromkeys(stem(word) for word in _ENGLISH.findall(text.lower())))


def corpus(data: Path, cut, limit: float) -> tuple[list[list[str]], list[list[str]], list[float]]:
    draw = random.Random(7)
    left, right, weights = [], [], []
    for name in source_names(data):
        held = load_source(data / "pairs" / f"{name}.tsv.xz")
        cap = int(CAPS.get(name, CAP) * limit) if name not in GENERAL else 60_000
        if len(held) > cap:
            held = draw.sample(held, cap)
        for chinese, other in held:
            a, b = cut(chinese), english(other)
            if a and b and len(a) <= MOST_WORDS and len(b) <= MOST_WORDS:
                left.append(a)
                right.append(b)
                weights.append(float(min(2, GENERAL.get(name, 1))))
    entries = cedict(data)
    for word, gloss in pairs(entries, wiktionary(data, variants(entries)), set()):
        a, b = cut(word), english(gloss)
        if a and b and len(b) <= 8:
            left.append(a)
            right.append(b)
            weights.append(1.5 if len(a) == 1 else 0.5)
    return left, right, weights


def numbered(side: list[list[str]]) -> tuple[list[str], list[NDArray[np.int32]]]:
    known: dict[str, int] = {}
    rows = [np.array([known.setdefault(w, len(known)) for w in row], np.int32) for row in side]
    return list(known), rows


def learn(
    left: list[NDArray[np.int32]],
    right: list[NDArray[np.int32]],
    weights: list[float],
    sizes: tuple[int, int],
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """Return the pairs seen together (left * size + right), t(right|left) and t(left|right)."""
    cells = [
        (a[:, None].astype(np.int64) * sizes[1] + b[None, :]).ravel()
        for a, b in zip(left, right, strict=True)
    ]
    flat = np.concatenate(cells)
    del cells
    codes, inverse = np.unique(flat, return_inverse=True)
    del flat
    inverse = inverse.astype(np.int32)
    f, e = (codes // sizes[1]).astype(np.int32), (codes % sizes[1]).astype(np.int32)
    shape = [(len(a), len(b)) for a, b in zip(left, right, strict=True)]
    heavy = np.repeat(np.array(weights, np.float32), [a * b for a, b in shape])
    by_right = np.concatenate(
        [
            np.tile(np.arange(b), a) + start
            for (a, b), start in zip(shape, _starts([b for _, b in shape]), strict=True)
        ]
    ).astype(np.int32)
    by_left = np.repeat(
        np.arange(sum(a for a, _ in shape)), np.repeat([b for _, b in shape], [a for a, _ in shape])
    ).astype(np.int32)
    tables = []
    for group, given, size in ((by_right, f, sizes[0]), (by_left, e, sizes[1])):
        table = np.ones(len(codes), np.float32)
        for _ in range(ROUNDS):
            mass = table[inverse]
            total = np.bincount(group, mass)
            mass *= heavy
            mass /= (total[group] + 1e-4).astype(np.float32)
            counts = np.bincount(inverse, mass, len(codes))
            table = (counts / (np.bincount(given, counts, size)[given] + 0.3)).astype(np.float32)
        tables.append(table)
    return codes, tables[0], tables[1]


def _starts(lengths: list[int]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(lengths)[:-1]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--limit", type=float, default=0.4, help="share of the documentation caps")
    parser.add_argument("--model", help="a model folder in place of the shipped one")
    parser.add_argument("--out", default=str(OUT))
    options = parser.parse_args()
    if not options.data:
        sys.exit("give the folder of the training data: --data DIR, or ALIGNKIT_DATA")
    from alignkit.embed.embedded import MODEL_FOLDER, EmbeddedEncoder

    encoder = EmbeddedEncoder(Path(options.model) if options.model else MODEL_FOLDER)

    def cut(text: str) -> list[str]:
        return list(dict.fromkeys(word for _, _, word in encoder.words(text)))

    began = time.time()
    left, right, weights = corpus(Path(options.data), cut, options.limit)
    print(f"{len(left):,} pairs, {time.time() - began:.0f} s", flush=True)
    chinese, left_rows = numbered(left)
    stems, right_rows = numbered(right)
    counts = np.bincount(np.concatenate(right_rows), minlength=len(stems))
    common = {stems[i] for i in np.argsort(-counts)[:COMMON]}
    codes, forward, backward = learn(left_rows, right_rows, weights, (len(chinese), len(stems)))
    print(f"{len(codes):,} pairs of words, {time.time() - began:.0f} s", flush=True)
    strength = np.sqrt(forward * backward)
    entries: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for at in np.flatnonzero(strength >= LEAST):
        word, other = chinese[codes[at] // len(stems)], stems[codes[at] % len(stems)]
        if other not in common or strength[at] >= 0.15:
            entries[word].append((float(strength[at]), other))
    lines = []
    for word in sorted(entries):
        best = sorted(entries[word], reverse=True)[:KEPT]
        parts = (f"{other}{_digit(value)}" for value, other in best)
        lines.append(f"{word}\t{' '.join(parts)}")
    text = "\n".join(lines) + "\n"
    folder = Path(options.out)
    (folder / FILE).write_bytes(text.encode("utf-8"))
    (folder / TURNED).write_bytes(turned(text).encode("utf-8"))
    print(f"{len(lines):,} words, {len(text.encode()) / 1e6:.2f} MB, {time.time() - began:.0f} s")


def turned(text: str) -> str:
    """Return the lexicon by its English stems: the Chinese words that each renders, not faintly."""
    sources: dict[str, list[str]] = {}
    for line in text.splitlines():
        word, stems = line.split("\t")
        for part in stems.split() if not word.isascii() else ():
            if int(part[-1]) >= FAINTEST:
                sources.setdefault(part[:-1], []).append(word + part[-1])
    return "".join(f"{stem}\t{' '.join(sources[stem])}\n" for stem in sorted(sources))


def _digit(value: float) -> int:
    return int(max(0, min(9, np.floor(np.log(value / BASE) / np.log(STEP)))))


if __name__ == "__main__":
    main()
