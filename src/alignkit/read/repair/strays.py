"""What looks wrong but may be meant: reported with its place, not changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence
from alignkit.read.shapes import HAN

# An English small word alone between Chinese: text recognised from a scan.
_STRAY = re.compile(
    rf"(?<=[{HAN}，、；。])[ \t]*"
    r"(?P<word>\b(?:and|or|of|the|in|on|to|for|with|by|is|are|at|from|as|be|it)\b)"
    rf"[ \t]*(?=[{HAN}])"
)
_LOST = re.compile("\ufffd+|(?:锟斤拷)+|(?:烫烫烫)+|(?:屯屯屯)+")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield a notice for each stray word and each character that was lost before reading."""
    for found in _STRAY.finditer(text):
        yield Edit(found.start("word"), found.end("word"), found.group("word"))
    for found in _LOST.finditer(text):
        yield Edit(found.start(), found.end(), found.group())
