"""Corrections of the alignment: what each does to the beads, and what it sets free.

A bead that a person made is set by hand. What the correction pushed aside is free: it is aligned
again up to the next bead that is fixed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from alignkit.desk.changes.change import Change, ConflictError, Splice
from alignkit.desk.pair import HAND, DeskBead, DeskPair, Place
from alignkit.errors import OptionError

Fresh = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Free:
    """Beads to align again: from this one on, backwards or forwards, up to the next fixed one.

    `hold` are pairs of sentence numbers that must stay in one bead.
    """

    bead: int
    forwards: bool
    hold: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person did, as changes, and the beads it sets free."""

    label: str
    changes: tuple[Change, ...]
    frees: tuple[Free, ...] = ()


def find(pair: DeskPair, bead: int) -> Place:
    """Return where a bead stands, or say that it is gone."""
    index = pair.index(bead)
    if index is None:
        raise ConflictError("this bead was changed meanwhile; look at it again")
    return next(pair.places(index))


def neighbours(pair: DeskPair, bead: int) -> tuple[Place | None, Place, Place | None]:
    """Return a bead's place between the one before it and the one after it."""
    here = find(pair, bead)
    first = max(0, here.index - 1)
    held = {place.index: place for place in pair.places(first, here.index + 2)}
    return held.get(here.index - 1), here, held.get(here.index + 1)


def merge(pair: DeskPair, fresh: Fresh, bead: int, forwards: bool) -> Correction:
    """Join a bead with the one after it, or before it."""
    before, here, after = neighbours(pair, bead)
    other = after if forwards else before
    if other is None:
        raise OptionError(f"there is no bead {'after' if forwards else 'before'} this one")
    first, second = (here, other) if forwards else (other, here)
    _open(first.bead, second.bead)
    joined = DeskBead(
        fresh(),
        first.bead.source + second.bead.source,
        first.bead.target + second.bead.target,
        HAND,
    )
    splice = Splice("beads", first.index, (first.bead, second.bead), (joined,))
    return Correction("merge", (splice,))


def split(pair: DeskPair, fresh: Fresh, bead: int, source: int, target: int) -> Correction:
    """Cut a bead in two: so many sentences of each side stay in the first."""
    here = find(pair, bead)
    _open(here.bead)
    rest = here.bead.source - source, here.bead.target - target
    if min(source, target, *rest) < 0 or not source + target or not sum(rest):
        raise OptionError("a bead is split between two of its sentences")
    parts = DeskBead(fresh(), source, target, HAND), DeskBead(fresh(), *rest, HAND)
    return Correction("split", (Splice("beads", here.index, (here.bead,), parts),))


def guessed_split(pair: DeskPair, place: Place, side: str, at: int) -> tuple[int, int]:
    """Return how to split a bead before a sentence of one side: the other by its lengths."""
    other = "target" if side == "source" else "source"
    lengths = [
        [
            len(pair.side(name).reads(index)) or 1
            for index in range(place.start(name), place.start(name) + place.size(name))
        ]
        for name in (side, other)
    ]
    share = sum(lengths[0][:at]) / max(1, sum(lengths[0]))
    total = sum(lengths[1])
    cuts = range(len(lengths[1]) + 1)
    # Each half gets something wherever there is enough of the other side.
    inner = [cut for cut in cuts if 0 < cut < len(lengths[1])] or list(cuts)
    best = min(inner, key=lambda cut: abs(sum(lengths[1][:cut]) - share * total))
    return (at, best) if side == "source" else (best, at)


def put_break(pair: DeskPair, fresh: Fresh, bead: int, side: str, at: int) -> Correction:
    """Send one side down from a sentence on: it belongs further below than its bead."""
    here = find(pair, bead)
    _open(here.bead)
    size = here.size(side)
    if not 0 <= at < size:
        raise OptionError("put the cursor on a sentence to break before it")
    other = here.size("target" if side == "source" else "source")
    if not at and not other:
        raise OptionError("nothing stands beside this sentence; there is nothing to break")
    upper = (at, other) if side == "source" else (other, at)
    lower = (size - at, 0) if side == "source" else (0, size - at)
    sent = DeskBead(fresh(), *lower)
    parts = DeskBead(fresh(), *upper, HAND), sent
    splice = Splice("beads", here.index, (here.bead,), parts)
    return Correction("break", (splice,), (Free(sent.id, True),))


def move(pair: DeskPair, fresh: Fresh, bead: int, side: str, at: int, forwards: bool) -> Correction:
    """Move a sentence of one side, and what stands beyond it, to the next or previous bead."""
    before, here, after = neighbours(pair, bead)
    other = after if forwards else before
    size = here.size(side)
    if not 0 <= at < size:
        raise OptionError("put the cursor on the sentence to move")
    _open(here.bead, *((other.bead,) if other else ()))
    moved = size - at if forwards else at + 1
    left = _grown(here.bead, side, -moved)
    parts = []
    if left.source or left.target:
        parts.append(replace(left, id=fresh(), by=HAND, left_out=False, confidence=None))
    fixed = other is not None and other.bead.fixed
    taker = _grown(other.bead if other else DeskBead(0, 0, 0), side, moved)
    taker = replace(taker, id=fresh(), left_out=False, confidence=None, score=None)
    parts.insert(len(parts) if forwards else 0, taker)
    removed = tuple(p.bead for p in ((here, other) if forwards else (other, here)) if p)
    first = other if other and not forwards else here
    splice = Splice("beads", first.index, removed, tuple(parts))
    frees = () if fixed else (Free(taker.id, forwards, _held(here, other, side, at, forwards)),)
    return Correction("move down" if forwards else "move up", (splice,), frees)


def mark(
    pair: DeskPair,
    fresh: Fresh,
    bead: int,
    *,
    locked: bool | None = None,
    left_out: bool | None = None,
    right: bool = False,
) -> Correction:
    """Lock or unlock a bead, say that it is left out on purpose, or that it is right."""
    here = find(pair, bead)
    held = here.bead
    if locked is None:
        _open(held)
    if left_out and not held.one_sided:
        raise OptionError("only a bead without counterpart is left out; break or split it first")
    changed = replace(held, id=fresh())
    if locked is not None:
        changed = replace(changed, locked=locked)
    if left_out is not None:
        changed = replace(changed, left_out=left_out, by=HAND)
    if right:
        changed = replace(changed, by=HAND)
    label = {True: "lock", False: "unlock"}.get(locked) if locked is not None else None
    label = label or ("left out" if left_out else "confirm" if right else "not left out")
    return Correction(label, (Splice("beads", here.index, (held,), (changed,)),))


def _held(
    here: Place, other: Place | None, side: str, at: int, forwards: bool
) -> tuple[tuple[int, int], ...]:
    """Return the sentences that a move has brought together, so that they stay so."""
    across = "target" if side == "source" else "source"
    if other is None or not other.size(across):
        return ()
    sentence = here.start(side) + at
    start = other.start(across)
    beside = start if forwards else start + other.size(across) - 1
    return ((sentence, beside) if side == "source" else (beside, sentence),)


def _grown(bead: DeskBead, side: str, by: int) -> DeskBead:
    if side == "source":
        return replace(bead, source=bead.source + by)
    return replace(bead, target=bead.target + by)


def _open(*beads: DeskBead) -> None:
    if any(bead.locked for bead in beads):
        raise OptionError("this bead is locked; unlock it first")
