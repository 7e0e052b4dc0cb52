"""Quantities in Chinese text: finds each numeral and reads what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from alignkit.quantity.citing import citation
from alignkit.quantity.draft import Draft, one_of_many, outside_addresses, share
from alignkit.quantity.joining import joined, put_back
from alignkit.quantity.lookup import Tables
from alignkit.quantity.numerals import Reading, chinese, digits, exact, fold
from alignkit.quantity.when import frozen
from alignkit.quantity.zh import codes
from alignkit.quantity.zh.clock import minutes_of, read_clock
from alignkit.quantity.zh.context import add_context, counted_noun
from alignkit.quantity.zh.dates import read_date, read_period
from alignkit.quantity.zh.figures import (
    HALVES,
    NUMBER,
    by_sound,
    number_at,
    raise_floor,
    shared_scale,
    stands_alone,
    trap_at,
)
from alignkit.quantity.zh.parts import MIXED, add_coins, mixed_part, reshape
from alignkit.quantity.zh.tokenised import joined_up, tokenised
from alignkit.quantity.zh.units import Suffix, Units, kind_of
from alignkit.types import Quantity
from alignkit.types.quantity import Change, Comparator, Direction, Kind, Mark

TRIGGER = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿半双几数廿卅第周星礼上下翻]")
_RANGE = re.compile(r"\s?(?:-|–|—{1,2}|~|至|到|～)\s?")
_OF = re.compile(r"\s?分之\s?")
_AGAIN = re.compile(r"[百千]\s?分之\s?")
_DOUBLING = re.compile(
    r"翻(?:了)?(?:(?P<n>[一二两三四五六几1-9])?番|倍)|(?:增长?|提高|扩大|增加)了?一倍(?!以?上)"
)
_RATIO = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s?[::∶比]\s?([0-9]+(?:\.[0-9]+)?)(?![\d:])")
_SLASH = re.compile(r"(\d{1,4})/(\d{1,4})(?![\d/月日])(?=\s?(?:的|以|左右|强|弱|[，。、；)）]|$))")
# 三点一四, 零点九: no time of day
_SPELLED = re.compile(
    r"[零〇一二三四五六七八九十]+点(?:[零〇一二三四五六七八九]{2,}|(?<=[零〇]点)[一二三四五六七八九])(?![十分刻钟半])"
)
_TOLERANCE = re.compile(r"\s?±\s?([0-9]+(?:\.[0-9]+)?)")
# (63.41±3.65)%
_IN_BRACKETS = re.compile(r"[)）](?=\s?[%a-zA-Zµμ\u4e00-\u9fff])")
HALF = Decimal("0.5")
_AND_HALF = re.compile(r"个半(?=小时|钟头|月|星期|世纪|百分点)")
_HALF_UNIT = 2
_HALF_MORE = re.compile(r"半(?![年月天日夜径徑岛導导球圆圓真数數决價价])")
_HALF = re.compile(
    r"(?P<one>一)?半(?P<u>个?(?:世纪|小时|钟头|月|年|天|日|周|星期|分钟|季度|步))?(?![径岛导球圆真])"
)
# 一米六零, 1米82
_CENTIMETRES = re.compile(
    r"(?:[零〇一二三四五六七八九]{1,2}|[0-9]{1,2}(?![0-9.%]))(?=[，。、；！？”的高左以长宽\s]|$)"
)
# 三尺二, 三十九度五: the next smaller place without its unit
_WITH_TENTHS = frozenset(("chi", "degree", "celsius", "jin", "fahrenheit"))
_TENTH_MORE = re.compile(r"[一二三四五六七八九](?=[，。、；！？”的]|$)")
# 二年级, 二等奖: ordinals without 第
_GRADE = re.compile(r"年级|等[奖功舱]")
_PERCENTS = frozenset((100, 1000, 10000))
_AGAINST = frozenset("的了着过")


class Reader:
    """Reads the quantities of a text with a given set of tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.units = Units(tables)

    def read(self, text: str) -> list[Quantity]:
        """Return every quantity in order."""
        if tokenised(text):
            plain, places = joined_up(text)
            return [put_back(one, places, text) for one in self.read(plain)]
        folded = outside_addresses(fold(text))
        return joined(frozen(self.drafts(folded), folded, text, "zh"), folded, self.tables, "zh")

    def drafts(self, text: str) -> Iterator[Draft]:
        """Yield what each numeral says."""
        place = 0
        for trigger in TRIGGER.finditer(text):
            start = trigger.start()
            if start < place:
                continue
            trap = trap_at(text, start)
            if trap and trap[0] < start:
                place = max(place, trap[0] + len(trap[1].word))
                continue
            found, end = self._at(text, start, place)
            timed = bool(found) and found[0].kind == Kind.TIME
            if trap and trap[0] + len(trap[1].word) >= end and not timed:
                place = trap[0] + len(trap[1].word)
                continue
            yield from found
            place = max(place, end)

    def _at(self, text: str, start: int, floor: int) -> tuple[list[Draft], int]:
        first = text[start]
        if first in "周星礼上下":
            period = read_period(text, start)
            return ([period], period.end) if period else ([], start + 1)
        if first == "翻":
            return self._doubling(text, start)
        code = codes.read_code(text, start, floor) or citation(text, start, "zh")
        if code:
            return [code], code.end
        if first == "第":
            centuries = read_period(text, start + 1) if "世纪" in text[start : start + 12] else None
            if centuries:
                return [centuries], centuries.end
            return self._ordinal(text, start)
        period = read_period(text, start)
        if period:
            return [period], period.end
        dates = read_date(text, start)
        if dates:
            return dates
        clock = None if _SPELLED.match(text, start) else read_clock(text, start)
        if clock:
            return [clock], clock.end
        if first == "双":
            return [], start + 1
        if first == "半" or text.startswith("一半", start):
            return self._half(text, start)
        return self._number(text, start)

    def _number(self, text: str, start: int) -> tuple[list[Draft], int]:
        read = number_at(text, start)
        if read is None:
            skipped = NUMBER.match(text, start)
            return [], max(start + 1, skipped.end() if skipped else 0)
        reading, end = by_sound(text, *read, self.units)
        special = self._special(text, start, reading, end)
        if special:
            return special
        half = _AND_HALF.match(text, end)
        if half:
            reading, end = (
                Reading(reading.low + HALF, reading.high + HALF, reading.blur),
                half.end(),
            )
        suffix = minutes_of(text, start, end) or self.units.suffix(text, end)
        if half and suffix is None and text.startswith("月", end):
            suffix = Suffix(Kind.DURATION, "month", end + 1, "months")
        draft = self._ranged(text, start, reading, end, suffix)
        if draft is None:
            model = codes.model(text, start, end) if suffix is None else None
            if model:
                return [model], model.end
            graded = _GRADE.match(text, end)
            if not graded and not stands_alone(text, start, end, suffix):
                return [], end
            draft = self._single(text, start, reading, end, suffix)
        if draft.kind == Kind.COUNT and _GRADE.match(text, end):
            draft.kind, draft.unit, draft.end = Kind.ORDINAL, "级", end + 2
        self.units.sign(draft, text)
        self.units.pace(draft, text)
        reshape(draft, text)
        dimension = self.units.dimension(draft.unit)
        if draft.kind == Kind.COUNT:
            draft.noun = counted_noun(text, draft.end)
        raise_floor(draft, text)
        add_context(draft, text, dimension)
        return [draft], draft.end

    def _special(
        self, text: str, start: int, reading: Reading, end: int
    ) -> tuple[list[Draft], int] | None:
        mixed = MIXED.match(text, end)
        if mixed and (part := mixed_part(mixed)):
            draft = self._single(
                text,
                start,
                Reading(reading.low + part, reading.low + part),
                mixed.end(),
                self.units.suffix(text, mixed.end()),
            )
            if draft.kind == Kind.COUNT and not draft.unit:
                draft.kind = Kind.FRACTION
            add_context(draft, text, self.units.dimension(draft.unit))
            return [draft], draft.end
        of = _OF.match(text, end)
        if of:
            return self._fraction(text, start, reading, of.end())
        slash = _SLASH.match(text, start)
        if slash and 0 < int(slash[1]) < int(slash[2]) and text[start - 1 : start] != "/":
            draft = Draft.of(Kind.FRACTION, start, slash.end(), exact(slash[1]))
            draft.divide(Decimal(slash[2]))
            add_context(draft, text, "percent")
            return [draft], draft.end
        ratio = _RATIO.match(text, start)
        if ratio and Decimal(ratio[2]) and not one_of_many(text, *ratio.span()):
            value = share(Decimal(ratio[1]), Decimal(ratio[2]))
            draft = Draft(Kind.RATIO, start, ratio.end(), value, value)
            return [draft], draft.end
        tolerance = _TOLERANCE.match(text, end)
        if tolerance:
            give = digits(tolerance[1])
            reading = Reading(reading.low - give, reading.high + give)
            end = tolerance.end() + bool(_IN_BRACKETS.match(text, tolerance.end()))
            suffix = self.units.suffix(text, end)
            draft = self._single(text, start, reading, end if suffix else tolerance.end(), suffix)
            draft.marks.append(Mark.TOLERANCE)
            return [draft], draft.end
        return None

    def _fraction(
        self, text: str, start: int, below: Reading, place: int
    ) -> tuple[list[Draft], int] | None:
        above = number_at(text, place)
        if above is None or not below.low:
            return None
        reading, end = above
        if below.low in _PERCENTS:
            join = _RANGE.match(text, end)
            again = _AGAIN.match(text, join.end()) if join else None
            more = number_at(text, (again or join).end()) if join else None
            if more and not _OF.match(text, more[1]) and more[0].low > reading.low:
                reading, end = Reading(reading.low, more[0].high), more[1]
            draft = Draft.of(Kind.PERCENT, start, end, reading, "%")
            draft.times(Decimal(100) / below.low)
        else:
            draft = Draft.of(Kind.FRACTION, start, end, reading)
            draft.divide(below.low)
        add_context(draft, text, "percent")
        return [draft], draft.end

    def _ranged(
        self, text: str, start: int, reading: Reading, end: int, suffix: Suffix | None
    ) -> Draft | None:
        gap_at = suffix.end if suffix else end
        join = _RANGE.match(text, gap_at)
        second = number_at(text, join.end()) if join else None
        if second is None or text[start - 1 : start] == "-":
            return None
        high, high_end = second
        if _OF.match(text, high_end):
            return None
        last = self.units.suffix(text, high_end)
        if suffix and (last is None or (last.kind, last.unit) != (suffix.kind, suffix.unit)):
            return None
        low = reading.low
        if reading.low == reading.high < high.low and not suffix:
            low = shared_scale(
                text[start:end], text[join.end() : high_end] if join else "", reading, high
            )
        if low >= high.high:
            return None
        if last is None and not suffix and high.high > 10**7:
            return None
        return self._single(text, start, Reading(low, high.high, high.blur), high_end, last)

    def _single(
        self, text: str, start: int, reading: Reading, end: int, suffix: Suffix | None
    ) -> Draft:
        if suffix is None:
            return Draft.of(Kind.COUNT, start, end, reading)
        draft = Draft.of(suffix.kind, start, suffix.end, reading, suffix.unit)
        draft.times(suffix.factor)
        if suffix.more and draft.low is not None and draft.high is not None:
            draft.low, draft.high = draft.low + suffix.more, draft.high + suffix.more
        tenth = _TENTH_MORE.match(text, draft.end) if suffix.unit in _WITH_TENTHS else None
        if tenth and reading.low == reading.high and not reading.blur:
            part = Decimal(chinese(tenth[0]).low) / 10  # type: ignore[union-attr]
            draft.low, draft.high = reading.low + part, reading.high + part
            draft.end = tenth.end()
        rest = _CENTIMETRES.match(text, draft.end) if suffix.unit == "metre" else None
        if rest and reading.low == reading.high and not reading.blur:
            figures = "".join(str(max(0, "〇一二三四五六七八九".find(c))) for c in rest[0])
            part = Decimal("0." + (rest[0] if rest[0].isascii() else figures))
            draft.low, draft.high = reading.low + part, reading.high + part
            draft.end = rest.end()
        if draft.kind == Kind.MONEY or (draft.kind == Kind.COUNT and draft.unit in ("块", "毛")):
            add_coins(draft, text)
        more = _HALF_MORE.match(text, draft.end)
        if more and suffix.dimension in ("duration", "months", "mass", "age", "length"):
            draft.low, draft.high = reading.low + HALF, reading.high + HALF
            draft.end = more.end()
        elif (
            text[draft.end : draft.end + 1] in ("多", "余")
            and text[draft.end + 1 : draft.end + 2] not in ("次", "数", "种", "方", "样", "元")
            and suffix.dimension
            in (
                "duration",
                "months",
                "mass",
                "length",
                "age",
            )
        ):
            draft.end += 1
            draft.soften("~>")
        return draft

    def _half(self, text: str, start: int) -> tuple[list[Draft], int]:
        measured = self._half_measure(text, start)
        if measured:
            return measured
        match = _HALF.match(text, start)
        over = text[start - 1 : start] in ("过", "過") and text.startswith(HALVES, start)
        if not match or (
            text[start - 1 : start] in _AGAINST and not (match["u"] or match["one"] or over)
        ):
            return [], start + 1
        reading = exact("0.5")
        unit = match["u"].removeprefix("个") if match["u"] else ""
        named = self.units.words.get(unit) or self.units.words.get("个" + unit) if unit else None
        if (named and named[0] == "unit") or unit in ("月",):
            name = named[1] if named and named[0] == "unit" else "month"
            held = self.tables.by_name[name]
            draft = Draft.of(kind_of(held), start, match.end(), reading, name)
        elif (
            match["one"]
            or text.startswith(("半数", "半數", "半成"), start)
            or text[start - 1 : start] in "过過大"
        ):
            end = match.end() + text.startswith(("半数", "半數"), start)
            draft = Draft.of(Kind.FRACTION, start, end, reading)
        else:
            return [], start + 1
        add_context(draft, text, self.units.dimension(draft.unit))
        if text[start - 1 : start] in ("过", "過", "大") and draft.kind == Kind.FRACTION:
            draft.comparator = Comparator.MORE
        return [draft], draft.end

    def _half_measure(self, text: str, start: int) -> tuple[list[Draft], int] | None:
        """Read 半斤, 半公里: a measure whose unit no other word begins with."""
        if not text.startswith("半", start) or text[start - 1 : start] in ("个", "一"):
            return None
        named = self.units.named(text, start + 1)
        unit = self.tables.by_name[named[1]] if named and named[0] == "unit" else None
        if named is None or unit is None:
            return None
        # 半米 may be half a grain of rice to some; 半英里 is nothing else.
        long = unit.dimension == "length" and named[2] - start > _HALF_UNIT
        if not long and unit.dimension not in ("mass", "volume", "area"):
            return None
        draft = Draft.of(Kind.MEASURE, start, named[2], exact("0.5"), unit.name)
        add_context(draft, text, unit.dimension)
        return [draft], draft.end

    def _doubling(self, text: str, start: int) -> tuple[list[Draft], int]:
        match = _DOUBLING.match(text, start)
        if not match:
            return [], start + 1
        count = chinese(match["n"]) if match["n"] else exact(1)
        value = Decimal(2) ** int(count.low if count else 1)
        draft = Draft(
            Kind.MULTIPLE,
            start,
            match.end(),
            value,
            value,
            "×",
            direction=Direction.UP,
            change=Change.TO,
        )
        return [draft], draft.end

    def _ordinal(self, text: str, start: int) -> tuple[list[Draft], int]:
        period = read_period(text, start)
        if period:
            return [period], period.end
        read = number_at(text, start + 1)
        if read is None:
            return [], start + 1
        reading, end = read
        draft = Draft.of(Kind.ORDINAL, start, end, reading)
        named = self.units.named(text, end)
        if named:
            draft.unit, draft.end = (named[1] if named[0] == "classifier" else ""), named[2]
            if named[0] == "unit":
                draft.unit = ""
        if draft.unit in ("条", "款") and re.match(
            r"[规規所款项項之第及至和\s::、，,]|$|[^\u4e00-\u9fff]", text[draft.end : draft.end + 4]
        ):
            draft.kind = Kind.ARTICLE
        draft.noun = counted_noun(text, draft.end)
        if text[draft.end : draft.end + 2] == "周年":
            draft.unit = "周年"
        return [draft], draft.end


@lru_cache(maxsize=4)
def _reader(tables: Tables) -> Reader:
    return Reader(tables)


def read(text: str, tables: Tables) -> list[Quantity]:
    """Return every quantity of a Chinese text, in order."""
    return _reader(tables).read(text)
