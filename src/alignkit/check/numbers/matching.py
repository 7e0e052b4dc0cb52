"""Pairs the quantities of a bead's two sides, and says which stay alone and why that may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from alignkit.check.numbers.assignment import assign
from alignkit.check.numbers.characters import Shown, copied, same_code, shown
from alignkit.check.numbers.circumstances import lone_evidence, pair_evidence, rivalry, weak
from alignkit.check.numbers.hidden import Evidence, evidence
from alignkit.check.numbers.likelihood import common
from alignkit.check.numbers.stated import Side, sides
from alignkit.check.numbers.things import likeness
from alignkit.check.run.view import BeadView
from alignkit.quantity.lookup import Tables, tables
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
from alignkit.types.quantity import Kind, Mark

# What it costs to leave a number alone; a pair must be cheaper than leaving both.
ALONE = 2.0

# Above so many numbers the exact assignment, which grows with the cube, gives way to the cheapest
# pair first.
LARGEST = 48
# Small numbers pair where their places are no further apart than this share of the sentence, and
# their nouns as near as words that render each other mostly are.
APART, ALIKE = 0.5, 0.45
TEN = 10
# Ways to say a part of a whole: whatever they are written in, their values compare.
_PARTS = frozenset((Kind.PERCENT, Kind.FRACTION, Kind.DISCOUNT))
# What a bare figure may have been before a digit of it slipped.
_SLIPPING = AMOUNTS | {Kind.CITATION}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values that were matched, whether they are the same, and the signs about them."""

    source: Atom
    target: Atom
    same: bool
    rounded: bool = False
    unit_only: bool = False
    copied: bool = False
    signs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lone:
    """A value without counterpart, and the signs for and against that being a fault."""

    atom: Atom
    signs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matching:
    """What stands against what in a bead."""

    source: Side
    target: Side
    pairs: tuple[Pair, ...] = ()
    missing: tuple[Lone, ...] = ()
    extra: tuple[Lone, ...] = ()
    tables: Tables = field(default_factory=tables)


def matched(view: BeadView) -> Matching | None:
    """Return the matching of a bead, or None where there is nothing to compare."""
    both = view.once(sides)
    if both is None or not view.source.text.strip() or not view.target.text.strip():
        return None
    source, target = both
    if not source.atoms and not target.atoms:
        return None
    known = tables(view.pair.settings.units)
    written = view.once(shown)
    pairs = _pair(source, target, known, written)
    seen = view.once(evidence)
    pairs += _small(view, source, target, pairs, seen, written)
    paired = {id(atom) for pair in pairs for atom in (pair.source, pair.target)}
    lone_source = _unmatched(source, paired, *written)
    lone_target = _unmatched(target, paired, *written[::-1])
    about = common(view)

    def lone(atom: Atom, own: Side, other: Side, side: str, rivals: list[Atom]) -> Lone:
        signs = lone_evidence(view, atom, own, other, side, known, seen)
        return Lone(atom, {**about, **signs, **rivalry(atom, rivals)})

    missing = tuple(lone(atom, source, target, "source", lone_target) for atom in lone_source)
    extra = tuple(lone(atom, target, source, "target", lone_source) for atom in lone_target)
    judged = tuple(
        replace(
            pair,
            signs={
                **about,
                **pair_evidence(pair.source, pair.target, source, target, known, seen, written),
                **({} if pair.same else _thing_signs(view, pair, source, target)),
            },
        )
        for pair in pairs
    )
    return Matching(source, target, judged, missing, extra, known)


def _unmatched(side: Side, paired: set[int], ours: Shown, theirs: Shown) -> list[Atom]:
    """Return the values without counterpart, but for what the other side shows as it stands."""
    return [
        atom
        for atom in side.atoms
        if id(atom) not in paired
        and atom.quantity.kind not in CODES
        and not copied(ours, atom, theirs)
    ]


def _pair(source: Side, target: Side, known: Tables, written: tuple[Shown, Shown]) -> list[Pair]:
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
        code = same_code(written[0], s, written[1], t)
        same = code or same_value(s, t, known)
        pairs.append(
            Pair(
                s,
                t,
                same,
                not same and not _two_years(s, t) and rounded(s, t),
                not same and unit_only(s, t),
                code,
            )
        )
    return pairs


def _small(
    view: BeadView,
    source: Side,
    target: Side,
    pairs: list[Pair],
    seen: Evidence,
    written: tuple[Shown, Shown],
) -> list[Pair]:
    """Pair small numbers left alone that count the same thing in the same place of the sentence.

    One and two are said in so many ways that value and kind are no evidence for them: the noun
    and the order in the sentence are.
    """
    taken = {id(atom) for pair in pairs for atom in (pair.source, pair.target)}
    ours = [a for a in source.atoms if _is_small(a, "source", taken, seen, written)]
    theirs = [a for a in target.atoms if _is_small(a, "target", taken, seen, written[::-1])]
    if not ours or not theirs or len(ours) * len(theirs) > LARGEST:
        return []
    found = []
    for s in ours:
        near = [t for t in theirs if _one_kind(s, t) and s.low != t.low]
        near = [t for t in near if abs(s.place - t.place) < APART and _in_order(s, t, pairs)]
        alike = {
            id(t): likeness(view, s.quantity, t.quantity, (source.lang, target.lang)) or 0.0
            for t in near
        }
        sole = len(ours) == len(theirs) == 1
        best = max(near, key=lambda t: (alike[id(t)], -abs(s.place - t.place)), default=None)
        if best is not None and (
            alike[id(best)] >= ALIKE or _figures(s, best) or (sole and _many(s, best))
        ):
            theirs.remove(best)
            found.append(Pair(s, best, False))
    return found


def _is_small(
    atom: Atom, side: str, taken: set[int], seen: Evidence, written: tuple[Shown, ...]
) -> bool:
    """Tell whether a small whole number stands alone, and nothing on the other side says it."""
    return (
        id(atom) not in taken
        and atom.quantity.kind in (Kind.COUNT, Kind.ORDINAL, Kind.MULTIPLE)
        and atom.low is not None
        and atom.low == atom.high
        and atom.low < TEN
        and not seen.holds(side, atom)
        and not copied(written[0], atom, written[1])
    )


def _one_kind(s: Atom, t: Atom) -> bool:
    """Tell whether two small numbers can stand for each other; 三次 is three times.

    Where neither is weak and the kinds are one, the assignment has had its say.
    """
    kinds = {s.quantity.kind, t.quantity.kind}
    return (len(kinds) == 1 and (weak(s) or weak(t))) or kinds == {Kind.COUNT, Kind.MULTIPLE}


def _in_order(s: Atom, t: Atom, pairs: list[Pair]) -> bool:
    """Tell whether a new pair crosses none of those that agree."""
    ours, theirs = s.quantity.span.start, t.quantity.span.start
    return all(
        (pair.source.quantity.span.start < ours) == (pair.target.quantity.span.start < theirs)
        for pair in pairs
        if pair.same
    )


def _many(s: Atom, t: Atom) -> bool:
    """Tell whether neither is one, which both languages say in passing."""
    return min(s.low or 0, t.low or 0) >= 2


def _figures(s: Atom, t: Atom) -> bool:
    """Tell whether both are written in digits: no way of speaking then."""
    return all(a.quantity.raw[:1].isdigit() and a.quantity.raw[:1].isascii() for a in (s, t))


def _thing_signs(view: BeadView, pair: Pair, source: Side, target: Side) -> dict[str, float]:
    """Return whether two values that differ count the same thing."""
    alike = likeness(view, pair.source.quantity, pair.target.quantity, (source.lang, target.lang))
    if alike is None:
        return {}
    return {"counts the same": 1.0} if alike >= ALIKE else {"counts another thing": 1.0}


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
    if _both_cited(s, t):
        return place if s.low == t.low else 2.9 + place
    if ours.kind in CODES or theirs.kind in CODES:
        if _slipped(s, t) or _slipped(t, s):
            return 3.2 + place
        same = letters(ours.raw) == letters(theirs.raw)
        return place if same and ours.kind == theirs.kind else 0.6 + place if same else 9.0
    if same_value(s, t, known):
        return place + _unlikeness(s, t, known)
    if unit_only(s, t):
        return 1.2 + place
    if bool(s.date) != bool(t.date):
        return 3.2 + place if _two_years(s, t) else 9.0
    if s.date:
        return 3.0 + place if _same_shape(s.date, t.date) else 9.0
    old = {ours.kind, theirs.kind} == {Kind.AGE, Kind.DURATION} and "year" in (
        ours.unit,
        theirs.unit,
    )
    if (
        ours.kind != theirs.kind
        and not old
        and {ours.kind, theirs.kind} != {Kind.COUNT, Kind.ORDINAL}
        and not {ours.kind, theirs.kind} <= _PARTS
    ):
        return 3.2 + place if _slipped(s, t) or _slipped(t, s) else 9.0
    halves = ours.kind == theirs.kind == Kind.FRACTION
    if ((weak(s) or weak(t)) and not halves) or (
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


def _slipped(bare: Atom, full: Atom) -> bool:
    """Tell whether a bare figure is another kind of amount with a slip in its digits."""
    if bare.quantity.kind != Kind.COUNT or bare.quantity.unit or bare.quantity.noun:
        return False
    if full.quantity.kind not in _SLIPPING or not bare.low or not full.low or bare.low < 100:
        return False
    ours, theirs = (str(atom.low.normalize()) for atom in (bare, full) if atom.low)
    return len(ours) == len(theirs) and sum(a != b for a, b in zip(ours, theirs, strict=True)) <= 2


def _two_years(s: Atom, t: Atom) -> bool:
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
        cost = 0.0 if ours.unit == theirs.unit or ours.kind in (Kind.COUNT, Kind.ORDINAL) else 0.3
        return cost + (0.05 if ours.comparator != theirs.comparator else 0.0)
    alike = {ours.kind, theirs.kind}
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
