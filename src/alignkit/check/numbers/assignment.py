"""The cheapest way to pair two short lists, some of which may stay alone."""

from __future__ import annotations

from collections.abc import Sequence

INFINITE = 1e9


def assign(costs: Sequence[Sequence[float]], alone: float) -> list[tuple[int, int]]:
    """Return pairs (row, column) of least total cost, where leaving one alone costs `alone`.

    >>> assign([[0.0, 5.0], [5.0, 9.0]], 2.0)
    [(0, 0)]
    """
    rows, columns = len(costs), len(costs[0]) if costs else 0
    if not rows or not columns:
        return []
    size = rows + columns
    square = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            if i < rows and j < columns:
                square[i][j] = costs[i][j]
            elif i < rows or j < columns:
                square[i][j] = alone
    chosen = _hungarian(square)
    return [
        (i, j) for i, j in enumerate(chosen) if i < rows and j < columns and costs[i][j] < 2 * alone
    ]


def _hungarian(costs: list[list[float]]) -> list[int]:
    """Return the column of each row; the shortest augmenting paths of Jonker and Volgenant."""
    size = len(costs)
    up = [0.0] * (size + 1)
    down = [0.0] * (size + 1)
    match = [0] * (size + 1)
    way = [0] * (size + 1)
    for row in range(1, size + 1):
        match[0] = row
        column = 0
        least = [INFINITE] * (size + 1)
        used = [False] * (size + 1)
        while match[column]:
            used[column] = True
            here = match[column]
            step, following = INFINITE, 0
            for j in range(1, size + 1):
                if used[j]:
                    continue
                cost = costs[here - 1][j - 1] - up[here] - down[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(size + 1):
                if used[j]:
                    up[match[j]] += step
                    down[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            match[column] = match[way[column]]
            column = way[column]
    chosen = [0] * size
    for j in range(1, size + 1):
        chosen[match[j] - 1] = j - 1
    return chosen
