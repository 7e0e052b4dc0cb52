"""Gold alignments to learn from, and the same with parts taken out or put in."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from alignkit.formats.ladder import read_beads

Sides = tuple[tuple[int, ...], tuple[int, ...]]

_PIECE = 28
_WIDER = 1.6


@dataclass(frozen=True)
class Gold:
    """Two texts and their beads; `coarse` gold may hold several beads in one (verses)."""

    name: str
    source: list[str]
    target: list[str]
    beads: list[Sides]
    coarse: bool = False
    weight: float = 1.0

    def nodes(self) -> list[tuple[int, int]]:
        """Give the node where each bead ends."""
        found, i, j = [], 0, 0
        for one, two in self.beads:
            i, j = i + len(one), j + len(two)
            found.append((i, j))
        return found

    def cuts(self) -> Iterator[tuple[int, int, int, int]]:
        """Cut the texts at bead ends into pieces of some thirty sentences."""
        i, j = 0, 0
        nodes = self.nodes()
        for k, m in nodes:
            if k - i >= _PIECE or m - j >= _PIECE * _WIDER or (k, m) == nodes[-1]:
                if k > i and m > j:
                    yield i, k, j, m
                i, j = k, m


def read_ladder(path: Path) -> list[Sides]:
    beads, _ = read_beads(path.read_text(encoding="utf-8"), path.name)
    return [(bead.source, bead.target) for bead in beads]


def read_gold(folder: Path, name: str, first: str, second: str) -> Gold:
    lines = [
        (folder / lang / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        for lang in (first, second)
    ]
    beads = read_ladder(folder / "gold" / f"{name}.align")
    return Gold(f"{folder.name}/{name}", lines[0], lines[1], beads)


def flipped(gold: Gold) -> Gold:
    """Put Chinese first, as the aligner does inside."""
    beads = [(two, one) for one, two in gold.beads]
    return replace(gold, source=gold.target, target=gold.source, beads=beads)


def start_of(gold: Gold, beads: int) -> Gold:
    """Keep the first beads only."""
    kept = gold.beads[:beads]
    rows = sum(len(one) for one, _ in kept)
    columns = sum(len(two) for _, two in kept)
    return replace(gold, source=gold.source[:rows], target=gold.target[:columns], beads=kept)


def literary(data: Path) -> list[Gold]:
    names = sorted(path.stem for path in (data / "mac-dev" / "gold").glob("*.align"))
    return [read_gold(data / "mac-dev", name, "zh", "en") for name in names]


def academic(data: Path, parts: int = 4) -> list[Gold]:
    """Read the academic texts, which stand in one file, as stretches of about the same size."""
    whole = flipped(read_gold(data / "academic", "001", "en", "zh"))
    size = -(-len(whole.beads) // parts)
    found = []
    for part in range(parts):
        kept = whole.beads[part * size : (part + 1) * size]
        found.append(_part(whole, kept, f"academic/{part + 1}", 0.5))
    return found


def _part(whole: Gold, kept: Sequence[Sides], name: str, weight: float) -> Gold:
    rows = [i for one, _ in kept for i in one]
    columns = [j for _, two in kept for j in two]
    beads = [
        (tuple(i - rows[0] for i in one), tuple(j - columns[0] for j in two)) for one, two in kept
    ]
    source = whole.source[rows[0] : rows[-1] + 1]
    return Gold(name, source, whole.target[columns[0] : columns[-1] + 1], beads, False, weight)


def scripture(data: Path, beads: int = 700) -> Gold:
    """Read the beginning of the first Bible text; its beads are verses."""
    held = start_of(flipped(read_gold(data / "bible", "001", "en", "zh")), beads)
    return replace(held, coarse=True, weight=0.3)


def holed(gold: Gold, seed: int, share: float = 0.05) -> Gold:
    """Take one side of some runs of beads away, so that the other side stands alone."""
    draw = random.Random(seed)
    left, side = 0, 0
    source: list[str] = []
    target: list[str] = []
    beads: list[Sides] = []
    for one, two in gold.beads:
        if left == 0 and draw.random() < share / 2:
            left = draw.choice((1, 3, 4, 8, 14))
            side = draw.randrange(2)
        kept_one = [] if left and side == 0 else [gold.source[i] for i in one]
        kept_two = [] if left and side == 1 else [gold.target[j] for j in two]
        rows = tuple(range(len(source), len(source) + len(kept_one)))
        columns = tuple(range(len(target), len(target) + len(kept_two)))
        source += kept_one
        target += kept_two
        if rows and columns:
            beads.append((rows, columns))
        else:
            beads += [((i,), ()) for i in rows]
            beads += [((), (j,)) for j in columns]
        left = max(0, left - 1)
    name = f"{gold.name} with holes"
    return Gold(name, source, target, beads, gold.coarse, gold.weight * 0.5)
