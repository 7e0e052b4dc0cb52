"""What renders a stretch where no vector says so: its gloss, kindred words, who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from alignkit.deferred import deferred
from alignkit.link.cells import word_class
from alignkit.types import Span
from alignkit.words.lexicon import HAN_FIRST, meanings, stem_of
from alignkit.words.numbered import Words
from alignkit.words.script import HAN, LATIN_WORD

# 西塔拉曼指出, 据俄罗斯卫星网报道, 携程数据显示
_SAYS = "(?:指出|表示|强调|介绍|认为|相信|透露|宣布|补充|解释|坦言|直言|报道|报导|显示|披露|[说称])"
_SOURCE = deferred(_SAYS)
_WHOLE = deferred(rf"[^，。；：！？“”]{{1,14}}{_SAYS}+(?:道|说|称)?")
_SAID = deferred(
    r"\b(?:said|says?|saying|not(?:es|ed|ing)|point(?:s|ed|ing) out|stress(?:es|ed|ing)"
    r"|emphasi[sz](?:es|ed|ing)|affirm(?:s|ed)|add(?:s|ed)|believ(?:es?|ed|ing)|stat(?:es|ed)"
    r"|t(?:ells?|old)|explain(?:s|ed)?|announc(?:es|ed)|report(?:s|ed|ing)?|according|opinion|view"
    r"|indicat(?:es?|ed|ing)|show(?:s|ed|n|ing)?|reveal(?:s|ed|ing)?|disclos(?:es|ed|ing)"
    r"|introduc(?:es|ed)|thinks?|thought|claim(?:s|ed|ing)?|remark(?:s|ed)|mention(?:s|ed))\b",
    re.I,
)


def kept(stretch: str, source: str, target: str) -> bool:
    """Tell whether a stretch is an attribution, and the translation has as many as its source.

    >>> kept("西塔拉曼指出", "西塔拉曼指出，销量下跌。", "She pointed out that sales fell.")
    True
    >>> kept("西塔拉曼指出", "西塔拉曼指出，销量下跌。", "Sales fell.")
    False
    """
    if not _WHOLE.fullmatch(stretch):
        return False
    return len(_SAID.findall(target)) >= len(_SOURCE.findall(source))


# A name or term with its gloss: what stands in brackets behind it, or behind its title's marks.
_GLOSS = deferred(r"[》”’\"]?\s*[(（]([^()（）]{2,80})[)）]")
_JOINED = deferred(r"[、，,]|\s(?:and|or)\s|[与和及或](?=[^与和及或]{2})")
_ACRONYM = deferred(r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9-]*")
_LETTERS = deferred(r"[^\W_]+")


def glossed(source: str, target: str, span: Span) -> bool:
    """Tell whether all that a stretch names has its gloss, and the translation holds the glosses.

    >>> text = "目的是研究椎体成形术（Vesselplasty）的疗效。"
    >>> glossed(text, "To study Vesselplasty.", Span(5, 10))
    True
    >>> glossed(text, "To study it.", Span(5, 10))
    False
    """
    low, high = span
    # A stretch that begins or ends in the middle of a gloss takes the rest of it along.
    if _last(source, "(（", 0, low) > _last(source, ")）", 0, low):
        low = _last(source, "(（", 0, low)
    closing = re.match(r"[^()（）]*[)）]", source[high:])
    if closing and _last(source, "(（", low, high) > _last(source, ")）", low, high):
        high += closing.end()
    after = _GLOSS.match(source, high)
    text = source[low : after.end() if after else high]
    if not _GLOSS.search(text):
        return False
    bare = _GLOSS.sub(lambda match: "\0" * len(match[0]), text)
    edges = [0, *(m.end() for m in _JOINED.finditer(bare)), len(text)]
    pieces = [bare[a:b] for a, b in pairwise(edges) if bare[a:b].strip()]
    glosses = [match[1] for match in _GLOSS.finditer(text)]
    if any(not piece.rstrip(" 、，,与和及或").endswith("\0") for piece in pieces):
        return False
    return all(_foreign(gloss, source) and _stands(gloss, source, target) for gloss in glosses)


def _last(text: str, marks: str, low: int, high: int) -> int:
    return max(text.rfind(mark, low, high) for mark in marks)


def _foreign(gloss: str, source: str) -> bool:
    """Tell whether a gloss is in the other script, or an acronym."""
    if HAN.search(source):
        return not HAN.search(gloss) and bool(LATIN_WORD.search(gloss))
    return bool(HAN.search(gloss) or _ACRONYM.fullmatch(gloss))


def _stands(gloss: str, source: str, target: str) -> bool:
    """Tell whether the translation holds a part of a gloss as often as the source does."""
    there = " ".join(_LETTERS.findall(target)).lower()
    own = " ".join(_LETTERS.findall(source)).lower()
    parts = (" ".join(_LETTERS.findall(part)).lower() for part in re.split("[,，;；]", gloss))
    return any(part and 0 < own.count(part) <= there.count(part) for part in parts)


# So many Chinese characters around a literal say no more than what is done with it.
_AROUND = 4
_LITERAL = deferred(r"[A-Za-z0-9](?:[\w.+#-]*[\w+#])?", re.ASCII)


def literal(source: str, target: str, span: Span) -> bool:
    """Tell whether a stretch is hardly more than literals, and the translation holds them all.

    >>> literal("把make换为new_make就行了。", "Replace make by new_make.", Span(7, 18))
    True
    """
    text = span.slice(source)
    held = _LITERAL.findall(text)
    if not held or not HAN.search(source) or len(HAN.findall(text)) > _AROUND:
        return False
    own, there = _LITERAL.findall(source), _LITERAL.findall(target)
    return all(own.count(word) <= there.count(word) for word in held)


# 石油化工 is expected to be petroleum, and is there as petrochemicals; 治疗前 is pretreatment.
_SAME_START, _WHOLE_INSIDE = 5, 5
_ENGLISH = deferred(r"[a-z]+")
# From this share of its words on a stretch is rendered by kindred words.
_KINDRED = 0.6


def kin(form: str, target: str) -> int:
    """Return how many words of a translation begin as a rendering of a Chinese word, or hold it."""
    known = [word for word in meanings(form) if len(word) >= _SAME_START]
    starts = {word[:_SAME_START] for word in known}
    inside = [word for word in known if len(word) >= _WHOLE_INSIDE]
    return sum(
        word[:_SAME_START] in starts or any(part in word for part in inside)
        for word in _ENGLISH.findall(target.lower())
        if len(word) >= _SAME_START
    )


def kindred(words: Words, low: int, high: int, target: str) -> bool:
    """Tell whether most words of a Chinese stretch stand in the translation in words of their kin.

    Each must be there as often as in the source, and one at least in no form that is expected.
    """
    forms = [form for form in words.forms[low:high] if form >= HAN_FIRST and word_class(form) == 0]
    there = {stem_of(word) for word in _ENGLISH.findall(target.lower())}
    carried = [form for form in forms if kin(form, target) >= words.forms.count(form)]
    return len(carried) >= _KINDRED * len(forms) and any(
        there.isdisjoint(meanings(form)) for form in carried
    )


# A shorter stretch is a word that any sentence may hold.
_LONG = {True: 4, False: 12}
_BOUND = deferred(r"[\s，。；：！？、,.;:!?]")


def said_before(source: str, earlier: Sequence[str], span: Span) -> bool:
    """Tell whether a stretch is a name inside a clause that was written out just before.

    >>> said_before("《香港基本法》第五条规定如下。", ["《香港基本法》第四条"], Span(1, 6))
    True
    """
    text = span.slice(source)
    if len(text) < _LONG[bool(HAN.search(text))] or _BOUND.search(text.replace(" ", "")):
        return False
    before, after = source[: span.start].rstrip()[-1:], source[span.end :].lstrip()[:1]
    if (not before or _BOUND.match(before)) and (not after or _BOUND.match(after)):
        return False
    return text in source[: span.start] or any(text in other for other in earlier)
