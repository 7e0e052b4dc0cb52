"""Edits to a text: lists of replaced stretches, applied in one go, with the way back kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from alignkit.types import OffsetMap

# Short strings weigh many times what they hold: they are joined before there are too many.
_AT_ONCE = 10_000


class Edit(NamedTuple):
    """The characters from `start` to `end` are replaced by `after`; equal text is a notice only.

    A quiet edit moves white space for the sake of another one, and is not reported.
    """

    start: int
    end: int
    after: str
    quiet: bool = False


def tidy(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits in order, without those that overlap an earlier one.

    >>> tidy([Edit(4, 6, "b"), Edit(0, 2, "a"), Edit(5, 7, "c")])
    [Edit(start=0, end=2, after='a', quiet=False), Edit(start=4, end=6, after='b', quiet=False)]
    """
    kept: list[Edit] = []
    last = 0
    for edit in sorted(edits):
        if edit.start >= last:
            kept.append(edit)
            last = max(edit.end, last)
    return kept


def apply(text: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """Return the text with ordered edits made, and the map from it back to the text given.

    >>> apply("high-\\nquality", [Edit(5, 6, "")])[0]
    'high-quality'
    """
    pieces: list[str] = []
    parts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    here = there = 0
    for start, end, after, _ in edits:
        if start > there:
            runs.append((here, there, start - there))
            pieces.append(text[there:start])
            here += start - there
        pieces.append(after)
        here += len(after)
        there = end
        if len(pieces) > _AT_ONCE:
            parts.append("".join(pieces))
            pieces.clear()
    if there < len(text):
        runs.append((here, there, len(text) - there))
        pieces.append(text[there:])
    return "".join([*parts, *pieces]), OffsetMap(tuple(runs), len(text))
