"""Amounts on which two translations part, weighed by the original: which of the two states it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alignkit.check.run.engine import run as run_rules
from alignkit.types import Bitext, Span
from alignkit.types.comparison import Divergence, Row

if TYPE_CHECKING:
    from alignkit.config import Settings

# Divergences in amounts, bounds and directions.
AMOUNTS = ("DIV001", "DIV002")
# How sure a divergence is at least where the original bears one side out against the other.
BORNE_OUT = 0.9
Mistaken = Mapping[tuple[int, int], Sequence[Span]]


def mistaken(
    rows: Sequence[Row], bitexts: Sequence[Bitext], model: str | None, settings: Settings | None
) -> dict[tuple[int, int], list[Span]]:
    """Return what a rendering states otherwise than the original, by row and translation."""
    homes = {sentence: row for row in rows for sentence in row.source_sentences}
    found: dict[tuple[int, int], list[Span]] = {}
    jobs = settings.jobs if settings else 1
    for number, bitext in enumerate(bitexts):
        told = run_rules(
            bitext, select=("NUM",), model=model, settings=settings, jobs=jobs, guarded=False
        )
        for each in told:
            row = homes.get(each.source.sentences[0]) if each.source.sentences else None
            if row is None or str(each.severity) == "info":
                continue
            text = row.renderings[number].text
            for span in each.target.spans:
                start = text.find(span.slice(each.target.text))
                if start >= 0:
                    place = Span(start, start + span.end - span.start)
                    found.setdefault((row.index, number), []).append(place)
    return found


def with_witness(row: Row, found: Sequence[Divergence], told: Mistaken) -> list[Divergence]:
    """Return a row's divergences, those in amounts surer where the original takes a side."""
    return [_witnessed(row, each, told) if each.rule in AMOUNTS else each for each in found]


def _witnessed(row: Row, each: Divergence, told: Mistaken) -> Divergence:
    wrong = [
        any(_meet(span, other) for span in spans for other in told.get((row.index, number), ()))
        for number, spans in zip(each.pair, (each.first, each.second), strict=True)
    ]
    if wrong[0] == wrong[1]:
        return each
    closer = each.pair[int(wrong[0])]
    severity = "warning" if each.severity == "info" else each.severity
    return replace(
        each,
        confidence=max(each.confidence, BORNE_OUT),
        severity=severity,
        values={**each.values, "closer": closer},
    )


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
