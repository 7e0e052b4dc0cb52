"""How wide text stands in a terminal, and how to cut it to fit."""

from __future__ import annotations

import unicodedata

from alignkit.shown import shown
from alignkit.types import Span


def width(text: str) -> int:
    """Return how many columns a text takes: wide characters two, combining ones none.

    >>> width("检出率95%")
    9
    """
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if character in "\u200b\u200c\u200d\ufeff" or unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 1


def printable(text: str) -> str:
    """Return the text with line breaks and control characters as visible marks, one for one."""
    return shown(text.replace("\n", "⏎").replace("\t", " "))


def window(text: str, spans: tuple[Span, ...], columns: int) -> Span:
    """Return the part of a text that fits the columns and shows its spans, or the first of them.

    >>> window("a" * 50 + "95" + "b" * 50, (Span(50, 52),), 20)
    Span(start=41, end=61)
    """
    if width(text) <= columns:
        return Span(0, len(text))
    start, end = (spans[0].start, spans[0].end) if spans else (0, 0)
    for span in spans:
        if width(text[min(start, span.start) : max(end, span.end)]) <= columns:
            start, end = min(start, span.start), max(end, span.end)
    return _grown(text, start, _fitting(text, start, end, columns), columns)


def _fitting(text: str, start: int, end: int, columns: int) -> int:
    left = columns
    for index in range(start, end):
        left -= _columns(text[index])
        if left < 0:
            return index
    return end


def _grown(text: str, start: int, end: int, columns: int) -> Span:
    """Return the range grown by turns to both sides until the columns are full."""
    left = columns - width(text[start:end])
    while left > 0:
        before = left
        if start > 0 and (room := _columns(text[start - 1])) <= left:
            start, left = start - 1, left - room
        if end < len(text) and (room := _columns(text[end])) <= left:
            end, left = end + 1, left - room
        if left == before:
            break
    return Span(start, end)
