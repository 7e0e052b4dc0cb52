"""Whether a sentence without translation is rendered by one that stands beside it."""

from __future__ import annotations

import math
from statistics import median

from alignkit.check.coverage.both_ways import directions, rendered, table
from alignkit.check.run.view import BeadView, PairView
from alignkit.words.script import weight

NEAR = (-1, 1, -2, 2)
# So many letters more on both sides: a label is no longer by chance than its translation.
EVEN = 5.0


def beside(view: BeadView) -> float:
    """Return how much of a source the neighbouring translations hold beyond their own sources.

    A neighbour that is as long as its own source asks for renders nothing more.
    """
    pair = view.pair
    if not pair.once(directions):
        return 0.0
    near = [n for n in map(view.neighbour, NEAR) if n and n.target.text.strip()]
    words = pair.once(table)
    return max(
        (
            rendered(words, view.source.text, n.target.text, n.source.text)
            for n in near
            if _holds_both(view, n)
        ),
        default=0.0,
    )


def _holds_both(view: BeadView, neighbour: BeadView) -> bool:
    """Tell whether a neighbour's translation is long enough for this source beside its own."""
    own, other = weight(neighbour.source.text), weight(neighbour.target.text)
    usual = view.pair.once(usual_ratio)
    apart, joined = (
        abs(_ratio(length, other) - usual) for length in (own, own + weight(view.source.text))
    )
    return joined < apart


def usual_ratio(pair: PairView) -> float:
    """Return how much longer the translations of a document are than their sources, as a log."""
    texts = [
        (passages[0].text, passages[1].text)
        for passages, bead in zip(
            map(pair.bitext.passages, range(len(pair.bitext.beads))), pair.bitext.beads, strict=True
        )
        if bead.source and bead.target
    ]
    return median([_ratio(weight(own), weight(other)) for own, other in texts] or [0.0])


def _ratio(own: float, other: float) -> float:
    return math.log((other + EVEN) / (own + EVEN))
