"""English words that mean the same, as far as the learned lexicon can tell: they share a source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from alignkit.words.lexicon import BASE, STEP, lexicon

# How many shared Chinese words bear witness to two English words.
WITNESSES = 3
# A Chinese word that renders an English one more seldom bears none.
LEAST = 0.03
# Longer words that begin alike for so many letters are forms of one word.
ROOT = 5


@lru_cache(maxsize=1)
def _sources() -> Mapping[str, Mapping[str, float]]:
    """Return for each English stem the Chinese words that it renders, with the strengths."""
    strengths = {str(digit): BASE * STEP**digit for digit in range(10)}
    kept = {digit for digit, strength in strengths.items() if strength >= LEAST}
    found: dict[str, dict[str, float]] = {}
    for chinese, stems in lexicon().items():
        if not chinese.isascii():
            for part in stems.split():
                if part[-1] in kept:
                    found.setdefault(part[:-1], {})[chinese] = strengths[part[-1]]
    return found


@lru_cache(maxsize=200_000)
def kinship(first: str, second: str) -> float:
    """Return how surely two English stems are renderings of the same Chinese words, 0 to 1.

    >>> kinship("begin", "start") > kinship("begin", "pork")
    True
    """
    ours, theirs = _sources().get(first, {}), _sources().get(second, {})
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
