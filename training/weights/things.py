"""Learns when a number counts another thing in the translation, from professional translations.

    python -m training things --data DIR --bench DIR            (ALIGNKIT_DATA, ALIGNKIT_BENCH)

Where both sides of a pair hold one same number, the English noun beside it is clean. The errors are
made of them: another noun that some number of these texts counts stands there instead, half of them
of the same kind by WordNet. Documents are split in five; the figures printed are those of the
documents left out. The held half of the benchmarks is never read.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np

import alignkit as ak
from alignkit.check.numbers.circumstances import weak
from alignkit.check.numbers.things import Told, head_of, signs
from alignkit.embed import encoder
from alignkit.quantity.sameness import atoms
from alignkit.types import Span
from alignkit.types.quantity import Kind
from alignkit.words.lexicon import WordTable, stem_of
from alignkit.words.senses import SIBLINGS, WIDER, related
from training.weights.numbers import FOLDS, SEED, Document, documents
from training.weights.ways import BARS, fit

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "check" / "things.json"
#: So many pairs of a document, and so many contexts of one English noun: none weighs too much.
MOST, MOST_ALIKE = 150, 6
#: So many of a hundred pairs with numbers state a wrong unit or thing, in judged machine
#: translations (training/weights/numbers.py); counted pairs are taken to do so as often.
FAULTY = 0.045

Signs = dict[str, float]


@dataclass(frozen=True)
class Place:
    """A number that both sides of a pair hold, and the English noun that it counts."""

    document: str
    chinese: Told
    english: Told
    head: Span

    @property
    def noun(self) -> str:
        """The English noun, in small letters."""
        return self.head.slice(self.english.text).lower()

    def with_noun(self, noun: str) -> Told:
        """Return the English side with another noun."""
        text, quantity = self.english.text, self.english.quantity
        other = text[: self.head.start] + noun + text[self.head.end :]
        old = self.head.slice(text)
        return Told(other, replace(quantity, noun=quantity.noun.replace(old, noun, 1)))


def places(document: Document) -> Iterator[Place]:
    """Yield the numbers that stand once on each side of a pair and count something."""
    turn = 0 if document.direction == "zh-en" else 1
    seen = set()
    for pair in document.pairs[:MOST]:
        chinese, english = pair[turn], pair[1 - turn]
        sides = [_once(chinese, "zh"), _once(english, "en")]
        for value in sides[0].keys() & sides[1].keys():
            ours, theirs = Told(chinese, sides[0][value]), Told(english, sides[1][value])
            head = head_of(theirs)
            about = ours.around(6, 10), head and head.slice(english)
            if head is not None and about not in seen:
                seen.add(about)
                yield Place(document.name, ours, theirs, head)


def _once(text: str, lang: str) -> dict[object, ak.Quantity]:
    held = [a for a in atoms(list(ak.quantities(text, lang)), len(text)) if a.low is not None]
    often = Counter(atom.low for atom in held)
    return {
        atom.low: atom.quantity
        for atom in held
        if often[atom.low] == 1 and atom.quantity.kind == Kind.COUNT and not weak(atom)
    }


def others(place: Place, nouns: Sequence[str], dice: random.Random) -> list[str]:
    """Return a noun of the same kind and any noun, neither of which may mean the same."""
    stem = stem_of(place.noun)
    apart = [noun for noun in nouns if related(stem, stem_of(noun)) < WIDER]
    kin = [noun for noun in apart if related(stem, stem_of(noun)) == SIBLINGS]
    return [dice.choice(held) for held in (kin, apart) if held]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--bench", default=os.environ.get("ALIGNKIT_BENCH"))
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    held = list(documents(Path(options.data), Path(options.bench)))
    alike: Counter[str] = Counter()
    clean: list[Place] = []
    for place in (one for document in held for one in places(document)):
        alike[place.noun] += 1
        if alike[place.noun] <= MOST_ALIKE:
            clean.append(place)
    nouns, dice, table = sorted(alike), random.Random(SEED), WordTable(encoder(None))
    tried = [(place, False, place.english) for place in clean]
    for place in clean:
        tried += [(place, True, place.with_noun(noun)) for noun in others(place, nouns, dice)]
    found = [
        (place, fault, signs(lambda: table, place.chinese, told)) for place, fault, told in tried
    ]
    made = sum(fault for _, fault, _ in tried)
    rows = [(place, fault, held) for place, fault, held in found if held]
    names = sorted(rows[0][2])
    examples = np.array([[held[name] for name in names] for _, _, held in rows])
    faults = np.array([float(fault) for _, fault, _ in rows])
    weight = np.where(faults == 1, FAULTY * len(clean) / made, 1.0)
    folds = np.array([sha256(p.document.encode()).digest()[1] % FOLDS for p, _, _ in rows])
    odds = np.zeros(len(rows))
    for fold in range(FOLDS):
        theta = fit(*(part[folds != fold] for part in (examples, faults, weight)))
        odds[folds == fold] = theta[0] + examples[folds == fold] @ theta[1:]
    print(f"{len(held)} documents, {len(clean)} counted nouns, {made} other nouns put in")
    for bar in BARS:
        told = odds >= np.log(bar / (1 - bar))
        right, wrong = faults[told].sum() / made, (1 - faults[told]).sum() / len(clean)
        print(f"at {bar}: found {right:.3f}, {100 * wrong:.2f} of a hundred clean nouns")
    theta = fit(examples, faults, weight)
    weights = {n: round(float(v), 3) for n, v in zip(["bias", *names], theta, strict=True)}
    told_of = f"{len(held)} documents, {len(clean)} counted nouns, {made} put in; seed {SEED}"
    known = {"learned by": "python -m training things", "from": told_of, "weights": weights}
    options.out.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
