"""What looks wrong but may be meant: reported with its place, not changed."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.deferred import deferred
from alignkit.read.lineforms import HAN
from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

# An English small word alone between Chinese: text recognised from a scan.
_SMALL_WORD = deferred(
    r"(?<![A-Za-z])(?:and|or|of|the|in|on|to|for|with|by|is|are|at|from|as|be|it)(?![A-Za-z])"
)
_BEFORE = deferred(rf"[{HAN}，、；。][ \t]*$")
_AFTER = deferred(rf"[ \t]*[{HAN}]")
_TELLS = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯")
_LOST = deferred("\ufffd+|(?:锟斤拷)+|(?:烫烫烫)+|(?:屯屯屯)+")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield a notice for each stray word and each character that was lost before reading."""
    for found in _SMALL_WORD.finditer(text) if evidence.has_han else ():
        if _BEFORE.search(text, max(0, found.start() - 4), found.start()) and _AFTER.match(
            text, found.end()
        ):
            yield Edit(found.start(), found.end(), found.group())
    for found in _LOST.finditer(text) if any(tell in text for tell in _TELLS) else ():
        yield Edit(found.start(), found.end(), found.group())
