"""Plain text: repaired, split into blocks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from alignkit.errors import InputError
from alignkit.read.blocks import Hint, blocks
from alignkit.read.decode import decode
from alignkit.read.language import detect
from alignkit.read.repair import chosen, mend
from alignkit.types import Document, Inline, OffsetMap, Span
from alignkit.types.text import LITERAL


def read(
    data: bytes, name: str, lang: str | None, repair: bool | Collection[str] = True
) -> Document:
    """Read a text file."""
    text, encoding = decode(data, name)
    return document(text, lang, name, repair, encoding=encoding)


def document(
    text: str,
    lang: str | None,
    name: str,
    repair: bool | Collection[str] = True,
    *,
    encoding: str = "",
    format: str = "text",
    hints: tuple[Hint, ...] = (),
    inlines: tuple[Inline, ...] = (),
    without: Collection[str] = (),
    way_back: tuple[str, OffsetMap] | None = None,
    meta: dict[str, str] | None = None,
) -> Document:
    """Make a document of a text.

    `hints` say what a structured format knows of its lines and `inlines` what of their text,
    `without` which repairs it needs not, and `way_back` leads from `text` to the file it was taken
    from. What no language changes tells no language, and is never mended.
    """
    literal = _literal(hints, inlines)
    said = lang if lang and lang != "auto" else detect(_outside(text, literal))
    steps = tuple(step for step in chosen(repair) if step.name not in without)
    mended = mend(text, said, steps, way_back, literal)
    if name and not mended.text.strip():
        raise InputError(name, "there is no text in it", "give a file with text")
    original, offsets = mended.original, mended.offsets
    changed = mended.text != original
    held = {"format": format, "lang_from": "given" if said == lang else "text"}
    if encoding:
        held["encoding"] = encoding
    return Document(
        mended.text,
        said,
        blocks(mended.text, said, hints, mended.given),
        name=name,
        original=original if changed else None,
        offsets=offsets if changed else None,
        repairs=mended.repairs,
        inlines=_moved(inlines, mended.given),
        meta={**held, **(meta or {})},
    )


def _literal(hints: Sequence[Hint], inlines: Sequence[Inline]) -> list[Span]:
    """Return the stretches of a text that no language changes, in order."""
    held = [Span(hint.start, hint.end) for hint in hints if hint.kind in LITERAL]
    held += [inline.span for inline in inlines if inline.kind in LITERAL]
    return sorted(span for span in held if span.start < span.end)


def _outside(text: str, literal: Sequence[Span]) -> str:
    """Return a text without some stretches, unless it holds nothing else."""
    pieces, last = [], 0
    for span in literal:
        pieces.append(text[last : span.start])
        last = max(last, span.end)
    rest = "".join([*pieces, text[last:]])
    return rest if rest.strip() else text


def _moved(inlines: Sequence[Inline], given: OffsetMap) -> tuple[Inline, ...]:
    """Return inlines where they stand after repair."""
    if not inlines:
        return ()
    way = given.inverse()
    return tuple(replace(inline, span=way.to_original(inline.span)) for inline in inlines)
