"""Differences in substance: the DIV rules run over pairs of renderings, and each row's score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from alignkit.check.run.engine import run as run_rules
from alignkit.compare.details import borne_out, details
from alignkit.compare.judge import weigh_names
from alignkit.compare.lacking import Compared
from alignkit.compare.losses import losses, with_losses
from alignkit.compare.mood import weigh_mood
from alignkit.compare.negation import weigh_denials
from alignkit.compare.witnessed import mistaken, with_witness
from alignkit.types import Bitext, Finding, wire
from alignkit.types.comparison import DETAILS, Divergence, Row

if TYPE_CHECKING:
    from alignkit.config import Settings
    from alignkit.embed import Encoder

# A gap in content of less confidence is a remark.
DOUBTFUL = 0.36
WEIGHTS = {"error": 1.0, "warning": 0.8, "info": 0.3}
# Two free renderings differ in many a word: a detail moves a row a little.
DETAIL = 0.1


def divergences(
    rows: Sequence[Row],
    bitexts: Sequence[Bitext],
    encoder: Encoder,
    words: Mapping[int, Sequence[Compared]],
    model: str | None = None,
    settings: Settings | None = None,
) -> list[Row]:
    """Add to each row its differences in substance and its score.

    `words` say of each row what its renderings lack of each other.
    """
    found: dict[int, list[Divergence]] = {}
    for pair in sorted({like.pair for row in rows for like in row.likenesses}):
        held = [row for row in rows if any(like.pair == pair for like in row.likenesses)]
        for row, finding in _compared(held, pair, bitexts, model, settings):
            found.setdefault(row.index, []).append(_divergence(finding, pair))
    langs = bitexts[0].source.lang, [bitext.target.lang for bitext in bitexts]
    across = langs[0] not in langs[1]
    lost = losses(rows, bitexts, model, settings) if across else {}
    wrong = mistaken(rows, bitexts, model, settings) if across else {}
    scored = []
    for row in rows:
        compared = words.get(row.index, [])
        own = with_losses(row, with_witness(row, found.get(row.index, []), wrong), lost)
        own = borne_out(own, row, compared, langs[1])
        own = weigh_names(row, weigh_denials(row, own, langs, compared), encoder, langs)
        own = [_as_remark(divergence) for divergence in own]
        own = _with_words(own, details(row, compared, langs[1])) + weigh_mood(row, langs)
        scored.append(_scored(row, own))
    return scored


def _with_words(own: list[Divergence], words: Sequence[Divergence]) -> list[Divergence]:
    """Add the words that one rendering has alone, but for those that a divergence tells of."""
    told = [divergence for divergence in own if divergence.severity != "info"]
    kept = [
        word
        for word in words
        if not any(other.pair == word.pair and _overlap(other, word) for other in told)
    ]
    phrases = [word for word in kept if word.severity != "info"]
    # A gap that was too doubtful to count says less than the words it holds.
    rest = [
        other
        for other in own
        if other in told
        or not any(other.pair == word.pair and _overlap(other, word) for word in phrases)
    ]
    return rest + kept


def _overlap(one: Divergence, other: Divergence) -> bool:
    """Tell whether two divergences point at the same words of a rendering or of the original."""
    sides = ((one.first, other.first), (one.second, other.second), (one.source, other.source))
    return any(a.start < b.end and b.start < a.end for own, its in sides for a in own for b in its)


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
        bitext,
        select=("DIV",),
        model=model,
        settings=settings,
        jobs=_jobs(settings),
        guarded=False,
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
    """Rank a row: substance fills the upper half of the scale, details the next quarter."""
    agreement = 1.0
    for divergence in found:
        weight = DETAIL if divergence.kind in DETAILS else WEIGHTS[divergence.severity]
        agreement *= 1 - divergence.confidence * weight
    alike = [(like.chrf / 100 + max(0.0, like.cosine)) / 2 for like in row.likenesses]
    apart = 1 - sum(alike) / len(alike) if alike else 0.0
    if any(divergence.severity != "info" for divergence in found):
        score = 0.5 + 0.5 * (1 - agreement)
    elif any(divergence.kind in DETAILS for divergence in found):
        score = 0.25 + 0.25 * (1 - agreement * (1 - min(1.0, apart)))
    else:
        score = 0.25 * (1 - agreement * (1 - min(1.0, apart)))
    return replace(row, divergences=tuple(found), score=round(score, 4))
