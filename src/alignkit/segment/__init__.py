"""Segmentation: running text into sentences that know their places."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import overload

from alignkit.types import Document, Sentence


@overload
def segment(
    text: str,
    lang: str | None = None,
    *,
    abbreviations: Sequence[str] = (),
    semicolons: bool = False,
) -> list[Sentence]: ...
@overload
def segment(
    text: PathLike[str],
    lang: str | None = None,
    *,
    abbreviations: Sequence[str] = (),
    semicolons: bool = False,
) -> list[Sentence]: ...
@overload
def segment(
    text: Document,
    lang: str | None = None,
    *,
    abbreviations: Sequence[str] = (),
    semicolons: bool = False,
) -> Document: ...
def segment(
    text: str | PathLike[str] | Document,
    lang: str | None = None,
    *,
    abbreviations: Sequence[str] = (),
    semicolons: bool = False,
) -> list[Sentence] | Document:
    """Split a text into sentences, or fill a document with its sentences.

    A Path stands for its file's text; a string is always the text itself. `lang` is zh, en or any
    other tag; None or "auto" takes the document's, or detects it. The
    abbreviations, with or without their full stop, end no sentence; `semicolons` lets ； and ;
    end one.

    >>> [sentence.text for sentence in segment("他来了。She left.", "zh")]
    ['他来了。', 'She left.']
    """
    from alignkit.segment.document import fill, sentences

    if isinstance(text, Document):
        return fill(text, lang, tuple(abbreviations), semicolons)
    if isinstance(text, PathLike):
        from alignkit.read import read

        document = fill(read(text, lang=lang), lang, tuple(abbreviations), semicolons)
        return list(document.sentences)
    return sentences(text, lang, tuple(abbreviations), semicolons)
