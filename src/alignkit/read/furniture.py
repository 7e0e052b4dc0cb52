"""What a site prints around its texts: menus, sharing, legal lines, paywalls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from alignkit.deferred import deferred
from alignkit.read.lineforms import ends_sentence, width


class Phrase(NamedTuple):
    """A phrase of site furniture in a text, its place, and how much it proves."""

    start: int
    end: int
    weight: int


# What a word that may be meant proves, a phrase of furniture, and one that is never meant.
HINT, PHRASE, PROOF = 1, 3, 9


# No menu is longer than this.
_LONGEST = 20_000
_WORD = deferred(r"[^\W\d_]+")
# A line of languages is no longer, nor what stands before its colon: "Read this in".
LONGEST_BAR, _LEAD = 400, 40
# A line that only says where the text is from, or only draws a rule.
_SOURCE = deferred(
    r"(?:source|retrieved from|available at|original|来源|出处|原文链接|文章来源|链接)\s?[:：]\s?"
    r"https?://\S+$",
    re.IGNORECASE,
)
_RULED = deferred(r"[#*=_~+|–—·•-][#*=_~+|–—·•\s-]{2,}$")


def is_furniture(line: str) -> bool:
    """Whether a whole line is site furniture, a note of its source or a ruled line.

    >>> is_furniture("Share on Facebook X LinkedIn"), is_furniture("Please contact us about it.")
    (True, False)
    """
    if _SOURCE.match(line) or _RULED.match(line):
        return True
    if len(line) > _LONGEST or not _may_be(line):
        return False
    found = list(phrases(line))
    if any(phrase.weight == PROOF for phrase in found):
        return True
    weight = sum(phrase.weight for phrase in found)
    covered = sum(width(line[phrase.start : phrase.end]) for phrase in found) / width(line)
    if ends_sentence(line):
        return weight >= PHRASE and covered > 0.6
    return (weight >= PHRASE and covered > 0.35) or (weight >= 2 * PHRASE and covered > 0.12)


def lists_languages(line: str) -> bool:
    """Whether a line names languages in their own words alone, as links to other versions do.

    >>> lists_languages("Other versions: Italiano | 简体中文"), lists_languages("中文、英文")
    (True, False)
    """
    if len(line) > LONGEST_BAR:
        return False
    first, names = _languages()
    lead, colon, behind = line.replace("：", ":").partition(":")
    bar = behind if colon and len(lead) <= _LEAD else line
    begins = _WORD.search(bar)
    if begins is None or begins[0] not in first:
        return False
    rest, count = names.subn(" ", bar)
    several = count > 1 or (count == 1 and bar is line)
    return several and not any(map(str.isalnum, rest))


# What a printed page says of itself: that nothing more stands on it, that it goes on overleaf.
_OF_ITS_PAGE = deferred(
    r"[（(【\[]?\s*(?:(?:以下|本页|此页|该页|[上下]页)(?:以下)?[为均]?(?:无正文|无内容|空白|留白)(?:[,，、为系属][^（）()]{0,10})?"
    r"|[下上]?[接转续承]第?[\d一二三四五六七八九十上下]+页|(?:the\s)?(?:(?:rest|remainder)\sof\s)?(?:th(?:e|is)\s)?"
    r"(?:blank\s)?page\s(?:is\s|has\sbeen\s)?(?:intentionally\s)?(?:left\s)?(?:intentionally\s)?blank"
    r"|(?:no\s(?:further\s)?text\s(?:below|follows))|continued\s(?:on|from)\s(?:the\s)?"
    r"(?:next|previous|following|preceding)\spage|continued\soverleaf|(?:the\s)?signature\spages?\sfollows?)[.。]?\s*[)）】\]]?",
    re.IGNORECASE,
)


def of_its_page(text: str) -> bool:
    """Tell whether a text says of its page alone that it ends or goes on, as forms do.

    >>> [of_its_page(one) for one in ("（以下无正文）", "This page is intentionally left blank.")]
    [True, True]
    >>> of_its_page("以下合同无正文。")
    False
    """
    return bool(_OF_ITS_PAGE.fullmatch(text.strip()))


@cache
def _languages() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the words that names of languages begin with, and what finds the names."""
    table = resources.files("alignkit.data").joinpath("languages.txt").read_text("utf-8")
    names = [line for line in table.splitlines() if line and not line.startswith("#")]
    longest_first = sorted(names, key=len, reverse=True)
    first = frozenset(found[0] for found in map(_WORD.match, names) if found)
    return first, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _may_be(line: str) -> bool:
    """A cheap look that spares most lines the whole search."""
    weight = covered = 0
    for phrase, worth in _table()[0].items():
        count = line.count(phrase)
        if count:
            if worth == PROOF:
                return True
            weight += count * worth
            covered += count * width(phrase)
    return weight >= PHRASE and covered > 0.12 * len(line)


def phrases(text: str) -> Iterator[Phrase]:
    """Yield the phrases of furniture in a text."""
    weights, form = _table()
    for found in form.finditer(text):
        yield Phrase(found.start(), found.end(), weights[found.group()])


@cache
def _table() -> tuple[dict[str, int], re.Pattern[str]]:
    table = resources.files("alignkit.data").joinpath("furniture.txt").read_text("utf-8")
    weights: dict[str, int] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            weight = {"=": HINT, "!": PROOF}.get(line[0], PHRASE)
            weights[line.lstrip("=!")] = weight
    longest_first = sorted(weights, key=len, reverse=True)
    alternatives = "|".join(
        rf"(?<!\w){re.escape(phrase)}(?!\w)" if phrase.isascii() else re.escape(phrase)
        for phrase in longest_first
    )
    return weights, re.compile(alternatives)
