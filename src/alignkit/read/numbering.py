"""The number or bullet a line begins with: 一、 （一） 1) A) (1) I. 1.2 第三条 ● ——."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_ZH_DIGITS = "〇零一二三四五六七八九十百"
_ZH_VALUE = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

# Scheme, pattern of the mark; the group `value` is what counts up. The first that fits wins.
_SCHEMES = (
    ("part", rf"第\s?(?P<value>[{_ZH_DIGITS}]+|\d{{1,3}})\s?[编編篇部]分?(?![{_ZH_DIGITS}])"),
    ("chapter", rf"第\s?(?P<value>[{_ZH_DIGITS}]+|\d{{1,3}})\s?章"),
    ("section", rf"第\s?(?P<value>[{_ZH_DIGITS}]+|\d{{1,3}})\s?[节節]"),
    ("article", rf"第\s?(?P<value>[{_ZH_DIGITS}]+|\d{{1,3}})\s?[条條款](?!件)"),
    ("annex", rf"(?:附件|附录|附錄|附表)\s?(?P<value>[{_ZH_DIGITS}]+|\d{{1,2}})\s?[:：.、]?"),
    ("zh", rf"(?P<value>[{_ZH_DIGITS}]+)[、．.]"),
    ("zh()", rf"[(（]\s?(?P<value>[{_ZH_DIGITS}]+)\s?[)）]"),
    ("zh)", rf"(?P<value>[{_ZH_DIGITS}]+)[)）]"),
    ("circled", r"(?P<value>[①-⑳❶-❿])"),
    (
        "part",
        r"(?i:part|title|volume)\s(?P<value>(?i:[ivxlc]+)|\d{1,3}|(?i:one|two|three|four|five|six))\b[.:]?",
    ),
    ("chapter", r"(?i:chapter)\s(?P<value>(?i:[ivxlc]+)|\d{1,3})\b[.:]?"),
    ("section", r"(?i:section)\s(?P<value>(?i:[ivxlc]+)|\d{1,3}(?:\.\d{1,3})*)\b[.:]?"),
    ("article", r"(?i:article)\s(?P<value>(?i:[ivxlc]+)|\d{1,3})\b[.:]?"),
    (
        "annex",
        r"(?i:annex|appendix|attachment|box|table|figure)\s(?P<value>\d{1,3}|[A-Z])\b\s?[.:]?",
    ),
    ("1.1", r"(?P<value>\d{1,3}(?:\.\d{1,3}){1,5})\.?(?=\s+[^a-z\d\s]|[^\W\d_a-zA-Z])"),
    ("1()", r"[(（]\s?(?P<value>\d{1,2})\s?[)）]"),
    ("1)", r"(?P<value>\d{1,3})\s?[)）]"),
    ("1.", r"(?P<value>\d{1,3})(?:[、．]|\.(?=\s|[^\W\d_a-zA-Z]|[A-Z][a-z]))"),
    ("I()", r"[(（]\s?(?P<value>[IVX]{1,5})\s?[)）]"),
    ("I.", r"(?P<value>[IVX]{1,6})(?:、|\.(?=\s))"),
    ("I)", r"(?P<value>[IVX]{2,6})\s?[)）]"),
    ("i()", r"[(（]\s?(?P<value>[ivx]{1,5})\s?[)）]"),
    ("A()", r"[(（]\s?(?P<value>[A-Z])\s?[)）]"),
    ("a()", r"[(（]\s?(?P<value>[a-z])\s?[)）]"),
    ("A)", r"(?P<value>[A-Z])\s?[)）]"),
    ("a)", r"(?P<value>[a-z])\s?[)）]"),
    ("A.", r"(?P<value>[A-Z])(?:、|\.(?=\s[A-Z]\S{2}|[^\W\d_a-zA-Z]))"),
    ("a.", r"(?P<value>[a-z])\.(?=\s)"),
    ("bullet", r"[●•■□◆◇○▪▫▶►★☆※✓✔➢❖·‧∙](?!\d)"),
    ("dash", r"(?:——+|—|–|[-*+](?=\s)|－－?)(?!\s*\d)"),
)
# What a mark can begin with at all: a cheap look before the patterns are tried.
_OPENERS = re.compile(
    rf"[ \t\u3000\xa0]*(?:[{_ZH_DIGITS}第附(（①-⑳❶-❿●•■□◆◇○▪▫▶►★☆※✓✔➢❖·‧∙—–－*+-]"
    r"|\d{1,3}\s?[.)）、．]|[A-Za-z]\s?[.)）、]|[IVX]{1,6}\s?[.)）、]"
    r"|(?i:part|title|volume|chapter|section|article|annex|appendix|attachment|box|table|figure)\s)"
)


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each scheme's pattern: compiled for the first line that may begin with a mark."""
    return tuple((name, re.compile(rf"[ \t\u3000\xa0]*{form}")) for name, form in _SCHEMES)


class Mark(NamedTuple):
    """The numbering at the head of a line: its scheme, its value, as written, where it ends."""

    scheme: str
    value: int
    text: str
    end: int

    @property
    def counts(self) -> bool:
        """Whether the mark says which item of a series this is."""
        return self.value > 0


def mark(line: str) -> Mark | None:
    """Return the numbering a line begins with.

    >>> mark("（二）智能服务机器人").value
    2
    >>> mark("1 ) Overall Requirements").scheme
    '1)'
    >>> mark("2018 was a year.") is None
    True
    """
    if not _OPENERS.match(line):
        return None
    for scheme, form in _marks():
        found = form.match(line)
        if found:
            written = found.group().strip()
            held = found.groupdict().get("value")
            return Mark(scheme, value(held) if held else 0, written, found.end())
    return None


def value(written: str) -> int:
    """Return what a numeral counts: Chinese, Arabic, Roman, circled or a letter.

    >>> [value(v) for v in ("十二", "IV", "c", "③", "2.3")]
    [12, 4, 3, 3, 3]
    """
    if written[0] in _ZH_DIGITS:
        return _chinese(written)
    last = written.rsplit(".", 1)[-1]
    if last.isdecimal():
        return int(last)
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    if "❶" <= written <= "❿":
        return ord(written) - ord("❶") + 1
    lower = written.lower()
    words = ("one", "two", "three", "four", "five", "six")
    if lower in words:
        return words.index(lower) + 1
    # A lone I or i heads a Roman series; any other lone letter counts the alphabet.
    if lower in ("i", "v", "x") or (len(lower) > 1 and set(lower) <= set(_ROMAN)):
        return _roman(lower)
    return ord(lower) - ord("a") + 1 if len(lower) == 1 else 0


def _chinese(written: str) -> int:
    total = unit = 0
    for char in written:
        if char == "百":
            total += (unit or 1) * 100
            unit = 0
        elif char == "十":
            total += (unit or 1) * 10
            unit = 0
        else:
            unit = unit * 10 + _ZH_VALUE[char] if unit else _ZH_VALUE[char]
    return total + unit


def _roman(written: str) -> int:
    values = [_ROMAN[char] for char in written]
    return sum(
        -this if this < following else this
        for this, following in zip(values, [*values[1:], 0], strict=True)
    )


class Levels:
    """Gives each numbering of a document its depth, from the order in which schemes nest.

    >>> levels = Levels()
    >>> [levels.of(mark(line)) for line in ("1) A", "(1) B", "(2) C", "2) D", "A) E", "B) F")]
    [1, 2, 2, 1, 2, 2]
    """

    def __init__(self) -> None:
        self._open: list[str] = []

    def of(self, found: Mark) -> int:
        """Return the depth of this mark, the next in reading order."""
        scheme = found.scheme
        if scheme == "1.1":
            return found.text.rstrip(".").count(".") + 1
        if scheme in self._open:
            del self._open[self._open.index(scheme) + 1 :]
        elif found.value == 1 or not found.counts or not self._open:
            self._open.append(scheme)
        else:
            self._open[-1] = scheme
        return len(self._open)
