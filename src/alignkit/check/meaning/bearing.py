"""How far the words of a text tell what its translation says: learned from pairs, member by member.

`training/meaning.py` fits, for each member of the sets of contraries and for denial, the log odds
that one side holds a sign of it, given the words of the other. So 不断 and 非洲 weigh nothing for a
denial, and “lack” weighs much, without a list of either.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

FILE = "bearing.tsv.xz"
# What a cue weighs that nobody has seen, where it looks like a sign of the member.
UNSEEN = 3.0


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one language tells of the other: the weight of each cue for each member."""

    base: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def weight(self, cue: str, member: str, otherwise: float = 0.0) -> float:
        """Return what a cue weighs for a member."""
        held = self.weights.get(cue)
        return otherwise if held is None else held.get(member, otherwise)

    def odds(self, cues: Iterable[str]) -> dict[str, float]:
        """Return the log odds of every member, given the cues of a text."""
        found = dict(self.base)
        weights = self.weights
        for cue in cues:
            for member, weight in weights.get(cue, {}).items():
                found[member] += weight
        return found


@lru_cache(maxsize=2)
def bearing(language: str) -> Bearing:
    """Return what texts of a language, "zh" or "en", tell of their translations."""
    packed = files("alignkit.data.meaning").joinpath(FILE).read_bytes()
    base: dict[str, float] = {}
    weights: dict[str, dict[str, float]] = {}
    for line in lzma.decompress(packed).decode("utf-8").splitlines():
        lang, member, cells = line.split("\t")
        if lang == language:
            for cell in cells.split(" "):
                cue, _, weight = cell.rpartition(":")
                if cue:
                    weights.setdefault(cue, {})[member] = float(weight)
                else:
                    base[member] = float(weight)
    return Bearing(base, weights)
