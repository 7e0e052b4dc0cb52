"""How the rest of a document renders a word: what it always renders is hardly lost in one place.

Of a word that elsewhere is rendered by one word again and again a free rendering is unlikely; of a
word that the translator passes over in every other sentence it says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from alignkit.check.meaning.linked import Reading, reading_at
from alignkit.check.run.view import BeadView, PairView
from alignkit.words.lexicon import HAN_FIRST, stem_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

# Two words whose places differ by a whole text are so much less likely to render each other.
# A word that is rendered so well, and by a word that nothing else claims, was not replaced.
APART, RENDERED = 0.15, 0.55
# Half a sighting each way, and the most that habit says for and against.
ADDED, LEAST, MOST = 0.3, -2.0, 3.0
# What the log odds of the words, the habits of the Chinese and of the English word, that either
# stands nowhere else, and that the two are used for each other elsewhere weigh: a logistic
# regression on 3,148 clean pairs of documents that nothing was learned from, and 243 with a word
# put for another (training/RESULTS.md; python -m training habits holds them against weights
# that it learns, without the document asked about).
WEIGHTS, OFFSET = (0.481, 0.234, 0.246, -2.336, 0.3, -0.643), 0.661


class Habits:
    """The words of neighbouring beads, each with what renders it there."""

    def __init__(self, reads: Sequence[Reading | None]) -> None:
        self.reads = reads
        self.places: tuple[dict[str, list[int]], dict[str, list[int]]] = {}, {}
        self._pairs: dict[int, tuple[dict[str, str], dict[str, str]]] = {}
        for row, read in enumerate(reads):
            for held, words in zip(self.places, _ordered(read) if read else ((), ()), strict=True):
                for name in dict.fromkeys(words):
                    held.setdefault(name, []).append(row)

    def weighed(self, row: int, chinese: str, english: str, odds: float) -> float | None:
        """Return the log odds that one word was put for the other, given what other beads do.

        None where neither word stands in any other bead.
        """
        values = self.signs(row, chinese, english, odds)
        if values is None:
            return None
        return OFFSET + sum(w * v for w, v in zip(WEIGHTS, values, strict=True))

    def signs(self, row: int, chinese: str, english: str, odds: float) -> tuple[float, ...] | None:
        """Return what the log odds are weighed by, None where neither word stands elsewhere."""
        names = chinese, stem_of(english)
        signs, absent, paired = [], [], False
        for side in (0, 1):
            rows = [at for at in self.places[side].get(names[side], ()) if at != row]
            told = [self._paired(at)[side].get(names[side], "") for at in rows]
            lost = told.count("")
            said = math.log((len(rows) - lost + ADDED) / (lost + ADDED)) if rows else 0.0
            signs.append(max(LEAST, min(MOST, said)))
            absent.append(float(not rows))
            paired = paired or names[1 - side] in told
        if all(absent):
            return None
        return odds, *signs, *absent, float(paired)

    def _paired(self, row: int) -> tuple[dict[str, str], dict[str, str]]:
        """Return which word renders which in a bead, both ways."""
        if row not in self._pairs:
            read = self.reads[row]
            assert read is not None
            words = _ordered(read)
            places = _mutual(read.evidence if read.source.language == "zh" else read.evidence.T)
            pairs = [(words[0][i], words[1][j]) for i, j in places]
            self._pairs[row] = dict(pairs), {other: own for own, other in pairs}
        return self._pairs[row]


def _ordered(read: Reading) -> tuple[list[str], list[str]]:
    """Return the Chinese words of a bead, and the stems of the English ones."""
    own, other = read.words if read.source.language == "zh" else read.words[::-1]
    return own.forms, [form if form >= HAN_FIRST else stem_of(form) for form in other.forms]


def _mutual(near: Array) -> list[tuple[int, int]]:
    """Return the places of words that render each other better than any other word does."""
    import numpy as np

    places = [(np.arange(size) + 0.5) / size for size in near.shape]
    fit = near - APART * np.abs(places[0][:, None] - places[1][None])
    best = np.maximum(fit.max(axis=1)[:, None], fit.max(axis=0)[None])
    rows, columns = np.nonzero((fit >= best - 1e-6) & (fit >= RENDERED))
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def habits(view: BeadView) -> tuple[Habits, int]:
    """Return the habits of the beads about a bead, and its row among them."""
    return view.pair.chunked(_habits, view.index)


def _habits(pair: PairView, low: int, high: int) -> Sequence[tuple[Habits, int]]:
    held = Habits([reading_at(pair, at) for at in range(low, high)])
    return [(held, row) for row in range(high - low)]
