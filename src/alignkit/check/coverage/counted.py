"""Lists paired item by item: the one item that a list of the translation has no member for."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from alignkit.check.coverage.lists import Item, closing_of, lists_of, separators
from alignkit.link.cells import word_class
from alignkit.words.lexicon import HAN_FIRST, expected, sources, stem_of
from alignkit.words.numbered import Found, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A word found with less renders nothing here; a word that several items share tells them apart
# by the order of the members alone.
HELD = 0.35
SHARED = 0.5
# An item whose words look rendered by more than this, in the mean, is found in other words: by the
# first where all its siblings have members of their own, by the second where some have none.
LEAST_LOST, LEAST_ALONE = -1.1, 0.0
# Of an item whose own words are found nowhere (so surely at most), vectors near to them say less.
NOWHERE, LEAST_NOWHERE = 0.2, -3.0
# The last one's first word, where it is well known: what follows it belongs to the clause.
LEAST_LAST = -2.0
# An item that has a word of its own found so surely is there, though its member passes for
# another's; not where its words look dropped all in all.
TOLD, DROPPED = 0.5, 1.0
# So many words at the head of the last item are surely its own.
TAIL = 2
# A word of which the lexicon expects less is unknown rather than dropped.
KNOWN, WELL_KNOWN = 0.05, 0.5

_STOP = re.compile(r"[.;:!?。；：！？]")
_OF = "的"
# What sums a list up is often left to "and so on".
_OTHERS = frozenset(("other", "others", "其他", "其它", "其余"))
_NUMERAL = re.compile(r"[\d〇零一二三四五六七八九十百千万亿]+")


def uncounted(source: Words, target: Words, odds: NDArray[np.float32], found: Found) -> list[Item]:
    """Return the items that no member renders of a list whose members all render another item.

    Between two items that have members of their own the translation's list must have fewer members
    than the source's has items: of those the one that looks dropped the most is missing.
    """
    lost: list[Item] = []
    marks: list[re.Match[str]] | None = None
    for items in lists_of(source):
        if marks is None:
            marks = separators(target)
        items = _heads(source, items)
        times = Counter(form for low, high in items for form in set(source.forms[low:high]))
        places = _members(source, target, items, marks, found, times)
        held = [at for at, place in enumerate(places) if place >= 0]
        if 2 * len(held) <= len(items):
            continue
        for low, high in pairwise([-1, *held, len(items)]):
            between = items[low + 1 : high]
            if between and _room(target, marks, places, low, high) < len(between):
                worst = max(between, key=lambda item: float(odds[item[0] : item[1]].mean()))
                alone = low >= 0 and len(held) == len(items) - 1
                if high == len(items) and alone:
                    gone = _last_gone(source, worst, odds, found, times)
                else:
                    gone = _gone(source, worst, odds, found, times, alone)
                if gone:
                    lost.append(worst)
    return lost


def _gone(
    source: Words,
    item: Item,
    odds: NDArray[np.float32],
    found: Found,
    times: Counter[str],
    alone: bool,
) -> bool:
    """Tell whether the words of an item speak for what its list says, or at least not against it.

    `alone` says that all of its siblings have members of their own.
    """
    low, high = item
    forms = source.forms[low:high]
    if all(_NUMERAL.fullmatch(form) for form in forms):
        return False  # the number of a paragraph, or the number rules' matter
    if not _OTHERS.isdisjoint(forms):
        return False
    mean = float(odds[low:high].mean())
    own = [
        found.assured[at]
        for at in range(low, high)
        if times[source.forms[at]] == 1 and word_class(source.forms[at]) == 0
    ]
    if not own and mean <= DROPPED:
        return False
    surest = max(own, default=0.0)
    known = all(_known(form) >= KNOWN for form in forms if word_class(form) == 0)
    least = LEAST_ALONE
    if known and alone:
        least = LEAST_NOWHERE if surest < NOWHERE else LEAST_LOST
    return mean > least and (surest < TOLD or mean > DROPPED)


def _last_gone(
    source: Words, item: Item, odds: NDArray[np.float32], found: Found, times: Counter[str]
) -> bool:
    """Tell whether the last item of a list is gone: a word that is well known and stands nowhere.

    What follows in its clause is said of the whole list, so that only the first word counts.
    """
    if not _OTHERS.isdisjoint(source.forms[slice(*item)]):
        return False
    for at in range(*item):
        if word_class(source.forms[at]) == 0 and times[source.forms[at]] == 1:
            known = _known(source.forms[at]) >= WELL_KNOWN
            return known and found.assured[at] < NOWHERE and float(odds[at]) > LEAST_LAST
    return False


def _known(form: str) -> float:
    """Return how sure it is what a word of either language is rendered by, from 0 to 1."""
    if form >= HAN_FIRST:
        return expected(form)
    return math.sqrt(min(1.0, max(sources(stem_of(form)).values(), default=0.0)))


def _heads(source: Words, items: list[Item]) -> list[Item]:
    """Return the items, the first one cut to its last word and the last one to its first two.

    What leads to a list stands in its first item, and what sums it up in the last one; in Chinese
    behind 的, which belongs to all of them.
    """
    (first, start), (end, last) = items[0], items[-1]
    text = source.text
    for at in range(end + 1, last):
        if source.forms[at] >= HAN_FIRST and _OF in text[source.ends[at - 1] : source.ends[at]]:
            last = at
            break
    heads = [at for at in range(first, start) if word_class(source.forms[at]) == 0]
    tails = [at for at in range(end, last) if word_class(source.forms[at]) == 0]
    return [
        (heads[-1] if heads else first, start),
        *items[1:-1],
        (end, tails[:TAIL][-1] + 1 if tails else last),
    ]


def _members(
    source: Words,
    target: Words,
    items: list[Item],
    marks: list[re.Match[str]],
    found: Found,
    times: Counter[str],
) -> list[int]:
    """Return the member of the translation's lists that renders each item, -1 for none.

    Members follow each other as the items do: of all such pairings the surest one.
    """
    ends = [mark.end() for mark in marks]
    cells: list[tuple[int, int, float]] = []
    for number, (low, high) in enumerate(items):
        votes: dict[int, float] = defaultdict(float)
        for at in range(low, high):
            place = found.assigned[at]
            if place >= 0 and word_class(source.forms[at]) == 0:
                own = 1.0 if times[source.forms[at]] == 1 else SHARED
                member = bisect_right(ends, target.starts[place])
                votes[member] = max(votes[member], own * found.assured[at])
        # The last member first, so that one item takes one of them.
        cells += [(number, at, votes[at]) for at in sorted(votes, reverse=True)]
    places = [-1] * len(items)
    for at in _rising(cells):
        places[cells[at][0]] = cells[at][1]
    return places


def _rising(cells: Sequence[tuple[int, int, float]]) -> list[int]:
    """Return the places of the heaviest run of cells whose members rise.

    >>> _rising([(0, 2, 0.5), (1, 3, 0.6), (1, 1, 0.9), (2, 2, 0.5)])
    [2, 3]
    """
    # Of the runs up to a member only the heaviest is kept: members and weights both rise.
    members: list[int] = []
    runs: list[tuple[float, int]] = []
    before = [-1] * len(cells)
    for at, (_, member, weight) in enumerate(cells):
        if weight < HELD:
            continue
        place = bisect_left(members, member)
        held, before[at] = runs[place - 1] if place else (0.0, -1)
        weight += held
        if place < len(members) and members[place] == member and runs[place][0] >= weight:
            continue
        last = place
        while last < len(members) and runs[last][0] <= weight:
            last += 1
        members[place:last], runs[place:last] = [member], [(weight, at)]
    found = []
    at = runs[-1][1] if runs else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]


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
        last = places[low]
        closed = 0 < last <= len(marks) and closing_of(target).search(marks[last - 1][0])
        return 0.0 if closed else float(high - low)
    return float(places[high] - places[low] - 1)
