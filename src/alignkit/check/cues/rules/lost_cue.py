"""Cues that nobody translated, and cues that are shown at the same time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Severity, Span

# What is heard and not said: [music], (applause), ♪ … ♪.
SOUND = re.compile(r"\s*(?:[\[(（【][^\])）】]*[\])）】]|[♪♫#*].*[♪♫#*]|[♪♫\s]+|\W+)\s*", re.DOTALL)
# Below this another cue at the time, or a neighbour's rendering, may hold what the cue says.
SURE = 0.8
# Files of one film overlap by a frame where they were converted.
FRAME = 0.05


def _lost(view: BeadView) -> Iterator[Hit]:
    source = view.pair.bitext.source
    if not (source.cued and view.pair.bitext.target.cued) or view.target.text:
        return
    sure = view.bead.confidence or 0.0
    if SOUND.fullmatch(view.source.text) or sure < SURE:
        return
    time = source.blocks[source.sentences[view.bead.source[0]].block].time
    start = clock(time.start) if time else ""
    yield Hit(
        f"no cue of the translation renders this one at {start}",
        source=(Span(0, len(view.source.text)),),
        values={"start": start},
        confidence=sure,
    )


def clock(seconds: float) -> str:
    """Return a time as subtitle files write it.

    >>> clock(3661.5)
    '1:01:01.500'
    """
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _overlapping(pair: PairView) -> Iterator[Hit]:
    document = pair.bitext.target
    if not document.cued:
        return
    times = [document.blocks[sentence.block].time for sentence in document.sentences]
    bead_of = {n: i for i, bead in enumerate(pair.bitext.beads) for n in bead.target}
    for number, (time, following) in enumerate(pairwise(times)):
        if time is None or following is None or time.end - following.start <= FRAME:
            continue
        if time == following:
            # Two texts at one time are set apart on the screen: a sign and a speech.
            continue
        view = pair.view(bead_of[number])
        place = view.target.sentences.index(number)
        start = view.target.starts[place]
        end = start + len(document.sentences[number].text)
        yield Hit(
            f"the cue is shown until {clock(time.end)}, the next one from {clock(following.start)}",
            target=(Span(start, end),),
            values={"end": clock(time.end), "next": clock(following.start)},
            bead=view.index,
        )


RULES = (
    Rule(
        id="SUB001",
        name="missing-cue",
        severity=Severity.ERROR,
        summary="A cue has no counterpart in the translated subtitles",
        what=(
            "Reports cues at whose time the translation shows nothing that renders them. What is "
            "heard and not said ([music], ♪) is left alone."
        ),
        why="The viewer hears somebody speak and reads nothing.",
        bad=(),
        good=(Example("你好。", "Hello."),),
        find=_lost,
        precision="not measured yet on judged files",
    ),
    Rule(
        id="SUB004",
        name="cue-overlap",
        severity=Severity.WARNING,
        summary="A cue is still shown when the next one begins",
        what=(
            "Reports cues of the translation that end after the next one begins, by more than a "
            "frame. Two cues of exactly the same time are meant so."
        ),
        why="Players stack such cues, flicker or drop one.",
        bad=(),
        good=(Example("你好。", "Hello."),),
        find_pair=_overlapping,
        precision="by construction: the times overlap or they do not",
    ),
)
