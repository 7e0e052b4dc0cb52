"""The beads of several bitexts joined into rows: the finest common cover of the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from alignkit.compare.likeness import cosines
from alignkit.types import Bead, Bitext
from alignkit.types.comparison import Rendering, Row

if TYPE_CHECKING:
    from alignkit.embed import Encoder

# Two texts at one place that the original lacks are one addition from this cosine on.
ONE_ADDITION = 0.6


@dataclass(slots=True)
class _Open:
    """A row while it is being filled: source sentences, and beads for each translation."""

    source: list[int]
    beads: list[list[Bead]] = field(default_factory=list)


def join(bitexts: Sequence[Bitext]) -> list[Row]:
    """Join bitexts that share their source into rows, in the order of the source.

    A row ends where a bead ends in every bitext. Sentences that a translation adds between two
    source sentences make a row of their own, which the other translations' additions at the same
    place share.
    """
    length = len(bitexts[0].source.sentences)
    placed = [_by_place(bitext, length) for bitext in bitexts]
    rows: list[_Open] = []
    start = 0
    while start <= length:
        added = [beads.added.get(start, []) for beads in placed]
        if any(added):
            rows.append(_Open([], added))
        if start == length:
            break
        end = _common_end(placed, start)
        row = _Open(list(range(start, end)), [[] for _ in bitexts])
        for held, beads in zip(row.beads, placed):
            for place in range(start, end):
                held.extend(beads.added.get(place, []) if place > start else [])
                held.extend(beads.starting.get(place, []))
        rows.append(row)
        start = end
    return [_row(index, row, bitexts) for index, row in enumerate(rows)]


@dataclass(slots=True)
class _Placed:
    starting: dict[int, list[Bead]]
    added: dict[int, list[Bead]]
    ends: list[int]


def _by_place(bitext: Bitext, length: int) -> _Placed:
    """Sort beads by the source sentence they start at, additions by the one they precede."""
    starting: dict[int, list[Bead]] = {}
    added: dict[int, list[Bead]] = {}
    ends = list(range(1, length + 1))
    place = 0
    for bead in bitext.beads:
        if not bead.source:
            added.setdefault(place, []).append(bead)
            continue
        starting.setdefault(bead.source[0], []).append(bead)
        place = bead.source[-1] + 1
        for index in bead.source:
            ends[index] = place
    return _Placed(starting, added, ends)


def _common_end(placed: Sequence[_Placed], start: int) -> int:
    """Return the first place after `start` where no bitext has a bead that goes on."""
    end = start + 1
    reached = start
    while reached < end:
        end = max(end, *(beads.ends[reached] for beads in placed))
        reached += 1
    return end


def parted(rows: Sequence[Row], encoder: Encoder) -> list[Row]:
    """Give additions that share nothing but their place a row each: no one compares them."""
    kept: list[Row] = []
    for row in rows:
        held = [number for number, rendering in enumerate(row.renderings) if rendering.text]
        if row.source_sentences or len(held) < 2:
            kept.append(replace(row, index=len(kept)))
            continue
        for group in _alike(row, held, encoder):
            own = tuple(
                rendering if number in group else Rendering("", ())
                for number, rendering in enumerate(row.renderings)
            )
            kept.append(replace(row, index=len(kept), renderings=own))
    return kept


def _alike(row: Row, held: Sequence[int], encoder: Encoder) -> list[list[int]]:
    """Part renderings into groups, each like the first of its group."""
    groups: list[list[int]] = []
    for number in held:
        firsts = [row.renderings[group[0]].text for group in groups]
        near = cosines(encoder, firsts, [row.renderings[number].text] * len(firsts))
        like = next((at for at, cosine in enumerate(near) if cosine >= ONE_ADDITION), None)
        if like is None:
            groups.append([number])
        else:
            groups[like].append(number)
    return groups


def _row(index: int, row: _Open, bitexts: Sequence[Bitext]) -> Row:
    renderings = []
    for beads, bitext in zip(row.beads, bitexts):
        sentences = tuple(sentence for bead in beads for sentence in bead.target)
        sure = [bead.confidence for bead in beads if bead.confidence is not None]
        text = bitext.target.passage(sentences).text
        renderings.append(Rendering(text, sentences, min(sure) if sure else None))
    source = bitexts[0].source.passage(row.source).text
    return Row(index, source, tuple(row.source), tuple(renderings))
