"""How well the lexicon and the vectors bear out what a word is rendered by."""

from __future__ import annotations

from collections.abc import Iterable

from alignkit.link.linking import Tabled
from alignkit.words.lexicon import WordTable

# What the lexicon holds counts for more than its strength: it was learned from whole sentences.
LISTED = 0.15


def support(table: WordTable, held: Tabled, at: int, places: Iterable[int]) -> float:
    """Return how well the lexicon and the vectors bear a word's renderings out."""
    own = held.source.numbers[at]
    best = 0.0
    for place in places:
        other = held.target.numbers[place]
        cosine = float(table.units[own] @ table.units[other])
        hits = [*_listed(table, own, other), *_listed(table, other, own)]
        best = max(best, cosine, *(value + LISTED for value in hits))
    return best


def _listed(table: WordTable, one: int, other: int) -> list[float]:
    found: list[float] = table.strengths[one][table.means[one] == table.keys[other]].tolist()
    return found
