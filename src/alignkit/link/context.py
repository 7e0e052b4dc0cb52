"""What the links of the whole passage and of the whole document say of each pair of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignkit.link.cells import beside, bordered, rival

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

CONTEXT = (
    "odds", "habit", "row rival", "column rival", "row sum", "column sum", "beside", "crossing",
    "off the row's place", "off the column's place",
)  # fmt: skip
# Words so far to each side say where a word's rendering is expected, nearer ones more.
REACH = 4
LEAST = 1e-4


def context(first: Table, habit: Table) -> Table:
    """Return the features named by CONTEXT, from the first probabilities and the habits."""
    import numpy as np

    held = np.clip(first, LEAST, 1 - LEAST)
    odds = np.log(held / (1 - held))
    rows, columns = first.shape
    found = np.zeros((rows, columns, len(CONTEXT)), np.float32)
    found[..., 0] = odds
    found[..., 1] = habit
    found[..., 2] = rival(first, 1)
    found[..., 3] = rival(first, 0)
    found[..., 4] = first.sum(1, keepdims=True) - first
    found[..., 5] = first.sum(0, keepdims=True) - first
    found[..., 6] = beside(first)
    found[..., 7] = _crossing(first)
    found[..., 8] = _off(first)
    found[..., 9] = _off(first.T).T
    return found


def _crossing(table: Table) -> Table:
    """Return the sum of the cells along the other diagonal."""
    padded = bordered(table)
    found: Table = padded[2:, :-2] + padded[:-2, 2:]
    return found


def _off(table: Table) -> Table:
    """Return how far each cell is from where its row's neighbours have their links, 0 to 1."""
    import numpy as np

    rows, columns = table.shape
    places = np.arange(columns, dtype=np.float32)
    weight = table.sum(1)
    centre = (table @ places) / np.maximum(weight, 1e-6)
    sure = np.minimum(table.max(1), 1)
    # What lies beyond the first row and the last says nothing.
    wider = np.zeros((2, rows + 2 * REACH), np.float32)
    wider[:, REACH : REACH + rows] = centre, sure
    steps = np.array([*range(-REACH, 0), *range(1, REACH + 1)])
    there = np.arange(rows) + steps[:, None] + REACH
    apart = steps[:, None].astype(np.float32)
    share = wider[1][there] / np.abs(apart)
    off = np.abs(places - (wider[0][there] - apart)[:, :, None])
    parts = share[:, :, None] * np.minimum(off, 12) / 12
    # Step by step: a sum of all at once may add in another order.
    total, mass = parts[0], share[0]
    for further, more in zip(parts[1:], share[1:], strict=True):
        total += further
        mass += more
    found: Table = total / np.maximum(mass, np.float32(0.2))[:, None]
    return found
