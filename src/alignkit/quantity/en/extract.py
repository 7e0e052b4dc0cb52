"""Quantities in English text: finds each numeral, in digits or words, and reads what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from alignkit.deferred import deferred
from alignkit.quantity.citing import citation
from alignkit.quantity.draft import Draft, one_of_many, outside_addresses, share
from alignkit.quantity.en import clock, codes, dates, eras
from alignkit.quantity.en.context import add_context, counted_noun
from alignkit.quantity.en.figures import (
    DIGITS,
    ORDINAL,
    ORDINAL_DIGITS,
    PLAIN,
    SCALE,
    WORDS,
    scale_of,
    value_at,
)
from alignkit.quantity.en.idioms import idiom_end
from alignkit.quantity.en.lexical import (
    A_NUMBER,
    BUILDERS,
    FRACTION,
    HUNDREDS,
    OUT_OF,
    PARTS,
    SLASH,
    A,
    article,
    fraction,
    hundreds,
    out_of,
    refine,
    share_in,
)
from alignkit.quantity.en.units import Units
from alignkit.quantity.joining import joined
from alignkit.quantity.lookup import Tables
from alignkit.quantity.numerals import (
    ENGLISH_TENS,
    HALF_WIDTH,
    ONES,
    ORDINALS,
    SCALES,
    Reading,
    digits,
    english,
)
from alignkit.quantity.when import frozen
from alignkit.types import Quantity
from alignkit.types.quantity import Comparator, Kind, Mark

# the Five-hundred-meter Aperture Spherical Telescope
_NAMED = deferred(rf"(?=[A-Z])(?i:{PLAIN})(?:-(?!year)[a-z]+)+\s[A-Z]")
_RATIO = deferred(
    r"(\d+(?:\.\d+)?)\s?(?:[:：∶]|-to-|\sto\s(?=1(?![\d.,])))\s?(\d+(?:\.\d+)?)(?![\d:])"
)
_SCORE = deferred(r"(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\d%-]|\s?(?:%|percent|million|billion))")
_RANGE = deferred(
    rf"(?P<s>\s?(?:-|–|—|~)\s?|-?\s(?:to|or)\s)(?P<sign>(?:[A-Z]{{1,3}})?\$|[€£¥₩₹]|RM)?\s?(?=\d"
    rf"|(?:{PLAIN}|a)\b)",
    re.I,
)
_AND = deferred(
    rf"\s(?:and)\s(?P<sign>(?:[A-Z]{{1,3}})?\$|[€£¥₩₹]|RM)?\s?(?=\d|(?:{PLAIN})\b)", re.I
)
# What is longer than this with its space is a word, no symbol.
_SYMBOLIC = 4
# .312: a decimal without its zero, no end of a sentence
_LEADING_POINT = deferred(r"(?:^|[\s(=<>≤≥-])\.$")
_TOLERANCE = deferred(r"\s?(?:±|\+/-)\s?([0-9]+(?:\.[0-9]+)?)")
_TOKEN = deferred(r"[0-9]|[A-Za-z]+")
# An hour and seventeen minutes is one hour and more, and so is a good hour and a half.
_AND_MORE = deferred(rf"\s(?:and\s)?(?:\d+|(?:{PLAIN})\b)|(?P<half>\sand\sa\shalf\b)", re.I)
_QUALIFIED = deferred(r"\s[a-z]+(?=\s[a-z])")
# A year earlier is a point of time.
_EARLIER = deferred(r"\s(?:earlier|before|ago|previously|prior)\b", re.I)
_OPENING = """
    hundredth thousandth half dozen dozens tens scores hundreds thousands millions billions
    trillions several few many double doubled doubles doubling triple tripled triples tripling
    trebled quadrupled quadruple twice thrice halved halving halve quintupled latter last article
    section chapter clause clauses no level grade phase version nos paragraph
""".split()
# Small words and short names of months and days are numbers in capitals alone.
_CAPITALISED = frozenset("q may mar sat sun mon wed sep dec jan jun march".split())
_STARTERS = frozenset(
    form
    for word in (
        *ONES,
        *ENGLISH_TENS,
        *ORDINALS,
        *SCALES,
        *_OPENING,
        *dates.MONTHS,
        *dates.WEEKDAYS,
        *(f"{day}s" for day in dates.WEEKDAYS if day.endswith("day")),
        *eras.DECADE_WORDS,
        *(f"{w}fold" for w in (*ONES, *ENGLISH_TENS, "hundred", "thousand")),
    )
    for form in (word, word.capitalize(), word.upper())
) - _CAPITALISED | {"a", "A", "an", "An", "Q"}


def _score(text: str, start: int) -> re.Match[str] | None:
    """Read 25-19 as a score, where the first number is the larger."""
    match = _SCORE.match(text, start)
    return match if match and int(match[1]) > int(match[2]) else None


class Reader:
    """Reads the quantities of a text with a given set of tables."""

    def __init__(self, tables: Tables) -> None:
        self.units = Units(tables)

    def read(self, text: str) -> list[Quantity]:
        """Return every quantity in order."""
        plain = text if text.isascii() else text.translate(HALF_WIDTH)
        drafts = self.drafts(outside_addresses(plain))
        found = frozen(drafts, plain, text, "en")
        return joined(found, text, self.units.tables, "en")

    def drafts(self, text: str) -> Iterator[Draft]:
        """Yield what each numeral says."""
        place = 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            if start < place:
                continue
            word = token[0]
            figure = "0" <= word[0] <= "9"
            if not figure and word not in _STARTERS:
                continue
            idiom = idiom_end(text, start, text[start : start + 2] if figure else word.lower())
            if idiom:
                place = idiom
                continue
            if figure:
                found, place = self._digits(text, start, place)
            elif len(word) == 1 and word not in "aAQ":
                continue
            else:
                found, end = self._word(text, start, word.lower())
                place = max(place, end)
            yield from found

    def _digits(self, text: str, start: int, floor: int) -> tuple[list[Draft], int]:
        fiscal = dates.year(text, start) if text.endswith("FY", 0, start) else None
        if fiscal and fiscal.low:
            fiscal.kind, fiscal.date = Kind.DATE, str(fiscal.low)
            return [fiscal], fiscal.end
        code = codes.read_code(text, start, floor)
        if code:
            return [code], code.end
        cited = citation(text, start, "en")
        if cited:
            return [cited], cited.end
        many = HUNDREDS.match(text, start)
        if many:
            return hundreds(self.units, text, many)
        for reader in (dates.decade, eras.era_year, eras.cohort, clock.read_clock, dates.year_span):
            draft = reader(text, start)
            if draft:
                return [draft], draft.end
        dated = dates.day_date(text, start)
        if dated:
            return dated, dated[-1].end
        ordinal = ORDINAL_DIGITS.match(text, start)
        if ordinal:
            return self._ordinal(text, start, ordinal.end(), digits(ordinal[1]))
        share_of = FRACTION.match(text, start) or SLASH.match(text, start)
        if share_of:
            found = fraction(self.units, text, share_of)
            if found:
                return [found], found.end
        parts = PARTS.match(text, start)
        if parts:
            return share_in(self.units, text, parts)
        chance = OUT_OF.match(text, start)
        if chance:
            found_of, end = out_of(self.units, text, chance)
            if found_of:
                return found_of, end
        ratio = _RATIO.match(text, start) or _score(text, start)
        if ratio and Decimal(ratio[2]) and not one_of_many(text, *ratio.span()):
            value = share(Decimal(ratio[1]), Decimal(ratio[2]))
            return [Draft(Kind.RATIO, start, ratio.end(), value, value)], ratio.end()
        dozen = A.match(text, start)
        if dozen and dozen["dozen"]:
            return article(self.units, text, dozen)
        signed = self.units.sign_before(text, start)
        if not signed:
            draft = dates.year(text, start)
            if draft and not self._measured(text, draft.end):
                return [draft], draft.end
        return self._number(text, start, signed)

    def _measured(self, text: str, end: int) -> bool:
        """Tell whether a unit in words follows: 2000 acre is no year."""
        suffix = self.units.suffix(text, end)
        return bool(suffix and suffix.kind == Kind.MEASURE and suffix.end - end > _SYMBOLIC)

    def _number(
        self, text: str, start: int, sign: tuple[str, int] | None
    ) -> tuple[list[Draft], int]:
        read = value_at(text, start)
        if read is None:
            match = DIGITS.match(text, start)
            return [], match.end() if match else start + 1
        reading, end = read
        if text[start - 1 : start] == "." and _LEADING_POINT.search(text, max(0, start - 3), start):
            part = Decimal("0." + text[start:end]) if text[start:end].isdigit() else reading.low
            reading, start = Reading(part, part), start - 1
        tolerance = _TOLERANCE.match(text, end)
        if tolerance:
            give = digits(tolerance[1])
            reading, end = Reading(reading.low - give, reading.high + give), tolerance.end()
            bracketed = text[end : end + 1] == ")" and self.units.suffix(text, end + 1)
            end += bool(bracketed)
        if not sign:
            model = codes.model(text, start, end)
            if model and self.units.suffix(text, end) is None:
                return [model], model.end
        reading, end = self._ranged(text, start, reading, end)
        draft = self._finished(text, start, reading, end, sign)
        if text[start - 1 : start] == "±" and draft.low == draft.high and draft.low:
            draft.low, draft.start = -draft.low, start - 1
            draft.marks.append(Mark.TOLERANCE)
        if tolerance:
            draft.marks.append(Mark.TOLERANCE)
        return [draft], draft.end

    def _finished(
        self, text: str, start: int, reading: Reading, end: int, sign: tuple[str, int] | None
    ) -> Draft:
        suffix = clock.minutes_of(text, end) or self.units.suffix(text, end)
        if suffix:
            draft = Draft.of(suffix.kind, start, suffix.end, reading, suffix.unit)
            draft.times(suffix.factor)
        else:
            draft = Draft.of(Kind.COUNT, start, end, reading)
        if not sign:
            refine(draft, text)
        if sign:
            draft.kind, draft.unit, draft.start = Kind.MONEY, sign[0], sign[1]
            if suffix and suffix.kind != Kind.MONEY:
                draft.end = end
            elif suffix and suffix.kind == Kind.MONEY and sign[0] == "$":
                draft.unit = suffix.unit
        if draft.kind == Kind.COUNT and text[start - 1 : start] != "^":
            draft.noun = counted_noun(text, draft.end + text.startswith("+", draft.end))
        plus = text.startswith("+", draft.end) or "+" in text[draft.start : draft.end]
        if plus and draft.kind != Kind.ITEM:
            draft.bind(Comparator.AT_LEAST, "")
        add_context(draft, text)
        return draft

    def _ranged(self, text: str, start: int, reading: Reading, end: int) -> tuple[Reading, int]:
        first_suffix = self.units.suffix(text, end)
        gap_at = first_suffix.end if first_suffix and first_suffix.kind != Kind.COUNT else end
        gap = _RANGE.match(text, gap_at)
        if not gap and re.search(
            r"\bbetween\s(?:[A-Z]{2,3}\s|(?:[A-Z]{1,3})?\$|[€£¥₩₹]|RM)?$",
            text[max(0, start - 13) : start],
            re.I,
        ):
            gap = _AND.match(text, gap_at)
        second = value_at(text, gap.end()) if gap else None
        if gap is None or second is None or text[start - 1 : start] == "-":
            return reading, end
        high, high_end = second
        if "or" in gap[0] and high.low != reading.low + 1:
            return reading, end
        last = self.units.suffix(text, high_end)
        if first_suffix and (
            last is None or (last.kind, last.unit) != (first_suffix.kind, first_suffix.unit)
        ):
            return reading, end
        low = reading.low
        if reading.low < high.low and end - start < 9:
            scale = SCALE.search(text, gap.end(), high_end)
            if scale and not SCALE.search(text, start, end):
                factor = scale_of(scale)
                if low * factor < high.high:
                    low = low * factor
        if low >= high.high:
            return reading, end
        blur = reading.blur or high.blur or ("~" if "or" in gap[0] else "")
        return Reading(low, high.high, blur), high_end

    def _word(self, text: str, start: int, word: str) -> tuple[list[Draft], int]:
        if word in ("a", "an") and not A_NUMBER.match(text, start):
            return self._one(text, start, start + len(word))
        if word in dates.MONTHS:
            dated = dates.month_date(text, start)
            return (dated, dated[-1].end) if dated else ([], start + 1)
        if word.rstrip("s") in dates.WEEKDAYS or word in dates.WEEKDAYS:
            draft = eras.weekday(text, start, word)
            return ([draft], draft.end) if draft else ([], start + len(word))
        code = codes.labelled(text, start)
        if code:
            return [code], code.end
        spoken = (
            clock.read_spoken(text, start)
            or eras.spoken_decade(text, start)
            or eras.spoken_year(text, start)
        )
        if spoken:
            return [spoken], spoken.end
        period = dates.period(text, start)
        if period:
            return [period], period.end
        for pattern, build in BUILDERS:
            match = pattern.match(text, start)
            if match:
                return build(self.units, text, match)
        chance = OUT_OF.match(text, start)
        if chance:
            found_of, end = out_of(self.units, text, chance)
            if found_of:
                return found_of, end
        share_of = FRACTION.match(text, start)
        if share_of:
            found = fraction(self.units, text, share_of)
            if found:
                return [found], found.end
        ordinal = ORDINAL.match(text, start)
        if ordinal:
            value = english(ordinal[0])
            if value is not None:
                return self._ordinal(text, start, ordinal.end(), value)
        named = _NAMED.match(text, start)
        if named and text[start - 2 : start - 1] not in ".!?":
            return [Draft(Kind.NAME, start, named.end())], named.end()
        if WORDS.match(text, start) and not codes.is_pronoun(text, start, word):
            return self._number(text, start, None)
        return [], start + len(word)

    def _one(self, text: str, start: int, end: int) -> tuple[list[Draft], int]:
        """Read less than a minute: an article is one where a bound stands before it."""
        suffix, qualified = self.units.suffix(text, end), None
        if not suffix:
            qualified = _QUALIFIED.match(text, end)
            end = qualified.end() if qualified else end
            suffix = self.units.suffix(text, end) if qualified else None
        spelt = suffix and suffix.end - end > _SYMBOLIC and suffix.kind == Kind.MEASURE
        if not suffix or not (spelt or suffix.kind == Kind.DURATION):
            return [], start
        if _EARLIER.match(text, suffix.end):
            return [], suffix.end
        one = Reading(Decimal(1), Decimal(1))
        draft = Draft.of(suffix.kind, start, suffix.end, one, suffix.unit)
        add_context(draft, text)
        told = draft.comparator != Comparator.EQUAL or text.startswith("fortnight", end + 1)
        more = _AND_MORE.match(text, suffix.end)
        # a mere hour is one hour where more of it follows, a school year a word like any other
        if qualified and more and not more["half"]:
            part = self.units.suffix(text, more.end())
            more = more if part and part.kind == suffix.kind else None
        told = (told and not qualified) or bool(more)
        return ([draft], draft.end) if told else ([], start)

    def _ordinal(self, text: str, start: int, end: int, value: Decimal) -> tuple[list[Draft], int]:
        date = eras.century(text, start, end, value) or eras.day_of_month(text, start, end, value)
        if date:
            return [date], date.end
        draft = Draft(Kind.ORDINAL, start, end, value, value)
        draft.noun = counted_noun(text, end)
        if codes.is_day(text, start, end, value):
            draft.kind, draft.low, draft.high, draft.noun = Kind.DATE, None, None, ""
            draft.date = f"XXXX-XX-{int(value):02d}"
        return [draft], end


@lru_cache(maxsize=4)
def _reader(tables: Tables) -> Reader:
    return Reader(tables)


def read(text: str, tables: Tables) -> list[Quantity]:
    """Return every quantity of an English text, in order."""
    return _reader(tables).read(text)
