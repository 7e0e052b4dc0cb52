"""Texts cut into numbered words by the compiled core, in the numbers of a `Tokeniser`."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.embed.english import irregular_forms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alignkit.embed.folding import Folding

# Where a word begins and ends in its text, and its folded form.
Placed = tuple[int, int, str]

_LETTERS = 0x110000
# Letters that a word's stem may have more than the word, and a mark before it.
_APPENDED = 16
# The classes of letters, as the core has them: what is no word has the last.
_LATIN, _DIGIT, _HAN, _LETTER, _MARK, _APOSTROPHE, _NOTHING = range(1, 8)

_POINTER, _WHOLE = ctypes.c_void_p, ctypes.c_int64


class _Table(ctypes.Structure):
    _fields_ = [
        *((name, _WHOLE) for name in ("count", "words_room", "pool_room", "slots_size")),
        *((name, _POINTER) for name in ("pool", "ends", "slots")),
    ]


class _Cutter(ctypes.Structure):
    _fields_ = [
        *((name, _POINTER) for name in ("words", "units", "costs", "longest")),
        ("letters", _WHOLE),
        *((name, _POINTER) for name in ("of_word", "folding", "folded", "kinds", "total")),
        *((name, _POINTER) for name in ("size", "word")),
    ]


class _Pieces(ctypes.Structure):
    _fields_ = [
        *((name, _POINTER) for name in ("tokens", "units", "forms", "bases", "base_ends")),
        ("buckets", _POINTER),
        ("bucket_count", _WHOLE),
        ("room", _POINTER),
        ("half", _WHOLE),
    ]


class _Words:
    """Words by number, and the slots by which the core finds them."""

    def __init__(self, library: ctypes.CDLL, words: Sequence[str] = ()) -> None:
        self._library = library
        self.told = _Table()
        self._pool = np.zeros(0, np.uint32)
        self._ends = np.zeros(1, np.int64)
        self._slots = np.zeros(0, np.int32)
        self.add(words)

    def add(self, words: Sequence[str], more: int = 0, letters: int = 0) -> None:
        """Put words behind those that are there, and make room for more beside."""
        told, first = self.told, self.told.count
        # With a mark behind each, as what stands between two marks is quicker found than measured.
        held = codes_of("\n".join([*words, ""]))
        mark = held == ord("\n")
        marks, codes = np.flatnonzero(mark), held[~mark]
        count = first + len(words)
        used = int(self._ends[first]) + len(codes)
        full = count + more >= len(self._ends) or used + letters > len(self._pool)
        if full or not len(self._slots):
            # What grows will grow again; a vocabulary does not.
            times = 2 if more or first else 1
            self._ends = _wider(self._ends, times * (count + more) + 1)
            self._pool = _wider(self._pool, times * (used + letters))
            size = 1 << max(10, (2 * len(self._ends)).bit_length())
            self._slots = np.full(size, -1, np.int32)
            fresh = 0
        else:
            fresh = first
        start = int(self._ends[first])
        self._pool[start : start + len(codes)] = codes
        self._ends[first + 1 : count + 1] = start + marks - np.arange(len(words))
        told.count, told.words_room, told.pool_room = count, len(self._ends) - 1, len(self._pool)
        told.slots_size = len(self._slots)
        told.pool, told.ends = self._pool.ctypes.data, self._ends.ctypes.data
        told.slots = self._slots.ctypes.data
        self._library.alignkit_enter(ctypes.addressof(told), fresh)

    def since(self, number: int) -> list[str]:
        """Return the words from a number on."""
        ends = self._ends[number : self.told.count + 1]
        text = self._pool[ends[0] : ends[-1]].tobytes().decode("utf-32-le", "surrogatepass")
        places = (ends - ends[0]).tolist()
        return [text[start:end] for start, end in pairwise(places)]

    @property
    def longest(self) -> int:
        """How many letters the longest word has."""
        return int(np.diff(self._ends[: self.told.count + 1]).max(initial=0))

    def letters(self, number: int) -> int:
        """Return how many letters the words from a number on have."""
        return int(self._ends[self.told.count] - self._ends[number])

    def first_letters(self, count: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return each word's first letter and its size, of so many words."""
        ends = self._ends[: count + 1]
        return self._pool[ends[:-1]], np.diff(ends)


class Cutter:
    """Cuts texts by the words of a vocabulary and their costs, and numbers all words met.

    The vocabulary's first words have `costs`, and `buckets` are the rows of its buckets. `units`
    are the words by number, and others may add to them; `number` gives a text's words in Python,
    for texts with letters that fold to several or to none.
    """

    def __init__(
        self,
        library: ctypes.CDLL,
        words: Sequence[str],
        costs: Sequence[int],
        buckets: Sequence[int],
        folding: Folding,
        marks: str,
        han: tuple[tuple[str, str], ...],
    ) -> None:
        self._library, self._folds, self._marks, self._han = library, folding, marks, han
        self._words = _Words(library, words)
        letters, sizes = self._words.first_letters(len(costs))
        self._longest = np.zeros(int(letters.max(initial=0)) + 1, np.uint8)
        np.maximum.at(self._longest, letters, np.minimum(sizes, 255).astype(np.uint8))
        self._costs = np.array(costs, np.int32)
        self._buckets = np.array(buckets, np.int32)
        self._folding = np.zeros(_LETTERS, np.int32)
        self.forget()

    def forget(self) -> None:
        """Drop the words met so far."""
        self._units = _Words(self._library)
        self._of_word = np.full(len(self._costs), -1, np.int32)

    @cached_property
    def _forms(self) -> tuple[_Words, NDArray[Any], NDArray[Any]]:
        """The irregular forms of English words, and the words that they belong to."""
        forms = irregular_forms()
        bases, ends = _joined(list(forms.values()))
        return _Words(self._library, list(forms)), bases, ends

    def pieces(
        self, units: Sequence[str], first: int
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the vocabulary's rows that make up the units from one on, and where each ends."""
        held = self._units
        held.add(units[held.told.count :])
        forms, bases, base_ends = self._forms
        half = held.longest + _APPENDED
        room = np.empty(2 * half, np.uint32)
        told = _Pieces(
            ctypes.addressof(self._words.told), ctypes.addressof(held.told),
            ctypes.addressof(forms.told), bases.ctypes.data, base_ends.ctypes.data,
            self._buckets.ctypes.data, len(self._buckets), room.ctypes.data, half,
        )  # fmt: skip
        count = held.told.count - first
        rows = np.empty(2 * held.letters(first) + 8 * count, np.int32)
        ends = np.zeros(count + 1, np.int64)
        self._library.alignkit_pieces(
            ctypes.addressof(told), first, rows.ctypes.data, ends.ctypes.data
        )
        return rows[: ends[-1]], ends

    def number(
        self,
        texts: Sequence[str],
        units: list[str],
        enter: Callable[[str], int],
        plainly: Callable[[str], list[int]],
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the numbers of the texts' words, and how many each text has."""
        codes, ends, strange = self._even(texts)
        ids, offsets = self._cut(codes, ends, units, enter)
        if not strange:
            return ids, np.diff(offsets)
        parts = np.split(ids, offsets[1:-1])
        for place in strange:
            parts[place] = np.array(plainly(texts[place]), np.int32)
        sizes = np.fromiter(map(len, parts), np.int64, len(parts))
        return np.concatenate(parts), sizes

    def words_of(
        self,
        texts: Sequence[str],
        units: list[str],
        enter: Callable[[str], int],
        plainly: Callable[[list[str]], list[list[Placed]]],
    ) -> list[list[Placed]]:
        """Return the texts' words with their places, but no marks."""
        codes, ends, strange = self._even(texts)
        places = np.empty((len(codes), 2), np.int32)
        ids, offsets = self._cut(codes, ends, units, enter, places)
        starts, sizes = places[: len(ids)].T
        forms = map(units.__getitem__, ids.tolist())
        words = list(zip(starts.tolist(), (starts + sizes).tolist(), forms, strict=True))
        found = [words[start:end] for start, end in pairwise(offsets.tolist())]
        for place in strange:
            (found[place],) = plainly([texts[place]])
        return found

    def _even(
        self, texts: Sequence[str]
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64], list[int]]:
        """Return the letters of all texts, where each text's end, and which texts are left out.

        Those hold letters that fold to several or to none.
        """
        codes, ends = _joined(texts)
        folded = self._folding[codes]
        if not folded.all():
            # A place for each letter there is: what is met is found without sorting what was read.
            met = np.zeros(_LETTERS, bool)
            met[codes] = True
            letters = np.flatnonzero(met)
            self._learn(letters[self._folding[letters] == 0].tolist())
            folded = self._folding[codes]
        odd = np.flatnonzero(folded < 0)
        if not len(odd):
            return codes, ends, []
        strange = np.unique(np.searchsorted(ends, odd, side="right") - 1).tolist()
        even = list(texts)
        for place in strange:
            even[place] = ""
        return *_joined(even), strange

    def _cut(
        self,
        codes: NDArray[np.uint32],
        ends: NDArray[np.int64],
        units: list[str],
        enter: Callable[[str], int],
        places: NDArray[np.int32] | None = None,
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        room = int(np.diff(ends).max(initial=0)) + 1
        count = len(ends) - 1
        ids, offsets = np.empty(len(codes), np.int32), np.zeros(count + 1, np.int64)
        kept = [np.empty(room, kind) for kind in ("u4", "u1", "i8", "i4", "i4")]
        told = _Cutter(
            ctypes.addressof(self._words.told), ctypes.addressof(self._units.told),
            self._costs.ctypes.data, self._longest.ctypes.data, len(self._longest),
            self._of_word.ctypes.data, self._folding.ctypes.data,
            *(held.ctypes.data for held in kept),
        )  # fmt: skip
        done = 0
        while done < count:
            # What others have numbered since, and room for every word that the next text may bring.
            longest = int(ends[done + 1] - ends[done])
            self._units.add(units[self._units.told.count :], longest, longest)
            done = self._library.alignkit_cut(
                ctypes.addressof(told), codes.ctypes.data, ends.ctypes.data, done, count,
                ids.ctypes.data, offsets.ctypes.data,
                None if places is None else places.ctypes.data,
            )  # fmt: skip
            for word in self._units.since(len(units)):
                enter(word)
        return ids[: offsets[-1]], offsets

    def _learn(self, letters: Sequence[int]) -> None:
        """Take up how letters are folded, and what class each folded one has."""
        for letter in letters:
            folded = self._folds[letter]
            if len(folded) != 1:
                self._folding[letter] = -1
                continue
            self._folding[letter] = ord(folded) | self._class(folded) << 24

    def _class(self, letter: str) -> int:
        if "a" <= letter <= "z":
            return _LATIN
        if "0" <= letter <= "9":
            return _DIGIT
        if any(first <= letter <= last for first, last in self._han):
            return _HAN
        if letter in self._marks:
            return _MARK
        if letter == "'":
            return _APOSTROPHE
        # As a pattern has it: part of a word, but no digit.
        return _LETTER if letter.isalnum() and not letter.isdecimal() else _NOTHING


def _wider(values: NDArray[Any], size: int) -> NDArray[Any]:
    wider = np.zeros(max(size, len(values)), values.dtype)
    wider[: len(values)] = values
    return wider


def _joined(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the letters of all texts, and where each text's end behind a first 0."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    return codes_of("".join(texts)), np.concatenate(([0], np.cumsum(sizes)))


def codes_of(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
