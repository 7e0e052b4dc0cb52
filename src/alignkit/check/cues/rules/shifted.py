"""Subtitles that all stand earlier or later than those they render."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.types import Document, Severity

# Pairs of cues that say how the two files stand to each other.
LEAST = 8
# A pair of cues that is surely one: the time of another would be a chance.
SURE = 0.8
# A viewer sees that words and voice part from about a second on; translators move cues by less.
SECOND, LOOSE = 1.0, 0.5


def _shifted(pair: PairView) -> Iterator[Hit]:
    source, target = pair.bitext.source, pair.bitext.target
    if not (source.cued and target.cued):
        return
    held = sorted(
        (one, two - one)
        for bead in pair.bitext.beads
        if len(bead.source) == len(bead.target) == 1 and (bead.confidence or 0.0) >= SURE
        if (one := _start(source, bead.source[0])) is not None
        and (two := _start(target, bead.target[0])) is not None
    )
    if len(held) < LEAST:
        return
    third = len(held) // 3
    first, last = (median(late for _, late in side) for side in (held[:third], held[-third:]))
    span = held[-1][0] - held[0][0]
    slope = (last - first) / (span * (len(held) - third) / len(held)) if span else 0.0
    steady = median(late for _, late in held)
    if _loose(late - steady for _, late in held) <= LOOSE and abs(steady) >= SECOND:
        yield _hit(f"the cues stand {_apart(steady)} than those that they render", (steady, steady))
    elif (
        abs(last - first) >= SECOND
        and _loose([late - first - slope * (time - held[third // 2][0]) for time, late in held])
        <= LOOSE
    ):
        yield _hit(
            f"the cues drift: {_apart(first)} than those that they render at the beginning, "
            f"{_apart(last)} at the end; the two are timed for another frame rate",
            (first, last),
        )


def _start(document: Document, number: int) -> float | None:
    time = document.blocks[document.sentences[number].block].time
    return time.start if time else None


def _loose(parts: Iterator[float] | Sequence[float]) -> float:
    return median(map(abs, parts))


def _apart(seconds: float) -> str:
    return f"{abs(seconds):.1f} seconds {'later' if seconds >= 0 else 'earlier'}"


def _hit(message: str, ends: tuple[float, float]) -> Hit:
    return Hit(message, values={"first": round(ends[0], 3), "last": round(ends[1], 3)})


RULES = (
    Rule(
        id="SUB005",
        name="time-shift",
        severity=Severity.WARNING,
        summary="All cues stand earlier or later than those of the source, or drift away from them",
        what=(
            "Compares the beginnings of the cues that render each other: a second or more by which "
            "all of them are late or early, or that grows from the first cue to the last."
        ),
        why="The file was timed for another release of the film, and the text comes too late.",
        bad=(),
        good=(Example("你好。", "Hello."),),
        find_pair=_shifted,
        limits="Needs eight pairs of cues. The source may be the file that is wrong.",
        precision="by construction: a count",
    ),
)
