"""Aligning a stretch again after a correction, between the beads that are fixed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alignkit.desk.changes.change import ConflictError, Splice
from alignkit.desk.changes.correcting import Free, Fresh
from alignkit.desk.pair import DeskPair, Place, numbered
from alignkit.types import Bead, Document

# How many beads from a correction it can still matter: a slip of the aligner heals within a few.
REACH = 30


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring beads that are to be aligned again, and their sentences as documents.

    `hold` are the pairs of sentence numbers, within the stretch, that must share a bead.
    """

    beads: tuple[int, ...]
    source: Document
    target: Document
    hold: tuple[tuple[int, int], ...] = ()


def stretch(pair: DeskPair, free: Free) -> Stretch | None:
    """Return what a correction has set free, None where that is nothing."""
    start = pair.index(free.bead)
    if start is None:
        return None
    step = 1 if free.forwards else -1
    end = start
    while abs(end + step - start) < REACH and 0 <= end + step < len(pair.beads):
        if pair.beads[end + step].fixed:
            break
        end += step
    places = list(pair.places(min(start, end), max(start, end) + 1))
    return _cut(pair, places, free.hold)


def around(pair: DeskPair, bead: int) -> Stretch | None:
    """Return the free beads around a bead, on both sides up to the next fixed one."""
    at = pair.index(bead)
    if at is None:
        raise ConflictError("this bead was changed meanwhile; look at it again")
    low = high = at
    if pair.beads[at].fixed:
        return None
    while low > 0 and at - low < REACH and not pair.beads[low - 1].fixed:
        low -= 1
    while high + 1 < len(pair.beads) and high - at < REACH and not pair.beads[high + 1].fixed:
        high += 1
    return _cut(pair, list(pair.places(low, high + 1)), ())


def alone(pair: DeskPair, beads: Collection[int]) -> list[Stretch]:
    """Return each of these beads as a stretch of its own: gaps that no bead fills yet."""
    found = []
    for place in pair.places():
        if place.bead.id in beads:
            made = _cut(pair, [place], ())
            if made is not None:
                found.append(made)
    return found


def _cut(
    pair: DeskPair, places: Sequence[Place], hold: tuple[tuple[int, int], ...]
) -> Stretch | None:
    first, last = places[0], places[-1]
    sizes = last.source_end - first.source, last.target_end - first.target
    if not (sizes[0] and sizes[1]):
        return None
    # A sentence that was taken out stands in no document; without it numbers would not fit.
    sides = (
        pair.source.parts(first.source, last.source_end),
        pair.target.parts(first.target, last.target_end),
    )
    if (len(sides[0]), len(sides[1])) != sizes:
        return None
    return Stretch(
        tuple(place.bead.id for place in places),
        pair.source.written(first.source, last.source_end),
        pair.target.written(first.target, last.target_end),
        tuple((i - first.source, j - first.target) for i, j in hold),
    )


def aligned(stretch: Stretch, model: str | None) -> tuple[Bead, ...]:
    """Align a stretch; what cannot be held together is let go rather than refused."""
    from alignkit.align import align
    from alignkit.errors import OptionError

    try:
        found = align(stretch.source, stretch.target, model=model, anchors=stretch.hold, jobs=1)
    except OptionError:
        found = align(stretch.source, stretch.target, model=model, jobs=1)
    return found.beads


def settled(
    pair: DeskPair, stretch: Stretch, beads: Sequence[Bead], fresh: Fresh
) -> tuple[Splice, ...]:
    """Return the change that puts newly aligned beads in their place, only where they differ."""
    at = pair.index(stretch.beads[0])
    if at is None:
        return ()
    removed = pair.beads[at : at + len(stretch.beads)]
    if tuple(bead.id for bead in removed) != stretch.beads or any(b.fixed for b in removed[1:-1]):
        return ()
    made = numbered(beads, 0)
    totals = [sum(getattr(b, side) for b in made) for side in ("source", "target")]
    held = [sum(getattr(b, side) for b in removed) for side in ("source", "target")]
    if totals != held:
        return ()
    head = tail = 0
    shapes = [(b.source, b.target) for b in made], [(b.source, b.target) for b in removed]
    while head < min(map(len, shapes)) and shapes[0][head] == shapes[1][head]:
        head += 1
    while tail < min(map(len, shapes)) - head and shapes[0][-1 - tail] == shapes[1][-1 - tail]:
        tail += 1
    old = removed[head : len(removed) - tail]
    new = tuple(
        type(b)(fresh(), b.source, b.target, score=b.score, confidence=b.confidence)
        for b in made[head : len(made) - tail]
    )
    return (Splice("beads", at + head, old, new),) if old or new else ()
