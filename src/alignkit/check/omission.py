"""Reads a bead for dropped content: the odds of each word, the stretch, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.check.coverage import (
    STRETCH_FEATURES,
    context_features,
    stretch_features,
    word_features,
    words_of,
    worst,
)
from alignkit.check.lexicon import WordTable
from alignkit.check.net import Learned
from alignkit.check.words import Words
from alignkit.types import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.check.coverage import Matched

_WHOLE, _ADJACENT = (STRETCH_FEATURES.index(name) for name in ("whole_item", "adjacent"))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a source text fares in its translation.

    `odds` holds a number for each word: above 0 it looks dropped. `span` is the stretch that most
    looks dropped, `low` and `high` its words, `surprise` the log odds that it is. `unexplained` is
    the share of the translation that no word of the source accounts for. `item` is 1 where the
    stretch is a whole list item, 2 where its siblings stand side by side in the translation.
    """

    words: Words
    odds: NDArray[np.float32]
    low: int
    high: int
    surprise: float
    unexplained: float
    item: int

    @property
    def span(self) -> Span:
        """The characters of the stretch."""
        if self.high <= self.low:
            return Span(0, 0)
        return Span(self.words.starts[self.low], self.words.ends[self.high - 1])


def read(table: WordTable, learned: Learned, source: str, target: str) -> Reading | None:
    """Look for what a translation leaves out; None where the source holds no word."""
    return read_words(table, learned, words_of(table, source), words_of(table, target))


def read_words(
    table: WordTable,
    learned: Learned,
    own: Words,
    other: Words,
    matched: Matched | None = None,
) -> Reading | None:
    """Look for what a translation leaves out, of texts that are cut into words already."""
    import numpy as np

    if not len(own):
        return None
    rows, found = word_features(table, own, other, learned.hardness, matched)
    prior = np.float32(learned.prior)
    odds = learned.context(context_features(own, rows, learned.word(rows) - prior)) - prior
    stretch = worst(odds, own.breaks())
    measured = stretch_features(table, own, other, odds, stretch, found)
    surprise = learned.stretch(np.array([measured], np.float32))[0]
    whole, adjacent = measured[_WHOLE] > 0, measured[_ADJACENT] > 0
    item = (2 if adjacent else 1) if whole else 0
    return Reading(own, odds, stretch[1], stretch[2], float(surprise), found.unexplained, item)
