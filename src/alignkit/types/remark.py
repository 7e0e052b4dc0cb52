"""What whoever judges a pair says of it: the words of one side that look wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

Pair = tuple[str, str]
SIDES = ("source", "target")


@dataclass(frozen=True, slots=True)
class Remark:
    """Characters of one side of a pair that a judge calls wrong, and how surely."""

    side: str
    start: int
    end: int
    kind: str = ""
    severity: str = "major"
    probability: float = 1.0


class Judge(Protocol):
    """Whoever takes pairs and gives the remarks of each, in order; any callable does."""

    def __call__(self, pairs: Sequence[Pair], /) -> Sequence[Sequence[Remark]]:
        """Return the remarks of each pair."""
        ...


def stands(remark: Remark, pair: Pair) -> bool:
    """Tell whether the words of a remark stand in its pair."""
    if remark.side not in SIDES or not 0 <= remark.probability <= 1:
        return False
    text = pair[SIDES.index(remark.side)]
    return 0 <= remark.start < remark.end <= len(text)
