"""The blocks of a mended text: each line that is not blank is a heading, an item or a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alignkit.read.furniture import is_furniture, lists_languages
from alignkit.read.language import detect, han_share
from alignkit.read.lineforms import ends_clause, ends_sentence, is_han, is_prose, is_title, width
from alignkit.read.numbering import Levels, Mark, mark
from alignkit.types import Block, OffsetMap, Span
from alignkit.types.text import LITERAL

_LINE = re.compile(r"\S[^\n\f]*")
_HAN_WRITTEN = frozenset({"zh", "ja", "yue", "lzh"})
# A heading is a line, not a paragraph: in columns, Chinese counting two.
_LONGEST_HEADING = 120


class Hint(NamedTuple):
    """What a structured format says about a stretch of the text taken from it."""

    start: int
    end: int
    kind: str
    level: int = 0
    number: str = ""


class Row(NamedTuple):
    """A line of the mended text: its place, its words, the numbering they begin with, its hint."""

    span: Span
    text: str
    mark: Mark | None
    hint: Hint | None


def blocks(
    text: str, lang: str, hints: Sequence[Hint] = (), given: OffsetMap | None = None
) -> tuple[Block, ...]:
    """Split a mended text into its blocks.

    `hints` count in the text as it was before repair, where `given` leads.
    """
    rows = list(_rows(text, hints, given))
    foreign = _foreign(rows, lang)
    levels = Levels()
    following = [*rows[1:], None] if rows else []
    return tuple(
        _block(row, after, levels, other)
        for row, after, other in zip(rows, following, foreign, strict=True)
    )


def _rows(text: str, hints: Sequence[Hint], given: OffsetMap | None) -> Iterator[Row]:
    starts = [hint.start for hint in hints]
    for found in _LINE.finditer(text):
        bare = found.group().rstrip()
        start = found.start()
        span = Span(start, start + len(bare))
        hint = None
        if hints:
            place = given.to_original(Span(start, start + 1)).start if given else start
            hint = hints[max(0, bisect_right(starts, place) - 1)]
            hint = hint if hint.start <= place < hint.end else None
        yield Row(span, bare, mark(bare), hint)


def _block(row: Row, following: Row | None, levels: Levels, foreign: str) -> Block:
    hint = row.hint
    if hint and hint.kind not in ("heading", "item"):
        own = "" if hint.kind in LITERAL else foreign
        return Block(hint.kind, row.span, hint.level, hint.number, own)
    # A bar of languages is in none of them; a heading that names one stands over its text.
    if lists_languages(row.text) and not (hint and hint.kind == "heading"):
        return Block("boilerplate", row.span)
    if is_furniture(row.text):
        return Block("boilerplate", row.span, lang=foreign)
    number = row.mark.text if row.mark else ""
    level = levels.of(row.mark) if row.mark else 0
    if hint:
        return Block(hint.kind, row.span, hint.level or level or 1, hint.number or number, foreign)
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
        # "A) Strengthen organization." over an unnumbered paragraph stands alone, as headings do.
        short = width(body) <= 60 and not is_prose(body)
        return bool(found) and short and following.mark is None and is_prose(following.text)
    if ends_clause(body):
        return False
    if found:
        return True
    # “Contract No.: A-17” and 合同编号：A-17 are a label and what it labels.
    if "：" in body or ": " in body:
        return False
    if is_han(body[0]):
        return not is_prose(body) and width(body) <= 80
    return is_title(body) or (not is_prose(body) and width(body) <= 60 and body[0].isupper())


def _foreign(rows: Sequence[Row], lang: str) -> list[str]:
    """Return for each line the language it is in where it is not the document's, else nothing."""
    held = ["" if _is_literal(row) else other_language(row.text, lang) for row in rows]
    if not any(held):
        return held
    # In a file of two languages, a short line is in the language its letters say.
    return [other or _short_foreign(row.text, lang) for row, other in zip(rows, held, strict=True)]


def _is_literal(row: Row) -> bool:
    return row.hint is not None and row.hint.kind in LITERAL


def other_language(text: str, lang: str) -> str:
    """Return the language of a block that is clearly not in its document's, else nothing.

    >>> other_language("Guidance for the whole industry", "zh"), other_language("MEMS", "zh")
    ('en', '')
    """
    if lang not in _HAN_WRITTEN and text.isascii():
        return ""
    share = han_share(text)
    if lang in _HAN_WRITTEN:
        letters = sum(char.isascii() and char.isalpha() for char in text)
        return detect(text) if share < 0.1 and letters >= 20 and " " in text else ""
    return "zh" if share > 0.5 else ""


def _short_foreign(text: str, lang: str) -> str:
    if lang not in _HAN_WRITTEN:
        return "zh" if han_share(text) >= 0.5 else ""
    small = re.search(r"[a-z]{3}", text) and " " in text
    return detect(text) if small and han_share(text) == 0 else ""
