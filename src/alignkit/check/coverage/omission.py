"""Reads a bead for dropped content: the odds of each word, the stretch, how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.check.coverage.dropping import STRETCH_FEATURES, shown_by, stretch_features
from alignkit.check.coverage.freedom import document_features
from alignkit.check.coverage.net import Learned
from alignkit.check.coverage.stretches import candidates, context_features, word_features
from alignkit.types import Span
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.renderings import Pair, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    pair = words_of(table, source), words_of(table, target)
    return read_all(table, learned, [pair])[0] if len(pair[0]) else None


def read_all(table: WordTable, learned: Learned, pairs: Sequence[Pair]) -> list[Reading]:
    """Look for what translations of one document leave out; every source must hold words."""
    import numpy as np

    if not pairs:
        return []
    rows, found = word_features(table, pairs, learned.hardness)
    prior = np.float32(learned.prior)
    sources = [source for source, _ in pairs]
    odds = learned.context(context_features(sources, rows, learned.word(rows) - prior)) - prior
    parts = np.split(odds, np.cumsum([len(source) for source in sources])[:-1])
    stretches, measured, owner, shown = [], [], [], []
    for at, (pair, part, seen) in enumerate(zip(pairs, parts, found, strict=True)):
        for stretch in candidates(*pair, part, seen):
            stretches.append(stretch)
            measured.append(stretch_features(table, *pair, part, stretch, seen))
            owner.append(at)
        shown.append(shown_by(table, *pair, part, seen))
    whole = document_features(np.array(shown, np.float32), [0] * len(pairs), learned.usual)
    surprises = learned.stretch(
        np.concatenate([np.array(measured, np.float32), whole[owner]], axis=1)
    ).tolist()
    best: dict[int, int] = {}
    for at, place in enumerate(owner):
        if place not in best or surprises[at] > surprises[best[place]]:
            best[place] = at
    return [
        Reading(
            source,
            part,
            *stretches[at][1:],
            surprises[at],
            seen.unexplained,
            _item(measured[at]),
        )
        for source, part, seen, at in zip(sources, parts, found, best.values(), strict=True)
    ]


def _item(features: list[float]) -> int:
    if features[_WHOLE] <= 0:
        return 0
    return 2 if features[_ADJACENT] > 0 else 1
