"""Chinese dates, times of day, weekdays, quarters, decades and centuries."""

from __future__ import annotations

import re
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import Draft
from alignkit.quantity.lookup import tables
from alignkit.quantity.numerals import DIGITS, chinese
from alignkit.types.quantity import Kind, Mark

H = "〇零一二三四五六七八九十"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|(?:二十|三十|十|廿|卅)?[一二三四五六七八九]|二十|三十|十|廿|卅)"
_YEAR = r"(?:[12]\d{3}|[一二][〇零一二三四五六七八九]{3})"
_PART = (
    r"(?:年?[初底末中]|年终|[上下]半[年月]|[上中下]旬|第?[一二三四1-4]季度?"
    r"|前[一二三四两2-4]个?季度|全年)"
)
DATE = deferred(
    rf"(?P<y>{_YEAR})\s?年(?:\s?(?P<m>{_MONTH})\s?月份?(?:\s?(?P<d>{_DAY})\s?[日号])?)?"
    rf"|(?P<m2>{_MONTH})\s?月份?(?:\s?(?P<d2>{_DAY})\s?[日号])?"
    rf"|(?P<d3>3[01]|[12]\d|0?[1-9])(?:\s?[)）])?\s?日"
    rf"|(?P<y4>[12]\d{{3}})(?P<s>[-/.])(?P<m4>1[0-2]|0?[1-9])(?P=s)(?P<d4>3[01]|[12]\d"
    rf"|0?[1-9])(?![\d.])"
    rf"|(?P<d5>3[01]|[12]\d|0?[1-9])/(?P<m5>1[0-2]|0?[1-9])/(?P<y5>[12]\d{{3}})(?!\d)"
)
_LUNAR = deferred(
    r"(初[一二三四五六七八九十]|十[一二三四五六七八九]|二?十|廿[一二三四五六七八九]?|三十)(?!日|号)"
)
PART = deferred(rf"\s?({_PART})")
_JOIN = deferred(r"\s?(?:至|到|—{1,2}|–|-|~|－)\s?")
_LIST = deferred(r"\s?[、和及与或，/]\s?")
_NEXT_MONTH = deferred(rf"(?P<m>{_MONTH})\s?月份?(?:\s?(?P<d>{_DAY})\s?[日号])?")
_NEXT_DAY = deferred(rf"(?P<d>{_DAY})\s?[日号]")
_YEARS = deferred(rf"({_YEAR})\s?年?\s?(?:至|到|—{{1,2}}|–|-|~)\s?({_YEAR}|\d\d(?=年))\s?(年?)")
_LISTED_YEAR = deferred(rf"({_YEAR})(?=(?:\s?[、,，和与及]\s?{_YEAR}){{1,40}}\s?年)")
_DAYS = deferred(
    r"(3[01]|[12]\d|0?[1-9])\s?(至|到|—{1,2}|–|-|~|、|和|及|与)\s?(3[01]|[12]\d|0?[1-9])\s?(?:日(?!内|游"
    r"|以)|号(?=晚|早|上午|下午|，|,|在|举行|两天|两日|期间))"
)
_MONTH_DAYS = deferred(
    rf"(?:(?P<y>{_YEAR})\s?年\s?)?(?P<m>{_MONTH})\s?月\s?(?P<a>3[01]|[12]\d|0?[1-9])\s?"
    rf"(?P<s>至|到|—{{1,2}}|–|-|~|/|、|和|及|与)\s?(?:(?P<m2>{_MONTH})\s?月\s?)?"
    r"(?P<b>3[01]|[12]\d|0?[1-9])\s?[日号]"
)
_NUMBERED_DAY = deferred(
    r"(3[01]|[12]\d|0?[1-9])\s?号(?=晚|早|上午|下午|中午|凌晨|清晨|傍晚|夜|，|,|起|至|到|开始|电|讯|消息|报道|在|宣布|表示|举行|抵达"
    r"|发布|发表|当天|前)"
)
_DAY_BEFORE = deferred(r"(?:^|[，。；,、\s]|时间|于|在|自|从|到|至|是|本月|上月|当月|下月|月)$")
# 公元前221年, 公元618年, and 08年: too early or too short for a year of our days
_ERA_YEAR = deferred(
    r"(?:(?<=公元|元前)|(?<=[于在自从至到](?=[1-9][0-9]{2}\s?年(?![的来间以之前后多余里内]))))([0-9]{1,3}|[一二三四五六七八九][一二三四五六七八九〇零十百]{0,5})\s?年"
)
_TWO_MONTHS = deferred(
    r"(?P<a>[一二三四五六七八九])(?P<b>[二三四五六七八九十])月(?:份|间|里|的|时|$|(?=[\u4e00-\u9fff，。、]))"
    rf"|(?P<c>{_MONTH})\s?[、和与及,，至到~–-]\s?(?P<d>{_MONTH})\s?月份?(?!\s?\d)"
)
_SHORT_YEAR = re.compile(r"(0[0-9]|[零〇][一二三四五六七八九])年(?![级龄])")
COHORT = deferred(r"(?P<y>[0-9]0|[五六七八九]零|零零)\s?后(?!\s?[座卫续来果]|[，,]?\s?\d)")
_SOME_YEAR = deferred(
    r"(?P<h>1[5-9]|20|一[五六七八九]|二[零〇])(?P<t>[0-9〇零一二三四五六七八九])几年"
)
_NTH_CENTURY = r"(?:2[01]|1?[1-9]|10|二十一?|十[一二三四五六七八九]?|[一二三四五六七八九])"
DECADE = deferred(
    r"(?:(?P<c>上|本|2[01]|1?\d|二十一?|十[一二三四五六七八九]?|[一二三四五六七八九])\s?世纪\s?)?的?(?P<y>[1-9]0|1[89]\d0|20\d0|[一二三四五六七八九]十|00|零零)\s?年代"
    r"(?P<p>[初末中]期?|后期|早期)?"
)
_DECADES = deferred(
    r"(?:(?P<c>上|本|2[01]|1?\d|二十一?|十[一二三四五六七八九]?|[一二三四五六七八九])\s?世纪)?的?"
    r"(?:(?P<a>[1-9])0(?:年代)?(?:[、至到和与及~—-]|—{2})(?P<b>[1-9])0"
    r"|(?P<h>[一二三四五六七八九])十?(?:年代)?[、至到和与及~—-]?(?P<k>[一二三四五六七八九])十)年代(?:[初末中]期?|后期|早期)?"
)
_CENTURIES = deferred(
    rf"(?P<a>{_NTH_CENTURY})\s?(?:世纪)?(?P<s>[初末中]?(?:[至到~、和与及-]|—{{1,2}}|–))(?P<b>{_NTH_CENTURY})\s?世纪"
)
CENTURY = deferred(
    r"(?P<c>\d{1,2}|二十一|二十|十[一二三四五六七八九]|[一二三四五六七八九十])\s?世纪(?!\s?\d0\s?年代)"
)
HALF = deferred(r"([上下])半年(?!以?来)")
# 上一季度 is the quarter before, whichever that is.
QUARTER = deferred(r"(?<![上前下这該该某每同任])第?([一二三四1-4])季度|第([一二三四1-4])季(?!节)")
WEEKDAY = deferred(r"(?:周|星期|礼拜)([一二三四五六日天])(?![年岁期])")
# 每周四十小时; 每周四十点 is a day and its hour.
_SO_MUCH = deferred(r"[一二两三四五六七八九十百千万]+(?:多|余)?")
_OF_A_DAY = frozenset("点时日号")
_DURING = deferred(
    r"(?:为期|历时|历经|连续|长达|至少|超过|不足|不到|共|约|近|最多|最长|持续|耗时|满|逾"
    r"|[程期](?:为|是)?|(?<![此之今最先前背然而])后)\s?$"
)
_LASTING = deferred(r"\s?(?:以?内|之内|游|龄|间(?!谍)|以上|以下|后(?!来)|的?时间|期限|左右)")
_DATELINE = deferred(r"\s?(?:专)?(?:电|讯)(?![话子影视池商动力脑器信网波台梯路站机源报子])")


def read_date(text: str, start: int) -> tuple[list[Draft], int] | None:
    """Read a date, or the dates of a range or list, at a place of the text."""
    listed = _LISTED_YEAR.match(text, start)
    if listed and not text[start - 1 : start].isdigit():
        stem = number(listed[1])
        value = Decimal(stem)
        return [Draft(Kind.DATE, start, listed.end(), value, value, date=stem)], listed.end()
    years = _YEARS.match(text, start)
    if years and _is_years(years, text):
        return [_year_range(years)], years.end()
    days = _DAYS.match(text, start)
    if days and int(days[1]) < int(days[3]) and text[start - 1 : start] not in "月.":
        return _two_days(days), days.end()
    numbered = _NUMBERED_DAY.match(text, start)
    if numbered and _DAY_BEFORE.search(text, max(0, start - 2), start):
        return [
            Draft(Kind.DATE, start, numbered.end(), date=_stem("", "", numbered[1]))
        ], numbered.end()
    era = _ERA_YEAR.match(text, start) or _SHORT_YEAR.match(text, start)
    if era and not text[start - 1 : start].isdigit():
        return [Draft(Kind.DATE, start, era.end(), date=_era(text, start, era))], era.end()
    months = _two_months(text, start)
    if months:
        return [months], months.end
    shared = _days_of_month(text, start)
    if shared:
        return shared
    match = DATE.match(text, start)
    if not match:
        return None
    year, month, day = (_part(match, name) for name in "ymd")
    if not _is_date(text, match, year, month, day):
        return None
    end = match.end()
    stem = _stem(year, month, day)
    part = PART.match(text, end) if not day else None
    lunar = _LUNAR.match(text, end) if month and not day else None
    if lunar and re.search(r"[农阴夏旧]历(?:[^，。]{0,6})?$", text[max(0, start - 10) : start]):
        day = number(lunar[1].lstrip("初"))
        stem, end = _stem(year, month, day), lunar.end()
    if part and not text.startswith("年代", part.end()):
        stem, end = stem + _modifier(part[1]), part.end()
    first = Draft(Kind.DATE, start, end, date=stem)
    if year and not month and stem == year:
        first.low = first.high = Decimal(year)
    if _DATELINE.match(text, end):
        first.marks.append(Mark.DATELINE)
    return _more(text, first, year, month, day, end)


def _days_of_month(text: str, start: int) -> tuple[list[Draft], int] | None:
    """Read days that share their last word: 9月24-27日, 4月19/20日, 9月24、25日, 7月17和8月2日."""
    match = _MONTH_DAYS.match(text, start)
    if (
        not match
        or (not match["m2"] and int(match["a"]) >= int(match["b"]))
        or (text[start - 1 : start].isalnum() and (text[start - 1].isascii()))
    ):
        return None
    year, month = number(match["y"]), number(match["m"])
    first = _stem(year, month, match["a"])
    last = _stem(year, number(match["m2"]) if match["m2"] else month, match["b"])
    if match["s"] not in "、和及与":
        return [Draft(Kind.DATE, start, match.end(), date=f"{first}/{last}")], match.end()
    return [
        Draft(Kind.DATE, start, match.end("a"), date=first),
        Draft(Kind.DATE, match.start("b"), match.end(), date=last),
    ], match.end()


def _two_months(text: str, start: int) -> Draft | None:
    """Read two months that share their last word: 七八月份, 7、8月."""
    match = _TWO_MONTHS.match(text, start)
    if not match or (start and text[start - 1] in "0123456789.年十个"):
        return None
    first, last = int(number(match["a"] or match["c"])), int(number(match["b"] or match["d"]))
    if (match["a"] and last != first + 1) or first >= last:
        return None
    end = match.end("b") + 1 if match["b"] else match.end()
    end += text.startswith("份", end)
    return Draft(Kind.DATE, start, end, date=f"XXXX-{first:02d}/XXXX-{last:02d}")


def _era(text: str, start: int, match: re.Match[str]) -> str:
    """Return a year of either era, or the last two digits of one: -0221, 0618, XX08."""
    if match.re is _SHORT_YEAR:
        return "XX" + "".join(c if c.isascii() else str(DIGITS[c]) for c in match[1])
    years = number(match[1])
    return ("-" if text.endswith("前", 0, start) else "") + f"{int(years or 0):04d}"


def _two_days(match: re.Match[str]) -> list[Draft]:
    first, last = _stem("", "", match[1]), _stem("", "", match[3])
    if match[2] in "、和及与":
        return [
            Draft(Kind.DATE, match.start(1), match.end(1), date=first),
            Draft(Kind.DATE, match.start(3), match.end(), date=last),
        ]
    return [Draft(Kind.DATE, match.start(), match.end(), date=f"{first}/{last}")]


def _more(
    text: str, first: Draft, year: str, month: str, day: str, end: int
) -> tuple[list[Draft], int]:
    drafts = [first]
    while True:
        join = _JOIN.match(text, end)
        listed = None if join else _LIST.match(text, end)
        gap = join or listed
        if gap is None or not (month or day):
            return drafts, end
        follow = _NEXT_DAY.match(text, gap.end()) if day else None
        if follow:
            stem = _stem(year, month, number(follow["d"]))
        else:
            follow = _NEXT_MONTH.match(text, gap.end()) if month else None
            if not follow or bool(follow["d"]) != bool(day):
                return drafts, end
            month = number(follow["m"])
            stem = _stem(year, month, number(follow["d"]))
        if listed:
            drafts.append(Draft(Kind.DATE, follow.start(), follow.end(), date=stem))
        else:
            drafts[-1].date += "/" + stem
            drafts[-1].end = follow.end()
        end = follow.end()


def _is_years(match: re.Match[str], text: str) -> bool:
    first, second = number(match[1]), number(match[2])
    if len(second) == 2:
        second = first[:2] + second
    plausible = 1000 <= int(first) < int(second) <= 2200
    return plausible and (
        bool(match[3]) or "年" in match[0] or not text[match.end() : match.end() + 1].isdigit()
    )


def _year_range(match: re.Match[str]) -> Draft:
    first, second = number(match[1]), number(match[2])
    second = first[:2] + second if len(second) == 2 else second
    draft = Draft(Kind.DATE, match.start(), match.end(), Decimal(first), Decimal(second))
    draft.date = f"{first}/{second}"
    return draft


def _part(match: re.Match[str], name: str) -> str:
    for key in (name, *(f"{name}{i}" for i in range(2, 6))):
        if match.re.groupindex.get(key) and match[key]:
            return number(match[key])
    return ""


def number(text: str | None) -> str:
    """Return a numeral in plain digits, "" for none."""
    if not text:
        return ""
    if text.isascii():
        return str(int(text))
    reading = chinese(text)
    return str(int(reading.low)) if reading else ""


def _stem(year: str, month: str, day: str) -> str:
    parts = [
        year or "XXXX",
        f"{int(month):02d}" if month else "XX",
        f"{int(day):02d}" if day else "",
    ]
    if not day:
        return "-".join(parts[:2]) if month else parts[0]
    return "-".join(parts)


def _modifier(part: str) -> str:
    if "季" in part and not part.startswith("前"):
        return "-Q" + number(part.strip("第季度"))
    return {"上半年": "-H1", "下半年": "-H2"}.get(part, "")


def _is_date(text: str, match: re.Match[str], year: str, month: str, day: str) -> bool:
    before, end = text[max(0, match.start() - 4) : match.start()], match.end()
    if before and before[-1].isascii() and (before[-1].isalnum() or before[-1] in ".,/"):
        return False
    if year and not month:
        ago = re.match(r"(?:多|余|以?前的?|的历史|历史|来|间)", text[end : end + 6])
        if int(year) > 2200:
            return False
        if int(year) < 1500:
            return not ago
        return not (ago and int(year) > 2100) and not re.match(
            r"(?:的历史|历史|[多余])", text[end : end + 6]
        )
    if match["d3"]:
        return not (_DURING.search(before) or _LASTING.match(text, end))
    if match["m2"] and not day:
        return not before.endswith(("个", "近", "约")) and not re.match(
            r"(?:龄|[以之]内|子)", text[end : end + 6]
        )
    return True


def read_period(text: str, start: int) -> Draft | None:
    """Read a decade, century, half year, quarter or weekday."""
    some = _SOME_YEAR.match(text, start)
    if some and not text[start - 1 : start].isdigit():
        return Draft(Kind.DATE, start, some.end(), date=f"{_spelled(some['h'] + some['t'])}X")
    several = _several(text, start)
    if several:
        return several
    match = DECADE.match(text, start)
    if match:
        return Draft(Kind.DATE, start, match.end(), date=_decade(match))
    match = COHORT.match(text, start)
    if match and not text[start - 1 : start].isdigit():
        ten = number(match["y"]) if match["y"].isascii() else str(chinese(match["y"][0]).low)  # type: ignore[union-attr]
        head = "20" if match["y"][0] in "0零12" else "19"
        return Draft(
            Kind.DATE,
            start,
            match.end(),
            date=f"{head}{match['y'][0] if match['y'].isascii() else ten[0]}X",
        )
    match = QUARTER.match(text, start)
    if match and text[start - 1 : start] != "前":
        quarter = number(match[1] or match[2])
        return Draft(Kind.DATE, start, match.end(), date=f"XXXX-Q{quarter}")
    match = HALF.match(text, start)
    if match:
        return Draft(
            Kind.DATE, start, match.end(), date="XXXX-H1" if match[1] == "上" else "XXXX-H2"
        )
    match = CENTURY.match(text, start)
    if match and not text.startswith("个", start + 1):
        century = int(number(match["c"]) or 0)
        if 1 <= century <= 30:
            early = "-" if text.endswith("公元前", 0, start) else ""
            return Draft(Kind.DATE, start, match.end(), date=f"{early}{century - 1:02d}XX")
    match = WEEKDAY.match(text, start)
    if match and not _a_week(text, match):
        day = 7 if match[1] in "日天" else "一二三四五六".index(match[1]) + 1
        return Draft(Kind.DATE, start, match.end(), date=f"XXXX-WXX-{day}")
    return None


def _a_week(text: str, weekday: re.Match[str]) -> bool:
    """Tell whether the numeral of a day's name counts what is done a week: 每周三次."""
    so_much = _SO_MUCH.match(text, weekday.start(1))
    if so_much is None or not text.endswith("每", 0, weekday.start()):
        return False
    known, end = tables(), so_much.end()
    measured = (known.classifiers, known.zh_units, known.zh_money)
    named = (text[end : end + length] for length in (2, 1))
    return text[end : end + 1] not in _OF_A_DAY and any(
        word in table for word in named for table in measured
    )


def _spelled(text: str) -> str:
    return "".join(c if c.isascii() else str(max(0, H.find(c) - 1)) for c in text)


def _several(text: str, start: int) -> Draft | None:
    """Read two decades or centuries that share their last word: 二三十年代, 17、18世纪."""
    near = text[start : start + 24]
    match = _DECADES.match(text, start) if "年代" in near else None
    if match:
        first, last = number(match["a"] or match["h"]), number(match["b"] or match["k"])
        if int(first) < int(last) and not text[start - 1 : start].isdigit():
            head = _century(match["c"], int(last) * 10)
            return Draft(Kind.DATE, start, match.end(), date=f"{head}{first}X/{head}{last}X")
    match = _CENTURIES.match(text, start) if "世纪" in near else None
    if match and not text[start - 1 : start].isdigit():
        low, high = int(number(match["a"])), int(number(match["b"]))
        if 1 <= low < high:
            return Draft(Kind.DATE, start, match.end(), date=f"{low - 1:02d}XX/{high - 1:02d}XX")
    return None


def _decade(match: re.Match[str]) -> str:
    ten = number(match["y"])
    if len(ten) == 4:
        return ten[:3] + "X"
    return f"{_century(match['c'], int(ten))}{ten[0]}X"


def _century(named: str | None, ten: int) -> str:
    """Return the first two digits of a decade's years."""
    if named and named not in ("上", "本"):
        return f"{int(number(named)) - 1:02d}"
    if not named and ten in (10, 20):
        # of this century or the last
        return "XX"
    return {"本": "20"}.get(named or "", "19" if ten > 20 or named == "上" else "20")
