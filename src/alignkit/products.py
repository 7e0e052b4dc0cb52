"""One thread for each product of matrices: the work is shared out otherwise, or not at all.

The products are small and many. Left alone, the library below numpy would cut each up among all
cores, whose waiting for each other costs more than the product, many times more where another
program holds a core.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import threadpool_limits

_lock = Lock()
_held: list[threadpool_limits] = []
_inside = 0


@contextmanager
def single_products() -> Iterator[None]:
    """Keep numpy's products to one thread; what was set before holds again behind the last."""
    global _inside
    import numpy  # noqa: F401 - a library that is loaded only later would not be held
    from threadpoolctl import threadpool_limits

    with _lock:
        _inside += 1
        if _inside == 1:
            _held.append(threadpool_limits(1, "blas"))
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                _held.pop().restore_original_limits()
