"""The compiled core: what takes the aligner's time in C, where it was built; numpy does without."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from functools import lru_cache
from pathlib import Path

#: Set to "off", the compiled core is left alone.
SWITCH = "ALIGNKIT_CORE"
NAME = "core.dll" if sys.platform == "win32" else "core.so"
#: Where it lies.
PATH = Path(__file__).with_name(NAME)
# What the library must say of itself: another one was built from other source.
VERSION = 2
# Where a library of Linux says where its parts are listed, how long a line is, and how many.
_HEADER = (("<Q", 32), ("<H", 54), ("<H", 56))


@lru_cache(maxsize=1)
def core() -> ctypes.CDLL | None:
    """Return the compiled core; None where it is switched off, was not built or does not load."""
    if os.environ.get(SWITCH, "").lower() == "off" or not PATH.is_file():
        return None
    try:
        if _cut_short(PATH.read_bytes()):
            return None
        library = ctypes.CDLL(str(PATH))
        if library.alignkit_core_version() != VERSION:
            return None
        _declare(library)
    except (OSError, AttributeError):
        # Built for another machine, or damaged: everything works without.
        return None
    return library


def _cut_short(data: bytes) -> bool:
    """Tell whether a library of Linux ends too early: to load such a one would end the process."""
    if data[:5] != b"\x7fELF\x02" or len(data) < 64:
        return False
    first, size, count = (struct.unpack_from(kind, data, at)[0] for kind, at in _HEADER)
    if len(data) < first + size * count:
        return True
    starts = range(first, first + size * count, size)
    parts = (struct.unpack_from("<8xQ16xQ", data, at) for at in starts)
    return any(offset + held > len(data) for offset, held in parts)


def _declare(library: ctypes.CDLL) -> None:
    whole, pointer, real = ctypes.c_int64, ctypes.c_void_p, ctypes.c_double
    for name, kinds in (
        ("alignkit_piece_room", [pointer, whole, whole, whole, whole]),
        ("alignkit_piece", [pointer, pointer, pointer, pointer, whole, pointer, pointer]),
        ("alignkit_gather", [pointer, whole, pointer, whole, pointer, pointer, pointer, pointer]),
        ("alignkit_cells", [pointer, pointer, whole, *[pointer] * 6]),
        ("alignkit_sounds", [pointer, pointer, whole, whole, pointer, real, whole, pointer]),
        ("alignkit_enter", [pointer, whole]),
        ("alignkit_pieces", [pointer, whole, pointer, pointer]),
        ("alignkit_cut", [*[pointer] * 3, whole, whole, *[pointer] * 3]),
        ("alignkit_sums", [pointer, pointer, whole, pointer, pointer, whole, pointer]),
    ):
        function = getattr(library, name)
        function.argtypes, function.restype = kinds, whole
