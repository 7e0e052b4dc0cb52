"""Hard-wrapped lines joined to paragraphs, over blank lines and page breaks where they are none.

A line break stays where the line was left short on purpose: the next word would have fitted, a
numbering or a heading begins, a blank line stands after a full stop. All other breaks were made by
the width of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from alignkit.read.lineforms import (
    ends_clause,
    ends_sentence,
    goes_on,
    is_han,
    is_prose,
    is_title,
    is_wide,
    width,
)
from alignkit.read.numbering import Mark, mark
from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence
from alignkit.types.text import UNSPACED

_LINE = re.compile(r"\S[^\n\f]*")
# What no line of Chinese begins with.
_CLOSERS = "，。；：、！？）」』》”’％"
# Wider than this, and a line is a paragraph; narrower, and it is a list, a verse or a table.
_WIDEST = 180
_NARROWEST = 28
# What ends a sentence or a part of one within a line.
_STOP = re.compile(r"[。！？；：｡!?;:…]|\.(?=\W|$)")
# Columns that no written sentence goes on for without a stop, and the share of a text in stretches
# as long from which its lines are captions, each broken where its speaker paused.
_BREATHLESS, _CAPTIONS = 400, 0.5
# A text of so few lines may be one long sentence.
_FEWEST = 20


class Line(NamedTuple):
    """A line that is not blank: its text without outer spaces, its place, the breaks before it."""

    text: str
    start: int
    end: int
    gap: int
    new_page: bool = False


class Page(NamedTuple):
    """How a text was wrapped: its width (0: not at all), a usual full line, the usual gap.

    `formal` says that its sentences begin with capitals, so that a small letter tells something.
    """

    width: int
    full: int
    gap: int
    formal: bool = True
    captions: bool = False


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield the line breaks that are not paragraph breaks, each as a space or nothing."""
    page = measure(text)
    before: Line | None = None
    for line, following in pairwise(_with_end(lines(text))):
        if line is None or following is None:
            break
        if joins(line, following, page, before):
            yield Edit(line.end, following.start, _joint(line.text, following.text, evidence))
            before = None
        else:
            before = line


def _with_end(held: Iterator[Line]) -> Iterator[Line | None]:
    yield from held
    yield None


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank."""
    last = 0
    for found in _LINE.finditer(text):
        bare = found.group().rstrip()
        start = found.start()
        pages = text.count("\f", last, start)
        gap = text.count("\n", last, start) + pages
        last = start + len(bare)
        yield Line(bare, start, last, gap, pages > 0)


def measure(text: str) -> Page:
    """Return how wide the lines of a text are wrapped, if they are."""
    going: Counter[int] = Counter()
    gaps: Counter[int] = Counter()
    pairs = small_open = small_new = 0
    for line, following in pairwise(lines(text)):
        pairs += 1
        gaps[min(following.gap, 4)] += 1
        if following.text[0].islower():
            ended = ends_clause(line.text)
            small_new += ended
            small_open += not ended
        if _continues(line.text, following.text):
            going[width(line.text)] += 1
    count = sum(going.values())
    if not pairs:
        return Page(0, 0, 1)
    gap = 2 if gaps[1] < 0.1 * pairs and gaps[2] > 0.6 * pairs else 1
    full = _rank(going, 0.5)
    # Lines that some earlier tool has joined are far longer than the rest.
    usual = Counter({wide: number for wide, number in going.items() if wide <= 1.35 * full})
    # A wrapped text fills its lines: a poem or a list of phrases does not.
    filled = sum(number for wide, number in usual.items() if wide >= 0.75 * full)
    if pairs >= _FEWEST and _breathless(text) > _CAPTIONS:
        return Page(0, 0, gap, captions=True)
    if count < max(2, 0.25 * pairs) or not _NARROWEST <= full <= _WIDEST or filled < 0.6 * count:
        return Page(0, 0, gap, small_new < 2 or small_new < 0.2 * small_open)
    return Page(_rank(usual, 0.98), full, gap)


def _breathless(text: str) -> float:
    """Return the share of a text that stands in stretches of lines far too long for a sentence."""
    whole = held = stretch = 0
    for line in lines(text):
        last = 0
        if line.gap > 1:
            held, stretch = held + stretch * (stretch > _BREATHLESS), 0
        for stop in _STOP.finditer(line.text):
            stretch += width(line.text[last : stop.start()])
            held, stretch, last = held + stretch * (stretch > _BREATHLESS), 0, stop.end()
        stretch += width(line.text[last:])
        whole += width(line.text)
    held += stretch * (stretch > _BREATHLESS)
    return held / max(1, whole)


def _rank(counts: Counter[int], share: float) -> int:
    wanted, held = share * sum(counts.values()), 0
    for wide in sorted(counts):
        held += counts[wide]
        if held >= wanted:
            return wide
    return 0


def _continues(line: str, following: str) -> bool:
    if ends_clause(line) or (mark(line) is not None and not is_prose(line)):
        return False
    if is_han(line[-1]) or line[-1] in "，、":
        return is_han(following[0]) and mark(following) is None
    return following[0].islower() or line[-1] == ","


def joins(line: Line, following: Line, page: Page, before: Line | None) -> bool:
    """Whether the break between two lines was made by the width or the end of a page."""
    head = mark(following.text)
    if page.width and width(line.text) <= page.width * 2.2:
        return _joins_wrapped(line, following, page, head, before)
    return _joins_paragraphs(line, following, head, page)


def _joins_wrapped(
    line: Line, following: Line, page: Page, head: Mark | None, before: Line | None
) -> bool:
    text, after = line.text, following.text
    short = _is_short(text, after, page)
    ended = ends_clause(text) and not _in_number(text, after)
    if head is not None and (short or ended or head.scheme in ("bullet", "zh", "chapter")):
        return False
    if short:
        if ended:
            return False
        # A line that goes on from the one above is no heading, and stops at no full stop.
        inside = before is None and width(text) > 0.6 * page.full
        if is_han(after[0]) or is_han(text[-1]):
            going = is_prose(text) and width(text) > 0.4 * page.full
            return inside or going or after[0] in _CLOSERS
        if after[0].islower() or after[0] in "([" or goes_on(text):
            return True
        return inside or _is_long_title(line, following, before)
    if following.gap > page.gap:
        full_page = following.new_page and not ended and not is_title(after)
        return full_page or _goes_over_gap(text, after)
    return True


def _in_number(text: str, after: str) -> bool:
    return len(text) > 1 and text[-1] == "." and text[-2].isdigit() and after[0].isdigit()


def _is_short(text: str, after: str, page: Page) -> bool:
    wide = width(text)
    if is_han(after[0]) or is_wide(after[0]):
        # Chinese wraps anywhere, but for a mark that may not begin or end a line.
        return wide + 8 < page.full
    word = after.split(None, 1)[0]
    alone = ends_sentence(text) or (mark(text) is not None and not is_prose(text))
    slack = page.full if alone else 0.88 * page.full
    return wide + 1 + width(word) < slack


def _is_long_title(line: Line, following: Line, before: Line | None) -> bool:
    """Whether two lines are one headline, set wider than the text and wrapped by its own width."""
    text, after = line.text, following.text
    if mark(text) or mark(after) or not (is_title(text) and is_title(after)):
        return False
    if before is not None and is_title(before.text) and before.gap == line.gap:
        return False
    word = after.split(None, 1)[0]
    words = len(text.split())
    fits = width(text) + 1 + width(word) <= max(width(text), width(after))
    return words >= 4 and not fits and not text[-1].isdigit()


def _goes_over_gap(text: str, after: str) -> bool:
    if ends_clause(text):
        return False
    return after[0].islower() or is_han(after[0]) or goes_on(text)


def _joins_paragraphs(line: Line, following: Line, head: Mark | None, page: Page) -> bool:
    """Whether a paragraph goes on after a break, in a text that is not wrapped: at a page's end."""
    text, after = line.text, following.text
    if head is not None or ends_clause(text) or (page.captions and following.gap == 1):
        return False
    if is_han(text[-1]) or is_wide(text[-1]):
        if text[-1] == "—" or not (
            is_han(after[0]) or after[0].isdigit() or after[0] in "，。；、）》”"
        ):
            return False
        own = mark(text)
        least = 34 if own and own.scheme not in ("bullet", "dash") else 20
        if following.gap < 2:
            # Without a blank line the line may be a headline, but not if it holds a full stop.
            least = 24 if "。" in text else 45
        return is_prose(text) and len(text) >= least and (is_prose(after) or ends_sentence(after))
    if "://" in text.rsplit(None, 1)[-1]:
        return False
    if not after[0].islower():
        # A comma may close a salutation; a small word closes nothing.
        return goes_on(text) and text[-1] != "," and len(text) >= 40
    if not page.formal:
        return False
    opened = text[0].isupper() and ends_sentence(after) and len(text.split()) >= 3
    return len(text) >= 40 or is_prose(text) or opened


def _joint(text: str, after: str, evidence: Evidence) -> str:
    left, right = text[-1], after[0]
    # Only where a line may break anywhere is a number broken by one.
    number = (left.isdigit() and (right.isdigit() or right in ".%")) or _in_number(text, after)
    if number and evidence.lang in UNSPACED:
        return ""
    if left in "“”‘’" or right in "“”‘’":
        chinese = is_han(left) or is_han(right) or is_han(text[-2:-1] or " ")
        return "" if chinese and evidence.lang in UNSPACED else " "
    if is_wide(left) and is_wide(right):
        return ""
    if is_wide(left) or is_wide(right):
        both = left.isalnum() and right.isalnum()
        return " " if both and evidence.spaced_scripts else ""
    if left in "/—" or right == "—" or (left == "–" and right.isdigit()):
        return "" if not text.endswith((" —", " /")) else " "
    if "://" in text.rsplit(None, 1)[-1] and left in "-/_=&?%":
        return ""
    return " "
