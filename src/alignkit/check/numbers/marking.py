"""Widens the marks of a finding to the words it is about: "within 24GB", not 24GB alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.deferred import deferred
from alignkit.quantity.direction import way_words
from alignkit.quantity.lookup import bounds
from alignkit.quantity.reader import readable
from alignkit.quantity.when import limit_words
from alignkit.types import Span

Words = Callable[[str], re.Pattern[str]]

# So far from a number its words may stand, in characters of the language; set by hand.
_REACH = {"zh": 18, "en": 70}
# Beyond the end of a sentence or clause no word belongs to the number.
_STOP = {
    "zh": deferred(r"[。！？；;，,\n]"),
    "en": deferred(r"[!?;\n]|[.,:](?=\s)"),
}
_NEXT = {
    "zh": (deferred(r"[\u4e00-\u9fff]{1,2}\s?$"), deferred(r"\s?[\u4e00-\u9fff]{1,2}")),
    "en": (deferred(r"[^\s]+\s$"), deferred(r"\s[^\s]+")),
}


def holding(
    view: BeadView, hits: Iterable[Hit], words: Words, on: tuple[bool, bool] = (True, True)
) -> Iterator[Hit]:
    """Yield hits whose marks hold the nearest of some words as well, on the sides that have them.

    Where both marks hold the same characters even so, the words beside them are marked too; what
    is the same with them has no fault that could be shown. Nor has what stands on the other side
    with its words: 7 Plus.
    """
    for hit in hits:
        sides = (
            (view.source.text, readable(view.source_lang), hit.source),
            (view.target.text, readable(view.target_lang), hit.target),
        )
        if any(len(spans) != 1 for _, _, spans in sides):
            yield hit
            continue
        wide = [
            _with(text, lang, spans[0], words(lang)) if held else spans[0]
            for (text, lang, spans), held in zip(sides, on, strict=True)
        ]
        texts = [text for text, _, _ in sides]
        if _alike(texts, wide):
            wide = [
                _beside(text, lang, span) for (text, lang, _), span in zip(sides, wide, strict=True)
            ]
        if not _alike(texts, wide) and not _stands(texts, wide, (hit.source[0], hit.target[0])):
            yield replace(hit, source=(wide[0],), target=(wide[1],))


def _with(text: str, lang: str, span: Span, words: re.Pattern[str]) -> Span:
    """Return a span widened to the nearest word of a pattern in its clause."""
    low, high = _clause(text, lang, span)
    found = [
        (max(span.start - match.end(), match.start() - span.end, 0), match)
        for match in words.finditer(text, low, high)
        if match[0]
    ]
    outside = [
        (gap, match)
        for gap, match in found
        if not (span.start <= match.start() and match.end() <= span.end)
    ]
    if not outside:
        return span
    _, match = min(outside, key=lambda held: held[0])
    return Span(min(span.start, match.start()), max(span.end, match.end()))


def _clause(text: str, lang: str, span: Span) -> tuple[int, int]:
    """Return where the clause about a span begins and ends, within reach of it."""
    low, high = max(0, span.start - _REACH[lang]), min(len(text), span.end + _REACH[lang])
    for stop in _STOP[lang].finditer(text, low, span.start):
        low = stop.end()
    last = _STOP[lang].search(text, span.end, high)
    return low, last.start() if last else high


def _beside(text: str, lang: str, span: Span) -> Span:
    before, after = _NEXT[lang]
    ahead = before.search(text, max(0, span.start - _REACH[lang]), span.start)
    behind = after.match(text, span.end)
    return Span(ahead.start() if ahead else span.start, behind.end() if behind else span.end)


def _alike(texts: Sequence[str], spans: Sequence[Span]) -> bool:
    first, second = (_bare(text[s.start : s.end]) for text, s in zip(texts, spans, strict=True))
    return first == second


def _stands(texts: Sequence[str], wide: Sequence[Span], narrow: Sequence[Span]) -> bool:
    """Tell whether each mark that was widened stands in the other text as it is."""
    grown = [
        _bare(texts[side][wide[side].start : wide[side].end]) in _bare(texts[1 - side])
        for side in (0, 1)
        if wide[side] != narrow[side]
    ]
    return bool(grown) and all(grown)


def _bare(text: str) -> str:
    return "".join(text.casefold().split())


@lru_cache(maxsize=2)
def bounding(lang: str) -> re.Pattern[str]:
    """Return the words that bind a number."""
    words = sorted({**bounds(lang, "before"), **bounds(lang, "after")}, key=len, reverse=True)
    held = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:{held})\b|[<>≤≥+]" if lang == "en" else rf"{held}|[<>≤≥+]", re.I)


def limiting(lang: str) -> re.Pattern[str]:
    """Return the words that bind a date or time."""
    return limit_words(lang)


def moving(lang: str) -> re.Pattern[str]:
    """Return the words of rising and falling."""
    return way_words(lang)
