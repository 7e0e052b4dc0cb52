"""Reads a bead for dropped content: the odds of each word, the stretch, how sure it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.check.coverage.closer import (
    CLOSER_FEATURES,
    DOUBT,
    closer_features,
    linked,
    sole_features,
    usual,
)
from alignkit.check.coverage.counted import Listed, listed
from alignkit.check.coverage.dropping import STRETCH_FEATURES, meant, shown_by, stretch_features
from alignkit.check.coverage.freedom import document_features
from alignkit.check.coverage.net import Learned
from alignkit.check.coverage.stretches import (
    Stretch,
    candidates,
    context_features,
    word_features,
)
from alignkit.types import Span
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.renderings import Pair, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WHOLE, _ADJACENT, _MEAN = (
    STRETCH_FEATURES.index(name) for name in ("whole_item", "adjacent", "mean")
)
# A list whose other items are all there says more of the one that is not than the words do: on
# documents held out 1.5 finds two items in a hundred more, and three clean beads in ten thousand.
_LENIENT = (0.0, 0.4, 1.5)
_PLAIN = -1.0
# An item of a list whose other items are there.
_WITHIN = 2
# An item that its list has no member for is dropped, whatever its words say: on the development
# documents of both directions 31 in 36 of these were.
_COUNTED = 1.5
# A whole Chinese clause of three words of content and more, none of which is linked to anything, is
# surer than the network says: of documents held out 20 stretches that were taken out and 2 of 1,774
# clean texts lie so little under the bar. English has few of them.
_SUREST, _CONTENT = (CLOSER_FEATURES.index(name) for name in ("surest", "content"))
BARE, BARE_WORDS, FOR_BARE = 0.3, 3, 1.0
# An item whose words look rendered by more than this, in the mean, is not looked at again.
LOOKED_AT = -4.0


@dataclass(frozen=True, slots=True)
class Reading:
    """How a source text fares in its translation.

    `odds` holds a number for each word: above 0 it looks dropped. `span` is the stretch that most
    looks dropped, `low` and `high` its words, `surprise` the log odds that it is. `unexplained` is
    the share of the translation that no word of the source accounts for. `item` is 1 where the
    stretch is a whole list item, 2 where its siblings stand side by side in the translation, and
    `leniency` what its list adds to the log odds.
    """

    words: Words
    odds: NDArray[np.float32]
    low: int
    high: int
    surprise: float
    unexplained: float
    item: int
    leniency: float

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
    stretches: list[Stretch] = []
    measured, owner, shown = [], [], []
    items: list[tuple[int, Listed]] = []
    for at, (pair, part, seen) in enumerate(zip(pairs, parts, found, strict=True)):
        both = meant(table, *pair)
        items += [
            (at, one)
            for one in listed(*pair, part, seen)
            if one.uncounted or (one.telling and one.mean > LOOKED_AT)
        ]
        for stretch in candidates(*pair, part, seen):
            stretches.append(stretch)
            measured.append(stretch_features(table, *pair, part, stretch, seen, both))
            owner.append(at)
        shown.append(shown_by(table, *pair, part, seen))
    whole = document_features(np.array(shown, np.float32), [0] * len(pairs), learned.usual)
    rows = np.concatenate([np.array(measured, np.float32), whole[owner]], axis=1)
    surprises = learned.stretch(rows)
    looks = _Looks(table, learned, pairs, parts)
    looks.link([owner[at] for at in _doubtful(surprises)] + [at for at, _ in items])
    surprises = _again(looks, rows, surprises, stretches, owner)
    best: dict[int, tuple[float, Reading]] = {}

    def weigh(place: int, low: int, high: int, odds: float, item: int, added: float) -> None:
        if place not in best or odds + added > best[place][0]:
            unexplained = found[place].unexplained
            best[place] = (
                odds + added,
                Reading(sources[place], parts[place], low, high, odds, unexplained, item, added),
            )

    for at, (place, (_, low, high)) in enumerate(zip(owner, stretches, strict=True)):
        features = measured[at]
        weigh(place, low, high, float(surprises[at]), _item(features), _leniency(features))
    for (place, one), value in zip(items, looks.weighed(items), strict=True):
        weigh(place, *one.item, value, _WITHIN, max(0.0, _COUNTED - value) * one.uncounted)
    return [best[place][1] for place in range(len(pairs))]


class _Looks:
    """A closer look at beads of one document: how their words are linked, and rendered elsewhere.

    Texts are linked once for the stretches and the list items that are looked at.
    """

    def __init__(
        self,
        table: WordTable,
        learned: Learned,
        pairs: Sequence[Pair],
        odds: Sequence[NDArray[np.float32]],
    ) -> None:
        self.table, self.learned, self.pairs, self.odds = table, learned, pairs, odds
        self.links: dict[int, NDArray[np.float32]] = {}
        self._usual: list[tuple[NDArray[np.float32], NDArray[np.float32]]] = []

    def link(self, places: Iterable[int]) -> None:
        """Link the words of some beads."""
        texts = sorted(set(places))
        found = linked(self.table, [self.pairs[at] for at in texts], self.learned.langs)
        self.links = dict(zip(texts, found, strict=True))
        if texts:
            sources = [source for source, _ in self.pairs]
            self._usual = usual(sources, self.odds, [0] * len(self.pairs))

    def features(self, place: int, low: int, high: int) -> list[float]:
        """Return what links and the rest of the document say of some words of a bead."""
        return closer_features(
            self.table,
            self.pairs[place],
            self.odds[place],
            self.links[place],
            self._usual[place],
            low,
            high,
        )

    def weighed(self, items: Sequence[tuple[int, Listed]]) -> list[float]:
        """Return the log odds that items of lists are left out."""
        import numpy as np

        if not items:
            return []
        rows = [
            [
                *one.features,
                *self.features(place, *one.item),
                *sole_features(self.table, self.pairs[place], self.links[place], *one.item),
            ]
            for place, one in items
        ]
        return [float(value) for value in self.learned.listed(np.array(rows, np.float32))]


def _doubtful(surprises: NDArray[np.float32]) -> list[int]:
    import numpy as np

    return [int(at) for at in np.flatnonzero(surprises > DOUBT)]


def _again(
    looks: _Looks,
    rows: NDArray[np.float32],
    surprises: NDArray[np.float32],
    stretches: Sequence[Stretch],
    owner: Sequence[int],
) -> NDArray[np.float32]:
    """Return the log odds of the stretches, those in doubt weighed again by their links."""
    import numpy as np

    doubtful = _doubtful(surprises)
    if not doubtful:
        return surprises
    more = [looks.features(owner[at], *stretches[at][1:]) for at in doubtful]
    found = np.minimum(surprises, DOUBT)
    found[doubtful] = looks.learned.closer(
        np.concatenate([rows[doubtful], np.array(more, np.float32)], axis=1)
    )
    for at, signs in zip(doubtful, more, strict=True) if looks.learned.langs[0] == "zh" else ():
        words, (_, low, high) = looks.pairs[owner[at]][0], stretches[at]
        content = math.expm1(signs[_CONTENT])
        if signs[_SUREST] < BARE and content > BARE_WORDS - 0.5 and _bounded(words, low, high):
            found[at] += FOR_BARE
    return found


def _bounded(words: Words, low: int, high: int) -> bool:
    """Tell whether a stretch lies between marks, or the ends of its text."""
    return words.breaks[low] == 2 and (high == len(words) or words.breaks[high] == 2)


def _leniency(features: list[float]) -> float:
    return _LENIENT[_item(features)] if features[_MEAN] >= _PLAIN else 0.0


def _item(features: list[float]) -> int:
    if features[_WHOLE] <= 0:
        return 0
    return 2 if features[_ADJACENT] > 0 else 1
