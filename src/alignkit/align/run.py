"""The whole way of one alignment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alignkit.align.anchors import find_anchors
from alignkit.align.inputs import blocks_of
from alignkit.align.path import Link, find_path, proportions
from alignkit.align.pieces import cut
from alignkit.align.scoring import learned
from alignkit.align.shapes import DEFAULT_MAX_BEAD, shapes
from alignkit.align.sides import prepare
from alignkit.align.tables import Pair
from alignkit.types import Bead, Bitext, Document, Signature
from alignkit.types.text import UNSPACED

if TYPE_CHECKING:
    from alignkit.embed import Encoder


def run(
    source: Document,
    target: Document,
    encoder: Encoder,
    *,
    max_bead: int | None = None,
    jobs: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> Bitext:
    """Align two documents that hold their sentences."""
    scorer = learned()
    kinds = shapes(max_bead or DEFAULT_MAX_BEAD)
    most = max(a for a, _ in kinds)
    swapped = _order(target.lang) < _order(source.lang)
    first, second = (target, source) if swapped else (source, target)
    texts = [[sentence.text for sentence in side.sentences] for side in (first, second)]
    sides = prepare(encoder, texts[0], texts[1], (blocks_of(first), blocks_of(second)))
    anchors = find_anchors(sides[0], sides[1])
    pieces, gaps = cut(anchors, len(sides[0]), len(sides[1]))
    measures = proportions(anchors, sides[0].lengths, sides[1].lengths)
    pair = Pair.of(sides[0], sides[1], sides[2], (most, most))
    links = find_path(pair, pieces, gaps, kinds, scorer, measures, jobs=jobs, progress=progress)
    beads = tuple(_bead(link, swapped, scorer) for link in links)
    signature = Signature.of(
        task="align", encoder=encoder.signature.replace("|", ","), weights=scorer.signature,
        bead=most,
    )  # fmt: skip
    return Bitext(source, target, beads, signature)


def _order(lang: str) -> tuple[bool, str]:
    """Chinese comes first inside, whichever way the caller aligns: swapped sides swap the result."""
    return lang.split("-")[0] not in UNSPACED, lang


def _bead(link: Link, swapped: bool, scorer: object) -> Bead:
    one = tuple(range(link.source, link.source + link.shape[0]))
    two = tuple(range(link.target, link.target + link.shape[1]))
    if swapped:
        one, two = two, one
    return Bead(one, two, round(link.likeness, 4), round(link.probability, 4))
