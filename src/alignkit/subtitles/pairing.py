"""Cues paired with cues: the path through both files on which times overlap and texts agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from alignkit.subtitles.clock import Clock, clock_between
from alignkit.types import Bead, Bitext, Document, Signature, Time

if TYPE_CHECKING:
    from alignkit.embed import Encoder

# Translators split and join cues, but no more than a few at a time.
MOST = 3
# Cues further apart than this many seconds do not render each other, whatever they say.
REACH = 10.0
# Of time and meaning neither is believed alone: half of what both can say pays for a pair.
TIME, MEANING, PRICE = 0.5, 0.5, 0.25
# Joining cues needs a reason: otherwise longer beads would win by overlapping more.
JOINING = 0.1
# A neighbour that a lone cue makes so much more like its rendering may render the cue as well.
GAIN, DOUBT = 0.02, 0.5


@dataclass(frozen=True, slots=True)
class _Link:
    """A bead that may stand in the path, and what it is worth."""

    sources: int
    targets: int
    time: float = 0.0
    meaning: float = 0.0

    @property
    def gain(self) -> float:
        """What the bead adds to a path: nothing for a cue that stands alone."""
        if not self.sources or not self.targets:
            return 0.0
        size = self.sources + self.targets
        worth = TIME * self.time + MEANING * self.meaning - PRICE - JOINING * (size - 2)
        return size * worth

    @property
    def confidence(self) -> float:
        """How sure the bead is: time and meaning are two witnesses."""
        return 1 - (1 - self.time) * (1 - max(self.meaning, 0.0))


def paired(source: Document, target: Document, encoder: Encoder) -> Bitext:
    """Pair the cues of two documents; each side's cues stay in the order of their times."""
    times = _times(source), _times(target)
    clock = clock_between(*times)
    moved = [Time(clock.at(time.start), clock.at(time.end)) for time in times[0]]
    runs = _Runs.of(source, encoder), _Runs.of(target, encoder)
    beads: list[Bead] = []
    i = j = 0
    for link in _path(moved, times[1], runs):
        numbers = tuple(range(i, i + link.sources)), tuple(range(j, j + link.targets))
        score = round(link.meaning, 4) if link.sources and link.targets else None
        sure = link.confidence if score is not None else _alone(numbers, moved, times[1])
        beads.append(Bead(*numbers, score, round(sure, 4)))
        i, j = i + link.sources, j + link.targets
    meta = {"paired": "times"}
    if clock != Clock():
        meta["clock"] = str(clock)
    signature = Signature.of(task="pair", by="time", model=encoder.signature)
    return Bitext(source, target, tuple(_doubted(beads, runs)), signature, meta)


def _doubted(beads: Sequence[Bead], runs: tuple[_Runs, _Runs]) -> Iterator[Bead]:
    """Yield the beads; lone cues that a neighbour renders at another time are not sure to be so.

    A neighbour renders them where it means more of what both sides say once they are added.
    """
    for group, held in groupby(range(len(beads)), key=lambda n: beads[n].shape):
        places = list(held)
        doubted = group in ("1-0", "0-1") and any(
            0 <= n < len(beads) and _gains(beads[n], [beads[m] for m in places], runs)
            for n in (places[0] - 1, places[-1] + 1)
        )
        for n in places:
            bead = beads[n]
            sure = min(bead.confidence or 0.0, DOUBT) if doubted else bead.confidence
            yield replace(bead, confidence=sure)


def _gains(bead: Bead, alone: Sequence[Bead], runs: tuple[_Runs, _Runs]) -> bool:
    if not bead.source or not bead.target:
        return False
    sides = []
    for own, others in ((bead.source, "source"), (bead.target, "target")):
        added = [n for other in alone for n in getattr(other, others)]
        sides.append(sorted([*own, *added]))
    before = runs[0].cosine(bead.source, runs[1], bead.target)
    return runs[0].cosine(sides[0], runs[1], sides[1]) > before + GAIN


def _times(document: Document) -> list[Time]:
    return [document.blocks[s.block].time or Time(0.0, 0.0) for s in document.sentences]


def _alone(
    numbers: tuple[tuple[int, ...], tuple[int, ...]], moved: Sequence[Time], times: Sequence[Time]
) -> float:
    """Return how sure it is that a cue stands alone: as sure as no other is shown at its time."""
    here, others = (moved, times) if numbers[0] else (times, moved)
    mine = here[(numbers[0] or numbers[1])[0]]
    return 1 - max((_overlap(mine, other) for other in _near(mine, others)), default=0.0)


def _near(time: Time, others: Sequence[Time]) -> Iterator[Time]:
    return (other for other in others if other.start < time.end and other.end > time.start)


def _overlap(one: Time, two: Time) -> float:
    """Return which part of both together is shown at once."""
    shared = min(one.end, two.end) - max(one.start, two.start)
    whole = max(one.end, two.end) - min(one.start, two.start)
    return max(0.0, shared) / whole if whole > 0 else float(one == two)


class _Runs:
    """The normalised vectors of every run of up to MOST cues."""

    def __init__(self, total: Any, vectors: list[Any]) -> None:
        self._total = total
        self._vectors = vectors

    @classmethod
    def of(cls, document: Document, encoder: Encoder) -> _Runs:
        """Encode a document's cues once; a run's vector is the sum of its cues'."""
        import numpy as np

        single = encoder.encode([sentence.text for sentence in document.sentences])
        total = np.vstack([np.zeros((1, single.shape[1]), single.dtype), np.cumsum(single, 0)])
        held = []
        for size in range(1, MOST + 1):
            runs = total[size:] - total[:-size]
            lengths = np.linalg.norm(runs, axis=1, keepdims=True)
            held.append(runs / np.maximum(lengths, 1e-9))
        return cls(total, held)

    def likeness(self, own: int, size: int, other: _Runs, start: int, length: int) -> float:
        """Return the cosine of a run here and a run of another side."""
        one, two = self._vectors[size - 1][own], other._vectors[length - 1][start]
        return max(0.0, float(one @ two))

    def cosine(self, own: Sequence[int], other: _Runs, theirs: Sequence[int]) -> float:
        """Return the likeness of two runs of any length, by the numbers of their cues."""
        import numpy as np

        one = self._total[own[-1] + 1] - self._total[own[0]]
        two = other._total[theirs[-1] + 1] - other._total[theirs[0]]
        lengths = float(np.linalg.norm(one) * np.linalg.norm(two))
        return float(one @ two) / lengths if lengths else 0.0


def _path(one: Sequence[Time], two: Sequence[Time], runs: tuple[_Runs, _Runs]) -> list[_Link]:
    """Return the path of most gain, found cell by cell within the reach of the clock."""
    bands = _bands(one, two)
    best: list[dict[int, tuple[float, _Link | None]]] = [{} for _ in range(len(one) + 1)]
    best[0][0] = (0.0, None)
    for i in range(len(one) + 1):
        low, high = bands[i]
        for j in range(low, high + 1):
            options: list[tuple[float, _Link | None]] = [(0.0, None)] if i == j == 0 else []
            for held in _links(i, j, one, two, runs):
                before = best[i - held.sources].get(j - held.targets)
                if before is not None:
                    options.append((before[0] + held.gain, held))
            if options:
                best[i][j] = max(options, key=lambda option: option[0])
    path: list[_Link] = []
    i, j = len(one), len(two)
    while (link := best[i][j][1]) is not None:
        path.append(link)
        i, j = i - link.sources, j - link.targets
    return path[::-1]


def _bands(one: Sequence[Time], two: Sequence[Time]) -> list[tuple[int, int]]:
    """Return for each number of source cues how many target cues may have been passed."""
    bands = [(0, 0)]
    low = high = 0
    for time in one:
        while low < len(two) and two[low].end < time.start - REACH:
            low += 1
        while high < len(two) and two[high].start <= time.end + REACH:
            high += 1
        bands.append((low, high))
    # The bands meet: from each one the next can be reached, and the last holds the end.
    last = len(bands) - 1
    return [
        (0 if n == 0 else low, len(two) if n == last else max(high, bands[n + 1][0]))
        for n, (low, high) in enumerate(bands)
    ]


def _links(
    i: int, j: int, one: Sequence[Time], two: Sequence[Time], runs: tuple[_Runs, _Runs]
) -> Iterator[_Link]:
    if i:
        yield _Link(1, 0)
    if j:
        yield _Link(0, 1)
    for sources in range(1, min(MOST, i) + 1):
        for targets in range(1, min(MOST, j) + 1):
            if sources == targets == MOST:
                continue
            first = Time(one[i - sources].start, one[i - 1].end)
            second = Time(two[j - targets].start, two[j - 1].end)
            time = _overlap(first, second)
            if time or second.start - first.end < REACH > first.start - second.end:
                meaning = runs[0].likeness(i - sources, sources, runs[1], j - targets, targets)
                yield _Link(sources, targets, time, meaning)
