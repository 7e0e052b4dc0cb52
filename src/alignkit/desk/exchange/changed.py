"""What was written over a text: which stretches of the document, and what reads there now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from alignkit.desk.manuscript import DeskSentence, DeskText
from alignkit.errors import InputError
from alignkit.read import read
from alignkit.read.lineforms import HAN
from alignkit.types import Document, Span

# A figure, a word, or one character of a script without spaces between words, is changed whole.
_TOKEN = re.compile(rf"\d[\d.,:/]*\d|[^\W{HAN}]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the document's text and what stands in its place; either may be empty."""

    span: Span
    new: str


def as_read(path: Path, held: DeskText) -> Document:
    """Read a text's file again: a project knows the text alone, not the way back to the file."""
    document = read(path, lang=held.lang)
    if document.text != held.document.text:
        raise InputError(path, "its text has changed since", "open the project, and export again")
    return document


def changes(held: DeskText) -> list[Change]:
    """Return what was written over a text, word by word, in the order of the document.

    Sentences that follow each other in one paragraph are looked at together, so that a word
    which moved across their border is no change.
    """
    found: list[Change] = []
    numbered = enumerate(held.sentences)
    for (edited, _), group in groupby(numbered, lambda n: (n[1].edited is not None, n[1].block)):
        if edited:
            found += _rewritten(held, [number for number, _ in group])
    return found


def _rewritten(held: DeskText, numbers: Sequence[int]) -> Iterator[Change]:
    sentences = [held.sentences[number] for number in numbers]
    joiner = held.document.joiner
    new = joiner.join(s.edited for s in sentences if s.edited)
    start = min(s.span.start for s in sentences)
    end = max(s.span.end for s in sentences)
    if not new:
        start, end = _with_space(held, sentences[0], start, end)
    elif start == end:
        follows = held.document.text[max(0, start - 1) : start].strip()
        new = f"{joiner}{new}" if follows else f"{new}{joiner}"
    return _by_words(held.document.text[start:end], new, start)


def _with_space(held: DeskText, first: DeskSentence, start: int, end: int) -> tuple[int, int]:
    """Return what goes with sentences that are taken out: the space before, or else behind."""
    text, block = held.document.text, held.document.blocks[first.block].span
    before = text[block.start : start]
    if before.strip():
        return start - (len(before) - len(before.rstrip())), end
    behind = text[end : max(end, block.end)]
    return start, end + len(behind) - len(behind.lstrip())


def _by_words(old: str, new: str, place: int) -> Iterator[Change]:
    """Yield what differs between two texts, the first of which stands at a place."""
    was, now = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [place]
    for token in was:
        starts.append(starts[-1] + len(token))
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(Span(starts[a], starts[b]), "".join(now[c:d]))
