"""Lists paired item by item: which item a list of the translation has no member for."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from alignkit.check.coverage.lists import (
    OPENS,
    Item,
    among_others,
    lists_of,
)
from alignkit.check.coverage.members import (
    SHARED,
    elsewhere_said,
    members,
    room,
    separators,
)
from alignkit.link.cells import word_class
from alignkit.words.lexicon import HAN_FIRST, expected, sources, stem_of
from alignkit.words.numbered import Found, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# An item whose words look rendered by more than this, in the mean, is found in other words: by the
# first where all its siblings have members of their own, by the second where some have none.
LEAST_LOST, LEAST_ALONE = -1.1, 0.0
# Of an item whose own words are found nowhere (so surely at most), vectors near to them say less.
NOWHERE, LEAST_NOWHERE = 0.2, -3.0
# A sibling that is found so surely has its member, and lends none to another item.
SURELY = 0.7
_LIST = 3
# The last one's first word, where it is well known: what follows it belongs to the clause.
LEAST_LAST = -2.0
# An item that has a word of its own found so surely is there, though its member passes for
# another's; not where its words look dropped all in all.
TOLD, DROPPED = 0.5, 1.0
# So many words at the head of the last item are surely its own.
TAIL = 2
# Before an item of more words than this a list is one of clauses.
LONGEST_NEXT = 3
# A word of which the lexicon expects less is unknown rather than dropped.
KNOWN, WELL_KNOWN = 0.05, 0.5

LISTED_FEATURES = (
    "items", "two", "held", "lacking", "between", "spare", "placed", "assured", "mean", "most",
    "least", "surest", "best", "rank", "gap", "siblings", "known", "expected", "first", "last",
    "words", "others", "figure", "marks", "among_others", "closed", "least_sibling", "unexplained",
    "lost",
)  # fmt: skip
# A list of the translation lacks, or has to spare, no more members than this.
_FAR = 3.0
_MARK = re.compile("[、，,]")
_OF = "的"
# What sums a list up is often left to "and so on".
_OTHERS = frozenset(("other", "others", "其他", "其它", "其余"))
_NUMERAL = re.compile(r"[\d〇零一二三四五六七八九十百千万亿]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list, its LISTED_FEATURES, and whether the count says that it is missing.

    `mean` holds the mean odds of its words, and `telling` says whether their links say much.
    """

    item: Item
    mean: float
    features: list[float]
    uncounted: bool
    telling: bool


def listed(
    source: Words, target: Words, odds: NDArray[np.float32], found: Found
) -> Iterator[Listed]:
    """Yield the items of all lists of a source, with what speaks for each being left out."""
    marks: list[re.Match[str]] | None = None
    for whole in lists_of(source):
        if marks is None:
            marks = separators(target)
        items = heads(source, whole)
        times = Counter(form for low, high in items for form in set(source.forms[low:high]))
        places = members(source, target, items, marks, found, times)
        among = among_others(source, whole[-1])
        pairing = _Pairing(source, target, items, marks, places, times, among)
        missing = set(_uncounted(pairing, odds, found))
        means = [float(odds[low:high].mean()) for low, high in items]
        for at, item in enumerate(items):
            features = _measured(pairing, at, means, odds, found)
            yield Listed(item, means[at], features, item in missing, _telling(pairing, at))


@dataclass(frozen=True, slots=True)
class _Pairing:
    """A list of the source, and the members of the translation's lists that render its items.

    `others` is the word that says that there are others, 0 where none does.
    """

    source: Words
    target: Words
    items: list[Item]
    marks: list[re.Match[str]]
    places: list[int]
    times: Counter[str]
    others: int

    def room(self, places: list[int], low: int, high: int, busy: Set[int] = frozenset()) -> float:
        """Return how many members the translation's list has between two items, or at its ends."""
        return room(self.target, self.marks, places, low, high, self.others > 0, busy)


def _telling(pairing: _Pairing, at: int) -> bool:
    """Tell whether the words of an item are known, its own, and surely all of it.

    Of 政治生活、社会生活 the first is cut to what both share, and what stands before "opens the
    door, calls and waits" is the end of a clause.
    """
    source, items = pairing.source, pairing.items
    low, high = items[at]
    words = source.forms[low:high]
    content = [form for form in words if word_class(form) == 0 and form not in OPENS]
    others = [form for n, (a, b) in enumerate(items) if n != at for form in source.forms[a:b]]
    if not any(all(form not in other for other in others) for form in content):
        return False
    if at == 0 and items[1][1] - items[1][0] > LONGEST_NEXT:
        return False
    return all(_known(form) >= KNOWN for form in content)


def _measured(
    pairing: _Pairing,
    at: int,
    means: list[float],
    odds: NDArray[np.float32],
    found: Found,
) -> list[float]:
    """Return the LISTED_FEATURES of an item."""
    source, items, places = pairing.source, pairing.items, pairing.places
    (low, high), count = items[at], len(items)
    forms = source.forms[low:high]
    held = [n for n, place in enumerate(places) if place >= 0 and n != at]
    before = max((n for n in held if n < at), default=-1)
    after = min((n for n in held if n > at), default=count)
    others = [places[n] for n in held]
    lacking, closed = -1.0, False
    if held:
        rest = [-1 if n == at else place for n, place in enumerate(places)]
        free = pairing.room(rest, before, after)
        lacking = after - before - 1 - free
        closed = after == count and free == 0
    content = [n for n in range(low, high) if word_class(source.forms[n]) == 0]
    own = [n for n in content if pairing.times[source.forms[n]] == 1]
    known = [_known(source.forms[n]) for n in content] or [0.0]
    siblings = [mean for n, mean in enumerate(means) if n != at]
    sure = [max(found.assured[a:b], default=0.0) for n, (a, b) in enumerate(items) if n != at]
    return [
        math.log(count),
        float(count == 2),
        len(held) / (count - 1),
        max(-_FAR, min(_FAR, lacking)),
        (after - before - 1) / count,
        float(count - 2 - (max(others) - min(others))) if others else 0.0,
        float(places[at] >= 0),
        max((found.assured[n] for n in range(low, high) if found.assigned[n] >= 0), default=0.0),
        means[at],
        float(odds[low:high].max()),
        float(odds[low:high].min()),
        max((found.assured[n] for n in own), default=0.0),
        max(found.assured[low:high]),
        sum(mean > means[at] for mean in siblings) / (count - 1),
        means[at] - max(siblings),
        sum(siblings) / len(siblings),
        min(known),
        sum(known) / len(known),
        float(at == 0),
        float(at == count - 1),
        float(high - low),
        float(not _OTHERS.isdisjoint(forms)),
        float(all(_NUMERAL.fullmatch(form) for form in forms)),
        math.log((len(pairing.marks) + 1) / (len(_MARK.findall(source.text)) + 1)),
        float(0 < pairing.others == items[-1][1]),
        float(closed),
        min(sure),
        found.unexplained,
        float((odds > 0).mean()),
    ]


def _uncounted(pairing: _Pairing, odds: NDArray[np.float32], found: Found) -> Iterator[Item]:
    """Yield the items that no member renders of a list whose members all render another item.

    Between two items that have members of their own the translation's list must have fewer members
    than the source's has items: of those the one that looks dropped the most is missing.
    """
    source, items, places, times = pairing.source, pairing.items, pairing.places, pairing.times
    held = [at for at, place in enumerate(places) if place >= 0]
    if 2 * len(held) + bool(pairing.others) <= len(items):
        return
    # A member beside the list that says what stands outside of it has no room for an item, where
    # it is sure where the list begins and ends.
    opened = items[0][0] > 0 and source.forms[items[0][0] - 1] in OPENS
    busy: Set[int] = frozenset()
    if opened or pairing.others:
        whole = range(items[0][0], items[-1][1])
        busy = elsewhere_said(pairing.target, pairing.marks, found, whole)
    short = [
        (low, high)
        for low, high in pairwise([-1, *held, len(items)])
        if pairing.room(places, low, high, busy if low >= 0 or opened else frozenset())
        < high - low - 1
    ]
    for low, high in short:
        between = items[low + 1 : high]
        worst = max(between, key=lambda item: float(odds[item[0] : item[1]].mean()))
        # Where 等 ends a list its last item is bounded as the others are.
        bounded = pairing.others > 0
        alone = (low >= 0 or bounded) and len(held) == len(items) - 1
        nowhere = alone and _nowhere(pairing, low + 1, found)
        if len(between) == 1 and (nowhere or _unknown_name(pairing, low + 1, found)):
            gone = True
        elif high == len(items) and alone and not bounded:
            gone = _last_gone(source, worst, odds, found, times)
        else:
            inner = low >= 0 and high < len(items)
            # What else has no member of its own has room for one.
            few = worst[1] - worst[0] <= LONGEST_NEXT
            alone = alone or (inner and few and len(between) == 1 and len(short) == 1)
            within = (places[low], places[high]) if inner else None
            gone = _gone(pairing, worst, odds, found, alone, within)
        if gone:
            yield worst


def _gone(
    pairing: _Pairing,
    item: Item,
    odds: NDArray[np.float32],
    found: Found,
    alone: bool,
    within: tuple[int, int] | None,
) -> bool:
    """Tell whether the words of an item speak for what its list says, or at least not against it.

    `alone` says that all of its siblings have members of their own. Where those beside it have,
    `within` them alone its own words would stand.
    """
    low, high = item
    forms = pairing.source.forms[low:high]
    if all(_NUMERAL.fullmatch(form) for form in forms):
        return False  # the number of a paragraph, or the number rules' matter
    if not _OTHERS.isdisjoint(forms):
        return False
    mean = float(odds[low:high].mean())
    own = [
        _assured(pairing, found, at, within)
        for at in range(low, high)
        if pairing.times[pairing.source.forms[at]] == 1
        and word_class(pairing.source.forms[at]) == 0
    ]
    if not own and mean <= DROPPED:
        return False
    surest = max(own, default=0.0)
    if alone and surest < NOWHERE and _unlike_siblings(pairing, forms):
        return True
    known = all(_known(form) >= KNOWN for form in forms if word_class(form) == 0)
    least = LEAST_ALONE
    if known and alone:
        least = LEAST_NOWHERE if surest < NOWHERE else LEAST_LOST
    return mean > least and (surest < TOLD or mean > DROPPED)


def _nowhere(pairing: _Pairing, at: int, found: Found) -> bool:
    """Tell whether no word of an item is rendered at all, and all of its siblings surely are.

    Then the count alone says that it is missing: words near to its siblings' make it look rendered.
    Two items are too few for that, and of the first one it is not sure where it begins.
    """
    source = pairing.source
    if not at or len(pairing.items) < _LIST:
        return False
    words = [[n for n in range(*i) if word_class(source.forms[n]) == 0] for i in pairing.items]
    forms = source.forms[slice(*pairing.items[at])]
    if all(_NUMERAL.fullmatch(form) for form in forms) or not _OTHERS.isdisjoint(forms):
        return False
    inner = 0 < at < len(pairing.items) - 1
    within = (pairing.places[at - 1], pairing.places[at + 1]) if inner else None
    # A word far from the list renders an item only where it surely does.
    if not words[at] or any(
        _assured(pairing, found, n, within) >= NOWHERE or found.assured[n] >= TOLD
        for n in words[at]
    ):
        return False
    if any(_known(source.forms[n]) < KNOWN for n in words[at]):
        return False
    siblings = (*words[:at], *words[at + 1 :])
    return all(max((found.assured[n] for n in held), default=0.0) >= SURELY for held in siblings)


def _unknown_name(pairing: _Pairing, at: int, found: Found) -> bool:
    """Tell whether a name that no lexicon knows has no place between two that surely have."""
    source, places, items = pairing.source, pairing.places, pairing.items
    low, high = items[at]
    return (
        0 < at < len(items) - 1
        and source.forms[low] < HAN_FIRST
        and all(source.text[start].isupper() for start in source.starts[low:high])
        and all(place < 0 for place in found.assigned[low:high])
        and places[at - 1] >= 0
        and places[at + 1] - places[at - 1] == 1
        and all(max(found.assured[slice(*items[n])]) >= SURELY for n in (at - 1, at + 1))
    )


def _assured(pairing: _Pairing, found: Found, at: int, within: tuple[int, int] | None) -> float:
    """Return how surely a word is found, within some members of the translation's lists.

    Those that render its siblings say less of it.
    """
    place = found.assigned[at]
    if place < 0 or not within:
        return found.assured[at]
    member = bisect_right([mark.end() for mark in pairing.marks], pairing.target.starts[place])
    if not within[0] <= member <= within[1]:
        return 0.0
    return found.assured[at] * (SHARED if member in pairing.places else 1.0)


def _unlike_siblings(pairing: _Pairing, forms: Sequence[str]) -> bool:
    """Tell whether a name in Latin letters stands nowhere, though all its siblings' are kept."""
    kept = set(pairing.target.forms)
    names = [
        [form for form in pairing.source.forms[low:high] if form < HAN_FIRST]
        for low, high in pairing.items
    ]
    siblings = [held for held in names if held != list(forms)]
    return (
        len(forms) == 1
        and len(siblings) == len(names) - 1
        and kept.isdisjoint(forms)
        and all(not kept.isdisjoint(held) for held in siblings)
    )


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


def heads(source: Words, items: list[Item]) -> list[Item]:
    """Return the items, the first one cut to its last word and the last one to its first two.

    What leads to a list stands in its first item, and what sums it up in the last one; in Chinese
    behind 的, which belongs to all of them.
    """
    (first, start), (end, last) = items[0], items[-1]
    text = source.text
    last = among_others(source, items[-1]) or last
    for at in range(end + 1, last):
        if source.forms[at] >= HAN_FIRST and _OF in text[source.ends[at - 1] : source.ends[at]]:
            last = at
            break
    leading = [at for at in range(first, start) if word_class(source.forms[at]) == 0]
    if first and source.forms[first - 1] in OPENS:
        leading = [first]  # 包括 bounds the first item as commas do the others
    tails = [at for at in range(end, last) if word_class(source.forms[at]) == 0]
    return [
        (leading[-1] if leading else first, start),
        *items[1:-1],
        (end, tails[:TAIL][-1] + 1 if tails else last),
    ]
