"""What stands around a Chinese number: bounds, direction, basis of comparison, what is counted."""

from __future__ import annotations

from alignkit.deferred import deferred
from alignkit.quantity.direction import add_direction
from alignkit.quantity.draft import NAMING, Draft
from alignkit.quantity.inequality import add_sign
from alignkit.quantity.lookup import bounds
from alignkit.types.quantity import Comparator, Kind

# A word that ends in a bound word without being one: 条约, 纽约, 附近.
_FALSE = {
    "约": frozenset("条合公预签节违婚爽隐制失特纽解租邀履续大"),
    "近": frozenset("最附靠邻临亲远贴逼就"),
    "超": frozenset("英中西德意赶高"),
    "逾": frozenset("年"),
    "不足": frozenset(),
}
_LEAD = deferred(
    r"(?:每(?:分钟|小时|秒钟?|[天日周月年人个次])|需要?|了|为|有|达到了?|达|至|到|是|过|出|:|在|占|等于|相当于)?\s?$"
)
_AFTER_GAP = deferred(r"\s?(?:的|或(?!更)|及|、)?\s?")
# 3.8 及更早版本, 80 个（或更少）: what is compared says which way
_FURTHER = deferred(
    r"\s?[\u4e00-\u9fff]{0,4}?\s?[（(]?(?:或者?|及|和|以及|乃至|甚至)更"
    r"(?:(?P<up>[多高大长長新晚好远遠快重强強久贵貴])|(?P<down>[少低小短早旧舊近轻輕慢弱差]))"
)
# 年满十八岁, 连续居住满二十年: no less than
_FULL = deferred(r"(?<![不未])(?:年|届|已|居住|工作|服务|任职|[^\u4e00-\u9fff])?满(?:了)?\s?$")
_DISTANT = deferred(
    r"(?P<word>限(?=[购领用报投带])|至少|至多|最[多少](?!的?(?:时|那|一[天次年回]))|起码|不少于|不多于|不超过|不得超过|不得少于|不低于|不高于)"
    r"[^0-9的，。、；：！？,.;:!?\n一二两三四五六七八九十百千万亿比]{1,8}$"
)
# 不超过总价的5%: what a share is of stands between the bound and the share.
_OF_WHOLE = deferred(
    r"(?P<word>超过|超出|低于|高于|少于|多于|大于|小于)(?:了)?"
    r"[^0-9的，。、；：！？,.;:!?\n一二两三四五六七八九十百千万亿比]{1,16}的\s?$"
)
_SHARES = frozenset((Kind.PERCENT, Kind.FRACTION))
_MINUS = deferred(r"(?:^|(?:^|[^0-9%％/\s])\s?)(?<![0-9A-Za-z)）年月日%/–—-])(零下\s?|负|[-−－])$")
_SIGNED = frozenset((Kind.COUNT, Kind.MEASURE, Kind.PERCENT, Kind.POINTS, Kind.MONEY))
# The lowest temperature is the one it was.
_WARMTH = frozenset(("celsius", "fahrenheit", "kelvin"))
_INNER = frozenset(("duration", "working-day", "months", "length", "percent", "pressure", "points"))
_FLOORS = frozenset((Comparator.MORE, Comparator.AT_LEAST))
_NUMERAL = deferred(r"[0-9零〇一二两三四五六七八九十百千万亿]")
# 不可超过, 不会低于
_NEVER = deferred(r"[不未没勿莫][可能会应宜许准得要]?$")
_INVERSE = {
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.LESS: Comparator.AT_LEAST,
}
_NOUN = deferred(r"[\u4e00-\u9fffA-Za-z·“”\"]{1,16}")
_CLAUSE = deferred(r"[为是在][^，。；、]{1,16}的(?=[\u4e00-\u9fff])")
# 2的256次方: an exponent counts nothing
_POWERS = ("次方", "次幂", "次冪")
_NOUN_END = deferred(r"[的了在是和与及等或被将从对为以于向]|，|、|（|\(")


def add_context(draft: Draft, text: str, dimension: str = "") -> None:
    """Add the bound, the blur, the direction and the basis that the context states."""
    if draft.kind in NAMING:
        return
    sign = _MINUS.search(text, max(0, draft.start - 4), draft.start)
    if sign and draft.kind in _SIGNED and not _is_hyphen(draft, text, sign.start(1)):
        draft.negate(sign.start(1))
    _before(draft, text)
    _after(draft, text, dimension)
    add_sign(draft, text)
    if draft.comparator == Comparator.EQUAL and text.startswith("每", draft.start):
        _inside(draft, text)
    if draft.comparator == Comparator.EQUAL:
        _at_a_distance(draft, text)
    lasting = draft.kind in (Kind.AGE, Kind.DURATION) and draft.comparator == Comparator.EQUAL
    if lasting and _FULL.search(text, max(0, draft.start - 6), draft.start):
        draft.bind(Comparator.AT_LEAST, "")
    add_direction(draft, text, "zh")


def _inside(draft: Draft, text: str) -> None:
    """Take over a bound that stands behind the unit of a rate: 每平方米不得小于200千克."""
    figure = _NUMERAL.search(text, draft.start + 1, draft.end)
    word = _ending(text, figure.start(), bounds("zh", "before")) if figure else ""
    if figure and word and figure.start() - len(word) > draft.start:
        comparator, blur = bounds("zh", "before")[word]
        if _NEVER.search(text, draft.start, figure.start() - len(word)):
            comparator = _INVERSE.get(comparator, comparator)
        draft.bind(comparator, blur)


def _is_hyphen(draft: Draft, text: str, place: int) -> bool:
    """Tell the hyphen of a name, 白介素-18 or 歼-20, from the sign of a negative amount."""
    if text[place] not in "-－" or draft.kind not in (Kind.COUNT, Kind.MEASURE):
        return False
    if draft.unit in _WARMTH:
        return False
    ahead = text[place - 1 : place]
    return "\u4e00" <= ahead <= "\u9fff" and ahead not in "为是到至达报于得约成了有在从由"


def _before(draft: Draft, text: str) -> None:
    words = bounds("zh", "before")
    place = draft.start
    for _ in range(3):
        word = _ending(text, place, words)
        if word[:1] == "最" and (place != draft.start or draft.unit in _WARMTH):
            return
        if word:
            comparator, blur = words[word]
            place -= len(word)
            if _NEVER.search(text, max(0, place - 3), place):
                comparator = _INVERSE.get(comparator, comparator)
            draft.bind(comparator, blur)
            continue
        lead = _LEAD.search(text, max(0, place - 5), place)
        if not lead or lead.start() == place:
            return
        place = lead.start()
        # What was not seen is no bound: 看不到的 2000 行代码.
        if "的" in lead[0] and text.endswith("不到", 0, place):
            return


def _at_a_distance(draft: Draft, text: str) -> None:
    """Take over a bound whose verb stands between it and the number: 最多可同时登录5台."""
    match = _DISTANT.search(text, max(0, draft.start - 14), draft.start)
    if match:
        draft.bind(*bounds("zh", "before").get(match["word"], (Comparator.AT_MOST, "")))
        return
    whole = _OF_WHOLE.search(text, max(0, draft.start - 22), draft.start)
    # Undenied it is what something is compared with: 高于上月的2%.
    if (
        whole
        and draft.kind in _SHARES
        and _NEVER.search(text, max(0, whole.start() - 3), whole.start())
    ):
        comparator, blur = bounds("zh", "before").get(whole["word"], (Comparator.EQUAL, ""))
        draft.bind(_INVERSE.get(comparator, comparator), blur)


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
            if word == "内" and (dimension not in _INNER or draft.comparator in _FLOORS):
                continue
            if word == "许" and text[start + 1 : start + 2] in "多可":
                continue
            if word in ("起", "前后", "上下") and draft.kind != Kind.MONEY and word == "起":
                continue
            if draft.kind == Kind.DATE:
                return
            draft.bind(*words[word])
            draft.end = start + len(word) if word in ("有余",) else draft.end
            return
    further = _FURTHER.match(text, draft.end) if draft.kind != Kind.DATE else None
    if further:
        draft.bind(Comparator.AT_LEAST if further["up"] else Comparator.AT_MOST, "")


def counted_noun(text: str, end: int) -> str:
    """Return the characters that name what is counted, up to the next particle."""
    match = _NOUN.match(text, end)
    if not match or match[0].startswith(_POWERS):
        return ""
    stop = _NOUN_END.search(match[0])
    if stop and _CLAUSE.match(text, end + stop.start()):
        # 4个宽度为5的通道: what is counted stands behind its clause
        return ""
    return match[0][: stop.start()] if stop else match[0]
