"""Counts how often each word is rendered at all where it stands: what its silence is worth.

    python -m training rendered --data DIR --gold DIR      (ALIGNKIT_DATA, ALIGNKIT_BENCH)

A word counts as rendered where the lexicon or the vectors find a word for it. Natural pairs
(training/texts/natural.py) count three times, documentation half. A minute.
"""

from __future__ import annotations

import argparse
import math
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from alignkit.check.meaning.linked import LISTED
from alignkit.check.meaning.replaced import RATES
from alignkit.embed import encoder
from alignkit.words.lexicon import HAN_FIRST, WordTable, stem_of
from alignkit.words.renderings import match_all, words_of_all
from training.weights.opposed import texts

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "meaning" / RATES
#: From this nearness on a word renders another; longer texts are left out; pairs taken at once.
RENDERED, MOST_WORDS, AT_ONCE = 0.5, 80, 1000
#: A word seen more seldom has no rate. So many sightings at the mean rate are added to each.
SEEN, ADDED, MEAN = 6, 3, 0.6
#: No word is surer to be rendered than this leaves open.
SUREST = 0.002


def counted(pairs: Iterable[tuple[str, str, float]]) -> dict[str, list[float]]:
    """Return how often each word was seen and rendered."""
    table = WordTable(encoder(None))
    held = list(pairs)
    seen: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for low in range(0, len(held), AT_ONCE):
        part = held[low : low + AT_ONCE]
        cut = words_of_all(table, [text for own, other, _ in part for text in (own, other)])
        sides = list(zip(cut[::2], cut[1::2], strict=True))
        for at, words, cosine, strength in match_all(table, sides):
            if max(map(len, words)) > MOST_WORDS:
                continue
            near = np.maximum(cosine, strength + LISTED * (strength > 0))
            for side in (0, 1):
                for form, best in zip(words[side].forms, near.max(1 - side).tolist(), strict=True):
                    own = seen[form if form >= HAN_FIRST else stem_of(form)]
                    own[0] += part[at][2]
                    own[1] += part[at][2] * (best >= RENDERED)
    return seen


def lines(seen: Mapping[str, list[float]]) -> list[str]:
    """Return the table: a word, ten times the surprise of its silence, how often it was seen."""
    found = []
    for word, (count, rendered) in sorted(seen.items()):
        if count >= SEEN and not word[:1].isdigit():
            rate = (rendered + ADDED * MEAN) / (count + ADDED)
            surprise = -math.log(max(1 - rate, SUREST))
            found.append(f"{word}\t{surprise * 10:.0f} {math.log1p(count):.0f}")
    return found


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(prog="python -m training rendered", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    options = parser.parse_args()
    found = lines(counted(texts(Path(options.gold), Path(options.data))))
    OUT.write_text("\n".join(sorted(found, key=str.encode)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
