"""Contents pages: each entry a line of its own, without the dots that lead to its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

# Dots that lead somewhere, and the page they lead to; a pause is three dots or six.
_ENDS = r"[^\d\s.]|\n|$"
_LEADER = re.compile(
    r"(?<!\.)(?<!\.[ \t])\.(?:[ \t]?\.){7,}[ \t]{0,8}"
    rf"(?:(?:\d{{1,4}}|[ivxlc]{{1,6}})[ \t]{{0,8}}(?={_ENDS}|\.{{8}})|(?={_ENDS}))"
)
# Digits that a page has set apart, before what they count.
_APART = re.compile(r"(?<![\d.])(?<!\d )\d(?: \d){1,3}(?= ?[年月日號号])")

# An angle whose digits a page has set apart: 1 1 3 ˚ 5 2 ' 0 8. 8 ".
_ANGLE = re.compile(r"(?<![\d.])(?<!\d )\d(?: ?[\d.˚°'’′\"”″]){5,60}")
_DEGREE = re.compile(r"[˚°]")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield each run of leading dots with its page number as the end of a line."""
    done = 0
    for found in _LEADER.finditer(text):
        at_end = found.end() >= len(text) or text[found.end()] == "\n"
        start = max(done, found.start() - (text[found.start() - 1 : found.start()] == " "))
        done = found.end()
        yield Edit(start, found.end(), "" if at_end else "\n")
    for found in () if text.isascii() else _APART.finditer(text):
        yield Edit(found.start(), found.end(), found.group().replace(" ", ""))
    for found in _ANGLE.finditer(text) if _DEGREE.search(text) else ():
        held = found.group()
        apart = all(len(digits) == 1 for digits in re.findall(r"\d+", held))
        if apart and _DEGREE.search(held) and " " in held:
            yield Edit(found.start(), found.end(), held.replace(" ", ""))
