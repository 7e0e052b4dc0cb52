"""How often a thing comes round: every quarter, 每月, twice a year, as lengths of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from alignkit.deferred import deferred
from alignkit.quantity.numerals import chinese, english
from alignkit.types import Span

# How many days each time lasts; a night and a morning come round with their day.
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "quarter": 91.3, "year": 365.2}
_ZH_UNITS = {
    "小时": "hour", "小時": "hour", "钟头": "hour", "日": "day", "天": "day", "晚": "day",
    "周": "week", "週": "week", "星期": "week", "礼拜": "week", "月": "month",
    "季度": "quarter", "季": "quarter", "年": "year",
}  # fmt: skip
_ZH_UNIT = "|".join(_ZH_UNITS)
_FIGURE = r"[0-9]{1,3}|[一二两三四五六七八九十半]{1,3}"
_ZH = deferred(
    rf"每隔?(?P<n>{_FIGURE})?个?(?P<u>{_ZH_UNIT})(?![度级轮期份岁际本])"
    rf"(?:[^，。；,;\d]{{0,8}}?(?P<times>{_FIGURE})次)?"
    rf"|(?:按|逐)(?P<by>{_ZH_UNIT})(?![期数次量间历色光食出落])"
    rf"|(?:一|1)(?P<one>{_ZH_UNIT})(?:一|1)[度次]"
    r"|(?<![第一二三四\d上本每个])(?P<span>[年季月])度(?![过])"
)
_TIMES = r"(?P<times>once|twice|thrice|(?:\d{1,2}|two|three|four|five|six|seven|ten) times)"
_EN = deferred(
    rf"\b(?:{_TIMES}\s(?:an?|per|each|every)|every|each|per)\s(?:other\s|single\s)?"
    r"(?:(?P<n>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|few)[\s-])?"
    r"(?P<u>hour|day|night|morning|evening|week|month|quarter|year)s?\b"
    r"|\b(?P<adverb>hourly|daily|nightly|(?:bi)?weekly|fortnightly|(?:bi)?monthly|quarterly"
    r"|(?:half-?|twice-)?yearly|(?:semi-?|bi)?annual(?:ly)?|biennial(?:ly)?|per annum)\b",
    re.I,
)
# What each word that ends so stands for, longer ones first: how many of which time.
_ADVERBS = (
    ("half-yearly", 6, "month"), ("halfyearly", 6, "month"), ("twice-yearly", 6, "month"),
    ("semiannual", 6, "month"), ("semi-annual", 6, "month"), ("biannual", 6, "month"),
    ("biennial", 2, "year"), ("biweekly", 2, "week"), ("fortnightly", 2, "week"),
    ("bimonthly", 2, "month"), ("hourly", 1, "hour"), ("daily", 1, "day"), ("nightly", 1, "day"),
    ("weekly", 1, "week"), ("monthly", 1, "month"), ("quarterly", 1, "quarter"),
    ("yearly", 1, "year"), ("annual", 1, "year"), ("per annum", 1, "year"),
)  # fmt: skip
# Any word of a time; a day of the month and a year of the calendar are none.
_DATED = deferred(
    r"(?:19|20)?\d\d年(?![前后来间内])|[0-9一二三四五六七八九十]{1,3}[月日号]"
    r"|[一二三四五六七八九〇零]{4}年|[今去明]年|[本上下当]月|[今昨明]日|日本"
)
_NAMED = {
    "zh": {
        "hour": deferred(r"[时時]|钟头|点"), "day": deferred(r"[日天晚夜早晨朝]"),
        "week": deferred(r"[周週旬]|星期|礼拜"), "month": deferred(r"月"),
        "quarter": deferred(r"季"), "year": deferred(r"[年岁载]"),
    },
    "en": {
        "hour": deferred(r"hour", re.I),
        "day": deferred(r"\b(?:every|to|mid|week|birth)?da(?:y|ily)|night|morning|evening", re.I),
        "week": deferred(r"week|fortnight", re.I), "month": deferred(r"month", re.I),
        "quarter": deferred(r"quarter|season", re.I),
        "year": deferred(r"year|annu|\bp\.?a\b|biennial", re.I),
    },
}  # fmt: skip
# Two lengths that differ by less are one said in other words: four weeks and a month.
_ALIKE = 1.35


@dataclass(frozen=True, slots=True)
class Round:
    """A length of time after which something comes round, in days, and where it is said."""

    unit: str
    days: float
    span: Span
    raw: str

    def agrees(self, other: Round) -> bool:
        """Tell whether two are as long, or nearly so."""
        return max(self.days, other.days) <= _ALIKE * min(self.days, other.days)


def rounds(text: str, lang: str) -> list[Round]:
    """Return how often things come round in a text.

    >>> [(r.unit, round(r.days)) for r in rounds("每季度一次，每年两次", "zh")]
    [('quarter', 91), ('year', 183)]
    >>> [(r.unit, round(r.days)) for r in rounds("monthly, or every two weeks", "en")]
    [('month', 30), ('week', 14)]
    """
    if lang == "zh":
        return [_chinese(match) for match in _ZH.finditer(text)] if _speaks(text) else []
    return [_english(match) for match in _EN.finditer(text)]


def names(text: str, lang: str, unit: str) -> bool:
    """Tell whether a text has any word of a time: 月 or “monthly”, but for 5月 and May.

    >>> names("2026年5月起每季度一次", "zh", "month"), names("两个月", "zh", "month")
    (False, True)
    """
    return bool(_NAMED[lang][unit].search(_DATED.sub(" ", text) if lang == "zh" else text))


def _speaks(text: str) -> bool:
    return any(sign in text for sign in "每按逐度次")


def _chinese(match: re.Match[str]) -> Round:
    unit = _ZH_UNITS[match["u"] or match["by"] or match["one"] or match["span"]]
    return _round(match, unit, _count(match["n"]), _count(match["times"]))


def _english(match: re.Match[str]) -> Round:
    adverb = (match["adverb"] or "").lower()
    for word, count, unit in _ADVERBS if adverb else ():
        if adverb.startswith(word):
            return _round(match, unit, float(count), 1.0)
    unit = match["u"].lower()
    unit = unit if unit in _DAYS else "day"
    return _round(match, unit, _number(match["n"]), _number(match["times"]))


def _round(match: re.Match[str], unit: str, count: float, times: float) -> Round:
    return Round(unit, _DAYS[unit] * count / times, Span(*match.span()), match[0])


@lru_cache(maxsize=64)
def _count(figure: str | None) -> float:
    if figure is None or figure == "半":
        return 0.5 if figure else 1.0
    read = chinese(figure)
    value = float(figure) if figure.isascii() else float(read.low) if read else 0.0
    return value or 1.0


@lru_cache(maxsize=64)
def _number(words: str | None) -> float:
    word = (words or "").lower().removesuffix(" times")
    if word in ("twice", "thrice"):
        return 2.0 if word == "twice" else 3.0
    value = float(word) if word.isdigit() else float(english(word) or 0) if word else 0.0
    return value or 1.0
