"""Which member of a translation's list renders which item of the source's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import zip_longest

from alignkit.check.coverage.lists import Item, separator
from alignkit.link.cells import word_class
from alignkit.words.numbered import Found, Words

# A word found with less renders nothing here; a word that several items share tells them apart
# by the order of the members alone.
HELD = 0.35
SHARED = 0.5
# 及其他 is cut as one word, and joins as 及 does; 和平 is one word too, and joins nothing.
_JOINING = ("及其", "以及")


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
