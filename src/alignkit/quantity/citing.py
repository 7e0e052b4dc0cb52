"""Bibliographic citations and note numbers, which count nothing: (Miller 2005, 12–14), pp. 7–9."""

from __future__ import annotations

import re
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft
from alignkit.types.quantity import Kind

_NUMBER = deferred(r"[0-9]{1,5}[a-z]?(?![0-9])")
_INSIDE = deferred(
    r"[^()（）]*?(?:\b[A-Z\u00c0-\u00de][\w’'.-]+|et al\.?|等|[\u4e00-\u9fff·]{2,12})[,，]?\s?"
    r"(?:1[5-9]|20)[0-9]{2}[a-z]?(?![0-9年/-])[^()（）]*"
)
# A page after the year, or nothing but names and years: (Smith 2005; Lee and Kim 1999, 12)
_PART = deferred(
    r"\s*(?:(?:see|cf\.|e\.g\.,?|see also|quoted in|cited in|参见|见|引自)\s)?"
    r"[A-Z\u00c0-\u00de\u4e00-\u9fff][^0-9;；]{0,80}?(?:[,，]?\s?)(?:1[5-9]|20)[0-9]{2}[a-z]?"
    r"(?:[,，:：]\s?(?:pp?\.\s?)?(?:[0-9]{1,4}(?:\s?[-–—]\s?[0-9]{1,4})?|(?:1[5-9]|20)[0-9]{2}[a-z]?)"
    r"|\s?\[[0-9]{4}\])*\s*"
)
_YEARS_ONLY = deferred(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|born|died|since|until|in|by|from|circa|Olympics?|Games|World|Cup|Season|Law|Act|Plan|Agenda"
    r"|Report|Treaty|FY|Spring|Summer|Autumn|Fall|Winter)\b|[年月日于在自至届]",
)
_PAGE_LEAD = deferred(r"\b(?:pp?|fols?|fn|n)\.\s?(?:[0-9]{1,4}\s?[-–—,]\s?)*$")
# p. 689, 23 August 1844: the day of an issue, no page
_DAY_AFTER_PAGE = deferred(r"\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_NOTE_BEFORE = deferred(r"(?P<w>[A-Za-z]{3,}|[)\]])(?P<s>[.,;!?]?[”’\"')]?)$")
_NO_NOTE = frozenset("art chap eds fig figs nos par sec sect tab tel vol vols ver".split())
_NOTE = deferred(r"[0-9]{1,3}(?=\s+[A-Z“\"‘(]|\s*$)")
_NOTE_ZH = deferred(r"[0-9]{1,3}(?=\s*$)")


def citation(text: str, start: int, lang: str) -> Draft | None:
    """Read a number inside a citation, a page number or a note number at a place of the text."""
    match = _NUMBER.match(text, start)
    if not match:
        return None
    before = text[max(0, start - 120) : start]
    paged = lang == "en" and "." in before[-24:] and _PAGE_LEAD.search(before[-24:])
    if paged and not _DAY_AFTER_PAGE.match(text, match.end()):
        return _draft(match)
    if _is_note(text, start, before, lang):
        return _draft(match)
    opened = max(before.rfind("("), before.rfind("（"))
    if opened < 0 or max(before.rfind(")"), before.rfind("）")) > opened:
        return None
    begin = start - len(before) + opened + 1
    inside = re.compile(r"[^()（）]{4,200}(?=[)）])").match(text, begin)
    return _draft(match) if inside and _is_citation(inside[0]) else None


# Table 3-1, 图2-4: the number of what is shown beside the text
_TABLE = deferred(
    r"(?:\b(?:tables?|figures?|figs?\.|eqs?\.|equations?|charts?|boxe?s?)|[表图圖式])\s?$", re.I
)
_OF_TABLE = deferred(r"([0-9]{1,2})\s?[-–—]\s?([0-9]{1,2})(?![0-9])")


def of_a_table(text: str, start: int) -> Draft | None:
    """Read the number of a table or figure that has two parts."""
    match = _OF_TABLE.match(text, start)
    if not match or not _TABLE.search(text, max(0, start - 11), start):
        return None
    value = Decimal(f"{match[1]}.{match[2]}")
    return Draft(Kind.NAME, start, match.end(), value, value)


def _draft(match: re.Match[str]) -> Draft:
    value = Decimal(match[0].rstrip("abcdefghijklmnopqrstuvwxyz"))
    return Draft(Kind.CITATION, match.start(), match.end(), value, value)


def _is_citation(inside: str) -> bool:
    if not _INSIDE.fullmatch(inside) or _YEARS_ONLY.search(inside):
        return False
    return all(_PART.fullmatch(part) for part in re.split(r"[;；]", inside))


def _is_note(text: str, start: int, before: str, lang: str) -> bool:
    if lang == "zh":
        return before[-1:] in tuple("。！？”」") and bool(_NOTE_ZH.match(text, start))
    if before[-1:] not in tuple(".,;!?”’\"')"):
        return False
    match = _NOTE_BEFORE.search(before[-24:])
    if not match or not match["s"] or match["w"].lower() in _NO_NOTE:
        return False
    return bool(_NOTE.match(text, start))
