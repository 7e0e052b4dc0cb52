"""The blocks of a mended text: each line that is not blank is a heading, an item or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from alignkit.read.furniture import is_furniture
from alignkit.read.language import han_share
from alignkit.read.numbering import Levels, Mark, mark
from alignkit.read.shapes import ends_clause, ends_sentence, is_han, is_prose, is_title, width
from alignkit.types import Block, Span

_LINE = re.compile(r"[^\n\f]*\S[^\n\f]*")
# A heading is a line, not a paragraph: in columns, Chinese counting two.
_LONGEST_HEADING = 120


class Row(NamedTuple):
    """A line of the mended text: where its words stand, and the numbering they begin with."""

    span: Span
    text: str
    mark: Mark | None


def blocks(text: str, lang: str) -> tuple[Block, ...]:
    """Split a mended text into its blocks."""
    levels = Levels()
    held = []
    rows = list(_rows(text))
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        held.append(_block(row, following, levels, lang))
    return tuple(held)


def _rows(text: str) -> Iterator[Row]:
    for found in _LINE.finditer(text):
        written = found.group()
        bare = written.strip()
        start = found.start() + written.index(bare[0])
        yield Row(Span(start, start + len(bare)), bare, mark(bare))


def _block(row: Row, following: Row | None, levels: Levels, lang: str) -> Block:
    foreign = other_language(row.text, lang)
    if is_furniture(row.text):
        return Block("boilerplate", row.span, lang=foreign)
    number = row.mark.text if row.mark else ""
    level = levels.of(row.mark) if row.mark else 0
    if is_heading(row, following):
        return Block("heading", row.span, level or 1, number, foreign)
    return Block("item" if row.mark else "paragraph", row.span, level, number, foreign)


def is_heading(row: Row, following: Row | None) -> bool:
    """Whether a line stands over what follows it, rather than saying something itself."""
    text = row.text
    if following is None or width(text) > _LONGEST_HEADING:
        return False
    found = row.mark
    if found and found.scheme in ("bullet", "dash"):
        return False
    body = text[found.end :].strip() if found else text
    if not body:
        return True
    if ends_sentence(body):
        # "A) Strengthen organization." over an unnumbered paragraph stands alone as a heading does.
        short = width(body) <= 60 and not is_prose(body)
        return bool(found) and short and following.mark is None and is_prose(following.text)
    if ends_clause(body):
        return False
    if found:
        return True
    if is_han(body[0]):
        return not is_prose(body) and width(body) <= 80
    return is_title(body) or (not is_prose(body) and width(body) <= 60 and body[0].isupper())


def other_language(text: str, lang: str) -> str:
    """Return the language of a block that is not in its document's language, else nothing."""
    share = han_share(text)
    if lang == "zh":
        letters = sum(char.isascii() and char.isalpha() for char in text)
        return "en" if share < 0.1 and letters >= 20 else ""
    return "zh" if lang in ("en", "de", "fr", "es", "it", "nl", "pt", "ru") and share > 0.5 else ""
