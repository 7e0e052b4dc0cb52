"""Where a rendering ends: dictionary words, prefixes, abbreviations and names are taken whole."""

from __future__ import annotations

import re
from collections.abc import Callable

from alignkit.link.cells import word_class
from alignkit.types import Span
from alignkit.words.classes import is_known
from alignkit.words.names import is_read
from alignkit.words.numbered import Words
from alignkit.words.script import HAN

# What is no word by itself before a hyphen.
PREFIXES = frozenset(
    "anti counter co inter mid multi non over post pre pro re semi sub super ultra under".split()
)
# Characters that are a prefix of what follows them.
PREFIX = re.compile("[非半反超亚多前后无不准副]")
# Capital letters with points or joined by “&”, and what ends a company's name; none is longer.
ABBREVIATED = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+|\b[A-Z]+(?: ?& ?[A-Z]+\b)+|\bCo\.?,? ?Ltd\b\.?")
LONGEST = 12
# A month is a figure with this after it.
MONTH = "月"


def known_word(first: int, last: int, words: Words, free: Callable[[int], bool]) -> tuple[int, int]:
    """Return the word of the dictionary that a Chinese rendering is a part of: 瓣 of 皮瓣."""

    def known(low: int, high: int) -> bool:
        new = low if low < first else high
        if not 0 <= new < len(words) or word_class(words.forms[new]) == 2:
            return False
        text = words.text[words.starts[low] : words.ends[high]]
        return free(new) and is_known(text)

    if not HAN.match(words.forms[first]):
        return first, last
    # 非线性 is a word, and no rendering of “linear”.
    if first and not PREFIX.match(words.forms[first - 1]) and known(first - 1, last):
        return first - 1, last
    return (first, last + 1) if known(first, last + 1) else (first, last)


def without_prefix(first: int, last: int, words: Words) -> int:
    """Return the last word, the one before where it is the beginning of another: anti(-missile)."""
    while (
        last > first and words.forms[last] in PREFIXES and words.forms[last + 1 : last + 2] == ["-"]
    ):
        last -= 1
        while last > first and word_class(words.forms[last]):
            last -= 1
    return last


def abbreviated(span: Span, text: str) -> Span:
    """Return a span with all letters of an abbreviation that it has one of: U.S."""
    for match in ABBREVIATED.finditer(text, max(0, span.start - LONGEST), span.end + LONGEST):
        if match.start() < span.end and span.start < match.end():
            span = Span(min(span.start, match.start()), max(span.end, match.end()))
    return span


def trimmed(first: int, last: int, words: Words) -> tuple[int, int]:
    """Take small words and marks off both ends, unless nothing else is left."""
    low, high = first, last
    while low < high and word_class(words.forms[low]) and words.forms[low + 1] != "-":
        low += 1
    while high > low and word_class(words.forms[high]) and words.forms[high - 1] != "-":
        high -= 1
    kept = any(word_class(form) == 0 for form in words.forms[low : high + 1])
    return (low, high) if kept else (first, last)


def whole_month(first: int, last: int, words: Words) -> tuple[int, int]:
    """Return a Chinese month with its figure where either of them is linked alone: 1月."""
    for low in (first - 1, first) if first == last else ():
        pair = words.forms[low : low + 2] if low >= 0 else []
        if len(pair) == 2 and pair[0].isdigit() and pair[1] == MONTH:
            return low, low + 1
    return first, last


def whole_name(first: int, last: int, words: Words, form: str) -> tuple[int, int]:
    """Return a Chinese name with the word beside it that reads the rest of it: 子游, Zi You."""
    if first != last or len(form) < 2 or not HAN.match(form):
        return first, last
    for low in (first, first - 1):
        pair = words.forms[low : low + 2] if low >= 0 else []
        for count in range(1, len(form)) if len(pair) == 2 else ():
            if is_read(pair[0], form[:count]) and is_read(pair[1], form[count:]):
                return low, low + 1
    return first, last
