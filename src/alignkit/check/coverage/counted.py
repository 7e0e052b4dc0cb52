"""Lists paired item by item: the one item that a list of the translation has no member for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from alignkit.check.coverage.lists import Item, after_last, lists_of, separator
from alignkit.link.cells import word_class
from alignkit.words.lexicon import expected
from alignkit.words.numbered import Found, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A word found with less renders nothing here; a word that several items share tells none of them.
HELD = 0.35
SHARED = 0.15
# An item whose words look rendered by more than this, in the mean, is found in other words: by the
# first where all its siblings have members of their own, by the second where some have none.
LEAST_LOST, LEAST_ALONE = -1.1, 0.0
# An item that has a word found so surely is there, though its member passes for another's.
TOLD = 0.5
# So many words at the head of the last item are surely its own.
TAIL = 2
# A word of which the lexicon expects less is unknown rather than dropped.
KNOWN = 0.05

_STOP = re.compile(r"[.;:!?。；：！？]")


def uncounted(source: Words, target: Words, odds: NDArray[np.float32], found: Found) -> list[Item]:
    """Return the items that no member renders of a list whose members all render another item.

    Between two items that have members of their own the translation's list must have fewer members
    than the source's has items: of those the one that looks dropped the most is missing.
    """
    lost: list[Item] = []
    marks: list[re.Match[str]] | None = None
    for items in lists_of(source):
        if marks is None:
            marks = list(separator(target).finditer(target.text))
        items = _heads(source, items)
        places = _members(source, target, items, marks, found)
        held = [at for at, place in enumerate(places) if place >= 0]
        if 2 * len(held) <= len(items) or any(places[a] >= places[b] for a, b in pairwise(held)):
            continue
        for low, high in pairwise([-1, *held, len(items)]):
            between = items[low + 1 : high]
            if between and _room(target, marks, places, low, high) < len(between):
                worst = max(between, key=lambda item: float(odds[item[0] : item[1]].mean()))
                inner = low >= 0 and high < len(items) and len(held) == len(items) - 1
                known = all(expected(form) >= KNOWN for form in source.forms[slice(*worst)])
                least = LEAST_LOST if known and inner else LEAST_ALONE
                surest = max(found.assured[slice(*worst)])
                if surest < TOLD and float(odds[worst[0] : worst[1]].mean()) > least:
                    lost.append(worst)
    return lost


def _heads(source: Words, items: list[Item]) -> list[Item]:
    """Return the items, the first one cut to its last word and the last one to its first two.

    What leads to a list stands in its first item, and what sums it up in the last one.
    """
    (first, start), (end, last) = items[0], items[-1]
    heads = [at for at in range(first, start) if word_class(source.forms[at]) == 0]
    tails = [at for at in range(end, last) if word_class(source.forms[at]) == 0]
    return [
        (heads[-1] if heads else first, start),
        *items[1:-1],
        (end, tails[:TAIL][-1] + 1 if tails else last),
    ]


def _members(
    source: Words, target: Words, items: list[Item], marks: list[re.Match[str]], found: Found
) -> list[int]:
    """Return the member of the translation's lists that renders each item, -1 for none.

    Of two items in one member the one that is found there more surely has it.
    """
    ends = [mark.end() for mark in marks]
    times = Counter(form for low, high in items for form in set(source.forms[low:high]))
    places = [-1] * len(items)
    owners: dict[int, tuple[float, int]] = {}
    for number, (low, high) in enumerate(items):
        votes: dict[int, float] = defaultdict(float)
        for at in range(low, high):
            place = found.assigned[at]
            if place >= 0 and word_class(source.forms[at]) == 0:
                own = 1.0 if times[source.forms[at]] == 1 else SHARED
                member = bisect_right(ends, target.starts[place])
                votes[member] = max(votes[member], own * found.assured[at])
        best = max(votes, key=lambda member: votes[member], default=-1)
        if best < 0 or votes[best] < HELD:
            continue
        other = owners.get(best)
        if other is None or other[0] < votes[best]:
            owners[best] = votes[best], number
            places[number] = best
            if other:
                places[other[1]] = -1
    return places


def _room(
    target: Words, marks: list[re.Match[str]], places: list[int], low: int, high: int
) -> float:
    """Return how many members the translation's list has between two items, or at its ends."""
    if low < 0:
        first = places[high]
        if first == 0:
            return 0.0
        before = marks[first - 1]
        following = marks[first].start() if first < len(marks) else len(target.text)
        return 0.0 if _STOP.search(target.text, before.end(), following) else float(high)
    if high == len(places):
        closed = after_last(target, places[low])
        return float(high - low) if closed is None else closed
    return float(places[high] - places[low] - 1)
