"""Numbered parts of a text as anchors: 第三条 faces Article 3 where the words around agree.

Numbers alone prove nothing: a clause that one side lacks may have shifted all that follow. So a
pair of numbers counts only where most of the pairs around it are confirmed by what they stand over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from alignkit.align.identity.chains import best_chain
from alignkit.align.marks import heads

if TYPE_CHECKING:
    from alignkit.align.anchors import Anchor

# Pairs of one number that are weighed: a contents page and the text make two, annexes some more.
_RIVALS = 16
# Of so many pairs of numbers on either side, this share of those that words speak of must agree.
_AROUND, _AGREED = 5, 0.8
# So many of them must be spoken of at all.
_HEARD = 2

Places = tuple[list[tuple[int, int]], list[int], list[int]]


def places(source: Sequence[str], target: Sequence[str], anchors: Sequence[Anchor]) -> Places:
    """Return the pairs of numbered sentences that face each other, and where parts begin.

    The parts are those of each side that stand between such pairs, with partner or without.
    """
    ours, theirs = heads(source), heads(target)
    if not (any(ours) and any(theirs)):
        return [], [], []
    chain = _chain(ours, theirs)
    begins = [[k for k, head in enumerate(side) if head] for side in (ours, theirs)]
    said = _said(chain, begins[0], begins[1], anchors)
    kept = [chain[k] for k in range(len(chain)) if _confirmed(said, k)]
    held: tuple[list[int], list[int]] = ([], [])
    confirmed = set(kept)
    for one, two in pairwise(chain):
        if one in confirmed and two in confirmed:
            for side in (0, 1):
                low = bisect_right(begins[side], one[side])
                high = bisect_right(begins[side], two[side])
                held[side].extend(begins[side][low:high])
    return kept, held[0], held[1]


def _chain(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of equal numbers in order on both sides that are most."""
    where: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, held in enumerate((ours, theirs)):
        for number, head in enumerate(held):
            if head:
                where[head][side].append(number)
    pairs = [
        (i, j, (len(one) * len(two)) ** -0.5)
        for one, two in where.values()
        if 0 < len(one) * len(two) <= _RIVALS
        for i in one
        for j in two
    ]
    return best_chain(pairs)


def _said(
    chain: Sequence[tuple[int, int]],
    rows: Sequence[int],
    columns: Sequence[int],
    anchors: Sequence[Anchor],
) -> list[tuple[int, int]]:
    """Return for each pair how many sentences of its part lead to the other's, and elsewhere."""
    numbers = {i: k for k, (i, _) in enumerate(chain)}
    said = [(0, 0)] * len(chain)
    for anchor in anchors:
        row = bisect_right(rows, anchor.source) - 1
        column = bisect_right(columns, anchor.target) - 1
        number = numbers.get(rows[row]) if row >= 0 else None
        if number is not None:
            agrees = column >= 0 and columns[column] == chain[number][1]
            yes, no = said[number]
            said[number] = yes + agrees, no + (not agrees)
    return said


def _confirmed(said: Sequence[tuple[int, int]], number: int) -> bool:
    """Whether most of what the words around a pair say agrees with it."""
    near = said[max(0, number - _AROUND) : number + _AROUND + 1]
    heard = [yes / (yes + no) for yes, no in near if yes + no]
    return len(heard) >= _HEARD and sum(heard) >= _AGREED * len(heard)
