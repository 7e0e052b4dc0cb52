"""What no language changes is paired by identity: lines of code, images, tables of one shape."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import NamedTuple

from alignkit.align.identity.chains import best_chain
from alignkit.align.identity.grids import LIKE, SAME, grid, likeness, paired_cells
from alignkit.align.identity.wrapped import widened
from alignkit.read.addresses import neutral
from alignkit.read.lineforms import HAN
from alignkit.types import Block, Document
from alignkit.types.text import LITERAL

# Prose that stands word for word on both sides is taken for literal from so many characters on.
_PROSE = 12
# Pairs of one text that are weighed; of a text repeated more often, the n-th faces the n-th.
_RIVALS = 16
# So many pairs of lines are compared at once; longer stretches hold anchors enough.
_WINDOW, _RUN = 40_000, 4_000
# Lines that share this much of their characters are one line, changed; this much in any place.
_ALIKE, _SURELY = 0.5, 0.8
# Paragraphs that share so much are one, with a slip.
_SLIP = 0.95
_HAN = re.compile(f"[{HAN}]")
# A short text that is the same by chance proves nothing when it stands alone.
_SHORT = 8
# Kinds of blocks that are paired whatever they say.
_FIXED = LITERAL | {"comment", "table"}
# How sure a pair is whose line was changed.
_CHANGED = 0.85


class Unit(NamedTuple):
    """Neighbouring sentences that are compared as one: a line of code, a table, a paragraph."""

    kind: str
    key: str
    start: int
    stop: int

    @property
    def fixed(self) -> bool:
        """Whether the unit is no prose, so that the search need not see it."""
        return self.kind in ("line", "comment")


class Pair(NamedTuple):
    """Sentences of both sides that belong together, and how surely."""

    source: range
    target: range
    sure: float


def units(document: Document) -> list[Unit]:
    """Return the units of a document: its blocks, and each table as one."""
    found: list[Unit] = []
    sentences = document.sentences
    table = ""
    for number, held in groupby(range(len(sentences)), key=lambda i: sentences[i].block):
        places = list(held)
        start, stop = places[0], places[-1] + 1
        block = document.blocks[number]
        cell = block.number if block.kind == "table" and ":" in block.number else ""
        if cell and cell != "1:1" and table and found[-1].stop == start:
            found[-1] = found[-1]._replace(stop=stop, key=_shape(found[-1].key, cell))
        elif cell and not (cell == "1:1" and cell == table and found[-1].stop == start):
            found.append(Unit("table", _shape("", cell), start, stop))
        elif cell:
            found[-1] = found[-1]._replace(stop=stop)
        else:
            found.append(Unit(_kind(block), _key(block, document), start, stop))
        table = cell
    return found


def _kind(block: Block) -> str:
    if block.literal:
        return "line"
    return "comment" if block.kind == "comment" else "prose"


def _key(block: Block, document: Document) -> str:
    text = block.span.slice(document.text)
    return neutral(text) if block.kind in ("image", "url") else " ".join(text.split())


def _shape(shape: str, cell: str) -> str:
    """Return the size of a table that reaches to a cell: its rows, and its columns."""
    rows, columns = map(int, shape.split(":")) if shape else (0, 0)
    row, column = map(int, cell.split(":"))
    return f"{max(rows, row)}:{max(columns, column)}"


def paired(source: Document, target: Document) -> list[Pair]:
    """Return what belongs together by identity, in order on both sides."""
    # Two texts in one language may well share sentences that are not each other's.
    prose = source.lang.split("-")[0] != target.lang.split("-")[0]
    if _all_prose(source) and _all_prose(target) and not (prose and _may_share(source, target)):
        return []
    ours, theirs = units(source), units(target)
    chain = best_chain(_candidates(ours, theirs, prose))
    chain = _filled(ours, theirs, chain)
    slips = set(_slips(ours, theirs, chain)) if prose else set()
    chain = sorted([*chain, *slips])
    chain = _tables(source, target, ours, theirs, chain)
    pairs: list[Pair] = []
    for i, j in chain:
        if ours[i].kind == "table":
            pairs += _cells(source, target, ours[i], theirs[j])
        else:
            pairs.append(_pair(ours[i], theirs[j], _CHANGED if (i, j) in slips else SAME))
    pairs = sorted([*pairs, *_changed(ours, theirs, chain)], key=lambda pair: pair.source.start)
    return _rewrapped(source, target, ours, theirs, pairs)


def _all_prose(document: Document) -> bool:
    """Tell whether a document has nothing that is paired without asking what it says."""
    kinds = {block.kind for block in document.blocks}
    return kinds.isdisjoint(_FIXED)


def _may_share(source: Document, target: Document) -> bool:
    """Tell whether a text may stand on both sides as it is, or nearly so.

    It is in Chinese characters on both sides, or in none on both.
    """
    sides = source, target
    return all(_HAN.search(side.text) for side in sides) or all(map(_has_bare, sides))


def _has_bare(document: Document) -> bool:
    text = document.text
    spans = (block.span for block in document.blocks)
    return any(end - start >= _PROSE and not _HAN.search(text, start, end) for start, end in spans)


def _rewrapped(
    source: Document,
    target: Document,
    ours: Sequence[Unit],
    theirs: Sequence[Unit],
    pairs: Sequence[Pair],
) -> list[Pair]:
    """Return the pairs, those of changed lines with what one side broke into lines of its own."""
    free = _lines(ours), _lines(theirs)
    for pair in pairs:
        free[0].difference_update(pair.source)
        free[1].difference_update(pair.target)
    found = []
    for pair in pairs:
        if pair.sure == _CHANGED:
            wide = widened(source, target, (pair.source, pair.target), free)
            for side, lines in zip(free, wide, strict=True):
                side.difference_update(lines)
            pair = Pair(*wide, pair.sure)
        found.append(pair)
    return found


def _lines(held: Sequence[Unit]) -> set[int]:
    return {n for unit in held if unit.kind == "line" for n in range(unit.start, unit.stop)}


def _pair(one: Unit, two: Unit, sure: float) -> Pair:
    return Pair(range(one.start, one.stop), range(two.start, two.stop), sure)


def _candidates(
    ours: Sequence[Unit], theirs: Sequence[Unit], prose: bool
) -> list[tuple[int, int, float]]:
    """Return pairs of equal units, `prose` among them or not, and how much each proves."""
    places: dict[tuple[bool, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, held in enumerate((ours, theirs)):
        for number, unit in enumerate(held):
            places[unit.kind == "table", unit.key][side].append(number)
    found = []
    for (is_table, key), (one, two) in places.items():
        rivals = len(one) * len(two)
        if not rivals:
            continue
        if "prose" in (ours[one[0]].kind, theirs[two[0]].kind) and not (
            prose and len(key) >= _PROSE
        ):
            continue
        weight = 1.0 if is_table else min(len(key), 60) / 60 + 0.05
        whole = [(i, j) for i in one for j in two]
        for i, j in whole if rivals <= _RIVALS else zip(one, two, strict=False):
            beside = _beside(ours, theirs, i, j, -1) + _beside(ours, theirs, i, j, 1)
            found.append((i, j, weight * (1 + beside) / rivals**0.5))
    return found


def _beside(ours: Sequence[Unit], theirs: Sequence[Unit], i: int, j: int, step: int) -> bool:
    """Whether the same stands beside both units, or nothing does."""
    inside = 0 <= i + step < len(ours), 0 <= j + step < len(theirs)
    return inside == (False, False) or (all(inside) and ours[i + step].key == theirs[j + step].key)


def _gaps(
    ours: Sequence[Unit], theirs: Sequence[Unit], chain: Sequence[tuple[int, int]]
) -> Iterator[tuple[range, range]]:
    """Yield what lies between two pairs of a chain."""
    for (i, j), (k, m) in pairwise([(-1, -1), *chain, (len(ours), len(theirs))]):
        if k > i + 1 and m > j + 1:
            yield range(i + 1, k), range(j + 1, m)


def _filled(
    ours: Sequence[Unit], theirs: Sequence[Unit], chain: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Put the equal units between those of a chain into it: repeated lines, in order."""
    added = []
    for rows, columns in _gaps(ours, theirs, chain):
        one = [i for i in rows if ours[i].kind != "prose"]
        two = [j for j in columns if theirs[j].kind != "prose"]
        if not one or not two or len(one) * len(two) > _WINDOW:
            continue
        keys = [(ours[i].kind == "table", ours[i].key) for i in one]
        others = [(theirs[j].kind == "table", theirs[j].key) for j in two]
        for block in SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks():
            added += [(one[block.a + k], two[block.b + k]) for k in range(block.size)]
    whole = sorted([*chain, *added])
    held = set(whole)
    strong = set(chain)

    def stands(pair: tuple[int, int]) -> bool:
        i, j = pair
        beside = (i - 1, j - 1) in held or (i + 1, j + 1) in held
        return pair in strong or beside or len(ours[i].key) >= _SHORT

    return [pair for pair in whole if stands(pair)]


def _slips(
    ours: Sequence[Unit], theirs: Sequence[Unit], chain: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield texts that stand on both sides as they are, but for a slip: commands, addresses."""
    for rows, columns in _gaps(ours, theirs, chain):
        one = [i for i in rows if _unsaid(ours[i])]
        two = [j for j in columns if _unsaid(theirs[j])]
        if one and two and len(one) * len(two) <= _RUN:
            places = {ours[i].start: i for i in one}, {theirs[j].start: j for j in two}
            for pair in _likest([ours[i] for i in one], [theirs[j] for j in two], _SLIP):
                yield places[0][pair.source.start], places[1][pair.target.start]


def _unsaid(unit: Unit) -> bool:
    """Whether a paragraph is in no language that the other side would not have as well."""
    return unit.kind == "prose" and len(unit.key) >= _PROSE and not _HAN.search(unit.key)


def _cells(source: Document, target: Document, one: Unit, two: Unit) -> Iterator[Pair]:
    """Yield the cells of two tables that face each other."""
    grids = grid(source, one.start, one.stop), grid(target, two.start, two.stop)
    for cell, facing, sure in paired_cells(*grids):
        ours, theirs = range(cell.start, cell.stop), range(facing.start, facing.stop)
        if len(ours) == len(theirs):
            for i, j in zip(ours, theirs, strict=True):
                same = source.sentences[i].text == target.sentences[j].text
                yield Pair(range(i, i + 1), range(j, j + 1), SAME if same else sure)
        else:
            yield Pair(ours, theirs, sure)


def _tables(
    source: Document,
    target: Document,
    ours: Sequence[Unit],
    theirs: Sequence[Unit],
    chain: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Put tables of other shapes into a chain: those that share their cells, or stand alone."""
    found = list(chain)
    for rows, columns in _gaps(ours, theirs, chain):
        one = [i for i in rows if ours[i].kind == "table"]
        two = [j for j in columns if theirs[j].kind == "table"]
        if not one or not two or len(one) * len(two) > _RUN:
            continue
        first = [grid(source, ours[i].start, ours[i].stop) for i in one]
        second = [grid(target, theirs[j].start, theirs[j].stop) for j in two]
        alone = len(one) == len(two) == 1 and first[0].columns == second[0].columns
        weights = [
            (a, b, alike)
            for a, left in enumerate(first)
            for b, right in enumerate(second)
            if (alike := 1.0 if alone else likeness(left, right)) >= LIKE
        ]
        found += [(one[a], two[b]) for a, b in best_chain(weights)]
    return sorted(found)


def _changed(
    ours: Sequence[Unit], theirs: Sequence[Unit], chain: Sequence[tuple[int, int]]
) -> Iterator[Pair]:
    """Yield lines of code between those that are equal which are nearly so."""
    for rows, columns in _gaps(ours, theirs, chain):
        runs = _runs(ours, rows), _runs(theirs, columns)
        if len(runs[0]) == len(runs[1]):
            for one, two in zip(*runs, strict=True):
                if len(one) * len(two) <= _RUN:
                    yield from _likest([ours[i] for i in one], [theirs[j] for j in two], _ALIKE)
            continue
        lines = (
            [ours[i] for run in runs[0] for i in run],
            [theirs[j] for run in runs[1] for j in run],
        )
        if len(lines[0]) * len(lines[1]) <= _RUN:
            yield from _likest(*lines, _SURELY)


def _runs(held: Sequence[Unit], places: range) -> list[list[int]]:
    """Return the stretches of lines of code without prose between."""
    return [list(run) for fixed, run in groupby(places, key=lambda i: held[i].fixed) if fixed]


def _likest(one: Sequence[Unit], two: Sequence[Unit], least: float) -> Iterator[Pair]:
    """Yield the pairs of lines in order that are most alike together."""
    table = [[0.0] * (len(two) + 1) for _ in range(len(one) + 1)]
    alike = [[_likeness(a, b, least) for b in two] for a in one]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(two) - 1, -1, -1):
            table[i][j] = max(table[i + 1][j], table[i][j + 1], table[i + 1][j + 1] + alike[i][j])
    i = j = 0
    while i < len(one) and j < len(two):
        if alike[i][j] and table[i][j] == table[i + 1][j + 1] + alike[i][j]:
            yield _pair(one[i], two[j], _CHANGED)
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1


def _likeness(one: Unit, two: Unit, least: float) -> float:
    """Return how alike two lines are, 0 where they are not one line; comments by being one."""
    if one.kind != two.kind:
        return 0.0
    if one.kind == "comment":
        return _ALIKE if least <= _ALIKE else 0.0
    matcher = SequenceMatcher(None, one.key, two.key, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0
