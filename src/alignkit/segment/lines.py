"""The paragraphs of a plain text: which line breaks end one, and which only wrap it."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.deferred import deferred

BLANK = deferred(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\f")
ITEM = deferred(
    r"\s*(?:[-*+•‣⁃·●○■□◆◇▪➢–—]\s|——|[(（\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[)）\].]\s"
    r"|[（(]?[一二三四五六七八九十百]{1,4}[)）、.．]|[（(]?\d{1,3}[)）、．]|[①-⑳㈠-㈩⑴-⒇]"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节節条條部分篇]|#{1,6}\s|>|\|)"
)
STOPPED = deferred(r"[.!?…。！？；：:;][\"'”’」』）)\]》】]*\s*\Z")
# The narrowest column of wrapped text, and the widest.
NARROWEST, WIDEST = 30, 130
# Text is wrapped where this part of its lines leaves no room for the next word.
FULL = 0.7


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a plain text as (start, end), leaving out empty ones.

    >>> list(paragraphs("One.\\n\\nTwo."))
    [(0, 4), (6, 10)]
    """
    if "\n" not in text and "\f" not in text:
        if text.strip():
            yield 0, len(text)
        return
    start = 0
    for blank in BLANK.finditer(text):
        yield from _run(text, start, blank.start())
        start = blank.end()
    yield from _run(text, start, len(text))


def _run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split lines without a blank one between them, unless the breaks only wrap them."""
    piece = text[start:end]
    if not piece or piece.isspace():
        return
    lines = piece.split("\n")
    wrapped = _wrapped(lines)
    prose = bool(STOPPED.search(piece[-40:]))
    low = place = start
    for index, line in enumerate(lines[:-1]):
        place += len(line) + 1
        if not (wrapped[index] or (prose and _goes_on(line, lines[index + 1]))):
            yield low, place - 1
            low = place
    yield low, end


def _wrapped(lines: list[str]) -> list[bool]:
    """Return for each line but the last whether its break only wraps it."""
    none = [False] * len(lines)
    if len(lines) < 3 or max(map(len, lines)) > WIDEST:
        return none
    widths = [_width(line.rstrip()) for line in lines]
    widest = max(widths)
    if not NARROWEST <= widest <= WIDEST:
        return none
    full = [
        width + _first_width(following) > widest and not ITEM.match(following)
        for width, following in zip(widths, lines[1:], strict=False)
    ]
    return full if sum(full) >= FULL * len(full) else none


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a line without a stop is carried on by the next, as its first word shows."""
    rest = following.lstrip()
    if not rest or STOPPED.search(line[-12:]) or ITEM.match(following):
        return False
    if rest[0].islower():
        return line.lstrip()[:1].isupper()
    return _columns(rest[0]) == 2 and _width(line) >= NARROWEST and "，" in line


def _first_width(line: str) -> int:
    """Return the room that the first word of a line would need on the line before."""
    rest = line.lstrip()
    if not rest or _columns(rest[0]) == 2:
        # Stops may not begin a line, so that a full Chinese line ends up to two characters early.
        return 5
    return 1 + len(rest.split(None, 1)[0])


def _columns(character: str) -> int:
    return 2 if "\u2e80" <= character <= "\uffef" else 1


def _width(line: str) -> int:
    return len(line) if line.isascii() else sum(map(_columns, line))
