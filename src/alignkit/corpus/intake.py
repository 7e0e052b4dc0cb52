"""Encoders opened once a process, and contents as the aligner takes them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from alignkit.corpus.item import Content
from alignkit.types import Document

if TYPE_CHECKING:
    from alignkit.embed import Encoder


@lru_cache(maxsize=2)
def open_encoder(model: str | None) -> Encoder:
    """Open an encoder once a process."""
    from alignkit.embed import encoder

    return encoder(model or None)


def document_of(content: Content, name: str, lang: str, presplit: bool) -> Document | Path:
    """Return what `alignkit.align` takes for one side."""
    if content.path:
        return Path(content.path)
    text = content.text or ""
    if presplit:
        return Document.from_sentences(text.split("\n"), lang or _detected(text), name)
    if content.ending == ".html":
        from alignkit.read import html

        # With a mark of its own the text is not decoded by what the page says it was in.
        return html.read(("\ufeff" + text).encode(), name, lang or None, True)
    from alignkit.read import document

    return document(text, lang or None, name)


def _detected(text: str) -> str:
    from alignkit.read.language import detect

    return detect(text)
