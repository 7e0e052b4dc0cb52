"""Reads a bead for dropped content: the odds of each word, the stretch, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.check.coverage import (
    Words,
    context_features,
    stretch_features,
    word_features,
    words_of,
    worst,
)
from alignkit.check.lexicon import WordTable
from alignkit.check.net import Learned
from alignkit.types import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Reading:
    """How a source text fares in its translation.

    `odds` holds a number for each word: above 0 it looks dropped. `span` is the stretch that most
    looks dropped, `low` and `high` its words, `surprise` the log odds that it is.
    """

    words: Words
    odds: NDArray[np.float32]
    low: int
    high: int
    surprise: float

    @property
    def span(self) -> Span:
        """The characters of the stretch."""
        if self.high <= self.low:
            return Span(0, 0)
        return Span(self.words.starts[self.low], self.words.ends[self.high - 1])


def read(table: WordTable, learned: Learned, source: str, target: str) -> Reading | None:
    """Look for what a translation leaves out; None where the source holds no word."""
    import numpy as np

    own, other = words_of(table, source), words_of(table, target)
    if not len(own):
        return None
    rows, unexplained = word_features(table, own, other, learned.hardness)
    prior = np.float32(learned.prior)
    odds = learned.context(context_features(own, rows, learned.word(rows) - prior)) - prior
    found = worst(odds, own.breaks())
    measured = stretch_features(table, own, other, odds, found, unexplained)
    surprise = learned.stretch(np.array([measured], np.float32))[0]
    return Reading(own, odds, found[1], found[2], float(surprise))
