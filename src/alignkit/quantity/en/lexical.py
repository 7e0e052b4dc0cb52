"""English quantities that are words of their own: a dozen, two thirds, doubled, hundreds."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft, share
from alignkit.quantity.en.context import add_context, counted_noun
from alignkit.quantity.en.figures import BIG, DIGIT_FORM, PLAIN, value_at
from alignkit.quantity.en.units import Units
from alignkit.quantity.numerals import SCALES, digits, english
from alignkit.types.quantity import Change, Direction, Kind

HUNDREDS = deferred(
    r"(?P<several>(?:several|a few|many)\s)?(?P<n>dozens?|tens(?=\sof)|scores(?=\sof)|hundreds?"
    r"|thousands?|millions?|billions?|trillions?|10{1,3}s(?=\sof\s(?!th[ei])[a-z]))"
    r"(?:(?<=hundred)\s(?P<t>thousand|million|billion|trillion)\b)?"
    r"(?:\s(?:or\s(?:even\s)?(?:hundreds|thousands|millions)\s)?of\s(?P<m>thousands|millions"
    r"|billions|trillions))?\b",
    re.I,
)
_PERIOD = deferred(r"\b(?:first|last|past|next|these|previous)\s$", re.I)
_MANY = {"ten": Decimal(10), "dozen": Decimal(10), "score": Decimal(10)} | {
    word: Decimal(value) for word, value in SCALES.items()
}
A = deferred(
    rf"(?P<hof>half)(?=\s(?:of|the|its|their|his|her|as\s(?:much|many|big|large|long))\b)"
    rf"|an?\s(?P<half>half(?![a-z-])(?:[\s-](?P<big>{BIG}|dozen))?)|half\s(?:a|an)\s(?P<hb>{BIG}"
    rf"|dozen|century|year|decade|month|hour|day|mile|minute|percent|per\scent)\b"
    r"|half\s(?P<hu>an?)(?=\s[a-z])"
    rf"|(?P<dozen>(?:an?\s|(?:{PLAIN})\s|{DIGIT_FORM}\s)dozen)\b|an?\s(?P<frac>third"
    rf"|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)(?=\sof\b|\sto\s(?:a\s)?(?:half|third|quarter)\b)"
    r"|(?:(?<=\bby\s)|(?<=\bthan\s)|(?<=\babout\s)|(?<=\bover\s)|(?<=\bnearly\s)|(?<=\balmost\s)"
    r"|(?<=\baround\s)|(?<=\broughly\s))an?\s(?P<part>third|quarter|fifth|tenth)(?=[,.;:)]|\s(?:and|in|since|from|over|on)\b|$)",
    re.I,
)
A_NUMBER = deferred(
    rf"an?\s(?:half|third|quarter|few|{BIG}|dozen|fifth|sixth|seventh|eighth|ninth|tenth)", re.I
)
FRACTION = deferred(
    rf"(?P<n>{PLAIN}|\d{{1,2}})[\s-](?P<d>half|halves|third|thirds|quarter|quarters|fourth"
    rf"|fourths|fifth|fifths|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?|sixteenths?|hundredths?"
    rf"|thousandths?|(?<=one\s)\d{{1,2}}(?:th|rd|nd)(?=\sof\b))\b(?!-)",
    re.I,
)
# one part in a hundred thousand, 3 parts per million
PARTS = deferred(
    rf"(?P<n>{PLAIN}|a|\d{{1,3}})\sparts?\s(?:in|per)\s(?:every\s)?"
    rf"(?P<d>(?:an?\s|one\s|ten\s)?(?:{BIG})(?:\s(?:{BIG}))*|{DIGIT_FORM}(?:\s(?:{BIG}))?)\b",
    re.I,
)
OUT_OF = deferred(
    rf"(?P<n>{PLAIN}|\d{{1,3}})(?:\sout of\s(?:every\s)?|[\s-]in[\s-](?:every\s)?"
    # one project in ten, but one engine in three ships
    r"|(?<=one)\s[a-z]+\sin\s(?:every\s)?"
    r"(?=[a-z\d]+(?:[.,;:!?)]|$|\s(?:is|was|has|had|will|and|or|that|who)\b)))"
    rf"(?P<d>{PLAIN}|\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|(?P<round>an?\s(?:{'|'.join(SCALES)})))\b"
    r"(?!\s(?:years?|days?|months?|weeks?|hours?|minutes?|places?)|[-:.,]\d)",
    re.I,
)
SLASH = re.compile(r"(\d{1,3})(?:/|\s/\s)(\d{1,3})(?![\d/])")
_SCORES = deferred(
    rf"(?P<n>{PLAIN}|a)[\s-]?score(?:\sand\s(?P<m>{PLAIN}))?(?=\s(?:of|and|[a-z]+s)\b|[.,;]|$)",
    re.I,
)
_WORD_FOLD = deferred(rf"(?P<n>{PLAIN}|hundred|thousand)fold\b", re.I)
_DOUBLES = deferred(
    r"(?P<w>doubl(?:ed|es|ing|e)|tripl(?:ed|es|ing|e)|trebl(?:ed|es|ing|e)|quadrupl(?:ed|es|ing"
    r"|e)|quintupl(?:ed|es|ing|e)|halv(?:ed|es|ing|e)|twice|thrice)(?![A-Za-z-])",
    re.I,
)
_DOUBLE = {
    "doubl": 2,
    "tripl": 3,
    "trebl": 3,
    "quadrupl": 4,
    "quintupl": 5,
    "twice": 2,
    "thrice": 3,
}


def fraction(units: Units, text: str, match: re.Match[str]) -> Draft | None:
    """Read two thirds or 3/4."""
    if match.re is SLASH:
        above, below = Decimal(match[1]), Decimal(match[2])
        if not below or above >= below:
            return None
    else:
        read = english(match["n"]) if not match["n"].isdigit() else Decimal(match["n"])
        name = match["d"].lower()
        singular = name.rstrip("s") if not name.startswith("hal") else "half"
        below = (
            Decimal({"half": 2, "quarter": 4}.get(singular, 0))
            or (digits(singular[:-2]) if singular[0].isdigit() else english(singular))
            or Decimal(0)
        )
        if name == "quarters" and (
            read != 3
            or not text.startswith(" of", match.end())
            or _PERIOD.search(text, max(0, match.start() - 10), match.start())
        ):
            return None
        if read is None or not below or (read == 1) == (name.endswith("s") and name != "halves"):
            return None
        above = read
    draft = Draft(
        Kind.FRACTION, match.start(), match.end(), share(above, below), share(above, below)
    )
    _measured(units, draft, text)
    add_context(draft, text)
    return draft


_OF = deferred(rf"\sof\s(?:an?|one)\s(?:(?P<big>{BIG})\b)?|\s(?=[a-z])", re.I)


def _measured(units: Units, draft: Draft, text: str) -> None:
    """Take over what a fraction is of: a quarter of a million, half a percent, 1/2 cup."""
    of = _OF.match(text, draft.end)
    if of is None:
        return
    if of["big"]:
        draft.kind, draft.end = Kind.COUNT, of.end()
        draft.times(SCALES[of["big"].lower()])
        return
    suffix = units.suffix(text, of.end())
    if suffix and suffix.kind in (Kind.MEASURE, Kind.DURATION, Kind.PERCENT):
        draft.kind, draft.unit, draft.end = suffix.kind, suffix.unit, suffix.end
        draft.times(suffix.factor)


def article(units: Units, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
    """Read a dozen, half a million, half a pound, a third of, a year and a half."""
    value, kind, unit = Decimal("0.5"), Kind.FRACTION, ""
    if match["hu"]:
        suffix = units.suffix(text, match.end())
        if not suffix or suffix.kind not in (Kind.MEASURE, Kind.DURATION, Kind.MONEY):
            return [], match.end()
        return [_rest(units, text, Draft(kind, *match.span(), value, value))], suffix.end
    if match["dozen"]:
        head = match["dozen"].split()[0].lower()
        many = Decimal(1) if head in ("a", "one") else english(head) or digits(head)
        value, kind = many * 12, Kind.COUNT
    elif match["frac"] or match["part"]:
        name = (match["frac"] or match["part"]).lower()
        value = share(Decimal(1), Decimal({"quarter": 4}.get(name, 0) or english(name) or 1))
        part = Draft(Kind.FRACTION, match.start(), match.end(), value, value)
        _measured(units, part, text)
        if part.kind != Kind.FRACTION:
            add_context(part, text)
            return [part], part.end
    else:
        big = (match["big"] or match["hb"] or "").lower()
        if big in SCALES:
            value, kind = value * SCALES[big], Kind.COUNT
        elif big == "dozen":
            value, kind = Decimal(6), Kind.COUNT
        elif big.startswith("per"):
            kind, unit = Kind.PERCENT, "%"
        elif big:
            held = units.tables.en_units[big]
            unit = held.name
            kind = Kind.DURATION if held.dimension in ("duration", "months") else Kind.MEASURE
    draft = Draft(kind, match.start(), match.end(), value, value, unit)
    if kind == Kind.COUNT:
        return [_rest(units, text, draft)], draft.end
    add_context(draft, text)
    return [draft], draft.end


def _rest(units: Units, text: str, draft: Draft) -> Draft:
    suffix = units.suffix(text, draft.end)
    if suffix:
        draft.kind, draft.unit, draft.end = suffix.kind, suffix.unit, suffix.end
        draft.times(suffix.factor)
    else:
        draft.noun = counted_noun(text, draft.end)
    add_context(draft, text)
    return draft


def hundreds(units: Units, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
    """Read dozens of, several hundred thousand, 10s of millions."""
    plural = match["n"].lower().endswith("s")
    if not plural and not match["several"]:
        return [], match.end()
    word = match["n"].lower().rstrip("s")
    value = _MANY[word] if word in _MANY else Decimal(word)
    if match["t"]:
        value *= SCALES[match["t"].lower()]
    if match["m"]:
        value *= SCALES[match["m"].lower().rstrip("s")]
    draft = Draft(Kind.COUNT, match.start(), match.end(), value, value * 10, blur="~")
    of = re.match(r"\sof(?=\s[a-z])", text[draft.end : draft.end + 8])
    if of:
        place = draft.end
        draft.end += of.end()
        draft = _rest(units, text, draft)
        if draft.end == place + of.end():
            draft.end = place
        return [draft], draft.end
    return [_rest(units, text, draft)], draft.end


def word_fold(units: Units, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
    """Read threefold."""
    value = english(match["n"]) or Decimal(1)
    draft = Draft(Kind.MULTIPLE, match.start(), match.end(), value, value, "×")
    add_context(draft, text)
    return [draft], draft.end


def scores(units: Units, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
    """Read four score and seven years."""
    value = (english(match["n"]) or Decimal(1)) * 20
    if match["m"]:
        value += english(match["m"]) or 0
    return [_rest(units, text, Draft(Kind.COUNT, match.start(), match.end(), value, value))], (
        match.end()
    )


def doubles(units: Units, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
    """Read doubled, tripled, twice, halved."""
    word = match["w"].lower()
    if word in ("double", "triple", "halve") and not re.search(
        r"\b(?:to|will|would|may|could|than|nearly|almost|about|can|and|or|is|are|was|were)\s$|^$",
        text[max(0, match.start() - 8) : match.start()],
        re.I,
    ):
        return [], match.end()
    if word.startswith("halv"):
        draft = Draft(
            Kind.FRACTION,
            match.start(),
            match.end(),
            Decimal("0.5"),
            Decimal("0.5"),
            direction=Direction.DOWN,
            change=Change.BY,
        )
        return [draft], draft.end
    value = next(Decimal(v) for stem, v in _DOUBLE.items() if word.startswith(stem))
    draft = Draft(Kind.MULTIPLE, match.start(), match.end(), value, value, "×")
    add_context(draft, text)
    if word not in ("twice", "thrice"):
        draft.direction, draft.change = Direction.UP, Change.TO
    return [draft], draft.end


def share_in(units: Units, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
    """Read one part in a hundred thousand."""
    above = digits(match["n"]) if match["n"].isdigit() else english(match["n"])
    below = value_at(text, match.start("d"))
    scale = below[0].low if below else english(match["d"])
    if not above or not scale or above >= scale:
        return [], match.end("n")
    value = share(above, scale)
    draft = Draft(Kind.FRACTION, match.start(), match.end(), value, value)
    add_context(draft, text)
    return [draft], draft.end


def out_of(units: Units, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
    """Read nine out of ten and one in five; both numbers as digits or both as words."""
    # One in a million is written with a figure as well.
    if not match["round"] and match["n"].isdigit() != match["d"][0].isdigit():
        return [], match.start()
    above = digits(match["n"]) if match["n"].isdigit() else english(match["n"])
    if match["round"]:
        below: Decimal | None = Decimal(SCALES[match["d"].split()[-1].lower()])
    else:
        below = digits(match["d"]) if match["d"][0].isdigit() else english(match["d"])
    if not above or not below or above >= below or 1900 <= below <= 2100:
        return [], match.start()
    value = share(above, below)
    draft = Draft(Kind.FRACTION, match.start(), match.end(), value, value)
    add_context(draft, text)
    return [draft], draft.end


# five feet four inches
_INCHES = deferred(
    rf",?\s(?:and\s)?(\d{{1,2}}|{PLAIN})(?:\sand\sa\shalf)?\s(?:inch(?:es)?|in\b)\b", re.I
)
_WEIGHED = deferred(r"\bweigh(?:s|ed|ing|t)?\b[^.;$£€]*$", re.I)


def refine(draft: Draft, text: str) -> None:
    """Add the inches to the feet, and tell pounds that are weighed from those that are paid."""
    if draft.unit == "foot" and draft.low is not None and draft.high is not None:
        inches = _INCHES.match(text, draft.end)
        more = value_at(text, inches.start(1)) if inches else None
        if inches and more and more[0].high < 12:
            draft.low += share(more[0].low, Decimal(12))
            draft.high += share(more[0].low, Decimal(12))
            draft.end = inches.end()
    elif draft.unit == "GBP" and _WEIGHED.search(text[max(0, draft.start - 30) : draft.start]):
        draft.kind, draft.unit = Kind.MEASURE, "pound-mass"


BUILDERS: tuple[tuple[re.Pattern[str], Callable[..., tuple[list[Draft], int]]], ...] = (
    (PARTS, share_in),
    (A, article),
    (_SCORES, scores),
    (HUNDREDS, hundreds),
    (_WORD_FOLD, word_fold),
    (_DOUBLES, doubles),
)
