"""Which number belongs to which: a part to its whole, a value to its year."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from alignkit.check.numbers.matching import Matching, Pair
from alignkit.check.numbers.stated import Side
from alignkit.check.numbers.things import AGREE, likeness, linked
from alignkit.check.run.view import BeadView
from alignkit.deferred import deferred
from alignkit.types import Quantity
from alignkit.types.quantity import Kind

# 12 of its 47 plants; of 47 plants, 12 closed; 47家工厂中有12家.
_OF = deferred(
    r"(?:\s[a-z-]+){0,2}?\s(?:out\s)?of\s(?:(?:the|its|their|our|his|her|these|those|all|a)\s)?"
    r"(?:(?:total|whole)\s(?:of\s)?)?",
    re.I,
)
_FIRST_OF = deferred(r"(?:^|[.;:,]\s)(?:out\s)?(?:of|among)\s(?:(?:the|its|all)\s)?$", re.I)
_THEN = deferred(r"[^.;:,，]{0,50},[^.;:,，]{0,24}")
_AMONG = deferred(
    r"[\u4e00-\u9fff]{0,10}?(?:中|里|内|之中|当中)(?:的|有|，|,)?(?:只|仅|共|约)?有?\s?"
    r"|[\u4e00-\u9fff]{0,10}[，,]其中(?:的|有)?\s?"
)
# 31% in 2019; 2019年的31%, 31%（2019年）.
_AT = {
    "zh": deferred(r"\s?[（(]\s?"),
    "en": deferred(r"\s(?:(?:in|for|by|during|from)\s|\()(?:early\s|late\s|mid-?\s?)?"),
}
_HAD = {
    "zh": deferred(r"[初中底末]?[，,]?\s?(?:的|为|是|达到?|有|约|仅|仅为|共有?)?\s?"),
    "en": deferred(r"\s?[:：]\s?|,\s"),
}
# So far before a number is looked for what leads it in.
_LEAD = 16
_WHOLE = frozenset((Kind.COUNT,))

Belongs = dict[int, int]


def exchanged(matching: Matching) -> Iterator[tuple[str, Pair, Pair]]:
    """Yield what changed places, and the two pairs of values that did."""
    same = {
        pair.source.index: pair
        for pair in matching.pairs
        if pair.same and not pair.source.end and not pair.target.end
    }
    if len(same) < 2:
        return
    yield from _parts(matching, same)
    yield from _dated(matching, same)


# More counts than this are a table; nouns nearer than the second, of the four, render each other.
_MOST, _LIKE = 12, 0.5


def counted_otherwise(view: BeadView, matching: Matching) -> Iterator[tuple[str, Pair, Pair]]:
    """Yield two counts whose nouns changed places: 两个把手和四个定位销, four handles and two pins.

    Neither noun renders the one that its number has on the other side, and both render each
    other's. One and two are as good as other numbers here.
    """
    langs = matching.source.lang, matching.target.lang
    counted = [pair for pair in matching.pairs if _counts(pair)]
    loose = [
        pair
        for pair in counted[:_MOST]
        if not linked(pair.source.quantity, pair.target.quantity, langs)
    ]
    for first, second in itertools.combinations(loose, 2):
        if first.source.low == second.source.low:
            continue
        ours, theirs = (
            (first.source.quantity, second.source.quantity),
            (second.target.quantity, first.target.quantity),
        )
        sure = [linked(*both, langs) for both in zip(ours, theirs, strict=True)]
        if any(sure) and all(
            known or (likeness(view, *both, langs) or 0.0) >= _LIKE
            for known, both in zip(sure, zip(ours, theirs, strict=True), strict=True)
        ):
            straight = [
                likeness(view, pair.source.quantity, pair.target.quantity, langs)
                for pair in (first, second)
            ]
            if all(value is not None and value < AGREE for value in straight):
                yield "these counts changed places", first, second


def _counts(pair: Pair) -> bool:
    """Tell whether both numbers of a pair are whole and have nouns behind them."""
    sides = pair.source.quantity, pair.target.quantity
    whole = pair.same and not pair.source.end and not pair.target.end
    return whole and all(one.kind == Kind.COUNT and one.noun for one in sides)


def _parts(matching: Matching, same: dict[int, Pair]) -> Iterator[tuple[str, Pair, Pair]]:
    """Yield a part that became the whole: 12 of 47, 12家中的47家."""
    theirs = wholes(matching.target)
    for part, whole in wholes(matching.source).items() if theirs else ():
        if part in same and whole in same:
            became = same[part].target.index, same[whole].target.index
            if theirs.get(became[1]) == became[0]:
                yield "part and whole changed places", same[part], same[whole]


def _dated(matching: Matching, same: dict[int, Pair]) -> Iterator[tuple[str, Pair, Pair]]:
    """Yield two values that each have the other's year: from 31% in 2019 to 22% in 2021."""
    theirs = years(matching.target)
    ours = [(v, y) for v, y in years(matching.source).items() if v in same and y in same]
    for (first, year), (second, other) in itertools.combinations(ours if theirs else (), 2):
        held = [same[place].target.index for place in (first, second, year, other)]
        if theirs.get(held[0]) == held[3] and theirs.get(held[1]) == held[2]:
            yield "these values changed their years", same[first], same[second]


def wholes(side: Side) -> Belongs:
    """Return of each part the whole that it is of, by their places among the quantities."""
    found: Belongs = {}
    for place, (one, other) in enumerate(itertools.pairwise(side.quantities)):
        if not {one.kind, other.kind} <= _WHOLE:
            continue
        gap = side.text[one.span.end : other.span.start]
        if side.lang == "zh":
            if _AMONG.fullmatch(gap):
                found[place + 1] = place
        elif _OF.fullmatch(gap):
            found[place] = place + 1
        elif _THEN.fullmatch(gap) and _FIRST_OF.search(_before(side, one)):
            found[place + 1] = place
    return found


def years(side: Side) -> Belongs:
    """Return of each value the year that it is said of, by their places among the quantities."""
    found: Belongs = {}
    for place, (one, other) in enumerate(itertools.pairwise(side.quantities)):
        if bool(one.date) == bool(other.date):
            continue
        gap = side.text[one.span.end : other.span.start]
        if one.date and _HAD[side.lang].fullmatch(gap):
            found.setdefault(place + 1, place)
        elif other.date and _AT[side.lang].fullmatch(gap):
            found[place] = place + 1
    return found


def _before(side: Side, one: Quantity) -> str:
    return side.text[max(0, one.span.start - _LEAD) : one.span.start]
