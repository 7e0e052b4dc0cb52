"""Learns when a denial, a duty or a direction that only one side holds is an error.

    python -m training opposed --data DIR --gold DIR      (ALIGNKIT_DATA, ALIGNKIT_BENCH)

Natural pairs (texts/natural.py, four times each) and openly licensed ones. Where one side alone
denies, or says the contrary, a natural pair is right all the same; beside them stand pairs from
which the answer was taken away, or in which one word became its contrary. Logistic regression on
the words and their neighbours, L1, so that few of them are left. Needs scikit-learn; two minutes.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from alignkit.check.meaning import opposed as own
from alignkit.check.meaning.signs import contraries
from alignkit.embed import encoder
from training.texts.natural import natural
from training.texts.sources import GENERAL

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "meaning" / own.FILE
#: Pairs of a source at most: what people write of many things counts for more than documentation.
CAP, GENERAL_CAP = 5_000, 25_000
#: Raw machine translation teaches what is wrong with it.
LEFT_OUT = frozenset({"ms-cpp", "ms-visualstudio", "mlqe-pe-wikipedia"})
#: How much a natural pair counts, and how seldom a sign may be seen.
NATURAL, SEEN = 4, 4
#: Made pairs for each natural one of a set, and at least; inverse of the strength of L1.
MADE, LEAST, STRENGTH = 3, 1500, 1.0

Row = tuple[frozenset[str], int, float]
Words = list[list[str]]


def texts(gold: Path, data: Path) -> Iterator[tuple[str, str, float]]:
    """Yield pairs, Chinese first, with what each counts."""
    for pair in natural(gold):
        if not pair.wrong:
            yield pair.chinese, pair.english, NATURAL
    for path in sorted((data / "pairs").glob("*.tsv.xz")):
        name = path.name.split(".")[0]
        if name in LEFT_OUT:
            continue
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            rows = [line.rstrip("\n").split("\t") for line in stream]
        rows = [r for r in rows if len(r) == 2 and 4 <= len(r[0]) < 200 and len(r[1]) < 600]
        cap = GENERAL_CAP if name in GENERAL else CAP
        for chinese, english in random.Random(name).sample(rows, min(cap, len(rows))):
            yield chinese, english, 1.0


class Drawn:
    """Rows of each group: signs, whether it is an error, what it counts."""

    def __init__(self) -> None:
        self.dice = random.Random(5)
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.agreeing: list[tuple[Words, str, int, int]] = []
        self.natural: Counter[str] = Counter()
        self.seen: tuple[dict[str, Counter[str]], ...] = defaultdict(Counter), defaultdict(Counter)

    def take(self, words: Words, weight: float) -> None:
        """Draw what a pair teaches."""
        if max(map(len, words)) > own.MOST_WORDS:
            return
        for one in own.suspicions(words):
            self.rows[one.group].append((one.features, 0, weight))
            if one.kind != own.DENIAL:
                self.natural[self._set(words, one)] += 1
        told = [own.signs(held) for held in words]
        self._lost(words, told)
        counts = [Counter(member for _, member in held) for held in told]
        for member, count in counts[0].items():
            if member != own.DENIAL and count == counts[1][member] == 1:
                places = [next(at for at, m in held if m == member) for held in told]
                self.agreeing.append((words, member, places[0], places[1]))
                for side in (0, 1):
                    self.seen[side][member][words[side][places[side]]] += 1

    def _set(self, words: Words, one: own.Suspicion) -> str:
        told = dict(own.signs(words[0]))
        return told[one.places[0][0]].split("/")[0]

    def _lost(self, words: Words, told: list[own.Signs]) -> None:
        """Take the answer of a denial away."""
        for side in (0, 1):
            here = [at for at, member in told[side] if member == own.DENIAL]
            there = [at for at, member in told[1 - side] if member == own.DENIAL]
            if here and len(here) == len(there) and self.dice.random() < 0.5:
                gone = self.dice.choice(there)
                group = f"{'less' if len(there) > 1 else 'none'}{side}"
                signs = own.denied(words, side, here, len(there) - 1, gone)
                self.rows[group].append((signs, 1, 1.0))

    def turn(self) -> None:
        """Put contraries into pairs whose sides agree."""
        self.dice.shuffle(self.agreeing)
        made: Counter[str] = Counter()
        for words, member, *places in self.agreeing:
            name = member.split("/")[0]
            if made[name] > max(LEAST, MADE * self.natural[name]) or not contraries()[member]:
                continue
            side = self.dice.randrange(2)
            other = self.dice.choice(contraries()[member])
            put = self._put(side, other, words[side][places[side]])
            if put:
                changed = [list(held) for held in words]
                changed[side][places[side]] = put
                for one in own.suspicions(changed):
                    if places[side] in one.places[side] and one.kind != own.DENIAL:
                        self.rows[one.group].append((one.features, 1, 1.0))
                        made[name] += 1
                        break

    def _put(self, side: int, member: str, instead: str) -> str:
        held = self.seen[side][member]
        fit = [w for w in held if (len(w) == len(instead) if side == 0 else w[-2:] == instead[-2:])]
        pool = fit if fit and self.dice.random() < 0.7 else list(held)
        return self.dice.choices(pool, [held[w] ** 0.6 for w in pool])[0] if pool else ""


def learned(rows: list[Row], dice: random.Random) -> dict[str, float]:
    """Return the weights of the signs that tell errors, the bias under no sign."""
    dice.shuffle(rows)
    counts = Counter(sign for signs, _, _ in rows for sign in signs)
    numbers = {s: at for at, s in enumerate(sorted(s for s, c in counts.items() if c >= SEEN))}
    columns = [sorted(numbers[s] for s in signs if s in numbers) for signs, _, _ in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter((c for held in columns for c in held), np.int64, int(ends[-1]))
    shape = len(rows), len(numbers)
    seen = csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=shape)
    wrong = np.array([row[1] for row in rows])
    weights = np.array([row[2] for row in rows])
    weights[wrong == 1] *= weights[wrong == 0].sum() / weights[wrong == 1].sum()
    most = 9 * len(rows) // 10
    model = LogisticRegression(l1_ratio=1, C=STRENGTH, solver="liblinear")
    model.fit(seen[:most], wrong[:most], sample_weight=weights[:most])
    told = model.decision_function(seen[most:])
    natural_ = np.sort(told[wrong[most:] == 0])
    caught = [
        (told[wrong[most:] == 1] > natural_[int(q * len(natural_))]).mean() for q in (0.5, 0.9)
    ]
    print(f"{len(rows)} rows, {(model.coef_ != 0).sum()} signs; caught where a half and a tenth of "
          f"the natural ones are flagged: {caught[0]:.2f} {caught[1]:.2f}", flush=True)  # fmt: skip
    found = {sign: float(model.coef_[0, at]) for sign, at in numbers.items()}
    return {"": float(model.intercept_[0]), **{s: w for s, w in found.items() if abs(w) >= 0.01}}


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training opposed", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    options = parser.parse_args()
    cut = encoder(None).words  # type: ignore[attr-defined]
    drawn = Drawn()
    for chinese, english, weight in texts(Path(options.gold), Path(options.data)):
        drawn.take([[w for _, _, w in cut(text)] for text in (chinese, english)], weight)
    drawn.turn()
    lines = []
    for group in sorted(drawn.rows):
        print(group, end=": ")
        weights = learned(drawn.rows[group], drawn.dice)
        lines += [f"{group}\t{sign}\t{weights[sign]:.2f}" for sign in sorted(weights)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
