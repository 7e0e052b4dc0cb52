"""Days and years told from today: yesterday, last year, 去年, 昨晚."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alignkit.types import Span

_ZH = re.compile(
    r"(?P<y>去年|前年|大前年|明年|后年|上年(?!同)|来年|翌年)(?!同期|来)"
    r"|(?P<d>昨[天日晚夜]|前[天日](?!性)|(?<!美好)(?<!的)明[天日晚早](?!报)|(?<![以今])后[天](?!性))(?!报)"
)
_EN = re.compile(
    r"\b(?P<y>last year|the previous year|the year before|a year (?:ago|earlier)|next year"
    r"|the following year|the coming year|the year after|this year)\b"
    r"|\b(?P<d>yesterday|last night|last evening|tomorrow|the day before|the previous (?:day"
    r"|night|evening)|the next day|the following day|the other day|overnight|today|tonight)\b",
    re.I,
)
_OFFSETS = {
    "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1, "来年": 1, "翌年": 1, "后年": 2,
    "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "前天": -2, "前日": -2, "明天": 1, "明日": 1,
    "明晚": 1, "明早": 1, "后天": 2,
    "last year": -1, "the previous year": -1, "the year before": -1, "a year ago": -1,
    "a year earlier": -1, "next year": 1, "the following year": 1, "the coming year": 1,
    "the year after": 1, "this year": 0, "yesterday": -1, "last night": -1, "last evening": -1,
    "tomorrow": 1, "the day before": -1, "the previous day": -1, "the previous night": -1,
    "the previous evening": -1, "the next day": 1, "the following day": 1, "overnight": -1,
    "the other day": -1, "today": 0, "tonight": 0,
}  # fmt: skip


# What is told from another day than today, and often said in other ways.
_LOOSE = frozenset(key for key in _OFFSETS if key.startswith(("the ", "a year", "overnight")))


@dataclass(frozen=True, slots=True)
class Relative:
    """A day or year told from today: its unit, how many on, and where it stands."""

    unit: str
    offset: int
    span: Span
    raw: str
    loose: bool = False

    @property
    def says(self) -> str:
        """The offset in words that are the same for both languages."""
        return f"{self.offset:+d} {self.unit}"


def relatives(text: str, lang: str) -> list[Relative]:
    """Return the days and years of a text that are told from today.

    >>> [r.says for r in relatives("去年9月2日和昨晚", "zh")]
    ['-1 year', '-1 day']
    """
    pattern = _ZH if lang == "zh" else _EN
    found = []
    for match in pattern.finditer(text):
        unit = "year" if match["y"] else "day"
        raw = match[0]
        offset = _OFFSETS.get(raw.lower(), 0)
        found.append(Relative(unit, offset, Span(*match.span()), raw, raw.lower() in _LOOSE))
    return found
