"""Train the shipped vectors further on one domain: python -m training domain PAIRS --out DIR.

PAIRS is a table of translations (TSV, Chinese and English in either order, or what `alignkit align`
writes), in the order of the documents. Only the vectors of words that stand in it move, towards
telling each line's translation from those beside it, and no farther from where they were than the
pull allows. Minutes on one core, numpy and scipy alone. DIR is a model's folder as any other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from alignkit.embed import weights as files
from alignkit.embed.embedded import MODEL_FOLDER
from alignkit.embed.tokeniser import Tokeniser
from training.model.export import LEVELS, quantise

_HAN = re.compile(r"[㐀-鿿]")
#: Neighbouring lines that stand in one step together: the hardest to tell apart.
BLOCK = 64
#: A row's length has this many bits in the shipped model's units; what is longer is cut.
LENGTH_BITS = 12


@dataclass(frozen=True)
class Options:
    """How the vectors are moved."""

    rounds: int = 4
    blocks: int = 4
    temperature: float = 0.07
    rate: float = 0.05
    pull: float = 0.02
    seed: int = 1


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Return Chinese and English of every line that has both."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        sides = [side.strip() for side in line.split("\t")[:2]]
        han = [bool(_HAN.search(side)) for side in sides]
        if sorted(han) == [False, True] and all(sides):
            found.append((sides[han.index(True)], sides[han.index(False)]))
    return found


def counted(texts: Sequence[str], cutter: Tokeniser, wide: int) -> csr_matrix:
    """Return how often each token stands in each text."""
    ends, columns = [0], list[int]()
    for text in texts:
        for unit in cutter.unit_ids(text):
            columns += cutter.pieces(cutter.units[unit])
        ends.append(len(columns))
    ones = np.ones(len(columns), np.float32)
    return csr_matrix((ones, columns, ends), shape=(len(texts), wide))


def blocks(lines: int, options: Options, dice: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    """Yield the lines of each step of a round."""
    starts = np.arange(dice.integers(BLOCK), max(1, lines - BLOCK // 2), BLOCK)
    order = dice.permutation(starts)
    for at in range(0, len(order), options.blocks):
        held = [np.arange(s, min(lines, s + BLOCK)) for s in order[at : at + options.blocks]]
        yield np.concatenate(held)


def moved(
    start: NDArray[np.float32], one: csr_matrix, two: csr_matrix, options: Options
) -> NDArray[np.float32]:
    """Return the vectors after some rounds (InfoNCE both ways, Adam, a pull to the start)."""
    dice = np.random.default_rng(options.seed)
    now = start.copy()
    mean, square = np.zeros_like(now), np.zeros_like(now)
    rate = options.rate * float(np.sqrt((start**2).mean()))
    steps = 0
    for _ in range(options.rounds):
        for lines in blocks(one.shape[0], options, dice):
            left, right = one[lines], two[lines]
            slope = gradient(now, left, right, options.temperature)
            slope += options.pull * (now - start) / rate / len(lines)
            steps += 1
            mean += 0.1 * (slope - mean)
            square += 0.01 * (slope**2 - square)
            fair = np.sqrt(square / (1 - 0.99**steps)) + 1e-12
            now -= rate * mean / (1 - 0.9**steps) / fair
    return now


def gradient(
    vectors: NDArray[np.float32], left: csr_matrix, right: csr_matrix, temperature: float
) -> NDArray[np.float32]:
    """Return the slope of the loss: each text is to find its translation among all, both ways."""
    sides = [held @ vectors for held in (left, right)]
    norms = [np.linalg.norm(side, axis=1, keepdims=True) + 1e-9 for side in sides]
    a, b = (side / norm for side, norm in zip(sides, norms, strict=True))
    scores = a @ b.T / temperature
    wrong = (softmax(scores) + softmax(scores.T).T) / 2 - np.eye(len(a), dtype=np.float32)
    wrong /= len(a) * temperature
    found = np.zeros_like(vectors)
    for held, unit, norm, slope in (
        (left, a, norms[0], wrong @ b),
        (right, b, norms[1], wrong.T @ a),
    ):
        found += held.T @ ((slope - unit * (unit * slope).sum(1, keepdims=True)) / norm)
    return found


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows that add up to one."""
    held = np.exp(scores - scores.max(axis=1, keepdims=True))
    return held / held.sum(axis=1, keepdims=True)


def write(folder: Path, tokens: NDArray[np.intp], vectors: NDArray[np.float32], note: str) -> None:
    """Write the shipped model with other vectors for some tokens, each with a correction."""
    held = files.read_weights(MODEL_FOLDER)
    codes, lengths = np.load(MODEL_FOLDER / files.CODES), np.load(MODEL_FOLDER / files.LENGTHS)
    corrected = np.load(MODEL_FOLDER / files.CORRECTED)
    words = len(held.vocabulary)
    new, fitted, exponent = quantise(vectors, np.arange(len(tokens), dtype=np.int32))
    packed = np.bitwise_or.reduce(
        new.reshape(len(new), -1, 4) << np.array([6, 4, 2, 0], np.uint8), axis=2
    )
    same = fitted / 2.0**exponent * 2.0 ** held.description["exponent"]
    whole = np.clip(np.round(same), 1, 2**LENGTH_BITS - 1).astype(np.uint16)
    codes[tokens], lengths[tokens] = packed[: len(tokens)], whole[: len(tokens)]
    kept = ~np.isin(corrected, tokens)
    folder.mkdir(parents=True, exist_ok=True)
    for name in (files.COSTS, files.VOCABULARY, files.VARIANTS, "modules.json", "LICENCE.txt"):
        shutil.copy(MODEL_FOLDER / name, folder / name)
    for name, older, more in (
        (files.CODES, codes, packed[len(tokens) :]),
        (files.LENGTHS, lengths, whole[len(tokens) :]),
    ):
        np.save(folder / name, np.concatenate([older[:words], older[words:][kept], more]))
    both = np.concatenate([corrected[kept], tokens])
    np.save(folder / files.CORRECTED, both.astype(corrected.dtype))
    digest = hashlib.sha256(b"".join((folder / n).read_bytes() for n in files.WEIGHT_FILES))
    described = {**held.description, "levels": LEVELS, "sha256": digest.hexdigest()}
    described["name"] = f"{held.description['name']}-{folder.name}"
    described["further"] = note
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    (folder / files.DESCRIPTION).write_text(text, encoding="utf-8")


def adapt(pairs: Sequence[tuple[str, str]], folder: Path, options: Options) -> int:
    """Train on some pairs, write the model's folder, and return how many vectors moved."""
    held = files.read_weights(MODEL_FOLDER)
    cutter = Tokeniser(held.vocabulary, held.costs, held.variants)
    wide = len(held.vocabulary)
    sides = [counted([pair[side] for pair in pairs], cutter, wide) for side in (0, 1)]
    tokens = np.unique(np.concatenate([side.indices for side in sides]))
    start = held.rows(tokens)
    vectors = moved(start, *(side[:, tokens] for side in sides), options)
    write(folder, tokens, vectors, f"{len(pairs)} pairs, {options}")
    return len(tokens)


def main() -> None:
    """Train on the table that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("pairs", type=Path, nargs="+", help="tables of translations")
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    for name, value in Options.__dataclass_fields__.items():
        parser.add_argument(f"--{name}", type=type(value.default), default=value.default)
    given = vars(parser.parse_args())
    pairs = [pair for path in given.pop("pairs") for pair in read_pairs(path)]
    out = given.pop("out")
    if len(pairs) < BLOCK:
        sys.exit(f"{len(pairs)} pairs of Chinese and English; {BLOCK} are the least")
    print(f"{len(pairs)} pairs, {adapt(pairs, out, Options(**given))} vectors moved: {out}")


if __name__ == "__main__":
    main()
