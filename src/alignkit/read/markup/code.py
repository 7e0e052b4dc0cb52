"""Code as lines that no language changes, and the comments in it as text of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from alignkit.read.taken import Taken

# Longer code is data; its comments are not looked for.
_LONGEST = 200_000
# So much of it is kept at hand: the same code stands in a document and in its translation.
_SHORT, _KEPT = 10_000, 512
_OPENED = re.compile(r"[\s/*#;%!<>\-\"'{(|]+")
_CLOSED = re.compile(r"\s*(?:\*+/|-->|\"\"\"|\'\'\')?\s*$")
_MARK = re.compile(r"\s+(?://+|/\*+|#+|--|<!--|;+|%+|\"\"\")\s*$")
_LETTERS = re.compile(r"[^\W\d_]{2}|[㐀-鿿]")
# A whole line that is a comment in nearly all languages that are not named.
_USUAL = re.compile(r"^[ \t]*(?://|#(?=[ \t])|--[ \t]|<!--)(.*)$|[ \t](?://|#)[ \t](.*)$", re.M)
_WORD = re.compile(r"\w")


class Comment(NamedTuple):
    """One line of a comment's text, without its marks, and where it stands in the code."""

    start: int
    end: int


class Piece(NamedTuple):
    """A part of a line of code, and whether it is code or a comment's text."""

    start: int
    end: int
    kind: str


class Line(NamedTuple):
    """A line of code by its place in the block, and its parts."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def take_code(code: str, language: str, place: int, source: str, taken: Taken) -> None:
    """Take a block of code that begins at a place of the source.

    The lines of an indented block stand further right in the source than in the code, so that each
    is looked for from the line before.
    """
    for line in pieces(code, language):
        bare = code[line.start : line.end].strip()
        found = source.find(bare, place) if bare else -1
        shift = found - line.start - _indent(code[line.start : line.end])
        for piece in line.pieces:
            text = code[piece.start : piece.end]
            taken.line(text, piece.start + shift if found >= 0 else -1, piece.kind)
        place = found + len(bare) if found >= 0 else place


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def pieces(code: str, language: str) -> Iterator[Line]:
    """Yield the lines of a block of code with what each holds: code, and comments in it."""
    held = {comment.start: comment for comment in comments(code, language)}
    starts = sorted(held)
    here = at = 0
    for line in code.split("\n"):
        last, end = here, here + len(line)
        found: list[Piece] = []
        while at < len(starts) and starts[at] < end:
            start = starts[at]
            opened = _MARK.search(code, last, start)
            found += _code(code, last, opened.start() if opened else start)
            found.append(Piece(start, held[start].end, "comment"))
            last, at = held[start].end, at + 1
        found += _code(code, last, end)
        yield Line(here, end, tuple(found))
        here = end + 1


def _code(code: str, start: int, end: int) -> Iterator[Piece]:
    """Yield a part of a line as code; the marks of a comment alone say nothing."""
    text = code[start:end]
    bare = text.strip()
    if bare and (_WORD.search(bare) or not set(bare) <= set("/*#;-<!>\"'%")):
        start += _indent(text)
        yield Piece(start, start + len(bare), "code")


def comments(code: str, language: str) -> list[Comment]:
    """Return the lines of comments in a piece of code.

    >>> [Comment(*c) for c in comments("x = 1  # count it", "python")]
    [Comment(start=9, end=17)]
    """
    if len(code) > _LONGEST:
        return []
    found = []
    for start, end in (_known if len(code) <= _SHORT else _raw)(code, language):
        for line in re.finditer(r"[^\n]+", code[start:end]):
            low, text = start + line.start(), line.group()
            opened = _OPENED.match(text)
            inner = text[opened.end() :] if opened else text
            low += len(text) - len(inner)
            closed = _CLOSED.search(inner)
            inner = inner[: closed.start()] if closed else inner
            if _LETTERS.search(inner):
                found.append(Comment(low, low + len(inner)))
    return found


@lru_cache(maxsize=_KEPT)
def _known(code: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return where comments stand, for code that comes again."""
    return tuple(_raw(code, language))


def _raw(code: str, language: str) -> Iterator[tuple[int, int]]:
    lexer = _lexer(language)
    if lexer is None:
        for found in _USUAL.finditer(code):
            group = 1 if found.group(1) is not None else 2
            yield found.start(group), found.end(group)
        return
    from pygments.token import Comment as Kind
    from pygments.token import String

    for place, kind, text in lexer.get_tokens_unprocessed(code):
        said = kind in Kind and kind not in Kind.Preproc and kind is not Kind.Hashbang
        if said or kind is String.Doc:
            yield place, place + len(text)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    """Return what tells the comments of a language, None where it is not known."""
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language) if language else None
    except ClassNotFound:
        return None
