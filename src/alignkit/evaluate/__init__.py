"""Evaluation: an alignment against a gold alignment, marks against those of people."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from alignkit.types import Finding, Findings

if TYPE_CHECKING:
    from alignkit.evaluate.agreement import MarkEvaluation
    from alignkit.evaluate.ratings import Mark, RatedPair
    from alignkit.types.evaluation import Evaluation

__all__ = ["evaluate", "evaluate_marks"]


def evaluate(
    predicted: Any,
    gold: Any,
    *,
    versus: Any = None,
    verses: tuple[str | PathLike[str] | Sequence[str], str | PathLike[str] | Sequence[str]]
    | None = None,
    samples: int = 2000,
    seed: int = 0,
) -> Evaluation:
    """Score an alignment against gold: strict and lax precision, recall and F1.

    `predicted`, `gold` and `versus` (a second system to compare with) are each a Bitext, the path
    of a ladder or of any aligned file that knows its sentences, a list of beads, or a list of
    these for several files, whose counts are pooled. Folders are opened, their files paired by
    name. With `verses` (a name for every sentence of
    the source and of the target) neighbouring beads inside one verse are joined first, as gold
    made from verses cannot tell them apart.

    >>> gold = [((0,), (0,)), ((1,), (1, 2))]
    >>> print(evaluate([((0,), (0,)), ((1,), (1,)), ((), (2,))], gold).strict)
    precision 0.333  recall 0.500  F1 0.400
    """
    from alignkit.evaluate.fellows import in_folders
    from alignkit.evaluate.tally import scored

    (predicted, versus), gold = in_folders((predicted, versus), gold)
    return scored(predicted, gold, versus, verses, samples, seed)


def evaluate_marks(
    predicted: Sequence[Finding] | Sequence[Sequence[Mark]],
    rated: str | PathLike[str] | Sequence[RatedPair],
    *,
    samples: int = 200,
    seed: int = 0,
) -> MarkEvaluation:
    """Score the spans that a program calls wrong against those that people marked.

    `predicted` are findings over the rated pairs in their order, or the marks of each pair; `rated`
    is a file (JSON lines with marks, an MQM table) or what `read_ratings` made of one.

    >>> from alignkit import Mark, RatedPair
    >>> pair = RatedPair("d", "他来了。", "He left.", (Mark("target", 3, 7),))
    >>> evaluate_marks([[Mark("target", 3, 8)]], [pair], samples=0).spans.recall
    1.0
    """
    from alignkit.errors import OptionError
    from alignkit.evaluate.agreement import agreed, marks_of
    from alignkit.evaluate.ratings import RatedPair, read_ratings

    pairs = read_ratings(rated) if isinstance(rated, (str, PathLike)) else list(rated)
    if not all(isinstance(pair, RatedPair) for pair in pairs):
        raise OptionError("`rated` is no list of RatedPair; give a file of marks to read_ratings")
    found = [one for one in predicted if isinstance(one, Finding)]
    marks = [tuple(one) for one in predicted if not isinstance(one, Finding)]
    if isinstance(predicted, Findings) or found:
        if any(one.bead is not None and one.bead >= len(pairs) for one in found):
            raise OptionError(f"findings of other pairs: there are {len(pairs)} rated ones")
        marks = marks_of(found, len(pairs))
    if len(marks) != len(pairs):
        raise OptionError(f"marks of {len(marks)} pairs against ratings of {len(pairs)}")
    return agreed(marks, pairs, samples, seed)
