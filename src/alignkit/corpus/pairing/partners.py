"""Which documents translate each other: a score, a margin over the rivals, one to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.corpus.pairing.store import PLACES, Side, rarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# Documents compared at once, a side.
BLOCK = 2048
# The likeliest partners of a document that are looked at closely.
CANDIDATES = 8
# What shared numbers and names count beside the likeness of the vectors.
MARKS = 0.5
# What the length counts: a document twice as long as its fellows would be is that much less like.
LENGTH = 0.1
# The least likeness and lead over the rivals with which a pair is believed.
LIKE, LEAD = 0.25, 0.05
# Those that are not are aligned with so many likely partners; from this part of the text that is
# found on the other side two documents are translations, as the aligner itself has it.
LOOKED_AT, PARALLEL = 4, 0.45


@dataclass(frozen=True, slots=True)
class Match:
    """A source document, a target document, how alike they are, and the lead over all rivals.

    `looked` says that both were aligned to see: then the score is the part of the text found.
    """

    source: int
    target: int
    score: float
    margin: float
    looked: bool = False


@dataclass(frozen=True)
class Field:
    """The pairs that may be, each with a score."""

    rows: Ints
    columns: Ints
    scores: Floats

    def __len__(self) -> int:
        return len(self.rows)

    def ahead(self, like: float, lead: float, looked: bool = False) -> list[Match]:
        """Return the pairs that are like enough and lead over every rival of either document."""
        margins = _margins(self.rows, self.columns, self.scores)
        sure = (self.scores >= like) & (margins >= lead)
        held = (self.rows, self.columns, self.scores, margins)
        rows, columns, scores, leads = (values[sure].tolist() for values in held)
        return list(map(Match, rows, columns, scores, leads, repeat(looked)))

    def without(self, found: Sequence[Match]) -> Field:
        """Return what is left to the documents that have no partner yet."""
        taken = np.isin(self.rows, [m.source for m in found])
        taken |= np.isin(self.columns, [m.target for m in found])
        return self.of(~taken)

    def closest(self, most: int) -> Field:
        """Return the likeliest pairs of every source document."""
        order = np.lexsort((-self.scores, self.rows))
        rows = self.rows[order]
        starts = np.searchsorted(rows, rows)
        return self.of(np.sort(order[np.arange(len(order)) - starts < most]))

    def scored(self, scores: Sequence[float]) -> Field:
        """Return the same pairs with other scores."""
        return Field(self.rows, self.columns, np.array(scores, np.float32))

    def of(self, chosen: Any) -> Field:
        """Return some of the pairs."""
        return Field(self.rows[chosen], self.columns[chosen], self.scores[chosen])


def field(source: Side, target: Side) -> Field:
    """Return the pairs worth a thought."""
    if not len(source) or not len(target):
        return Field(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    rows, columns, cosines = _candidates(source, target)
    return Field(rows, columns, _scores(source, target, rows, columns, cosines))


def _candidates(source: Side, target: Side) -> tuple[Ints, Ints, Floats]:
    """Return the likeliest partners of every document of either side, each pair once."""
    means = source.mean(), target.mean()
    best = [_Best(len(source)), _Best(len(target))]
    for start in range(0, len(source), BLOCK):
        one = source.block(start, start + BLOCK, means[0])
        for other in range(0, len(target), BLOCK):
            cosines = one @ target.block(other, other + BLOCK, means[1]).T
            best[0].add(start, other, cosines)
            best[1].add(other, start, np.ascontiguousarray(cosines.T))
    keys = np.concatenate(
        [
            best[0].own() * len(target) + best[0].found(),
            best[1].found() * len(target) + best[1].own(),
        ]
    )
    values = np.concatenate([best[0].values(), best[1].values()])
    keys, first = np.unique(keys, return_index=True)
    return keys // len(target), keys % len(target), values[first]


class _Best:
    """The highest values met so far in each row, and where."""

    def __init__(self, rows: int) -> None:
        self._values = np.full((rows, CANDIDATES), -2, np.float32)
        self._places = np.zeros((rows, CANDIDATES), np.int64)

    def add(self, row: int, column: int, block: Floats) -> None:
        """Take in a block of values that begins at a row and a column."""
        rows = slice(row, row + len(block))
        take = min(CANDIDATES, block.shape[1])
        there = np.argpartition(-block, take - 1, axis=1)[:, :take]
        values = np.hstack([self._values[rows], np.take_along_axis(block, there, axis=1)])
        places = np.hstack([self._places[rows], there + column])
        kept = np.argsort(-values, axis=1, kind="stable")[:, :CANDIDATES]
        self._values[rows] = np.take_along_axis(values, kept, axis=1)
        self._places[rows] = np.take_along_axis(places, kept, axis=1)

    def own(self) -> Ints:
        """The row of each value."""
        return np.nonzero(self._values > -2)[0].astype(np.int64)

    def found(self) -> Ints:
        """The column of each value."""
        return self._places[self._values > -2]

    def values(self) -> Floats:
        """The values."""
        return self._values[self._values > -2]


def _scores(source: Side, target: Side, rows: Ints, columns: Ints, cosines: Floats) -> Floats:
    """Return how alike pairs are: vectors, the numbers and names they share, their lengths."""
    weights = rarity((source, target))
    shared = np.zeros(len(rows), np.float32)
    held, own = -1, np.zeros(0, np.int64)
    for place, (row, column) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
        if row != held:
            held, own = row, source.marks_of(row)
        other = target.marks_of(column)
        both = np.intersect1d(own, other, assume_unique=True)
        # Of the two the one with fewer marks is the one whose marks are all names and numbers.
        least = min(weights[own % PLACES].sum(), weights[other % PLACES].sum())
        shared[place] = weights[both % PLACES].sum() / least if least else 0
    # A document's own level of shared marks says what kind of text it is, not who its partner is.
    shared -= (_level(rows, shared, len(source)) + _level(columns, shared, len(target))) / 2
    sizes = np.log1p(target.sizes[columns]) - np.log1p(source.sizes[rows])
    strange = np.abs(sizes - _usual(rows, cosines, sizes)) / np.log(2)
    return np.asarray(cosines + MARKS * shared - LENGTH * np.minimum(strange, 3), np.float32)


def _level(places: Ints, values: Floats, count: int) -> Floats:
    """Return the mean of the values that share a place, for each of them."""
    totals = np.bincount(places, weights=values, minlength=count)
    sizes = np.maximum(np.bincount(places, minlength=count), 1)
    return np.asarray((totals / sizes)[places], np.float32)


def _usual(rows: Ints, cosines: Floats, sizes: Floats) -> float:
    """Return how much longer translations are here: the median over everybody's likeliest."""
    order = np.lexsort((-cosines, rows))
    first = np.unique(rows[order], return_index=True)[1]
    return float(np.median(sizes[order][first]))


def _margins(rows: Ints, columns: Ints, scores: Floats) -> Floats:
    """Return each pair's lead over the best other pair of either of its documents."""
    leads = []
    for places in (rows, columns):
        order = np.lexsort((-scores, places))
        held, values = places[order], scores[order]
        first = np.searchsorted(held, held)
        behind = np.minimum(first + 1, len(held) - 1)
        # A document without a rival leads by its whole score.
        second = np.where((first + 1 < len(held)) & (held[behind] == held), values[behind], 0)
        lead = values - np.where(np.arange(len(held)) == first, second, values[first])
        back = np.empty_like(lead)
        back[order] = lead
        leads.append(back)
    return np.asarray(np.minimum(leads[0], leads[1]), np.float32)
