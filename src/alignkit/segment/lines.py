"""The paragraphs of a plain text: which line breaks end one, and which only wrap it."""

from __future__ import annotations

import re
from collections.abc import Iterator

BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\f")
ITEM = re.compile(
    r"\s*(?:[-*+•‣⁃·●○■□◆◇▪➢–—]\s|[(（\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[)）\].]\s"
    r"|[（(]?[一二三四五六七八九十百]{1,4}[)）、.．]|[（(]?\d{1,3}[)）、．]|[①-⑳㈠-㈩⑴-⒇]"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节節条條部分篇]|#{1,6}\s|>|\|)"
)
STOPPED = re.compile(r"[.!?…。！？；：:;][\"'”’」』）)\]》】]*\s*$")
# The narrowest line that can be a wrapped one, in columns, and the widest.
NARROWEST, WIDEST = 30, 130


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a plain text as (start, end), leaving out empty ones.

    >>> list(paragraphs("One.\\n\\nTwo."))
    [(0, 4), (6, 10)]
    """
    start = 0
    for blank in BLANK.finditer(text):
        yield from _run(text, start, blank.start())
        start = blank.end()
    yield from _run(text, start, len(text))


def _run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split lines without a blank one between them where no line was wrapped."""
    piece = text[start:end]
    if not piece or piece.isspace():
        return
    lines = piece.split("\n")
    if len(lines) == 1:
        yield start, end
        return
    widths = [_width(line.rstrip()) for line in lines]
    widest = max(widths)
    prose = STOPPED.search(lines[-1][-12:]) is not None and len(lines) > 1
    low = place = start
    for index, line in enumerate(lines[:-1]):
        place += len(line) + 1
        if not _continues(line, lines[index + 1], widths[index], widest, prose):
            yield low, place - 1
            low = place
    yield low, end


def _continues(line: str, following: str, width: int, widest: int, prose: bool) -> bool:
    """Tell whether a line break only wraps a line."""
    rest = following.lstrip()
    if not rest or not line.strip() or ITEM.match(following):
        return False
    if _columns(rest[0]) == 2:
        wrapped = width + 2 > widest - 2
    else:
        wrapped = width + 1 + len(rest.split(None, 1)[0]) > widest
    if wrapped and NARROWEST <= widest <= WIDEST and not (width < widest and _heading(line)):
        return True
    stopped = STOPPED.search(line[-12:]) is not None
    return prose and not stopped and rest[0].islower() and line.lstrip()[:1].isupper()


def _heading(line: str) -> bool:
    return line.isupper()


def _columns(character: str) -> int:
    return 2 if "\u2e80" <= character <= "\uffef" else 1


def _width(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(map(_columns, line[: WIDEST + 1])) if len(line) <= WIDEST else len(line)
