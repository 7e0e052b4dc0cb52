"""English days, decades and centuries told in words: the Fourth of July, the early seventies."""

from __future__ import annotations

import re
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft
from alignkit.quantity.en.dates import SOMEBODYS, WEEKDAYS
from alignkit.quantity.en.figures import ORDINAL, ORDINAL_DIGITS
from alignkit.quantity.numerals import digits, english
from alignkit.types.quantity import Comparator, Kind

_DECADES = {
    word: tens
    for tens, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}
DECADE_WORDS = tuple(_DECADES)
_NAME = "|".join(_DECADES)
_SPOKEN = deferred(rf"(?P<c>(?:nineteen|eighteen|seventeen)[- ])?(?P<d>{_NAME})\b", re.I)
_PART = r"(?:(?:early|mid|middle|late|later|roaring|swinging|gay)[\s-])?"
_BEFORE = deferred(
    rf"\b(?:(?P<by>(?:in|of|during|since|from|until|by)\s)?the\s{_PART}"
    rf"|(?:{_NAME}),?\s(?:and|or|to|through)\s(?:the\s)?{_PART})$",
    re.I,
)
_NO_DECADE = deferred(
    r"\s(?:of\s(?:his|her|their|life)|degrees|percent|per cent|Fahrenheit|Celsius)\b|-", re.I
)
_NO_YEARS = deferred(r"\b(?:temperatures?|scores?|highs?|lows?|degrees|weather)\b[^.]*$", re.I)
_CENTURIES = {"nineteen": "19", "eighteen": "18", "seventeen": "17"}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_OF_MONTH = deferred(rf"\sof\s(?P<m>{'|'.join(_MONTHS)})\b(?:,?\s(?P<y>[12]\d{{3}})\b(?!,\d))?")
_LISTED = deferred(
    r"(?:-?,?\s(?:and|or|to|through|until)\s|-?,\s|\s?(?:-|–|—)\s?)(?:the\s)?"
    r"(?:(?:early|mid|late)[\s-])?(?:the\s)?"
)
_CENTURY = deferred(r"[\s-]centur(?:y|ies)\b", re.I)


def spoken_decade(text: str, start: int) -> Draft | None:
    """Read the early seventies or the nineteen-sixties; the century may stay open."""
    match = _SPOKEN.match(text, start)
    if not match or _NO_DECADE.match(text, match.end()):
        return None
    before = text[max(0, start - 40) : start]
    if not match["c"] and SOMEBODYS.search(before):
        low = Decimal(10 * _DECADES[match["d"].lower()])
        return Draft(Kind.AGE, start, match.end(), low, low + 9, "age")
    if not match["c"] and (not _BEFORE.search(before) or _NO_YEARS.search(before)):
        return None
    head = _CENTURIES[match["c"][:-1].lower()] if match["c"] else "XX"
    return Draft(Kind.DATE, start, match.end(), date=f"{head}{_DECADES[match['d'].lower()]}X")


def day_of_month(text: str, start: int, end: int, value: Decimal) -> Draft | None:
    """Read the Fourth of July, whose ordinal ends at a place."""
    match = _OF_MONTH.match(text, end)
    if not match or not 1 <= value <= 31:
        return None
    month = _MONTHS.index(match["m"]) + 1
    date = f"{match['y'] or 'XXXX'}-{month:02d}-{int(value):02d}"
    return Draft(Kind.DATE, start, match.end(), date=date)


_BC = deferred(r"\s(?:BCE?\b|B\.C\.)")


def century(text: str, start: int, end: int, value: Decimal) -> Draft | None:
    """Read the century of an ordinal, be it the first of several that share the word.

    >>> century("sixteenth and seventeenth centuries", 0, 9, Decimal(16)).date
    '15XX'
    """
    if not 1 <= value <= 40:
        return None
    stop = end
    match = _CENTURY.match(text, end)
    if match:
        stop = match.end()
    else:
        place = end
        while not match:
            gap = _LISTED.match(text, place)
            follow = _ordinal(text, gap.end()) if gap else None
            if follow is None or not 1 <= follow[0] <= 40:
                return None
            place = follow[1]
            match = _CENTURY.match(text, place)
    before = _BC.match(text, stop)
    stop = before.end() if before else stop
    return Draft(Kind.DATE, start, stop, date=f"{'-' if before else ''}{int(value) - 1:02d}XX")


def _ordinal(text: str, place: int) -> tuple[Decimal, int] | None:
    match = ORDINAL_DIGITS.match(text, place)
    if match:
        return digits(match[1]), match.end()
    match = ORDINAL.match(text, place)
    value = english(match[0]) if match else None
    return (value, match.end()) if match and value is not None else None


_SHORT_DAY = deferred(r"\.|\s?[-–—/]\s?(?=[A-Z][a-z]{2})|\s?[:)]|$")


def weekday(text: str, start: int, word: str) -> Draft | None:
    """Read a day of the week; short forms where a mark shows that they are one: Mon.–Fri."""
    end = start + len(word)
    number = WEEKDAYS.get(word) or WEEKDAYS[word.rstrip("s")]
    if not word.rstrip("s").endswith("day"):
        sure = text[start].isupper() and _SHORT_DAY.match(text, end)
        before = re.search(r"[A-Z][a-z]{2}\.?\s?[-–—/]\s?$", text[max(0, start - 8) : start])
        if not (sure or before):
            return None
    elif text[end : end + 1] == "-" and text[end + 1 : end + 2].islower():
        return None
    return Draft(Kind.DATE, start, end, date=f"XXXX-WXX-{number}")


_ERA_YEAR = deferred(r"(?P<y>[1-9][0-9]{0,3})\s(?:(?P<bc>BCE?\b|B\.C\.)|CE\b|AD\b|A\.D\.)")
_AFTER_AD = deferred(r"\b(?:AD|A\.D\.)\s$")
_SHORT = deferred(r"\b(?:in|of|since|summer|winter|class of)\s['’]$")


def era_year(text: str, start: int) -> Draft | None:
    """Read 44 BC, AD 476 and in '98."""
    match = _ERA_YEAR.match(text, start)
    if match:
        date = ("-" if match["bc"] else "") + f"{int(match['y']):04d}"
        return Draft(Kind.DATE, start, match.end(), date=date)
    plain = re.compile(r"[1-9][0-9]{1,3}(?![\d,.]\d)\b").match(text, start)
    if plain and _AFTER_AD.search(text, max(0, start - 6), start):
        return Draft(Kind.DATE, start, plain.end(), date=f"{int(plain[0]):04d}")
    if plain and len(plain[0]) == 2 and _SHORT.search(text, max(0, start - 12), start):
        return Draft(Kind.DATE, start, plain.end(), date=f"XX{plain[0]}")
    return None


_COHORT = deferred(r"([1-9][0-9])s\b")
_OVER = deferred(r"\b(?P<w>over|under)[\s-]$", re.I)


def cohort(text: str, start: int) -> Draft | None:
    """Read the over-65s: people of an age."""
    match = _COHORT.match(text, start)
    bound = _OVER.search(text, max(0, start - 6), start)
    if not match or not bound:
        return None
    value = Decimal(match[1])
    more = Comparator.MORE if bound["w"].lower() == "over" else Comparator.LESS
    return Draft(Kind.AGE, start, match.end(), value, value, "age", comparator=more)


_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_SPOKEN_YEAR = deferred(
    rf"(?P<c>sixteen|seventeen|eighteen|nineteen|twenty)[\s-](?P<y>(?:{_TENS})(?:-(?:{_UNITS}))?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b(?!-)",
    re.I,
)
_IN_A_YEAR = deferred(r"\b(?:in|of|since|until|till|by|from|before|after|year)\s$", re.I)


def spoken_year(text: str, start: int) -> Draft | None:
    """Read nineteen eighty-four where a word before it leads to a year."""
    match = _SPOKEN_YEAR.match(text, start)
    if not match or not _IN_A_YEAR.search(text, max(0, start - 8), start):
        return None
    century, year = english(match["c"]), english(match["y"])
    if century is None or year is None:
        return None
    value = century * 100 + year
    return Draft(Kind.DATE, start, match.end(), value, value, date=f"{value:04}")
