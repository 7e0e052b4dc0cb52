"""Values that differ, and those that differ by a power of ten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from alignkit.check.numbers.contradicting import contradicted
from alignkit.check.numbers.counterparts import divides
from alignkit.check.numbers.likelihood import plain
from alignkit.check.numbers.matching import Pair, each_once, matched
from alignkit.check.numbers.phrasing import compared, told, valued
from alignkit.check.numbers.slots import Slot
from alignkit.check.numbers.unread import unread, whole
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.quantity.sameness import ratio
from alignkit.types import Severity
from alignkit.types.quantity import Kind

_TENS = frozenset(Decimal(10) ** power for power in range(1, 13))
# Vague values that lie further apart than this are no way of speaking.
_FAR = Decimal(20)
# Two values of one unit that nothing excuses: on 6,000 untouched development pairs this makes two
# more errors, both of them the translators' faults.
ONE_UNIT = 0.9
_EXACT = frozenset((Kind.DURATION, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.POINTS))
# A numeral inside a word against a number that nothing else explains; set by hand.
HIDDEN = 0.7
_OTHERS = re.compile(r"\bothers?\b|\banother\b|\bmore\b(?! than| or)|另外?|其他|其它|其余", re.I)
# So near a number stands what sets the counted apart; in Chinese it is joined to it.
_BESIDE = 9
_PARTED = re.compile(r"[，。；、：,.;:!?！？]")


def _wrong(view: BeadView) -> Iterator[Pair]:
    matching = view.once(matched)
    if matching is None:
        return
    for pair in each_once(matching.pairs):
        if (
            pair.same
            or pair.unit_only
            or (pair.source.date and pair.target.date)
            or pair.source.quantity.kind == Kind.ORDINAL
        ):
            continue
        yield pair


def _slipped(pair: Pair) -> bool:
    """Tell whether the values differ by a power of ten, or by 万 read as thousand."""
    return pair.source.low is not None and ratio(pair.source, pair.target) in _TENS


def _differs(view: BeadView) -> Iterator[Hit]:
    for pair in _wrong(view):
        if not _slipped(pair):
            blurred = pair.source.vague or pair.target.vague
            what = "another order of magnitude" if blurred else "another value"
            far = {"far in value": 1.0} if ratio(pair.source, pair.target) > _FAR else {}
            slight = pair.rounded or _counted_apart(view, pair)
            loudest = Severity.WARNING if _numbers_a_part(pair) else Severity.ERROR
            most = Severity.INFO if slight else loudest
            least = max(plain({**pair.signs, **far}), _of_one_unit(pair))
            yield from compared(Slot.VALUE, what, pair, most=most, signs=far, least=least)
    yield from _hidden_differs(view)


def _numbers_a_part(pair: Pair) -> bool:
    """Tell whether one side alone says which part it numbers: 第五十三条 against Instrument 22."""
    parts = [divides(a.quantity) or a.quantity.unit == "no" for a in (pair.source, pair.target)]
    return parts[0] != parts[1]


def _of_one_unit(pair: Pair) -> float:
    """Return how sure another value of the same unit is at least: 六十日 is not thirty days."""
    source, target = pair.source.quantity, pair.target.quantity
    told = source.kind == target.kind and source.unit == target.unit and source.kind in _EXACT
    return ONE_UNIT if told and plain(pair.signs) else 0.0


def _hidden_differs(view: BeadView) -> Iterator[Hit]:
    for lone, place in view.once(contradicted):
        quantity = lone.atom.quantity
        ours = bool(lone.side == "source")
        text = (view.target if ours else view.source).text
        other = text[place.start : place.end]
        sides = (told(quantity), f"“{other}”") if ours else (f"“{other}”", told(quantity))
        spans = (quantity.span, place) if ours else (place, quantity.span)
        said = {lone.side: valued(quantity), "slot": str(Slot.VALUE)}
        message = f"another value: {sides[0]} against {sides[1]}"
        yield Hit(message, spans[:1], spans[1:], said, HIDDEN, Severity.WARNING)


def _counted_apart(view: BeadView, pair: Pair) -> bool:
    """Tell whether one side counts whom it names apart: 张欢等4位, Zhang and three others."""
    sides = ((pair.source, view.source.text), (pair.target, view.target.text))
    (few, text), (many, _) = sorted(sides, key=lambda held: held[0].low or 0)
    if few.low is None or many.low is None or many.low - few.low != 1:
        return False
    span = few.quantity.span
    before = _PARTED.split(text[max(0, span.start - _BESIDE) : span.start])[-1]
    behind = _PARTED.split(text[span.end : span.end + _BESIDE])[0]
    return bool(_OTHERS.search(f"{before}{text[span.start : span.end]}{behind}"))


def _magnitude(view: BeadView) -> Iterator[Hit]:
    for pair in _wrong(view):
        if _slipped(pair) and not unread(view, pair):
            times = f"{ratio(pair.source, pair.target).normalize():,f} times apart"
            vague = pair.source.vague or pair.target.vague
            most = Severity.ERROR if whole(view, pair) and not vague else Severity.WARNING
            yield from compared(Slot.MAGNITUDE, times, pair, most=most)


RULES = (
    Rule(
        id="NUM001",
        name="value-differs",
        severity=Severity.ERROR,
        summary="a quantity has another value in the translation",
        what="Compares the values of quantities that stand for each other, whatever they are "
        "written in: 3.5万 is 35,000 and 三分之二 is two thirds, 45 is not 54.",
        why="A wrong figure is the mistake that readers act on and revisers overlook.",
        bad=(
            Example(
                "该省有45家工厂停产。", "In the province 54 factories have stopped production."
            ),
            Example("价格上涨了12.5%。", "Prices rose by 15.2%."),
        ),
        good=(
            Example("全市有3.5万人参加。", "In the city 35,000 people took part."),
            Example("三分之二的村庄通了电。", "Two thirds of the villages have electricity."),
        ),
        precision="7 of 7 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_differs,
        limits="A value that was rounded in the translation is reported as information.",
    ),
    Rule(
        id="NUM002",
        name="magnitude-differs",
        severity=Severity.ERROR,
        summary="a quantity is ten, a hundred or a thousand times larger or smaller",
        what="Reports values that differ by a power of ten, as when 亿 is read as billion or 万 "
        "as thousand. It is an error where both numerals were read to their ends, a warning where "
        "a letter, a point or a sign stands at an edge (.386, 6m) or a value is vague.",
        why="Chinese counts in 万 and 亿, English in thousands and millions; the slip is the most "
        "frequent wrong figure between the two, and the largest.",
        bad=(
            Example("市值蒸发了4765亿元。", "It lost 4,765 billion yuan of its market value."),
            Example("约有33.06万人受益。", "About 33.06 million people benefited."),
        ),
        good=(
            Example("市值蒸发了4765亿元。", "It lost 476.5 billion yuan of its market value."),
            Example("约有33.06万人受益。", "About 330,600 people benefited."),
        ),
        precision="4 of 4 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_magnitude,
    ),
)
