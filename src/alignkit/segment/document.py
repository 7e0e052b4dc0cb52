"""From a text or a document to its sentences, block by block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from alignkit.segment.lines import paragraphs
from alignkit.segment.splitter import split, splitter
from alignkit.types import Block, Document, Sentence, Span
from alignkit.types.text import LITERAL

# What is paired as it stands, however many sentences it holds: cues by time, values by key.
WHOLE = frozenset({"cue", "value"})


def sentences(
    text: str, lang: str | None, abbreviations: tuple[str, ...], semicolons: bool
) -> list[Sentence]:
    """Split a plain text; its paragraphs are found by its line breaks."""
    rules = splitter(language(lang, text), abbreviations, semicolons=semicolons)
    return [
        sentence
        for number, (start, end) in enumerate(paragraphs(text))
        for sentence in split(rules, text, start, end, number)
    ]


def fill(
    document: Document,
    lang: str | None,
    abbreviations: tuple[str, ...],
    semicolons: bool,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Return the document with the sentences of its blocks; `progress` counts blocks."""
    text = document.text
    lang = language(lang or document.lang, text)
    rules = splitter(lang, abbreviations, semicolons=semicolons)
    blocks = document.blocks or tuple(Block("paragraph", Span(*p)) for p in paragraphs(text))
    code = [inline.span for inline in document.inlines if inline.kind in LITERAL]
    held: list[Sentence] = []
    for number, block in enumerate(blocks):
        if block.literal or block.kind in WHOLE:
            held.append(Sentence(block.span.slice(text), block.span, number))
        elif holds_sentences(block, lang):
            held += split(rules, text, block.span.start, block.span.end, number, code)
        if progress:
            progress(number + 1, len(blocks))
    meta = {**document.meta, "segmenter": rules.name}
    return replace(document, lang=lang, blocks=blocks, sentences=tuple(held), meta=meta)


def holds_sentences(block: Block, lang: str) -> bool:
    """Tell whether a block is text of the document: in its language, and no boilerplate."""
    own = not block.lang or block.lang.split("-")[0] == lang.split("-")[0]
    return own and block.kind != "boilerplate"


def language(lang: str | None, text: str) -> str:
    """Return the language given, or the one detected."""
    if lang and lang != "auto":
        return lang
    from alignkit.read.language import detect

    return detect(text)
