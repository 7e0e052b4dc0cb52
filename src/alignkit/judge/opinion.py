"""Whoever judges pairs, and what comes of it: marks whose words stand in the pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

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


@dataclass(frozen=True, slots=True)
class Opinion:
    """The remarks of each pair, what went wrong while they were asked for, and what it cost.

    `counts` tells how many answers came from a server and from the cache, were late, refused or
    malformed, or came up against a limit; and how many remarks were left out because their words
    do not stand in the pair.
    """

    pairs: tuple[Pair, ...]
    remarks: tuple[tuple[Remark, ...], ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    tokens: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the opinion as plain values; `pair` counts from 0."""
        marks = [
            {"pair": number, "quote": self.quote(number, remark), **asdict(remark)}
            for number, remarks in enumerate(self.remarks)
            for remark in remarks
        ]
        return {"schema": 1, "marks": marks, "counts": dict(self.counts), "tokens": self.tokens}

    def lines(self) -> list[str]:
        """Return a line a remark, for people."""
        return [
            f"{number}: {remark.kind or 'wrong'} ({remark.severity}, {remark.probability:.2f}) "
            f"{remark.side} “{self.quote(number, remark)}”"
            for number, remarks in enumerate(self.remarks)
            for remark in remarks
        ]

    def quote(self, number: int, remark: Remark) -> str:
        """Return the words that a remark is about."""
        return self.pairs[number][SIDES.index(remark.side)][remark.start : remark.end]


def stands(remark: Remark, pair: Pair) -> bool:
    """Tell whether the words of a remark stand in its pair."""
    if remark.side not in SIDES or not 0 <= remark.probability <= 1:
        return False
    text = pair[SIDES.index(remark.side)]
    return 0 <= remark.start < remark.end <= len(text)
