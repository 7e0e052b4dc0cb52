"""What one translation leaves out of the original and the other renders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alignkit.check.run.engine import run as run_rules
from alignkit.types import Bitext, Findings, Span
from alignkit.types.comparison import Divergence, Row

if TYPE_CHECKING:
    from alignkit.config import Settings

# The rules that find a sentence or a clause of the source without a counterpart.
CLAUSE = "COV002"
RULES = ("COV001", CLAUSE)
# A clause is taken up from here on, as a witness for a gap between the renderings.
WITNESS = 0.4
# A loss that no gap between the renderings bears out must be this sure to be more than a remark,
# and the other rendering must lose nothing of its own: two free renderings lose a little each.
ALONE = 0.7
Loss = tuple[Span, float]


def losses(
    rows: Sequence[Row], bitexts: Sequence[Bitext], model: str | None, settings: Settings | None
) -> dict[tuple[int, int], list[Loss]]:
    """Return the stretches of a row's source that a translation lacks, by row and translation."""
    homes = {sentence: row for row in rows for sentence in row.source_sentences}
    found: dict[tuple[int, int], list[Loss]] = {}
    lenient = _lenient(settings)
    for number, bitext in enumerate(bitexts):
        for finding in _found(bitext, model, lenient):
            row = homes.get(finding.source.sentences[0]) if finding.source.sentences else None
            if row is None or not row.renderings[number].text:
                continue
            for span in finding.source.spans or (Span(0, len(finding.source.text)),):
                start = row.source.find(span.slice(finding.source.text))
                if start >= 0:
                    place = Span(start, start + span.end - span.start)
                    found.setdefault((row.index, number), []).append((place, finding.confidence))
    return found


def _found(bitext: Bitext, model: str | None, settings: Settings) -> Findings:
    return run_rules(
        bitext, select=RULES, model=model, settings=settings, jobs=settings.jobs, guarded=False
    )


def _lenient(settings: Settings | None) -> Settings:
    """Return the settings with a lower threshold for clauses: two witnesses may each be unsure."""
    from alignkit.config import Settings as Plain

    held = settings or Plain()
    own = dict(held.rules.get(CLAUSE, {}))
    lowered = min(WITNESS, own.get("threshold", WITNESS))
    return replace(held, rules={**held.rules, CLAUSE: {**own, "threshold": lowered}})


def with_losses(
    row: Row, found: Sequence[Divergence], lost: Mapping[tuple[int, int], Sequence[Loss]]
) -> list[Divergence]:
    """Add to a row's divergences what only one of each two renderings leaves out."""
    kept = list(found)
    for like in row.likenesses:
        for swapped in (False, True):
            holder, loser = like.pair[::-1] if swapped else like.pair
            theirs = [span for span, _ in lost.get((row.index, holder), ())]
            for span, confidence in lost.get((row.index, loser), ()):
                if not any(span.start < other.end and other.start < span.end for other in theirs):
                    alone = confidence >= ALONE and not theirs
                    _add(kept, row, like.pair, swapped, (span, confidence), alone)
    return kept


def _add(
    kept: list[Divergence],
    row: Row,
    pair: tuple[int, int],
    swapped: bool,
    loss: Loss,
    alone: bool,
) -> None:
    """Add a loss, or make a divergence in content surer that points at the same side.

    `alone` says whether the loss is more than a remark without a gap that bears it out.
    """
    span, confidence = loss
    said = span.slice(row.source)
    for place, divergence in _content(kept, pair, swapped):
        if divergence.source:
            continue
        sure = 1 - (1 - divergence.confidence) * (1 - confidence)
        kept[place] = replace(
            divergence, confidence=round(sure, 4), severity="warning", source=(span,)
        )
        return
    kept.append(
        Divergence(
            rule="DIV004",
            kind="content",
            message=f"only {'the second' if swapped else 'the first'} renders “{said}”",
            pair=pair,
            confidence=round(confidence, 4),
            severity="warning" if alone else "info",
            source=(span,),
        )
    )


def _content(
    kept: Sequence[Divergence], pair: tuple[int, int], swapped: bool
) -> Iterator[tuple[int, Divergence]]:
    for place, divergence in enumerate(kept):
        spans = divergence.second if swapped else divergence.first
        if divergence.kind == "content" and divergence.pair == pair and spans:
            yield place, divergence
