"""What follows a Chinese numeral, and the currency sign before it: units, money, classifiers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import FORMULA, PERCENT, VERSION, Draft, names_a_standard
from alignkit.quantity.lookup import Tables, Unit, counted
from alignkit.types.quantity import Kind

_PERCENT = deferred(r"\s?(?:(?P<p>%)|(?P<m>‰)|(?P<pp>个?百分点)|(?P<bp>个?基点))")
_TENTH = deferred(
    r"(?<![百千万亿])成(?![为功立员果本长就绩熟都人]|交|效|品|份)(?P<half>半|[一二三四五六七八九](?![十百千万个]))?|折(?![线磨腾扣腰旧叠返断射中])"
)
_ONES = {"半": 5} | {c: n for n, c in enumerate("一二三四五六七八九", start=1)}
_TIMES = deferred(r"\s?(?:多|余)?倍")
_SYMBOL = deferred(r"\s?([A-Za-zµμΩ°℃℉㎡㎢]+[²³23]?)(?![A-Za-z0-9])")
_SPLIT_SYMBOL = deferred(r"\s?([kKMGTPE])\s(FLOPS|OPS)\b")
_PER = deferred(r"\s?(?:/|每|per\s)\s?")
_PACE = deferred(
    r"(?:(?P<hour>时速|每小时)|(?P<minute>每分钟?)|(?P<second>秒速|每秒钟?))[^\d，。；：、！？]{0,6}$"
)
# 每公斤体重5毫克, 每千克体重每次给予5毫克
_EACH_BEFORE = deferred(
    r"每(?P<unit>立方厘米|立方米|升|平方米|平方公里|公顷|亩|公斤|千克|克|吨|kg)(?:体重)?"
    r"(?:每[日天次人]|一?[日天次])?[^\d，。；：、！？每\n]{0,4}$"
)
_OVER_EACH = frozenset(("mass", "amount", "volume"))
_FAHRENHEIT = deferred(r"华氏(?:温度)?(?:为|是|约)?\s?$")
_AFTER_COINS = "钱分以左多至到一每的起整"
# 72个字节: the unit behind a classifier has two characters at least, as 人 and 点 have not.
_WHOLE = 2
_NO_POWER = frozenset("案向法式面便针")
_WEEKDAYS = tuple("一二三四五六日天")
_SPACED = frozenset("家个项名人位次条种户件台辆座栋只篇届所场架艘期代倍号")


@dataclass(frozen=True, slots=True)
class Suffix:
    """What follows a numeral: the kind and unit it makes, and where it ends."""

    kind: Kind
    unit: str
    end: int
    dimension: str = ""
    factor: Decimal = Decimal(1)
    more: Decimal = Decimal(0)


class Units:
    """Reads units with a given set of tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.words: dict[str, tuple[str, str]] = {}
        for word in tables.classifiers:
            self.words[word] = ("classifier", word)
        for word, unit in tables.zh_units.items():
            self.words[word] = ("unit", unit.name)
        for word, code in tables.zh_money.items():
            self.words[word] = ("money", code)
        self.longest = max(map(len, self.words))
        self.signs = tables.signs
        self.longest_sign = max(map(len, self.signs))

    def suffix(self, text: str, place: int) -> Suffix | None:
        """Return what follows a numeral at a place of the text."""
        percent = _PERCENT.match(text, place)
        if percent:
            if percent["bp"]:
                return Suffix(Kind.POINTS, "pp", percent.end(), "points", PERCENT)
            if percent["pp"]:
                return Suffix(Kind.POINTS, "pp", percent.end(), "points")
            factor = Decimal("0.1") if percent["m"] else Decimal(1)
            return Suffix(Kind.PERCENT, "%", percent.end(), "percent", factor)
        tenth = _TENTH.match(text, place)
        if tenth:
            kind = Kind.PERCENT if tenth[0][0] == "成" else Kind.DISCOUNT
            more = Decimal(_ONES.get(tenth["half"] or "", 0))
            unit = "%" if kind == Kind.PERCENT else ""
            return Suffix(kind, unit, tenth.end(), "percent", Decimal(10), more)
        times = _TIMES.match(text, place)
        if times:
            return Suffix(Kind.MULTIPLE, "×", times.end(), "multiple")
        return self._unit(text, place)

    def _unit(self, text: str, place: int) -> Suffix | None:
        spaced = place + 1 if text[place : place + 1] in (" ", "\xa0") else place
        named = self.named(text, spaced)
        if named is None:
            tael = text.startswith("两", place) and text[place - 1 : place] in tuple("十百千万几")
            return Suffix(Kind.MONEY, "tael", place + 1, "money") if tael else None
        category, what, end = named
        if category == "money":
            return Suffix(Kind.MONEY, what, end, "money")
        if category == "classifier":
            whole = self.named(text, end + (text[end : end + 1] == " ")) if what == "个" else None
            if whole and whole[0] == "unit" and whole[2] - end >= _WHOLE:
                unit = self.tables.by_name[whole[1]]
                return Suffix(kind_of(unit), unit.name, whole[2], unit.dimension)
            if spaced != place and what not in _SPACED and len(what) == 1:
                return None
            return Suffix(Kind.COUNT, what, end)
        unit = self.tables.by_name[what]
        if unit.dimension in ("duration", "months") and names_a_standard(text, place):
            return None
        per = _PER.match(text, end)
        other = self.named(text, per.end()) if per else None
        below = self.tables.by_name[other[1]] if other and other[0] == "unit" else None
        # 两天每天 is no rate: a time has none a time.
        times = {unit.dimension, below.dimension} if below else set()
        if other and below and not times <= {"duration", "months"}:
            unit, end = unit.over(below), other[2]
            self._remember(unit)
        return Suffix(kind_of(unit), unit.name, end, unit.dimension)

    def pace(self, draft: Draft, text: str) -> None:
        """Take over the "an hour" that stands before a distance: 时速140公里."""
        unit = self.tables.by_name.get(draft.unit)
        if draft.unit == "degree" and _FAHRENHEIT.search(
            text, max(0, draft.start - 8), draft.start
        ):
            draft.unit = "fahrenheit"
        over = _EACH_BEFORE.search(text, max(0, draft.start - 14), draft.start)
        below = self._each(over["unit"]) if over else None
        if unit and over and below and unit.dimension in _OVER_EACH:
            unit = unit.over(below)
            self._remember(unit)
            draft.unit, draft.start = unit.name, over.start()
            return
        found = _PACE.search(text, max(0, draft.start - 10), draft.start)
        if unit and found and unit.dimension in ("length", "data") and found.lastgroup:
            unit = unit.over(self.tables.by_name[found.lastgroup])
            self._remember(unit)
            draft.unit = unit.name

    def _each(self, word: str) -> Unit | None:
        return self.tables.zh_units.get(word) or self.tables.symbols.get(word)

    def _remember(self, unit: Unit) -> None:
        self.tables.by_name.setdefault(unit.name, unit)  # type: ignore[attr-defined]

    def dimension(self, name: str) -> str:
        """Return what a unit measures, by its canonical name."""
        unit = self.tables.by_name.get(name)
        if unit:
            return unit.dimension
        return {"%": "percent", "pp": "points"}.get(name, "")

    def named(self, text: str, place: int) -> tuple[str, str, int] | None:
        """Return category, name and end of the unit or classifier at a place."""
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

    def sign(self, draft: Draft, text: str) -> None:
        """Take over the currency sign that stands before a number."""
        if draft.kind not in (Kind.COUNT, Kind.MONEY):
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
            if draft.kind == Kind.COUNT and draft.unit:
                return
            if code == "$" and FORMULA.match(text, draft.start):
                return
            if code == "PHP" and VERSION.match(text, draft.start):
                return
            if draft.kind == Kind.COUNT or code != "CNY":
                draft.unit = code
            draft.kind, draft.start = Kind.MONEY, place - length
            return


def kind_of(unit: Unit) -> Kind:
    """Return the kind of quantity that a unit makes."""
    if unit.dimension in ("duration", "months"):
        return Kind.DURATION
    return Kind.AGE if unit.dimension == "age" else Kind.MEASURE


def _broken(known: tuple[str, str], word: str, text: str, end: int) -> bool:
    """Tell whether what looks like a unit begins another word: 个人, 天然, 分别."""
    following = text[end : end + 1]
    if word == "角":
        # Money beside other money or at the end; 八角形, 四角号码 and 八角笼 are shapes.
        return "\u4e00" <= following <= "\u9fff" and following not in _AFTER_COINS
    if word.endswith(("星期", "礼拜")) and following in _WEEKDAYS:
        # 第一个星期一, 最后一个星期日: the name of a day
        return text[end + 1 : end + 2] not in ("个", "年", "期")
    if word == "把":
        # protobuf 3把NewCallback设为私有: a preposition, since nobody counts a name
        return following.isascii() and following.isalpha()
    if word == "次" and following == "方":
        # 2的256次方, but 三次方案论证
        return text[end + 1 : end + 2] not in _NO_POWER
    if following == "内" and text.startswith("内瓦", end):
        return True
    return bool(following) and following in counted()["breaks"].get(word, "")
