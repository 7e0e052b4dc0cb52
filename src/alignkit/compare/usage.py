"""What one translator does all through is told once, with how often: it is a habit of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from alignkit.types.comparison import Divergence, Row

# Another sense or a word too many in so many rows is a way of rendering: the table of terms has it.
HABIT = 3


def names_once(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, a name that only one translator uses told at its first place alone.

    An exchange of one name for another stays where it is: each place is wrong by itself.
    """
    first = firsts(
        (row.index, _usage(each)) for row in rows for each in row.divergences if _is_habit(each)
    )
    kept: list[Row] = []
    for row in rows:
        own = []
        for each in row.divergences:
            if not _is_habit(each):
                own.append(each)
                continue
            at, count = first[_usage(each)]
            if at == row.index:
                own.append(counted(each, count))
        kept.append(replace(row, divergences=tuple(own)))
    return kept


def _is_habit(each: Divergence) -> bool:
    return each.kind == "name" and each.severity == "info"


def _usage(each: Divergence) -> Hashable:
    """Return by what a name is known again: who uses it alone, beside whomever."""
    owner = each.pair if each.first and each.second else each.pair[bool(each.second)]
    return owner, each.message.partition(" names ")[2] or each.message


def firsts(told: Iterable[tuple[int, Hashable]]) -> dict[Hashable, tuple[int, int]]:
    """Return for each thing that is told the first row of it, and in how many rows it stands."""
    held: dict[Hashable, set[int]] = defaultdict(set)
    for row, key in told:
        held[key].add(row)
    return {key: (min(rows), len(rows)) for key, rows in held.items()}


def counted(each: Divergence, count: int) -> Divergence:
    """Return a divergence that says in how many rows it stands."""
    if count < 2:
        return each
    values = {**each.values, "rows": count}
    return replace(each, message=f"{each.message} (so in {count} rows)", values=values)
