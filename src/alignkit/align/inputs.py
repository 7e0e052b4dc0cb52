"""From whatever a caller gives to documents that hold sentences."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from alignkit.errors import InputError
from alignkit.types import Block, Document

if TYPE_CHECKING:
    from alignkit.align.sides import Blocks

Side = Document | str | PathLike[str] | Sequence[str]

# A longer text is no name of a file on any system.
_LONGEST_PATH = 1024
# A file that holds more of the other's blocks than this is in both languages.
_BILINGUAL = 0.5
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_MARKED_UP = ("markdown", "asciidoc", "rst")
_DOCUMENTS = (".txt", ".md", ".adoc", ".rst", ".html", ".htm", ".docx", ".pdf", ".epub", ".odt")


def open_side(
    side: Side, lang: str | None, presplit: bool, abbreviations: Sequence[str] = ()
) -> Document:
    """Return a document with its sentences: read, detected and segmented where that is wanting."""
    lang = None if lang in (None, "", "auto") else lang
    if isinstance(side, Document):
        given = replace(side, lang=lang) if lang and lang != side.lang else side
        return given if given.sentences else _segmented(given, abbreviations)
    if isinstance(side, (str, PathLike)):
        path = _path(side)
        if path is None:
            return _text(str(side), lang, presplit, abbreviations)
        return _file(path, lang, presplit, abbreviations)
    if not isinstance(side, Iterable):
        raise InputError(
            "", f"a text is wanted, not a {type(side).__name__}", "give a text, a path or sentences"
        )
    sentences = list(side)
    for number, sentence in enumerate(sentences):
        if not isinstance(sentence, (str, PathLike)):
            raise InputError(
                f"sentence {number}", f"this is a {type(sentence).__name__}", "give strings"
            )
    if sentences and all(isinstance(s, PathLike) or _is_file(s) for s in sentences):
        raise InputError(
            os.fspath(sentences[0]),
            "a list holds sentences, and this one names files",
            "give one pair, or pairs of files to align_many",
        )
    return _presplit(sentences, lang, "")


def _is_file(text: str) -> bool:
    try:
        return len(text) < _LONGEST_PATH and os.path.isfile(text)
    except ValueError:
        return False


def open_pair(
    source: Side, target: Side, langs: tuple[str | None, str | None], presplit: bool,
    abbreviations: Sequence[str] = (),
) -> tuple[Document, Document]:  # fmt: skip
    """Return both documents; a file that holds two languages is read in the one the other is not.

    A half-translated preview can hold more of the original than of the translation.
    """
    first = open_side(source, langs[0], presplit, abbreviations)
    second = open_side(target, langs[1], presplit, abbreviations)
    first, second = _shared(first, second, abbreviations), _shared(second, first, abbreviations)
    if first.lang != second.lang or presplit:
        return first, second
    for side, lang, held, is_target in (
        (target, langs[1], second, True),
        (source, langs[0], first, False),
    ):
        other = _second_language(held)
        if other and lang in (None, "", "auto") and isinstance(side, (str, PathLike)):
            read_again = open_side(side, other, presplit, abbreviations)
            return (first, read_again) if is_target else (read_again, second)
    return first, second


def _shared(document: Document, other: Document, abbreviations: Sequence[str]) -> Document:
    """Return a document with its foreign blocks that stand in the other as well as its own.

    A title, a name or a line of output in the other's language is text of both where documents are
    written, unless so much of the other stands here that this file holds both languages. It is the
    same text whatever its numbers are: one of them may be wrong.
    """
    if document.meta.get("format") not in _MARKED_UP:
        return document
    foreign = {_words(document, block) for block in document.blocks if block.lang}
    texts = [_words(other, block) for block in other.blocks if not block.literal]
    both = foreign & set(texts)
    if not both or sum(text in both for text in texts) > _BILINGUAL * len(texts):
        return document
    blocks = tuple(
        replace(block, lang="") if block.lang and _words(document, block) in both else block
        for block in document.blocks
    )
    return _segmented(replace(document, blocks=blocks, sentences=()), abbreviations)


def without_comments(document: Document, abbreviations: Sequence[str]) -> Document:
    """Return a document whose comments in code are code like the rest."""
    if not any(block.kind == "comment" for block in document.blocks):
        return document
    blocks = tuple(
        replace(block, kind="code", lang="") if block.kind == "comment" else block
        for block in document.blocks
    )
    return _segmented(replace(document, blocks=blocks, sentences=()), abbreviations)


def _words(document: Document, block: Block) -> str:
    return _NUMBER.sub("0", " ".join(block.span.slice(document.text).split()))


def _second_language(document: Document) -> str:
    """Return the language most of a document's foreign blocks are in, "" where it has few."""
    sizes: dict[str, int] = {}
    for block in document.blocks:
        if block.lang:
            sizes[block.lang] = sizes.get(block.lang, 0) + block.span.end - block.span.start
    lang = max(sizes, key=lambda name: sizes[name], default="")
    return lang if lang and sizes[lang] >= len(document.text) / 10 else ""


def _path(side: str | PathLike[str]) -> str | None:
    """Return a path where the side is one: anything but a string that is plainly a text."""
    if isinstance(side, PathLike):
        return os.fspath(side)
    if side == "-":
        return side
    if "\n" in side or len(side) > _LONGEST_PATH or not side.strip():
        return None
    try:
        if Path(side).exists():
            return side
    except (OSError, ValueError):
        return None
    if side.lower().endswith(_DOCUMENTS):
        return side
    looks_like_one = " " not in side and side.isascii() and ("/" in side or Path(side).suffix)
    return side if looks_like_one and not side.endswith(".") else None


def _file(path: str, lang: str | None, presplit: bool, abbreviations: Sequence[str]) -> Document:
    if presplit:
        from alignkit.read.opening import raw_text

        return _presplit(_lines(raw_text(path)), lang, Path(path).name)
    from alignkit.read import read

    return _segmented(read(path, lang), abbreviations)


def _text(text: str, lang: str | None, presplit: bool, abbreviations: Sequence[str]) -> Document:
    from alignkit.read import document

    if presplit:
        return _presplit(_lines(text), lang, "")
    return _segmented(document(text, lang=lang), abbreviations)


def _lines(text: str) -> list[str]:
    """Return lines as they stand; only a line feed ends one, and the last needs none."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _presplit(sentences: list[str], lang: str | None, name: str) -> Document:
    from alignkit.read.language import detect

    return Document.from_sentences(sentences, lang or detect("\n".join(sentences)), name)


def _segmented(document: Document, abbreviations: Sequence[str]) -> Document:
    from alignkit.segment import segment

    return segment(document, abbreviations=tuple(abbreviations))


def blocks_of(document: Document) -> Blocks:
    """Return where the document's blocks begin; sentences one a block tell nothing."""
    import numpy as np

    from alignkit.align.sides import Blocks

    sentences = document.sentences
    count = len(sentences)
    begins = np.zeros(count, np.float32)
    heading = np.zeros(count, np.float32)
    number = np.zeros(count, np.int32)
    held = {sentence.block for sentence in sentences}
    # Blank lines between presplit sentences part paragraphs.
    blank = [not sentence.text.strip() for sentence in sentences]
    if len(held) == count and not any(blank):
        kinds = {document.blocks[k].kind for k in held if k < len(document.blocks)}
        known = len(kinds) > 1
    else:
        known = count > 0
    previous = -1
    for place, sentence in enumerate(sentences):
        if len(held) == count:
            fresh = known and (not any(blank) or place == 0 or blank[place] or blank[place - 1])
        else:
            fresh = sentence.block != previous
        previous = sentence.block
        begins[place] = fresh
        number[place] = sentence.block
        if sentence.block < len(document.blocks):
            heading[place] = document.blocks[sentence.block].kind == "heading"
    return Blocks(begins, heading, number, known)
