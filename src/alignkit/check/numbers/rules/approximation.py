"""Blurs: about, nearly, 约, 左右."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.numbers.matching import amounts
from alignkit.check.numbers.phrasing import compared
from alignkit.check.numbers.slots import Slot
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Quantity, Severity
from alignkit.types.quantity import Comparator, Kind

# 接近年产值的三分之二 is nearly two thirds: the hedge may stand before an attribute.
_HEDGES = {
    "zh": re.compile(
        r"(?<![最附靠邻临亲远贴])近|(?<![条合公预签节违婚])约|左右|上下|大概|大致|差不多|将近|余|多"
    ),
    "en": re.compile(
        r"\b(?:about|nearly|almost|around|some|roughly|approximately|close|approach\w*|estimated)\b",
        re.I,
    ),
}
_HEDGE_REACH = {"zh": (12, 4), "en": (40, 16)}


def _hedged(view: BeadView, source: Quantity, target: Quantity) -> bool:
    """Tell whether the exact side has a hedge near by."""
    exact, side, lang = (
        (target, view.target, view.target_lang)
        if source.approximate
        else (source, view.source, view.source_lang)
    )
    back, ahead = _HEDGE_REACH.get(lang[:2], (0, 0))
    start, end = max(0, exact.span.start - back), exact.span.end + ahead
    return lang[:2] in _HEDGES and bool(_HEDGES[lang[:2]].search(side.text, start, end))


def _approximate(view: BeadView) -> Iterator[Hit]:
    for pair in amounts(view):
        source, target = pair.source.quantity, pair.target.quantity
        if (
            source.approximate == target.approximate
            or source.comparator != Comparator.EQUAL != target.comparator
        ):
            continue
        ages = {source.kind, target.kind} == {Kind.AGE} and (
            source.low != source.high or target.low != target.high
        )
        if pair.source.vague or pair.target.vague or ages:
            continue
        if (target.comparator != Comparator.EQUAL and source.approximate) or (
            source.comparator != Comparator.EQUAL and target.approximate
        ):
            continue
        if _hedged(view, source, target):
            continue
        what = (
            "an approximate value made exact"
            if source.approximate
            else "an exact value made approximate"
        )
        yield from compared(Slot.APPROXIMATION, what, pair, most=Severity.INFO, sure=0.5)


RULES = (
    Rule(
        id="NUM010",
        name="approximation-differs",
        severity=Severity.INFO,
        summary="an approximate value was made exact, or the reverse",
        what="Reports 约, 左右, about and the like where only one side has them.",
        why="Mostly harmless, sometimes a promise that the source did not make.",
        bad=(Example("约有300人参加。", "Three hundred people took part."),),
        good=(Example("约有300人参加。", "About 300 people took part."),),
        precision="no finding among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_approximate,
    ),
)
