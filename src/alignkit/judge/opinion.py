"""What comes of judging pairs: remarks whose words stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from alignkit.types.remark import SIDES, Pair, Remark

# Characters of a side that stand above its remarks.
_SHOWN = 60


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
        """Return a line a remark for people, under the pair that it is about."""
        lines = []
        for number, remarks in enumerate(self.remarks):
            if remarks:
                lines.append(f"bead {number}: {' / '.join(map(_short, self.pairs[number]))}")
            lines += [
                f"  {remark.side} “{self.quote(number, remark)}”: {remark.kind or 'wrong'} "
                f"({remark.severity}, {remark.probability:.2f})"
                for remark in remarks
            ]
        return lines

    def quote(self, number: int, remark: Remark) -> str:
        """Return the words that a remark is about."""
        return self.pairs[number][SIDES.index(remark.side)][remark.start : remark.end]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
