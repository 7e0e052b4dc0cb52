"""Running heads, feet and page numbers between the pages of a text, taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

# How many lines at either end of a page can be its head or foot.
_DEEP = 3
_LINE = re.compile(r"\S[^\n\f]*")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
# A line that is a page number whatever stands around it.
_NUMBERED = re.compile(
    r"[-–—·•\s]*(?:第\s?(?P<zh>\d{1,4})\s?页(?:\s?[,，/]?\s?共\s?\d{1,4}\s?页)?"
    r"|[Pp](?:age|\.|g\.)\s?(?P<en>\d{1,4})(?:\s?(?:of|/)\s?\d{1,4})?)[-–—·•\s]*$"
)
# The form of a number alone, or of one and the number of all pages.
_BARE = ("#", "# / #", "#/#")
_DASHED = re.compile(r"\s*[-–—·]\s?(?P<dashed>\d{1,4})\s?[-–—·]\s*$")

_QUICK_NUMBERED = re.compile(r"\n[-–—·• \t]*(?:第\s?\d|[Pp](?:age|\.|g\.)\s?\d)")
_QUICK_DASHED = re.compile(r"\n[ \t]*[-–—·]\s?\d")


class Line(NamedTuple):
    """A line at the head or foot of a page, the page's number, and its words without digits."""

    start: int
    end: int
    page: int
    form: str


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield the lines that belong to the page and not to the text."""
    if "\f" in text:
        yield from _between_pages(text)
    yield from _counting(text)


def _between_pages(text: str) -> Iterator[Edit]:
    edges, count = _edges(text)
    forms = Counter(form for form, _ in {(line.form, line.page) for line in edges})
    least = max(3, 0.3 * count)
    twice = _opening_and_closing(edges) if count == 2 else set()
    for line in edges:
        words = text[line.start : line.end]
        repeated = line in twice or forms[line.form] >= (
            min(2, least) if line.form in _BARE else least
        )
        if repeated or (count >= 2 and (_NUMBERED.match(words) or _DASHED.match(words))):
            yield Edit(line.start, line.end, "")


def _opening_and_closing(edges: list[Line]) -> set[Line]:
    """Return the very first and the very last lines of two full pages that are alike.

    Two pages cannot repeat a line three times; at the outermost place of both it is no accident.
    """
    first, second = ([line for line in edges if line.page == page] for page in (0, 1))
    if min(len(first), len(second)) < 2 * _DEEP:
        return set()
    pairs = ((first[0], second[0]), (first[-1], second[-1]))
    return {line for pair in pairs if pair[0].form == pair[1].form for line in pair}


def _edges(text: str) -> tuple[list[Line], int]:
    """Return the first and last lines of each page, and the number of pages."""
    edges: list[Line] = []
    start = count = 0
    for page in text.split("\f"):
        lines = [
            Line(start + found.start(), start + found.end(), count, _form(found.group()))
            for found in _LINE.finditer(page)
        ]
        if lines:
            count += 1
            # A page of a line or two may be a heading; its number is still one.
            edges.extend(lines if len(lines) <= 2 * _DEEP else lines[:_DEEP] + lines[-_DEEP:])
        start += len(page) + 1
    return edges, count


def _form(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _counting(text: str) -> Iterator[Edit]:
    """Yield page numbers that stand alone on lines and count up through a text without pages."""
    for form in (_NUMBERED, _DASHED):
        held = []
        for found in _LINE.finditer(text) if _may_hold(text, form) else ():
            number = form.match(found.group())
            if number:
                value = int(next(v for v in number.groupdict().values() if v))
                held.append((found.start(), found.end(), value))
        values = [value for _, _, value in held]
        rising = sum(b == a + 1 for a, b in pairwise(values))
        if len(held) >= 3 and rising >= 0.8 * (len(held) - 1):
            for start, end, _ in held:
                yield Edit(start, end, "")


def _may_hold(text: str, form: re.Pattern[str]) -> bool:
    """A cheap look that spares most texts the search line by line."""
    return bool((_QUICK_NUMBERED if form is _NUMBERED else _QUICK_DASHED).search(text))
