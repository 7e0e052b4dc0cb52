"""Learns when a word of rising stands for one of falling, from professional translations.

    python -m training ways --data DIR --bench DIR              (ALIGNKIT_DATA, ALIGNKIT_BENCH)

A few pairs of contraries span an axis among the vectors of words; what lies on it rises or falls.
Clean translations give the words that only seem to contradict. The errors are made without a list:
a word of the translation is replaced by a word that lies where its own vector is mirrored on the
axis. Documents are split in five; the figures printed are those of the documents left out. The held
half of the benchmarks is never read.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from alignkit.check.numbers.ways import LATIN, SUSPECT, candidates, moving, spanned
from alignkit.embed import encoder
from alignkit.embed.embedded import MODEL_FOLDER
from alignkit.embed.english import irregular_forms
from alignkit.embed.weights import read_weights
from alignkit.words.lexicon import HAN_FIRST, UnitTable, sources, stem_of
from alignkit.words.numbered import Words
from alignkit.words.renderings import words_of_all
from training.weights.numbers import FOLDS, SEED, Document, documents

if TYPE_CHECKING:
    from alignkit.check.numbers.ways import Axes

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "check" / "ways.json"
#: What spans the axis; every other word of rising or falling is found by its vector.
PAIRS = {
    "zh": [("增加", "减少"), ("上升", "下降"), ("增长", "萎缩"), ("提高", "降低"),
           ("上涨", "下跌"), ("扩大", "缩小"), ("大于", "小于"), ("最大", "最小")],
    "en": [("increase", "decrease"), ("rise", "fall"), ("grow", "shrink"), ("raise", "lower"),
           ("climb", "drop"), ("expand", "reduce"), ("larger", "smaller"), ("largest", "smallest")],
}  # fmt: skip
#: Words that errors are made of lie so far on the axis and are so common.
FAR, COMMON = 0.25, 4
#: So near to where the mirrored word lies must its contrary be; so many of the nearest are drawn.
MIRRORED, NEAREST = 0.35, 4
ENDINGS = ("ing", "ed", "s", "ion", "er", "est")
#: So many of a hundred pairs with numbers turn a way round, in judged machine translations; pairs
#: without numbers are taken to do so as often.
FAULTY = 0.009
#: So far along the axis lie the Chinese words for a word that moves, on average; or one of them.
BORNE, SURELY = 0.1, 0.3
SHRINK = 0.3
#: The bars of a warning and of a note, as probabilities.
BARS = (0.6, 0.25)
ROUNDS = 60

Signs = dict[str, float]


@dataclass(frozen=True)
class Row:
    """A suspicion, or an edit that raised none; pairs of one key are one place."""

    document: str
    key: tuple[str, ...]
    fault: bool
    signs: Signs


class Contraries:
    """The words of rising and falling of some texts, and what stands opposite each."""

    def __init__(self, counts: Counter[str], axis: NDArray[Any], motion: NDArray[Any]) -> None:
        forms = [form for form, count in counts.items() if count >= COMMON and _word(form)]
        vectors = encoder(None).encode_words(forms)  # type: ignore[attr-defined]
        units = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        rise, moved = units @ axis, units @ motion
        kept = (abs(rise) >= FAR) & (moved >= FAR)
        self.forms = [form for form, keep in zip(forms, kept, strict=True) if keep]
        self.units, self.rise, self.axis = units[kept], rise[kept], axis
        self.places = {form: place for place, form in enumerate(self.forms)}

    def of(self, form: str) -> list[str]:
        """Return the words that say the contrary of one, the likeliest first."""
        at = self.places[form]
        near = self.units @ (self.units[at] - 2 * self.rise[at] * self.axis)
        alike = (
            place
            for place in np.argsort(-near)
            if self.rise[place] * self.rise[at] < 0 and near[place] > MIRRORED
        )
        fit = [self.forms[place] for place in alike if _fits(form, self.forms[place])]
        return fit[:NEAREST]


def _word(form: str) -> bool:
    return len(form) > 1 if form >= HAN_FIRST else form.isalpha() and len(form) > 2


def _fits(form: str, other: str) -> bool:
    if (form >= HAN_FIRST) != (other >= HAN_FIRST):
        return False
    return form >= HAN_FIRST or _ending(form) == _ending(other)


def _ending(form: str) -> str:
    return next((ending for ending in ENDINGS if form.endswith(ending)), "")


def movers(table: UnitTable, forms: Iterable[str], along: Axes) -> list[str]:
    """Return the English words that rise or fall so far that they may be wrong."""
    words = sorted({form for form in forms if form.isascii() and form.isalpha()})
    table.take_up(words)
    units = table.units[table.numbers(words)]
    suspect = (abs(units @ along[0]) >= SUSPECT[0]) & (units @ along[1] >= SUSPECT[1])
    rises = dict(zip(words, (units @ along[0]).tolist(), strict=True))
    moving = [word for word, moves in zip(words, suspect, strict=True) if moves]
    return [word for word in moving if borne_out(table, word, rises[word], along)]


def borne_out(table: UnitTable, word: str, rise: float, along: Axes) -> bool:
    """Tell whether the Chinese words that the lexicon lists for a word go its way as well.

    The vector of a word that is rare or cut into pieces may lie anywhere: prostheses do not fall.
    """
    listed = sources(stem_of(word))
    table.take_up(sorted(listed))
    way = 1 if rise > 0 else -1
    rises = [float(table.units[table.numbers([form])][0] @ along[0]) * way for form in listed]
    if not rises:
        # Small words stand in no lexicon, and have a vector of their own: up.
        return word in read_weights(MODEL_FOLDER).vocabulary
    mean = float(np.average(rises, weights=[*listed.values()]))
    return mean >= BORNE or (max(rises) >= SURELY and mean >= BORNE / 2)


def rows(held: Sequence[Document], table: UnitTable) -> tuple[list[Row], list[Row]]:
    """Return the suspicions of clean and edited pairs, and the edits, whether suspected or not."""
    texts = list(dict.fromkeys(text for each in held for pair in each.pairs for text in pair))
    known = dict(zip(texts, words_of_all(table, texts), strict=True))
    counts = Counter(form for words in known.values() for form in words.forms)
    along = spanned(PAIRS)
    contraries = Contraries(counts, *along)
    found, made = [], []
    for document in held:
        dice = random.Random(sha256(document.name.encode()).digest())
        turned = document.direction != "zh-en"
        for source, target in document.pairs:
            own, other = known[source], known[target]
            for _, signs in _suspected(table, along, own, other, turned):
                found.append(Row(document.name, (source, target), False, signs))
            places = [at for at, form in enumerate(other.forms) if form in contraries.places]
            put = contraries.of(other.forms[at]) if (at := _drawn(dice, places)) is not None else []
            if at is None or not put:
                continue
            new = dice.choice(put)
            text = target[: other.starts[at]] + new + target[other.ends[at] :]
            (edited,) = words_of_all(table, [text])
            key = (source, text)
            made.append(Row(document.name, key, True, {}))
            found += [
                Row(document.name, key, True, signs)
                for form, signs in _suspected(table, along, own, edited, turned)
                if form == new
            ]
    return found, made


def _drawn(dice: random.Random, places: list[int]) -> int | None:
    return dice.choice(places) if places else None


def _suspected(
    table: UnitTable, along: Axes, source: Words, target: Words, turned: bool
) -> Iterator[tuple[str, Signs]]:
    """Yield the signs of each suspicion, with the word of the translation that it is about."""
    sides = [moving(words, table, along) for words in (source, target) if len(words)]
    for one in candidates(*(sides[::-1] if turned else sides)) if len(sides) > 1 else ():
        yield target.forms[one.chinese if turned else one.english], dict(one.signs)


def fit(examples: NDArray[Any], faults: NDArray[Any], weight: NDArray[Any]) -> NDArray[Any]:
    """Return the weights of a logistic regression over signs brought to one scale, bias first."""
    mean, spread = examples.mean(axis=0), examples.std(axis=0) + 1e-6
    scaled = np.c_[np.ones(len(examples)), (examples - mean) / spread]
    theta = np.zeros(scaled.shape[1])
    penalty = np.full(len(theta), SHRINK)
    penalty[0] = 0.01
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(scaled @ theta, -30, 30)))
        slope = scaled.T @ (weight * (likely - faults)) + penalty * theta
        curve = (scaled * (weight * likely * (1 - likely))[:, None]).T @ scaled
        theta -= np.linalg.solve(curve + np.diag(penalty), slope)
    plain = theta[1:] / spread
    found: NDArray[Any] = np.r_[theta[0] - plain @ mean, plain]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--bench", default=os.environ.get("ALIGNKIT_BENCH"))
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    held = list(documents(Path(options.data), Path(options.bench)))
    table = UnitTable(encoder(None))
    found, made = rows(held, table)
    pairs = sum(len(document.pairs) for document in held)
    names = sorted({name for row in found for name in row.signs})
    examples = np.array([[row.signs[name] for name in names] for row in found])
    faults = np.array([float(row.fault) for row in found])
    weight = np.where(faults == 1, FAULTY * pairs / len(made), 1.0)
    folds = np.array([sha256(row.document.encode()).digest()[1] % FOLDS for row in found])
    odds = np.zeros(len(found))
    for fold in range(FOLDS):
        theta = fit(*(part[folds != fold] for part in (examples, faults, weight)))
        odds[folds == fold] = theta[0] + examples[folds == fold] @ theta[1:]
    best: dict[tuple[bool, tuple[str, ...]], float] = {}
    for row, value in zip(found, odds, strict=True):
        key = row.fault, row.key
        best[key] = max(best.get(key, value), value)
    print(f"{len(held)} documents, {pairs} pairs, {len(made)} words turned round")
    for bar in BARS:
        told = [fault for (fault, _), value in best.items() if value >= np.log(bar / (1 - bar))]
        clean = 1000 * (len(told) - sum(told)) / pairs
        print(f"at {bar}: found {sum(told) / len(made):.3f}, {clean:.2f} of 1,000 clean pairs")
    theta = fit(examples, faults, weight)
    weights = {n: round(float(v), 3) for n, v in zip(["bias", *names], theta, strict=True)}
    texts = (text for each in held for pair in each.pairs for text in pair)
    seen = {word for text in texts for word in LATIN.findall(text.lower())}
    forms = seen.union(read_weights(MODEL_FOLDER).vocabulary, irregular_forms())
    english = " ".join(movers(table, forms, spanned(PAIRS)))
    told_of = f"{len(held)} documents, {len(made)} words turned round; seed {SEED}"
    known = {"learned by": "python -m training ways", "from": told_of,
             "pairs": PAIRS, "weights": weights, "english": english}  # fmt: skip
    options.out.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
