"""A subtitle file as a document: a block and a sentence for each cue, with its time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from alignkit.errors import InputError
from alignkit.read.decode import decode
from alignkit.read.language import detect
from alignkit.types import Block, Document, Inline, OffsetMap, Sentence, Span

if TYPE_CHECKING:
    from alignkit.subtitles.cues import Cue

# What a viewer sees of a cue's marks: italics are voices from elsewhere, songs, titles.
_STYLE = re.compile(r"</?[biu]>", re.I)


def read(
    data: bytes, name: str, lang: str | None, repair: bool | Collection[str] = True
) -> Document:
    """Read SubRip, WebVTT or SubStation Alpha; what is only marks or empty is left out."""
    from alignkit.subtitles.cues import cues

    raw, encoding = decode(data, name)
    raw = raw.replace("\r\n", " \n").replace("\r", "\n")
    held = [cue for cue in cues(raw, name) if cue.text]
    if not held:
        raise InputError(name, "there is no text in its cues", "give a file with text")
    blocks, sentences, positions = [], [], []
    inlines: list[Inline] = []
    start = 0
    for number, cue in enumerate(held):
        span = Span(start, start + len(cue.text))
        blocks.append(Block("cue", span, number=cue.number, time=cue.time))
        sentences.append(Sentence(cue.text, span, number))
        positions += [*cue.positions, -1]
        inlines += _styles(cue, raw, start)
        start = span.end + 1
    text = "\n".join(cue.text for cue in held)
    said = lang if lang and lang != "auto" else detect(text)
    return Document(
        text,
        said,
        tuple(blocks),
        tuple(sentences),
        name,
        raw,
        OffsetMap.from_positions(positions, len(raw)),
        inlines=tuple(inlines),
        meta={"format": "subtitles", "encoding": encoding},
    )


def _styles(cue: Cue, raw: str, start: int) -> Iterator[Inline]:
    """Yield the marks of style of a cue whose text begins at a place of the document."""
    for found in _STYLE.finditer(raw, *cue.place):
        at = start + bisect_left(cue.positions, found.start())
        yield Inline("tag", Span(at, at), found[0].lower())
