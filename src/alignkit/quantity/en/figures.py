"""English numerals in running text: digits and words with their scales, as values."""

from __future__ import annotations

import re
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.draft import share
from alignkit.quantity.numerals import (
    COMMA,
    ENGLISH_TENS,
    LONGEST_DIGITS,
    ONES,
    ORDINALS,
    SCALES,
    SPACED,
    Reading,
    belongs_to_a_name,
    digits,
    english,
    exact,
)

PLAIN = "|".join(sorted([*ONES, *ENGLISH_TENS], key=len, reverse=True))
BIG = "|".join(SCALES)
_ONE = "|".join(word for word, value in ONES.items() if 0 < value < 10)
_TEN = "|".join(ENGLISH_TENS)
# thirty-five is one number, two three-inch nails are two
_SMALL = rf"(?:(?:{_TEN})[- ](?:{_ONE})(?![A-Za-z])|(?:{PLAIN}))"
_NTH = "|".join(sorted(ORDINALS, key=len, reverse=True))
DIGIT_FORM = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])"
    rf"|[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}(?![0-9])|{SPACED}|{COMMA}|[0-9]+)(?:\.[0-9]+)?"
)
_UNGROUPED = deferred(r"[0-9]+(?:\.[0-9]+)?")
DIGITS = deferred(DIGIT_FORM)
WORDS = deferred(
    rf"(?:{_SMALL}|a(?=\s(?:{BIG})))(?:[\s-](?:{BIG}))*"
    rf"(?:,?\s(?:and\s)?(?:{PLAIN})(?:[- ](?:{_ONE}))?(?:\s(?:{BIG}))+)*"
    rf"(?:(?<=hundred)\s(?:and\s)?(?:{PLAIN})(?:[- ](?:{_ONE})(?![A-Za-z]))?"
    rf"|(?:(?<=thousand)|(?<=llion))\s(?:and\s)?(?:{PLAIN})(?:[- ](?:{_ONE})(?![A-Za-z]))?"
    rf"(?!\s(?:{BIG})))?"
    rf"(?![A-Za-z])",
    re.I,
)
ORDINAL = deferred(
    rf"(?<!\bper )(?:(?:{'|'.join(ENGLISH_TENS)})[- ])?(?:{_NTH}|hundredth|thousandth|millionth)\b",
    re.I,
)
ORDINAL_DIGITS = deferred(r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:st|nd|rd|th|ST|ND|RD|TH)\b")
# 5K/week is five thousand a week, 4K/60 a screen.
_RATE = r"/(?=(?:week)?day|week|month|year|hour)"
SCALE = deferred(
    rf"(?:[\s-]|\+\s?)?(?P<word>(?:{BIG})(?:[\s-](?:million|billion|trillion|crore))?)"
    rf"s?(?![A-Za-z])"
    rf"|\s?(?P<short>(?:[bB][nN]|[tT][nN]|mn|mln|mill?\b\.?|bil\b\.?|trn|MM"
    rf"|(?<=\d)[mkMKbB](?![A-Za-z²³0-9]|(?!{_RATE})/)))(?![A-Za-z]|\s?[0-9]{{1,2}}\s?s\b)",
    re.I,
)
SHORT = {
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mill": 10**6,
    "bil": 10**9,
    "mm": 10**6,
    "m": 10**6,
    "k": 10**3,
    "b": 10**9,
}
# two point five million, zero point zero seven
_POINT = deferred(rf"\spoint(?P<d>(?:[\s-](?:oh|zero|{_ONE})\b)+)", re.I)
# 2 ½, 5 and three-quarter, 2 1/4
_PARTS_OF_ONE = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3"}
_MORE = deferred(
    r"\s?(?P<sign>[½¼¾⅓⅔])|(?<=[0-9])\s(?P<a>[1-9])/(?P<b>[2-9]|1[0-9])(?![0-9/])"
    r"|\sand\s(?P<n>a|one|two|three)[\s-](?P<w>half|thirds?|quarters?|fourths?|fifths?|eighths?)\b"
    r"(?!\s(?:of|century|hour|year|day|month|week))",
    re.I,
)
_BELOW = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "eighth": 8}
_AND_HALF = deferred(r"\s(?:and\s(?:a\shalf|one[\s-]half)|½)", re.I)
_HALF_BETWEEN = deferred(rf"({PLAIN})\sand\sa\shalf\s({BIG})\b", re.I)


def value_at(text: str, start: int) -> tuple[Reading, int] | None:
    """Read the numeral at a place of the text; None where there is none."""
    match = DIGITS.match(text, start)
    if match and " " in match[0] and belongs_to_a_name(text, start):
        match = _UNGROUPED.match(text, start)
    if match:
        if match.end() - start > LONGEST_DIGITS:
            return None
        value = digits(match[0])
        end = match.end()
    else:
        match = WORDS.match(text, start)
        if not match:
            return None
        read = english(match[0].replace(",", ""))
        if read is None:
            return None
        value, end = read, match.end()
        whole = _HALF_BETWEEN.match(text, start)
        if whole:
            return exact((english(whole[1]) or Decimal(0)) + Decimal("0.5")).times(
                SCALES[whole[2].lower()]
            ), whole.end()
        if (
            "hundred" in match[0].lower()
            or "ion" in match[0].lower()
            or "thousand" in match[0].lower()
        ):
            return exact(value), end
        pointed = _POINT.match(text, end)
        if pointed and value < 1000:
            spelled = "".join(
                str(ONES.get(word, 0)) for word in re.findall(r"[a-z]+", pointed["d"].lower())
            )
            value, end = value + Decimal(f"0.{spelled}"), pointed.end()
    more = _MORE.match(text, end)
    if more:
        value, end = value + _part_of_one(more), more.end()
    for _ in range(2):
        scale = SCALE.match(text, end)
        if not scale or (scale["short"] and not match[0][-1].isdigit()):
            break
        if scale["short"] and not _is_scale(scale["short"], text, start, value, scale.end()):
            break
        value *= scale_of(scale)
        end = scale.end()
    half = _AND_HALF.match(text, end)
    if half:
        value += Decimal("0.5")
        end = half.end()
        scale = SCALE.match(text, end)
        if scale and scale["word"]:
            value *= scale_of(scale)
            end = scale.end()
    odd = re.match(r"-(?:odd|plus|some)\b", text[end : end + 8], re.I)
    if odd:
        return Reading(value, value, "~>"), end + odd.end()
    return exact(value), end


def _part_of_one(match: re.Match[str]) -> Decimal:
    """Return the fraction of a mixed number."""
    if match["sign"]:
        above, _, below = _PARTS_OF_ONE[match["sign"]].partition("/")
        return share(Decimal(above), Decimal(below or 1))
    if match["a"]:
        return share(Decimal(match["a"]), Decimal(match["b"]))
    many = {"a": 1, "one": 1, "two": 2, "three": 3}[match["n"].lower()]
    return share(Decimal(many), Decimal(_BELOW[match["w"].lower().rstrip("s")]))


def scale_of(match: re.Match[str]) -> int:
    """Return what a scale multiplies by."""
    if match["word"]:
        value = 1
        for word in re.split(r"[\s-]", match["word"].lower()):
            value *= SCALES[word]
        return value
    return SHORT[match["short"].lower().rstrip(".")]


def _is_scale(short: str, text: str, start: int, value: Decimal, end: int) -> bool:
    """Tell 5m, $10K and 3MM from 22 mm and a 4K screen."""
    paid = text[start - 1 : start] in ("$", "£", "€", "¥")
    if short == "K" and value < 10 and not paid and text[end : end + 1] != "/":
        return False
    if short.lower() != "mm":
        return True
    return short == "MM" and (paid or text[end - 3 : end - 2].isdigit())
