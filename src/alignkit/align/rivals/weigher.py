"""Rival ways weighed again by how the words of their beads are linked.

Each sentence of a bead should find its words' renderings inside the bead. The least share that a
sentence of it finds there tells a boundary that is off by one from a right one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.align.rivals.doubtful import Doubt, Way
from alignkit.link.linking import Tabled, probabilities
from alignkit.words.lexicon import WordTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alignkit.align.shapes import Link
    from alignkit.words.numbered import Words

    Floats = NDArray[np.float64]

# A sentence should have links for so many of its words, or they prove little by where they lead.
_USUAL = 0.6
# A sentence stands alone only where that is likelier than not: it says that something is missing.
_LONE = 0.5
# Places whose words are linked at once, which bounds memory.
_AT_ONCE = 64
#: What speaks for a way beside its score, by name, as the weights have it.
SIGNS = ("score", "least linked", "least linked of many")


@dataclass(frozen=True, slots=True)
class Weigher:
    """A weight for each sign, and from which probability on a bead is worth taking."""

    weights: tuple[float, ...]
    threshold: float

    def again(self, doubt: Doubt, signs: Floats) -> tuple[Link, ...]:
        """Return the beads expected to be right most, with their probabilities."""
        odds = signs @ np.array(self.weights)
        chance = np.exp(odds - odds.max())
        chance /= chance.sum()
        held: dict[tuple[int, int, tuple[int, int]], float] = {}
        for likely, way in zip(chance.tolist(), doubt.ways, strict=True):
            for link in way.links:
                held[link[:3]] = held.get(link[:3], 0.0) + likely
        worth = [
            sum(
                held[link[:3]] - (self.threshold if min(link.shape) else _LONE)
                for link in way.links
            )
            for way in doubt.ways
        ]
        best = doubt.ways[int(np.argmax(worth))]
        return tuple(link._replace(probability=min(1.0, held[link[:3]])) for link in best.links)


def signs(
    doubts: Sequence[Doubt],
    texts: tuple[Sequence[str], Sequence[str]],
    encoder: Any,
    langs: tuple[str, str],
) -> list[Floats]:
    """Return for each place the signs of its ways, a row a way."""
    found = [np.zeros((len(doubt.ways), len(SIGNS))) for doubt in doubts]
    # Where there is one way, nothing is to be told apart.
    asked = [number for number, doubt in enumerate(doubts) if len(doubt.ways) > 1]
    known = WordTable(encoder)
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        sides = [_sides(doubts[number], texts) for number in part]
        joined = [(" ".join(one), " ".join(two)) for one, two in sides]
        tables = probabilities(joined, encoder, langs, once=True, table=known)
        for number, table, (one, two) in zip(part, tables, sides, strict=True):
            found[number] = _signs(doubts[number], _Links.of(table, one, two))
    return found


def _sides(
    doubt: Doubt, texts: tuple[Sequence[str], Sequence[str]]
) -> tuple[Sequence[str], Sequence[str]]:
    (row, column), (last_row, last_column) = doubt.start, doubt.end
    return texts[0][row:last_row], texts[1][column:last_column]


@dataclass(frozen=True, slots=True)
class _Links:
    """How many links there are between each two sentences, and should be in each at least."""

    between: Floats
    rows: Floats
    columns: Floats

    @classmethod
    def of(cls, linked: Tabled, source: Sequence[str], target: Sequence[str]) -> _Links:
        one, two = _sentences(linked.source, source), _sentences(linked.target, target)
        between = np.asarray(one.T @ linked.table @ two, np.float64)
        rows, columns = (_USUAL * np.maximum(side.sum(axis=0), 1) for side in (one, two))
        return cls(
            between,
            np.maximum(between.sum(axis=1), rows),
            np.maximum(between.sum(axis=0), columns),
        )


def _sentences(words: Words, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return which of the texts, joined by spaces, each word stands in: 1 there, 0 elsewhere."""
    ends = np.cumsum([len(text) + 1 for text in texts])
    places = np.searchsorted(ends, np.array(words.starts), side="right")
    return np.asarray(places[:, None] == np.arange(len(texts)), np.float32)


def _signs(doubt: Doubt, links: _Links) -> Floats:
    seen: dict[tuple[int, int, tuple[int, int]], float] = {}

    def least(link: Link) -> float:
        (a, b), i, j = link.shape, link.source - doubt.start[0], link.target - doubt.start[1]
        if not (a and b):
            return 0.0
        inside = links.between[i : i + a, j : j + b]
        one = inside.sum(axis=1) / links.rows[i : i + a]
        two = inside.sum(axis=0) / links.columns[j : j + b]
        return float(min(one.min(), two.min()))

    def signs_of(way: Way) -> list[float]:
        found = 0.0
        many = 0.0
        for link in way.links:
            if link[:3] not in seen:
                seen[link[:3]] = least(link)
            found += seen[link[:3]]
            many += seen[link[:3]] * (sum(link.shape) > 2)
        return [way.score, found, many]

    return np.array([signs_of(way) for way in doubt.ways]).reshape(-1, len(SIGNS))
