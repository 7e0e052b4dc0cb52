"""Bounds and blurs: at least, at most, more than, about."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.matching import Pair, matched
from alignkit.check.rule import Example, Hit, Rule
from alignkit.check.view import BeadView
from alignkit.check.wording import compared
from alignkit.types import Quantity, Severity

_UP = frozenset((">", ">="))
_DOWN = frozenset(("<", "<="))
_SKIPPED = frozenset(("date", "time", "ordinal", "item", "article", "name", "model"))


def _pairs(view: BeadView) -> Iterator[Pair]:
    matching = view.once(matched)
    if matching is None:
        return
    for pair in matching.pairs:
        if pair.same and not pair.source.end and pair.source.quantity.kind not in _SKIPPED:
            yield pair


def _bound(view: BeadView) -> Iterator[Hit]:
    for pair in _pairs(view):
        source, target = pair.source.quantity, pair.target.quantity
        judged = judge(source, target)
        if judged:
            yield compared(judged[0], source, target, confidence=judged[2], severity=judged[1])


def judge(source: Quantity, target: Quantity) -> tuple[str, Severity, float] | None:
    """Return what is wrong with a pair of bounds, how grave it is and how sure that is."""
    ours, theirs = source.comparator, target.comparator
    if ours == theirs:
        return None
    if (ours in _UP and theirs in _DOWN) or (ours in _DOWN and theirs in _UP):
        grave = Severity.ERROR if not (source.approximate and target.approximate) else Severity.WARNING
        return "the bound is reversed", grave, 0.95
    if ours in _UP and theirs in _UP or ours in _DOWN and theirs in _DOWN:
        return "the bound is included on one side only", Severity.INFO, 0.8
    if source.approximate or target.approximate:
        return None
    if source.kind == "duration" and "<=" in (ours, theirs):
        return None
    if ours == "=":
        return "a bound that the source does not have", Severity.WARNING, 0.7
    return "the bound is lost", Severity.WARNING, 0.7


def _approximate(view: BeadView) -> Iterator[Hit]:
    for pair in _pairs(view):
        source, target = pair.source.quantity, pair.target.quantity
        if source.approximate == target.approximate or source.comparator != "=" != target.comparator:
            continue
        if pair.source.vague or pair.target.vague:
            continue
        if target.comparator != "=" and source.approximate or source.comparator != "=" and target.approximate:
            continue
        what = "an approximate value made exact" if source.approximate else "an exact value made approximate"
        yield compared(what, source, target, confidence=0.8)


RULES = (
    Rule(
        id="NUM006",
        name="bound-differs",
        severity=Severity.WARNING,
        summary="at least, at most, more than or less than is lost, added or reversed",
        what="Compares the bounds of quantities with the same value. A reversed bound is an error, "
        "a lost or added one a warning, and 以上 rendered as “more than” information: 以上 includes "
        "the number.",
        why="In a requirement the bound is the meaning.",
        bad=(
            Example("误差在 100Pa 以内。", "The error is over 100 Pa."),
            Example("准确率达到 96%。", "Accuracy exceeds 96%."),
            Example("近视度数不能高于600度。", "with a myopia of 600 degrees."),
        ),
        good=(
            Example("误差在 100Pa 以内。", "The error is within 100 Pa."),
            Example("准确率达到 96%。", "Accuracy reaches 96%."),
        ),
        find=_bound,
    ),
    Rule(
        id="NUM010",
        name="approximation-differs",
        severity=Severity.INFO,
        summary="an approximate value was made exact, or the reverse",
        what="Reports 约, 左右, about and the like where only one side has them.",
        why="Mostly harmless, sometimes a promise that the source did not make.",
        bad=(Example("约有300人参加。", "Three hundred people took part."),),
        good=(Example("约有300人参加。", "About 300 people took part."),),
        find=_approximate,
    ),
)
