"""What else looks at a pair of sentences: digits, length, CheckMate's rules, translate-toolkit.

CheckMate's rules are those that Okapi's quality check has switched on when it is opened, as its
own code states them, written here again for the comparison alone; what looks at inline codes is
left out, since the texts have none.
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import regex

Pair = tuple[str, str]
#: Tells which of some pairs it objects to, by the names of its rules.
Checker = Callable[[Sequence[Pair], str], list[set[str]]]

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def same_digits(source: str, target: str) -> bool:
    """Tell whether the digits of both sides differ."""
    one, two = (
        Counter(match.replace(",", "") for match in _DIGITS.findall(side))
        for side in (source, target)
    )
    return one != two


def digits(pairs: Sequence[Pair], lang: str) -> list[set[str]]:
    """Object where the digits of both sides differ."""
    return [{"digits"} if same_digits(*pair) else set() for pair in pairs]


#: Of clean pairs this part is left outside, half at either end.
OUTSIDE = 0.05


def length_ratio(clean: Iterable[Pair]) -> Checker:
    """Return a checker of lengths, with the bounds that hold nearly all of some clean pairs."""
    ratios = sorted(map(_ratio, clean))
    cut = int(len(ratios) * OUTSIDE / 2)
    low, high = ratios[cut], ratios[-1 - cut]

    def judge(pairs: Sequence[Pair], lang: str) -> list[set[str]]:
        return [set() if low <= _ratio(pair) <= high else {"length"} for pair in pairs]

    return judge


def _ratio(pair: Pair) -> float:
    return math.log((1 + len(pair[1])) / (1 + len(pair[0])))


#: CheckMate's bounds, in percent of the source: up to so many characters, and above that.
BREAK = 20
LONGEST = 350, 200
SHORTEST = 30, 45
EXCEPT = frozenset(("sie", "vous", "nous"))
#: What must stand on both sides, wherever it stands.
PATTERNS = {
    "opening parenthesis": regex.compile(r"[(（]"),
    "closing parenthesis": regex.compile(r"[)）]"),
    "brackets": regex.compile(r"(?V1)[\p{Ps}\p{Pe}--[()（）]]"),
    "email": regex.compile(r"[\w.\-]+@[\w.\-]+", regex.ASCII),
    "URL": regex.compile(
        r"https?:[\w/.:;+\-~%#$?=&,()]+[\w/:;+\-~%#$?=&,()]+|www\.[\w/.:;+\-~%#$?=&,()]+",
        regex.ASCII,
    ),
    "IP address": regex.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"),
    "printf": regex.compile(r"%(([-0+#]?)[-0+#]?)((\d\$)?)(([\d*]*)(\.[\d*]*)?)[dioxXucsfeEgGpn]"),
}
#: These are compared as they stand; of the others any of the kind will do.
ALIKE = frozenset(("brackets", "email", "URL", "IP address", "printf"))
_DOUBLED = regex.compile(r"\b([\p{L}\p{M}]+)[\t\n\f\r\p{Z}]+\1\b", regex.IGNORECASE)
_CORRUPT = re.compile(r"\u00c3[\u00a4-\u00b6]|\u00c3\u0192|\u00ef\u00bf\u00bd")


def checkmate(usual: float = 1.0) -> Checker:
    """Return CheckMate's rules; `usual` is how long a translation is, its bounds say 1."""

    def judge(pairs: Sequence[Pair], lang: str) -> list[set[str]]:
        return [set(_objections(*pair, usual)) for pair in pairs]

    return judge


def _objections(source: str, target: str, usual: float) -> Iterable[str]:
    if not target.strip():
        yield "empty target"
    if source == target and re.search(r"\w", source):
        yield "same as source"
    if any(match[1].lower() not in EXCEPT for match in _DOUBLED.finditer(target)):
        yield "doubled word"
    if _CORRUPT.search(target):
        yield "corrupted characters"
    if _margins(source) != _margins(target):
        yield "white space"
    long = len(source) > BREAK
    if len(target) > len(source) * usual * LONGEST[long] / 100:
        yield "too long"
    if len(target) < int(len(source) * usual * SHORTEST[long] / 100):
        yield "too short"
    for name, pattern in PATTERNS.items():
        one, two = ([m[0] if name in ALIKE else "" for m in pattern.finditer(side)]
                    for side in (source, target))  # fmt: skip
        if Counter(one) - Counter(two):
            yield name


def _margins(text: str) -> tuple[str, str]:
    bare = text.strip()
    return (text, "") if not bare else tuple(text.split(bare, 1))  # type: ignore[return-value]


def usual_length(clean: Iterable[Pair]) -> float:
    """Return how long the translations of some clean pairs are, for one character of the source."""
    return math.exp(statistics.median(map(_ratio, clean)))
