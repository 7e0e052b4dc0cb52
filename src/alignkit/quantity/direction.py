"""Rises and falls: which verb governs a quantity, and whether it says by or to."""

from __future__ import annotations

import re
from functools import lru_cache

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft
from alignkit.quantity.lookup import load
from alignkit.types.quantity import Change, Direction, Kind, Mark

MOVING = frozenset(
    (
        Kind.PERCENT,
        Kind.POINTS,
        Kind.MULTIPLE,
        Kind.MONEY,
        Kind.COUNT,
        Kind.MEASURE,
        Kind.DURATION,
        Kind.FRACTION,
    )
)
RATES = frozenset((Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE))

_ZH_LINK = deferred(
    r"(?P<to>了?(?:到|至|为|成|达到?)了?)?"
    r"(?:了|幅度?为?|率?为?|速为?|约|超过?|近|逾|至少|不到)*"
    r"(?:分别|同比|环比|比上?去?年|大约|高达|达到?|最高)*\s?$"
)
_ZH_FOLLOW = deferred(
    r"\s?(?:的|左右的?)?(?:年均)?(?:复合)?"
    r"(?P<word>增长(?=率|[^到至了\d]|$)|增幅|涨幅|增速|升幅|降幅|跌幅|减幅"
    r"|(?:减少|下降|上升|上涨|下跌|提升|提高|降低)(?![到至了]|\d))"
)
_ZH_CLAUSE = deferred(r"[。！？；;，,、：:\n（）()]")
_ZH_BASIS = deferred(r"同比|环比|[比较](?:上年同期|去年同期|上月)")
_ZH_MONTHLY = frozenset(("环比", "比上月", "较上月"))

_EN_WORD = deferred(r"[A-Za-z]+")
_EN_STOP = deferred(r"[.;:!?](?:\s|$)|\n")
# "Similar to 35 dB" and "from a low of 5 to a high of 9" tell no end of a change.
_EN_LINK = deferred(
    r"(?<!\bup\s)(?<!similar\s)(?<!equal\s)(?<!equivalent\s)(?<!close\s)(?<!due\s)"
    r"\b(?P<w>by|to)\s(?:[a-z]+\s){0,4}$|\b(?:by|to)$",
    re.I,
)
_EN_RANGING = deferred(r"\b(?:rang|var|differ)[a-z]*\s(?:[a-z]+\s)?from\b", re.I)
_EN_NEAR = deferred(
    r"^(?:\s(?:by|to|of|about|around|approximately|nearly|almost|over|more than|less than|roughly"
    r"|only|just|some|another|a|an|year-on-year|sharply|significantly|slightly|further|as much as"
    r"|as many as|at least|up to|from|in|value|at))*\s?$",
    re.I,
)
_EN_FOLLOW = deferred(
    r"[\s-](?:(?:year-on-year|annual|monthly|sharp|steep|significant|further|or more|price"
    r"|percentage)\s)?(?P<word>[A-Za-z]+)\b(?:\s(?P<next>[a-z]+))?"
)
_STEEPER = deferred(r"\s(?!(?:other|over|after|under|per|either|rather|ever|never)\b)([a-z]+er)\b")
_EN_BASE = deferred(
    r"\b(?:compared|than|versus|relative)\b"
    r"|(?<!\bby )(?<!\bto )\b(?:from|over|times|fold)(?:\s\S+)?\s$",
    re.I,
)
# 92 metres down is a place; "got up at three" is an hour.
_PLACES = frozenset(("up", "down"))
_LAST_HOUR = 12
# fell from 7 to 5: a range that a verb leads through
_EN_LED = deferred(r"\bfrom\s(?:an?\s|about\s|around\s|some\s)?$", re.I)
_EN_THEN = deferred(
    r"(?:\b(?:before|and|then|but)|,)\s(?:then\s|later\s)?(?P<verb>[a-z]+(?:ing|ed))\s(?:[a-z]+\s)?to\s\S{0,3}$",
    re.I,
)
_EN_PART = deferred(r"[,，]|\band\b")
_EN_YEARLY = deferred(
    r"year[- ]o(?:n|ver)[- ]year|\byoy\b|y-o-y|from a year (?:ago|earlier)|same period|annual"
    r"|compared (?:with|to) (?:the same|last year|a year|the previous year)",
    re.I,
)
_EN_MONTHLY = deferred(
    r"(?:month|quarter)[- ]o(?:n|ver)[- ](?:month|quarter)|\b(?:mom|qoq)\b|m-o-m|sequential"
    r"|from (?:the )?(?:previous|last|a) (?:month|quarter)|over the month",
    re.I,
)


@lru_cache(maxsize=1)
def _zh_ways() -> dict[str, Direction]:
    """Return the Chinese words of change with the way they lead."""
    held = load("directions")["zh"]
    return {word: way for way in (Direction.UP, Direction.DOWN) for word in held[way]}


@lru_cache(maxsize=1)
def _zh_words() -> str:
    return "|".join(sorted(_zh_ways(), key=len, reverse=True))


@lru_cache(maxsize=1)
def _zh_move() -> re.Pattern[str]:
    # 年减20% is "down 20% on the year", but 上年减少 is "less than the year before"
    return re.compile(rf"(?:年(?=减(?!少)))?(?P<word>{_zh_words()})")


@lru_cache(maxsize=2)
def way_words(lang: str) -> re.Pattern[str]:
    """Return the words of rising and falling, with the "to" that stands behind them."""
    if lang == "zh":
        return re.compile(rf"(?:{_zh_words()})了?[到至为]?")
    table = load("directions")["en"]
    return re.compile(rf"\b(?:{'|'.join([*table['up'], *table['down']])})(?:\s(?:by|to))?\b", re.I)


WINDOW = {"zh": 18, "en": 160}


def add_direction(draft: Draft, text: str, lang: str) -> None:
    """Add the direction, "by" or "to", and the basis of comparison."""
    if draft.kind not in MOVING:
        return
    if lang == "zh":
        _chinese(draft, text)
    else:
        _english(draft, text)


def _chinese(draft: Draft, text: str) -> None:
    window = text[max(0, draft.start - WINDOW["zh"]) : draft.start]
    cut = 0
    for mark in _ZH_CLAUSE.finditer(window):
        cut = mark.end()
    clause = window[cut:]
    basis = _ZH_BASIS.findall(clause)
    if basis:
        monthly = basis[-1] in _ZH_MONTHLY
        draft.marks.append(Mark.MONTH_ON_MONTH if monthly else Mark.YEAR_ON_YEAR)
    last = None
    for match in _zh_move().finditer(clause):
        last = match
    link = _ZH_LINK.match(clause, last.end()) if last else None
    if last and link and link.end() == len(clause):
        dragged = any(word in clause for word in load("directions")["zh"]["drag"])
        draft.direction = Direction.DOWN if dragged else _zh_ways()[last["word"]]
        amount = last["word"] in load("directions")["zh"]["amount"]
        draft.change = Change.TO if link["to"] and not amount else Change.BY
        return
    follow = _ZH_FOLLOW.match(text, draft.end)
    if follow and (draft.kind in (Kind.PERCENT, Kind.POINTS) or "的" in follow[0]):
        draft.direction, draft.change = _zh_ways()[follow["word"]], Change.BY


@lru_cache(maxsize=1)
def _english_ways() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load("directions")["en"]
    return re.compile("|".join(table["up"])), re.compile("|".join(table["down"]))


@lru_cache(maxsize=4096)
def _english_way(word: str) -> Direction:
    up, down = _english_ways()
    folded = word.lower()
    if up.fullmatch(folded):
        return Direction.UP
    return Direction.DOWN if down.fullmatch(folded) else Direction.NONE


def _way_at(word: str, following: str) -> Direction:
    unless = load("directions")["en"]["unless"]
    if unless.get(word.lower()) == following.lower():
        return Direction.NONE
    return _english_way(word)


def _english(draft: Draft, text: str) -> None:
    window = text[max(0, draft.start - WINDOW["en"]) : draft.start]
    cut = 0
    for mark in _EN_STOP.finditer(window):
        cut = mark.end()
    clause = window[cut:]
    if draft.kind in RATES:
        _basis(draft, clause, text[draft.end : draft.end + 60])
    led = _EN_LED.search(clause) if draft.low != draft.high else None
    clause = clause[: led.start()] if led else clause
    if _is_hour(draft, clause) or _measures_more(draft, text):
        return
    following = ""
    for match in reversed(list(_EN_WORD.finditer(clause))):
        way = _way_at(match[0], following)
        if way:
            rest = clause[match.end() :]
            if _goes_on(rest):
                return
            link = _EN_LINK.search(rest[-60:])
            if not _EN_BASE.search(rest) and (link or _EN_NEAR.match(rest)):
                dragged = any(word in clause for word in load("directions")["en"]["drag"])
                draft.direction = Direction.DOWN if dragged else way
                if led:
                    draft.change = Change.TO
                    return
                if _EN_RANGING.search(clause):
                    return
                draft.change = Change(((link["w"] if link else None) or Change.BY).lower())
                return
            break
        following = match[0]
    follow = _EN_FOLLOW.match(text, draft.end)
    if follow and draft.kind == Kind.MEASURE and follow["word"].lower() in _PLACES:
        return
    if follow and _attributed(follow["word"], follow["next"] or ""):
        return
    if follow and (way := _way_at(follow["word"], follow["next"] or "")):
        draft.direction, draft.change = way, Change.BY


def _attributed(word: str, following: str) -> bool:
    """Tell whether a word of change says of what sort the counted things are: growing seasons."""
    return word.endswith("ing") and following.endswith("s")


def _goes_on(rest: str) -> bool:
    """Tell whether another verb leads to the number: "rose from 2 to 5 before easing to 4"."""
    then = _EN_THEN.search(rest)
    return bool(then) and not _english_way(then["verb"])  # type: ignore[index]


def _is_hour(draft: Draft, clause: str) -> bool:
    """Tell whether "at three" may be said of the clock."""
    bare = draft.kind == Kind.COUNT and not draft.unit and not draft.noun
    small = draft.low is not None and draft.low <= _LAST_HOUR
    return bare and small and clause.lower().endswith(" at ")


def _measures_more(draft: Draft, text: str) -> bool:
    """Tell whether a comparative behind a rate measures a difference: 3% steeper."""
    steeper = _STEEPER.match(text, draft.end) if draft.kind in RATES else None
    return bool(steeper) and not _english_way(steeper[1])  # type: ignore[index]


def _basis(draft: Draft, clause: str, tail: str) -> None:
    stop = _EN_STOP.search(tail)
    tail = tail[: stop.start()] if stop else tail
    for part in (_EN_PART.split(tail)[0], _EN_PART.split(clause)[-1]):
        if _EN_MONTHLY.search(part):
            draft.marks.append(Mark.MONTH_ON_MONTH)
            return
        if _EN_YEARLY.search(part):
            draft.marks.append(Mark.YEAR_ON_YEAR)
            return
