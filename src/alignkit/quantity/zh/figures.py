"""Chinese numerals in running text: where one begins and ends, and whether it stands alone."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft
from alignkit.quantity.lookup import Trap, bounds, traps
from alignkit.quantity.numerals import (
    LONGEST_DIGITS,
    SPACED,
    Reading,
    belongs_to_a_name,
    chinese,
    digits,
    exact,
)
from alignkit.quantity.zh.units import Suffix, Units
from alignkit.types.quantity import Comparator, Kind

_ARABIC = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|{SPACED}|[0-9]+)(?:\.[0-9]+)?"
_UNGROUPED = deferred(r"[0-9]+(?:\.[0-9]+)?")
_NOT_UNIT = r"(?![克米瓦卡赫帕兆伏焦升字])"
_SCALE = rf"(?:\s?[多余几]?(?:[十百千]?[万亿](?:亿)?|[百千]{_NOT_UNIT}))"
_HAN = "零〇一二两三四五六七八九十百千万亿廿卅"
NUMBER = deferred(
    rf"{_ARABIC}(?:{_SCALE}(?:[0-9]+(?:\.[0-9]+)?[百千]?万?(?![0-9年月日号%.]))?)?[多余]?"
    rf"|[数几]?[{_HAN}]+(?:[多余几][十百千万亿]+)*(?:点[〇零一二三四五六七八九]+[十百千万亿]*)?"
    rf"(?:(?<=[十百千万亿])[多余](?!数)|(?<=[十百])[几来](?![自到源临看说]))?"
    rf"|[数几][十百千万亿]+(?:[多余]?[万亿])*"
)
_WITH_HAN = deferred(r"[\u4e00-\u9fff〇]")
# 二十两 is twenty taels; 二万两千 is one number.
_TAEL = deferred(r"[十百千万几]两(?![百千万亿])")
_DIRECT = frozenset("万亿百千十")
_BARE = frozenset("百千万亿")
_BARE_UNITS = frozenset(
    """
    CNY USD 人 户 名 吨 tonne mu 台 辆 家 余 year kilometre metre kilogram jin hectare
    person-time 人次 位 公里 亩 岁 倍 × EUR HKD TWD JPY GBP 字 册 强 day
    """.split()
)


# 10w人, 200W+: a figure's letter stands for 万, by its sound; 10W alone is as well ten watts.
_BY_SOUND = deferred(r"[wW](?=[+多余])|[wW](?=\s?[\u4e00-\u9fff])")
_COUNTED_BY_SOUND = _BARE_UNITS | frozenset("个条次行件")


# 以 .01 毫米 is a hundredth
_LEADING_POINT = deferred(r"(?:^|[^0-9A-Za-z.])\.$")


# 文三路, 中山二路: a street's name, where 兵分三路 counts
_STREET = deferred(r"[\u4e00-\u9fff](?<![分兵有共这那各出沿走])")

# What more than half of stands before: 过半数, 过半人士.
HALVES = ("半数", "半數", "半的", "半人", "半票", "半以")


def trap_at(text: str, start: int) -> tuple[int, Trap] | None:
    """Return the longest trap whose first numeral stands here, with where it begins."""
    known = traps()
    for key in (text[start : start + 2], "<" + text[max(0, start - 1) : start + 1]):
        for trap in known.get(key, ()):
            begin = start - trap.at
            if begin >= 0 and text.startswith(trap.word, begin):
                return begin, trap
    return None


def number_at(text: str, place: int) -> tuple[Reading, int] | None:
    """Read the numeral at a place of the text; None where there is none."""
    match = NUMBER.match(text, place)
    if not match or match.end() - place > LONGEST_DIGITS:
        return None
    if " " in match[0] and belongs_to_a_name(text, place):
        match = _UNGROUPED.match(text, place) or match
    raw = match[0]
    if raw[-1].isascii() and raw[-1].isdigit() and not _WITH_HAN.search(raw):
        pointed = _LEADING_POINT.search(text, max(0, place - 2), place) and "." not in raw
        return exact(digits(f"0.{raw}" if pointed else raw)), match.end()
    tael = _TAEL.search(raw)
    raw = raw[: tael.start() + 1] if tael else raw
    end = place + len(raw)
    while raw:
        reading = chinese(raw.replace(" ", ""))
        if reading is not None:
            return reading, end
        raw, end = raw[:-1], end - 1
    return None


def by_sound(text: str, reading: Reading, end: int, units: Units) -> tuple[Reading, int]:
    """Read on over a letter that stands for 万, where what follows is counted or paid."""
    letter = _BY_SOUND.match(text, end) if text[end - 1].isascii() else None
    if letter is None:
        return reading, end
    suffix = units.suffix(text, letter.end())
    more = text[letter.end()] in "+多余"
    if more or (suffix and (suffix.unit in _COUNTED_BY_SOUND or suffix.kind == Kind.MONEY)):
        return reading.times(10**4), letter.end()
    return reading, end


def shared_scale(first: str, second: str, low: Reading, high: Reading) -> Decimal:
    """Return the lower end of a range such as 3-5万, whose scale stands at its end."""
    if first[-1:] in _DIRECT or second[-1:] not in _DIRECT:
        return low.low
    scale = chinese(re.sub(r"^[0-9.,\s]+|^[一二两三四五六七八九]", "", second))
    return low.low * scale.low if scale and low.low < high.low / scale.low else low.low


# What makes a number of a bare scale: 近百万, 逾千万.
_LEADING = ("上", "近", "逾", "超", "过", "约")


@lru_cache(maxsize=1)
def _bounding() -> tuple[str, ...]:
    """Return the bounds of two characters and more: 不足百万, 突破千万."""
    return tuple(word for word in bounds("zh", "before") if len(word) > 1)


def stands_alone(text: str, start: int, end: int, suffix: Suffix | None) -> bool:
    """Tell whether a numeral is one: 百 alone counts before few words, 三 before a classifier."""
    if text[start].isascii():
        return True
    raw = text[start:end]
    if suffix is not None and suffix.unit == "路" and _STREET.search(text, start - 1, start):
        return False
    if raw[0] in _BARE:
        if len(raw) == 1 and text[start - 1 : start] not in (
            "上",
            "近",
            "逾",
            "超",
            "过",
            "约",
            "成",
        ):
            return suffix is not None and suffix.unit in _BARE_UNITS
        if suffix is None or (suffix.kind == Kind.COUNT and suffix.unit not in _BARE_UNITS):
            bound = len(raw) > 1 and text.endswith(_bounding(), 0, start)
            return bound or raw[-1] in "多余" or text[start - 1 : start] in _LEADING
        return True
    return suffix is not None or (len(raw) > 1 and any(c in _DIRECT or c == "点" for c in raw))


def raise_floor(draft: Draft, text: str) -> None:
    """Read 上百, 成千 and 数 before a bare scale."""
    before = text[draft.start - 1 : draft.start]
    if before == "上" and text[draft.start] in "百千万亿":
        draft.start -= 1
        draft.bind(Comparator.AT_LEAST, "~")
    elif before == "成" and text[draft.start] in "百千":
        draft.start -= 1
        draft.blur = "~"
