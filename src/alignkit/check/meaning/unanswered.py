"""What one side says and the other does not, or says the contrary of, as hits."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.consent import freed
from alignkit.check.meaning.linked import Reading, reading
from alignkit.check.meaning.opposed import Suspicion, suspicions
from alignkit.check.meaning.outright import COMMANDED, Likeliest, likeliest
from alignkit.check.meaning.released import released
from alignkit.check.meaning.sensed import confidence
from alignkit.check.run.register import of_programs
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

# From these log odds on a denial, less what excuses it, or another force is worth a note, by the
# language of the source: two or three in a thousand natural pairs that nothing was learned from.
BARS = {
    "zh": {"denial": 2.2, "force": 2.5},
    "en": {"denial": 1.8, "force": 2.3},
}
# From these log odds of the network on one of two contraries is worth a note where the words of
# both are counted: at most one natural pair in a thousand has them.
COUNTED = {"zh": 0.2, "en": 1.0}
CONTRARY = "contrary"
# From these on what is lost outright is worth a warning, in texts that state and in manuals of
# programs, where denials are turned freely.
LOUD = {"denial": 2.5, "force": 2.2}
MANUAL = {"denial": 4.5, "force": 4.0}
# Confidence: of 46 that were read in loosely translated books and talks about a fifth were right,
# where an error is put in about a half is found.
NOTED = 0.5
# That of a warning.
STATED = 0.75


def likely(read: Reading, kind: str) -> tuple[Likeliest, float] | None:
    """Return a likely error with its log odds above the bar."""
    told = likeliest(read, kind)
    if told is None:
        return None
    bar = BARS[read.source.language][kind]
    if told.outright:
        bar = COMMANDED if told.forbids else min(bar, LOUD[kind])
    return (told, told.odds - bar) if told.odds >= bar else None


def unanswered(view: BeadView, kind: str, message: str) -> Iterator[Hit]:
    """Yield what one side denies or obliges, and the other does not."""
    read = view.once(reading)
    found = likely(read, kind) if read else None
    if read is None or found is None or silent(view):
        return
    told, above = found
    bars = MANUAL if view.pair.once(of_programs) else LOUD
    loud = told.outright and (told.forbids or told.odds >= bars[kind])
    yield _hit(view, told.places, told.side, message, None if loud else confidence(above))


def turned(view: BeadView, message: str) -> Iterator[Hit]:
    """Yield a prohibition that became a release or a permission without consent, or the reverse."""
    read = view.once(reading)
    places = (released(read) or freed(read)) if read else None
    if places is not None and not silent(view):
        yield _hit(view, places, 1, message, None)


def _hit(
    view: BeadView, places: tuple[int, int], side: int, message: str, sure: float | None
) -> Hit:
    """Return what is said of two words: a warning, or a note that is so sure."""
    read = view.once(reading)
    assert read is not None
    spans = read.source.span(places[0]), read.target.span(places[1])
    texts = spans[0].slice(view.source.text), spans[1].slice(view.target.text)
    return Hit(
        message.format(own=texts[side], other=texts[1 - side]),
        source=(spans[0],),
        target=(spans[1],),
        values={"source": texts[0], "target": texts[1]},
        confidence=STATED if sure is None else sure,
        severity=Severity.WARNING if sure is None else Severity.INFO,
    )


def alone(read: Reading) -> Suspicion | None:
    """Return two words that say contraries, where each side says its own more often."""
    if read.odds(CONTRARY) < COUNTED[read.source.language]:
        return None
    words = [side.words.forms for side in (read.source, read.target)]
    held = suspicions(words[::-1] if read.source.language != "zh" else words)
    return next((one for one in held if one.kind == CONTRARY), None)


def opposed(view: BeadView) -> Iterator[Hit]:
    """Yield a word that one side says more often, beside its contrary on the other."""
    read = view.once(reading)
    found = alone(read) if read is not None else None
    if read is None or found is None or silent(view):
        return
    places = found.places[::-1] if read.source.language != "zh" else found.places
    spans = read.source.span(places[0][0]), read.target.span(places[1][0])
    texts = spans[0].slice(view.source.text), spans[1].slice(view.target.text)
    yield Hit(
        f"“{texts[1]}” says the contrary of “{texts[0]}”",
        source=(spans[0],),
        target=(spans[1],),
        values={"kind": CONTRARY, "source": texts[0], "target": texts[1]},
        confidence=NOTED,
        severity=Severity.INFO,
    )
