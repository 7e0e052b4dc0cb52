"""What tells that a sentence of a text is carried by nothing: its words, the lengths without it.

A small network weighs each sentence of a text whose other side may not hold it, by what a stretch
of words is weighed by and by what the sentence alone explains there.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from alignkit.check.coverage.dropping import meant, stretch_features
from alignkit.check.coverage.net import Learned
from alignkit.check.coverage.stretches import context_features, word_features
from alignkit.types import Span
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.renderings import Pair, match
from alignkit.words.script import weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

CARRIED_FEATURES = (
    "sentences", "spare", "longer", "longer_without", "fitted_letters", "brings", "brings_share",
    "needed", "doubled",
)  # fmt: skip
#: So many letters more on both sides, so that short texts are not by chance longer or shorter.
EVEN = 20.0
#: So many beads without a longer side count as much as what a document shows of its lengths.
PRIOR = 2
#: What is likelier than this renders a word as well as need be; what is listed counts more.
ENOUGH, LISTED = 0.6, 0.15
#: The counts of sentences on both sides differ by so many at most.
_FAR = 3

#: The first word of a sentence and the word after its last.
Stretch = tuple[int, int]


def longer(own: str, other: str) -> float:
    """Return how much longer another text is than one's own, as a log.

    >>> longer("他们走了很远。", "They went a long way.") < 0
    True
    """
    return _longer(weight(own), weight(other))


def _longer(own: float, other: float) -> float:
    return math.log((other + EVEN) / (own + EVEN))


def usually(ratios: Sequence[float]) -> float:
    """Return how much longer the other side is in a document, less where little of it is known."""
    return median(ratios) * len(ratios) / (len(ratios) + PRIOR) if ratios else 0.0


def stretches_of(words: Words, bounds: Sequence[Span]) -> list[Stretch]:
    """Return the words that stand in each of some stretches of characters."""
    return [
        (bisect_left(words.starts, start), bisect_left(words.starts, end)) for start, end in bounds
    ]


def carried_rows(
    words: WordTable,
    learned: Learned,
    pairs: Sequence[Pair],
    cuts: Sequence[Sequence[Stretch]],
    others: Sequence[int],
    usual: float,
) -> list[Rows]:
    """Return what the network asks of each sentence of some texts.

    `cuts` holds the sentences of each text by words, `others` how many the other side has, `usual`
    by how much, as a log, the other side is longer in this document.
    """
    import numpy as np

    if not pairs:
        return []
    rows, found = word_features(words, pairs, learned.hardness)
    prior = np.float32(learned.prior)
    sources = [source for source, _ in pairs]
    values = learned.context(context_features(sources, rows, learned.word(rows) - prior)) - prior
    odds = np.split(values, np.cumsum([len(source) for source in sources])[:-1])
    asked = []
    for at, (source, target) in enumerate(pairs):
        both = meant(words, source, target)
        cosine, strength = match(words, source, target)
        evidence = np.minimum(np.maximum(cosine, strength + LISTED * (strength > 0)), ENOUGH)
        count = len(cuts[at])
        spare = float(max(-_FAR, min(_FAR, count - others[at])))
        own = []
        for low, high in cuts[at]:
            worst = float(odds[at][low:high].sum()), low, high
            plain = stretch_features(words, source, target, odds[at], worst, found[at], both)
            lengths = _lengths((source, target), (low, high), usual)
            brought = _brought(words, (source, target), evidence, (low, high))
            own.append([*plain, float(count), spare, *lengths, *brought])
        asked.append(np.array(own, np.float32))
    return asked


def _lengths(pair: Pair, stretch: Stretch, usual: float) -> tuple[float, float, float]:
    """Return how long the other side is for a text, and for what is left without a sentence."""
    source, target = pair
    whole, other = weight(source.text), weight(target.text)
    inside = weight(source.text[source.starts[stretch[0]] : source.ends[stretch[1] - 1]])
    with_it = _longer(whole, other) - usual
    without = _longer(max(0.0, whole - inside), other) - usual
    return with_it, without, abs(with_it) - abs(without)


def _brought(words: WordTable, pair: Pair, evidence: Rows, stretch: Stretch) -> list[float]:
    """Return what a sentence alone explains of the other side, and what the others leave to it."""
    import numpy as np

    source, target = pair
    low, high = stretch
    heavy = words.lengths[target.numbers]
    mass = max(float(words.lengths[source.numbers[low:high]].sum()), 1e-6)
    whole = max(float(heavy.sum()), 1e-6)
    rest = np.delete(evidence, np.s_[low:high], axis=0)
    best = rest.max(axis=0).clip(min=0) if len(rest) else np.zeros(len(target), np.float32)
    here = evidence[low:high].max(axis=0).clip(min=0)
    gain, spare = float(heavy @ (here - best).clip(min=0)), float(heavy @ (best - here).clip(min=0))
    return [gain / mass, gain / whole, float(heavy @ (ENOUGH - best)) / mass, spare / whole]
