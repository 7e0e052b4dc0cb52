"""Pairs the quantities of a bead's two sides, and says which stay alone and why that may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from alignkit.check.numbers.assignment import assign
from alignkit.check.numbers.characters import Shown, copied, same_code, shown
from alignkit.check.numbers.circumstances import (
    day_after,
    lone_evidence,
    pair_evidence,
    rivalry,
    weak,
)
from alignkit.check.numbers.counterparts import cost, divides, left_together, repeats, two_years
from alignkit.check.numbers.hidden import evidence
from alignkit.check.numbers.likelihood import Later, common
from alignkit.check.numbers.stated import Side, sides
from alignkit.check.numbers.things import likeness, linked
from alignkit.check.run.view import BeadView
from alignkit.quantity.lookup import Tables, tables
from alignkit.quantity.sameness import (
    CODES,
    Atom,
    halves_apart,
    rounded,
    same_value,
    unit_only,
)
from alignkit.types.quantity import Kind

# What it costs to leave a number alone; a pair must be cheaper than leaving both.
ALONE = 2.0

# Above so many numbers the exact assignment, which grows with the cube, gives way to the cheapest
# pair first.
LARGEST = 48
# Small numbers pair where their places are no further apart than this share of the sentence, and
# their nouns as near as words that render each other mostly are.
APART, ALIKE = 0.5, 0.45
# What the lexicon lists for each other: such nouns stand in whatever order.
SURE = 0.9
TEN = 10


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
    side: str = "source"


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
    pairs += _other_ends(source, target, pairs)
    pairs += _small(view, source, target, pairs, written)
    pairs += _left(view, source, target, pairs, written)
    paired = {id(atom) for pair in pairs for atom in (pair.source, pair.target)}
    lone_source = _unmatched(source, paired, *written)
    lone_target = _unmatched(target, paired, *written[::-1])
    about = common(view)

    def lone(atom: Atom, own: Side, other: Side, side: str, rivals: list[Atom]) -> Lone:
        signs = lone_evidence(view, atom, own, other, side, known, view.once(evidence))
        return Lone(atom, {**about, **signs, **rivalry(atom, rivals)}, side)

    missing = tuple(lone(atom, source, target, "source", lone_target) for atom in lone_source)
    extra = tuple(lone(atom, target, source, "target", lone_source) for atom in lone_target)

    def gathered(pair: Pair) -> Pair:
        def gather() -> dict[str, float]:
            seen = view.once(evidence)
            things = {} if pair.same else _thing_signs(view, pair, source, target)
            agreed = [(held.source, held.target) for held in pairs if held.same]
            ends = pair.source, pair.target
            found = pair_evidence(*ends, source, target, known, seen, written, agreed)
            return {**about, **found, **things}

        return replace(pair, signs=Later(gather))

    judged = tuple(map(gathered, pairs))
    return Matching(source, target, judged, missing, extra, known)


def each_once(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs, of two ranges whose ends have one fault the lower ends alone."""
    seen = set()
    for pair in pairs:
        fault = (pair.source.index, pair.target.index, pair.same, pair.rounded, pair.unit_only)
        if not (pair.source.end and pair.target.end and fault in seen):
            seen.add(fault)
            yield pair


# Of these no bound of an amount is stated; dates and times have bounds of their own.
UNBOUND = frozenset(
    (Kind.DATE, Kind.TIME, Kind.ORDINAL, Kind.ITEM, Kind.ARTICLE, Kind.NAME, Kind.MODEL)
)


def amounts(view: BeadView) -> Iterator[Pair]:
    """Yield the pairs of one value each, whole and of a kind that a bound or blur can be of."""
    matching = view.once(matched)
    for pair in matching.pairs if matching else ():
        ends = pair.source.end or pair.target.end
        if (pair.same or pair.unit_only) and not ends and pair.source.quantity.kind not in UNBOUND:
            yield pair


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
    costs = [[cost(s, t, known) for t in target.atoms] for s in source.atoms]
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
        code = same_code(written[0], s, written[1], t) and not halves_apart(s, t)
        same = code or same_value(s, t, known)
        pairs.append(
            Pair(
                s,
                t,
                same,
                not same and not two_years(s, t) and rounded(s, t),
                not same and unit_only(s, t),
                code,
            )
        )
    return pairs


def _other_ends(source: Side, target: Side, pairs: list[Pair]) -> list[Pair]:
    """Pair the ends of two ranges whose other ends are one: four to five, 四至六."""
    taken = {id(atom) for pair in pairs for atom in (pair.source, pair.target)}
    joined = {
        (pair.source.index, pair.source.end): pair.target.index
        for pair in pairs
        if pair.same and pair.source.end and pair.source.end == pair.target.end
    }
    if not joined:
        return []
    theirs = {(t.index, t.end): t for t in target.atoms if t.end and id(t) not in taken}
    found = []
    for s in source.atoms:
        if not s.end or id(s) in taken:
            continue
        index = joined.get((s.index, "high" if s.end == "low" else "low"), -1)
        t = theirs.get((index, s.end))
        if t is not None:
            found.append(Pair(s, t, False))
    return found


def _small(
    view: BeadView,
    source: Side,
    target: Side,
    pairs: list[Pair],
    written: tuple[Shown, Shown],
) -> list[Pair]:
    """Pair small numbers left alone that count the same thing in the same place of the sentence.

    One and two are said in so many ways that value and kind are no evidence for them: the noun
    and the order in the sentence are.
    """
    taken = {id(atom) for pair in pairs for atom in (pair.source, pair.target)}
    ours = [a for a in source.atoms if _is_small(view, a, "source", taken, written)]
    theirs = [a for a in target.atoms if _is_small(view, a, "target", taken, written[::-1])]
    if not ours or not theirs or len(ours) * len(theirs) > LARGEST:
        return []
    found = []
    for s in ours:
        near = [t for t in theirs if _one_kind(s, t) and s.low != t.low]
        sole = len(ours) == len(theirs) == 1
        only = sole and len(source.atoms) == len(target.atoms) == 1
        often = any(repeats(pair.source.quantity) for pair in pairs)
        apart = 1.0 if only or (sole and often) else APART
        alike = {id(t): _alike(view, s, t, (source.lang, target.lang)) for t in near}
        near = [
            t
            for t in near
            if alike[id(t)] >= SURE or (abs(s.place - t.place) < apart and _followed(s, t, pairs))
        ]
        best = max(near, key=lambda t: (alike[id(t)], -abs(s.place - t.place)), default=None)
        left = sole or (_only(s, ours) and best is not None and _only(best, theirs))
        if best is not None and (
            alike[id(best)] >= ALIKE or _figures(s, best) or (left and _many(s, best))
        ):
            theirs.remove(best)
            found.append(Pair(s, best, False))
    return found


def _left(
    view: BeadView, source: Side, target: Side, pairs: list[Pair], written: tuple[Shown, Shown]
) -> list[Pair]:
    """Pair what each side leaves alone, where it is one of its sort: an hour, 4 hours.

    What is of no use as evidence by itself is one here: nothing else can be its counterpart.
    """
    taken = {id(atom) for pair in pairs for atom in (pair.source, pair.target)}
    seen = view.once(evidence)
    ours, theirs = (
        [
            atom
            for atom in side.atoms
            if id(atom) not in taken
            and atom.quantity.kind not in CODES
            and not seen.holds(name, atom)
            and not copied(own, atom, other)
        ]
        for side, name, own, other in (
            (source, "source", *written),
            (target, "target", *written[::-1]),
        )
    )
    found = []
    for s in ours:
        near = [t for t in theirs if left_together(s, t)]
        if len(near) == 1 and sum(left_together(one, near[0]) for one in ours) == 1:
            found.append(Pair(s, near[0], same_value(s, near[0], tables(None))))
    return [pair for pair in found if not pair.same]


def _alike(view: BeadView, s: Atom, t: Atom, langs: tuple[str, str]) -> float:
    """Return how surely two small numbers count one thing: three times a day is 每日三次."""
    ours, theirs = s.quantity, t.quantity
    often = repeats(ours), repeats(theirs)
    if any(often):
        return SURE if all(often) else 0.0
    return SURE if linked(ours, theirs, langs) else likeness(view, ours, theirs, langs) or 0.0


def _is_small(
    view: BeadView, atom: Atom, side: str, taken: set[int], written: tuple[Shown, ...]
) -> bool:
    """Tell whether a small whole number stands alone, and nothing on the other side says it."""
    return (
        id(atom) not in taken
        and atom.quantity.kind in (Kind.COUNT, Kind.ORDINAL, Kind.MULTIPLE, Kind.AGE)
        and atom.low is not None
        and atom.low == atom.high
        and atom.low < TEN
        and not view.once(evidence).holds(side, atom)
        and not copied(written[0], atom, written[1])
        and not day_after(atom, (view.target if side == "source" else view.source).text)
    )


def _one_kind(s: Atom, t: Atom) -> bool:
    """Tell whether two small numbers can stand for each other; 三次 is three times.

    Where neither is weak and the kinds are one, the assignment has had its say.
    """
    kinds = {s.quantity.kind, t.quantity.kind}
    if len(kinds) == 1:
        return weak(s) or weak(t)
    if kinds == {Kind.COUNT, Kind.AGE}:
        # 六岁 and "he was nine"
        return not any(
            a.quantity.unit or a.quantity.noun for a in (s, t) if a.quantity.kind == Kind.COUNT
        )
    return kinds == {Kind.COUNT, Kind.MULTIPLE}


def _in_order(s: Atom, t: Atom, pairs: list[Pair]) -> bool:
    """Tell whether a new pair crosses none of those that agree.

    How often stands before the verb in Chinese and at the end in English.
    """
    ours, theirs = s.quantity.span.start, t.quantity.span.start
    return all(
        (pair.source.quantity.span.start < ours) == (pair.target.quantity.span.start < theirs)
        for pair in pairs
        if pair.same and not repeats(pair.source.quantity)
    )


def _followed(s: Atom, t: Atom, pairs: list[Pair]) -> bool:
    """Tell whether two values keep the order; that of a law's parts is turned in English."""
    return (divides(s.quantity) and divides(t.quantity)) or _in_order(s, t, pairs)


def _only(atom: Atom, among: list[Atom]) -> bool:
    """Tell whether a number is the only one of some that says much."""
    return not weak(atom) and all(held is atom or weak(held) for held in among)


def _many(s: Atom, t: Atom) -> bool:
    """Tell whether neither is one, which both languages say in passing."""
    return min(s.low or 0, t.low or 0) >= 2


def _figures(s: Atom, t: Atom) -> bool:
    """Tell whether both are written in digits, or as ordinals: no way of speaking then."""
    return all(
        (a.quantity.raw[:1].isdigit() and a.quantity.raw[:1].isascii()) or divides(a.quantity)
        for a in (s, t)
    )


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
