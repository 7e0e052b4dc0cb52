"""Evaluation: an alignment scored against a gold alignment."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import Any

from alignkit.types.evaluation import Contrast, Evaluation, Interval, Scores

__all__ = ["Contrast", "Evaluation", "Interval", "Scores", "evaluate"]


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
