"""Counting: which beads are right, region by region, so that chance can be told from skill."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from alignkit.errors import OptionError
from alignkit.evaluate import beads as reading
from alignkit.evaluate.beads import Pair
from alignkit.types import Signature
from alignkit.types.evaluation import Contrast, Evaluation, Scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Names = str | PathLike[str] | Sequence[str]
# Shapes that are listed one by one; the rest are counted together.
LISTED = 12
OTHER = "other"
# Below so many regions nothing can be said about chance.
FEW = 10
# The columns of a region's counts: strict, then lax; each right, predicted, found, gold.
WIDTH = 8


def scored(
    predicted: Any,
    gold: Any,
    versus: Any,
    verses: tuple[Names, Names] | None,
    samples: int,
    seed: int,
) -> Evaluation:
    """Score as `alignkit.evaluate` says."""
    import numpy as np

    from alignkit.evaluate import resampling

    if samples < 1:
        raise OptionError("samples: give 1 or more")
    golds = [reading.pairs(held) for held in reading.several(gold)]
    names = None
    if verses is not None:
        names = (reading.verse_names(verses[0]), reading.verse_names(verses[1]))
    systems = [_system(held, golds, names) for held in (predicted, versus) if held is not None]
    counts = _regions(golds, systems)
    totals = counts.sum(axis=0)
    strict, lax = _scores(totals[0])
    rng = np.random.default_rng(seed)
    strict_intervals, lax_intervals = resampling.intervals(counts[:, 0], samples, rng)
    contrast = None
    if versus is not None:
        other = _scores(totals[1])
        by_strict, by_lax = resampling.contrasts(counts, samples, rng)
        contrast = Contrast(other[0], other[1], *by_strict, *by_lax)
    return Evaluation(
        strict,
        lax,
        _by_shape(golds, systems[0]),
        strict_intervals,
        lax_intervals,
        len(golds),
        contrast,
        (*_notes(golds, systems[0]), *_too_few(len(counts), sum(map(len, golds)))),
        Signature.of(
            task="eval",
            strict="all-beads",
            lax="vecalign",
            verses="joined" if verses else "none",
            files=len(golds),
            samples=samples,
            seed=seed,
        ),
    )


def _system(
    held: Any, golds: Sequence[Sequence[Pair]], names: tuple[list[str], list[str]] | None
) -> list[list[Pair]]:
    files = [reading.pairs(one) for one in reading.several(held)]
    if len(files) != len(golds):
        raise OptionError(
            f"{len(files)} alignments and {len(golds)} gold alignments: give one for each"
        )
    return [reading.joined(one, names) for one in files] if names else files


def _scores(totals: NDArray[np.int64]) -> tuple[Scores, Scores]:
    held = [int(count) for count in totals]
    return Scores(*held[:4]), Scores(*held[4:])


def _regions(
    golds: Sequence[Sequence[Pair]], systems: Sequence[Sequence[Sequence[Pair]]]
) -> NDArray[np.int64]:
    """Return the counts by region, system and column.

    A region is a stretch whose beads touch no sentence outside it, in gold or in any system: the
    smallest piece that can be drawn again or exchanged without tearing a bead.
    """
    import numpy as np

    rows: list[NDArray[np.int64]] = []
    for number, gold in enumerate(golds):
        files = [system[number] for system in systems]
        places = _places([gold, *files])
        count = 1 + max((place for held in places for place in held), default=-1)
        held = np.zeros((count, len(systems), WIDTH), dtype=np.int64)
        for index, beads in enumerate(files):
            _count(held[:, index], gold, beads, places[0], places[index + 1])
        rows.append(held)
    return np.concatenate(rows) if rows else np.zeros((0, len(systems), WIDTH), dtype=np.int64)


def _places(alignments: Sequence[Sequence[Pair]]) -> list[list[int]]:
    """Return for each bead of each alignment the number of its region."""
    parents: list[int] = []

    def root(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    nodes: dict[tuple[int, int], int] = {}
    first: list[list[int]] = []
    for beads in alignments:
        held = []
        for bead in beads:
            own = len(parents)
            parents.append(own)
            held.append(own)
            for side in (0, 1):
                for sentence in bead[side]:
                    node = nodes.setdefault((side, sentence), own)
                    parents[root(own)] = root(node)
        first.append(held)
    numbers: dict[int, int] = {}
    return [[numbers.setdefault(root(own), len(numbers)) for own in held] for held in first]


def _count(
    held: NDArray[np.int64],
    gold: Sequence[Pair],
    beads: Sequence[Pair],
    gold_places: Sequence[int],
    places: Sequence[int],
) -> None:
    """Fill the columns of one system in one file."""
    known, found = set(gold), set(beads)
    right = known & found
    for bead, place in zip(_once(beads), places, strict=True):
        held[place, 1] += 1
        if bead in right:
            held[place, 0] += 1
    for bead, place in zip(_once(gold), gold_places, strict=True):
        held[place, 3] += 1
        if bead in right:
            held[place, 2] += 1
    for column, one, places_of_one, other in (
        (4, beads, places, gold),
        (6, gold, gold_places, beads),
    ):
        # Recall leaves out beads with an empty side, on both sides of the question.
        both = column == 6
        targets = _targets([b for b in other if (b[0] and b[1]) or not both])
        same = {b for b in other if (b[0] and b[1]) or not both}
        for bead, place in zip(_once(one), places_of_one, strict=True):
            if bead is None or bead == ((), ()) or (both and not (bead[0] and bead[1])):
                continue
            held[place, column + 1] += 1
            if bead in same or any(not targets[i].isdisjoint(bead[1]) for i in bead[0]):
                held[place, column] += 1


def _once(beads: Sequence[Pair]) -> list[Pair | None]:
    """Return the beads with None for one that was there before: it is right only once."""
    seen: set[Pair] = set()
    once: list[Pair | None] = []
    for bead in beads:
        once.append(None if bead in seen else bead)
        seen.add(bead)
    return once


def _targets(beads: Iterable[Pair]) -> Mapping[int, set[int]]:
    targets: defaultdict[int, set[int]] = defaultdict(set)
    for sources, rendering in beads:
        for sentence in sources:
            targets[sentence].update(rendering)
    return targets


def _by_shape(
    golds: Sequence[Sequence[Pair]], system: Sequence[Sequence[Pair]]
) -> dict[str, Scores]:
    """The strict counts by shape, the commonest in gold first."""
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for gold, beads in zip(golds, system, strict=True):
        wanted.update(map(_shape, gold))
        given.update(map(_shape, beads))
        right.update(map(_shape, set(gold) & set(beads)))
    shapes = [shape for shape, _ in (wanted + given).most_common()]
    shapes.sort(key=lambda shape: -wanted[shape])
    held = {
        shape: Scores(right[shape], given[shape], right[shape], wanted[shape])
        for shape in shapes[:LISTED]
    }
    rest = shapes[LISTED:]
    if rest:
        sums = [sum(counter[shape] for shape in rest) for counter in (right, given, wanted)]
        held[OTHER] = Scores(sums[0], sums[1], sums[0], sums[2])
    return held


def _shape(bead: Pair) -> str:
    return f"{len(bead[0])}-{len(bead[1])}"


def _too_few(regions: int, beads: int) -> Iterable[str]:
    if regions < FEW <= beads:
        stretches = "1 stretch" if regions == 1 else f"{regions} stretches"
        yield f"only {stretches} that no bead crosses: the intervals and p say little here"


def _notes(golds: Sequence[Sequence[Pair]], system: Sequence[Sequence[Pair]]) -> Iterable[str]:
    """What makes one doubt that the two alignments are of the same sentences."""
    for number, (gold, beads) in enumerate(zip(golds, system, strict=True), start=1):
        where = f"file {number}: " if len(golds) > 1 else ""
        for side, name in enumerate(("source", "target")):
            ends = [
                1 + max((n for bead in held for n in bead[side]), default=-1)
                for held in (beads, gold)
            ]
            if ends[0] != ends[1]:
                yield f"{where}{ends[0]:,} {name} sentences predicted, {ends[1]:,} in gold"
            repeated = Counter(n for bead in beads for n in bead[side])
            twice = sum(count > 1 for count in repeated.values())
            if twice:
                yield f"{where}{twice:,} {name} sentences stand in two predicted beads"
