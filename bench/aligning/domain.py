"""Vectors trained further on half of a book: what the other half gains, what others lose.

`training domain` is given the first half of the Bible, of which the shipped model has seen nothing;
the other half measures. LEFT sentences between them belong to neither.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from training.model.domain import Options, adapt

import alignkit as ak
from alignkit.embed.embedded import EmbeddedEncoder
from alignkit.evaluate.beads import joined
from bench.aligning.align import SECOND_HALF, Sides, texts, verses
from bench.aligning.embed import retrieval, units
from bench.figures.share import Share, ratio, share
from bench.figures.table import Row

LEFT = 100
#: Sentences of the other half that are aligned.
MOST = 2500
BEADS = 20


def run(data: Path) -> list[Row]:
    source, target, gold = next(texts(data, "bible", "002", "en", "zh"))
    full = [bead for bead in gold if bead[0] and bead[1]]
    pairs = [
        ("".join(target[n] for n in bead[1]), " ".join(source[n] for n in bead[0])) for bead in full
    ]
    first = [pair for pair, bead in zip(pairs, full, strict=True) if bead[0][-1] < SECOND_HALF]
    low = SECOND_HALF + LEFT
    second = [
        pair for pair, bead in zip(pairs, full, strict=True) if low <= bead[0][0] < low + MOST
    ]
    piece = _piece(source, target, gold, verses(data, "bible", "en", "zh"), low)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        moved = adapt(first, Path(folder), Options())
        for name, model in (("", None), (", trained further", folder)):
            encoder = EmbeddedEncoder(Path(model)) if model else EmbeddedEncoder()
            rows += _rows(name, encoder, model, second, piece)
            for genre, *languages in (("mac-dev", "zh", "en"), ("academic", "en", "zh")):
                held = retrieval(encoder, data / genre, *languages)
                rows.append(Row(f"retrieval{name}", held.value, data=genre, note=held.spread()))
    rows.append(Row("pairs trained on", float(len(first)), data="bible, first half",
                    note=f"{moved:,} vectors moved"))  # fmt: skip
    return rows


Piece = tuple[list[str], list[str], list[Sides], tuple | None]


def _piece(
    source: list[str], target: list[str], gold: list[Sides], own: tuple | None, low: int
) -> Piece:
    """Return a stretch of both texts with its beads and verses, numbered anew."""
    held = [bead for bead in gold if bead[0] and low <= bead[0][0] and bead[0][-1] < low + MOST]
    starts = [min(n for bead in held for n in bead[side]) for side in (0, 1)]
    ends = [max(n for bead in held for n in bead[side]) + 1 for side in (0, 1)]
    beads = [
        (tuple(n - starts[0] for n in one), tuple(n - starts[1] for n in two)) for one, two in held
    ]
    names = own and tuple(own[side][starts[side] : ends[side]] for side in (0, 1))
    return source[starts[0] : ends[0]], target[starts[1] : ends[1]], beads, names


def _rows(
    name: str,
    encoder: EmbeddedEncoder,
    model: str | None,
    pairs: list[tuple[str, str]],
    piece: Piece,
) -> Iterator[Row]:
    data = "bible, second half"
    zh, en = (units(encoder.encode([pair[side] for pair in pairs])) for side in (0, 1))
    nearest = (en @ zh.T).argmax(1)
    hits = share((at // BEADS, float(found == at)) for at, found in enumerate(nearest))
    yield Row(f"retrieval{name}", hits.value, data=data, note=hits.said(digits=3))
    source, target, gold, own = piece
    for signals in ("vectors", "all"):
        bitext = ak.align(source, target, model=model, signals=signals)
        beads = [(bead.source, bead.target) for bead in bitext.beads]
        found = _f1(joined(beads, own) if own else beads, gold)
        what = "F1, vectors alone" if signals == "vectors" else "F1"
        yield Row(what + name, found.value, data=data, note=found.spread())


def _f1(beads: list[Sides], gold: list[Sides]) -> Share:
    right, block = set(gold), {n: at // BEADS for at, (one, _) in enumerate(gold) for n in one}
    counted = [
        (block.get(bead[0][0], 0) if bead[0] else 0, 2.0 * (ours and bead in right), 1.0)
        for ours, held in ((True, beads), (False, gold))
        for bead in held
    ]
    return ratio(counted)
