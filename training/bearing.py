"""Learns what each word tells of its translation: denials, and members of sets of contraries.

    python -m training.bearing --data DIR           (ALIGNKIT_DATA)

For each member a logistic regression over the words of one side gives the log odds that the other
side holds a sign of it. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from alignkit.check.meaning import signs
from alignkit.check.meaning.bearing import FILE, UNSEEN
from alignkit.check.meaning.signs import DENIAL, DENYING, LEAST, contraries, cues_between
from alignkit.embed import encoder

OUT = Path(__file__).parent.parent / "src" / "alignkit" / "data" / "meaning" / FILE
#: So many pairs of one source at most: without a cap documentation drowns everything else.
CAP = 12_000
#: Raw machine translation and giants of one product teach nothing that the others do not.
LEFT_OUT = frozenset({"ms-cpp", "ms-visualstudio", "mlqe-pe-wikipedia"})
#: A cue seen more seldom tells nothing; so many a member are weighed, those kept weigh so much.
SEEN, CUES, MOST_CUES, KEPT = 6, 220, 900, 0.25
#: A word with a denying character that is seen so often and weighs nothing denies nothing.
SETTLED = 12
#: So many pairs without a member are drawn for each that has it, and so many at least.
OTHERS, LEAST_OTHERS = 8, 20_000
#: A member with fewer pairs is learned from none: only what looks like its sign counts.
FEWEST, NONE = 5, -8.0

Weights = dict[str, dict[str, float]]


def pairs(data: Path) -> list[tuple[str, str]]:
    """Return a sample of the training pairs, Chinese first."""
    found: list[tuple[str, str]] = []
    for path in sorted((data / "pairs").glob("*.tsv.xz")):
        if path.name.split(".")[0] in LEFT_OUT:
            continue
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            rows = [tuple(line.rstrip("\n").split("\t")) for line in stream]
        kept = [r for r in rows if len(r) == 2 and 4 <= len(r[0]) < 300 and len(r[1]) < 900]
        kept = random.Random(path.name).sample(kept, min(CAP, len(kept)))
        found += [(r[0], r[1]) for r in kept]
    return found


def held(words: list[str]) -> set[str]:
    """Return the members that a side's signs may speak of."""
    return {member for sign in signs.signs_of(words) for member in sign.members}


def main() -> None:
    """Learn both directions and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.bearing", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    cut = encoder(None).words  # type: ignore[attr-defined]
    sides: list[list[list[str]]] = [[], []]
    for pair in pairs(Path(parser.parse_args().data)):
        for side, text in zip(sides, pair, strict=True):
            side.append([word for _, _, word in cut(text)])
    # Until it is known which words deny, every one with a denying character may.
    _deciding(lambda word: True)
    denial = learn(sides[0], [held(words) for words in sides[1]], [DENIAL])[DENIAL]
    counts = Counter(word for words in sides[0] for word in set(words))
    for word, count in counts.items():
        if count >= SETTLED and not DENYING.isdisjoint(word):
            denial.setdefault(word, 0.0)
    _deciding(lambda word: denial.get(word, UNSEEN if word[0] in DENYING else 0.0) >= LEAST)
    own = [[held(words) for words in side] for side in sides]
    weights = {
        "zh": {**learn(sides[0], own[1], list(contraries())), DENIAL: denial},
        "en": learn(sides[1], own[0], [DENIAL, *contraries()]),
    }
    lines = [
        f"{language}\t{member}\t" + " ".join(f"{cue}:{value:g}" for cue, value in cues.items())
        for language, members in weights.items()
        for member, cues in members.items()
    ]
    OUT.write_bytes(lzma.compress("\n".join(lines).encode("utf-8"), preset=9))
    print(len(lines), "members,", OUT.stat().st_size, "bytes")


def _deciding(decide: Callable[[str], bool]) -> None:
    signs.denies = decide  # type: ignore[assignment]
    signs.members.cache_clear()


def learn(own: list[list[str]], other: list[set[str]], members: list[str]) -> Weights:
    """Return for each member what the cues of one side weigh, the base under the empty cue."""
    cues = [sorted(set(cues_between(words, 0, len(words)))) for words in own]
    names, table = _matrix(cues)
    return {
        member: _fitted(table, names, np.array([member in held for held in other]), member)
        for member in members
    }


def _matrix(cues: list[list[str]]) -> tuple[list[str], Any]:
    from scipy import sparse  # type: ignore[import-untyped,unused-ignore]

    counts = Counter(cue for row in cues for cue in row)
    names = sorted(cue for cue, count in counts.items() if count >= SEEN)
    number = {cue: at for at, cue in enumerate(names)}
    columns = [[number[cue] for cue in row if cue in number] for row in cues]
    bounds = np.cumsum([0, *map(len, columns)])
    flat = np.array([at for row in columns for at in row])
    shape = len(cues), len(names)
    return names, sparse.csr_matrix((np.ones(len(flat), np.float32), flat, bounds), shape)


def _fitted(table: Any, names: list[str], labels: Any, member: str) -> dict[str, float]:
    from sklearn.feature_selection import chi2  # type: ignore[import-untyped,unused-ignore]
    from sklearn.linear_model import (  # type: ignore[import-untyped,unused-ignore]
        LogisticRegression,
    )

    count = int(labels.sum())
    if count < FEWEST:
        return {"": NONE}
    there, absent = np.flatnonzero(labels), np.flatnonzero(~labels)
    drawn = min(len(absent), max(LEAST_OTHERS, OTHERS * count))
    rows = np.r_[there, np.random.default_rng(5).choice(absent, drawn, replace=False)]
    score = np.nan_to_num(chi2(table, labels)[0])
    wide = member == DENIAL or member.startswith("force/")
    best = np.argsort(-score)[: MOST_CUES if wide else CUES]
    model = LogisticRegression(C=1.0, solver="liblinear", intercept_scaling=10)
    model.fit(table[rows][:, best], labels[rows])
    # Pairs without the member were drawn more seldom than they are.
    base = float(model.intercept_[0]) + float(np.log(drawn / len(absent)))
    weights = {names[at]: round(float(w), 2) for at, w in zip(best, model.coef_[0], strict=True)}
    return {"": round(base, 2), **{c: w for c, w in weights.items() if abs(w) > KEPT}}


if __name__ == "__main__":
    main()
