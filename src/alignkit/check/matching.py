"""Pairs the quantities of a bead's two sides, and says which stay alone and why that may be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from alignkit.check.assignment import assign
from alignkit.check.evidence import Evidence, evidence
from alignkit.check.sameness import (
    AMOUNTS,
    CODES,
    Atom,
    atoms,
    letters,
    ratio,
    rounded,
    same_date,
    same_value,
    unit_of,
    unit_only,
)
from alignkit.check.view import BeadView
from alignkit.quantity.reader import read, readable
from alignkit.quantity.tables import Tables, tables
from alignkit.types import Quantity

ALONE = 2.0
NEIGHBOURS = (-1, 1, -2, 2)
LARGEST = 48
_GENERIC = frozenset(
    ("", "个", "项", "种", "名", "位", "人", "次", "条", "件", "家", "句", "点", "部", "些")
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a bead: its text, language, quantities and their single values."""

    text: str
    lang: str
    quantities: tuple[Quantity, ...]
    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values that were matched, and whether they are the same."""

    source: Atom
    target: Atom
    same: bool
    rounded: bool = False
    unit_only: bool = False


@dataclass(frozen=True, slots=True)
class Lone:
    """A value without counterpart; `excuse` says why that is no fault, "" if nothing does."""

    atom: Atom
    excuse: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """What stands against what in a bead."""

    source: Side
    target: Side
    pairs: tuple[Pair, ...] = ()
    missing: tuple[Lone, ...] = ()
    extra: tuple[Lone, ...] = ()
    tables: Tables = field(default_factory=tables)


def sides(view: BeadView) -> tuple[Side, Side] | None:
    """Return both sides with their quantities; None where a language is not read."""
    held = []
    for text, lang in (
        (view.source.text, readable(view.source_lang)),
        (view.target.text, readable(view.target_lang)),
    ):
        if not lang:
            return None
        found = tuple(read(text, lang, view.pair.settings.units))
        held.append(Side(text, lang, found, tuple(atoms(list(found), len(text)))))
    return held[0], held[1]


def matched(view: BeadView) -> Matching | None:
    """Return the matching of a bead, or None where there is nothing to compare."""
    both = view.once(sides)
    if both is None or not view.source.text.strip() or not view.target.text.strip():
        return None
    source, target = both
    if not source.atoms and not target.atoms:
        return None
    known = tables(view.pair.settings.units)
    pairs = _pair(source, target, known)
    seen = view.once(evidence)
    paired_source = {id(pair.source) for pair in pairs}
    paired_target = {id(pair.target) for pair in pairs}
    missing = tuple(
        Lone(atom, _excuse(view, atom, source, target, "source", known, seen))
        for atom in source.atoms
        if id(atom) not in paired_source
    )
    extra = tuple(
        Lone(atom, _excuse(view, atom, target, source, "target", known, seen))
        for atom in target.atoms
        if id(atom) not in paired_target
    )
    return Matching(source, target, tuple(pairs), missing, extra, known)


def _pair(source: Side, target: Side, known: Tables) -> list[Pair]:
    if not source.atoms or not target.atoms:
        return []
    costs = [[_cost(s, t, known) for t in target.atoms] for s in source.atoms]
    chosen = _certain(costs)
    rows = [i for i in range(len(costs)) if i not in dict(chosen)]
    taken = {j for _, j in chosen}
    columns = [j for j in range(len(target.atoms)) if j not in taken]
    if rows and columns:
        rest = [[costs[i][j] for j in columns] for i in rows]
        if len(rows) + len(columns) <= LARGEST:
            chosen += [(rows[i], columns[j]) for i, j in assign(rest, ALONE)]
        else:
            chosen += [(rows[i], columns[j]) for i, j in _greedy(rest)]
    pairs = []
    for i, j in sorted(chosen):
        s, t = source.atoms[i], target.atoms[j]
        same = same_value(s, t, known)
        pairs.append(Pair(s, t, same, not same and rounded(s, t), not same and unit_only(s, t)))
    return pairs


def _certain(costs: list[list[float]]) -> list[tuple[int, int]]:
    """Return the pairs that are each other's only good match."""
    good = 0.5
    by_row = [[j for j, cost in enumerate(row) if cost < good] for row in costs]
    by_column: dict[int, int] = {}
    for row in by_row:
        for j in row:
            by_column[j] = by_column.get(j, 0) + 1
    return [(i, row[0]) for i, row in enumerate(by_row) if len(row) == 1 and by_column[row[0]] == 1]


def _greedy(costs: list[list[float]]) -> list[tuple[int, int]]:
    ordered = sorted(
        (cost, i, j)
        for i, row in enumerate(costs)
        for j, cost in enumerate(row)
        if cost < 2 * ALONE
    )
    rows: set[int] = set()
    columns: set[int] = set()
    chosen = []
    for _, i, j in ordered:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            chosen.append((i, j))
    return chosen


def _cost(s: Atom, t: Atom, known: Tables) -> float:
    """Return how ill two values go together; 4 and more means not at all."""
    ours, theirs = s.quantity, t.quantity
    place = 0.4 * abs(s.place - t.place)
    if ours.kind in CODES or theirs.kind in CODES:
        same = letters(ours.raw) == letters(theirs.raw)
        return place if same and ours.kind == theirs.kind else 0.6 + place if same else 9.0
    if same_value(s, t, known):
        return place + _unlikeness(s, t, known)
    if unit_only(s, t):
        return 1.2 + place
    if bool(s.date) != bool(t.date):
        return 9.0
    if s.date:
        return 3.0 + place if _same_shape(s.date, t.date) else 9.0
    if ours.kind != theirs.kind and {ours.kind, theirs.kind} != {"count", "ordinal"}:
        return 9.0
    if weak(s) or weak(t):
        return 9.0
    if rounded(s, t):
        return 1.5 + place
    if ours.kind in ("measure", "duration", "money") and ours.unit != theirs.unit:
        one, other = unit_of(ours, known), unit_of(theirs, known)
        if not (one and other and one.dimension == other.dimension) and ours.kind != "money":
            return 9.0
    away = 0.0 if ratio(s, t) in (10, 100, 1000, 10000, 100000, 10**6) else 0.25
    return 2.9 + place + away + (0.4 if ours.kind != theirs.kind else 0.0)


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
        apart = ("dateline" in ours.marks) != ("dateline" in theirs.marks)
        return 0.02 * (10 - min(10, stated)) + (0.3 if apart else 0.0)
    if ours.kind == theirs.kind:
        cost = 0.0 if ours.unit == theirs.unit or ours.kind in ("count", "ordinal") else 0.3
        return cost + (0.05 if ours.comparator != theirs.comparator else 0.0)
    alike = {ours.kind, theirs.kind}
    if alike <= {"percent", "points", "fraction", "multiple", "ratio", "discount"}:
        return 0.2
    if "号" in (ours.unit, theirs.unit) and "no" not in (ours.unit, theirs.unit):
        return 0.9
    if "no" in (ours.unit, theirs.unit) and "号" not in (ours.unit, theirs.unit):
        return 0.9
    if "count" in alike and alike & AMOUNTS:
        return 0.5 if alike & {"ordinal", "money", "measure"} else 0.7
    if "name" in alike:
        return 0.2
    if "item" in alike:
        return 1.0
    return 0.9


def weak(atom: Atom) -> bool:
    """Tell whether a value says little: one, two, first, with nothing but a classifier."""
    quantity = atom.quantity
    if atom.low is None or atom.low != atom.high:
        return False
    if quantity.kind in ("count", "ordinal"):
        return atom.low <= 2 and not quantity.marks and quantity.unit not in ("号", "no")
    if quantity.kind in ("duration", "measure"):
        return (atom.low == 1 and quantity.raw[:1] in "一oO1") or quantity.raw[:1] in "百千万"
    return quantity.kind in ("fraction", "multiple") and atom.low in (1, Decimal("0.5"))


_LISTED = re.compile(
    r"(?:、[^，。；;]{1,40}|等|这|该|上述|以上|哪|[中美俄英法德日韩朝越老缅泰印蒙澳加意港澳台]{2,})$"
)
# Three kinds of, five points: what is said of a list that stands there itself.
_SUMS = frozenset((*"种个类项大条点者方步", "方面", "环节", "部分"))
_SUMMED = re.compile(r"(?:等|这|该|上述|其他|其余|另外)$")
_YEARS = re.compile(
    r"\b(?:(?:this|last|next|that|the (?:same|previous|following|coming)) (?:year|spring|summer"
    r"|autumn|fall|winter)|year[- ]on[- ]year|year[- ]over[- ]year|yoy|annual)",
    re.I,
)
_MARKED = re.compile(
    r"\s*(?:[(（]?(?:[A-Za-z]|[ivxIVX]{1,4}|\d{1,2}|[一二三四五六七八九十]{1,3})\s?[)）.、]|[①-⑳•●*-]|(?:First"
    r"|Second|Third|Fourth|Fifth|Sixth)\b)"
)


def _sums_up(atom: Atom, text: str) -> bool:
    """Tell whether a small count only sums up what was listed before it: A、B、C三方."""
    quantity = atom.quantity
    if quantity.kind != "count" or atom.low is None or not 2 <= atom.low <= 12:
        return False
    before = text[max(0, quantity.span.start - 44) : quantity.span.start]
    if quantity.raw[:1] > "\u4e00" and atom.low <= 5 and quantity.unit in _SUMS:
        return True
    if _SUMMED.search(before) or (quantity.unit == "大" and "congress" not in quantity.marks):
        return True
    return bool(quantity.raw[:1] > "\u4e00" and _LISTED.search(before))


def _excuse(
    view: BeadView,
    atom: Atom,
    own: Side,
    other: Side,
    side: str,
    known: Tables,
    seen: Evidence,
) -> str:
    """Return why a value may stand alone, or ""."""
    kind = atom.quantity.kind
    if kind in CODES:
        return "code"
    if weak(atom):
        return "small"
    if "dateline" in atom.quantity.marks:
        return "dateline"
    if kind == "item" and _MARKED.match(other.text):
        return "numbered otherwise"
    if kind in ("ratio", "time", "count") and _score_kept(atom, other.text):
        return "written otherwise"
    if (
        side == "source"
        and len(atom.date) == 4
        and atom.date.isdigit()
        and _YEARS.search(other.text)
    ):
        return "written otherwise"
    if _sums_up(atom, own.text):
        return "listed"
    if (
        side == "target"
        and kind in ("date", "name")
        and len(atom.date) <= 4
        and "X" not in atom.date
    ):
        return "year added"
    if any(_repeats(atom, held, known) for held in other.atoms) and not _says_anew(atom, own):
        return "repeated"
    if seen.holds(side, atom):
        return "written otherwise"
    if atom.end and _ends_held(atom, own, other, known):
        return "written otherwise"
    if side == "target" and any(_converts(atom, held, known) for held in own.atoms):
        return "conversion"
    if side == "source" and any(
        _converts(atom, held, known) for held in own.atoms if held is not atom
    ):
        return ""
    for distance in NEIGHBOURS:
        near = view.neighbour(distance)
        both = near.once(sides) if near else None
        if (
            both
            and any(
                held.quantity.kind == kind and same_value(atom, held, known) and not weak(held)
                for held in both[1 if side == "source" else 0].atoms
            )
            and not any(
                same_value(atom, held, known) for held in both[0 if side == "source" else 1].atoms
            )
        ):
            return "neighbour"
    return ""


def _score_kept(atom: Atom, text: str) -> bool:
    """Tell whether a score or a time stands in the other text, its two numbers side by side."""
    numbers = re.findall(r"\d+", atom.quantity.raw)
    if len(numbers) != 2:
        return False
    if all(re.search(rf"(?<!\d){number}(?!\d)", text) for number in numbers):
        return True
    first, second = (number.lstrip("0") or "0" for number in numbers)
    return bool(re.search(rf"(?<!\d)0?{first}\s?[-–:：比]\s?0?{second}(?!\d)", text))


def _repeats(atom: Atom, held: Atom, known: Tables) -> bool:
    """Tell whether the other side says the same value elsewhere, so that it was repeated."""
    if atom.date or held.date:
        if not (atom.date and held.date):
            return False
        if "dateline" in held.quantity.marks:
            return False
        return same_date(atom.date, held.date) and _stated(held.date) >= _stated(atom.date) > 1
    if atom.quantity.kind != held.quantity.kind or atom.vague:
        return False
    if (
        atom.quantity.kind == "count"
        and atom.quantity.unit not in _GENERIC
        and atom.low
        and atom.low < 5
    ):
        return False
    return same_value(atom, held, known)


def _says_anew(atom: Atom, own: Side) -> bool:
    """Tell whether a value that its side states twice is said of two different things."""
    quantity = atom.quantity
    twins = [
        held.quantity
        for held in own.atoms
        if held is not atom and held.quantity.kind == quantity.kind and held.low == atom.low
    ]
    return bool(twins) and not atom.date and all(_other_thing(quantity, twin) for twin in twins)


def _other_thing(one: Quantity, other: Quantity) -> bool:
    if one.kind in ("percent", "points", "money", "measure"):
        ours = one.comparator, one.direction, one.unit
        return ours != (other.comparator, other.direction, other.unit)
    if one.kind != "count" or not one.noun or not other.noun:
        return False
    if one.noun.isascii():
        words = {word.lower().rstrip("s") for word in one.noun.split()}
        return not words & {word.lower().rstrip("s") for word in other.noun.split()}
    return not set(one.unit + one.noun) & set(other.unit + other.noun)


def _stated(date: str) -> int:
    return sum(c.isdigit() for c in date)


def _ends_held(atom: Atom, own: Side, other: Side, known: Tables) -> bool:
    """Tell whether a range of dates or years is covered by what the other side lists."""
    return bool(atom.date) and any(
        held.date and same_date(held.date, atom.date) for held in other.atoms
    )


def _converts(atom: Atom, held: Atom, known: Tables) -> bool:
    """Tell whether a lone value restates another of its side in another unit or currency."""
    ours, theirs = atom.quantity, held.quantity
    if held is atom or abs(theirs.span.end - ours.span.start) > 24 or ours.kind != theirs.kind:
        return False
    if ours.kind == "money":
        return ours.unit != theirs.unit
    one, other = unit_of(ours, known), unit_of(theirs, known)
    if not (one and other and one.factor and other.factor and atom.low and held.low):
        return False
    if one.dimension != other.dimension or one.name == other.name:
        return False
    first, second = atom.low * one.factor, held.low * other.factor
    return abs(first - second) <= max(first, second) * Decimal("0.06")
