"""A translation that breaks off, and the long runs that have none."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.coverage.sentences.moved import moved_beads
from alignkit.check.coverage.structure import missing
from alignkit.check.run.examples import TARGETS, example
from alignkit.check.run.rule import Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.types import Severity


def _truncated(pair: PairView) -> Iterator[Hit]:
    return (hit for hit in missing(pair, pair.once(moved_beads)) if hit.about == "end")


RULES = (
    Rule(
        id="COV007",
        name="truncated-document",
        severity=Severity.ERROR,
        summary="The translation breaks off before the end",
        what=(
            "Reports three or more source sentences at the end that have no translation, as one "
            "finding and not as one for each sentence."
        ),
        why="A preview, a crash or a limit of a machine cut the translation short.",
        bad=(example([*TARGETS[:8], *[""] * 6]),),
        good=(example(TARGETS),),
        find_pair=_truncated,
        needs_model=True,
        precision="see docs/case-study-miit.md",
    ),
)
