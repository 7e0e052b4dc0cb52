"""Plain text: repaired, split into blocks."""

from __future__ import annotations

from collections.abc import Collection

from alignkit.errors import InputError
from alignkit.read.blocks import Hint, blocks
from alignkit.read.decode import decode
from alignkit.read.language import detect
from alignkit.read.repair import chosen, mend
from alignkit.types import Document, OffsetMap


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
    without: Collection[str] = (),
    way_back: tuple[str, OffsetMap] | None = None,
    meta: dict[str, str] | None = None,
) -> Document:
    """Make a document of a text.

    `hints` say what a structured format knows of its lines, `without` which repairs it needs not,
    and `way_back` leads from `text` to the file it was taken from.
    """
    said = lang if lang and lang != "auto" else detect(text)
    steps = tuple(step for step in chosen(repair) if step.name not in without)
    mended = mend(text, said, steps, way_back)
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
        meta={**held, **(meta or {})},
    )
