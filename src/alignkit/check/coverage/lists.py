"""Whether a stretch is an item of a list whose other items are there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from alignkit.words.numbered import Found, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIST_FEATURES = ("in_list", "whole_item", "adjacent", "siblings", "spare", "placed")
_COMMA = "、"
_HAN = re.compile("[㐀-鿿]")
# An item of an English list is short: longer stretches between commas are clauses.
_LONGEST = 6
_ENGLISH_REGION = re.compile(r"[^.;:!?()\[\]\n]+")
_ENGLISH_JOINTS = frozenset(("and", "or", "nor"))
# What has a subject of its own is a clause, and no item.
_SUBJECTS = frozenset(("i", "he", "she", "we", "they", "it", "you", "who", "which", "that"))
# "In addition, schools and shops" is a list of two.
_INTRODUCING = frozenset(
    "after although as at before besides by despite during for from if in on once since though "
    "through under until when while with without".split()
)
_ADVERBS = frozenset(
    "also besides consequently finally first firstly fortunately furthermore hence however indeed "
    "instead later meanwhile moreover nevertheless now second secondly similarly still then "
    "therefore third thus today unfortunately worse yesterday".split()
)
_ARTICLES = frozenset(("a", "an", "the"))
# What opens a list of examples; "such as" is two words.
_LEADS = frozenset(("including", "namely", "like", "include", "includes", "included"))
OPENS = frozenset(("包括", "包含", "例如", "比如", "诸如", "譬如", "如"))
_CHINESE_SENTENCE = re.compile(r"[^。；：！？（）()]+")
_CHINESE_COMMA = re.compile("[，、]")
_REGION = re.compile(r"[^，。；：！？（）()]+")
_JOINTS = frozenset(("和", "与", "及", "及其", "或", "以及", "并"))
_CHINESE_SEPARATOR = re.compile(r"[、，,；;]|以及|[和与及或并]")
_CHINESE_CLOSING = re.compile(r"以及|[和与及或]")
_SEPARATOR = re.compile(
    r"\s*[,;]?\s*\b(?:and|or|as well as|along with|plus|nor)\b|[,;]|(?<=\w)/(?=\w)| & ", re.I
)
_CLOSING = re.compile(r"\b(?:and|or|as well as|along with|plus|nor)\b|&", re.I)
_LEAST = 3
# What closes a Chinese list of which some members are named: two of them make a list already.
_AMONG_OTHERS = "等"
LEAST_ODDS = -2.0
_FAR = 6
_CORE = 3

Item = tuple[int, int]


def list_features(
    source: Words,
    target: Words,
    odds: NDArray[np.float32],
    low: int,
    high: int,
    found: Found,
) -> list[float]:
    """Return LIST_FEATURES of the words from `low` to `high`.

    They say whether the words are in a list and are a whole item of it; whether the items beside
    it leave no room for it in the translation (1) or do (-1); the odds of its siblings; how many
    members the translation has to spare between those items, and the share of the siblings that
    have a member of their own.
    """
    items = items_of(source, low, high)
    own = [at for at, (a, b) in enumerate(items) if a < high and b > low]
    if len(items) < _LEAST or not own or len(own) == len(items):
        return [0.0] * len(LIST_FEATURES)
    first, last = own[0], own[-1]
    # What leads to a list stands before its first item, and what sums it up behind the last.
    opens = low <= items[first][0] or first == 0
    closes = high >= items[last][1] or last == len(items) - 1
    others = [at for at in range(len(items)) if not first <= at <= last]
    values = [float(odds[word]) for at in others for word in range(*items[at])]
    places = _members(source, target, items, others, found)
    held = [place for place in places.values() if place >= 0]
    spare = _spare(target, places, first, last)
    return [
        1.0,
        float(opens and closes),
        0.0 if spare is None else 1.0 if spare <= 0 else -1.0,
        sum(values) / len(values) if values else 0.0,
        0.0 if spare is None else max(-2.0, min(3.0, spare)),
        len(set(held)) / len(others),
    ]


def lacking(
    source: Words, target: Words, odds: NDArray[np.float32], found: Found
) -> list[tuple[int, int]]:
    """Return for each list the inner item that most looks dropped, where there is no room for it.

    Items are given as their first word and the word after their last.
    """
    stretches = []
    for items in lists_of(source):
        places = _members(source, target, items, range(len(items)), found)
        inner = items[1:-1]
        if not inner:
            continue
        means = [float(odds[low:high].mean()) for low, high in inner]
        worst = max(range(len(inner)), key=lambda at: means[at])
        del places[worst + 1]
        spare = _spare(target, places, worst + 1, worst + 1)
        if spare is not None and spare <= 0 and means[worst] > LEAST_ODDS:
            stretches.append(inner[worst])
    return stretches


def lists_of(source: Words) -> Iterator[list[Item]]:
    """Yield the items of each list of three or more, or of two among others (铜、铝等金属)."""
    if not _HAN.search(source.text):
        yield from _english_lists(source)
        return
    for region in _REGION.finditer(source.text) if _COMMA in source.text else ():
        if _COMMA in region[0]:
            items = _joined_last(source, list(_cut(source, *region.span())))
            if len(items) >= _LEAST or (len(items) == 2 and among_others(source, items[-1]) > 0):
                yield items
    if _AMONG_OTHERS in source.text and "，" in source.text:
        yield from _between_chinese_commas(source)


def _joined_last(source: Words, items: list[Item]) -> list[Item]:
    """Return the items of a Chinese list without what stands before its first mark and a 和.

    Only the last item is joined: in 他是在和银行、机构谈 the word says with whom.
    """
    if len(items) < _LEAST:
        return items
    start, end = source.ends[items[0][1] - 1], source.starts[items[1][0]]
    return items if _COMMA in source.text[start:end] else items[1:]


def _between_chinese_commas(source: Words) -> Iterator[list[Item]]:
    """Yield the lists that ， parts, from what opens them to 等 (包括总数，平均值，成功率等)."""
    for region in _CHINESE_SENTENCE.finditer(source.text):
        parts = list(_parted(source, *region.span()))
        for last, part in enumerate(parts):
            if not part[0] < among_others(source, part) <= part[0] + _LONGEST:
                continue
            items = [part]
            for low, high in reversed(parts[:last]):
                opened = next((n for n in range(low, high) if source.forms[n] in OPENS), -1)
                first = max(low, opened + 1)
                if not 0 < high - first <= _LONGEST:
                    break
                items.insert(0, (first, high))
                if opened >= 0:
                    yield items
                    break


def _parted(source: Words, start: int, end: int) -> Iterator[Item]:
    """Yield the words between the commas of a Chinese sentence."""
    first = -1
    for at, begin in enumerate(source.starts):
        if begin < start or begin >= end:
            continue
        if first >= 0 and _CHINESE_COMMA.search(source.text, source.ends[at - 1], begin):
            yield first, at
            first = at
        first = at if first < 0 else first
        last = at
    if first >= 0:
        yield first, last + 1


def among_others(source: Words, item: Item) -> int:
    """Return the word of an item that says that there are others, 0 where none does."""
    low, high = item
    return next((n for n in range(low + 1, high) if source.forms[n][0] == _AMONG_OTHERS), 0)


def items_of(source: Words, low: int, high: int) -> list[Item]:
    """Return the items of the list in which some words stand, as their first word and the next."""
    text = source.text
    if not _HAN.search(text):
        lists = _english_lists(source)
        return next((i for i in lists if i[0][0] <= low and high <= i[-1][1]), [])
    if _COMMA not in text:
        return []
    start, end = source.starts[low], source.ends[high - 1]
    for region in _REGION.finditer(text):
        if region.start() <= start and end <= region.end():
            if _COMMA in region[0]:
                return list(_cut(source, *region.span()))
            break
    return []


def _english_lists(source: Words) -> Iterator[list[Item]]:
    """Yield the lists of an English text: short stretches between commas, closed by and or or."""
    if source.text.count(",") == 0:
        return
    for region in _ENGLISH_REGION.finditer(source.text):
        if "," not in region[0]:
            continue
        parts = _between_commas(source, *region.span())
        for at, (low, high) in enumerate(parts):
            closed = _closing(source, low, high)
            if closed is None or at == 0 or _led(source, low, high) >= 0:
                continue  # "… , such as a and b" is a list of two
            items = closed
            for before in reversed(parts[:at]):
                head = source.forms[before[0]]
                long = before[1] - before[0] > _LONGEST
                # That list is closed, unless a clause is; or the part leads to the sentence.
                if (head in _ENGLISH_JOINTS and not long) or (
                    before == parts[0] and _leads(source, before, at)
                ):
                    break
                led = _led(source, *before)
                first = led >= 0 or before == parts[0] or long
                start = led if led >= 0 else before[1] - _CORE if first else before[0]
                items.insert(0, (max(before[0], start), before[1]))
                if first:
                    break
            if _apposed(source, parts, at, items):
                continue
            if len(items) >= _LEAST and not _clauses(source, items):
                yield items
        yield from _unclosed(source, parts)


def _unclosed(source: Words, parts: list[Item]) -> Iterator[list[Item]]:
    """Yield the lists of names that no "and" closes: "Astro, Nuxt, Qwik City, among others"."""
    for named, run in groupby(range(1, len(parts)), lambda at: _name(source, *parts[at])):
        places = list(run)
        low, start = parts[places[0] - 1]
        high, last = start, places[-1]
        while start > low and high - start < _CORE and _name(source, start - 1, high):
            start -= 1
        after = source.forms[parts[last + 1][0]] if last + 1 < len(parts) else ""
        if named and start < high and len(places) >= _LEAST and after not in _ENGLISH_JOINTS:
            yield [(start, high), *(parts[at] for at in places)]


def _name(source: Words, low: int, high: int) -> bool:
    """Tell whether a few words begin with capitals, all of them."""
    return high - low <= _CORE and all(source.text[n].isupper() for n in source.starts[low:high])


def _apposed(source: Words, parts: list[Item], at: int, items: list[Item]) -> bool:
    """Tell whether a list says what its first item is: "Ann Lee, the mayor and deputy, said"."""
    return (
        items[0][1] == parts[0][1]
        and at == 1
        and at + 1 < len(parts)
        and source.forms[parts[1][0]] in _ARTICLES
        and source.text[source.starts[items[0][1] - 1]].isupper()
    )


def _clauses(source: Words, items: list[Item]) -> bool:
    """Tell whether an item of an English list, past what leads to it, is a clause."""
    low, high = items[1][0], items[-1][1]
    return not _SUBJECTS.isdisjoint(source.forms[low:high])


def _between_commas(source: Words, start: int, end: int) -> list[Item]:
    """Return the words between the commas of a stretch of text, as first word and next."""
    parts, first, last = list[Item](), -1, -1
    for at, begin in enumerate(source.starts):
        if begin < start or begin >= end:
            continue
        if first >= 0 and "," in source.text[source.ends[at - 1] : begin]:
            parts.append((first, at))
            first = at
        first = at if first < 0 else first
        last = at
    return [*parts, (first, last + 1)] if first >= 0 else []


def _leads(source: Words, part: Item, commas: int) -> bool:
    """Tell whether what stands before the first comma leads to a sentence and is no item."""
    low, high = part
    head = source.forms[low]
    return (high - low == 1 and head in _ADVERBS) or (commas == 1 and head in _INTRODUCING)


def _led(source: Words, low: int, high: int) -> int:
    """Return the word behind what opens a list in a part ("such as a"), -1 where nothing does."""
    for at in range(min(high - 1, low + _LONGEST) - 1, low - 1, -1):
        if source.forms[at] in _LEADS or source.forms[at : at + 2] == ["such", "as"]:
            behind = at + 1 + (source.forms[at] == "such")
            return behind if behind < high else -1  # "such as, for example, a and b"
    return -1


def _closing(source: Words, low: int, high: int) -> list[Item] | None:
    """Return the last items of a list where a part ends one: "and c", or "b and c"."""
    for at in range(low, min(high, low + _LONGEST)):
        if source.forms[at] in _ENGLISH_JOINTS and at + 1 < high:
            end = min(high, at + 1 + _LONGEST)
            # "and tools that help": what the last item does belongs to none of its siblings.
            clause = (n for n in range(at + 2, end) if source.forms[n] in _SUBJECTS)
            last = (at + 1, next(clause, end))
            return [last] if at == low else [(low, at), last]
    return None


def _cut(source: Words, start: int, end: int) -> Iterator[Item]:
    """Yield the items between two places: a conjunction counts where it is a word of its own."""
    first = -1
    for at, (begin, form) in enumerate(zip(source.starts, source.forms, strict=True)):
        if begin < start:
            continue
        if begin >= end:
            break
        joint = form in _JOINTS
        if first >= 0 and (joint or _COMMA in source.text[source.ends[at - 1] : begin]):
            if first < at:
                yield first, at
            first = -1
        if first < 0:
            first = at + 1 if joint else at
        last = at
    if first >= 0 and first <= last:
        yield first, last + 1


def _words(items: list[Item], at: int) -> range:
    """Return the words of an item, those next to its neighbours first at the edges of the list.

    What leads to the first item and what follows the last one stand farther off.
    """
    low, high = items[at]
    if at == 0:
        return range(high - 1, max(low, high - _CORE) - 1, -1)
    return range(low, min(high, low + _CORE) if at == len(items) - 1 else high)


def _members(
    source: Words, target: Words, items: list[Item], chosen: Iterable[int], found: Found
) -> dict[int, int]:
    """Return which member of the translation's own lists renders each chosen item, -1 for none.

    A word of the target counts only for the source word that explains it best.
    """
    ends = [match.end() for match in separator(target).finditer(target.text)]
    members = {}
    for item in chosen:
        edge = item in (0, len(items) - 1)
        votes: dict[int, float] = defaultdict(float)
        for at in _words(items, item):
            place = found.places[at]
            if place >= 0 and found.owners[place] == at:
                votes[bisect_right(ends, target.starts[place])] += found.strengths[at]
                if edge:
                    break
        members[item] = max(votes, key=lambda member: votes[member]) if votes else -1
    return members


def separator(target: Words) -> re.Pattern[str]:
    """Return what parts the members of a list in the language of a text."""
    return _CHINESE_SEPARATOR if _HAN.search(target.text) else _SEPARATOR


def _spare(target: Words, places: dict[int, int], first: int, last: int) -> float | None:
    """Return how many members stand between the nearest items that nothing else needs.

    None where that cannot be told: where an item has no place, two share theirs, or the order is
    another one.
    """
    before = max((at for at, place in places.items() if at < first and place >= 0), default=-1)
    after = min((at for at, place in places.items() if at > last and place >= 0), default=-1)
    if before < 0 or (after < 0 and max(places) > last):
        return None
    if after < 0:
        return after_last(target, places[before])
    between = places[after] - places[before] - 1
    if between < 0 or between > _FAR:
        return None
    return float(between - (after - before - 1 - (last - first + 1)))


def closing_of(target: Words) -> re.Pattern[str]:
    """Return what closes a list in the language of a text: the word before its last member."""
    return _CHINESE_CLOSING if _HAN.search(target.text) else _CLOSING


def after_last(target: Words, member: int) -> float | None:
    """Tell whether a list is closed by this member already: "a, b and c" has room for no more."""
    marks = list(separator(target).finditer(target.text))
    if 0 < member <= len(marks) and closing_of(target).search(marks[member - 1][0]):
        return 0.0
    return None
