"""What an evaluation holds: counts, the scores they make, intervals, and a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from alignkit.types import wire
from alignkit.types.door import through
from alignkit.types.signature import Signature

if TYPE_CHECKING:
    import pandas


class Interval(NamedTuple):
    """A confidence interval, from `low` to `high`."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"[{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of beads: `right` of those `predicted`, and `found` of those in `gold`."""

    right: int
    predicted: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The part of the predicted beads that is right."""
        return self.right / max(1, self.predicted)

    @property
    def recall(self) -> float:
        """The part of the gold beads that was found."""
        return self.found / max(1, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"


@dataclass(frozen=True, slots=True)
class Intervals:
    """The 95% bootstrap intervals of precision, recall and F1."""

    precision: Interval
    recall: Interval
    f1: Interval


@dataclass(frozen=True, slots=True)
class Contrast:
    """Another system on the same gold, and whether the difference in F1 could be chance.

    `difference` is the F1 of the system evaluated less that of the other one, `interval` its 95%
    bootstrap interval, `p` the two-sided approximate randomisation test.
    """

    strict: Scores
    lax: Scores
    difference: float
    interval: Interval
    p: float
    lax_difference: float
    lax_interval: Interval
    lax_p: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An alignment's scores against gold.

    Strict counts a bead as right when both of its sides are the gold's, beads with an empty side
    included. Lax counts a bead that shares a source and a target sentence with a gold bead, and
    takes recall over gold beads with two sides, as vecalign does. `shapes` are the strict scores
    by bead shape: precision over the predicted beads of the shape, recall over the gold's.
    """

    strict: Scores
    lax: Scores
    shapes: Mapping[str, Scores]
    strict_intervals: Intervals
    lax_intervals: Intervals
    files: int
    versus: Contrast | None = None
    notes: tuple[str, ...] = ()
    signature: Signature = Signature()

    @property
    def gold(self) -> int:
        """How many beads the gold has."""
        return self.strict.gold

    @property
    def precision(self) -> float:
        """The strict precision."""
        return self.strict.precision

    @property
    def recall(self) -> float:
        """The strict recall."""
        return self.strict.recall

    @property
    def f1(self) -> float:
        """The strict F1."""
        return self.strict.f1

    def table(self) -> list[list[str]]:
        """Return the scores as rows of text, the first one the headings."""
        rows = [["", "precision", "recall", "F1", "95% of F1", "right", "predicted", "gold"]]
        for name, scores, intervals in (
            ("strict", self.strict, self.strict_intervals),
            ("lax", self.lax, self.lax_intervals),
        ):
            rows.append([name, *_figures(scores), str(intervals.f1), *_counts(scores)])
        if self.versus is not None:
            for name, scores in (("strict", self.versus.strict), ("lax", self.versus.lax)):
                rows.append([f"other, {name}", *_figures(scores), "", *_counts(scores)])
        for shape, scores in self.shapes.items():
            rows.append([shape, *_figures(scores), "", *_counts(scores)])
        return rows

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows of `table` with numbers for text; needs the pandas extra."""
        frame: pandas.DataFrame = through("evaluation to pandas")(self)
        return frame

    def to_json(self) -> dict[str, Any]:
        """Return the evaluation as plain JSON values under a versioned schema."""
        held = wire.versioned("evaluation", self)
        holders = [(held, self), *([(held["versus"], self.versus)] if self.versus else [])]
        for data, owner in holders:
            for name in ("strict", "lax"):
                data[name] |= _plain(getattr(owner, name))
        for shape, scores in self.shapes.items():
            held["shapes"][shape] |= _plain(scores)
        held["signature"] = str(self.signature)
        return held

    def _repr_html_(self) -> str:
        html: str = through("evaluation in html")(self)
        return html

    def __str__(self) -> str:
        text: str = through("evaluation as text")(self)
        return text


def _figures(scores: Scores) -> list[str]:
    return [f"{value:.3f}" for value in (scores.precision, scores.recall, scores.f1)]


def _counts(scores: Scores) -> list[str]:
    return [f"{value:,}" for value in (scores.right, scores.predicted, scores.gold)]


def _plain(scores: Scores) -> dict[str, float]:
    return {name: round(getattr(scores, name), 6) for name in ("precision", "recall", "f1")}
