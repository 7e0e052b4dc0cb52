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
_RUNNING = frozenset({"heading", "paragraph"})
_ENDS = frozenset("。！？；：.!?;:…")


def beside(view: BeadView) -> float:
    """Return how much of a source the neighbouring translations hold beyond their own sources.

    A neighbour that is as long as its own source asks for renders nothing more.
    """
    pair = view.pair
    if not pair.once(directions):
        return 0.0
    near = [n for n in map(view.neighbour, NEAR) if n and n.target.text.strip()]
    words = pair.once(table)
    texts = [(n.source.text, n.target.text) for n in near]
    if broken(view):
        around = [n for n in (view.neighbour(-1), view.neighbour(1)) if n]
        sides = [" ".join(text) for text in zip(*((n.source.text, n.target.text) for n in around))]
        texts += [(sides[0], sides[1])] if sides else []
    return max(
        (
            rendered(words, view.source.text, target, source)
            for source, target in texts
            if _holds_both(view, source, target)
        ),
        default=0.0,
    )


def broken(view: BeadView) -> bool:
    """Tell whether a line is a part of a heading or title that goes over several lines.

    Neither it nor the line before ends a sentence, and no list or table parts them.
    """
    before = view.neighbour(-1)
    return before is not None and _open(before) and _open(view)


def _open(view: BeadView) -> bool:
    document = view.pair.bitext.source
    held = {document.sentences[number].block for number in view.bead.source}
    kinds = {document.blocks[block].kind for block in held if block < len(document.blocks)}
    text = view.source.text.rstrip()
    return bool(text) and kinds <= _RUNNING and text[-1] not in _ENDS


def _holds_both(view: BeadView, source: str, target: str) -> bool:
    """Tell whether a translation is long enough for this source beside its own."""
    own, other = weight(source), weight(target)
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
