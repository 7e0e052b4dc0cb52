"""What must not be done without a consent, and may be done without one on the other side.

未经同意，乙方不得转包 denies twice, and so does “shall not … without”; “may … without” denies once,
and every word of it has an answer. So both sides are asked what they say of the case that a consent
is missing: that it bars, that it does not, or nothing that can be told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import NamedTuple

from alignkit.check.meaning.linked import Reading
from alignkit.check.meaning.released import FORBIDDING
from alignkit.deferred import deferred

_GIVEN = "同意|许可|批准|授权|准许|允许"
# What is missing, as each language says it; more than one in a passage is not told apart.
_LACKING = {
    "zh": deferred(
        rf"[未非不]经|未(?:获|征得|取得|得到|事先)|[无毋][须需]经?[^,，。;；]{{0,16}}?(?:{_GIVEN})"
        rf"|没有[^,，。;；]{{0,16}}?(?:{_GIVEN})"
    ),
    "en": deferred(r"\bwithout\b", re.IGNORECASE),
}
_BARS = {
    "zh": deferred("|".join(sorted(FORBIDDING)) + "|不能|不应|无权|概不|均不|不予"),
    "en": deferred(
        r"\b(?:may|must|shall|can|should|could|will)\s+not\b|\bcannot\b|\b(?:ca|must|sha|wo|should)n['’]t\b"
        r"|\b(?:not|never)\s+(?:be\s+)?(?:allowed|permitted|entitled|authori[sz]ed)\b|\bno\s?one\b"
        r"|\bno\s(?:[a-z]+\s){1,5}(?:may|shall|can|must|should)\b|\b(?:nobody|nothing|none|neither|"
        r"never|prohibited|forbidden)\b",
        re.IGNORECASE,
    ),
}
_FREES = {
    "zh": deferred(r"(?<![许不])可(?!能)|能够|(?<![不可])能(?!力)|有权|(?<!不)允许|准许|得以"),
    "en": deferred(
        r"\b(?:may|can|could|free|allowed|permitted|entitled|authori[sz]ed)\b", re.IGNORECASE
    ),
}
# With any of these a passage that frees says more than that, or less.
_OTHERWISE = {
    "zh": deferred(r"后方[可能]|才|只有|除非|仅|须经|必须|[不没别莫违]|无(?![须需])|未|非|勿"),
    "en": deferred(
        r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|only|unless|except|until|before"
        r"|must|require[ds]?|prohibit\w*|forbid\w*|unlawful\w*|illegal\w*|refus\w*|unable"
        r"|fail\w*|den(?:y|ie[sd])|prevent\w*|stop\w*|hardly|rarely|few)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}


class Lacking(Enum):
    """What a passage says of the case that a consent is missing."""

    BARS = "bars"
    FREES = "frees"


class Outcome(NamedTuple):
    """What a passage says of a missing consent, and where it says so."""

    what: Lacking
    at: int


def said(text: str, lang: str) -> Outcome | None:
    """Return what a passage says of a missing consent, and where; None where it cannot be told.

    >>> said("未经甲方同意，乙方不得转包。", "zh"), said("It may be copied without consent.", "en")
    (Outcome(what=<Lacking.BARS: 'bars'>, at=9), Outcome(what=<Lacking.FREES: 'frees'>, at=3))
    >>> said("It may be copied only with consent.", "en"), said("须经批准方可进入。", "zh")
    (None, None)
    """
    lacking = _LACKING[lang].findall(text)
    if len(lacking) != 1:
        return None
    bars = _BARS[lang].search(text)
    if bars is not None:
        return Outcome(Lacking.BARS, bars.start())
    rest = _LACKING[lang].sub(lambda match: " " * len(match[0]), text)
    frees = _FREES[lang].search(rest)
    if frees is None or _OTHERWISE[lang].search(rest.replace("without", "")):
        return None
    return Outcome(Lacking.FREES, frees.start())


def freed(read: Reading) -> tuple[int, int] | None:
    """Return the words in source and target of which one bars and one frees."""
    source = said(read.words[0].text, read.source.language)
    target = said(read.words[1].text, read.target.language) if source else None
    if source is None or target is None or source.what == target.what:
        return None
    return _word(read, 0, source.at), _word(read, 1, target.at)


def _word(read: Reading, side: int, at: int) -> int:
    """Return the word of a side that stands at a place of its text."""
    return max(0, bisect_right(read.words[side].starts, at) - 1)
