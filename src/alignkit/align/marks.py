"""Marks that both languages write alike: numbers by value, Latin words, ends and quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from alignkit.deferred import deferred
from alignkit.read.numbering import mark as numbering

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HAN_DIGITS = "零〇一二三四五六七八九两"
_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNIT = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ENGLISH = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
    "january": 1, "february": 2, "april": 4, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MARK = re.compile(
    rf"(?P<digits>\d+(?:[.,]\d+)*)\s*(?P<han>[百千万亿]+)?"
    rf"|(?P<zh>[{_HAN_DIGITS}十百千万亿]{{1,12}})"
    r"|(?P<latin>[A-Za-z][A-Za-z0-9]*(?:[-'’&][A-Za-z0-9]+)*)"
)
# The same without names, which are slow: most words are read once and then looked up. It begins
# with one set of characters, so that others are passed over fast, and finds where a text _ENDs.
_NUMERALS = f"{_HAN_DIGITS}十百千万亿"
_END = "\0"
_ANY_MARK = re.compile(
    rf"[\dA-Za-z{_NUMERALS}{_END}](?:(?<=\d)\d*(?:[.,]\d+)*\s*[百千万亿]*"
    rf"|(?<=[{_NUMERALS}])[{_NUMERALS}]{{0,11}}"
    rf"|(?<=[A-Za-z])[A-Za-z0-9]*(?:[-'’&][A-Za-z0-9]+)*|(?<={_END}))"
)
# Stands for a word that multiplies the number before it; no mark is written so.
_SCALED = "*"
_PLAIN, _ANY_DIGIT = re.compile("[a-z]+"), re.compile("[0-9]")
_WIDE = str.maketrans(
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ．，％",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.,%",
)
_OPENING, _CLOSING = "“「『«《\"'‘", "”」』»》\"'’"
_CLOSED = _CLOSING + "）)"
_TRAILING, _LEADING = ("…", "...", "—", "–", "-"), (":", "：", ",", "，", ";", "；")
_HAN = deferred(r"[㐀-鿿]+")
# An opening mark that so many sentences do not close was none.
_LONGEST_SPEECH = 12
# Schemes whose numbers name a place of the whole text: 第三条 and Article 3, not the third item.
_PLACES = frozenset({"part", "chapter", "section", "article", "annex"})
# What such a number begins with at least: a character, or two letters in any case.
_PLACE_FIRST = frozenset(" \t\u3000\xa0第附")
_PLACE_LETTERS = frozenset("pa ti vo ch se ar an ap at bo ta fi".split())
_ANY_QUOTE = deferred("[“”「」『』\"'‘’]")
# Straight marks open before a word and close behind one; an apostrophe inside a word is neither.
_QUOTE = deferred(
    r"(?P<open>[“「『]|(?:(?<=[\s(（—–-])|^)[\"'‘](?=[^\s\"']))"
    r"|(?P<close>[”」』]|(?<=\S)[\"](?=[\s,.;:)—–-]|$)|(?<=[,.!?…—–])['’](?=[\s—–-]|$))"
)


class Cut(NamedTuple):
    """Texts cut into words: text i's are `units[n]` for n in ids[offsets[i]:offsets[i + 1]]."""

    ids: NDArray[np.int32]
    offsets: NDArray[np.int64]
    units: Sequence[str]


@dataclass(frozen=True)
class Ends:
    """How sentences begin and end, as numbers from 0 to 1; one row a sentence."""

    asks: NDArray[np.float32]
    cries: NDArray[np.float32]
    trails: NDArray[np.float32]
    leads: NDArray[np.float32]
    opens: NDArray[np.float32]
    closes: NDArray[np.float32]
    inside: NDArray[np.float32]


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral.

    >>> chinese_number("三千二百"), chinese_number("二〇二三"), chinese_number("万万")
    (3200, 2023, None)
    """
    if not any(c in _UNIT for c in text):
        return int("".join(str(_DIGIT[c]) for c in text))
    total = section = digit = 0
    seen = False
    for c in text:
        if c in _DIGIT:
            digit, seen = _DIGIT[c], True
        elif _UNIT[c] < 10**4:
            if not seen and c != "十":
                return None
            section += (digit if seen else 1) * _UNIT[c]
            digit, seen = 0, False
        else:
            if not (section or seen):
                return None
            total = (total + section + digit) * _UNIT[c]
            section, digit, seen = 0, 0, False
    return total + section + digit


@lru_cache(maxsize=65536)
def _english_number(word: str) -> int | None:
    if word in _ENGLISH:
        return _ENGLISH[word]
    first, _, rest = word.partition("-")
    if rest and first in _ENGLISH and _ENGLISH[first] >= 20:
        ones = _english_number(rest)
        return _ENGLISH[first] + ones if ones is not None and ones < 10 else None
    if word.endswith("th"):
        stem = word[:-2]
        return _ENGLISH.get(stem, _ENGLISH.get(stem[:-2] + "y" if stem.endswith("ie") else ""))
    return None


def marks(text: str) -> list[str]:
    """Return the numbers of a text by value, and its Latin words, as comparable strings.

    >>> marks("2023年，机器人密度提高三倍，5G达到1.5万个")
    ['2023', '3', '5', 'g', '15000']
    >>> marks("By 2023, triple 15,000 units, twenty-five in May")
    ['by', '2023', 'triple', '15000', 'units', '25', 'in', 'may']
    """
    (found,) = _Reader().read([text])
    return found


class _Reader:
    """Reads marks, each distinct word and number once; with `known`, no other Latin words."""

    def __init__(self, known: Set[str] | None = None) -> None:
        self._known = known
        self._read: dict[str, tuple[str, Decimal | None]] = {}

    def read(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the marks of each text in their order."""
        whole = _END.join(texts)
        if whole.count(_END) >= max(1, len(texts)):
            texts = [text.replace(_END, " ") for text in texts]
            whole = _END.join(texts)
        marks: list[str] = []
        found = [marks] * bool(texts)
        previous: Decimal | None = None
        read = self._read
        for written in _ANY_MARK.findall(whole if whole.isascii() else whole.translate(_WIDE)):
            if written == _END:
                marks, previous = [], None
                found.append(marks)
                continue
            mark, value = read.get(written) or self._first(written)
            if mark == _SCALED:
                if previous is not None and value is not None:
                    previous *= value
                    marks.append(_plain(previous))
                    continue
                mark, value = written.lower(), None
            previous = value
            if mark:
                marks.append(mark)
        return found

    def _first(self, written: str) -> tuple[str, Decimal | None]:
        """Read a word or number that was not met before: its mark, and its value if it may grow."""
        match = _MARK.fullmatch(written)
        assert match is not None
        held: tuple[str, Decimal | None]
        if match["latin"]:
            held = self._word(match["latin"].lower())
        elif match["digits"]:
            held = _number(match["digits"], match["han"] or "")
        else:
            number = chinese_number(match["zh"])
            held = "" if number is None else str(number), None
        self._read[written] = held
        return held

    def _word(self, word: str) -> tuple[str, Decimal | None]:
        if word in _SCALE:
            return _SCALED, Decimal(_SCALE[word])
        number = _english_number(word)
        if number is not None:
            return str(number), Decimal(number)
        mark = word.removesuffix("'s").removesuffix("’s")
        return "" if self._known is not None and mark not in self._known else mark, None


def _number(digits: str, units: str) -> tuple[str, Decimal]:
    plain = digits.replace(",", "")
    value = Decimal(plain) if plain.count(".") < 2 else Decimal(plain.replace(".", ""))
    for unit in units:
        value *= _UNIT[unit]
    return _plain(value), value


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text.lstrip("0") or "0"


def heads(texts: Sequence[str]) -> list[str]:
    """Return what number each sentence begins with as a part of the whole text, "" for none.

    >>> heads(["第三条 国家", "Article 3 The state", "3. A thing"])
    ['article 3', 'article 3', '']
    """
    first, letters = _PLACE_FIRST, _PLACE_LETTERS
    may = (text[:1] in first or text[:2].lower() in letters for text in texts)
    return [_head(text) if tells else "" for text, tells in zip(texts, may, strict=True)]


def _head(text: str) -> str:
    found = numbering(text)
    return f"{found.scheme} {found.value}" if found and found.scheme in _PLACES else ""


def common_marks(
    source: Sequence[str], target: Sequence[str], cut: Cut | None = None
) -> tuple[list[list[int]], list[list[int]], NDArray[np.float32]]:
    """Return each sentence's marks that occur on both sides, and how rare each mark is.

    Two texts in Latin script share most of their small words; rarity keeps those quiet. `cut` are
    the second side's words, where they are known already.
    """
    first = _Reader().read(source)
    # Of the second side only what the first holds can be shared; most sentences hold nothing.
    known = {mark for held in first for mark in held}
    words = known | _ENGLISH.keys() | _SCALE.keys()
    told = _telling(target, words, cut) if cut else [_promising(text, words) for text in target]
    second = _Reader(known).read(
        [t if tells else "" for t, tells in zip(target, told, strict=True)]
    )
    found = [first, second]
    for side, texts in ((first, source), (second, target)):
        for own, head in zip(side, heads(texts), strict=True):
            own += [head] if head else []
    counts: list[dict[str, int]] = [{}, {}]
    for side, count in zip(found, counts, strict=True):
        for held in side:
            for mark in dict.fromkeys(held):
                count[mark] = count.get(mark, 0) + 1
    shared = [mark for mark in counts[0] if mark in counts[1]]
    numbers = {mark: number for number, mark in enumerate(shared)}
    smaller = max(1, min(len(source), len(target)))
    rarity = np.array(
        [
            min(1.0, np.log(1 + smaller / max(counts[0][m], counts[1][m])) / 4) * _value(m)
            for m in shared
        ],
        np.float32,
    )
    indexed = [
        [[numbers[mark] for mark in dict.fromkeys(held) if mark in numbers] for held in side]
        for side in found
    ]
    return indexed[0], indexed[1], rarity


def _promising(text: str, words: Set[str]) -> bool:
    """Tell quickly whether a text may hold one of these words, or a number."""
    if not text.isascii():
        return True
    return bool(_ANY_DIGIT.search(text)) or not words.isdisjoint(_PLAIN.findall(text.lower()))


def _telling(texts: Sequence[str], words: Set[str], cut: Cut) -> list[bool]:
    """Tell the same of texts whose words are known: each word is looked at once."""
    ids, offsets, units = cut
    met = np.zeros(len(units), bool)
    met[ids] = True
    tells = np.zeros(len(units), bool)
    for number in np.flatnonzero(met).tolist():
        unit = units[number]
        tells[number] = "0" <= unit[0] <= "9" or not words.isdisjoint(unit.split("'"))
    counts = np.concatenate(([0], np.cumsum(tells[ids])))[offsets]
    held = np.diff(counts).tolist()
    return [count > 0 or not text.isascii() for text, count in zip(texts, held, strict=True)]


def _value(mark: str) -> float:
    if mark.isdigit():
        return 1.0 if len(mark) > 1 else 0.5
    return 1.0


def ends(texts: Sequence[str]) -> Ends:
    """Return how each sentence begins and ends."""
    columns = np.zeros((7, len(texts)), np.float32)
    speech = _Speech()
    for number, text in enumerate(texts):
        stripped = text.strip()
        if not stripped:
            continue
        # Of numbers only those that are not 0 are set: most are.
        if "?" in stripped or "？" in stripped:
            columns[0, number] = 1
        if "!" in stripped or "！" in stripped:
            columns[1, number] = 1
        if stripped[0] in _OPENING:
            columns[4, number] = 1
        if stripped[-1] in _CLOSING:
            columns[5, number] = 1
        if speech.after(stripped):
            columns[6, number] = 1
        closed = stripped.rstrip(_CLOSED)
        if closed.endswith(_LEADING):
            columns[3, number] = 1
        elif closed.endswith(_TRAILING):
            columns[2, number] = 1
    return Ends(*columns)


class _Speech:
    """Follows direct speech through sentences: whether one ends inside of quotation marks."""

    def __init__(self) -> None:
        self._inside = False
        self._since = 0

    def after(self, text: str) -> bool:
        """Return whether speech goes on behind this sentence."""
        last = None
        if _ANY_QUOTE.search(text):
            for match in _QUOTE.finditer(text):
                last = match
        self._since += 1
        if last is not None:
            self._inside, self._since = last.lastgroup == "open", 0
        elif self._since > _LONGEST_SPEECH:
            # A closing mark was left out, as before a new paragraph of the same speech.
            self._inside = False
        return self._inside


def lengths(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return `length` of each text."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    said = np.where((codes >= 0x3400) & (codes <= 0x9FFF), 3.0, codes != ord(" "))
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    sums = np.concatenate(([0.0], np.cumsum(said)))[ends]
    return np.diff(sums, prepend=0.0).astype(np.float32)


def length(text: str) -> float:
    """Return how much a text says, in English letters: a Chinese character says about three.

    >>> length("你好"), length("hello")
    (6.0, 5.0)
    """
    if text.isascii():
        return float(len(text) - text.count(" "))
    han = len(text) - len(_HAN.sub("", text))
    return float(len(text) - text.count(" ") + 2 * han)
