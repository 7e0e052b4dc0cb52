"""Where in its source a text stands that a parser returns without its place."""

from __future__ import annotations

import re
from html import unescape

from alignkit.read.taken import Taken

_WRITTEN = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:#\w{1,8}|\w{2,31});")
# How far from one piece of text the next may stand.
_REACH = 4000


def find(taken: Taken, source: str, text: str, cursor: int) -> int:
    """Add a text at its place after the cursor; one that the source writes otherwise has none."""
    if not text.strip():
        taken.add(text)
        return cursor
    place = source.find(text, cursor, cursor + len(text) + _REACH)
    if place >= 0:
        taken.add(text, place)
        return place + len(text)
    return _follow(taken, source, text, cursor)


def _follow(taken: Taken, source: str, text: str, cursor: int) -> int:
    """Add a text that the source writes with references or backslashes, piece by piece."""
    done = 0
    for written in _WRITTEN.finditer(source, cursor, cursor + 8 * len(text) + _REACH):
        said = unescape(written.group()) if written.group()[0] == "&" else written.group()[1]
        place = text.find(said, done)
        before = text[done:place] if place >= 0 else ""
        if place < 0 or not source.endswith(before, cursor, written.start()):
            continue
        taken.add(before, written.start() - len(before))
        # Of a reference the first character stands for all; a backslash is not shown.
        taken.add(said, written.start() + (written.group()[0] == "\\"))
        done, cursor = place + len(said), written.end()
    rest = text[done:]
    place = source.find(rest, cursor, cursor + len(rest) + _REACH) if rest else -1
    taken.add(rest, place)
    return place + len(rest) if place >= 0 else cursor
