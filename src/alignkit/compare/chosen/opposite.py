"""Two renderings of one original side by side: their links, and how near their words are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.link.cells import stem_key, word_class
from alignkit.link.linking import Tabled
from alignkit.terms.linkage import Linkage
from alignkit.terms.said import RENDERS
from alignkit.terms.support import support
from alignkit.types.comparison import Row
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.synonyms import kinship, root

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sides:
    """Two renderings of one original, with how near each two of their words are."""

    table: WordTable
    tables: tuple[Tabled, Tabled]
    near: Table
    linked: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    pair: tuple[int, int]

    def support(self, side: int, at: int, places: Iterable[int]) -> float:
        """Return how well the lexicon and the vectors bear out what one side has for a word."""
        return support(self.table, self.tables[side], at, places)


def sides_of(row: Row, linkage: Linkage) -> Iterator[Sides]:
    """Yield the pairs of renderings of a row that are compared and differ."""
    for like in row.likenesses:
        first, second = (linkage.tables[number].get(row.index) for number in like.pair)
        if first is None or second is None or like.chrf >= 100:
            continue
        near = nearness(linkage.words, first.target, second.target)
        linked = (first.table >= RENDERS, second.table >= RENDERS)
        yield Sides(linkage.words, (first, second), near, linked, like.pair)


def nearness(table: WordTable, first: Words, second: Words) -> Table:
    """Return how near each word of one rendering is to each of the other, 1 for the same word."""
    near: Table = table.units[first.numbers] @ table.units[second.numbers].T
    ours, theirs = (_stems(side) for side in (first, second))
    for row, one in ours.items():
        for column, other in theirs.items():
            if root(one) == root(other):
                near[row, column] = 1.0
            else:
                near[row, column] = max(near[row, column], kinship(one, other))
    return near


def _stems(words: Words) -> Mapping[int, str]:
    return {at: stem_key(form) for at, form in enumerate(words.forms) if word_class(form) == 0}
