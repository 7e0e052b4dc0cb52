"""How well a program's marks agree with those of people."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from alignkit.evaluate.ratings import Mark, RatedPair
from alignkit.types.finding import Finding


@dataclass(frozen=True, slots=True)
class SpanScores:
    """Precision, recall and F1 over marked characters."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class MarkEvaluation:
    """What a program's marks are worth, in all and for each severity that people gave.

    `area` is the chance that a pair with marks ranks above one without, `kendall` tau-b between
    the weights of both in each pair; `intervals` hold 95 % for each, by drawing documents.
    """

    spans: SpanScores
    by_severity: dict[str, SpanScores]
    area: float
    kendall: float
    intervals: dict[str, tuple[float, float]]
    pairs: int
    documents: int


#: What a mark counts for when pairs are ranked.
WEIGHTS = {"critical": 10.0, "error": 5.0, "major": 5.0, "warning": 3.0}


def marks_of(findings: Sequence[Finding], count: int) -> list[tuple[Mark, ...]]:
    """Return the marks that findings put on each of so many beads."""
    held: list[list[Mark]] = [[] for _ in range(count)]
    for finding in findings:
        if finding.bead is not None:
            for side, excerpt in (("source", finding.source), ("target", finding.target)):
                held[finding.bead] += [
                    Mark(side, span.start, span.end, str(finding.severity), finding.rule)
                    for span in excerpt.spans
                ]
    return [tuple(marks) for marks in held]


def agreed(
    predicted: Sequence[Sequence[Mark]], rated: Sequence[RatedPair], samples: int, seed: int
) -> MarkEvaluation:
    """Score marks against ratings, with intervals over documents."""
    import numpy as np

    documents: dict[str, list[int]] = {}
    for place, pair in enumerate(rated):
        documents.setdefault(pair.document or str(place), []).append(place)
    everything = list(range(len(rated)))
    severities = sorted({mark.severity for pair in rated for mark in pair.marks})
    draw = np.random.default_rng(seed)
    names = list(documents)
    drawn: dict[str, list[float]] = {"precision": [], "recall": [], "f1": [], "area": []}
    for _ in range(samples):
        some = [at for k in draw.integers(0, len(names), len(names)) for at in documents[names[k]]]
        spans = _spans(predicted, rated, some)
        for name, value in (
            ("precision", spans.precision), ("recall", spans.recall), ("f1", spans.f1),
            ("area", _area(predicted, rated, some)),
        ):  # fmt: skip
            drawn[name].append(value)
    low_high = {
        name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for name, values in drawn.items()
        if values
    }
    return MarkEvaluation(
        _spans(predicted, rated, everything),
        {one: _spans(predicted, rated, everything, one) for one in severities},
        _area(predicted, rated, everything),
        _kendall([_weight(m) for m in predicted], [_weight(pair.marks) for pair in rated]),
        low_high,
        len(rated),
        len(documents),
    )


def _characters(marks: Sequence[Mark]) -> set[tuple[str, int]]:
    return {(mark.side, at) for mark in marks for at in range(mark.start, mark.end)}


def _spans(
    predicted: Sequence[Sequence[Mark]],
    rated: Sequence[RatedPair],
    places: Sequence[int],
    severity: str | None = None,
) -> SpanScores:
    """Return the scores over characters; of one severity, precision still counts every mark."""
    said = meant = met = right = 0
    for at in places:
        own, everything = _characters(predicted[at]), _characters(rated[at].marks)
        wanted = [m for m in rated[at].marks if severity in (None, m.severity)]
        gold = everything if severity is None else _characters(wanted)
        said, meant = said + len(own), meant + len(gold)
        met, right = met + len(own & gold), right + len(own & everything)
    precision, recall = (right / said if said else 0.0), (met / meant if meant else 0.0)
    both = precision + recall
    return SpanScores(precision, recall, 2 * precision * recall / both if both else 0.0)


def _weight(marks: Sequence[Mark]) -> float:
    return sum(WEIGHTS.get(mark.severity, 1.0) for mark in marks)


def _area(
    predicted: Sequence[Sequence[Mark]], rated: Sequence[RatedPair], places: Sequence[int]
) -> float:
    faulty = [_weight(predicted[at]) for at in places if rated[at].marks]
    clean = sorted(_weight(predicted[at]) for at in places if not rated[at].marks)
    if not faulty or not clean:
        return 0.5
    wins = sum(bisect_left(clean, v) + bisect_right(clean, v) for v in faulty) / 2
    return wins / (len(faulty) * len(clean))


def _kendall(first: Sequence[float], second: Sequence[float]) -> float:
    """Return tau-b: agreement in order less disagreement, ties left out; in n log n steps.

    >>> round(_kendall([1, 2, 3], [1, 3, 2]), 2)
    0.33
    """
    order = sorted(zip(first, second, strict=True))
    ranks = {value: at for at, value in enumerate(sorted(set(second)), 1)}
    tree = [0] * (len(ranks) + 1)

    def below(rank: int) -> int:
        total = 0
        while rank:
            total += tree[rank]
            rank -= rank & -rank
        return total

    score, seen, at = 0, 0, 0
    while at < len(order):
        group = [order[at]]
        while at + len(group) < len(order) and order[at + len(group)][0] == group[0][0]:
            group.append(order[at + len(group)])
        for _, value in group:
            score += below(ranks[value] - 1) - (seen - below(ranks[value]))
        for _, value in group:
            rank = ranks[value]
            while rank < len(tree):
                tree[rank] += 1
                rank += rank & -rank
        seen += len(group)
        at += len(group)
    whole = len(order) * (len(order) - 1) / 2
    untied = [whole - _ties(values) for values in (first, second)]
    return score / (untied[0] * untied[1]) ** 0.5 if min(untied) > 0 else 0.0


def _ties(values: Sequence[float]) -> float:
    from collections import Counter

    return sum(count * (count - 1) / 2 for count in Counter(values).values())
