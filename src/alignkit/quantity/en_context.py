"""What stands around an English number: bounds, direction, basis of comparison, what is counted."""

from __future__ import annotations

import re

from alignkit.quantity.draft import Draft
from alignkit.quantity.tables import bounds

UP = (
    r"increas\w*|ris(?:e|es|en|ing)|rose|grow(?:s|n|th|ing)?|grew|rais\w+|improv\w+|enhanc\w+|boost\w*|up|gain(?:s|ed|ing)?|"
    r"climb\w*|soar\w*|surg(?:e|es|ed|ing)|jump\w*|expan\w+|lift(?:s|ed|ing)?|rebound\w*|advanc(?:e|es|ed|ing)|upgrad\w+|skyrocket\w*|"
    r"accelerat\w+|elevat\w+|higher(?!\sthan)|upturn"
)
DOWN = (
    r"decreas\w*|reduc\w+|declin\w*|drop(?:s|ped|ping)?|fall(?:s|en|ing)?|fell|cut(?:s|ting)?|lower(?:s|ed|ing)?(?!\sthan)|shorten\w*|"
    r"shr[iau]nk\w*|contract(?:ed|ing|ion)|plummet\w*|plung\w+|slump\w*|tumbl\w+|down|los(?:e|es|t|ing|s)|slash\w*|evaporat\w+|"
    r"wip(?:e|ed|ing)|slid\w*|dip(?:s|ped|ping)?|sink\w*|sank|sunk|crash\w*|slip(?:s|ped|ping)?|shed(?:s|ding)?|trim\w*|halv\w+|vaporiz\w+|dwindl\w+"
)
MOVE = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b", re.I)
_LINK = re.compile(r"\b(?P<w>by|to)\s(?:[a-z]+\s){0,4}$|\b(?:by|to)$", re.I)
_NEAR = re.compile(
    r"^(?:\s(?:by|to|of|about|around|approximately|nearly|almost|over|more than|less than|roughly|only|just|some|another|a|an|"
    r"year-on-year|sharply|significantly|slightly|further|as much as|as many as|at least|up to|from|in|value|at))*\s?$",
    re.I,
)
_FOLLOW = re.compile(
    rf"(?:\s|-)(?:(?:year-on-year|annual|monthly|sharp|steep|significant|further|or more|price|percentage)\s)?(?P<word>{UP}|{DOWN})\b",
    re.I,
)
_BASE = re.compile(
    r"\b(?:compared|than|versus|relative)\b|\b(?:from|over|times|fold)(?:\s\S+)?\s$", re.I
)
_NEGATED = re.compile(r"(?:\b(?:not|never|cannot|no)|n['’]t)(?:\s(?:be|to be|to))?\s$")
_THAN = re.compile(
    r"(?:\b(?:times|fold|increase|growth|rise|improvement|decrease|drop|percent|victory|win)|%)\s$"
)
_INVERSE = {">": "<=", "<": ">=", ">=": "<", "<=": ">"}
_STOP = re.compile(r"[.;:!?](?:\s|$)|\n")
_YOY = re.compile(
    r"year[- ]on[- ]year|year[- ]over[- ]year|\byoy\b|y-o-y|from a year (?:ago|earlier)|same period|compared (?:with|to) (?:the same|last year|a year|the previous year)|annual",
    re.I,
)
_MOM = re.compile(
    r"month[- ]on[- ]month|month[- ]over[- ]month|\bmom\b|m-o-m|sequential|quarter[- ]on[- ]quarter|quarter[- ]over[- ]quarter|\bqoq\b|from (?:the )?(?:previous|last|a) (?:month|quarter)|over the month",
    re.I,
)
_KINDS_THAT_MOVE = frozenset(
    ("percent", "points", "multiple", "money", "count", "measure", "duration", "fraction")
)
_IDLE_END = re.compile(r"(?:\s(?:a|an|the))?[\s(\"“$€£¥-]*$")
_TAIL_WORDS = re.compile(r"(?:[a-z.]+\s){0,3}[a-z.]+$")
_WORD = re.compile(r"[\s-]*([A-Za-z][A-Za-z'’.-]*)")
_NOUN_STOPS = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "by", "to", "from", "for", "with", "and", "or", "but", "as", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "who", "which", "that", "than", "when", "while", "where", "if", "because", "since", "before", "after", "during", "over", "under", "about", "into", "out", "up", "down", "per", "this", "these", "those", "it", "its", "their", "his", "her", "our", "your", "they", "we", "he", "she", "you", "can", "could", "may", "might", "should", "must", "did", "do", "does", "not", "so", "then", "also", "only", "just", "each", "every", "through", "until", "till", "between", "among", "against", "without", "within", "via", "including", "such"]
)
_BEFORE_WORDS = re.compile(r"([A-Za-z][A-Za-z.'-]*)\s*$")


def add_context(draft: Draft, text: str) -> None:
    """Add the bound, the blur, the direction and the basis that the context states."""
    if draft.kind in (
        "item",
        "article",
        "citation",
        "version",
        "model",
        "phone",
        "name",
        "ordinal",
        "date",
        "time",
    ):
        return
    _before(draft, text)
    _after(draft, text)
    if draft.kind in _KINDS_THAT_MOVE:
        _move(draft, text)


def _before(draft: Draft, text: str) -> None:
    words = bounds("en", "before")
    floor = max(0, draft.start - 60)
    window = text[floor : draft.start].lower()
    for turn in range(2):
        window = _IDLE_END.sub("", window)
        tail = _TAIL_WORDS.search(window)
        if not tail:
            return
        pieces = tail[0].split()
        for count in range(len(pieces), 0, -1):
            phrase = " ".join(pieces[-count:])
            if phrase in words:
                break
        else:
            return
        if phrase in ("over", "under", "above", "below", "within", "around") and _is_period(
            draft, text, phrase
        ):
            return
        if phrase in ("over", "above") and _THAN.search(window[: -len(phrase)]):
            return
        comparator, blur = words[phrase]
        if _NEGATED.search(window[: -len(phrase)]):
            comparator = _INVERSE.get(comparator, comparator)
        draft.bind("=" if turn else comparator, blur)
        window = window[
            : window.rfind(pieces[-count], 0, len(window) - len(phrase) + len(pieces[-count]))
        ]


def _is_period(draft: Draft, text: str, phrase: str) -> bool:
    """Tell "over the next two years" from "over two years"."""
    return (
        phrase in ("over", "within", "around")
        and bool(
            re.search(
                r"\b(?:the|these|those|last|next|past)\s(?:\w+\s)?$",
                text[max(0, draft.start - 16) : draft.start],
            )
        )
        and draft.kind in ("duration", "count")
    )


def _after(draft: Draft, text: str) -> None:
    words = bounds("en", "after")
    window = text[draft.end : draft.end + 40].lower()
    match = re.match(r"\s?(?:[a-z]+\s){0,2}?((?:and|or|at)\s[a-z]+)|\s?(plus|\+)", window)
    if not match:
        return
    phrase = match[1] or "plus"
    if phrase in words:
        draft.bind(*words[phrase])


def _move(draft: Draft, text: str) -> None:
    window = text[max(0, draft.start - 160) : draft.start]
    cut = 0
    for mark in _STOP.finditer(window):
        cut = mark.end()
    clause = window[cut:]
    tail = text[draft.end : draft.end + 60]
    stop = _STOP.search(tail)
    tail = tail[: stop.start()] if stop else tail
    _basis(draft, clause, tail)
    last = None
    for match in MOVE.finditer(clause):
        last = match
    rest = clause[last.end() :] if last else ""
    if _BASE.search(rest):
        last = None
    link = _LINK.search(rest)
    if last and (link or _NEAR.match(rest)):
        draft.direction = "up" if last["up"] else "down"
        word = link["w"] if link else None
        draft.change = (word or "by").lower()
        return
    follow = _FOLLOW.match(text, draft.end)
    if follow:
        match = MOVE.match(follow["word"])
        if match:
            draft.direction = "up" if match["up"] else "down"
            draft.change = "by"


def _basis(draft: Draft, clause: str, tail: str) -> None:
    near = re.split(r"[,，]|\band\b", tail)[0]
    for part in (near, re.split(r"[,，]|\band\b", clause)[-1]):
        if _MOM.search(part):
            draft.marks.append("month-on-month")
            return
        if _YOY.search(part):
            draft.marks.append("year-on-year")
            return


def counted_noun(text: str, end: int) -> str:
    """Return the words that name what is counted, up to the next small word."""
    place, last = end, end
    for _ in range(6):
        match = _WORD.match(text, place)
        if not match or match[1].lower().rstrip(".") in _NOUN_STOPS:
            break
        place = last = match.end()
        if match[1].endswith("."):
            break
    return text[end:last].strip(" -")
