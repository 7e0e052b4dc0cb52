"""How two English words are related by sense: WordNet, cut down to the stems of the lexicon."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from alignkit.words.halving import Lines

# training/tables/wordnet.py wrote it.
FILE = "senses.tsv"
# The parts of speech of WordNet and the letters that name them there.
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
# What two words may be to each other, the nearer the higher.
NONE, SIBLINGS, WIDER, SAME = 0, 1, 2, 3


@lru_cache(maxsize=1)
def _table() -> Lines:
    return Lines(files("alignkit.data.check").joinpath(FILE).read_bytes(), "\t")


@lru_cache(maxsize=50_000)
def senses(stem: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the senses of a stem, and those that are more general."""
    held = [cell.split("/") for cell in (_table().get(stem) or "").split()]
    return frozenset(one[0] for one in held), frozenset(w for one in held for w in one[1:])


@lru_cache(maxsize=200_000)
def related(first: str, second: str) -> int:
    """Return what two stems are to each other.

    >>> related("doctor", "physician") == SAME, related("rain", "snow") == SIBLINGS
    (True, True)
    """
    if first == second:
        return SAME
    (own, above), (other, over) = senses(first), senses(second)
    if not own.isdisjoint(other):
        return SAME
    if not above.isdisjoint(other) or not over.isdisjoint(own):
        return WIDER
    return SIBLINGS if not above.isdisjoint(over) else NONE
