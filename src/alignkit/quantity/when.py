"""The bound of a date or a time of day: no later than, by, until, 不早于, 之前, 起."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft
from alignkit.types import Quantity, Span
from alignkit.types.quantity import Comparator, Kind

#: What is bound by words of time; amounts are bound by words of size.
WHEN = frozenset((Kind.DATE, Kind.TIME))
# So far off a date its words begin, in characters of the language.
_BEFORE, _AFTER = {"zh": 22, "en": 64}, {"zh": 10, "en": 24}


class Limit(NamedTuple):
    """The side of a date on which something is, and whether words that say no other thing say so.

    "Since" and "until" bound a length of time at the date: they are no bounds of the date itself.
    """

    comparator: Comparator
    outright: bool
    span: bool = False


_EARLIEST, _LATEST = Limit(Comparator.AT_LEAST, True), Limit(Comparator.AT_MOST, True)
#: What lies behind a date rather than before it.
LATE = frozenset((Comparator.MORE, Comparator.AT_LEAST))
_LIMITS = {
    "earliest": _EARLIEST,
    "latest": _LATEST,
    "before": Limit(Comparator.LESS, False),
    "after": Limit(Comparator.MORE, False),
    "by": Limit(Comparator.AT_MOST, False),
    "since": Limit(Comparator.AT_LEAST, False, span=True),
    "until": Limit(Comparator.AT_MOST, False, span=True),
}
# What may stand between a bound and its date: the end of, about, late.
_EN_BETWEEN = (
    r"(?:(?:the\s)?(?:very\s)?(?:end|close|beginning|start|middle|first half|second half|night"
    r"|evening|morning|afternoon|eve)\s(?:of|on)\s(?:the\s)?|(?:early|mid|late)[\s-]|the\s(?:year\s)?"
    r"|about\s|around\s|roughly\s|approximately\s|nearly\s|at\s|in\s|on\s|year[\s-]end\s)*$"
)
_DENIED = r"(?:not|never|no|n['’]t|nor)\s(?:be\s|to\sbe\s|any\s)?"
_EN_BEFORE = deferred(
    rf"(?:(?P<latest>{_DENIED}(?:later|after)(?:\sthan)?|\blatest\s(?:by|on)"
    r"|\bat\sthe\slatest(?:\sby|\son)?)"
    rf"|(?P<earliest>{_DENIED}(?:earlier|sooner|before|prior|until|till)(?:\sthan|\sto)?"
    r"|\bat\sthe\searliest(?:\son)?|\bearliest\son)"
    r"|\b(?P<by>on\sor\sbefore|by)"
    r"|\b(?P<before>(?<!the\sday\s)(?<!the\snight\s)(?<!the\syear\s)before|prior\sto|ahead\sof"
    r"|earlier\sthan|sooner\sthan)"
    r"|\b(?P<since>on\sor\safter|(?:starting|beginning|effective)(?:\s(?:from|on|in|as\sof))?"
    r"|as\sfrom|(?<!time\s)(?<!ever\s)since)"
    r"|\b(?P<after>(?<!the\sday\s)(?<!the\syear\s)after|later\sthan|following|past)"
    rf"|\b(?P<until>(?:up\s)?(?:until|till|through)))\s{_EN_BETWEEN}",
    re.I,
)
# on February 10, at the latest summit
_ALONE = r"(?!\s(?!(?:and|or|but|to|in|for|if|when|unless|after|before)\b)[A-Za-z])"
_EN_AFTER = deferred(
    rf"(?:\s?\([^)]{{1,12}}\))?,?\s(?:(?P<latest>at\sthe\s(?:very\s)?latest{_ALONE}"
    r"|or\s(?:earlier|before|sooner))"
    rf"|(?P<earliest>at\sthe\s(?:very\s)?earliest{_ALONE})"
    r"|(?P<since>or\s(?:later|after|thereafter)|onwards?\b|and\s(?:after|later|onwards?|thereafter)"
    r"|forward\b))",
    re.I,
)
# before the 2008 Games, after Monday's talks: the date names another thing.
_THE = deferred(r"\bthe\s$", re.I)
_NAMES = deferred(
    r"['’]s?\s[a-z]|[\s-](?!(?:the|a|an|and|or|but|when|if|to|in|at|on|is|was|it)\b)[a-z]", re.I
)
_DISTANCE = deferred(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))"
    r"(?:\s(?:or\s(?:more|less)|at\sleast))?\s$",
    re.I,
)
_EN_CLAUSE = deferred(r"[;:!?。]|[.,](?=\s)|\b(?:and|but|while|which|who)\b")
_EN_DENIES = deferred(
    r"\b(?:no|not|never|none|nobody|nothing|nor|neither|cannot|only|without|unless)\b|n['’]t\b",
    re.I,
)

_ZH_DENIED = r"[不未勿莫][得应應能会會可许許宜要准須须]{0,2}"
_ZH_GAP = r"(?:[应應须須需要可在于於到至是为為将將能会會不得]|必须|必須){0,4}\s?"
_ZH_BEFORE = deferred(
    rf"(?:(?P<latest>{_ZH_DENIED}(?:晚|迟|遲|後|后)[于於過过]|(?:最[迟遲晚]|至[迟遲晚])(?!的))"
    rf"|(?P<earliest>{_ZH_DENIED}(?:早|先)[于於]|(?:最早|至早)(?!的))"
    r"|(?P<before>(?<!不)[早先][于於])|(?P<after>(?<!不)[晚迟遲][于於])"
    rf"|(?P<until>截[至止](?:[到至于於]|时间[为為是]?[:：]?)?))\s?{_ZH_GAP}$"
)
_ZH_AFTER = deferred(
    r"\s?(?:(?:\([^)]{1,6}\)|（[^）]{1,6}）)\s?)?(?:凌晨|上午|中午|下午|傍晚|晚上?|当[日天]|[上中下]旬|左右)?\s?(?:的?[或及和]?"
    r"(?:(?P<before>[之以]前|前(?!提(?![交出供前醒升取])|[后後夕往来來总總期半述列世一二三四五六七八九十几两0-9任锋鋒线線景身辈沿所端台卫缀妻夫奏置首部主副国國面方几幾]))"
    r"|(?P<after>[之以过][后後]|[后後](?![来來续續期面卫衛台方勤人代果者天继裔院排世宫备备门悔半一二三四五六七八九十几两0-9]))"
    r"|(?P<since>起(?![飞飛草源初码碼点點跑床诉訴义義身步伏来來])|开始|開始|以[来來])"
    r"|(?P<until>为止|為止|止(?!损|步|血|痛)|截止)))"
)
_UP_TO = deferred(r"直[到至]\s?(?:了|公元)?\s?$")
_ZH_CLAUSE = deferred(r"[，。；：！？,;!?\n]")
_ZH_DENIES = deferred(r"[不未没沒无無勿莫非禁别才方仅僅只]")

_EN_WORDS = deferred(
    rf"{_DENIED}(?:later|earlier|sooner|before|after|until|till)(?:\sthan)?"
    r"|\b(?:at\sthe\s(?:latest|earliest)|on\sor\s(?:before|after)|by|before|prior\sto|ahead\sof|since"
    r"|after|(?:earlier|later|sooner)\sthan|until|till|through|onwards?|or\s(?:later|earlier)"
    r"|starting|beginning|effective)\b",
    re.I,
)
_ZH_WORDS = deferred(
    rf"{_ZH_DENIED}[早先晚迟遲][于於]|[最至][早晚迟遲]|[早晚迟遲][于於]|[之以][前后後来來]|截[至止][到至于於]?"
    r"|[为為]?止|开始|開始|[前后後起]"
)

# must not, 不得: what is forbidden on one side of a date is to be on the other.
_EN_FORBIDS = deferred(
    r"\b(?:(?:must|may|shall|should|can|could)(?:\snot\b|n['’]t\b)|cannot\b)", re.I
)
_ZH_FORBIDS = deferred(r"不(?=[得能可应應准許许])(?!得不|能不|可不)|禁(?=止)")
_TURNED = {
    Comparator.LESS: Comparator.AT_LEAST,
    Comparator.AT_MOST: Comparator.MORE,
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.AT_LEAST: Comparator.LESS,
}


def bound_when(kind: Kind, text: str, span: Span, lang: str) -> Limit | None:
    """Return the bound that stands about a date or time, None where none does or it is open.

    >>> bound_when(Kind.TIME, "no later than 10:30 p.m.", Span(14, 24), "en").comparator
    '<='
    """
    if kind not in WHEN:
        return None
    low = max(0, span.start - _BEFORE[lang])
    before, after = (_ZH_BEFORE, _ZH_AFTER) if lang == "zh" else (_EN_BEFORE, _EN_AFTER)
    ahead = text[low : span.start]
    found = before.search(ahead)
    if found and lang == "en" and not _its_own(text, span, ahead, found):
        found = None
    behind = after.match(text, span.end, span.end + _AFTER[lang])
    limits = [_LIMITS[_named(match)] for match in (found, behind) if match]
    if lang == "zh" and _UP_TO.search(ahead):
        # 直到1582年开始: not until then, or until then.
        limits = [limit for limit in limits if limit.comparator not in LATE]
    if not limits or len({limit.comparator in LATE for limit in limits}) > 1:
        return None
    limit = max(limits, key=lambda one: (one.outright, not one.span))
    return limit if limit.outright else _as_denied(limit, text, span, lang)


def frozen(drafts: Iterable[Draft], plain: str, text: str, lang: str) -> list[Quantity]:
    """Return drafts as finished values, dates and times with the bounds that stand about them."""
    found = []
    for draft in drafts:
        if draft.kind in WHEN and "/" not in draft.date:
            limit = bound_when(draft.kind, plain, Span(draft.start, draft.end), lang)
            if limit and not limit.span:
                draft.comparator = limit.comparator
        found.append(draft.freeze(text))
    return found


def limit_of(quantity: Quantity, text: str, lang: str) -> Limit | None:
    """Return the bound of a date or time that has been read."""
    if "/" in quantity.date:
        # Both ends are stated.
        return None
    return bound_when(quantity.kind, text, quantity.span, lang)


def _named(match: re.Match[str]) -> str:
    return next(name for name, held in match.groupdict().items() if held)


def _its_own(text: str, span: Span, ahead: str, found: re.Match[str]) -> bool:
    """Tell whether the bound is the date's, and not that of a thing which the date names."""
    if _THE.search(ahead) and _NAMES.match(text, span.end):
        return False
    if text.startswith(("'s", "’s"), span.end):
        return False
    name = _named(found)
    return name not in ("before", "after") or not _DISTANCE.search(ahead[: found.start(name)])


def _as_denied(limit: Limit, text: str, span: Span, lang: str) -> Limit | None:
    """Return a bound as its clause means it: what must not be before is after.

    Of what is denied otherwise, "did not come until", the side is open.
    """
    clause, denies, forbids = (
        (_ZH_CLAUSE, _ZH_DENIES, _ZH_FORBIDS)
        if lang == "zh"
        else (_EN_CLAUSE, _EN_DENIES, _EN_FORBIDS)
    )
    reach = 24 if lang == "zh" else 90
    low, high = max(0, span.start - reach), min(len(text), span.end + reach)
    start = max((m.end() for m in clause.finditer(text, low, span.start)), default=low)
    last = clause.search(text, span.end, high)
    end = last.start() if last else high
    stretches = (start, span.start), (span.end, end)
    denied = [match for stretch in stretches for match in denies.finditer(text, *stretch)]
    if not denied:
        return limit
    forbidden = [match for stretch in stretches for match in forbids.finditer(text, *stretch)]
    if len(denied) == len(forbidden) == 1 and not limit.span:
        return limit._replace(comparator=_TURNED[limit.comparator])
    return None


def limit_words(lang: str) -> re.Pattern[str]:
    """Return the words that bind a date or time, wherever they stand."""
    return _ZH_WORDS if lang == "zh" else _EN_WORDS
