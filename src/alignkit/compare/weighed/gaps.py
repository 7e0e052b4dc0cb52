"""Words of two renderings that have no counterpart in the other, joined into gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from alignkit.compare.chosen.opposite import Sides
from alignkit.link.cells import word_class

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

# Two words are counterparts from this score on: how near they are, what source they share, where
# they stand.
COUNTERPARTS = 0.5
PIVOT, PLACE = 0.3, 0.2
# Words that render the same word of the original at least so surely are two renderings of it.
SHARED = 0.3
# Between two words of one gap stand at most so many small ones.
SMALL_BETWEEN = 2
# What stands between the same counterparts is one gap where it is no longer than this.
SLOT = 6


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of both renderings (by place) that answer each other at best; one side may be empty."""

    first: tuple[int, ...]
    second: tuple[int, ...]

    @property
    def sides(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The words of the first and of the second rendering."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Matched:
    """Two renderings laid side by side: which words are counterparts, and what is left over."""

    sides: Sides
    shared: Table
    partner: tuple[dict[int, int], dict[int, int]]
    left: tuple[list[int], list[int]]


def matched(sides: Sides) -> Matched:
    """Pair the words of meaning of two renderings, the likeliest pairs first."""
    import numpy as np

    ours, theirs = (meant(held.target.forms) for held in sides.tables)
    tables = [held.table for held in sides.tables]
    shared = _shared(tables[0], tables[1])
    near = sides.near[np.ix_(ours, theirs)]
    down = (np.array(ours) + 0.5) / max(1, len(sides.tables[0].target))
    across = (np.array(theirs) + 0.5) / max(1, len(sides.tables[1].target))
    aside = np.abs(down[:, None] - across[None])
    score = near + PIVOT * shared[np.ix_(ours, theirs)] - PLACE * aside
    partner: tuple[dict[int, int], dict[int, int]] = ({}, {})
    rows, columns = np.nonzero(score >= COUNTERPARTS)
    for at in np.argsort(-score[rows, columns], kind="stable").tolist():
        one, other = ours[int(rows[at])], theirs[int(columns[at])]
        if one not in partner[0] and other not in partner[1]:
            partner[0][one], partner[1][other] = other, one
    left = (
        [at for at in ours if at not in partner[0]],
        [at for at in theirs if at not in partner[1]],
    )
    return Matched(sides, shared, partner, left)


def meant(forms: Sequence[str]) -> list[int]:
    """Return the places of words that carry meaning and are no figures."""
    return [at for at, form in enumerate(forms) if word_class(form) == 0 and not form[0].isdigit()]


def _shared(one: Table, other: Table) -> Table:
    """Return how surely two words render the same word of the original."""
    import numpy as np

    found = np.zeros((one.shape[1], other.shape[1]), np.float32)
    for row in range(len(one)):
        np.maximum(found, np.minimum(one[row][:, None], other[row][None]), out=found)
    return found


def gaps(held: Matched) -> Iterator[Gap]:
    """Join what is left over: neighbours, renderings of one word, words in the same slot."""
    places = [(side, at) for side in (0, 1) for at in held.left[side]]
    home = {place: place for place in places}

    def find(place: tuple[int, int]) -> tuple[int, int]:
        while home[place] != place:
            place = home[place]
        return place

    for one, other in (*_neighbours(held), *_answers(held), *_slots(held)):
        home[find(one)] = find(other)
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in places:
        groups.setdefault(find(place), []).append(place)
    for group in groups.values():
        yield Gap(*(tuple(at for side, at in group if side == number) for number in (0, 1)))


Joined = tuple[tuple[int, int], tuple[int, int]]


def _neighbours(held: Matched) -> Iterator[Joined]:
    for side in (0, 1):
        forms = held.sides.tables[side].target.forms
        left = held.left[side]
        for one, other in pairwise(left):
            between = [word_class(form) for form in forms[one + 1 : other]]
            if len(between) <= SMALL_BETWEEN and all(kind == 1 for kind in between):
                yield (side, one), (side, other)


def _answers(held: Matched) -> Iterator[Joined]:
    for one in held.left[0]:
        for other in held.left[1]:
            if held.shared[one, other] >= SHARED:
                yield (0, one), (1, other)


def _slots(held: Matched) -> Iterator[Joined]:
    """Yield words of both sides that stand between the same counterparts, seen from either side."""
    for side in (0, 1):
        partner, left = held.partner[side], set(held.left[1 - side])
        known = sorted(partner)
        for one in held.left[side]:
            before = max((at for at in known if at < one), default=None)
            after = min((at for at in known if at > one), default=None)
            if before is None or after is None:
                continue
            low, high = sorted((partner[before], partner[after]))
            if high - low <= SLOT and after - before <= SLOT:
                for other in sorted(left.intersection(range(low + 1, high))):
                    yield (side, one), (1 - side, other)
