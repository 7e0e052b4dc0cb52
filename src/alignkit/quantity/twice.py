"""Numbers that a contract writes twice, thirty (30) days and 三十（30）日: read as one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.numerals import chinese, digits, english, fold

_FIGURES = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_BRACKET = deferred(r"\s?[(（]\s?(?P<in>[^()（）]{1,60}?)\s?[)）]")
_ALL_FIGURES = deferred(_FIGURES)
_LAST_FIGURES = deferred(rf"(?<![0-9.,A-Za-z-]){_FIGURES}\Z")
_LAST_WORDS = deferred(r"[A-Za-z]+(?:[\s-][A-Za-z]+){0,11}\Z")
_LAST_CHARACTERS = deferred(r"[零〇○一二两三四五六七八九十百千万亿]+\Z")
# So much of what stands before a bracket is looked at.
_BEFORE = 90


def once(text: str, lang: str) -> tuple[str, Sequence[int]] | None:
    """Return a text without what repeats a number, with the place of each character; None: nothing.

    >>> once("within thirty (30) days", "en")[0], once("三十（30）日内", "zh")[0]
    ('within thirty days', '三十日内')
    >>> once("within thirty (40) days", "en")
    """
    if "(" not in text and "（" not in text:
        return None
    value, last = (_of_characters, _last_characters) if lang == "zh" else (_of_words, _last_words)
    kept: list[tuple[int, int]] = []
    at = 0
    for bracket in _BRACKET.finditer(text):
        inner, before = bracket["in"], text[max(0, bracket.start() - _BEFORE) : bracket.start()]
        if _ALL_FIGURES.fullmatch(inner):
            again = last(before, digits(inner))
        else:
            figures = _LAST_FIGURES.search(before)
            again = bool(figures) and value(inner) == digits(figures[0])  # type: ignore[index]
        if again:
            kept.append((at, bracket.start()))
            at = bracket.end()
    if not kept:
        return None
    kept.append((at, len(text)))
    places = [place for start, end in kept for place in range(start, end)]
    return "".join(text[start:end] for start, end in kept), places


def _of_characters(text: str) -> Decimal | None:
    folded = fold(text)
    read = chinese(folded) if _LAST_CHARACTERS.fullmatch(folded) else None
    return read.low if read and read.low == read.high else None


def _last_characters(before: str, value: Decimal) -> bool:
    """Tell whether a text ends in a numeral of a value, in characters."""
    found = _LAST_CHARACTERS.search(fold(before))
    return bool(found) and _of_characters(found[0]) == value  # type: ignore[index]


def _of_words(text: str) -> Decimal | None:
    return english(text.replace(",", "")) if text.lower() != "a" else None


def _last_words(before: str, value: Decimal) -> bool:
    """Tell whether a text ends in a numeral of a value, in words."""
    found = _LAST_WORDS.search(before.replace(",", ""))
    words = found[0].split() if found else []
    ends = (" ".join(words[at:]) for at in range(len(words)))
    return any(_of_words(end) == value for end in ends)
