"""What a growth is measured from: the year before, the month before, the start of a trial.

An expression of relative time has a unit (year), how many back (one) and may ask for the same time
of it (the same month of last year); where a word of comparison leads to it, it is a basis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alignkit.deferred import deferred
from alignkit.types import Span

# The period before, whatever its length: 环比 in a text of quarters is a quarter's.
PERIOD = "period"
#: Units from the shortest on, each with its Chinese and its English words.
_UNITS = {
    "day": ("交易日|工作日|日|天", "trading day|business day|day|session"),
    "week": ("周|星期|礼拜", "week"),
    "month": ("月份?", "month"),
    "quarter": ("季度|季", "quarter"),
    "half": ("半年", "half|six months"),
    "year": ("财年|年度|学年|赛季|年", "financial year|fiscal year|year|season"),
}
_ZH_UNIT = "|".join(f"(?P<{unit}>{zh})" for unit, (zh, _) in sorted(_UNITS.items(), reverse=True))
_EN_ANY = "|".join(en for _, en in _UNITS.values())
# 比去年同期, 较上季度, 环比; 上半年 and 一季度 are periods by name.
_ZH = deferred(
    r"(?P<yoy>同比)|(?P<seq>环比|環比)|"
    r"[比较較与與和同跟]\s?(?:去年|上年|前一年|上一年)(?:度|的)?\s?(?P<same>同期|同月|同季|同一)|"
    rf"(?:[比较較]\s?|[是为為达達](?=[^，。；]{{2,5}}的))(?:去(?=年)|[上前]一?[个個]?|此前一)(?:{_ZH_UNIT})(?!同|的?同|半|来|以)|"
    r"(?:[是为達达]|相当于)(?:去年|上年)(?P<times>同期)的|"
    r"[比较較]\s?(?:[前今去本上当]?年?)?(?:第?(?P<q>[一二三四1-4])季度?|(?P<h>[上下])半年)|"
    r"(?:[比较較与與和从從自]\s?)(?P<base>基[线線]|基准期?)"
)
_LED = (
    r"(?:than|compared (?:with|to)|versus|vs\.?|relative to|against|up on|down on|over|from|on"
    r"|that (?:of|in)|those (?:of|in)|of)"
)
_LAST = r"(?:the\s)?(?:last|previous|prior|preceding)"
_EN = deferred(
    r"(?P<yoy>\byear[- ](?:on|over)[- ]year\b|\byoy\b|\by[-/]o[-/]y\b)|"
    r"(?P<mom>\bmonth[- ](?:on|over)[- ]month\b|\bmom\b|\bm[-/]o[-/]m\b)|"
    r"(?P<qoq>\bquarter[- ](?:on|over)[- ]quarter\b|\bqoq\b|\bq[-/]o[-/]q\b)|"
    r"(?P<wow>\bweek[- ](?:on|over)[- ]week\b)|"
    rf"\b{_LED}\s(?:in\s|during\s|for\s)?(?:"
    r"(?P<same>the\s(?:same|corresponding|like)\s(?:\w+\s){1,2}?(?:(?:of|in|from)\s)?(?:the\s)?"
    r"(?:last|previous|prior|preceding|a)?\s?year\b(?:\s(?:earlier|before|ago))?)|"
    rf"(?:an?|one)\s(?P<ago>{_EN_ANY})\s(?:earlier|before|ago|previously)\b|"
    rf"the\s(?P<before>{_EN_ANY})\s(?:before|earlier)\b|"
    rf"{_LAST}\s(?P<last>{_EN_ANY})\b(?!['’]s)|"
    r"(?:the\s)?(?P<q>first|second|third|fourth)[- ]quarter\b|"
    r"(?:the\s)?(?P<h>first|second)[- ]half\b|"
    r"(?:the\s)?(?P<base>baseline)\b)",
    re.I,
)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4",
             "一": "1", "二": "2", "三": "3", "四": "4", "上": "1", "下": "2"}  # fmt: skip
# "From last year on" and "on the previous day" tell a change only by a figure or a comparative.
_OPEN = deferred(r"(?:from|on|over|of|against)\s", re.I)
_COMPARING = deferred(
    r"%|\d|percent|per cent|\b(?:higher|lower|more|less|fewer|up|down|double|twice|half|times|rise"
    r"|fall|rose|fell|increase\w*|decrease\w*|grow\w*|grew|drop\w*|gain\w*|declin\w*|change\w*|points?)\b",
    re.I,
)
_BEFORE = 48
# Three months, or the months up to June: the period is not one month.
_MONTHS = deferred(r"[个個]月|(?:截至|[至到—–~-])[^，。；]{0,8}月")


@dataclass(frozen=True, slots=True)
class Basis:
    """What something is compared with: a unit of time, or a period or start by its name."""

    says: str
    span: Span


def bases(text: str, lang: str) -> list[Basis]:
    """Return what a text says that its figures are measured from.

    >>> [b.says for b in bases("同比增长4%，较上季度下降1%", "zh")]
    ['year', 'quarter']
    >>> [b.says for b in bases("up 4% from a year earlier", "en")]
    ['year']
    """
    return list(_chinese(text) if lang == "zh" else _english(text))


def _chinese(text: str) -> Iterator[Basis]:
    for match in _ZH.finditer(text):
        held = match.groupdict()
        if held["yoy"] or held["same"] or held["times"]:
            says = "year"
        elif held["seq"]:
            says = _sequel(text)
        elif held["base"]:
            says = "baseline"
        elif held["q"]:
            says = "Q" + _ORDINALS.get(held["q"], held["q"])
        elif held["h"]:
            says = "H" + _ORDINALS[held["h"]]
        else:
            says = next(unit for unit in _UNITS if held[unit])
        yield Basis(says, Span(*match.span()))


def _sequel(text: str) -> str:
    """Return the period of 环比, where the sentence names one sort of it alone."""
    quarter, month = "季" in text, "月" in text
    if month and _MONTHS.search(text):
        return PERIOD
    return "quarter" if quarter and not month else "month" if month and not quarter else PERIOD


def _english(text: str) -> Iterator[Basis]:
    for match in _EN.finditer(text):
        held = match.groupdict()
        if _OPEN.match(match[0]) and not _COMPARING.search(
            text, max(0, match.start() - _BEFORE), match.start()
        ):
            continue
        if held["yoy"] or held["same"]:
            says = "year"
        elif held["mom"]:
            says = "month"
        elif held["qoq"]:
            says = "quarter"
        elif held["wow"]:
            says = "week"
        elif held["base"]:
            says = "baseline"
        elif held["q"] or held["h"]:
            says = ("Q" if held["q"] else "H") + _ORDINALS[(held["q"] or held["h"]).lower()]
        else:
            said = (held["ago"] or held["before"] or held["last"]).lower()
            says = next(u for u, (_, en) in _UNITS.items() if re.fullmatch(en, said))
        yield Basis(says, Span(*match.span()))


def agree(one: str, other: str) -> bool:
    """Tell whether two bases may be one: the first quarter may be the quarter before.

    >>> agree("Q1", "quarter"), agree("Q1", "year"), agree("period", "week")
    (True, False, True)
    """
    if one == other:
        return True
    if PERIOD in (one, other):
        return not {one, other} & {"year", "baseline"}
    named = {"Q": "quarter", "H": "half"}
    return named.get(one[0]) == other or named.get(other[0]) == one
