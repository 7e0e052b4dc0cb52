"""Why a translation has nothing for a row: left untranslated, cut off at the end, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alignkit.compare.types import Rendering, Row
from alignkit.types import Bitext

UNTRANSLATED, CUT_OFF, LEFT_OUT = "untranslated", "cut off", "left out"


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
