"""Numerals to values: Chinese characters and digits, English words, and their mixtures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
TENS = {"廿": 20, "卅": 30}
LONGEST = 40
LONGEST_DIGITS = 60

# Traditional, financial and full-width forms, one character to one.
FOLD = str.maketrans(
    "０１２３４５６７８９．％：－～＋＜＞○兩萬億點個間餘幾雙歲號時週倆圓條臺輛黨縣鎮鄉區國處場"
    "項億噸畝頃裡裏紀後頁層屆種類組隊條該達過約將減漲跌幣銖鎊盧萊單雲業圖達貝當計內滿數",
    "0123456789.%:-~+<>〇两万亿点个间余几双岁号时周俩圆条台辆党县镇乡区国处场"
    "项亿吨亩顷里里纪后页层届种类组队条该达过约将减涨跌币铢镑卢莱单云业图达贝当计内满数",
)


_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟貳參陸", "一二三四五六七八九十百千二三六")
_FINANCIAL_RUN = re.compile(
    r"[壹贰叁肆伍陆柒捌玖貳參陸][壹贰叁肆伍陆柒捌玖拾佰仟貳參陸零万亿]*[拾佰仟万亿][壹贰叁肆伍陆柒捌玖拾佰仟貳參陸零万亿]*"
)


# 52，000: a list is parted by 、 or by a comma before other lengths than three
_WIDE_GROUPS = re.compile(r"(?<![0-9，,.])[1-9][0-9]{0,2}(?:，[0-9]{3})+(?![0-9])")


# A text is folded where it is read, and again where its words are looked at.
@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return a text of the same length in the forms that are read: simplified, half-width.

    >>> fold("１２０萬，壹仟贰佰圆，大陆")
    '120万，一千二百圆，大陆'
    """
    folded = text.translate(FOLD)
    if "，" in folded:
        folded = _WIDE_GROUPS.sub(lambda match: match[0].replace("，", ","), folded)
    if "仟" in folded or "佰" in folded or "拾" in folded:
        return _FINANCIAL_RUN.sub(lambda match: match[0].translate(_FINANCIAL), folded)
    return folded


# 100 000: thousands apart by a space of any kind. Two numbers side by side are a list with a mark
# between them, and other lengths than three digits are no group.
SPACED = (
    r"(?:(?<![0-9.,])(?<![0-9] )[1-9][0-9]{0,2}"
    r"(?:(?:[\u00a0\u2009\u202f][0-9]{3})+|(?: [0-9]{3})+)"
    r"(?![0-9]|,[0-9]| [0-9]|\s(?:and|or)\s[0-9]{1,4}(?![0-9 ,])))"
)
# 1,75 m: a comma before one or two digits and a unit is a decimal point.
COMMA = r"[0-9]{1,4},[0-9]{1,2}(?=\s?(?:%|[€°]|(?:per\s?cent|mm|cm|km|m|mg|g|kg|ml|[mb]illion)\b))"
# iPhone 12 256GB, Room 5 300 people: a number that belongs to a name before it is no first group.
_OF_A_NAME = re.compile(r"(?:\b[A-Z][A-Za-z]*\s|[A-Za-z])$")
_GROUPING = re.compile(r"[, \u00a0\u2009\u202f]")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
# Words that lead to a number at the head of a sentence, in capitals there.
LEADS = frozenset(
    "a about all almost an and another approximately around at between by for from in nearly of on"
    " over roughly some the there to under with within".split()
)
# What English text in a Chinese document may hold.
HALF_WIDTH = str.maketrans("０１２３４５６７８９％．＄＋＜＞‐‑", "0123456789%.$+<>--")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a numeral says: a value or a range, and whether it is blurred ("~", "~>")."""

    low: Decimal
    high: Decimal
    blur: str = ""

    def times(self, factor: Decimal | int) -> Reading:
        """Return the reading multiplied."""
        return Reading(self.low * factor, self.high * factor, self.blur)


def exact(value: Decimal | int | str) -> Reading:
    """Return the reading of a single value."""
    number = Decimal(value)
    return Reading(number, number)


def digits(text: str) -> Decimal:
    """Read Arabic digits with their grouping.

    >>> digits("1,200.5"), digits("1,75")
    (Decimal('1200.5'), Decimal('1.75'))
    """
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return Decimal(_GROUPING.sub("", text))


def belongs_to_a_name(text: str, start: int) -> bool:
    """Tell whether a number stands right after a name, as in iPhone 12."""
    match = _OF_A_NAME.search(text, max(0, start - 20), start)
    return bool(match) and match[0].strip().lower() not in LEADS  # type: ignore[index]


_TOKEN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\s|.")


@lru_cache(maxsize=4096)
def chinese(text: str) -> Reading | None:
    """Read a numeral in Chinese characters, digits or both; None where it is none.

    >>> chinese("3亿5千万").low
    Decimal('350000000')
    >>> chinese("一万六七千").high
    Decimal('17000')
    """
    if len(text) > LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    if point:
        return _with_point(whole, fraction)
    if len(text) > 1 and all(c in DIGITS for c in text):
        return _spelled_digits(text)
    return _positional(text)


def _with_point(whole: str, fraction: str) -> Reading | None:
    match = re.fullmatch(r"([〇零一二三四五六七八九]+)([十百千万亿]*)", fraction)
    head = _positional(whole) if whole else exact(0)
    if match is None or head is None or head.blur:
        return None
    spelled = "".join(str(DIGITS[c]) for c in match[1])
    scale = _positional(match[2]) if match[2] else exact(1)
    if scale is None:
        return None
    return exact(head.low + Decimal(f"0.{spelled}")).times(scale.low)


def _spelled_digits(text: str) -> Reading | None:
    values = [DIGITS[c] for c in text]
    if len(text) == 2 and (values[1] == values[0] + 1 or text == "三五") and values[0]:
        return Reading(Decimal(values[0]), Decimal(values[1]), "~")
    if len(text) > 2 and all(b == a + 1 for a, b in pairwise(values)):
        return None
    if "两" in text or (len(text) == 2 and text[0] not in "〇零" and text[1] not in "〇零"):
        return None
    return exact("".join(map(str, values)))


class _Sum:
    """The running value of a positional numeral, low and high at once."""

    def __init__(self) -> None:
        self.total = [Decimal(0), Decimal(0)]
        self.section = [Decimal(0), Decimal(0)]
        self.digit: list[Decimal] | None = None
        self.last = 1
        self.zero = False
        self.blur = ""

    def put(self, low: Decimal, high: Decimal) -> bool:
        if self.digit is not None:
            if self.digit[0] != self.digit[1] or low not in (self.digit[0] + 1, Decimal(5)):
                return False
            if low <= self.digit[0] or low >= 10:
                return False
            self.digit[1] = high
            self.blur = self.blur or "~"
            return True
        self.digit = [low, high]
        return True

    def scale(self, unit: int) -> None:
        for i in (0, 1):
            digit = self.digit[i] if self.digit else Decimal(0)
            held = self.section[i] + digit
            if unit < 10**4:
                self.section[i] += (digit or Decimal(1)) * unit
            elif unit < 10**8:
                self.section[i] = (held or Decimal(1)) * unit
            else:
                self.total[i] = (
                    self.total[i] * unit
                    if self.total[i] and not held
                    else (self.total[i] + (held or 1) * unit)
                )
                self.section[i] = Decimal(0)
        self.digit, self.last, self.zero = None, unit, False

    def close(self) -> tuple[Decimal, Decimal]:
        # 三千五 is 3500, 一百零五 is 105
        step = self.last // 10 if self.last >= 100 and not self.zero else 1
        digit = self.digit or [Decimal(0), Decimal(0)]
        if self.digit and self.digit[1] >= 10:
            step = 1
        low, high = (self.total[i] + self.section[i] + digit[i] * step for i in (0, 1))
        return low, high


def _positional(text: str) -> Reading | None:
    held = _Sum()
    tokens = [t for t in _TOKEN.findall(text) if not t.isspace()]
    for index, token in enumerate(tokens):
        if token[0].isdigit() and token[0].isascii():
            if held.digit is not None:
                return None
            held.put(digits(token), digits(token))
        elif token in ("零", "〇"):
            if held.digit is not None:
                return None
            held.zero = True
            if len(tokens) == 1:
                return exact(0)
        elif token in DIGITS:
            if not held.put(Decimal(DIGITS[token]), Decimal(DIGITS[token])):
                return None
        elif token in TENS:
            held.section = [part + TENS[token] for part in held.section]
        elif token == "半":
            held.put(Decimal("0.5"), Decimal("0.5"))
        elif token in "数几":
            if held.digit is not None:
                return None
            if index and not tokens[index - 1][0].isascii():
                held.section = [held.section[0] + 1, held.section[1] + 9]
            else:
                held.digit = [Decimal(1), Decimal(10)]
            held.blur = "~"
        elif token in "多余来":
            held.blur = "~" if token == "来" else "~>"
            held.zero = True
        elif token in SMALL or token in LARGE:
            held.scale(SMALL.get(token) or LARGE[token])
        else:
            return None
    low, high = held.close()
    if low == high == 0:
        return None
    return Reading(low, high, held.blur)


ONES = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
ENGLISH_TENS = {
    name: 10 * value
    for value, name in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "crore": 10**7,
}
ORDINALS = {
    name: value
    for value, name in enumerate(
        [
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ]
    )
} | {name[:-1] + "ieth": value for name, value in ENGLISH_TENS.items()}


@lru_cache(maxsize=4096)
def english(words: str) -> Decimal | None:
    """Read English number words; None where they make no number.

    >>> english("one hundred and five"), english("twelve hundred")
    (Decimal('105'), Decimal('1200'))
    """
    total = group = Decimal(0)
    seen = False
    for word in words.lower().replace("-", " ").split():
        if word == "and":
            continue
        if word in ONES:
            group += ONES[word]
        elif word in ENGLISH_TENS:
            group += ENGLISH_TENS[word]
        elif word in ORDINALS:
            group += ORDINALS[word]
        elif word == "a":
            group += 1
        elif word.removesuffix("th") == "hundred":
            group = (group or Decimal(1)) * 100
        elif word.removesuffix("th") in SCALES:
            scale = SCALES[word.removesuffix("th")]
            total = total * scale if total and not group else total + (group or Decimal(1)) * scale
            group = Decimal(0)
        else:
            return None
        seen = True
    return total + group if seen else None


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(letters: str) -> int:
    """Read a Roman numeral in capitals, or in the signs that Unicode has for them.

    >>> roman("XIV"), roman("XC"), roman("Ⅻ"), roman("ⅩⅢ")
    (14, 90, 12, 13)
    """
    values = [_ROMAN[letter] for letter in normalize("NFKC", letters)]
    after = [*values[1:], 0]
    return sum(-one if one < more else one for one, more in zip(values, after, strict=True))
