"""What stands around a Chinese number: bounds, direction, basis of comparison, what is counted."""

from __future__ import annotations

import re

from alignkit.quantity.draft import Draft
from alignkit.quantity.tables import bounds

# A word that ends in a bound word without being one: 条约, 纽约, 附近.
_FALSE = {
    "约": frozenset("条合公预签节违婚爽隐制失特纽解租邀履续大"),
    "近": frozenset("最附靠邻临亲远贴逼就"),
    "超": frozenset("英中西德意赶高"),
    "逾": frozenset("年"),
    "不足": frozenset(),
}
_LEAD = re.compile(r"(?:了|为|有|达到了?|达|至|到|的|是|过|出|:|在|占)?\s?$")
_AFTER_GAP = re.compile(r"\s?(?:的|或|及|、)?\s?")
_INNER = frozenset(("duration", "months", "length", "percent", "pressure", "points"))
UP = "增长|增加|提高|提升|上升|上涨|上调|攀升|增幅|涨幅|升幅|增速|飙升|激增|猛增|上扬|走高|扩大|回升|反弹|高出|多出|暴涨|大涨|递增|增收|上行|翻|增|升|涨"
DOWN = (
    "下降|降低|减少|下跌|下滑|下调|缩短|缩减|降幅|跌幅|减幅|减低|回落|萎缩|暴跌|急挫|大跌|骤降|锐减|蒸发|削减|减产|裁减|收缩|"
    "压缩|节约|节省|亏损|滑落|衰退|年减(?!少)|减轻|减免|放缓|下行|减|降|跌|缩"
)
MOVE = re.compile(rf"(?P<up>{UP})|(?P<down>{DOWN})")
_LINK = re.compile(
    r"(?P<to>了?(?:到|至|为|成|达到?)了?)?(?P<by>了|幅度?为?|率?为?|速为?|约|超过?|近|逾|至少|不到)*(?:分别|同比|环比|比上?去?年|大约|高达|达到?|最高)*\s?$"
)
_FOLLOW = re.compile(
    r"\s?(?:的|左右的?)?(?:年均)?(?:复合)?(?P<word>增长率?|增幅|涨幅|增速|升幅|降幅|跌幅|减幅|减少|下降|上升|上涨|下跌|提升|提高|降低)(?![到至了]|\d)"
)
_CLAUSE = re.compile(r"[。！？；;，,、：:\n（）()]")
_BASIS = re.compile(r"同比|环比|较上年同期|比上年同期|比去年同期|较去年同期|比上月|较上月")
_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z·“”\"]{1,16}")
_NOUN_END = re.compile(r"[的了在是和与及等或被将从对为以于向]|，|、|（|\(")
_AMOUNT_WORDS = frozenset(("增幅", "涨幅", "升幅", "增速", "降幅", "跌幅", "减幅"))
_KINDS_THAT_MOVE = frozenset(
    ("percent", "points", "multiple", "money", "count", "measure", "duration", "fraction")
)


def add_context(draft: Draft, text: str, dimension: str = "") -> None:
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
    ):
        return
    _before(draft, text)
    _after(draft, text, dimension)
    if draft.kind in _KINDS_THAT_MOVE:
        _move(draft, text)


def _before(draft: Draft, text: str) -> None:
    words = bounds("zh", "before")
    place = draft.start
    for _ in range(3):
        word = _ending(text, place, words)
        if word[:1] == "最" and place != draft.start:
            return
        if word:
            draft.bind(*words[word])
            place -= len(word)
            continue
        lead = _LEAD.search(text, max(0, place - 4), place)
        if not lead or lead.start() == place:
            return
        place = lead.start()


def _ending(text: str, place: int, words: object) -> str:
    for length in range(min(5, place), 0, -1):
        word = text[place - length : place]
        if word in words:  # type: ignore[operator]
            false = _FALSE.get(word)
            ahead = text[place - length - 1 : place - length]
            if false and ahead in false:
                return ""
            if word == "上" or word == "好":
                return ""
            if word in ("过", "破") and text[place : place + 1] not in "半百千万亿":
                return ""
            return word
    return ""


def _after(draft: Draft, text: str, dimension: str) -> None:
    words = bounds("zh", "after")
    gap = _AFTER_GAP.match(text, draft.end)
    place = gap.end() if gap else draft.end
    for start in dict.fromkeys((draft.end, place)):
        for length in (4, 3, 2, 1):
            word = text[start : start + length]
            if word not in words:
                continue
            if word == "内" and dimension not in _INNER:
                continue
            if word == "许" and text[start + 1 : start + 2] in "多可":
                continue
            if word in ("起", "前后", "上下") and draft.kind != "money" and word == "起":
                continue
            if draft.kind == "date":
                return
            draft.bind(*words[word])
            draft.end = start + len(word) if word in ("有余",) else draft.end
            return


def _move(draft: Draft, text: str) -> None:
    window = text[max(0, draft.start - 18) : draft.start]
    cut = 0
    for mark in _CLAUSE.finditer(window):
        cut = mark.end()
    clause = window[cut:]
    basis = _BASIS.findall(clause)
    if basis:
        draft.marks.append(
            "month-on-month" if basis[-1] in ("环比", "比上月", "较上月") else "year-on-year"
        )
    last = None
    for match in MOVE.finditer(clause):
        last = match
    if last:
        link = _LINK.match(clause, last.end())
        if link and link.end() == len(clause):
            up = bool(last["up"]) and "拖累" not in clause
            draft.direction = "up" if up else "down"
            amount = last[0] in _AMOUNT_WORDS
            draft.change = "to" if link["to"] and not amount else "by"
            return
    follow = _FOLLOW.match(text, draft.end)
    if follow and (draft.kind in ("percent", "points") or "的" in follow[0]):
        match = MOVE.match(follow["word"])
        if match:
            draft.direction = "up" if match["up"] else "down"
            draft.change = "by"


def counted_noun(text: str, end: int) -> str:
    """Return the characters that name what is counted, up to the next particle."""
    match = _NOUN.match(text, end)
    if not match:
        return ""
    stop = _NOUN_END.search(match[0])
    return match[0][: stop.start()] if stop else match[0]
