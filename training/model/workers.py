"""Several processes train one table of vectors together, and come to the same bytes every time."""

from __future__ import annotations

import mmap
import multiprocessing
from collections.abc import Callable, Iterator

import numpy as np
import torch
from numpy.typing import DTypeLike, NDArray
from torch import Tensor

_PATIENCE = 600.0


def can_fork() -> bool:
    """Tell whether this system can make processes that share memory with their parent."""
    return "fork" in multiprocessing.get_all_start_methods()


def zeros(shape: tuple[int, ...], kind: DTypeLike) -> Tensor:
    """Make a table of zeros in memory that forked processes have in common."""
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    # Fresh pages are zero, and take no memory before they are written to.
    return torch.from_numpy(np.frombuffer(mmap.mmap(-1, max(1, size)), kind).reshape(shape))


def shared(array: NDArray[np.float32]) -> Tensor:
    """Copy an array to memory that forked processes have in common."""
    return zeros(array.shape, array.dtype).copy_(torch.from_numpy(array))


class Team:
    """Workers that step at once, each with texts of its own, and hand their gradients round.

    Each moves the rows that fall to it, by the workers' gradients one after the other: so what
    comes out does not hang on who is done first.
    """

    def __init__(self, size: int, rows: int, width: int) -> None:
        self.size, self.number = size, 0
        self._context = multiprocessing.get_context("fork")
        self._barrier = self._context.Barrier(size)
        self._counts = zeros((size,), np.int64)
        self._rows = [zeros((rows,), np.int64) for _ in range(size)]
        self._gradients = [zeros((rows, width), np.float32) for _ in range(size)]

    def run(self, work: Callable[[], None]) -> None:
        """Do the work in every worker; this process is the first of them."""
        others = []
        for number in range(1, self.size):
            self.number = number
            others.append(self._context.Process(target=self._do, args=(work,), daemon=True))
            others[-1].start()
        self.number = 0
        self._do(work)
        for other in others:
            other.join()

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException:
            # Nobody waits for one who will not come.
            self._barrier.abort()
            raise

    def wait(self) -> None:
        """Go on once all have come here."""
        self._barrier.wait(_PATIENCE)

    def exchange(self, rows: Tensor, gradient: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
        """Hand out this worker's gradient; give, of everyone's, the rows that fall to this one."""
        count = len(rows)
        self._counts[self.number] = count
        self._rows[self.number][:count] = rows
        self._gradients[self.number][:count] = gradient
        self.wait()
        for held, moves, end in zip(self._rows, self._gradients, self._counts, strict=True):
            mine = torch.nonzero(held[: int(end)] % self.size == self.number)[:, 0]
            yield held[mine], moves[mine]
        self.wait()
