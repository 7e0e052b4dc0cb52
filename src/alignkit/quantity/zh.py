"""Quantities in Chinese text: finds each numeral and reads what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from alignkit.quantity import zh_codes
from alignkit.quantity.draft import PERCENT, Draft, share
from alignkit.quantity.numerals import LONGEST_DIGITS, Reading, chinese, digits, exact, fold
from alignkit.quantity.tables import Tables, Trap, Unit, traps
from alignkit.quantity.zh_context import add_context, counted_noun
from alignkit.quantity.zh_dates import read_clock, read_date, read_period
from alignkit.types import Quantity

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_NOT_UNIT = r"(?![克米瓦卡赫帕兆伏焦升字])"
_SCALE = rf"(?:\s?[多余几]?(?:[十百千]?[万亿](?:亿)?|[百千]{_NOT_UNIT}))"
_HAN = "零〇一二两三四五六七八九十百千万亿廿卅"
NUMBER = re.compile(
    rf"{_ARABIC}(?:{_SCALE}(?:[0-9]+(?:\.[0-9]+)?[百千]?万?(?![0-9年月日号%.]))?)?[多余]?"
    rf"|[数几]?[{_HAN}]+(?:[多余几][十百千万亿]+)*(?:点[〇零一二三四五六七八九]+[十百千万亿]*)?"
    rf"(?:(?<=[十百千万亿])[多余](?!数)|(?<=[十百])[几来](?![自到源临看说]))?"
    rf"|[数几][十百千万亿]+(?:[多余]?[万亿])*"
)
TRIGGER = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿半双几数廿卅第周星礼上下翻]")
_RANGE = re.compile(r"\s?(?:-|–|—{1,2}|~|至|到|～)\s?")
_OF = re.compile(r"\s?分之\s?")
_PERCENT = re.compile(r"\s?(?:(?P<p>%)|(?P<m>‰)|(?P<pp>个?百分点)|(?P<bp>个?基点))")
_TENTH = re.compile(
    r"成(?![为功立员果本长就绩熟都人]|交|效|品|份)(?P<half>半)?|折(?![线磨腾扣腰旧叠返断射中])"
)
_TIMES = re.compile(r"\s?(?:多|余)?倍")
_DOUBLING = re.compile(
    r"翻(?:了)?(?:(?P<n>[一二两三四五六几1-9])?番|倍)|(?:增长?|提高|扩大|增加)了?一倍(?!以?上)"
)
_RATIO = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s?[::∶比]\s?([0-9]+(?:\.[0-9]+)?)(?![\d:])")
_TOLERANCE = re.compile(r"\s?±\s?([0-9]+(?:\.[0-9]+)?)")
_SYMBOL = re.compile(r"\s?([A-Za-zµμΩ°℃℉㎡㎢]+[²³23]?)(?![A-Za-z0-9])")
_SPLIT_SYMBOL = re.compile(r"\s?([kKMGTPE])\s(FLOPS|OPS)\b")
_PER = re.compile(r"\s?(?:/|每|per\s)\s?")
HALF = Decimal("0.5")
_AND_HALF = re.compile(r"个半(?=小时|钟头|月|星期|世纪|百分点)")
_HALF_MORE = re.compile(r"半(?![年月天日夜])")
_HALF = re.compile(
    r"(?P<one>一)?半(?P<u>个?(?:世纪|小时|钟头|月|年|天|日|周|星期|分钟|季度|步))?(?![径岛导球圆真])"
)
_HALVES = re.compile(r"(?:一半|过半|半数|大半)")
_SPACED = frozenset("家个项名人位次条种户件台辆座栋只篇届所场架艘期代倍")
_DIRECT = frozenset("万亿百千十")
_BARE = frozenset("百千万亿")
_BARE_UNITS = frozenset(
    (
        "CNY",
        "USD",
        "人",
        "户",
        "名",
        "吨",
        "tonne",
        "mu",
        "台",
        "辆",
        "家",
        "余",
        "year",
        "kilometre",
        "metre",
        "kilogram",
        "jin",
    )
    + (
        "hectare",
        "person-time",
        "人次",
        "位",
        "公里",
        "亩",
        "岁",
        "倍",
        "×",
        "EUR",
        "HKD",
        "TWD",
        "JPY",
        "GBP",
        "字",
        "册",
        "强",
        "day",
    )
)
_AGAINST = frozenset("的了着过")


@dataclass(frozen=True, slots=True)
class Suffix:
    """What follows a numeral: the kind and unit it makes, and where it ends."""

    kind: str
    unit: str
    end: int
    dimension: str = ""
    factor: Decimal = Decimal(1)


class Reader:
    """Reads the quantities of a text with a given set of tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.words: dict[str, tuple[str, str]] = {}
        for word in tables.classifiers:
            self.words[word] = ("classifier", word)
        for word, unit in tables.zh_units.items():
            self.words[word] = ("unit", unit.name)
        for word, code in tables.zh_money.items():
            self.words[word] = ("money", code)
        self.units = tables.zh_units
        self.longest = max(map(len, self.words))
        self.signs = tables.signs
        self.longest_sign = max(map(len, self.signs))

    def read(self, text: str) -> list[Quantity]:
        """Return every quantity in order."""
        return [draft.freeze(text) for draft in self.drafts(fold(text))]

    def drafts(self, text: str) -> Iterator[Draft]:
        """Yield what each numeral says."""
        place = 0
        for trigger in TRIGGER.finditer(text):
            start = trigger.start()
            if start < place:
                continue
            trap = trap_at(text, start)
            if trap and trap[0] < start:
                place = max(place, trap[0] + len(trap[1].word))
                continue
            found, end = self._at(text, start, place)
            if trap and trap[0] + len(trap[1].word) >= end:
                place = trap[0] + len(trap[1].word)
                continue
            yield from found
            place = max(place, end)

    def _at(self, text: str, start: int, floor: int) -> tuple[list[Draft], int]:
        first = text[start]
        if first in "周星礼上下":
            period = read_period(text, start)
            return ([period], period.end) if period else ([], start + 1)
        if first == "翻":
            return self._doubling(text, start)
        code = zh_codes.read_code(text, start, floor)
        if code:
            return ([code], code.end) if code.kind else ([], code.end)
        if first == "第":
            return self._ordinal(text, start)
        period = read_period(text, start)
        if period:
            return [period], period.end
        dates = read_date(text, start)
        if dates:
            return dates
        clock = read_clock(text, start)
        if clock:
            return [clock], clock.end
        if first == "双":
            return [], start + 1
        if first == "半" or text.startswith("一半", start):
            return self._half(text, start)
        return self._number(text, start)

    def _number(self, text: str, start: int) -> tuple[list[Draft], int]:
        read = number_at(text, start)
        if read is None:
            skipped = NUMBER.match(text, start)
            return [], max(start + 1, skipped.end() if skipped else 0)
        reading, end = read
        special = self._special(text, start, reading, end)
        if special:
            return special
        half = _AND_HALF.match(text, end)
        if half:
            reading, end = (
                Reading(reading.low + HALF, reading.high + HALF, reading.blur),
                half.end(),
            )
        suffix = self._suffix(text, end)
        if half and suffix is None and text.startswith("月", end):
            suffix = Suffix("duration", "month", end + 1, "months")
        draft = self._ranged(text, start, reading, end, suffix)
        if draft is None:
            model = zh_codes.model(text, start, end) if suffix is None else None
            if model:
                return [model], model.end
            if not _stands_alone(text, start, end, suffix):
                return [], end
            draft = self._single(text, start, reading, end, suffix)
        self._sign(draft, text)
        dimension = self._dimension(draft.unit)
        if draft.kind == "count":
            if draft.unit or suffix is None or not text[start].isascii():
                draft.noun = counted_noun(text, draft.end)
        _raise_floor(draft, text)
        add_context(draft, text, dimension)
        return [draft], draft.end

    def _special(
        self, text: str, start: int, reading: Reading, end: int
    ) -> tuple[list[Draft], int] | None:
        of = _OF.match(text, end)
        if of:
            return self._fraction(text, start, reading, of.end())
        ratio = _RATIO.match(text, start)
        if ratio and Decimal(ratio[2]):
            value = share(Decimal(ratio[1]), Decimal(ratio[2]))
            draft = Draft("ratio", start, ratio.end(), value, value)
            return [draft], draft.end
        tolerance = _TOLERANCE.match(text, end)
        if tolerance:
            give = digits(tolerance[1])
            reading = Reading(reading.low - give, reading.high + give)
            suffix = self._suffix(text, tolerance.end())
            draft = self._single(text, start, reading, tolerance.end(), suffix)
            draft.marks.append("tolerance")
            return [draft], draft.end
        return None

    def _fraction(
        self, text: str, start: int, below: Reading, place: int
    ) -> tuple[list[Draft], int] | None:
        above = number_at(text, place)
        if above is None or not below.low:
            return None
        reading, end = above
        if below.low in (100, 1000):
            join = _RANGE.match(text, end)
            more = number_at(text, join.end()) if join else None
            if more and more[0].low > reading.low:
                reading, end = Reading(reading.low, more[0].high), more[1]
            draft = Draft.of("percent", start, end, reading, "%")
            draft.times(Decimal(100) / below.low)
        else:
            draft = Draft.of("fraction", start, end, reading)
            draft.divide(below.low)
        add_context(draft, text, "percent")
        return [draft], draft.end

    def _ranged(
        self, text: str, start: int, reading: Reading, end: int, suffix: Suffix | None
    ) -> Draft | None:
        gap_at = suffix.end if suffix else end
        join = _RANGE.match(text, gap_at)
        second = number_at(text, join.end()) if join else None
        if second is None or text[start - 1 : start] == "-":
            return None
        high, high_end = second
        if _OF.match(text, high_end):
            return None
        last = self._suffix(text, high_end)
        if suffix and (last is None or (last.kind, last.unit) != (suffix.kind, suffix.unit)):
            return None
        low = reading.low
        if reading.low == reading.high < high.low and not suffix:
            low = _shared_scale(
                text[start:end], text[join.end() : high_end] if join else "", reading, high
            )
        if low >= high.high or (last is None and low != reading.low):
            return None
        if last is None and not suffix and high.high > 10**7:
            return None
        draft = self._single(text, start, Reading(low, high.high, high.blur), high_end, last)
        return draft

    def _single(
        self, text: str, start: int, reading: Reading, end: int, suffix: Suffix | None
    ) -> Draft:
        if suffix is None:
            return Draft.of("count", start, end, reading)
        draft = Draft.of(suffix.kind, start, suffix.end, reading, suffix.unit)
        draft.times(suffix.factor)
        more = _HALF_MORE.match(text, draft.end)
        if more and suffix.dimension in ("duration", "months", "mass", "age"):
            draft.low, draft.high = reading.low + HALF, reading.high + HALF
            draft.end = more.end()
        elif (
            text[draft.end : draft.end + 1] in ("多", "余")
            and text[draft.end + 1 : draft.end + 2] not in ("次", "数", "种", "方", "样", "元")
            and suffix.dimension
            in (
                "duration",
                "months",
                "mass",
                "length",
                "age",
            )
        ):
            draft.end += 1
            draft.soften("~>")
        return draft

    def _suffix(self, text: str, place: int) -> Suffix | None:
        percent = _PERCENT.match(text, place)
        if percent:
            if percent["bp"]:
                return Suffix("points", "pp", percent.end(), "points", PERCENT)
            if percent["pp"]:
                return Suffix("points", "pp", percent.end(), "points")
            factor = Decimal("0.1") if percent["m"] else Decimal(1)
            return Suffix("percent", "%", percent.end(), "percent", factor)
        tenth = _TENTH.match(text, place)
        if tenth:
            kind = "percent" if tenth[0][0] == "成" else "discount"
            return Suffix(
                kind, "%" if kind == "percent" else "", tenth.end(), "percent", Decimal(10)
            )
        times = _TIMES.match(text, place)
        if times:
            return Suffix("multiple", "×", times.end(), "multiple")
        return self._unit(text, place)

    def _unit(self, text: str, place: int) -> Suffix | None:
        if text[place : place + 1] in (" ", "\u00a0"):
            spaced = place + 1
        else:
            spaced = place
        named = self._named(text, spaced)
        if named is None:
            return None
        category, what, end = named
        if category == "money":
            return Suffix("money", what, end, "money")
        if category == "classifier":
            if spaced != place and what not in _SPACED and len(what) == 1:
                return None
            return Suffix("count", what, end)
        unit = self.tables.by_name[what]
        per = _PER.match(text, end)
        other = self._named(text, per.end()) if per else None
        if other and other[0] == "unit":
            unit, end = unit.over(self.tables.by_name[other[1]]), other[2]
            self._remember(unit)
        return Suffix(_kind(unit), unit.name, end, unit.dimension)

    def _remember(self, unit: Unit) -> None:
        self.tables.by_name.setdefault(unit.name, unit)  # type: ignore[attr-defined]

    def _dimension(self, name: str) -> str:
        unit = self.tables.by_name.get(name)
        if unit:
            return unit.dimension
        return {"%": "percent", "pp": "points"}.get(name, "")

    def _named(self, text: str, place: int) -> tuple[str, str, int] | None:
        head = text[place : place + 1]
        if not head:
            return None
        if head.isascii() or head in "µμΩ°℃℉㎡㎢":
            return self._symbol(text, place)
        for length in range(min(self.longest, len(text) - place), 0, -1):
            word = text[place : place + length]
            known = self.words.get(word)
            if known and not _broken(known, word, text, place + length):
                return known[0], known[1], place + length
        return None

    def _symbol(self, text: str, place: int) -> tuple[str, str, int] | None:
        split = _SPLIT_SYMBOL.match(text, place)
        if split:
            unit = self.tables.symbols.get(split[1] + split[2])
            if unit:
                return "unit", unit.name, split.end()
        match = _SYMBOL.match(text, place)
        if not match:
            return None
        unit = self.tables.symbols.get(match[1]) or self.tables.en_units.get(match[1].lower())
        if unit:
            return "unit", unit.name, match.end()
        money = self.tables.en_money.get(match[1].lower())
        return ("money", money, match.end()) if money else None

    def _sign(self, draft: Draft, text: str) -> None:
        if draft.kind not in ("count", "money"):
            return
        place = draft.start
        while place and text[place - 1] == " ":
            place -= 1
        for length in range(min(self.longest_sign, place), 0, -1):
            word = text[place - length : place]
            code = self.signs.get(word)
            if not code:
                continue
            if (
                word.isalpha()
                and word.isascii()
                and text[place - length - 1 : place - length].isascii()
                and text[place - length - 1 : place - length].isalpha()
            ):
                continue
            if draft.kind == "count" and draft.unit:
                return
            if draft.kind == "count" or code != "CNY":
                draft.unit = code
            draft.kind, draft.start = "money", place - length
            return

    def _half(self, text: str, start: int) -> tuple[list[Draft], int]:
        match = _HALF.match(text, start)
        if not match or (text[start - 1 : start] in _AGAINST and not match["u"] and not match["one"]):
            return [], start + 1
        reading = exact("0.5")
        unit = match["u"].removeprefix("个") if match["u"] else ""
        named = self.words.get(unit) or self.words.get("个" + unit) if unit else None
        if (named and named[0] == "unit") or unit in ("月",):
            name = named[1] if named and named[0] == "unit" else "month"
            held = self.tables.by_name[name]
            draft = Draft.of(_kind(held), start, match.end(), reading, name)
        elif (
            match["one"]
            or text.startswith(("半数", "半成"), start)
            or text[start - 1 : start] in "过大"
        ):
            draft = Draft.of("fraction", start, match.end(), reading)
        else:
            return [], start + 1
        add_context(draft, text, self._dimension(draft.unit))
        if text[start - 1 : start] == "过" and draft.kind == "fraction":
            draft.comparator = ">"
        if text[start - 1 : start] == "大" and draft.kind == "fraction":
            draft.comparator = ">"
        return [draft], draft.end

    def _doubling(self, text: str, start: int) -> tuple[list[Draft], int]:
        match = _DOUBLING.match(text, start)
        if not match:
            return [], start + 1
        count = chinese(match["n"]) if match["n"] else exact(1)
        value = Decimal(2) ** int(count.low if count else 1)
        draft = Draft(
            "multiple", start, match.end(), value, value, "×", direction="up", change="to"
        )
        return [draft], draft.end

    def _ordinal(self, text: str, start: int) -> tuple[list[Draft], int]:
        period = read_period(text, start)
        if period:
            return [period], period.end
        read = number_at(text, start + 1)
        if read is None:
            return [], start + 1
        reading, end = read
        draft = Draft.of("ordinal", start, end, reading)
        named = self._named(text, end)
        if named:
            draft.unit, draft.end = (named[1] if named[0] == "classifier" else ""), named[2]
            if named[0] == "unit":
                draft.unit = ""
        if draft.unit in ("条", "款") and re.match(
            r"[规所款项\s::、，,]|$|[^\u4e00-\u9fff]", text[draft.end :]
        ):
            draft.kind = "article"
        draft.noun = counted_noun(text, draft.end)
        if text[draft.end : draft.end + 2] == "周年":
            draft.unit = "周年"
        return [draft], draft.end


@lru_cache(maxsize=4)
def _reader(key: int) -> Reader:
    return Reader(_TABLES[key])


_TABLES: dict[int, Tables] = {}


def read(text: str, tables: Tables) -> list[Quantity]:
    """Return every quantity of a Chinese text, in order."""
    _TABLES[id(tables)] = tables
    return _reader(id(tables)).read(text)


def trap_at(text: str, start: int) -> tuple[int, Trap] | None:
    """Return the longest trap whose first numeral stands here, with where it begins."""
    known = traps()
    for key in (text[start : start + 2], "<" + text[max(0, start - 1) : start + 1]):
        for trap in known.get(key, ()):
            begin = start - trap.at
            if begin >= 0 and text.startswith(trap.word, begin):
                return begin, trap
    return None


def number_at(text: str, place: int) -> tuple[Reading, int] | None:
    """Read the numeral at a place of the text; None where there is none."""
    match = NUMBER.match(text, place)
    if not match or match.end() - place > LONGEST_DIGITS:
        return None
    raw = match[0]
    if raw.isascii() and raw[-1].isdigit():
        return exact(digits(raw)), match.end()
    end = match.end()
    while raw:
        reading = chinese(raw.replace(" ", ""))
        if reading is not None:
            return reading, end
        raw, end = raw[:-1], end - 1
    return None


def _shared_scale(first: str, second: str, low: Reading, high: Reading) -> Decimal:
    if not first[-1:].isascii() or second[-1:] not in _DIRECT:
        if first[-1:] in _DIRECT or second[-1:] not in _DIRECT:
            return low.low
    scale = chinese(re.sub(r"^[0-9.,\s]+|^[一二两三四五六七八九]", "", second))
    return low.low * scale.low if scale and low.low < high.low / scale.low else low.low


def _kind(unit: Unit) -> str:
    if unit.dimension in ("duration", "months"):
        return "duration"
    return "age" if unit.dimension == "age" else "measure"


def _stands_alone(text: str, start: int, end: int, suffix: Suffix | None) -> bool:
    """Tell whether a numeral is one: 百 alone counts before few words, 三 before a classifier."""
    if text[start].isascii():
        return True
    raw = text[start:end]
    if raw[0] in _BARE:
        if len(raw) == 1 and text[start - 1 : start] not in (
            "上",
            "近",
            "逾",
            "超",
            "过",
            "约",
            "成",
        ):
            return suffix is not None and suffix.unit in _BARE_UNITS
        if suffix is None or (suffix.kind == "count" and suffix.unit not in _BARE_UNITS):
            return raw[-1] in "多余" or text[start - 1 : start] in (
                "上",
                "近",
                "逾",
                "超",
                "过",
                "约",
            )
        return True
    return suffix is not None or (len(raw) > 1 and any(c in _DIRECT for c in raw))


def _broken(known: tuple[str, str], word: str, text: str, end: int) -> bool:
    """Tell whether what looks like a unit begins another word: 个人, 天然, 分别."""
    following = text[end : end + 1]
    return bool(following) and following in _BREAKS.get(word, "")


_BREAKS = {
    "分": "别析布为子配成工手类级析裂散明享化担开公之",
    "点": "评击名燃头亮",
    "天": "然津空下真文线气才地鹅使堂安",
    "日": "本报常益前志程元圆期后内均",
    "年": "轻龄级代报",
    "本": "来身报科质地次国土人届",
    "部": "分门队委长署",
    "面": "临对向前积粉条包",
    "家": "庭长乡具属园中里人",
    "重": "要大点新视复",
    "大": "学家量部约会众使",
    "发": "展",
    "方": "面法案向式便",
    "行": "业政为动业",
    "代": "表替价理码",
    "号": "召称",
    "组": "织成合建",
    "国": "家际内外务庆人",
    "口": "号味岸罩述",
    "道": "路理德歉",
    "对": "于外方应比手象待",
    "门": "户槛口店",
    "头": "部条疼像衔",
    "省": "略会级委",
    "地": "区方点位址球板震铁",
    "周": "期年围边到",
    "场": "所景地合",
    "成": "为功立员果",
    "生": "产活命态物意",
    "集": "团合中",
    "首": "家次个先都脑席",
    "台": "商湾资胞北",
    "客": "运户车机",
    "起": "来到飞诉草床",
    "站": "在立长",
    "手": "机段术续工法动",
    "层": "次面",
    "级": "别",
    "米": "兰饭其",
    "克": "服隆里",
    "角": "度色落",
    "元": "素旦首年月老",
    "块": "链",
    "支": "持出付撑部援",
    "次": "要序日",
    "期": "间望待货限末",
    "路": "线径由透过",
    "升": "级高温学值",
    "平": "台均等方安衡",
    "度": "过假",
    "票": "据",
    "字": "节母体",
    "员": "工",
    "市": "场民值",
    "人": "民类工才均口力物生事次",
    "品": "牌质种",
    "数": "据字量",
    "线": "上下路索",
    "校": "长园",
    "强": "调化大",
    "机": "构关器会制场",
    "军": "事队工",
    "所": "有以谓在",
    "名": "义称单额牌",
    "位": "于置",
    "种": "植子",
    "项": "目",
    "户": "外口籍型",
    "夜": "间晚",
    "晚": "上间",
    "股": "份票市权东价民",
    "车": "站",
    "具": "有体备",
    "版": "权本",
    "网": "络站友",
    "节": "目日假约",
    "处": "于理在罚",
    "步": "骤伐入",
    "样": "本",
    "件": "事",
    "例": "如外子",
    "倍": "受感",
    "秒": "杀",
    "批": "准评发判",
    "则": "是",
    "准": "备确",
    "球": "员迷队",
    "比": "较例赛如",
    "死": "亡",
}


def _raise_floor(draft: Draft, text: str) -> None:
    """Read 上百, 成千 and 数 before a bare scale."""
    before = text[draft.start - 1 : draft.start]
    if before == "上" and text[draft.start] in "百千万亿":
        draft.start -= 1
        draft.bind(">=", "~")
    elif before == "成" and text[draft.start] in "百千":
        draft.start -= 1
        draft.blur = "~"
