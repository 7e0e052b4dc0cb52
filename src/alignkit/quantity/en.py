"""Quantities in English text: finds each numeral, in digits or words, and reads what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from alignkit.quantity import en_codes, en_dates
from alignkit.quantity.draft import PERCENT, Draft, share
from alignkit.quantity.en_context import add_context, counted_noun
from alignkit.quantity.numerals import (
    ENGLISH_TENS,
    LONGEST_DIGITS,
    ONES,
    ORDINALS,
    SCALES,
    Reading,
    digits,
    english,
    exact,
)
from alignkit.quantity.tables import Tables, Unit
from alignkit.types import Quantity

_PLAIN = "|".join(sorted([*ONES, *ENGLISH_TENS], key=len, reverse=True))
_BIG = "hundred|thousand|million|billion|trillion|quadrillion"
_NTH = "|".join(sorted(ORDINALS, key=len, reverse=True))
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
DIGITS = re.compile(_DIGITS)
WORDS = re.compile(
    rf"(?:(?:{_PLAIN})(?:[- ](?:{_PLAIN}))?|a(?=\s(?:{_BIG})))(?:[\s-](?:{_BIG}))*"
    rf"(?:,?\s(?:and\s)?(?:{_PLAIN})(?:-(?:{_PLAIN}))?\s(?:{_BIG}))*"
    rf"(?:(?<=hundred)\s(?:and\s)?(?:{_PLAIN})(?:-(?:{_PLAIN}))?|(?<=thousand)\s(?:and\s)?(?:{_PLAIN})(?:-(?:{_PLAIN}))?(?!\s(?:{_BIG})))?"
    rf"(?![A-Za-z])",
    re.I,
)
ORDINAL = re.compile(
    rf"(?:(?:{'|'.join(ENGLISH_TENS)})[- ])?(?:{_NTH}|hundredth|thousandth|millionth)\b", re.I
)
ORDINAL_DIGITS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:st|nd|rd|th|ST|ND|RD|TH)\b")
_SCALE = re.compile(
    rf"[\s-]?(?P<word>(?:{_BIG})(?:[\s-](?:million|billion|trillion))?)s?(?![A-Za-z])|\s?(?P<short>(?:[bB][nN]|[tT][nN]|mn|mln|trn|MM|(?<=\d)[mkMKbB](?![A-Za-z/²³0-9])))(?![A-Za-z])",
    re.I,
)
_SHORT = {
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "mn": 10**6,
    "mln": 10**6,
    "mm": 10**6,
    "m": 10**6,
    "k": 10**3,
    "b": 10**9,
}
_HUNDREDS = re.compile(
    r"(?P<several>(?:several|a few|many)\s)?(?P<n>dozens?|tens(?=\sof)|scores(?=\sof)|hundreds?|thousands?|millions?|billions?|trillions?)"
    r"(?:\s(?:or\s(?:even\s)?(?:hundreds|thousands|millions)\s)?of\s(?P<m>thousands|millions|billions|trillions))?\b",
    re.I,
)
_MANY = {"ten": 10, "dozen": 10, "score": 10, **SCALES}
_A = re.compile(
    rf"(?P<hof>half)(?=\s(?:of|the|its|their|his|her)\b)|an?\s(?P<half>half(?![a-z-])(?:[\s-](?P<big>{_BIG}|dozen))?)|half\s(?:a|an)\s(?P<hb>{_BIG}|dozen|century|year|decade|month|hour|day|mile|minute)\b"
    rf"|(?P<dozen>(?:(?:a|one)\s|two\s|three\s|{_DIGITS}\s)dozen)\b|an?\s(?P<frac>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)(?=\sof\b)",
    re.I,
)
_A_NUMBER = re.compile(
    rf"an?\s(?:half|third|quarter|few|{_BIG}|dozen|fifth|sixth|seventh|eighth|ninth|tenth)", re.I
)
_FRACTION = re.compile(
    rf"(?P<n>{_PLAIN}|\d{{1,2}})[\s-](?P<d>half|halves|third|thirds|quarter|quarters|fourth|fourths|fifth|fifths|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?|hundredths?|thousandths?)\b(?!-)",
    re.I,
)
_SLASH = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/])")
_AND_HALF = re.compile(r"\s(?:and\s(?:a\shalf|one[\s-]half)|½)", re.I)
_HALF_BETWEEN = re.compile(rf"({_PLAIN})\sand\sa\shalf\s({_BIG})\b", re.I)
_YEAR_AND_HALF = re.compile(r"\ban?\s(year|month|day|hour|week|decade|century)\sand\s$", re.I)
_FOLD = re.compile(
    r"[\s-]?(?:fold)\b|\s?[x×](?![A-Za-z0-9])|[\s-]times?\b(?!\s(?:a|per|in\sa)\s(?:day|week|month|year))",
    re.I,
)
_WORD_FOLD = re.compile(rf"(?P<n>{_PLAIN}|hundred|thousand)fold\b", re.I)
_DOUBLES = re.compile(
    r"(?P<w>doubl(?:ed|es|ing|e)|tripl(?:ed|es|ing|e)|trebl(?:ed|es|ing|e)|quadrupl(?:ed|es|ing|e)|quintupl(?:ed|es|ing|e)|halv(?:ed|es|ing|e)|twice|thrice)(?![A-Za-z-])",
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
_PERCENT = re.compile(
    r"[\s-]?(?:(?P<pp>percentage[\s-]points?|per\s?cent\spoints?|pp\b|ppts?\b)|(?P<bp>basis\spoints?|bps?\b(?!/))|(?P<p>%|percent\b|per\scent\b|per-cent\b|pct\b)(?:\s?(?P<pts>points?\b))?|(?P<m>‰|per\smill?e?\b))",
    re.I,
)
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s?(?::|-to-|\sto\s(?=1\b))\s?(\d+(?:\.\d+)?)(?![\d:])")
_SCORE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\d%-]|\s?(?:%|percent|million|billion))")
_RANGE = re.compile(
    rf"(?P<s>\s?(?:-|–|—|~)\s?|-?\s(?:to|or)\s)(?P<sign>(?:[A-Z]{{1,3}})?\$|[€£¥₩₹]|RM)?\s?(?=\d|(?:{_PLAIN}|a)\b)",
    re.I,
)
_AND = re.compile(
    rf"\s(?:and)\s(?P<sign>(?:[A-Z]{{1,3}})?\$|[€£¥₩₹]|RM)?\s?(?=\d|(?:{_PLAIN})\b)", re.I
)
_TOLERANCE = re.compile(r"\s?(?:±|\+/-)\s?([0-9]+(?:\.[0-9]+)?)")
_TOKEN = re.compile(r"[0-9]|[A-Za-z]+")
_GAP = re.compile(r"[\s-]")
_SYMBOL = re.compile(r"[ \u00a0-]?([A-Za-zµμΩ°℃℉㎡㎢]+[²³23]?)(?![A-Za-z0-9])")
_PER = re.compile(r"\s?/\s?|\s(?:per|an?)\s(?=[A-Za-z])", re.I)
_SPLIT_SYMBOL = re.compile(r"\s?([kKMGTPE])\s(FLOPS|OPS)\b")
_UNIT_WORDS = re.compile(r"[\s-]*([A-Za-z°][A-Za-z.°$]*(?:[\s-][A-Za-z]+){0,3})")

_STARTERS = frozenset(
    form
    for word in (
        *ONES,
        *ENGLISH_TENS,
        *ORDINALS,
        *SCALES,
        "hundredth",
        "thousandth",
        "a",
        "an",
        "half",
        "dozen",
        "dozens",
        "tens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "trillions",
        "several",
        "few",
        "many",
        "double",
        "doubled",
        "doubles",
        "doubling",
        "triple",
        "tripled",
        "triples",
        "tripling",
        "trebled",
        "quadrupled",
        "quadruple",
        "twice",
        "thrice",
        "halved",
        "halving",
        "halve",
        "quintupled",
        "q",
        "the",
        *en_dates.MONTHS,
        *en_dates.WEEKDAYS,
        *(f"{w}fold" for w in (*ONES, *ENGLISH_TENS, "hundred", "thousand")),
        "latter",
        "last",
        "article",
        "section",
        "chapter",
        "no",
        "level",
        "grade",
        "phase",
        "version",
        "nos",
    )
    for form in (word, word.capitalize(), word.upper())
) - {
    "the",
    "The",
    "THE",
    "a",
    "an",
    "A",
    "An",
    "AN",
    "q",
    "may",
    "mar",
    "sat",
    "sun",
    "mon",
    "wed",
    "sep",
    "dec",
    "jan",
    "jun",
    "march",
} | {"a", "A", "an", "An", "Q"}


def _score(text: str, start: int) -> re.Match[str] | None:
    """Read 25-19 as a score, where the first number is the larger."""
    match = _SCORE.match(text, start)
    return match if match and int(match[1]) > int(match[2]) else None


def _is_scale(short: str, text: str, start: int, value: Decimal) -> bool:
    """Tell 5m, $10K and 3MM from 22 mm and a 4K screen."""
    if short == "K" and value < 10 and text[start - 1 : start] not in ("$", "£", "€", "¥"):
        return False
    return short.lower() != "mm" or short == "MM"


@dataclass(frozen=True, slots=True)
class Suffix:
    """What follows a numeral: the kind and unit it makes, and where it ends."""

    kind: str
    unit: str
    end: int
    factor: Decimal = Decimal(1)


class Reader:
    """Reads the quantities of a text with a given set of tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.signs = sorted(tables.signs, key=len, reverse=True)
        self.longest_sign = len(self.signs[0])

    def read(self, text: str) -> list[Quantity]:
        """Return every quantity in order."""
        return [draft.freeze(text) for draft in self.drafts(text)]

    def drafts(self, text: str) -> Iterator[Draft]:
        """Yield what each numeral says."""
        place = 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            if start < place:
                continue
            word = token[0]
            if "0" <= word[0] <= "9":
                found, place = self._digits(text, start, place)
            elif len(word) == 1 and word not in "aAQ":
                continue
            elif word in _STARTERS:
                found, end = self._word(text, start, word.lower())
                place = max(place, end)
            else:
                continue
            yield from found

    def _digits(self, text: str, start: int, floor: int) -> tuple[list[Draft], int]:
        code = en_codes.read_code(text, start, floor)
        if code:
            return [code], code.end
        for reader in (en_dates.decade, en_dates.clock, en_dates.year_span):
            draft = reader(text, start)
            if draft:
                return [draft], draft.end
        dates = en_dates.day_date(text, start)
        if dates:
            return dates, dates[-1].end
        ordinal = ORDINAL_DIGITS.match(text, start)
        if ordinal:
            return self._ordinal(text, start, ordinal.end(), digits(ordinal[1]))
        fraction = _FRACTION.match(text, start) or _SLASH.match(text, start)
        if fraction:
            found = self._fraction(text, fraction)
            if found:
                return [found], found.end
        ratio = _RATIO.match(text, start) or _score(text, start)
        if ratio and Decimal(ratio[2]):
            value = share(Decimal(ratio[1]), Decimal(ratio[2]))
            return [Draft("ratio", start, ratio.end(), value, value)], ratio.end()
        dozen = _A.match(text, start)
        if dozen and dozen["dozen"]:
            return self._article(text, dozen)
        signed = self._sign_before(text, start)
        if not signed:
            draft = en_dates.year(text, start)
            if draft:
                return [draft], draft.end
        return self._number(text, start, signed)

    def _number(
        self, text: str, start: int, sign: tuple[str, int] | None
    ) -> tuple[list[Draft], int]:
        read = self._value(text, start)
        if read is None:
            match = DIGITS.match(text, start)
            return [], match.end() if match else start + 1
        reading, end = read
        tolerance = _TOLERANCE.match(text, end)
        if tolerance:
            give = digits(tolerance[1])
            reading, end = Reading(reading.low - give, reading.high + give), tolerance.end()
        if not sign:
            model = en_codes.model(text, start, end)
            if model and self._suffix(text, end) is None:
                return [model], model.end
        reading, end = self._ranged(text, start, reading, end)
        draft = self._finished(text, start, reading, end, sign)
        if tolerance:
            draft.marks.append("tolerance")
        return [draft], draft.end

    def _finished(
        self, text: str, start: int, reading: Reading, end: int, sign: tuple[str, int] | None
    ) -> Draft:
        suffix = self._suffix(text, end)
        if suffix:
            draft = Draft.of(suffix.kind, start, suffix.end, reading, suffix.unit)
            draft.times(suffix.factor)
        else:
            draft = Draft.of("count", start, end, reading)
        if sign:
            draft.kind, draft.unit, draft.start = "money", sign[0], sign[1]
            if suffix and suffix.kind != "money":
                draft.end = end
            elif suffix and suffix.kind == "money" and sign[0] == "$":
                draft.unit = suffix.unit
        if draft.kind == "count":
            draft.noun = counted_noun(text, draft.end)
        if text[draft.end : draft.end + 1] == "+" and draft.kind != "item":
            draft.bind(">=", "")
        add_context(draft, text)
        return draft

    def _ranged(self, text: str, start: int, reading: Reading, end: int) -> tuple[Reading, int]:
        first_suffix = self._suffix(text, end)
        gap_at = first_suffix.end if first_suffix and first_suffix.kind != "count" else end
        gap = _RANGE.match(text, gap_at)
        if not gap and re.search(
            r"\bbetween\s(?:(?:[A-Z]{1,3})?\$|[€£¥₩₹]|RM)?$", text[max(0, start - 12) : start], re.I
        ):
            gap = _AND.match(text, gap_at)
        second = self._value(text, gap.end()) if gap else None
        if gap is None or second is None or text[start - 1 : start] == "-":
            return reading, end
        high, high_end = second
        if "or" in gap[0] and high.low != reading.low + 1:
            return reading, end
        last = self._suffix(text, high_end)
        if first_suffix and (
            last is None or (last.kind, last.unit) != (first_suffix.kind, first_suffix.unit)
        ):
            return reading, end
        low = reading.low
        if reading.low < high.low and end - start < 9:
            scale = _SCALE.search(text, gap.end(), high_end)
            if scale and not _SCALE.search(text, start, end):
                factor = self._scale(scale)
                if low * factor < high.high:
                    low = low * factor
        if low >= high.high:
            return reading, end
        return Reading(low, high.high, reading.blur or high.blur), high_end

    def _value(self, text: str, start: int) -> tuple[Reading, int] | None:
        match = DIGITS.match(text, start)
        if match:
            if match.end() - start > LONGEST_DIGITS:
                return None
            value = digits(match[0])
            end = match.end()
        else:
            match = WORDS.match(text, start)
            if not match:
                return None
            read = english(match[0].replace(",", ""))
            if read is None:
                return None
            value, end = read, match.end()
            whole = _HALF_BETWEEN.match(text, start)
            if whole:
                return exact((english(whole[1]) or Decimal(0)) + Decimal("0.5")).times(
                    SCALES[whole[2].lower()]
                ), whole.end()
            if (
                "hundred" in match[0].lower()
                or "ion" in match[0].lower()
                or "thousand" in match[0].lower()
            ):
                return exact(value), end
        for _ in range(2):
            scale = _SCALE.match(text, end)
            if not scale or (scale["short"] and not match[0][-1].isdigit()):
                break
            if scale["short"] and not _is_scale(scale["short"], text, start, value):
                break
            value *= self._scale(scale)
            end = scale.end()
        half = _AND_HALF.match(text, end)
        if half:
            value += Decimal("0.5")
            end = half.end()
            scale = _SCALE.match(text, end)
            if scale and scale["word"]:
                value *= self._scale(scale)
                end = scale.end()
        odd = re.match(r"-(?:odd|plus|some)\b", text[end:], re.I)
        if odd:
            return Reading(value, value, "~>"), end + odd.end()
        return exact(value), end

    @staticmethod
    def _scale(match: re.Match[str]) -> int:
        if match["word"]:
            value = 1
            for word in re.split(r"[\s-]", match["word"].lower()):
                value *= SCALES[word]
            return value
        return _SHORT[match["short"].lower()]

    def _suffix(self, text: str, place: int) -> Suffix | None:
        percent = _PERCENT.match(text, place)
        if percent:
            if percent["pp"] or percent["pts"]:
                return Suffix("points", "pp", percent.end())
            if percent["bp"]:
                return Suffix("points", "pp", percent.end(), PERCENT)
            return Suffix(
                "percent", "%", percent.end(), Decimal("0.1") if percent["m"] else Decimal(1)
            )
        fold = _FOLD.match(text, place)
        if fold:
            return Suffix("multiple", "×", fold.end())
        named = self._named(text, place)
        if named is None:
            return None
        if isinstance(named[0], str):
            return Suffix("money", named[0], named[1])
        unit, end = named
        per = _PER.match(text, end)
        other = self._named(text, per.end()) if per else None
        if (
            other
            and isinstance(other[0], Unit)
            and (unit.dimension != "age")
            and (
                per is None
                or per[0].strip() not in ("a", "an")
                or unit.dimension in ("length", "data")
            )
        ):
            unit, end = unit.over(other[0]), other[1]
            self.tables.by_name.setdefault(unit.name, unit)  # type: ignore[attr-defined]
        kind = (
            "duration"
            if unit.dimension in ("duration", "months")
            else "age"
            if unit.dimension == "age"
            else "measure"
        )
        return Suffix(kind, unit.name, end)

    def _named(self, text: str, place: int) -> tuple[Unit | str, int] | None:
        split = _SPLIT_SYMBOL.match(text, place)
        if split and split[1] + split[2] in self.tables.symbols:
            return self.tables.symbols[split[1] + split[2]], split.end()
        words = _UNIT_WORDS.match(text, place)
        if words:
            pieces = re.split(r"([\s-])", words[1])
            for count in range(len(pieces), 0, -2):
                phrase = "".join(pieces[:count]).lower()
                if phrase not in self.tables.en_money and phrase.endswith("."):
                    phrase = phrase[:-1]
                end = words.start(1) + len(phrase)
                unit = self.tables.en_units.get(phrase) or self.tables.en_units.get(
                    phrase.replace("-", " ")
                )
                if unit and text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
                    continue
                if unit:
                    return unit, end
                money = self.tables.en_money.get(phrase)
                if money:
                    return money, end
        match = _SYMBOL.match(text, place)
        if match:
            unit = self.tables.symbols.get(match[1])
            if unit and not (
                match[1] in ("A", "T", "N", "V", "J", "s", "h", "g", "m", "L", "B", "W", "w")
                and text[place : place + 1] in (" ", "-")
                and match[1] not in "mghLW"
            ):
                return unit, match.end()
        return None

    def _sign_before(self, text: str, start: int) -> tuple[str, int] | None:
        place = start - 1 if text[start - 1 : start] == " " and start else start
        window = text[max(0, place - self.longest_sign) : place]
        for sign in self.signs:
            if window.endswith(sign):
                begin = place - len(sign)
                before = text[begin - 1 : begin] if begin else ""
                if sign[0].isalpha() and before.isalpha():
                    continue
                return self.tables.signs[sign], begin
        return None

    def _word(self, text: str, start: int, word: str) -> tuple[list[Draft], int]:
        if word in ("a", "an") and not _A_NUMBER.match(text, start):
            return [], start + len(word)
        if word in en_dates.MONTHS:
            dates = en_dates.month_date(text, start)
            return (dates, dates[-1].end) if dates else ([], start + 1)
        if word in en_dates.WEEKDAYS:
            if len(word) < 6 or text[start + len(word) : start + len(word) + 1] == "-":
                return [], start + len(word)
            draft = Draft(
                "date", start, start + len(word), date=f"XXXX-WXX-{en_dates.WEEKDAYS[word]}"
            )
            return [draft], draft.end
        code = en_codes.labelled(text, start)
        if code:
            return [code], code.end
        spoken = en_dates.spoken(text, start)
        if spoken:
            return [spoken], spoken.end
        period = en_dates.period(text, start)
        if period:
            return [period], period.end
        for pattern, build in (
            (_A, self._article),
            (_HUNDREDS, self._hundreds),
            (_WORD_FOLD, self._word_fold),
            (_DOUBLES, self._doubles),
        ):
            match = pattern.match(text, start)
            if match:
                return build(text, match)
        fraction = _FRACTION.match(text, start)
        if fraction:
            found = self._fraction(text, fraction)
            if found:
                return [found], found.end
        ordinal = ORDINAL.match(text, start)
        if ordinal:
            value = english(ordinal[0])
            if value is not None:
                return self._ordinal(text, start, ordinal.end(), value)
        if WORDS.match(text, start) and not en_codes.is_pronoun(text, start, word):
            return self._number(text, start, None)
        return [], start + len(word)

    def _ordinal(self, text: str, start: int, end: int, value: Decimal) -> tuple[list[Draft], int]:
        century = en_dates.century(text, end, value)
        if century:
            return [Draft("date", start, century[1], date=century[0])], century[1]
        draft = Draft("ordinal", start, end, value, value)
        draft.noun = counted_noun(text, end)
        if en_codes.is_day(text, start, end, value):
            draft.kind, draft.low, draft.high, draft.noun = "date", None, None, ""
            draft.date = f"XXXX-XX-{int(value):02d}"
        return [draft], end

    def _fraction(self, text: str, match: re.Match[str]) -> Draft | None:
        if match.re is _SLASH:
            above, below = Decimal(match[1]), Decimal(match[2])
            if not below or above >= below:
                return None
        else:
            read = english(match["n"]) if not match["n"].isdigit() else Decimal(match["n"])
            name = match["d"].lower()
            singular = name.rstrip("s") if not name.startswith("hal") else "half"
            below = (
                Decimal({"half": 2, "quarter": 4}.get(singular, 0))
                or english(singular)
                or Decimal(0)
            )
            if name == "quarters" and (read != 3 or not text.startswith(" of", match.end())):
                return None
            if (
                read is None
                or not below
                or (read == 1) == (name.endswith("s") and name != "halves")
            ):
                return None
            above = read
        draft = Draft(
            "fraction", match.start(), match.end(), share(above, below), share(above, below)
        )
        add_context(draft, text)
        return draft

    def _article(self, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
        value, kind, unit = Decimal("0.5"), "fraction", ""
        if match["dozen"]:
            head = match["dozen"].split()[0].lower()
            many = Decimal(1) if head in ("a", "one") else english(head) or digits(head)
            value, kind = many * 12, "count"
        elif match["frac"]:
            name = match["frac"].lower()
            value = share(Decimal(1), Decimal({"quarter": 4}.get(name, 0) or english(name) or 1))
        else:
            big = (match["big"] or match["hb"] or "").lower()
            if big in SCALES:
                value, kind = value * SCALES[big], "count"
            elif big == "dozen":
                value, kind = Decimal(6), "count"
            elif big:
                held = self.tables.en_units[big]
                unit = held.name
                kind = "duration" if held.dimension in ("duration", "months") else "measure"
        draft = Draft(kind, match.start(), match.end(), value, value, unit)
        added = _YEAR_AND_HALF.search(text, max(0, match.start() - 14), match.start())
        if added and match["half"] and not match["big"]:
            held = self.tables.en_units[added[1].lower()]
            draft.kind, draft.unit, draft.start = "duration", held.name, added.start()
            draft.low = draft.high = Decimal("1.5")
        if kind == "count":
            return [self._rest(text, draft)], draft.end
        add_context(draft, text)
        return [draft], draft.end

    def _rest(self, text: str, draft: Draft) -> Draft:
        suffix = self._suffix(text, draft.end)
        if suffix:
            draft.kind, draft.unit, draft.end = suffix.kind, suffix.unit, suffix.end
            draft.times(suffix.factor)
        else:
            draft.noun = counted_noun(text, draft.end)
        add_context(draft, text)
        return draft

    def _hundreds(self, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
        plural = match["n"].lower().endswith("s")
        if not plural and not match["several"]:
            return [], match.end()
        value = Decimal(_MANY[match["n"].lower().rstrip("s")])
        if match["m"]:
            value *= SCALES[match["m"].lower().rstrip("s")]
        draft = Draft("count", match.start(), match.end(), value, value * 10, blur="~")
        of = re.match(r"\sof(?=\s[a-z])", text[draft.end :])
        if of:
            place = draft.end
            draft.end += of.end()
            draft = self._rest(text, draft)
            if draft.end == place + of.end():
                draft.end = place
            return [draft], draft.end
        return [self._rest(text, draft)], draft.end

    def _word_fold(self, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
        value = english(match["n"]) or Decimal(1)
        draft = Draft("multiple", match.start(), match.end(), value, value, "×")
        add_context(draft, text)
        return [draft], draft.end

    def _doubles(self, text: str, match: re.Match[str]) -> tuple[list[Draft], int]:
        word = match["w"].lower()
        if word in ("double", "triple", "halve") and not re.search(
            r"\b(?:to|will|would|may|could|than|nearly|almost|about|can|and|or|is|are|was|were)\s$|^$",
            text[max(0, match.start() - 8) : match.start()],
            re.I,
        ):
            return [], match.end()
        if word.startswith("halv"):
            draft = Draft(
                "fraction",
                match.start(),
                match.end(),
                Decimal("0.5"),
                Decimal("0.5"),
                direction="down",
                change="by",
            )
            return [draft], draft.end
        value = next(Decimal(v) for stem, v in _DOUBLE.items() if word.startswith(stem))
        draft = Draft("multiple", match.start(), match.end(), value, value, "×")
        add_context(draft, text)
        if word not in ("twice", "thrice"):
            draft.direction, draft.change = "up", "to"
        return [draft], draft.end


_READERS: dict[int, Reader] = {}


def read(text: str, tables: Tables) -> list[Quantity]:
    """Return every quantity of an English text, in order."""
    reader = _READERS.get(id(tables))
    if reader is None:
        reader = _READERS[id(tables)] = Reader(tables)
    return reader.read(text)
