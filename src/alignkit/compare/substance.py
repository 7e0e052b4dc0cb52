"""Differences in substance: the DIV rules run over pairs of renderings, and each row's score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from alignkit.check.engine import run as run_rules
from alignkit.compare.judge import weigh_names
from alignkit.compare.losses import losses, with_losses
from alignkit.compare.negation import weigh_denials
from alignkit.compare.types import Divergence, Row
from alignkit.types import Bitext, Finding, wire

if TYPE_CHECKING:
    from alignkit.config import Settings
    from alignkit.embed import Encoder

# A gap in content of less confidence is a remark.
DOUBTFUL = 1 / 3
WEIGHTS = {"error": 1.0, "warning": 0.8, "info": 0.3}


def divergences(
    rows: Sequence[Row],
    bitexts: Sequence[Bitext],
    encoder: Encoder,
    model: str | None = None,
    settings: Settings | None = None,
) -> list[Row]:
    """Add to each row its differences in substance and its score."""
    found: dict[int, list[Divergence]] = {}
    for pair in sorted({like.pair for row in rows for like in row.likenesses}):
        held = [row for row in rows if any(like.pair == pair for like in row.likenesses)]
        for row, finding in _compared(held, pair, bitexts, model, settings):
            found.setdefault(row.index, []).append(_divergence(finding, pair))
    langs = bitexts[0].source.lang, [bitext.target.lang for bitext in bitexts]
    lost = losses(rows, bitexts, model, settings) if langs[0] not in langs[1] else {}
    scored = []
    for row in rows:
        own = with_losses(row, found.get(row.index, []), lost)
        own = weigh_names(row, weigh_denials(row, own, langs), encoder, langs)
        scored.append(_scored(row, [_as_remark(divergence) for divergence in own]))
    return scored


def _as_remark(divergence: Divergence) -> Divergence:
    """Make a divergence that is more likely wrong than right a remark."""
    doubtful = divergence.kind == "content" and divergence.confidence < DOUBTFUL
    return replace(divergence, severity="info") if doubtful else divergence


def _compared(
    rows: Sequence[Row],
    pair: tuple[int, int],
    bitexts: Sequence[Bitext],
    model: str | None,
    settings: Settings | None,
) -> list[tuple[Row, Finding]]:
    """Run the rules over the rows whose renderings differ."""
    differing = [
        row for row in rows if any(like.pair == pair and like.chrf < 100 for like in row.likenesses)
    ]
    texts = [(row.renderings[pair[0]].text, row.renderings[pair[1]].text) for row in differing]
    langs = (bitexts[i].target.lang for i in pair)
    bitext = Bitext.from_pairs(texts, *langs)
    findings = run_rules(
        bitext, select=("DIV",), model=model, settings=settings, jobs=_jobs(settings)
    )
    return [(differing[f.bead], f) for f in findings if f.bead is not None]


def _jobs(settings: Settings | None) -> int:
    return settings.jobs if settings else 1


def _divergence(finding: Finding, pair: tuple[int, int]) -> Divergence:
    values: dict[str, Any] = wire.plain(finding.values)
    return Divergence(
        rule=finding.rule,
        kind=str(values.pop("kind", "substance")),
        message=finding.message,
        pair=pair,
        first=finding.source.spans,
        second=finding.target.spans,
        values=values,
        confidence=finding.confidence,
        severity=str(finding.severity),
    )


def _scored(row: Row, found: Sequence[Divergence]) -> Row:
    """Rank a row: substance fills the upper half of the scale, wording and remarks the lower."""
    agreement = 1.0
    for divergence in found:
        agreement *= 1 - divergence.confidence * WEIGHTS[divergence.severity]
    alike = [(like.chrf / 100 + max(0.0, like.cosine)) / 2 for like in row.likenesses]
    apart = 1 - sum(alike) / len(alike) if alike else 0.0
    if any(divergence.severity != "info" for divergence in found):
        score = 0.5 + 0.5 * (1 - agreement)
    else:
        score = 0.5 * (1 - agreement * (1 - min(1.0, apart)))
    return replace(row, divergences=tuple(found), score=round(score, 4))
