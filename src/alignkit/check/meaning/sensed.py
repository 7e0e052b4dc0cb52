"""What the network says of a bead, as hits: sure enough, and no other rule's matter."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.linked import Reading, counterpart, reading
from alignkit.check.meaning.opposed import ADDING, BOUND, asks, bounds
from alignkit.check.meaning.signs import contraries, members, negative
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.types import Severity
from alignkit.words.tokens import denies

# From these log odds on a kind of error is worth a note, by the language of the source: so that of
# a thousand natural pairs that nothing was learned from one or two hold one of a kind. All of them
# are notes: of what stands out in natural text most is a free rendering.
BARS = {
    "zh": {"denial": 1.6, "force": 0.1, "contrary": 1.8, "term": 4.2},
    "en": {"denial": 2.0, "force": 0.7, "contrary": 2.1, "term": 4.2},
}
# Log odds so far above the bar bring a note as far as its confidence goes.
FAR = 4.0
# And so far above it a denial of which the other side holds no sign at all is worth a warning.
ALONE = 1.5
# Confidence at the bar, and the most that a note has.
NOTED, MOST = 0.45, 0.61
# Law states duties without a word for them, and English law says "shall": only against a word
# that permits is that another force.
FORCE = ("force/oblige", "force/permit", "likelihood/", "option/")
OBLIGE, PERMIT = "force/oblige", "force/permit"
ABOUT, BESIDE = 6, 2
# What the network says of words that neither deny nor exclude each other weighs so much less.
GROUNDLESS = {"denial": 2.0, "contrary": 2.0, "force": 9.0}


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
        values={"source": texts[0], "target": texts[1], "wrong": read.wrong(kind)},
        confidence=sure,
        severity=Severity.WARNING if kind == "denial" and _alone(read) else Severity.INFO,
    )


def _alone(read: Reading) -> bool:
    """Tell whether one side denies, nothing on the other does, and the network is sure of it."""
    if read.odds("denial") < BARS[read.source.language]["denial"] + ALONE:
        return False
    none = [not any(map(negative, side.forms)) for side in read.words]
    return none[0] != none[1] and any(denies(form) for side in read.words for form in side.forms)


def likely(read: Reading, kind: str) -> tuple[tuple[int, int], float] | None:
    """Return the words of a likely error of a kind, and how surely it is one; None for none."""
    bar = BARS[read.source.language].get(kind)
    if bar is None or read.odds(kind) < bar:
        return None
    if kind == "denial" and _only_bounds(read):
        return None
    odds = read.odds(kind)
    places = read.place(kind)
    grounds = GROUNDS.get(kind)
    if grounds and not grounds(read, *places):
        odds -= GROUNDLESS[kind]
    if kind == "contrary":
        places = contrary_at(read, *places) or places
    elif kind == "denial":
        places = _denied_at(read, *places)
    return (places, confidence(odds - bar)) if odds >= bar else None


def confidence(above: float) -> float:
    """Return how sure log odds make a note, by how far they are above the bar."""
    return NOTED + (MOST - NOTED) * min(1.0, above / FAR)


def _denied_at(read: Reading, source: int, target: int) -> tuple[int, int]:
    """Return the word that denies, and what stands in the place of the word that it denies."""
    places, wrong = (source, target), read.wrong("denial")
    for side in (wrong, 1 - wrong):
        held = (read.source, read.target)[side].words.forms
        near = [at for at in range(max(0, places[side] - BESIDE), places[side] + BESIDE + 1)
                if at < len(held) and denies(held[at])]  # fmt: skip
        if near:
            at = min(near, key=lambda place: abs(place - places[side]))
            evidence = read.evidence if side == 0 else read.evidence.T
            # What is denied comes behind the denial in both languages.
            facing = counterpart(evidence, min(at + 1, len(evidence) - 1))
            return (at, facing) if side == 0 else (facing, at)
    return places


def _only_bounds(read: Reading) -> bool:
    """Tell whether all that denies on either side is a bound or a question."""
    held = [
        bounds(words.forms, at) or asks(words.forms, at)
        for words in read.words
        for at, form in enumerate(words.forms)
        if denies(form)
    ]
    return bool(held) and all(held)


def _denied(read: Reading, source: int, target: int) -> bool:
    """Tell whether a word of the place denies, and is no "not only" and no bound."""
    for side, at in ((read.source, source), (read.target, target)):
        forms = side.words.forms
        for place in range(max(0, at - 1), min(len(forms), at + 2)):
            after = forms[place + 1 : place + 3]
            if not negative(forms[place]) or ADDING.intersection(after[:1]):
                continue
            if not any(m.startswith(BOUND) for form in after for m in members(form)):
                return True
    return False


def _contrary(read: Reading, source: int, target: int) -> bool:
    """Tell whether words about the places say contraries of each other."""
    return contrary_at(read, source, target) is not None


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


def _forced(read: Reading, source: int, target: int) -> bool:
    """Tell whether the word that looks wrong is one of force that the other side lacks."""
    wrong = read.wrong("force")
    side, other = (read.source, read.target) if wrong == 0 else (read.target, read.source)
    at, there = (source, target) if wrong == 0 else (target, source)
    own = members(side.words.forms[at])
    if not any(member.startswith(FORCE) for member in own):
        return False
    about = other.words.forms[max(0, there - ABOUT) : there + ABOUT + 1]
    said = {member for form in about for member in members(form)}
    if not said.isdisjoint(own):
        return False
    return OBLIGE not in own or PERMIT in own or PERMIT in said


GROUNDS = {"denial": _denied, "force": _forced, "contrary": _contrary}
