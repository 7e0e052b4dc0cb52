"""Words that a translator has all through where the other has others: told at their first row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from alignkit.compare.usage import HABIT, firsts
from alignkit.compare.weighed.gaps import Matched, meant
from alignkit.link.cells import stem_key

# A word is a translator's custom where at least so many of its rows have nothing for it beside it.
MOSTLY = 0.8


def once(rows: Sequence[int], held: Sequence[Matched]) -> list[Matched]:
    """Return renderings side by side, each customary word left over in its first row alone.

    Who writes Master Kong where the other writes Confucius says nothing new by it in each row.
    """
    first = firsts(
        (row, key) for row, one in zip(rows, held, strict=True) for key, _, _ in _left(one)
    )
    stand = Counter(key for one in held for key in _standing(one))
    found = []
    for row, one in zip(rows, held, strict=True):
        left: tuple[list[int], list[int]] = ([], [])
        for key, side, at in _left(one):
            begun, count = first[key]
            custom = count >= HABIT and count >= MOSTLY * stand[key]
            if not custom or begun == row:
                left[side].append(at)
        found.append(replace(one, left=left))
    return found


def _left(held: Matched) -> Iterator[tuple[Hashable, int, int]]:
    """Yield by what each word that is left over is known again, its side and its place."""
    for side in (0, 1):
        forms = held.sides.tables[side].target.forms
        for at in held.left[side]:
            yield (held.sides.pair, side, stem_key(forms[at])), side, at


def _standing(held: Matched) -> set[Hashable]:
    """Return the words of a row, each once, as they are known again."""
    return {
        (held.sides.pair, side, stem_key(table.target.forms[at]))
        for side, table in enumerate(held.sides.tables)
        for at in meant(table.target.forms)
    }
