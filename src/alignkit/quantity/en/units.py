"""What follows an English numeral, and the currency sign before it: units, money, shares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from alignkit.quantity.draft import FORMULA, PERCENT, VERSION, names_a_standard
from alignkit.quantity.lookup import Tables, Unit
from alignkit.types.quantity import Kind

_PERCENT = re.compile(
    r"[\s-]?(?:(?P<pp>percentage[\s-]points?|per\s?cent\spoints?|pp\b|ppts?\b)"
    r"|(?P<bp>basis\spoints?|bps?\b(?!/))|(?P<p>%|percent\b|per\scent\b|per-cent\b"
    r"|pct\b)(?:\s?(?P<pts>points?\b))?|(?P<m>‰|per\smill?e?\b))",
    re.I,
)
_FOLD = re.compile(
    r"[\s-]?(?:fold)\b|\s?[x×](?![A-Za-z0-9])|[\s-]times?\b(?!\s(?:a|per|in\sa)\s(?:day|week"
    r"|month|year))",
    re.I,
)
_SYMBOL = re.compile(r"[ \u00a0-]?([A-Za-zµμΩ°℃℉㎡㎢]+[²³23]?)(?![A-Za-z0-9])")
_PER = re.compile(r"\s?/\s?|\s(?:per|an?)\s(?=[A-Za-z])", re.I)
_SPLIT_SYMBOL = re.compile(r"\s?([kKMGTPE])\s(FLOPS|OPS)\b")
_UNIT_WORDS = re.compile(r"[\s-]*([A-Za-z°][A-Za-z.°$]*(?:[\s-][A-Za-z]+){0,3})")
_DECADE = re.compile(
    r"(?:\b\d{2,3}0|\b(?:the|his|her|its|their|my|our|your|early|mid|late)[\s-]\d0)$", re.I
)
# So far back stands what makes a decade of a figure.
_BACK = 12
# So near before a number a dollar sign may open a formula or a sum; set by hand.
_FORMULA = 60


@dataclass(frozen=True, slots=True)
class Suffix:
    """What follows a numeral: the kind and unit it makes, and where it ends."""

    kind: Kind
    unit: str
    end: int
    factor: Decimal = Decimal(1)


def _is_time(text: str, place: int) -> bool:
    """Tell a 60-second clip, one second and metres per second from two second prizes."""
    before = text[max(0, place - 4) : place].lower().split()
    return text[place : place + 1] == "-" or before[-1:] in (["1"], ["one"], ["a"], ["per"])


def _seconds(text: str, place: int) -> bool:
    """Tell 30 s from the 1980 s and his 30 s, as cut texts write decades."""
    return not _DECADE.search(text, max(0, place - _BACK), place)


class Units:
    """Reads units with a given set of tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.longest_sign = max(map(len, tables.signs))
        # The same place is asked of again and again while a numeral is read.
        self._suffix = lru_cache(maxsize=64)(self._read_suffix)

    def suffix(self, text: str, place: int) -> Suffix | None:
        """Return what follows a numeral at a place of the text."""
        return self._suffix(text, place)

    def _read_suffix(self, text: str, place: int) -> Suffix | None:
        percent = _PERCENT.match(text, place)
        if percent:
            if percent["pp"] or percent["pts"]:
                return Suffix(Kind.POINTS, "pp", percent.end())
            if percent["bp"]:
                return Suffix(Kind.POINTS, "pp", percent.end(), PERCENT)
            return Suffix(
                Kind.PERCENT, "%", percent.end(), Decimal("0.1") if percent["m"] else Decimal(1)
            )
        fold = _FOLD.match(text, place)
        if fold:
            if names_a_standard(text, place):
                return None
            return Suffix(Kind.MULTIPLE, "×", fold.end())
        named = self.named(text, place) or self._sign_after(text, place)
        if named is None:
            return None
        unit, end = named
        if isinstance(unit, str):
            return Suffix(Kind.MONEY, unit, end)
        if unit.dimension in ("duration", "months") and names_a_standard(text, place):
            return None
        per = _PER.match(text, end)
        other = self.named(text, per.end()) if per else None
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
            Kind.DURATION
            if unit.dimension in ("duration", "months")
            else Kind.AGE
            if unit.dimension == "age"
            else Kind.MEASURE
        )
        return Suffix(kind, unit.name, end)

    def named(self, text: str, place: int) -> tuple[Unit | str, int] | None:
        """Return the unit or currency at a place, and its end."""
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
                if phrase == "second" and not _is_time(text, place):
                    continue
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
                and not (match[1] == "s" and _seconds(text, place))
            ):
                return unit, match.end()
        return None

    def _sign_after(self, text: str, place: int) -> tuple[str, int] | None:
        """Read a currency's sign behind its number: 5€, 3$; two dollar signs hold a formula."""
        sign = text[place : place + 1]
        code = self.tables.signs.get(sign)
        if not code or sign.isalnum() or text[place + 1 : place + 2].isalnum():
            return None
        if sign == "$" and "$" in text[max(0, place - _FORMULA) : place]:
            return None
        return code, place + 1

    def sign_before(self, text: str, start: int) -> tuple[str, int] | None:
        """Return the currency whose sign stands before a number, and its start."""
        place = start - 1 if text[start - 1 : start] == " " and start else start
        for length in range(min(self.longest_sign, place), 0, -1):
            begin = place - length
            code = self.tables.signs.get(text[begin:place])
            if code == "$" and FORMULA.match(text, start):
                return None
            if code == "PHP" and VERSION.match(text, start):
                return None
            if code and not (text[begin].isalpha() and text[begin - 1 : begin].isalpha()):
                return code, begin
        return None
