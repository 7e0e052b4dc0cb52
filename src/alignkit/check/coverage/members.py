"""Which member of a translation's list renders which item of the source's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import zip_longest

from alignkit.check.coverage.lists import Item, closing_of, separator
from alignkit.link.cells import word_class
from alignkit.words.numbered import Found, Words

# A word found with less renders nothing here; a word that several items share tells them apart
# by the order of the members alone.
HELD = 0.35
SHARED = 0.5
# 及其他 is cut as one word, and joins as 及 does; 和平 is one word too, and joins nothing.
_JOINING = ("及其", "以及")
_STOP = re.compile(r"[.;:!?。；：！？]")
# What sums a list up is often left to "and so on".
_AND_SO_ON = frozenset(("other", "others", "more", "etc"))
# A member of whose words of content so many render what stands outside of the list.
_OUTSIDE = 0.5


def separators(target: Words) -> list[re.Match[str]]:
    """Return the marks and words that part the members of lists, none that is part of a word.

    A comma and the conjunction behind it are one: of “，或” the latter stands for both.
    """
    text = target.text
    found = [
        mark
        for mark in separator(target).finditer(text)
        if len(mark[0]) > 1 or not _within(target, mark.start())
    ]
    return [
        mark
        for mark, after in zip_longest(found, found[1:])
        if not after or text[mark.end() : after.start()].strip()
    ]


def _within(target: Words, place: int) -> bool:
    """Tell whether a character is part of a longer word that joins nothing."""
    at = bisect_right(target.starts, place) - 1
    if at < 0 or target.ends[at] <= place or target.ends[at] - target.starts[at] == 1:
        return False
    return not target.forms[at].startswith(_JOINING)


def members(
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
    standing: dict[str, set[int]] = defaultdict(set)
    for form, start in zip(target.forms, target.starts, strict=True):
        standing[form].add(bisect_right(ends, start))
    cells: list[tuple[int, int, float]] = []
    for number, (low, high) in enumerate(items):
        votes: dict[int, float] = defaultdict(float)
        for at in range(low, high):
            place = found.assigned[at]
            if place >= 0 and word_class(source.forms[at]) == 0:
                # A word that several members hold may be that of any of them.
                among = standing[target.forms[place]]
                alone = times[source.forms[at]] == 1 and len(among) == 1
                for member in among:
                    vote = (1.0 if alone else SHARED) * found.assured[at]
                    votes[member] = max(votes[member], vote)
        # The last member first, so that one item takes one of them.
        cells += [(number, at, votes[at]) for at in sorted(votes, reverse=True)]
    places = [-1] * len(items)
    for at in rising(cells):
        places[cells[at][0]] = cells[at][1]
    return places


def rising(cells: Sequence[tuple[int, int, float]]) -> list[int]:
    """Return the places of the heaviest run of cells whose members rise.

    >>> rising([(0, 2, 0.5), (1, 3, 0.6), (1, 1, 0.9), (2, 2, 0.5)])
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


def room(
    target: Words,
    marks: list[re.Match[str]],
    places: list[int],
    low: int,
    high: int,
    others: bool,
    busy: Set[int] = frozenset(),
) -> float:
    """Return how many members a list of the translation has between two items, or at its ends.

    `others` says that the source's list ends in 等; `busy` members say something else.
    """
    if low < 0:
        first = places[high]
        if first == 0 or first - 1 in busy:
            return 0.0
        before = marks[first - 1]
        following = marks[first].start() if first < len(marks) else len(target.text)
        return 0.0 if _STOP.search(target.text, before.end(), following) else float(high)
    if high == len(places):
        last = places[low]
        closed = 0 < last <= len(marks) and closing_of(target).search(marks[last - 1][0])
        full = closed or last + 1 in busy or (others and _ends(target, marks, last))
        return 0.0 if full else float(high - low)
    return float(places[high] - places[low] - 1)


def elsewhere_said(
    target: Words, marks: list[re.Match[str]], found: Found, whole: range
) -> frozenset[int]:
    """Return the members of the translation's lists that say what stands outside of the `whole`.

    Half of their words of content render words there, and none one of the list.
    """
    owners = dict(zip(found.assigned, range(len(found.assigned)), strict=True))
    ends = [mark.end() for mark in marks]
    inside, outside, words = Counter[int](), Counter[int](), Counter[int]()
    for place, (form, start) in enumerate(zip(target.forms, target.starts, strict=True)):
        member = bisect_right(ends, start)
        owner = owners.get(place, -1)
        surely = owner >= 0 and found.assured[owner] >= HELD
        if word_class(form) == 0:
            words[member] += 1
            inside[member] += surely and owner in whole
            outside[member] += surely and owner not in whole
    return frozenset(
        member
        for member, count in words.items()
        if outside[member] >= _OUTSIDE * count and not inside[member]
    )


def _ends(target: Words, marks: list[re.Match[str]], member: int) -> bool:
    """Tell whether a list that says that there are others has no member behind this one."""
    if member >= len(marks):
        return True
    mark = marks[member]
    begin = marks[member - 1].end() if member else 0
    if _STOP.search(target.text, begin, mark.start()):
        return True
    following = bisect_left(target.starts, mark.end())
    return not _AND_SO_ON.isdisjoint(target.forms[following : following + 1])
