"""What stands around an English number: bounds, direction, basis of comparison, what is counted."""

from __future__ import annotations

import re

from alignkit.deferred import deferred
from alignkit.quantity.direction import add_direction
from alignkit.quantity.draft import NAMING, Draft
from alignkit.quantity.inequality import add_sign
from alignkit.quantity.lookup import bounds
from alignkit.quantity.numerals import ONES
from alignkit.types.quantity import Comparator, Kind

_NEGATED = deferred(r"(?:\b(?:not|never|cannot|no)|n['’]t)(?:\s(?:be|to be|to))?\s$")
# No payment may be less than: what is denied of every subject bounds the other way.
_NONE_IS = deferred(
    r"(?:^|[.;:,(]\s?|\s)(?:no|neither|none of the)\s(?:[a-z-]+\s){1,5}?"
    r"(?:(?:may|shall|must|can|could|should|will|would|is to|are to)\s(?:ever\s)?)?"
    r"(?:be|is|are|was|were|has|have|costs?|lasts?|takes?|contains?|receives?|falls?|pays?|weighs?)\s?$"
)
_NONE = deferred(
    r"(?:^|[.;:,(]\s?|\s)(?:no|neither|none of the)\s(?:[a-z-]+\s){1,5}?"
    r"(?:(?:may|shall|must|can|could|should|will|would)\s(?:ever\s)?)?$"
)
_GOING = ("exceed", "surpass")
_THAN = deferred(
    r"(?:\b(?:times|fold|increase|growth|rise|improvement|decrease|drop|percent|victory|win)|%)\s$"
)
_MINUS = deferred(
    r"(?:^|[^0-9A-Za-z)%/\s–—-]|[^0-9%/\s]\s)(minus\s|negative\s|[-−])$"
    r"|(?<=\()([-−])\s$",
    re.I,
)
_BELOW_ZERO = deferred(r"\sbelow\s(?:zero|freezing)\b", re.I)
_SIGNED = frozenset((Kind.COUNT, Kind.MEASURE, Kind.PERCENT, Kind.POINTS, Kind.MONEY))
_INVERSE = {
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.LESS: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.LESS,
    Comparator.AT_MOST: Comparator.MORE,
}
# added up to 7 million: no bound; so is what stands "over the 7-foot" man
_ARTICLE = deferred(r"(?<=\bor )an? ")
_ADDS = deferred(r"\b(?:add|amount|sum|come|came|liv)(?:s|ed|ing|e|es)?\s$")
_NEVER_THE = frozenset(("over", "under", "above", "below"))
_THE = deferred(r"\bthe\s$", re.I)
_IDLE_END = deferred(
    r"(?:\sin (?:the )?(?:aggregate|total|all))?(?:\s(?:a|an|the))?[\s(\"“$€£¥-]*$"
)
_TAIL_WORDS = deferred(r"(?:[a-z.]+\s){0,3}[a-z.]+$")
_WORD = deferred(r"[\s-]*([A-Za-z][A-Za-z'’.-]*)")
_SHAPE = deferred(r"\s?[x×]\s?[0-9]")
_NOUN_STOPS = frozenset(
    """
    a an the of in on at by to from for with and or but as is are was were be been
    being has have had will would who which that than when while where if because
    since before after during over under about into out up down per this these those
    it its their his her our your they we he she you can could may might should must
    did do does not so then also only just each every through until till between among
    against without within via including such
    """.split()
)


def add_context(draft: Draft, text: str) -> None:
    """Add the bound, the blur, the direction and the basis that the context states."""
    if draft.kind in NAMING or draft.kind in (Kind.DATE, Kind.TIME):
        return
    sign = _MINUS.search(text, max(0, draft.start - 12), draft.start)
    below = _BELOW_ZERO.match(text, draft.end)
    if draft.kind in _SIGNED and (sign or below):
        draft.negate(sign.start(sign.lastindex or 0) if sign else draft.start)
        draft.end = below.end() if below else draft.end
    _before(draft, text)
    _after(draft, text)
    add_sign(draft, text)
    add_direction(draft, text, "en")


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
        if phrase == "within" and draft.kind == Kind.COUNT:
            return
        if phrase == "up to" and _ADDS.search(window[: -len(phrase)]):
            return
        if phrase in _NEVER_THE and _THE.search(text, max(0, draft.start - 8), draft.start):
            return
        if phrase.startswith("start") and draft.kind == Kind.COUNT:
            return
        comparator, blur = words[phrase]
        ahead = window[: -len(phrase)]
        denied = "no " in ahead or "neither " in ahead or "none " in ahead
        none = (_NONE if phrase.startswith(_GOING) else _NONE_IS) if denied else None
        if _NEGATED.search(ahead) or (none and none.search(ahead)):
            comparator = _INVERSE.get(comparator, comparator)
        draft.bind(Comparator.EQUAL if turn else comparator, blur)
        window = window[
            : window.rfind(pieces[-count], 0, len(window) - len(phrase) + len(pieces[-count]))
        ]


_LASTS = deferred(
    r"\b(?:for|lasts?|lasted|lasting|takes?|took|taking|spent|spending|well|just|of|is|was|were|are"
    r"|be|been|after|waited|wait|sentence)\sover\s(?:an?\s)?$",
    re.I,
)


# What is counted takes its time: over three growing seasons is during them.
_LETTERS = deferred(r"[a-z]+")
_TIMED = frozenset(
    "seasons sessions generations terms rounds cycles meetings matches games episodes evenings "
    "mornings afternoons weekends sittings instalments installments phases stages visits".split()
)


def _timed(draft: Draft) -> bool:
    return draft.kind == Kind.COUNT and not _TIMED.isdisjoint(
        _LETTERS.findall(draft.noun.lower())[:3]
    )


def _is_period(draft: Draft, text: str, phrase: str) -> bool:
    """Tell "over the next two years" and "reduced over two years" from "for over two years"."""
    if phrase == "over" and (draft.kind == Kind.DURATION or draft.unit == "night" or _timed(draft)):
        return not _LASTS.search(text, max(0, draft.start - 24), draft.start)
    return (
        phrase in ("over", "within", "around")
        and bool(
            re.search(
                r"\b(?:the|these|those|last|next|past)\s(?:\w+\s)?$",
                text[max(0, draft.start - 16) : draft.start],
            )
        )
        and draft.kind in (Kind.DURATION, Kind.COUNT)
    )


# 3.8 or earlier, 5 or larger; an older version is a lower number, who is older has a higher one.
_FURTHER = deferred(
    r"(?:or|and) (?:(?P<up>later|newer|higher|greater|larger|longer|bigger|heavier)"
    r"|(?P<down>earlier|lower|smaller|shorter|fewer|lighter))"
)
_NAMED = deferred(r"(?:\b[A-Z][\w.+#-]*|\bversions?|\bv)\s?$")
# Between 2.8 and earlier versions: two sorts, no bound
_TWO = deferred(r"\bbetween\s(?:[\w.#+-]+\s){0,3}$", re.I)
_CLOSED = deferred(r"\s?(?:$|[.,;:)]|versions?\b|releases?\b)")


def _after(draft: Draft, text: str) -> None:
    words = bounds("en", "after")
    window = text[draft.end : draft.end + 40].lower()
    # "and more than 20,000" binds what follows.
    match = re.match(
        r"\s?(?:[a-z]+\s){0,2}?((?:and|or|at)\s(?:an?\s)?[a-z]+\b)(?!\s(?:than\b|as\b|[\d$€£¥]))|\s?(plus|\+)",
        window,
    )
    if not match:
        return
    phrase = match[1] or "plus"
    if match[2] and text.startswith("P", draft.end + match.start(2)):
        # iPhone 7 Plus
        return
    phrase = _ARTICLE.sub("", phrase)
    if window[: match.start(1)].rstrip().endswith(("more", "less")) and match[1]:
        return
    if phrase.endswith(" older") and _NAMED.search(text, max(0, draft.start - 20), draft.start):
        draft.bind(Comparator.AT_MOST, "")
    elif phrase in words:
        draft.bind(*words[phrase])
    # "and later" may as well go on in another sentence.
    elif (further := _FURTHER.fullmatch(phrase)) and (
        phrase[0] == "o"
        or (_CLOSED.match(window, match.end()) and not _TWO.search(text, 0, draft.start))
    ):
        draft.bind(Comparator.AT_LEAST if further["up"] else Comparator.AT_MOST, "")


def counted_noun(text: str, end: int) -> str:
    """Return the words that name what is counted, up to the next small word."""
    if _SHAPE.match(text, end):
        # 3x4 is the shape of a matrix, and counts nothing
        return ""
    place, last = end, end
    for _ in range(6):
        match = _WORD.match(text, place)
        word = match[1].lower().rstrip(".") if match else ""
        if not match or word in _NOUN_STOPS or word in ONES:
            break
        place = last = match.end()
        if match[1].endswith("."):
            break
    return text[end:last].strip(" -")
