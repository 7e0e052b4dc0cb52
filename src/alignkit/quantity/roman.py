"""Numbers of parts, in figures, words or Roman letters: 附件二 and Annex II, 第四编 and Part IV.

Roman letters stand in names that neither side counts by, so that they are read where the other side
numbers a part of the same kind, and has nothing else that says its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.numerals import roman
from alignkit.quantity.rates import Said
from alignkit.types import Quantity, Span
from alignkit.types.quantity import Kind, Mark

# Words of the three sorts of parts: of a text, beside a text, and of what is sorted.
_ENGLISH = {
    "division": "chapter part title book volume vol section article act division paragraph canto",
    "annexed": "annex annexe appendix appendices schedule exhibit attachment addendum"
    " protocol table figure fig chart plate",
    "sort": "type phase stage grade class category level tier group degree factor",
}
_CHINESE = {
    "division": "编 章 节 篇 卷 册 部 条 幕 部分 編 節 冊 條",
    "annexed": "附件 附录 附表 附图 附则 议定书 表 图 附錄 附圖 議定書 圖",
    "sort": "型 期 级 类 组 度 階段 阶段 級 類 組 因子",
}
_SORT_EN = {word: sort for sort, words in _ENGLISH.items() for word in words.split()}
_SORT_ZH = {word: sort for sort, words in _CHINESE.items() for word in words.split()}
_BY_LENGTH = sorted(_SORT_ZH, key=len, reverse=True)
_ROMAN = r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_LABELS_EN = "|".join(sorted(_SORT_EN, key=len, reverse=True))
# Annexes I and II, Parts III to V
_SERIES = rf"{_ROMAN}\b(?:(?:,\s|,?\s(?:and|or|to)\s|\s?[-–—]\s?){_ROMAN}\b)*"
_AFTER_LABEL = deferred(
    rf"\b(?P<label>(?i:{_LABELS_EN})(?:e?s)?)\.?[\s-](?P<held>{_SERIES})(?![\w’'])"
)
_ONE = deferred(rf"\b{_ROMAN}\b")
_LETTER = deferred(rf"\b(?P<label>(?i:{_LABELS_EN}))s?\s[A-H](?![\w’'+#&/-])")
_LETTER_ZH = deferred(r"(?:附[件录表图錄圖]|议定书|[表图圖])\s?[A-H](?![A-Za-z0-9’'.+#&/-])")
# 附件Ⅱ, III型: letters or the signs that Unicode has for them
_IN_CHINESE = deferred(rf"(?<![A-Za-z0-9.-])(?:{_ROMAN}|[Ⅰ-Ⅻ]+)(?![A-Za-z0-9.’'-])")
_CAPITAL_BEFORE = deferred(rf"\b(?P<label>(?i:{_LABELS_EN}))\.?\s$")
_BEFORE_ZH = deferred(rf"(?P<label>{'|'.join(_BY_LENGTH)})\s?$")
_BEHIND_ZH = deferred(rf"\s?(?P<label>{'|'.join(_BY_LENGTH)})")
_LONGEST = 14
_COUNTED = frozenset((Kind.COUNT, Kind.ORDINAL, Kind.ARTICLE))
_LETTERS = ("I", "V", "X", *map(chr, range(0x2160, 0x216C)))


@dataclass(frozen=True, slots=True)
class Part:
    """The number of a part: its sort, its value, and the quantity that says it, or would."""

    sort: str
    value: Decimal
    quantity: Quantity
    lettered: bool


def parted(source: Said, target: Said) -> tuple[list[Quantity], list[Quantity]]:
    """Return the quantities of both sides, with numbers of parts that nothing answers as such.

    >>> from alignkit.quantity import quantities
    >>> chinese, english = "见附件三", "see Annex II"
    >>> said = Said(chinese, "zh", quantities(chinese)), Said(english, "en", quantities(english))
    >>> [[str(q) for q in side] for side in parted(*said)]
    [['3 no'], ['2 annex']]
    """
    ours, theirs = list(_parts(source)), list(_parts(target))
    if not ours and not theirs:
        return list(source.found), list(target.found)
    left = _left(ours, theirs, target), _left(theirs, ours, source)
    return _with(source, ours, *left, target), _with(target, theirs, *left[::-1], source)


def _left(own: Sequence[Part], others: Sequence[Part], other: Said) -> list[Part]:
    """Return the numbers of parts that the other side says of no part and in no figure."""
    rest = [(part.sort, part.value) for part in others]
    said = {q.low for q in other.found if q.low == q.high}
    alone = []
    for part in own:
        if (part.sort, part.value) in rest:
            rest.remove((part.sort, part.value))
        elif part.value not in said and all(value != part.value for _, value in rest):
            alone.append(part)
    return alone


def _with(
    side: Said, every: Sequence[Part], own: Sequence[Part], others: Sequence[Part], other: Said
) -> list[Quantity]:
    """Return a side's quantities, with its Roman letters, and what stands against them as numbers.

    Whether 附件二 is Annex B nobody can tell, so that neither is compared.
    """
    found = list(side.found)
    said = {q.low for q in other.found}
    # Letters that agree with a number take part, so that it has its counterpart.
    found += [part.quantity for part in every if part.lettered and part.value in said]
    for part in own:
        rivals = [one for one in others if one.sort == part.sort]
        if part.lettered:
            found += [part.quantity] if rivals else []
        elif any(_apart(part, one) for one in rivals):
            found[found.index(part.quantity)] = _numbering(part.quantity)
        elif part.sort == "annexed" and not rivals and _lettered(other):
            found.remove(part.quantity)
    return sorted(found, key=lambda q: q.span.start)


def _apart(one: Part, other: Part) -> bool:
    """Tell whether two numbers of parts are compared as such: figures are in any case."""
    return not all(part.quantity.raw[:1].isdecimal() for part in (one, other))


def _lettered(side: Said) -> bool:
    return bool((_LETTER_ZH if side.lang == "zh" else _LETTER).search(side.text))


def _numbering(quantity: Quantity) -> Quantity:
    return replace(quantity, kind=Kind.ORDINAL, marks=(*quantity.marks, Mark.NUMBERING))


def _parts(side: Said) -> Iterator[Part]:
    yield from _in_figures(side)
    if not any(letter in side.text for letter in _LETTERS):
        return
    held = _roman_zh(side.text) if side.lang == "zh" else _roman_en(side.text)
    for sort, value, span, label in held:
        if any(q.span.start < span.end and span.start < q.span.end for q in side.found):
            continue
        number = Decimal(value)
        raw = span.slice(side.text)
        told = Quantity(Kind.ORDINAL, number, number, label, span, raw, marks=(Mark.NUMBERING,))
        yield Part(sort, number, told, lettered=True)


def _in_figures(side: Said) -> Iterator[Part]:
    for quantity in side.found:
        if quantity.kind not in _COUNTED or quantity.low is None or quantity.low != quantity.high:
            continue
        sort = _sort_zh(side.text, quantity) if side.lang == "zh" else _sort_en(side.text, quantity)
        if sort:
            yield Part(sort, quantity.low, quantity, lettered=False)


def _sort_en(text: str, quantity: Quantity) -> str:
    if quantity.unit in _SORT_EN:
        return _SORT_EN[quantity.unit]
    start = quantity.span.start
    match = _CAPITAL_BEFORE.search(text, max(0, start - _LONGEST), start)
    if quantity.kind != Kind.COUNT or not match:
        return ""
    # Part 2 and part 2, but Part Three alone: of “part three” three may be counted.
    named = quantity.raw[:1].isdigit() or (match["label"][:1] + quantity.raw[:1]).isupper()
    return _SORT_EN[match["label"].lower()] if named else ""


def _sort_zh(text: str, quantity: Quantity) -> str:
    start, end = quantity.span
    if quantity.kind == Kind.COUNT and quantity.unit in ("", "no"):
        match = _BEFORE_ZH.search(text, max(0, start - 4), start)
        if match:
            return _SORT_ZH[match["label"]]
    if quantity.unit in _SORT_ZH:
        return _SORT_ZH[quantity.unit]
    behind = _BEHIND_ZH.match(text, end) if quantity.kind == Kind.ORDINAL else None
    return _SORT_ZH[behind["label"]] if behind else ""


def _roman_en(text: str) -> Iterator[tuple[str, int, Span, str]]:
    for match in _AFTER_LABEL.finditer(text):
        label = match["label"].lower()
        label = next(held for held in (label, label[:-1], label[:-2]) if held in _SORT_EN)
        for one in _ONE.finditer(text, match.start("held"), match.end("held")):
            if one[0]:
                yield _SORT_EN[label], roman(one[0]), Span(*one.span()), label


def _roman_zh(text: str) -> Iterator[tuple[str, int, Span, str]]:
    for match in _IN_CHINESE.finditer(text):
        if not match[0]:
            continue
        before = _BEFORE_ZH.search(text, max(0, match.start() - 4), match.start())
        label = before or _BEHIND_ZH.match(text, match.end())
        if label:
            yield _SORT_ZH[label["label"]], roman(match[0]), Span(*match.span()), label["label"]
