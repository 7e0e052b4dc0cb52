"""Directions: rises and falls, and whether by so much or to so much."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator

from alignkit.check.numbers.likelihood import TOLD, severity
from alignkit.check.numbers.marking import holding, moving
from alignkit.check.numbers.matching import Pair, matched
from alignkit.check.numbers.phrasing import compared
from alignkit.check.numbers.slots import Slot
from alignkit.check.numbers.stated import Side
from alignkit.check.numbers.ways import turned, weighed
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Quantity, Severity, Span
from alignkit.types.quantity import Change, Direction, Kind

# 3 of 4 were right among machine translations of news; too few errors put in to learn from.
BY_TO = 0.75
# Words alone warn from here on: of 180 directions turned round this tells seventeen more than .8,
# and one more of 4,000 untouched translations, which is no error.
BY_WORDS = 0.65
# Words of two ways that stand by one amount: among 7,161 clean pairs there are none.
BESIDE = 0.75
_WAYS = {Direction.UP: "rise", Direction.DOWN: "fall"}


def _moved(view: BeadView) -> Iterator[Pair]:
    matching = view.once(matched)
    if matching is None:
        return
    for pair in matching.pairs:
        if pair.same and pair.source.quantity.direction and pair.target.quantity.direction:
            yield pair


def _flipped(view: BeadView) -> Iterator[Hit]:
    found = [*_of_amounts(view), *_against_itself(view)]
    yield from found or _of_words(view)


def _of_words(view: BeadView) -> Iterator[Hit]:
    """Find a word of rising that stands for one of falling, whether or not it moves an amount."""
    held = view.once(turned)
    if held is None:
        return
    told, odds, (ours, theirs) = held
    sure = 1 / (1 + math.exp(-odds))
    if sure >= TOLD and _of_one_amount(view, ours, theirs):
        sure = max(sure, BESIDE)
    degree = severity(sure, Severity.WARNING if sure >= BY_WORDS else Severity.INFO)
    if degree is not None:
        source, target = ours.slice(view.source.text), theirs.slice(view.target.text)
        said = {"source": source, "target": target, "slot": str(Slot.DIRECTION)}
        signs = {name: round(value, 2) for name, value in weighed(told.signs).items()}
        message = f"“{target}” goes the other way than “{source}”"
        yield Hit(message, (ours,), (theirs,), {**said, "weighed": signs}, sure, degree)


def _of_one_amount(view: BeadView, ours: Span, theirs: Span) -> bool:
    """Tell whether two words stand right by a value and its counterpart: 增加2公斤, lose 2 kg."""
    matching = view.once(matched)
    return matching is not None and any(
        pair.same
        and _beside(matching.source, ours, pair.source.quantity)
        and _beside(matching.target, theirs, pair.target.quantity)
        for pair in matching.pairs
    )


# What may stand between a word of change and its amount: so many words, no mark.
_BETWEEN_WORDS = {
    "zh": re.compile(r"[^，。；：！？、,;:!?]{0,5}"),
    "en": re.compile(r"\s(?:[a-z'’-]+\s){0,4}[$€£¥]?", re.I),
}


def _beside(side: Side, word: Span, quantity: Quantity) -> bool:
    low, high = sorted((word, quantity.span))
    return bool(_BETWEEN_WORDS[side.lang].fullmatch(side.text[low.end : high.start]))


def _of_amounts(view: BeadView) -> Iterator[Hit]:
    for pair in _moved(view):
        source, target = pair.source.quantity, pair.target.quantity
        if source.direction != target.direction:
            what = f"a {_WAYS[source.direction]} became a {_WAYS[target.direction]}"
            hits = compared(Slot.DIRECTION, what, pair, most=Severity.ERROR)
            yield from holding(view, hits, moving)


def _by_to(view: BeadView) -> Iterator[Hit]:
    for pair in _moved(view):
        source, target = pair.source.quantity, pair.target.quantity
        if source.direction != target.direction or source.kind in (Kind.MULTIPLE, Kind.FRACTION):
            continue
        if source.change and target.change and source.change != target.change:
            what = f"“{source.change}” became “{target.change}”"
            hits = compared(Slot.CHANGE, what, pair, most=Severity.WARNING, sure=BY_TO)
            yield from holding(view, hits, moving)


_FROM = {
    "zh": re.compile(r"[从由自從][^，。；]{0,14}$"),
    "en": re.compile(r"\bfrom\s\S{0,3}$", re.I),
}
# Between the ends of a change stands what moves, and no other figure.
_BETWEEN = 40


def _against_itself(view: BeadView) -> Iterator[Hit]:
    """Find "rose from 6 to 2" in the translation, where the source says it of no such ends."""
    matching = view.once(matched)
    if matching is None:
        return
    pairs = sorted(
        (pair for pair in matching.pairs if pair.same), key=lambda p: p.target.quantity.span.start
    )
    for first, last in itertools.pairwise(pairs):
        ends = first.target.quantity, last.target.quantity
        if _contrary(*ends, matching.target) and not _contrary(
            first.source.quantity, last.source.quantity, matching.source
        ):
            what = f"{ends[0].raw} to {ends[1].raw} is no {_WAYS[ends[1].direction]}"
            hits = compared(Slot.DIRECTION, what, last, most=Severity.ERROR)
            yield from holding(view, hits, moving)


def _contrary(first: Quantity, last: Quantity, side: Side) -> bool:
    """Tell whether a verb says another way than the two ends that it joins."""
    if last.change != Change.TO or not last.direction or first.low is None or last.low is None:
        return False
    gap = last.span.start - first.span.end
    if (first.kind, first.unit) != (last.kind, last.unit) or not 0 <= gap <= _BETWEEN:
        return False
    if not _FROM[side.lang].search(side.text[: first.span.start]):
        return False
    return (last.low < first.low) if last.direction == Direction.UP else (last.low > first.low)


RULES = (
    Rule(
        id="NUM007",
        name="direction-flipped",
        severity=Severity.ERROR,
        summary="a rise became a fall, or the reverse",
        what="Binds verbs such as 提高, 降低, increase and reduce to the quantity they govern, "
        "across coordinated clauses, and compares the directions of both sides. Where no quantity "
        "tells, any word of rising or falling that lacks its like on the other side is set against "
        "one that goes the other way: which words these are is told by their vectors, along an "
        "axis from falling to rising.",
        why="“Reduce the rate of defects by 10% and the use of energy by 10%” says that both fall, "
        "whatever the original said of the second.",
        bad=(
            Example(
                "不良品率降低 10%，能源利用率提高 10%。",
                "Reduce the rate of defective products by 10% and the energy utilization rate"
                " by 10%.",
            ),
            Example("第三季度出口走低。", "Exports soared in the third quarter."),
        ),
        good=(
            Example(
                "运营成本降低 20%，产品研制周期缩短 20%。",
                "Reduce operating costs by 20% and shorten the development cycle by 20%.",
            ),
        ),
        precision="no finding among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_flipped,
        needs_model=True,
        yields_to=("NUM006", "NUM020"),
    ),
    Rule(
        id="NUM008",
        name="by-to-confused",
        severity=Severity.WARNING,
        summary="by so much became to so much, or the reverse",
        what="Compares 增长了 with “by” and 增长到 with “to”.",
        why="Sales that fell by 20 % are four times those that fell to 20 %.",
        bad=(Example("成本降低到 20%。", "Costs were reduced by 20%."),),
        good=(
            Example("成本降低到 20%。", "Costs were reduced to 20%."),
            Example("成本降低了 20%。", "Costs were reduced by 20%."),
        ),
        precision="2 of 2 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_by_to,
    ),
)
