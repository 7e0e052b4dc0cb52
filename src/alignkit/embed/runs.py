"""Many runs of Chinese characters cut into words at once, in arrays.

The cut is the one that `Segmenter` finds: the least total cost from each place to its run's end,
the shorter word where two cost the same. Here that is worked out for the same place, counted from
the end, of all runs together. Words are looked up a character at a time in a tree, level by
level.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from alignkit.embed.chinese import NO_WORD, UNKNOWN_CHARACTER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Small = NDArray[np.int32]

# Every plane that holds Chinese characters lies below.
_CODES = 0x40000
# Slots for each key, so that few keys fall on the same; the multiplier that scatters them best.
_ROOM, _GOLDEN = 4, np.uint64(0x9E3779B97F4A7C15)


class _Level:
    """The beginnings of words of one length, by key: what each costs as a word, and its number.

    Keys are found by their hash: several times as fast as in a sorted table.
    """

    def __init__(self, keys: Whole) -> None:
        self.keys = keys
        self.costs = np.full(len(keys), NO_WORD)
        self.words = np.full(len(keys), -1)
        self._bits = max(4, (_ROOM * len(keys)).bit_length())
        self._slots = np.full(1 << self._bits, -1)
        left, place = np.arange(len(keys)), self._hash(keys)
        while len(left):
            free = self._slots[place] < 0
            self._slots[place[free]] = left[free]
            lost = self._slots[place] != left
            left, place = left[lost], self._next(place[lost])

    def find(self, keys: Whole) -> Whole:
        """Give the place of each key, or -1."""
        slot = self._hash(keys)
        found: Whole = self._slots[slot]
        wrong = np.flatnonzero((found >= 0) & (self.keys[found] != keys))
        slot = slot[wrong]
        while len(wrong):
            slot = self._next(slot)
            found[wrong] = self._slots[slot]
            other = (found[wrong] >= 0) & (self.keys[found[wrong]] != keys[wrong])
            wrong, slot = wrong[other], slot[other]
        return found

    def _hash(self, keys: Whole) -> Whole:
        mixed = keys.astype(np.uint64) * _GOLDEN
        slots: Whole = (mixed >> np.uint64(64 - self._bits)).astype(np.int64)
        return slots

    def _next(self, slots: Whole) -> Whole:
        return (slots + 1) & ((1 << self._bits) - 1)


class Cut(NamedTuple):
    """Words of some runs in order: how many each run holds, their sizes, their numbers or -1."""

    counts: Whole
    sizes: Whole
    words: Small


class Runs:
    """Cuts runs under a list of words and their costs.

    >>> runs = Runs(["研究", "研究生", "生命", "起源"], [700, 900, 750, 800])
    >>> runs.cut(["研究生命起源", "研究生"]).sizes.tolist()
    [2, 2, 2, 3]
    """

    def __init__(self, words: Sequence[str], costs: Sequence[int]) -> None:
        sizes = np.fromiter(map(len, words), np.int64, len(words))
        begins = np.cumsum(sizes) - sizes
        codes = np.minimum(_codes("".join(words)), _CODES - 1)
        self._numbers = np.zeros(_CODES, np.int64)
        self._numbers[codes] = 1
        self._numbers[:] = np.cumsum(self._numbers) * self._numbers
        self._width = int(self._numbers.max(initial=0)) + 1
        numbers = self._numbers[codes]
        cost = np.asarray(costs, np.int64)[: len(words)]
        which = np.arange(len(words))
        node = np.zeros(len(words), np.int64)
        self._levels: list[_Level] = []
        for level in range(int(sizes.max(initial=0))):
            kept = sizes[which] > level
            which, node = which[kept], node[kept]
            keys = node * self._width + numbers[begins[which] + level]
            keys, node = _distinct(keys)
            held = _Level(keys)
            whole = sizes[which] == level + 1
            held.costs[node[whole]], held.words[node[whole]] = cost[which[whole]], which[whole]
            self._levels.append(held)

    def cut(self, runs: Sequence[str]) -> Cut:
        """Give the words of each run."""
        # A mark behind each run, which no word goes across.
        codes = np.minimum(_codes("\n".join([*runs, ""])), _CODES - 1)
        ends = np.flatnonzero(codes == ord("\n"))
        costs, words = self._looked_up(self._numbers[codes])
        sizes = _best(costs, ends)
        starts = np.concatenate(([0], ends[:-1] + 1))
        begins = _passed(sizes, starts, ends)
        counts = np.diff(np.searchsorted(begins, ends), prepend=0)
        held = sizes[begins]
        return Cut(counts, held, words[held - 1, begins])

    def _looked_up(self, numbers: Whole) -> tuple[Small, Small]:
        """Give [size - 1, place]: what a word of that size costs there, and its number."""
        most = max(1, len(self._levels))
        costs = np.full((most, len(numbers)), NO_WORD, np.int32)
        words = np.full((most, len(numbers)), -1, np.int32)
        place = np.arange(len(numbers))
        node = np.zeros(len(numbers), np.int64)
        for level, held in enumerate(self._levels):
            inside = place + level < len(numbers)
            place, node = place[inside], node[inside]
            branch = numbers[place + level]
            keys = node * self._width + branch
            found = held.find(keys)
            there = np.flatnonzero(found >= 0)
            place, node = place[there], found[there]
            costs[level, place], words[level, place] = held.costs[node], held.words[node]
        costs[0, costs[0] == NO_WORD] = UNKNOWN_CHARACTER
        return costs, words


def _distinct(keys: Whole) -> tuple[Whole, Whole]:
    """Return the different keys in order, and the place of each given one among them."""
    # A stable sort is quick where most is in order.
    order = np.argsort(keys, kind="stable")
    held = keys[order]
    fresh = np.diff(held, prepend=-1) != 0
    places = np.empty(len(keys), np.int64)
    places[order] = np.cumsum(fresh) - 1
    return held[fresh], places


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _best(costs: Small, ends: Whole) -> Whole:
    """Give the size of the word that the cheapest way from each place to its run's end begins with.

    The places at an end itself stay 0.
    """
    most, count = costs.shape
    lengths = np.diff(ends, prepend=-1) - 1
    order = np.argsort(-lengths, kind="stable")
    ordered, behind = ends[order], -lengths[order]
    usable = [size for size in range(2, most + 1) if (costs[size - 1] < NO_WORD).any()]
    total = np.zeros(count + most, np.int64)
    sizes = np.zeros(count, np.int64)
    for back in range(1, int(lengths.max(initial=0)) + 1):
        place = ordered[: np.searchsorted(behind, -back, side="right")] - back
        least = costs[0, place] + total[place + 1]
        chosen = np.ones(len(place), np.int64)
        for size in usable[: back - 1]:
            cost = costs[size - 1, place] + total[place + size]
            less = cost < least
            np.copyto(least, cost, where=less)
            np.copyto(chosen, size, where=less)
        total[place], sizes[place] = least, chosen
    return sizes


def _passed(sizes: Whole, starts: Whole, ends: Whole) -> Whole:
    """Give the places where the chosen words begin, in order."""
    begins = np.zeros(len(sizes), bool)
    place = starts[starts < ends]
    while len(place):
        begins[place] = True
        place = place + sizes[place]
        # An end's own size is 0.
        place = place[sizes[place] > 0]
    return np.flatnonzero(begins)
