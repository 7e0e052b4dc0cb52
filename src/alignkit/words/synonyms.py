"""English words that mean the same, as far as the learned lexicon can tell: they share a source."""

from __future__ import annotations

from functools import lru_cache

from alignkit.words.lexicon import sources

# How many shared Chinese words bear witness to two English words.
WITNESSES = 3
# Longer words that begin alike for so many letters are forms of one word.
ROOT = 5


@lru_cache(maxsize=200_000)
def kinship(first: str, second: str) -> float:
    """Return how surely two English stems are renderings of the same Chinese words, 0 to 1.

    >>> kinship("begin", "start") > kinship("begin", "pork")
    True
    """
    ours, theirs = sources(first), sources(second)
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    shared = sorted((min(v, theirs[k]) for k, v in ours.items() if k in theirs), reverse=True)
    return min(1.0, sum(shared[:WITNESSES]))


def root(stem: str) -> str:
    """Return what the forms of a word begin with.

    >>> root("systemic") == root("systematic"), root("state") == root("station")
    (True, False)
    """
    return stem[:ROOT] if len(stem) > ROOT else stem
