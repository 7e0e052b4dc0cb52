"""Chinese words: the likeliest cut of a run of characters under the model's own word list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import add

# Dearer than any way of cutting a text into words.
NO_WORD = 1 << 20
# What a character costs that no word of the table covers.
UNKNOWN_CHARACTER = 2000


def cut_plainly(run: str, cost_of: Callable[[str], int | None], longest: int) -> list[str]:
    """Cut a run as a `Segmenter` does, without its table, which takes longer than a short text.

    >>> costs = {"研究": 700, "研究生": 900, "生命": 750, "起源": 800, "命": 900}
    >>> cut_plainly("研究生命起源", costs.get, 3)
    ['研究', '生命', '起源']
    """
    length = len(run)
    totals, ends = [0] * (length + 1), [0] * length
    for start in range(length - 1, -1, -1):
        cost = cost_of(run[start])
        least, best_end = totals[start + 1] + (UNKNOWN_CHARACTER if cost is None else cost), 0
        for end in range(start + 2, min(start + longest, length) + 1):
            cost = cost_of(run[start:end])
            if cost is not None and cost + totals[end] < least:
                least, best_end = cost + totals[end], end
        totals[start], ends[start] = least, best_end or start + 1
    words, start = [], 0
    while start < length:
        words.append(run[start : ends[start]])
        start = ends[start]
    return words


class Segmenter:
    """Cuts runs of Chinese characters into words of least total cost.

    >>> cut = Segmenter({"研究": 700, "研究生": 900, "生命": 750, "起源": 800, "命": 900}).cut
    >>> cut("研究生命起源")
    ['研究', '生命', '起源']
    """

    def __init__(self, costs: dict[str, int]) -> None:
        table: dict[str, int] = {}
        # The beginnings of words are there too, so that a search stops where no word goes on.
        length, longer = 2, [word for word in costs if len(word) > 2]
        while longer:
            table.update(dict.fromkeys([word[:length] for word in longer], NO_WORD))
            length += 1
            longer = [word for word in longer if len(word) > length]
        table.update(costs)
        self._costs = table

    def cut(self, run: str) -> list[str]:
        """Give the words of a run of Chinese characters, in order."""
        length = len(run)
        if length == 1:
            return [run]
        get = self._costs.get
        # Nearly all words have up to three characters: those are looked up in bulk.
        pairs = list(map(add, run, run[1:]))
        ones, twos = list(map(get, run)), list(map(get, pairs))
        threes = list(map(get, map(add, pairs, run[2:])))
        twos.append(None)
        threes += (None, None)
        totals = [0] * (length + 1)
        ends = [0] * length
        rest = 0
        for start in range(length - 1, -1, -1):
            cost = ones[start]
            least = rest + (UNKNOWN_CHARACTER if cost is None else cost)
            best_end = start + 1
            cost = twos[start]
            if cost is not None:
                cost += totals[start + 2]
                if cost < least:
                    least, best_end = cost, start + 2
                cost = threes[start]
                end = start + 3
                while cost is not None:
                    cost += totals[end]
                    if cost < least:
                        least, best_end = cost, end
                    end += 1
                    cost = get(run[start:end]) if end <= length else None
            totals[start] = rest = least
            ends[start] = best_end
        words = []
        start = 0
        while start < length:
            end = ends[start]
            words.append(run[start:end])
            start = end
        return words

    def cut_up(self, word: str) -> list[str]:
        """Give the words that a word would be cut into if it were not in the list itself.

        >>> Segmenter({"研究": 700, "研究生": 900, "生": 900}).cut_up("研究生")
        ['研究', '生']
        """
        if word not in self._costs:
            return self.cut(word)
        # A table of its own: others may be cutting by this one.
        without = {part: cost for part, cost in self._parts(word) if part != word}
        return Segmenter(without).cut(word)

    def _parts(self, word: str) -> Iterator[tuple[str, int]]:
        """Yield the words that a word holds, and their costs."""
        for start in range(len(word)):
            for end in range(start + 1, len(word) + 1):
                cost = self._costs.get(word[start:end], NO_WORD)
                if cost < NO_WORD:
                    yield word[start:end], cost
