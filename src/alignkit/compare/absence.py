"""Why a translation has nothing for a row: left untranslated, cut off at the end, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alignkit.types import Bead, Bitext
from alignkit.types.comparison import CUT_OFF, LEFT_OUT, UNTRANSLATED, Rendering, Row


def explained(rows: Sequence[Row], bitexts: Sequence[Bitext]) -> list[Row]:
    """Return the rows with the reason beside each rendering that is missing."""
    ends = [_end(rows, number) for number in range(len(bitexts))]
    kept = [_kept(bitext) for bitext in bitexts]
    return [
        replace(
            row,
            renderings=tuple(
                _with_reason(
                    rendering, row, bitexts[number], row.index > ends[number], kept[number]
                )
                for number, rendering in enumerate(row.renderings)
            ),
        )
        for row in rows
    ]


def set_apart(bitext: Bitext) -> Bitext:
    """Return a bitext whose beads hold no source sentence that the translation left as it was.

    An aligner that sees no target for such a sentence joins it to the bead beside it.
    """
    kept = _kept(bitext)
    if not kept:
        return bitext
    beads = [part for bead in bitext.beads for part in _parts(bead, bitext, kept)]
    return replace(bitext, beads=tuple(beads))


def _parts(bead: Bead, bitext: Bitext, kept: str) -> list[Bead]:
    """Take the untranslated sentences at either end of a bead out of it."""
    copied = [_bare(bitext.source.sentences[i].text) in kept for i in bead.source]
    if not bead.target or not any(copied) or all(copied):
        return [bead]
    start = copied.index(False)
    end = len(copied) - copied[::-1].index(False)
    before, within, after = bead.source[:start], bead.source[start:end], bead.source[end:]
    alone = [[Bead((i,), ()) for i in part] for part in (before, after)]
    return [*alone[0], replace(bead, source=within), *alone[1]]


def _with_reason(
    rendering: Rendering, row: Row, bitext: Bitext, after_end: bool, kept: str
) -> Rendering:
    if rendering.text or not row.source:
        return rendering
    sentences = (bitext.source.sentences[i].text for i in row.source_sentences)
    if kept and all(_bare(text) in kept for text in sentences):
        return replace(rendering, absence=UNTRANSLATED)
    return replace(rendering, absence=CUT_OFF if after_end else LEFT_OUT)


def _end(rows: Sequence[Row], number: int) -> int:
    """Return the last row that a translation has a rendering for."""
    return max((row.index for row in rows if row.renderings[number].text), default=-1)


def _kept(bitext: Bitext) -> str:
    """Return what the translation holds in the language of the original."""
    target = bitext.target
    blocks = (b for b in target.blocks if b.lang == bitext.source.lang != target.lang)
    return "\n".join(_bare(block.span.slice(target.text)) for block in blocks)


def _bare(text: str) -> str:
    """Return a text without the marks and spaces that differ between two copies of it."""
    return "".join(character for character in text if character.isalnum())
