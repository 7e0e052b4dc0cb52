"""How ill two values go together as each other's counterpart."""

from __future__ import annotations

from alignkit.check.numbers.circumstances import weak
from alignkit.quantity.lookup import Tables
from alignkit.quantity.sameness import (
    AMOUNTS,
    CODES,
    Atom,
    letters,
    ratio,
    rounded,
    same_value,
    unit_of,
    unit_only,
)
from alignkit.types import Quantity
from alignkit.types.quantity import Kind, Mark

# Ways to say a part of a whole: whatever they are written in, their values compare.
_PARTS = frozenset((Kind.PERCENT, Kind.FRACTION, Kind.DISCOUNT))
# What a bare figure may have been before a digit of it slipped.
_SLIPPING = AMOUNTS | {Kind.CITATION}


# 三次 is three times, as a multiple is.
_REPEATED = frozenset((Kind.COUNT, Kind.MULTIPLE))
_TIMES = frozenset("次回遍趟")


def _times(ours: Quantity, theirs: Quantity) -> bool:
    kinds = {ours.kind, theirs.kind}
    return kinds == _REPEATED and not _TIMES.isdisjoint((ours.unit, theirs.unit))


def repeats(one: Quantity) -> bool:
    """Tell whether a number says how often: three times a day, 每日三次."""
    return one.unit in _TIMES or one.noun.startswith("time")


# 五百块 is money or five hundred pieces, as the other side says.
_PAID = frozenset((Kind.COUNT, Kind.MONEY))
_COINS = frozenset("块元毛")


def _paid(ours: Quantity, theirs: Quantity) -> bool:
    kinds = {ours.kind, theirs.kind}
    return kinds == _PAID and not _COINS.isdisjoint((ours.unit, theirs.unit))


def _as_long(one: str, other: str) -> bool:
    """Tell whether two numbers to call have as many digits."""
    return sum(map(str.isdigit, one)) == sum(map(str.isdigit, other))


# Parts of a law or a book, which an ordinal numbers and does not merely order.
_DIVISIONS = frozenset("article paragraph section chapter clause item".split())
_DIVISIONS |= frozenset("条款项章节篇卷编册條項節編冊")


def divides(quantity: Quantity) -> bool:
    """Tell whether a number names a part of a law or a book: 第一款, paragraph 1."""
    kind, unit = quantity.kind, quantity.unit
    if Mark.NUMBERING in quantity.marks:
        return True
    return kind == Kind.ARTICLE or (kind == Kind.ORDINAL and unit in _DIVISIONS)


def _other_labels(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers name parts of two kinds: 附件一 is no Chapter IV."""
    return one.unit == "no" and other.kind == Kind.ORDINAL and other.unit in _DIVISIONS


# What a bare figure may stand for: of these a language often leaves the unit to the sentence.
_AGED = frozenset((Kind.AGE, Kind.COUNT))
_BARED = frozenset((Kind.AGE, Kind.ARTICLE, Kind.NAME, Kind.ORDINAL, Kind.COUNT, Kind.CITATION))


def left_together(s: Atom, t: Atom) -> bool:
    """Tell whether the only values that two sides leave alone can be meant for each other."""
    ours, theirs = s.quantity, t.quantity
    if s.date or t.date or s.end or t.end or s.vague or t.vague or s.low is None or t.low is None:
        return False
    if weak(s) and weak(t):
        return False
    if ours.kind == theirs.kind == Kind.DURATION:
        return ours.unit == theirs.unit
    if divides(ours) and divides(theirs):
        return True
    kinds = {ours.kind, theirs.kind}
    # Only seventeen is an age as well, where the other side says nothing else.
    bare = any(
        (_bare(a) or (kinds == _AGED and not a.quantity.unit)) and not a.quantity.noun
        for a in (s, t)
        if a.quantity.kind == Kind.COUNT
    )
    return bare and len(kinds) == 2 and kinds <= _BARED and not (weak(s) or weak(t))


def cost(s: Atom, t: Atom, known: Tables) -> float:
    """Return how ill two values go together; 4 and more means not at all."""
    ours, theirs = s.quantity, t.quantity
    place = 0.4 * abs(s.place - t.place)
    if _both_cited(s, t):
        return place if s.low == t.low else 2.9 + place
    if ours.kind in CODES or theirs.kind in CODES:
        if _slipped(s, t) or _slipped(t, s):
            return 3.2 + place
        if ours.kind == theirs.kind == Kind.PHONE and _as_long(ours.raw, theirs.raw):
            return place if letters(ours.raw) == letters(theirs.raw) else 2.9 + place
        same = letters(ours.raw) == letters(theirs.raw)
        return place if same and ours.kind == theirs.kind else 0.6 + place if same else 9.0
    if same_value(s, t, known):
        return place + _unlikeness(s, t, known)
    if unit_only(s, t):
        return 1.2 + place
    if bool(s.date) != bool(t.date):
        return 3.2 + place if two_years(s, t) else 9.0
    if s.date:
        return 3.0 + place if _same_shape(s.date, t.date) else 9.0
    if _other_labels(ours, theirs) or _other_labels(theirs, ours):
        return 9.0
    old = {ours.kind, theirs.kind} == {Kind.AGE, Kind.DURATION} and "year" in (
        ours.unit,
        theirs.unit,
    )
    if (
        ours.kind != theirs.kind
        and not old
        and {ours.kind, theirs.kind} != {Kind.COUNT, Kind.ORDINAL}
        and not (divides(ours) and divides(theirs))
        and not (_times(ours, theirs) and not (s.end or t.end))
        and not _paid(ours, theirs)
        and not {ours.kind, theirs.kind} <= _PARTS
    ):
        return 3.2 + place if _slipped(s, t) or _slipped(t, s) else 9.0
    halves = ours.kind == theirs.kind == Kind.FRACTION
    said_in_passing = (weak(s) or weak(t)) and not (_bare(s) and _bare(t))
    if (said_in_passing and not halves) or (
        "号" in (ours.unit, theirs.unit) and ours.kind != theirs.kind
    ):
        return 9.0
    if rounded(s, t):
        return 1.5 + place
    if (
        ours.kind in (Kind.MEASURE, Kind.DURATION, Kind.MONEY)
        and ours.unit != theirs.unit
        and not old
    ):
        one, other = unit_of(ours, known), unit_of(theirs, known)
        if not (one and other and one.dimension == other.dimension) and ours.kind != Kind.MONEY:
            return 9.0
    away = 0.0 if ratio(s, t) in (10, 100, 1000, 10000, 100000, 10**6) else 0.25
    return 2.9 + place + away + (0.4 if ours.kind != theirs.kind else 0.0)


def _bare(atom: Atom) -> bool:
    """Tell whether a figure stands without a measure word, as the number of a name: Figure 1."""
    quantity = atom.quantity
    return quantity.kind == Kind.COUNT and not quantity.unit and quantity.raw.strip().isdecimal()


def _labels(figure: Atom, word: Atom) -> bool:
    """Tell whether a figure that counts nothing stands against a word in passing (一个)."""
    return (
        _bare(figure)
        and not figure.quantity.noun
        and weak(word)
        and bool(word.quantity.unit)
        and not word.quantity.raw[:1].isdecimal()
    )


def _slipped(bare: Atom, full: Atom) -> bool:
    """Tell whether a bare figure is another kind of amount with a slip in its digits."""
    if bare.quantity.kind != Kind.COUNT or bare.quantity.unit or bare.quantity.noun:
        return False
    if full.quantity.kind not in _SLIPPING or not bare.low or not full.low or bare.low < 100:
        return False
    ours, theirs = (str(atom.low.normalize()) for atom in (bare, full) if atom.low)
    return len(ours) == len(theirs) and sum(a != b for a, b in zip(ours, theirs, strict=True)) <= 2


def two_years(s: Atom, t: Atom) -> bool:
    """Tell whether a year stands against the year of a name, as in Expo 2020."""
    kinds = {s.quantity.kind, t.quantity.kind}
    return kinds == {Kind.DATE, Kind.NAME} and all(
        len(atom.quantity.raw.rstrip("年")) == 4 and atom.quantity.raw[:4].isdigit()
        for atom in (s, t)
    )


def _both_cited(s: Atom, t: Atom) -> bool:
    """Tell whether two numbers of citations can be the same year, or the same page."""
    if s.quantity.kind != Kind.CITATION or t.quantity.kind != Kind.CITATION:
        return False
    if s.low is None or t.low is None:
        return False
    return s.low.adjusted() == t.low.adjusted()


def _same_shape(first: str, second: str) -> bool:
    if first[:1] == "T" or second[:1] == "T":
        return first[:1] == second[:1] == "T"
    ours, theirs = first.split("-"), second.split("-")
    if len(ours) > 1 and len(theirs) > 1 and (ours[1][:1] in "QHW" or theirs[1][:1] in "QHW"):
        return ours[1][:1] == theirs[1][:1]
    if len(ours) != len(theirs):
        return bool(len(ours) > 1 and len(theirs) > 1 and ours[1] == theirs[1])
    return True


def _unlikeness(s: Atom, t: Atom, known: Tables) -> float:
    """Return how much kinds and units differ where the values agree."""
    ours, theirs = s.quantity, t.quantity
    if s.date and t.date:
        stated = sum(a != "X" != b for a, b in zip(s.date, t.date, strict=False))
        apart = (Mark.DATELINE in ours.marks) != (Mark.DATELINE in theirs.marks)
        apart = apart or (s.date[:1] == "T" and s.date != t.date)
        return 0.02 * (10 - min(10, stated)) + (0.3 if apart else 0.0)
    if ({"号", "no"} & {ours.unit, theirs.unit}) and {ours.unit, theirs.unit} != {"号", "no"}:
        return 0.9
    if ours.kind == theirs.kind:
        if _labels(s, t) or _labels(t, s):
            return 3.5
        cost = 0.0 if ours.unit == theirs.unit or ours.kind in (Kind.COUNT, Kind.ORDINAL) else 0.3
        cost += 0.3 if repeats(ours) != repeats(theirs) and not (s.end or t.end) else 0.0
        return cost + (0.05 if ours.comparator != theirs.comparator else 0.0)
    alike = {ours.kind, theirs.kind}
    if (_times(ours, theirs) and not (s.end or t.end)) or _paid(ours, theirs):
        return 0.1
    if alike <= {
        Kind.PERCENT,
        Kind.POINTS,
        Kind.FRACTION,
        Kind.MULTIPLE,
        Kind.RATIO,
        Kind.DISCOUNT,
    }:
        return 0.2
    if Kind.COUNT in alike and alike & AMOUNTS:
        return 0.5 if alike & {Kind.ORDINAL, Kind.MONEY, Kind.MEASURE} else 0.7
    if Kind.NAME in alike:
        return 0.2
    if Kind.ITEM in alike:
        return 1.0
    return 0.9
