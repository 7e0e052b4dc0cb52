"""Learns what a document's habits weigh where a word may stand for another (meaning/accustomed).

    python -m training habits --gold DIR      (ALIGNKIT_BENCH)

Clean pairs of documents that the network of replaced words learned nothing from, and the same with
a key term replaced; each is read among the other pairs of its document. A logistic regression, in
which both kinds count alike, on the signs of the likeliest words of each pair. It prints, at
several bars, how many clean pairs are flagged and how many terms found: by weights that it learned
from other documents, by those that ship, by the log odds alone. One minute on one core.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from bench.seeding import en, zh

from alignkit.check.meaning.accustomed import OFFSET, WEIGHTS, Habits
from alignkit.check.meaning.linked import Reading, read_all
from alignkit.check.meaning.replaced import LOOKED_AT, ranked
from alignkit.check.meaning.sense import MOST_WORDS
from alignkit.embed import encoder
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of_all
from training.weights.stances import Shown, clean
from training.weights.worth import regression

#: Longer pairs are passed over; neighbours are read together as the program reads them.
LONGEST, TOGETHER = 400, 256
#: Terms replaced, the ridge, parts that documents are dealt into, and the bars that are shown.
TERMS, RIDGE, PARTS, SHOWN = 260, 1.0, 5, (1.0, 1.5, 2.0, 2.5, 3.0)

Signs = list[tuple[float, ...]]


@dataclass(frozen=True)
class Case:
    """The signs of the likeliest words of a pair, and whether one was put for another."""

    document: str
    direction: str
    replaced: bool
    signs: Signs


def documents(gold: Path) -> dict[tuple[str, str], list[Shown]]:
    """Return the clean pairs that nothing was learned from, by direction and document."""
    held: dict[tuple[str, str], list[Shown]] = defaultdict(list)
    for pair in dict.fromkeys(clean(gold)):
        machine = pair.genre.endswith("machine") or pair.genre == "fresh"
        if pair.unseen and not machine and len(pair.source) <= LONGEST:
            held[pair.direction, pair.document].append(pair)
    return held


def terms(held: dict[tuple[str, str], list[Shown]]) -> dict[Shown, str]:
    """Return some pairs with their translations in which a key term is another."""
    found = {}
    for (direction, _), pairs in held.items():
        editor = en if direction == "zh-en" else zh
        for pair in pairs:
            if edits := list(editor.term(pair.target, pair.source, "development")):
                chosen = random.Random(f"term|{pair.source}").choice(edits)
                found[pair] = chosen.made(pair.target)
    drawn = random.Random(1).sample(sorted(found, key=str), min(TERMS, len(found)))
    return {pair: found[pair] for pair in drawn}


def read(
    table: WordTable, texts: Sequence[tuple[str, str]], direction: str
) -> list[Reading | None]:
    """Return the reading of each pair, None where a side holds no word."""
    words = words_of_all(table, [text for pair in texts for text in pair])
    found: list[Reading | None] = [None] * len(texts)
    langs = (direction[:2], direction[-2:])
    for at, one in read_all(table, list(zip(words[::2], words[1::2], strict=True)), langs):
        found[at] = one
    return found


def signs(table: WordTable, habits: Habits, row: int) -> Signs:
    """Return the signs of the likeliest words of a pair that stand elsewhere in its document."""
    one = habits.reads[row]
    if one is None or max(map(len, one.words)) > MOST_WORDS:
        return []
    found = []
    for odds, places in ranked(one, table)[:LOOKED_AT]:
        forms = [words.forms[at] for words, at in zip(one.words, places, strict=True)]
        chinese, english = forms if one.source.language == "zh" else forms[::-1]
        if (held := habits.signs(row, chinese, english, odds)) is not None:
            found.append(held)
    return found


def cases(gold: Path, table: WordTable) -> Iterator[Case]:
    """Yield each pair among the others of its document, as it is and with a term replaced."""
    held = documents(gold)
    wrong = terms(held)
    for (direction, document), every in held.items():
        for low in range(0, len(every), TOGETHER):
            pairs = every[low : low + TOGETHER]
            reads = read(table, [(p.source, p.target) for p in pairs], direction)
            habits = Habits(reads)
            for row, pair in enumerate(pairs):
                if own := signs(table, habits, row):
                    yield Case(document, direction, False, own)
                if pair in wrong:
                    edited = read(table, [(pair.source, wrong[pair])], direction)
                    among = Habits([*reads[:row], *edited, *reads[row + 1 :]])
                    if own := signs(table, among, row):
                        yield Case(document, direction, True, own)


def learned(some: Sequence[Case]) -> np.ndarray:
    """Return the weights of the signs and the bias, by the likeliest words of each pair."""
    values = np.array([case.signs[0] for case in some])
    right = np.array([case.replaced for case in some], float)
    share = right.mean()
    return regression(values, right, RIDGE, np.where(right > 0, 0.5 / share, 0.5 / (1 - share)))


def show(every: Sequence[Case]) -> None:
    """Print what is flagged and found at some bars, learned without the documents asked about."""
    part = np.array([crc32(case.document.encode()) % PARTS for case in every])
    odds = np.zeros(len(every))
    for number in range(PARTS):
        weights = learned([case for case, own in zip(every, part, strict=True) if own != number])
        for at in np.flatnonzero(part == number):
            odds[at] = max(weights[-1] + np.dot(weights[:-1], one) for one in every[at].signs)
    plain = np.array([case.signs[0][0] for case in every])
    shipped = np.array([max(OFFSET + np.dot(WEIGHTS, one) for one in case.signs) for case in every])
    for name, held in (("learned", odds), ("shipped", shipped), ("odds alone", plain)):
        for direction in ("zh-en", "en-zh"):
            for replaced in (False, True):
                own = np.array([c.direction == direction and c.replaced == replaced for c in every])
                told = ", ".join(f"{(held[own] > bar).sum()} over {bar}" for bar in SHOWN)
                kind = "replaced" if replaced else "clean"
                print(f"{name}, {direction}, {kind}: {told} of {own.sum()}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training habits", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    options = parser.parse_args()
    if options.gold is None:
        parser.error("give --gold DIR, or set ALIGNKIT_BENCH")
    every = list(cases(options.gold, WordTable(encoder(None))))
    show(every)
    print([round(float(weight), 3) for weight in learned(every)])


if __name__ == "__main__":
    main()
