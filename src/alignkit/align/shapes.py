"""The bead shapes that a search considers, and the stretches of both texts it works on."""

from __future__ import annotations

from typing import NamedTuple

from alignkit.errors import OptionError

# Each further size costs time; who needs more may ask for as many as the second.
DEFAULT_MAX_BEAD = 6
_MOST = 16
# Of two sides that both hold several sentences the lesser holds at most so many.
_LESSER_SIDE = 3

Shape = tuple[int, int]


def shapes(max_bead: int = DEFAULT_MAX_BEAD) -> tuple[Shape, ...]:
    """Return every shape of up to `max_bead` sentences a side, the empty sides first.

    Both sides together hold at most two sentences more than that, and the lesser side at most
    three: a bead of 5-5 is two beads nobody has parted.

    >>> shapes(1)
    ((0, 1), (1, 0), (1, 1))
    >>> len(shapes())
    27
    """
    if not 1 <= max_bead <= _MOST:
        raise OptionError(f"max-bead is {max_bead}; give a number from 1 to {_MOST}")
    found = [
        (a, b)
        for a in range(1, max_bead + 1)
        for b in range(1, max_bead + 1)
        if a + b <= max_bead + 2 and min(a, b) <= _LESSER_SIDE
    ]
    return ((0, 1), (1, 0), *found)


class Piece(NamedTuple):
    """A stretch of both texts that is aligned by itself: half-open ranges of sentences."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int

    @property
    def rows(self) -> int:
        """How many source sentences."""
        return self.source_end - self.source_start

    @property
    def columns(self) -> int:
        """How many target sentences."""
        return self.target_end - self.target_start


class Link(NamedTuple):
    """A bead of the path: where it begins, its shape, and what is known of it."""

    source: int
    target: int
    shape: Shape
    score: float
    probability: float
    likeness: float
