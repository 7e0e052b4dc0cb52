"""Learns to tell denials and contraries that one side has alone from free but right renderings.

    python -m training.meaning --data DIR --gold DIR           (ALIGNKIT_DATA, ALIGNKIT_BENCH)

Clean pairs, and the same with one error of training/seeds.py; a small network weighs each sign
without a counterpart. Thresholds are set by hand in the written file, so that few clean pairs of
texts held out say anything (bench/meaning.py).
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from bench.meaning import Pair, professional
from numpy.typing import NDArray

from alignkit.check.meaning import denials, exchanges
from alignkit.check.meaning.linked import Reading, read_all
from alignkit.check.meaning.weighing import FILE
from alignkit.embed import encoder
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of_all
from training import seeds
from training.bearing import pairs
from training.coverage import fit

OUT = Path(__file__).parent.parent / "src" / "alignkit" / "data" / "meaning" / FILE
#: So many pairs of the training data, beside the professional translations that are learned from.
SAMPLE = 12_000
AT_ONCE = 512
#: Where a denial was taken out, the one left alone renders a place so near, in characters.
NEAR = 25
#: Clean professional pairs count so many times: they are few, and what users check is like them.
WEIGHT = 4

Rows = list[tuple[str, NDArray[np.float32], int, bool]]


@dataclass(frozen=True)
class Case:
    """A pair, clean or with one error in its translation, and whether it is professional."""

    source: str
    target: str
    seeded: seeds.Seeded | None
    professional: bool


def cases(held: list[Pair], professional: bool, from_chinese: bool) -> Iterator[Case]:
    """Yield pairs of one direction, clean and with each kind of error."""
    for number, pair in enumerate(held):
        yield Case(pair.source, pair.target, None, professional)
        for name, seed in (
            ("lost", seeds.denial_lost), ("added", seeds.denial_added), ("turned", seeds.contrary),
            ("force", lambda text, dice: seeds.contrary(text, dice, frozenset({"force"}))),
        ):  # fmt: skip
            made = seed(pair.target, random.Random(f"{name} {number} {from_chinese}"))
            if made:
                yield Case(pair.source, made.text, made, professional)


def rows(read: Reading, case: Case) -> Iterator[tuple[str, NDArray[np.float32], int, bool]]:
    """Yield the network, the features and the label of each sign that says something."""
    made = case.seeded
    lost, added = made and made.kind == "denial-lost", made and made.kind == "denial-added"
    for which in (0, 1):
        side, other, _ = read.sides(which)
        found = [(sign, *denials.features(read, which, sign)) for sign in denials.denials(side)]
        if made is None:
            yield from (
                (f"denial-{side.language}", row, 0, case.professional) for _, row, _ in found
            )
        elif lost and which == 0 and found:
            gaps = [abs(other.words.starts[at] - made.start) for _, _, at in found]
            best = int(np.argmin(gaps))
            if len(found) == 1 or gaps[best] < NEAR:
                yield f"denial-{side.language}", found[best][1], 1, case.professional
        elif added and which == 1:
            for sign, row, _ in found:
                span = side.span(sign)
                if span.start <= made.end and span.end > made.start:
                    yield f"denial-{side.language}", row, 1, case.professional
    if lost or added:
        return
    for one in exchanges.exchanges(read):
        span = read.target.span(one.target)
        if made is None or (span.start < made.end and span.end > made.start):
            row = exchanges.features(read, one)
            yield "exchange", row, int(made is not None), case.professional


def gathered(held: list[Case], langs: tuple[str, str], words: WordTable) -> Rows:
    """Return the rows of all cases of one direction."""
    found: Rows = []
    for low in range(0, len(held), AT_ONCE):
        some = held[low : low + AT_ONCE]
        cut = words_of_all(words, [text for case in some for text in (case.source, case.target)])
        both = list(zip(cut[::2], cut[1::2], strict=True))
        for at, read in read_all(words, both, langs):
            found.extend(rows(read, some[at]))
    return found


def main() -> None:
    """Learn the three networks and write them, with the thresholds that the file has."""
    parser = argparse.ArgumentParser(prog="python -m training.meaning", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    options = parser.parse_args()
    sample = pairs(Path(options.data))
    sample = random.Random(3).sample(sample, min(SAMPLE, len(sample)))
    clean = professional(Path(options.gold), learning=True)
    words = WordTable(encoder(None))
    found: Rows = []
    for langs in (("zh", "en"), ("en", "zh")):
        own = [pair for pair in clean if pair.langs == langs]
        half = sample[langs == ("en", "zh") :: 2]
        general = [Pair("general", "", *(p if langs[0] == "zh" else p[::-1]), langs) for p in half]
        held = [*cases(own, True, langs[0] == "zh"), *cases(general, False, langs[0] == "zh")]
        found += gathered(held, langs, words)
    older: dict[str, Any] = json.loads(OUT.read_text(encoding="utf-8"))
    for name in ("denial-zh", "denial-en", "exchange"):
        mine = [row for row in found if row[0] == name]
        weighty = [row for row in mine if row[3] and not row[2]] * (WEIGHT - 1)
        features = np.stack([row[1] for row in [*mine, *weighty]])
        labels = np.array([row[2] for row in [*mine, *weighty]], np.float32)
        older[name]["net"] = fit(features, labels, 12, 35, 1, 1e-3).to_json()
        print(name, len(labels), "rows,", int(labels.sum()), "of them errors")
    older["force"]["net"] = older["exchange"]["net"]
    OUT.write_text(json.dumps(older, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
