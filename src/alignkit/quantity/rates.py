"""Rates said by their two parts, one value where the other side says one: 每4人中有1人, a quarter.

Both numbers of a rate are counts as long as the other side counts them as well. Where it says the
same part in another way, as a fraction, a percentage or over another whole, the two are one value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import share
from alignkit.quantity.numerals import SCALES, chinese
from alignkit.types import Quantity, Span
from alignkit.types.quantity import Change, Direction, Kind

_SHARES = frozenset((Kind.PERCENT, Kind.FRACTION))
# 33 % and a third are one share.
_NEAR = Decimal("0.025")
_WORD = r"[A-Za-z][A-Za-z’'-]*"
# 3 deaths per 1,000, one child in every five
_OF = rf"(?:[\s-]{_WORD}){{0,4}}?[\s-](?:in|out\sof|of|per|for|among|from)[\s-]"
_EACH = r"(?:(?:every|each|any|a|the)\s)?"
_THEN = deferred(rf"(?:[\s-]{_WORD}){{0,6}},?(?:\s{_WORD}){{0,4}}\s")
_BETWEEN = deferred(_OF + _EACH)
_EVERY = deferred(r"\b(?:out\sof|of|in|among|for|from|per)\s(?:every|each)\s$", re.I)
_ROUND = deferred(
    rf"{_OF}{_EACH}(?:(?:a|one)\s)?(?P<scale>mille|hundred|thousand|million|billion)(?![A-Za-z-])",
    re.I,
)
_EACH_ZH = deferred(r"每\s?$")
# 每千人口, 每百万例: the whole as a mere order of magnitude
_ROUND_ZH = deferred(r"每\s?(?P<whole>[十百千万亿]+)\s?(?=[\u4e00-\u9fff])")
_STEP_ZH = deferred(r"[^。；;！!？?，,]{0,16}[，,]?[^。；;！!？?，,]{0,12}")
_AMONG_ZH = deferred(r"[^。；;！!？?，,]{0,8}(?:[之当]?中|里头?|[之以]?内)[^。；;！!？?，,]{0,8}")
_FARTHEST = 40


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many: the places of both numbers in a list, and what they are as one."""

    above: int
    below: int | None
    whole: Decimal
    value: Quantity


@dataclass(frozen=True, slots=True)
class Said:
    """A text, its language and what its numbers say."""

    text: str
    lang: str
    found: Sequence[Quantity]


def reconciled(source: Said, target: Said) -> tuple[list[Quantity], list[Quantity]]:
    """Return the quantities of both sides, with the parts of a rate as one where one side asks.

    >>> from alignkit.quantity import quantities
    >>> chinese, english = "每1万人中有1人", "1 in 10,000 people"
    >>> said = Said(chinese, "zh", quantities(chinese)), Said(english, "en", quantities(english))
    >>> [[str(q) for q in side] for side in reconciled(*said)]
    [['0.0001'], ['0.0001']]
    """
    ours, theirs = list(rates(source)), list(rates(target))
    if not ours and not theirs:
        return list(source.found), list(target.found)
    whole: tuple[set[int], set[int]] = (set(), set())
    shares = _unanswered(source, target)
    sides = ((source, ours, target, theirs, shares[1]), (target, theirs, source, ours, shares[0]))
    for turn, (own, held, other, others, asked) in enumerate(sides):
        for number, rate in enumerate(held):
            of_another = next((i for i, one in enumerate(others) if _apart(rate, one)), None)
            if of_another is not None:
                whole[turn].add(number)
                whole[1 - turn].add(of_another)
                continue
            if _counted(rate, own, other):
                continue
            alike = next((i for i, one in enumerate(others) if _same(rate.value, one.value)), None)
            answer = next((one for one in asked if _same(rate.value, one)), None)
            if alike is not None:
                whole[turn].add(number)
                whole[1 - turn].add(alike)
            elif answer is None and len(asked) == len(held) == 1 and not others:
                answer = asked[0]
            if answer is not None:
                asked.remove(answer)
                whole[turn].add(number)
    return (
        _joined(source.found, [ours[i] for i in whole[0]]),
        _joined(target.found, [theirs[i] for i in whole[1]]),
    )


def rates(side: Said) -> Iterator[Rate]:
    """Yield the rates of a text that are said by two numbers."""
    held: Iterator[Rate] = _chinese(side) if side.lang == "zh" else _english(side)
    yield from held


def _english(side: Said) -> Iterator[Rate]:
    text, found = side.text, side.found
    taken = -1
    for index, first in enumerate(found):
        if first.kind != Kind.COUNT or index <= taken:
            continue
        second = found[index + 1] if index + 1 < len(found) else None
        if second is not None and second.kind == Kind.COUNT:
            between = text[first.span.end : second.span.start]
            if len(between) > _FARTHEST:
                continue
            if _BETWEEN.fullmatch(between):
                rate = _rate(text, found, index, index + 1)
            elif _EVERY.search(text[: first.span.start]) and _THEN.fullmatch(between):
                rate = _rate(text, found, index + 1, index)
            else:
                rate = None
            if rate:
                taken = index + 1
                yield rate
                continue
        scale = _ROUND.match(text, first.span.end)
        if scale and (second is None or scale.end() <= second.span.start):
            whole = Decimal(SCALES.get(scale["scale"].lower(), 1000))
            rate = _rounded(text, found, index, whole, (first.span.start, scale.end()))
            if rate:
                yield rate


def _chinese(side: Said) -> Iterator[Rate]:
    text, found = side.text, side.found
    if "每" not in text and "中" not in text and "里" not in text and "内" not in text:
        return
    for index, second in enumerate(found):
        if not index or second.kind != Kind.COUNT or found[index - 1].kind != Kind.COUNT:
            continue
        first = found[index - 1]
        between = text[first.span.end : second.span.start]
        every = _EACH_ZH.search(text[: first.span.start][-2:])
        if (_STEP_ZH if every else _AMONG_ZH).fullmatch(between):
            rate = _rate(text, found, index, index - 1)
            if rate:
                yield rate
    for match in _ROUND_ZH.finditer(text):
        numbered = [i for i, q in enumerate(found) if q.span.start < match.end() <= q.span.end]
        behind = next((i for i, q in enumerate(found) if q.span.start >= match.end()), None)
        reading = chinese(match["whole"])
        if numbered or behind is None or reading is None or found[behind].kind != Kind.COUNT:
            continue
        if _STEP_ZH.fullmatch(text, match.end(), found[behind].span.start):
            span = match.start("whole"), found[behind].span.end
            rate = _rounded(text, found, behind, Decimal(reading.low), span)
            if rate:
                yield rate


def _rate(text: str, found: Sequence[Quantity], above: int, below: int) -> Rate | None:
    """Return the rate of two counts, None where the whole is no number of things."""
    whole = found[below]
    if whole.low is None or whole.low != whole.high or whole.low % 1 or whole.low < 2:
        return None
    first, last = sorted((found[above].span, whole.span), key=lambda span: span.start)
    rate = _rounded(text, found, above, whole.low, (first.start, last.end))
    return replace(rate, below=below) if rate else None


def _rounded(
    text: str, found: Sequence[Quantity], above: int, whole: Decimal, place: tuple[int, int]
) -> Rate | None:
    """Return the rate of a count and a whole that is told as an order of magnitude."""
    part = found[above]
    if part.low is None or part.high is None or not whole:
        return None
    value = replace(
        part,
        kind=Kind.FRACTION,
        low=share(part.low, whole),
        high=share(part.high, whole),
        unit="",
        noun="",
        span=Span(*place),
        raw=text[slice(*place)],
        direction=Direction.NONE,
        change=Change.NONE,
    )
    return Rate(above, None, whole, value)


def _apart(one: Rate, other: Rate) -> bool:
    """Tell whether as many are said of two wholes, one of which is a mere order of magnitude."""
    rounded = one.below is None or other.below is None
    ours, theirs = ((rate.value.low or 0) * rate.whole for rate in (one, other))
    return rounded and one.whole != other.whole and abs(ours - theirs) <= _NEAR * abs(ours)


def _counted(rate: Rate, own: Said, other: Said) -> bool:
    """Tell whether the other side counts both numbers of a rate as well."""
    counts = {q.low for q in other.found if q.kind not in _SHARES and q.low == q.high}
    part = own.found[rate.above]
    ranged = {(q.low, q.high) for q in other.found if q.kind not in _SHARES}
    return (part.low, part.high) in ranged and (rate.below is None or rate.whole in counts)


def _unanswered(source: Said, target: Said) -> tuple[list[Quantity], list[Quantity]]:
    """Return the shares of each side that the other says in no way."""
    ours, theirs = (
        [quantity for quantity in side.found if quantity.kind in _SHARES]
        for side in (source, target)
    )
    left = list(theirs)
    alone = []
    for quantity in ours:
        same = next((one for one in left if _same(quantity, one)), None)
        if same is None:
            alone.append(quantity)
        else:
            left.remove(same)
    return alone, left


def _same(one: Quantity, other: Quantity) -> bool:
    """Tell whether two shares are one."""
    return all(
        a is not None and b is not None and abs(a - b) <= _NEAR * max(abs(a), abs(b))
        for a, b in zip(_ends(one), _ends(other), strict=True)
    )


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    if quantity.kind != Kind.PERCENT or quantity.low is None or quantity.high is None:
        return quantity.low, quantity.high
    return quantity.low / 100, quantity.high / 100


def _joined(found: Sequence[Quantity], whole: Sequence[Rate]) -> list[Quantity]:
    """Return the quantities with each rate in the place of its numbers."""
    gone = {index for rate in whole for index in (rate.above, rate.below)}
    kept = [quantity for index, quantity in enumerate(found) if index not in gone]
    return sorted((*kept, *(rate.value for rate in whole)), key=lambda q: q.span.start)
