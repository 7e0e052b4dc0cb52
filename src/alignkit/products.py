"""One thread for each product of matrices: the work is shared out otherwise, or not at all.

The products are small and many. Left alone, the library below numpy would cut each up among all
cores, whose waiting for each other costs more than the product, many times more where another
program holds a core.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_lock = Lock()
_held: list[Any] = []
_inside = 0
# The libraries that were found, and how many modules were there then: a library comes with one.
_known: tuple[int, ThreadpoolController] | None = None


@contextmanager
def single_products() -> Iterator[None]:
    """Keep numpy's products to one thread; what was set before holds again behind the last."""
    global _inside
    import numpy  # noqa: F401 - a library that is loaded only later would not be held

    with _lock:
        _inside += 1
        if _inside == 1:
            _held.append(_libraries().limit(limits=1, user_api="blas"))
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                _held.pop().restore_original_limits()


def _libraries() -> ThreadpoolController:
    """Return the libraries of this process; looking for them takes longer than a short text."""
    global _known
    from threadpoolctl import ThreadpoolController

    if _known is None or _known[0] != len(sys.modules):
        _known = len(sys.modules), ThreadpoolController()
    return _known[1]
