"""Plain text: repaired, split into blocks."""

from __future__ import annotations

from collections.abc import Collection

from alignkit.read.blocks import blocks
from alignkit.read.language import detect
from alignkit.read.repair import chosen, mend
from alignkit.types import Document


def document(
    text: str, lang: str | None, name: str, repair: bool | Collection[str] = True
) -> Document:
    """Make a document of a text."""
    said = lang if lang and lang != "auto" else detect(text)
    mended = mend(text, said, chosen(repair))
    changed = mended.text != text
    return Document(
        mended.text,
        said,
        blocks(mended.text, said),
        name=name,
        original=text if changed else None,
        offsets=mended.offsets if changed else None,
        repairs=mended.repairs,
        meta={"lang": "given" if said == lang else "detected"},
    )
