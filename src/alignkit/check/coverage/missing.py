"""Long runs of the source without translation, one hit each."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.coverage.structure import source_runs
from alignkit.check.coverage.unrelated import unrelated
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import PairView
from alignkit.types import Severity, Span


def missing(pair: PairView) -> Iterator[Hit]:
    """Yield one hit for each long run of the source without translation."""
    if pair.once(unrelated):
        return
    for run in pair.once(source_runs):
        passage = pair.view(run.low).source
        end = run.place == "end"
        what = (
            f"the translation breaks off here: {run.sentences} sentences to the end are missing"
            if end
            else f"{run.sentences} sentences in a row, from here on, have no translation"
        )
        yield Hit(
            what,
            source=(Span(0, len(passage.text)),),
            values={"sentences": run.sentences, "last_bead": run.high - 1, "place": run.place},
            confidence=0.95,
            severity=Severity.ERROR if end else None,
            bead=run.low,
            about="end" if end else "section",
        )
