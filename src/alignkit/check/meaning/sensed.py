"""What the network says of a bead, as hits: sure enough, and no other rule's matter."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.linked import Reading, reading
from alignkit.check.meaning.signs import contraries, members
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

# From these log odds on a kind of error is worth a note, by the language of the source: so that of
# a thousand natural pairs that nothing was learned from one or two hold one of a kind. All of them
# are notes: of what stands out in natural text most is a free rendering.
BARS = {
    "zh": {"contrary": 1.8, "term": 4.2, "extent": 1.0},
    "en": {"contrary": 2.1, "term": 4.2, "extent": 1.0},
}
# Log odds so far above the bar bring a note as far as its confidence goes.
FAR = 4.0
# Confidence at the bar, and the most that a note has.
NOTED, MOST = 0.45, 0.61
ABOUT, BESIDE = 6, 2
# What the network says of words that do not exclude each other weighs so much less.
GROUNDLESS = 2.0


def sensed(view: BeadView, kind: str, message: str) -> Iterator[Hit]:
    """Yield the likeliest error of a kind in a bead, if it is likely enough."""
    read = view.once(reading)
    told = likely(read, kind) if read else None
    if read is None or told is None or silent(view):
        return
    (source, target), sure = told
    own, there = read.source.span(source), read.target.span(target)
    texts = own.slice(view.source.text), there.slice(view.target.text)
    yield Hit(
        message.format(source=texts[0], target=texts[1]),
        source=(own,),
        target=(there,),
        values={"source": texts[0], "target": texts[1]},
        confidence=sure,
        severity=Severity.INFO,
    )


def likely(read: Reading, kind: str) -> tuple[tuple[int, int], float] | None:
    """Return the words of a likely error of a kind, and how surely it is one; None for none."""
    bar = BARS[read.source.language].get(kind)
    if bar is None or read.odds(kind) < bar:
        return None
    odds = read.odds(kind)
    places = read.place(kind)
    if kind == "contrary":
        found = contrary_at(read, *places)
        odds -= GROUNDLESS * (found is None)
        places = found or places
    return (places, confidence(odds - bar)) if odds >= bar else None


def confidence(above: float) -> float:
    """Return how sure log odds make a note, by how far they are above the bar."""
    return NOTED + (MOST - NOTED) * min(1.0, above / FAR)


def contrary_at(read: Reading, source: int, target: int) -> tuple[int, int] | None:
    """Return two words about two places that exclude each other, the nearest to the wrong one."""
    wrong = read.wrong("contrary")
    sides, places = (read.source, read.target), (source, target)
    own, other = sides[wrong].words.forms, sides[1 - wrong].words.forms
    at, there = places[wrong], places[1 - wrong]
    around = range(max(0, there - ABOUT), min(len(other), there + ABOUT + 1))
    said = {member for place in around for member in members(other[place])}
    for place in sorted(
        range(max(0, at - BESIDE), min(len(own), at + BESIDE + 1)), key=lambda p: abs(p - at)
    ):
        for member in members(own[place]):
            if member in said:
                continue
            excluded = set(contraries()[member])
            for facing in around:
                if not excluded.isdisjoint(members(other[facing])):
                    return (place, facing) if wrong == 0 else (facing, place)
    return None
