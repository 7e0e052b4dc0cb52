"""A pair on the desk: two texts, the beads between them, and what was decided of its findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from alignkit.desk.manuscript import DeskText
from alignkit.errors import InputError
from alignkit.types import Bead, Bitext, Signature

HAND, MACHINE = "hand", "machine"


@dataclass(frozen=True, slots=True)
class DeskBead:
    """How many sentences of each side belong together, and who said so.

    Beads stand in order and hold every sentence, so that numbers are all they need. `id` is never
    used again: a bead that was changed is another bead. `left_out` marks a side that has no
    counterpart on purpose.
    """

    id: int
    source: int
    target: int
    by: str = MACHINE
    locked: bool = False
    left_out: bool = False
    score: float | None = None
    confidence: float | None = None

    @property
    def fixed(self) -> bool:
        """Whether aligning again must leave it alone."""
        return self.locked or self.by == HAND

    @property
    def one_sided(self) -> bool:
        """Whether one side is empty."""
        return not (self.source and self.target)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer says of a finding: accept or reject, why, a note, another severity."""

    decision: str = ""
    reason: str = ""
    note: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bead stands: its number, and the first sentence of each side."""

    index: int
    source: int
    target: int
    bead: DeskBead

    @property
    def source_end(self) -> int:
        """The first source sentence behind the bead."""
        return self.source + self.bead.source

    @property
    def target_end(self) -> int:
        """The first target sentence behind the bead."""
        return self.target + self.bead.target

    def start(self, side: str) -> int:
        """Return the first sentence of a side."""
        return self.source if side == "source" else self.target

    def size(self, side: str) -> int:
        """Return how many sentences a side holds."""
        return self.bead.source if side == "source" else self.bead.target


@dataclass(frozen=True, slots=True)
class DeskPair:
    """Everything that corrections change; every value is replaced and never altered."""

    source: DeskText
    target: DeskText
    beads: tuple[DeskBead, ...]
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    signature: str = ""

    @classmethod
    def of(cls, bitext: Bitext, texts: tuple[DeskText, DeskText]) -> DeskPair:
        """Take the beads of a bitext whose sentences the texts hold."""
        beads = numbered(bitext.beads, 1, texts[0].path or bitext.source.name)
        held = sum(b.source for b in beads), sum(b.target for b in beads)
        if held != (len(texts[0].sentences), len(texts[1].sentences)):
            raise InputError(
                texts[0].path,
                "its beads do not hold every sentence",
                "align the texts again",
            )
        return cls(texts[0], texts[1], tuple(beads), {}, str(bitext.signature))

    def side(self, name: str) -> DeskText:
        """Return the text of a side."""
        return self.source if name == "source" else self.target

    def places(self, first: int = 0, last: int | None = None) -> Iterator[Place]:
        """Yield where every bead stands, or those from `first` to `last`."""
        before = self.beads[:first]
        source, target = sum(b.source for b in before), sum(b.target for b in before)
        for index, bead in enumerate(self.beads[first:last], first):
            yield Place(index, source, target, bead)
            source += bead.source
            target += bead.target

    def index(self, bead: int) -> int | None:
        """Return the number of the bead with this id, None where it is gone."""
        return next((index for index, held in enumerate(self.beads) if held.id == bead), None)

    def texts(self, place: Place) -> tuple[str, str]:
        """Return both sides of a bead as they now read."""
        return (
            self.source.passage(place.source, place.source_end),
            self.target.passage(place.target, place.target_end),
        )

    def with_side(self, name: str, text: DeskText) -> DeskPair:
        """Return the pair with one side replaced."""
        return replace(self, source=text) if name == "source" else replace(self, target=text)

    def bitext(self, first: int = 0, last: int | None = None) -> Bitext:
        """Return the beads from `first` to `last` as a bitext, as both texts now read."""
        held = self.beads[first:last]
        before = self.beads[:first]
        begins = sum(b.source for b in before), sum(b.target for b in before)
        ends = begins[0] + sum(b.source for b in held), begins[1] + sum(b.target for b in held)
        beads = []
        kept = 0, 0
        source, target = begins
        for bead in held:
            sizes = (
                len(self.source.parts(source, source + bead.source)),
                len(self.target.parts(target, target + bead.target)),
            )
            beads.append(
                Bead(
                    tuple(range(kept[0], kept[0] + sizes[0])),
                    tuple(range(kept[1], kept[1] + sizes[1])),
                    bead.score,
                    1.0 if bead.fixed else bead.confidence,
                )
            )
            kept = kept[0] + sizes[0], kept[1] + sizes[1]
            source, target = source + bead.source, target + bead.target
        return Bitext(
            self.source.written(begins[0], ends[0]),
            self.target.written(begins[1], ends[1]),
            tuple(beads),
            Signature.parse(self.signature),
        )


def numbered(beads: Sequence[Bead], first_id: int, place: str = "") -> list[DeskBead]:
    """Return aligned beads as beads of the desk; they must follow each other without a gap."""
    held = []
    source = target = 0
    for number, bead in enumerate(beads):
        sizes = len(bead.source), len(bead.target)
        ranges = range(source, source + sizes[0]), range(target, target + sizes[1])
        if tuple(ranges[0]) != bead.source or tuple(ranges[1]) != bead.target:
            raise InputError(
                place,
                f"bead {number} does not follow the one before it",
                "the desk needs beads in reading order; align the texts again",
            )
        source, target = ranges[0].stop, ranges[1].stop
        held.append(
            DeskBead(first_id + number, *sizes, score=bead.score, confidence=bead.confidence)
        )
    return held
