"""Two languages in one line, as in half-translated files and bilingual tables, set apart."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.deferred import deferred
from alignkit.read.furniture import LONGEST_BAR, lists_languages
from alignkit.read.lineforms import HAN
from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

# A Chinese sentence's end and an English one's beginning, and the other way round.
_ENDS = deferred(
    rf"(?<=[{HAN}][。！？；])[”’」』）)]?(?P<zh>[ \t]*)"
    r"(?=[“\"(]?[A-Z][\w’'-]*,?(?: [\w’'“”\"(),-]+){4})"
    r"|(?<=[a-z)\]%”\"][.!?;])[”’\")\]]?(?P<en>[ \t]*)"
    rf"(?=[“《（]?[{HAN}][{HAN}，、“”《》（）0-9 ]{{7}})"
)
# The cells of a bilingual table, dumped with a tab or bars between them.
_CELLS = deferred(
    rf"(?<=[{HAN}。！？；：”）》])[ \t]*(?P<zh>\t|\|{{1,3}}|¦)[ \t]*(?=[“\"(\[]?[A-Za-z])"
    rf"|(?<=[A-Za-z.!?;:”\")\]])[ \t]*(?P<en>\t|\|{{1,3}}|¦)[ \t]*(?=[“《（]?[{HAN}])"
)


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield a line break wherever a line goes over into the other language."""
    if not evidence.has_han:
        return
    for found in _ENDS.finditer(text):
        place = found.start("zh") if found.group("zh") is not None else found.start("en")
        yield Edit(place, found.end(), "\n")
    for found in _CELLS.finditer(text):
        if not _among_languages(text, found.start()):
            yield Edit(found.start(), found.end(), "\n")


def _among_languages(text: str, place: int) -> bool:
    """Tell whether a line is links to other languages, each named in its own words."""
    low, high = max(0, place - LONGEST_BAR), place + LONGEST_BAR
    start, end = text.rfind("\n", low, place), text.find("\n", place, high)
    return lists_languages(text[low if start < 0 else start + 1 : high if end < 0 else end])
