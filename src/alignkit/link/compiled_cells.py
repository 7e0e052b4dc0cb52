"""What speaks for each pair of words of two texts, worked out by the compiled core."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.link.cells import CELL, SOUNDS, classes, heard, small_table, spelling
from alignkit.words.foreign import chinese_skeleton, latin_skeleton
from alignkit.words.lexicon import MOST_MEANINGS, WordTable
from alignkit.words.numbered import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

_POINTER = ctypes.c_void_p
# As the core has it: longer skeletons are compared in Python.
_LONGEST_SKELETON = 64


class _Linked(ctypes.Structure):
    _fields_ = [
        ("count", ctypes.c_int64),
        *((name, _POINTER) for name in ("kind", "number", "key", "means", "strength")),
    ]


def cells_of(
    library: ctypes.CDLL,
    table: WordTable,
    source: Words,
    target: Words,
    prior: dict[str, dict[str, float]],
) -> Table:
    """Return for each pair of words the features named by CELL, as `cells` does."""
    kinds = classes(source), classes(target)
    shape = len(source), len(target)
    cosine = table.units[source.numbers] @ table.units[target.numbers].T
    small = small_table(source, target, prior)
    alike, sound = spelling(source, target, *kinds, partial(_heard, library))
    one, one_kept = _linked(table, source, kinds[0])
    two, two_kept = _linked(table, target, kinds[1])
    room = np.empty((3, *shape), np.float32)
    cells = np.empty((*shape, len(CELL)), np.float32)
    library.alignkit_cells(
        ctypes.addressof(one), ctypes.addressof(two), MOST_MEANINGS,
        *(held.ctypes.data for held in (cosine, small, alike, sound, room, cells)),
    )  # fmt: skip
    del one_kept, two_kept
    return cells


def _heard(
    library: ctypes.CDLL,
    names: Sequence[tuple[int, str]],
    audible: Sequence[tuple[int, str]],
    sound: Table,
) -> None:
    """Enter how much names sound like words in Latin letters that are no pinyin."""
    parts = [(row, chinese_skeleton(part)) for row, form in names for part in form.split("·")]
    words = [(column, latin_skeleton(form)) for column, form in audible]
    one, other = ([held for held in side if len(held[1]) >= 2] for side in (parts, words))
    told = [skeleton for _, skeleton in (*one, *other)]
    if not (one and other):
        return
    if max(map(len, told)) > _LONGEST_SKELETON:
        heard(names, audible, sound)
        return
    ends = np.array([0, *accumulate(map(len, told))], np.int64)
    places = np.array([place for place, _ in (*one, *other)], np.int64)
    library.alignkit_sounds(
        "".join(told).encode("utf-8"), ends.ctypes.data, len(one), len(other), places.ctypes.data,
        SOUNDS, sound.shape[1], sound.ctypes.data,
    )  # fmt: skip


def _linked(table: WordTable, words: Words, kinds: list[int]) -> tuple[_Linked, list[NDArray[Any]]]:
    """Return what the table knows of some words as the core takes it, and what must be kept."""
    at = words.numbers
    kept: list[NDArray[Any]] = [np.array(kinds, np.int32), at.astype(np.int32)]
    kept += [table.keys[at], table.means[at], table.strengths[at]]
    return _Linked(len(at), *(held.ctypes.data for held in kept)), kept
