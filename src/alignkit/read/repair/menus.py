"""The menus around a text that a scrape has run into its first and last line, set apart.

Only line breaks are put in: the blocks that come of it are known as site furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.furniture import PHRASE, PROOF, is_furniture, phrases
from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

_LINE = re.compile(r"\S[^\n\f]*")
# Menus stand at the ends of a page.
_REACH = 6000
_DATELINE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4} (?=[A-Z])"
)
_BYLINE = re.compile(r"(?:[A-Z]\w+ ){0,3}By [A-Z]")
_STOP = re.compile(r"[.!?。！？][)\]”\"’]* (?=\S)")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield the line breaks that set menus apart from the text."""
    held = [(found.start(), found.end()) for found in _LINE.finditer(text[:_REACH])]
    if held and held[0][1] - held[0][0] > 300:
        yield from _head(text, *held[0])
    tail = text.rstrip()
    start = tail.rfind("\n") + 1
    if len(tail) - start > 300:
        yield from _foot(text, start, len(tail))


def _head(text: str, start: int, end: int) -> Iterator[Edit]:
    found = [phrase for phrase in phrases(text[start:end]) if phrase.weight >= PHRASE]
    if not found or (len(found) < 2 and found[0].weight < PROOF):
        return
    # A page begins with its title, then its menus, then its title again over the text.
    title = text[start : start + found[0].start].strip()
    again = text.find(title, start + found[0].end, start + _REACH) if len(title) >= 12 else -1
    place = again if again > 0 else start + _last_of_cluster(text[start:end], found[-1].end)
    yield from _break(text, place)
    if again <= 0:
        return
    yield from _break(text, again + len(title))
    after = again + len(title) + 1
    if _BYLINE.match(text, after):
        dateline = _DATELINE.search(text, after, after + 300)
        if dateline:
            yield from _break(text, dateline.end())


def _last_of_cluster(line: str, last: int) -> int:
    end = last
    for phrase in phrases(line):
        if end <= phrase.start < end + 30:
            end = phrase.end
    return end


def _foot(text: str, start: int, end: int) -> Iterator[Edit]:
    stops = list(_STOP.finditer(text, max(start, end - _REACH), end))
    for stop in reversed(stops[-8:]):
        rest = text[stop.end() : end]
        if is_furniture(rest) and len(list(phrases(rest))) >= 3:
            yield from _break(text, stop.end())
            return


def _break(text: str, place: int) -> Iterator[Edit]:
    """Yield a line break in place of the space before or after a place."""
    if text[place - 1 : place] == " ":
        yield Edit(place - 1, place, "\n")
    elif text[place : place + 1] == " ":
        yield Edit(place, place + 1, "\n")
    elif place and text[place - 1] != "\n":
        yield Edit(place, place, "\n")
