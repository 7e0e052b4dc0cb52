"""Learns what tells a lost denial or another force from a free rendering.

    python -m training stances --data DIR --gold DIR      (ALIGNKIT_DATA, ALIGNKIT_BENCH)

Pairs of the development half as they are, and beside them with a denial lost or added, or a duty
that became a permission (bench/seeding, training/seeds.py); of denials openly licensed pairs too,
most of them such in which one side alone denies. Logistic regression on the
signs of the words that take a stance (check/meaning/stances.py), of Chinese and of English words
apart; of a pair with an error the word that was put in, or the likeliest. What is printed was
learned without the documents it is printed for, on the quarter of the documents that the network
of meaning has not seen. Needs scikit-learn and torch; ten minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from bench.seeding import en, zh
from bench.texts.data import DIRECTIONS, Direction, marked, professional
from bench.texts.structured import wild_prose
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from alignkit.check.meaning.linked import Reading, read_all
from alignkit.check.meaning.opposed import DENIAL, DENIES, denying
from alignkit.check.meaning.stance_weights import FEATURES, FILE, FORCE, MOST, named
from alignkit.check.meaning.stances import stances
from alignkit.embed import encoder
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of_all
from training.texts import seeds
from training.texts.natural import SERIOUS, aside, slices
from training.weights.sense import general

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "meaning" / FILE
EDITORS = {DENIAL: (en.negation, zh.negation), FORCE: (en.modality, zh.modality)}
SEEDS = {DENIAL: seeds.denial, FORCE: seeds.force}
#: Slices that nothing else was learned from; longer sources teach too little for their time.
SLICES, LONGEST, AT_ONCE = ("05", "09", "14"), 400, 300
#: What a pair counts that the network of meaning has seen; inverse of the strength of the decay.
SEEN, STRENGTH, FOLDS = 0.5, 0.3, 5
#: Shares of clean pairs flagged at which what is found is printed.
FLAGGED = (0.001, 0.002, 0.003, 0.005, 0.01)
#: Openly licensed pairs, and those of a source at most, and their longest texts. Denials alone: of
#: duties they teach what documentation says, and fewer forces are found with them.
GENERAL, CAP, CHINESE, ENGLISH = 20_000, 12_000, 130, 420
#: How often a pair is left out in which both sides deny as often, and how often one of these pairs
#: stands beside itself with an error.
ALIKE, BESIDE = 0.6, 0.7


@dataclass(frozen=True)
class Shown:
    """A pair as it is read: texts, genre, document, the stretch that was put in."""

    direction: Direction
    genre: str
    document: str
    source: str
    target: str
    unseen: bool
    put: tuple[int, int] | None = None


@dataclass(frozen=True)
class Row:
    """What was read of a pair: the signs of its stances, and the place of the one put in."""

    shown: Shown
    signs: NDArray[Any]
    put: int | None


def clean(gold: Path) -> Iterator[Shown]:
    """Yield the pairs of the development half that nobody found a serious fault in."""
    for direction in DIRECTIONS:
        for pair in (*professional(gold, direction), *wild_prose(gold, direction)):
            name = f"{pair.set}:{pair.document}"
            if pair.half == "development" and pair.genre != "news, backwards":
                yield Shown(direction, pair.genre, name, pair.source, pair.target, aside(name))
        for row in slices(gold, direction, SLICES):
            yield Shown(direction, "fresh", row["source"], row["source"], row["target"], True)
    for name in ("bio", "esa"):
        for pair in marked(gold, name):
            document = f"{name}:{pair.document}"
            faulty = any(mark.severity in SERIOUS for mark in pair.marks or ())
            if pair.half == "development" and aside(document) and not faulty:
                genre = f"{pair.genre}, machine"
                yield Shown(pair.direction, genre, document, pair.source, pair.target, True)


def drawn(gold: Path, kind: str) -> list[Shown]:
    """Return the clean pairs, each once, and behind each what was made of it."""
    found = []
    for one in dict.fromkeys(p for p in clean(gold) if len(p.source) <= LONGEST):
        found.append(one)
        if one.genre.endswith("machine"):
            continue
        dice = random.Random(f"{kind}|{one.source}|{one.target}")
        editor = EDITORS[kind][one.direction == "en-zh"]
        changes = list(editor(one.target, one.source, "development"))
        if changes:
            change = dice.choice(changes)
            found.append(_changed(one, change.made(one.target), change.start, len(change.new)))
        seeded = SEEDS[kind](one.target, dice)
        if seeded:
            length = seeded.end - seeded.start
            found.append(_changed(one, seeded.text, seeded.start, length))
    return found


def licensed(data: Path) -> list[Shown]:
    """Return openly licensed pairs in which a word denies, and what was made of them."""
    pairs = general(data, CAP)
    random.Random(11).shuffle(pairs)
    cut = encoder(None).words  # type: ignore[attr-defined]
    found: list[Shown] = []
    count = 0
    for texts in pairs:
        if len(texts[0]) > CHINESE or len(texts[1]) > ENGLISH or count == GENERAL:
            continue
        told = [sum(denying(word) >= DENIES for _, _, word in cut(text)) for text in texts]
        dice = random.Random(f"{DENIAL}|{texts[0]}")
        if told == [0, 0] or (told[0] == told[1] and dice.random() < ALIKE):
            continue
        direction = dice.choice(DIRECTIONS)
        source, target = texts if direction == "zh-en" else texts[::-1]
        one = Shown(direction, "general", f"g{count}", source, target, False)
        found.append(one)
        count += 1
        seeded = seeds.denial(target, dice) if dice.random() < BESIDE else None
        if seeded:
            found.append(_changed(one, seeded.text, seeded.start, seeded.end - seeded.start))
    return found


def _changed(one: Shown, text: str, start: int, length: int) -> Shown:
    return Shown(one.direction, one.genre, one.document, one.source, text, one.unseen,
                 (start, start + max(1, length)))  # fmt: skip


def rows_of(shown: Sequence[Shown], kind: str) -> list[Row]:
    """Return what is read of each pair in which a word takes a stance."""
    table = WordTable(encoder(None))
    found = []
    for direction in DIRECTIONS:
        held = [one for one in shown if one.direction == direction]
        langs = ("zh", "en") if direction == "zh-en" else ("en", "zh")
        for low in range(0, len(held), AT_ONCE):
            part = held[low : low + AT_ONCE]
            cut = words_of_all(table, [text for one in part for text in (one.source, one.target)])
            pairs = list(zip(cut[::2], cut[1::2], strict=True))
            for at, read in read_all(table, pairs, langs):
                found.append(_row(part[at], read, kind))
    return found


def _row(one: Shown, read: Reading, kind: str) -> Row:
    held = stances(read, kind)
    words, put = read.target.words, None
    if one.put:
        places = [
            number for number, stance in enumerate(held)
            if stance.side == 1 and words.starts[stance.place] < one.put[1]
            and one.put[0] < words.ends[stance.place]
        ]  # fmt: skip
        put = places[0] if places else None
    signs = np.array([stance.features for stance in held], np.float32)
    return Row(one, np.clip(signs, -MOST, MOST).reshape(len(held), len(FEATURES[kind])), put)


Weights = dict[bool, tuple[NDArray[Any], float]]


def learned(rows: Sequence[Row], kind: str, before: Weights | None = None) -> Weights:
    """Return the weights for Chinese and English words; of an error the likeliest place is one."""
    english = FEATURES[kind].index("english")
    size = Counter((row.shown.genre, row.shown.put is None) for row in rows)
    signs, wrong, counts = [], [], []
    for row in rows:
        if not len(row.signs):
            continue
        # A genre of which there is much more has more to say, but not in proportion.
        alike = size[row.shown.genre, row.shown.put is None]
        count = (1.0 if row.shown.unseen else SEEN) / alike**0.5
        if row.shown.put is None:
            signs += list(row.signs)
            wrong += [0] * len(row.signs)
            counts += [count] * len(row.signs)
            continue
        odds = odds_of(row.signs, kind, before) if before else row.signs[:, 0]
        signs.append(row.signs[row.put if row.put is not None else int(odds.argmax())])
        wrong.append(1)
        counts.append(count)
    held, label, weight = np.array(signs), np.array(wrong), np.array(counts)
    weight *= len(weight) / weight.sum()
    weight[label == 1] *= weight[label == 0].sum() / weight[label == 1].sum()
    found: Weights = {}
    for own in (False, True):
        mine = (held[:, english] > 0) == own
        mean, spread = held[mine].mean(0), held[mine].std(0) + 1e-3
        model = LogisticRegression(C=STRENGTH, max_iter=400)
        model.fit((held[mine] - mean) / spread, label[mine], sample_weight=weight[mine])
        weights = model.coef_[0] / spread
        found[own] = weights, float(model.intercept_[0] - weights @ mean)
    return found


def odds_of(signs: NDArray[Any], kind: str, weights: Weights) -> NDArray[Any]:
    """Return the log odds of some stances."""
    english = signs[:, FEATURES[kind].index("english")] > 0
    own, other = (signs @ held + bias for held, bias in (weights[False], weights[True]))
    return np.where(english, other, own)


def fitted(rows: Sequence[Row], kind: str) -> Weights:
    """Return the weights after a second look at where the errors are."""
    return learned(rows, kind, learned(rows, kind))


def told(rows: Sequence[Row], kind: str) -> NDArray[Any]:
    """Return the log odds of each pair, by weights that were learned without its document."""
    folds = np.array([sha256(row.shown.document.encode()).digest()[1] % FOLDS for row in rows])
    found = np.full(len(rows), -MOST)
    for fold in range(FOLDS):
        weights = fitted([row for row, own in zip(rows, folds, strict=True) if own != fold], kind)
        for at in np.flatnonzero(folds == fold).tolist():
            if len(rows[at].signs):
                found[at] = odds_of(rows[at].signs, kind, weights).max()
    return found


def show(rows: Sequence[Row], odds: NDArray[Any], kind: str) -> None:
    """Print what is found where so many clean pairs are flagged, by direction and genre."""
    for direction in DIRECTIONS:
        own = [at for at, row in enumerate(rows)
               if row.shown.direction == direction and row.shown.unseen]  # fmt: skip
        natural = np.sort([odds[at] for at in own if rows[at].shown.put is None])[::-1]
        wrong = [at for at in own if rows[at].shown.put is not None]
        for share in FLAGGED:
            bar = float(natural[int(share * len(natural))])
            genres = sorted({rows[at].shown.genre for at in wrong})
            parts = []
            for genre in genres:
                held = [odds[at] > bar for at in wrong if rows[at].shown.genre == genre]
                parts.append(f"{genre} {np.mean(held):.2f} of {len(held)}")
            every = np.mean(odds[wrong] > bar)
            print(f"{kind} {direction} {1000 * share:.0f} in 1,000 of {len(natural)} at {bar:.2f}: "
                  f"{every:.2f}; " + ", ".join(parts), flush=True)  # fmt: skip


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training stances", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    options = parser.parse_args()
    written = {}
    for kind in FEATURES:
        shown = drawn(Path(options.gold), kind)
        rows = rows_of(shown + (licensed(Path(options.data)) if kind == DENIAL else []), kind)
        show(rows, told(rows, kind), kind)
        weights = fitted(rows, kind)
        written[kind] = {lang: named(kind, *weights[lang == "en"]) for lang in ("zh", "en")}
    OUT.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
