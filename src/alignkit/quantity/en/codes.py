"""Numbers in English text that count nothing: list and article numbers, codes, pronouns."""

from __future__ import annotations

import re
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.citing import of_a_table
from alignkit.quantity.draft import Draft
from alignkit.quantity.numerals import english, roman
from alignkit.types.quantity import Kind

_ITEM = deferred(r"\(?(?P<n>\d{1,2})(?:\.(?!\d)\s?|\s?\)\s?)")
_ITEM_INNER = deferred(r"\((\d{1,2})\)")
_PHONE = deferred(
    r"(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-\d{7,8}|[48]00-\d{3}-?\d{4}"
    r"|\d{3}-\d{3}-\d{4})(?!\d|\s?%|\s[a-z]+s\b)"
)
_VERSION = deferred(r"\d+(?:\.\d+){2,}(?!\d)")
_CITED = deferred(r"\d{1,3}(?:\s?[-–,]\s?\d{1,3})*(?=\])")
_CODE = deferred(r"[A-Za-z0-9]+(?:[-‑./][A-Za-z0-9]+)*")
_CODE_BEFORE = deferred(r"(?:[A-Za-z][A-Za-z0-9]*[-‑/]|[A-Za-z][A-Za-z0-9]*)$")
# a ligand for XYZ 9: a name in capitals and a number, and nothing that it counts
_SPACED_CODE = deferred(r"\b([A-Z]{2,5})\s$")
_LONE_NUMBER = deferred(r"[1-9]\d?(?=[.,;:)]?(?:\s*$|[.,;:)]\s))")
_SIGNS = frozenset(
    (
        "RM",
        "RMB",
        "CNY",
        "USD",
        "US",
        "HKD",
        "Rs",
        "EUR",
        "TWD",
        "NTD",
        "JPY",
        "SGD",
        "MOP",
        "Rp",
        "GBP",
        "AUD",
        "CAD",
        "INR",
        "KRW",
        "CHF",
    )
)
_SCALED = deferred(r"[0-9][0-9.,]*\s(?:hundred|thousand|million|billion|trillion)\b")
_LEADS = frozenset(
    (
        "mid",
        "pre",
        "post",
        "early",
        "late",
        "sub",
        "over",
        "under",
        "non",
        "about",
        "nearly",
        "top",
        "the",
        "year",
        "age",
        "aged",
        "and",
        "or",
        "to",
        "from",
    )
)
_LABEL = deferred(
    r"(?P<k>articles?|sections?|chapters?|clauses?|nos?\.|no\.|number|level|grade|phase|version"
    r"|appendix|annex|table|figure|category|class|type|tier|step|stage|item|paragraphs?)\s?"
    r"(?P<n>\d{1,4}(?:\.\d+)*|[IVX]{1,5}\b|(?:one|two|three|four|five|six|seven|eight|nine"
    r"|ten)\b)(?![\d,]*\d|\s?%)",
    re.I,
)
_DAY_LEAD = deferred(
    r"(?:\b(?:on|of|the|from|until|till|by|since|and|to|morning|afternoon|evening|night|before"
    r"|dated)\s(?:the\s)?|[(\"“]\s?(?:the\s)?|[-–—,]\s?(?:the\s)?)$",
    re.I,
)
_DAY_AFTER = deferred(
    r"\s?(?:$|[.,;:!?)\]\"”—–]|-\s|\(|(?:and|that|when|of (?:this|last|the|next) month|in|at"
    r"|after|before|with|by|to|from|it|he|she|they|as|for|local time|via|while|but|because|during"
    r"|said|is|was|were|had|has|will|would|morning|afternoon|evening|night|report\w*|news"
    r"|according)\b)"
)
_PRONOUN_AFTER = deferred(
    r"(?:\s(?:of(?!\s(?:every|each)\s)|another|by one|who|that|can|could|must|should|may"
    r"|might|will|would|'s|’s|has to|needs|is|was|day|thing|way|hand|side|and only|such|more"
    r"|time|place|area)\b|['’]s"
    r"|-(?:on-one|sided|way|time|stop|off|size|party|child|another))",
    re.I,
)
_MAGNITUDE_AFTER = deferred(
    r"[\s-](?:hundred|thousand|million|billion|trillion|half|quarter|third)\b", re.I
)
_PRONOUN_BEFORE = deferred(
    r"\b(?:no|any|every|some|each|which|this|that|the|another|these|those|only|just|loved|as|like"
    r"|small|new|old|right|wrong|not|last)[\s-]$",
    re.I,
)


def read_code(text: str, start: int, floor: int) -> Draft | None:
    """Read a number in digits that is a label, or None."""
    before = text[max(0, start - 12) : start]
    opened = before.endswith("(")
    head = start - 1 if opened else start
    lead = text[max(0, head - 9) : head]
    if (
        not lead.strip() and (head == 0 or "\n" in lead or (head < 40 and not text[:head].strip()))
    ) or lead.rstrip(" \t").endswith("\n"):
        match = _ITEM.match(text, head)
        if match and not text[match.end() : match.end() + 1].isdigit():
            value = Decimal(match["n"])
            return Draft(Kind.ITEM, head, match.end(), value, value)
    if opened and (match := _ITEM_INNER.match(text, head)):
        value = Decimal(match[1])
        return Draft(Kind.ITEM, head, match.end(), value, value)
    numbered = of_a_table(text, start)
    if numbered:
        return numbered
    match = _PHONE.match(text, start)
    if match:
        return Draft(Kind.PHONE, start, match.end())
    match = _VERSION.match(text, start)
    if match and not re.match(r"\d{4}\.\d{1,2}\.\d{1,2}$", match[0]):
        return Draft(Kind.VERSION, start - 1 if before[-1:] in ("v", "V") else start, match.end())
    if before.endswith("[") and (match := _CITED.match(text, start)):
        return Draft(Kind.CITATION, start, match.end())
    if before.endswith(("GMT+", "UTC+", "GMT +")):
        return Draft(Kind.MODEL, start, start + 1)
    spaced = _SPACED_CODE.search(before)
    if spaced and spaced[1] not in _SIGNS and _LONE_NUMBER.match(text, start):
        begin = start - len(spaced[0])
        if begin >= floor:
            return Draft(Kind.MODEL, begin, _LONE_NUMBER.match(text, start).end())  # type: ignore[union-attr]
    latin = _CODE_BEFORE.search(before)
    if latin and start - len(latin[0]) >= floor:
        word = latin[0].rstrip("-‑/")
        joined = latin[0] != word
        if word in _SIGNS or (joined and word.lower() in _LEADS):
            return None
        # N585 million: the sign of a currency, whatever it is
        if len(word) == 1 and _SCALED.match(text, start):
            return None
        if joined and word.islower() and len(word) > 3:
            return None
        code = _CODE.match(text, start - len(latin[0]))
        if code:
            return Draft(Kind.MODEL, code.start(), code.end())
    return None


def model(text: str, start: int, end: int) -> Draft | None:
    """Read a code that begins with digits, "5G"; None where no capital follows."""
    match = re.match(r"[A-Za-z][A-Za-z0-9]{0,3}\b|-[A-Z]\b", text[end : end + 12])
    if not match or match[0][:1] in "xX":
        return None
    if match[0].islower() and len(match[0]) > 1:
        return None
    return Draft(Kind.MODEL, start, end + match.end())


def labelled(text: str, start: int) -> Draft | None:
    """Read Article 3, No. 5, Level II, Version 2.0."""
    match = _LABEL.match(text, start)
    if not match:
        return None
    raw = match["n"]
    if raw[0].isdigit():
        if raw.count(".") > 1 or match["k"].lower() == "version":
            kind = Kind.VERSION if match["k"].lower() == "version" else Kind.ITEM
            return Draft(kind, match.start(), match.end())
        value = Decimal(raw)
    elif set(raw) <= set("IVX"):
        value = Decimal(roman(raw))
    else:
        value = english(raw) or Decimal(0)
    kind = Kind.ARTICLE if match["k"].lower().rstrip("s") in ("article", "clause") else Kind.ORDINAL
    unit = match["k"].lower().rstrip("s.")
    return Draft(
        kind, match.start(), match.end(), value, value, "" if kind == Kind.ARTICLE else unit
    )


def is_day(text: str, start: int, end: int, value: Decimal) -> bool:
    """Tell "on the 10th" from "the 10th congress"."""
    if not 1 <= value <= 31 or not text[start].isdigit():
        return False
    return bool(_DAY_LEAD.search(text, max(0, start - 20), start) and _DAY_AFTER.match(text, end))


def is_pronoun(text: str, start: int, word: str) -> bool:
    """Tell "one of them" from "one company"."""
    if word != "one" or _MAGNITUDE_AFTER.match(text, start + 3):
        return False
    if _PRONOUN_BEFORE.search(text, max(0, start - 9), start):
        return True
    return bool(_PRONOUN_AFTER.match(text, start + 3)) or not re.match(
        r"[\s-][A-Za-z]", text[start + 3 : start + 6]
    )
