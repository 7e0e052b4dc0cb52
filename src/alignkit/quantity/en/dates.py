"""English dates, times of day, weekdays, quarters, decades and centuries."""

from __future__ import annotations

import re
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft
from alignkit.types.quantity import Kind, Mark

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
        "|september sept sep|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri"
        "|saturday sat|sunday sun".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP"
    r"|OCT|NOV|DEC)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"[12]\d{3}(?![\d,]\d|\d)"
_SEP = r"\s?(?:-|–|—|/|to|through|and|till|until|or|,\s?and|&)\s?(?:the\s)?"
_RANGE_WORDS = deferred(r"-|–|—|/|to|through|till|until")
FROM_MONTH = deferred(
    rf"(?P<m>{_MONTH})(?:\s(?:the\s)?(?P<d>{_DAY})(?![\d%]|:\d|,\d{{3}}|\.\d|\s?(?:percent|per cent"
    rf"|million|billion|p\.?m|a\.?m))"
    rf"(?:(?P<s>{_SEP})(?:(?P<m2>{_MONTH})\s)?(?P<d2>{_DAY})(?![\d%:.]\d|\d|\s?[ap]\.?m|\s[A-Z]"
    rf"|\s?(?:percent|per cent|million|billion|people)))?)?"
    rf"(?:(?:,|\sof|,\s?in|\s?,)?\s?(?P<y>{_YEAR}))?"
)
MONTH_SPAN = deferred(
    rf"(?P<m>{_MONTH})\s?(?:-|–|—|to|through|till"
    rf"|until)\s?(?P<m2>{_MONTH})(?!\s\d{{1,2}}\b)(?:,?\s?(?:of\s)?(?P<y>{_YEAR}))?"
)
FROM_DAY = deferred(
    rf"(?P<d>{_DAY})(?:(?P<s>{_SEP})(?P<d2>{_DAY}))?,?\s?(?:day\s)?(?:of\s)?(?P<m>{_MONTH})\b(?:,?\s(?P<y>{_YEAR}))?"
)
ISO = deferred(
    r"(?P<y>[12]\d{3})(?P<s>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d|[.-]\d)"
)
SLASHED = deferred(r"(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>[12]\d{3}|\d\d)(?!\d)")
YEARS = deferred(
    r"(?P<y>[12]\d{3})\s?(?P<s>-|–|—|to|through|until|till|and|/)\s?(?P<z>[12]\d{3}"
    r"|\d\d)(?![\d,]*\d|s|\s?(?:%|percent|per cent|million|billion))"
)
DECADE = deferred(
    r"(?P<y>[12]\d\d0|(?<=\bthe\s)[5-9]\d0)(?:\s?s|(?<=\bthe\s\d{4})['’]s|(?<=\bin\s\d{4})['’]s|(?<=,\s\d{4})['’]s"
    r"|(?<=and\s\d{4})['’]s)\b|['’]?(?<!\d)(?P<z>[0-9]0)['’]?s\b"
)
# in his early 20s: an age
SOMEBODYS = deferred(r"\b(?:his|her|their|my|your|our)\s(?:(?:early|mid|late)[\s-])?$", re.I)
QUARTER = deferred(r"Q([1-4])\b(?:\s(?P<y>[12]\d{3}))?")
HALVES = deferred(
    r"(?:the\s)?(first|second|1st|2nd|latter|last)[\s-]half\s(?:of\s)?(?:the\s(?:following\s"
    r"|same\s|current\s)?year|this year|last year|(?P<y>[12]\d{3}))",
    re.I,
)
QUARTERS = deferred(
    r"(?:the\s)?(?P<n>first|second|third|fourth|last|1st|2nd|3rd"
    r"|4th)[\s-]quarters?\b(?:\s(?:of\s)?(?P<y>[12]\d{3}))?(?!\s(?:final|of an hour))",
    re.I,
)
_NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
}
# The month stands alone in a list of months: what else the text may hold.
_EDGES = " \t\n.,:;|*#-–—()[]"
_MAY = deferred(
    r"(?:in|of|on|by|since|until|from|last|this|next|early|late|mid|during|before|after|between|,)[\s-]$"
    rf"|{_MONTH},?\s(?:and|or|to)\s$",
    re.I,
)
# It's only May.
_CLOSED = deferred(r"\s?[.!?;)]")
_DATELINE = deferred(r"\s?(?:\((?:Xinhua|AFP|Reuters|AP|CNS|ECNS|PTI|Kyodo|Yonhap)|[-–—]{1,2}\s)")
_AGENCY = deferred(
    r"^[^.;]{0,60}\b(?:Xinhua|Agency|AFP|Reuters|News Service|News Network|ECNS|CNS|VNA|Press)\b"
)
_PLURAL_NOUN = deferred(r"\s(?:[a-z-]+\s)?(?:people|[a-z]{3,}s)\b")
# in 1713, 1755, and 1767
_LISTED_YEAR = deferred(
    r"\b(?:in|since|by|years?|of)\s(?:[12]\d{3}(?:,\s|,?\s(?:and|or|then|again in)\s))+$"
)
_LEADS_TO_YEAR = deferred(
    r"(?:\b(?:in|since|by|from|until|till|of|during|before|after|to|through|for|the|early|late"
    r"|mid|end|year|around|fiscal|and|pre|post|than|over|as|its|this|summer|winter|spring|autumn"
    r"|fall)[\s-]|[(/,]\s?|^)$",
    re.I,
)


def month_date(text: str, start: int) -> list[Draft] | None:
    """Read a date that begins with a month's name."""
    span = MONTH_SPAN.match(text, start)
    if span:
        year = span["y"] or "XXXX"
        date = f"{year}-{_month(span['m']):02d}/{year}-{_month(span['m2']):02d}"
        return [Draft(Kind.DATE, start, span.end(), date=date)]
    match = FROM_MONTH.match(text, start)
    if not match:
        return None
    if not match["d"] and not match["y"] and len(match["m"]) < 4 and match["m"] != "May":
        return None
    verb = match["m"] in ("May", "March", "MAY", "MARCH") and not match["d"] and not match["y"]
    alone = text.strip(_EDGES) == match["m"] or _CLOSED.match(text, match.end())
    if verb and not alone and not _MAY.search(text, max(0, start - 16), start):
        return None
    drafts = _dates(match, start, _month(match["m"]), match["d2"] and (match["m2"] or ""))
    if _DATELINE.match(text, match.end()) or _heads(text, start, match.end()):
        drafts[0].marks.append(Mark.DATELINE)
    return drafts


def _heads(text: str, start: int, end: int) -> bool:
    """Tell whether a date stands at the head of a news item, after the agency's name."""
    if start > 90 or not _AGENCY.search(text, 0, start):
        return False
    return bool(re.match(r"\s?[.:)]|\s?(?:-|–|—|\()", text[end : end + 3]))


def day_date(text: str, start: int) -> list[Draft] | None:
    """Read a date that begins with a number: 13 December 2017, 2017-12-13, 13/12/2017."""
    match = FROM_DAY.match(text, start)
    sure = match and (match["m"] not in ("May", "Mar") or match["y"] or _on_a_day(text, match))
    if match and sure:
        return _dates(match, start, _month(match["m"]), "")
    match = ISO.match(text, start)
    if match:
        date = f"{match['y']}-{int(match['m']):02d}-{int(match['d']):02d}"
        return [Draft(Kind.DATE, start, match.end(), date=date)]
    match = SLASHED.match(text, start)
    if match and 0 < min(int(match["a"]), int(match["b"])) <= 12:
        first, second = int(match["a"]), int(match["b"])
        month, day = (second, first) if first > 12 else (first, second)
        if first <= 12 and second <= 12 and first != second:
            return [Draft(Kind.DATE, start, match.end(), date=f"{_long(match['y'])}-XX-XX")]
        return [
            Draft(Kind.DATE, start, match.end(), date=f"{_long(match['y'])}-{month:02d}-{day:02d}")
        ]
    return None


def _on_a_day(text: str, match: re.Match[str]) -> bool:
    """Tell 9 May from the verb: a word that leads to a day, or the end of the phrase."""
    before = text[max(0, match.start() - 10) : match.start()]
    return bool(
        re.search(r"\b(?:on|of|from|until|till|by|since|to|and|before|after)\s$", before)
        or re.match(r"\s?(?:[.,;:()–—-]|$)", text[match.end() :])
    )


def _long(year: str) -> str:
    return year if len(year) == 4 else ("19" if int(year) > 50 else "20") + year


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _dates(match: re.Match[str], start: int, month: int, second: str | None) -> list[Draft]:
    year = match["y"] or "XXXX"
    if not match["d"]:
        return [Draft(Kind.DATE, start, match.end(), date=f"{year}-{month:02d}")]
    first = f"{year}-{month:02d}-{_day(match['d']):02d}"
    if not match["d2"]:
        return [Draft(Kind.DATE, start, match.end(), date=first)]
    other = _month(second) if second else month
    last = f"{year}-{other:02d}-{_day(match['d2']):02d}"
    if _RANGE_WORDS.search(match["s"]):
        return [Draft(Kind.DATE, start, match.end(), date=f"{first}/{last}")]
    middle = match.start("s")
    return [
        Draft(Kind.DATE, start, middle, date=first),
        Draft(
            Kind.DATE, match.start("m2") if second else match.start("d2"), match.end(), date=last
        ),
    ]


def year_span(text: str, start: int) -> Draft | None:
    """Read 2018-2020, 2018–20 or 2018 to 2020."""
    match = YEARS.match(text, start)
    if not match or (
        match["s"] == "and" and not re.search(r"between\s$", text[max(0, start - 9) : start], re.I)
    ):
        return None
    first, last = match["y"], match["z"]
    if len(last) == 2:
        if match["s"] not in "-–—/":
            return None
        last = first[:2] + last
    if not 1000 <= int(first) < int(last) <= 2200:
        return None
    draft = Draft(Kind.DATE, start, match.end(), Decimal(first), Decimal(last))
    draft.date = f"{first}/{last}"
    return draft


def decade(text: str, start: int) -> Draft | None:
    """Read 1980s, mid-2020s or '80s."""
    match = DECADE.match(
        text, start - 1 if text[start - 1 : start] in ("'", "’") and start else start
    )
    if not match:
        return None
    ten = match["z"] or ""
    if ten and SOMEBODYS.search(text, max(0, start - 16), start):
        low = Decimal(ten)
        return Draft(Kind.AGE, match.start(), match.end(), low, low + 9, "age")
    century = "20" if ten[:1] == "0" else "XX" if ten[:1] in ("1", "2") else "19"
    head = match["y"][:-1].zfill(3) if match["y"] else century + ten[0]
    return Draft(Kind.DATE, match.start(), match.end(), date=head + "X")


def year(text: str, start: int) -> Draft | None:
    """Read a year that stands alone."""
    match = re.compile(_YEAR).match(text, start)
    if not match or (
        text[match.end() : match.end() + 1] in ("%", "-", "°")
        and text[match.end() + 1 : match.end() + 2].isalpha()
        and not text.startswith(("-based", "-era", "-style"), match.end())
    ):
        return None
    value = int(match[0])
    before = text[max(0, start - 12) : start]
    if re.match(
        r"(?:\.\d|\s?%|\s(?:per ?cent|million|billion|trillion|hundred|thousand))|[A-Za-z]",
        text[match.end() : match.end() + 12],
    ):
        return None
    listed = _LISTED_YEAR.search(text, max(0, start - 40), start)
    leads = listed or _LEADS_TO_YEAR.search(before)
    if not 1900 <= value <= 2099 and not (
        leads
        and 1000 <= value <= 2199
        and (listed or re.search(r"\b(?:in|since|by|year|until)\s$", before))
    ):
        return None
    if not leads and _PLURAL_NOUN.match(text, match.end()):
        return None
    kind = (
        Kind.NAME
        if re.search(r"(?:\b[A-Z][a-z]+|\b[A-Z]{2,})\s$", before)
        and not leads
        and not _is_month(before)
        else Kind.DATE
    )
    draft = Draft(kind, start, match.end(), Decimal(value), Decimal(value))
    if kind == Kind.DATE:
        draft.date = match[0]
    return draft


def _is_month(before: str) -> bool:
    last = before.split()[-1].rstrip(".").lower() if before.split() else ""
    return last in MONTHS or last in ("In", "By", "Since")


def period(text: str, start: int) -> Draft | None:
    """Read Q3, the third quarter, the second half of the year."""
    match = QUARTER.match(text, start)
    if match:
        return Draft(Kind.DATE, start, match.end(), date=f"{match['y'] or 'XXXX'}-Q{match[1]}")
    match = HALVES.match(text, start)
    if match:
        half = 1 if match[1].lower() in ("first", "1st") else 2
        return Draft(Kind.DATE, start, match.end(), date=f"{match['y'] or 'XXXX'}-H{half}")
    match = QUARTERS.match(text, start)
    if match:
        return Draft(
            Kind.DATE,
            start,
            match.end(),
            date=f"{match['y'] or 'XXXX'}-Q{_NTH[match['n'].lower()]}",
        )
    return None
