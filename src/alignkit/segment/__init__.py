"""Segmentation: running text into sentences that know their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from alignkit.types import Document, Sentence


@overload
def segment(
    text: str, lang: str | None = None, *, abbreviations: Sequence[str] = ()
) -> list[Sentence]: ...
@overload
def segment(
    text: Document, lang: str | None = None, *, abbreviations: Sequence[str] = ()
) -> Document: ...
def segment(
    text: str | Document, lang: str | None = None, *, abbreviations: Sequence[str] = ()
) -> list[Sentence] | Document:
    """Split a text into sentences, or fill a document with its sentences."""
    raise NotImplementedError
