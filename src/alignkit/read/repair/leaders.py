"""Contents pages: each entry a line of its own, without the dots that lead to its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

# Dots that lead somewhere, and the page they lead to; a pause is three dots or six.
_LEADER = re.compile(
    r"(?<!\.)(?<!\.[ \t])\.(?:[ \t]?\.){7,}[ \t]{0,8}(?:\d{1,4}|[ivxlc]{1,6})?[ \t]{0,8}"
    r"(?=[^\d\s.]|\n|$)"
)
# Digits that a page has set apart, before what they count.
_APART = re.compile(r"(?<![\d.])(?<!\d )\d(?: \d){1,3}(?= ?[年月日號号])")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield each run of leading dots with its page number as the end of a line."""
    for found in _LEADER.finditer(text):
        at_end = found.end() >= len(text) or text[found.end()] == "\n"
        start = found.start() - (text[found.start() - 1 : found.start()] == " ")
        yield Edit(start, found.end(), "" if at_end else "\n")
    for found in () if text.isascii() else _APART.finditer(text):
        yield Edit(found.start(), found.end(), found.group().replace(" ", ""))
