"""Gold alignments to learn from, and the same with parts taken out or put in."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from alignkit import segment
from alignkit.formats.ladder import read_beads

Sides = tuple[tuple[int, ...], tuple[int, ...]]

_PIECE = 20
_WIDER = 1.6
# What a text with something taken out or put in counts beside the text itself.
CHANGED = 0.3


@dataclass(frozen=True)
class Gold:
    """Two texts and their beads; `coarse` gold may hold several beads in one (verses)."""

    name: str
    source: list[str]
    target: list[str]
    beads: list[Sides]
    coarse: bool = False
    weight: float = 1.0

    @property
    def origin(self) -> str:
        """The text that this one was made of."""
        return self.name.partition(" with ")[0]

    @property
    def plain(self) -> bool:
        """Whether the text stands as its translator left it."""
        return " with " not in self.name and not self.name.startswith("unrelated")

    @property
    def kind(self) -> str:
        """What texts of this kind are called."""
        folder, apart, change = self.name.partition(" with ")
        return folder.split("/")[0] + apart + change

    def nodes(self) -> list[tuple[int, int]]:
        """Give the node where each bead ends."""
        found, i, j = [], 0, 0
        for one, two in self.beads:
            i, j = i + len(one), j + len(two)
            found.append((i, j))
        return found

    def lone(self) -> Iterator[tuple[int, int, int, int]]:
        """Give the stretches in which sentences of both sides stand alone."""
        i = j = 0
        start = (0, 0)
        for one, two in [*self.beads, ((-1,), (-1,))]:
            if one and two:
                if i > start[0] and j > start[1]:
                    yield start[0], i, start[1], j
                i, j = i + len(one), j + len(two)
                start = (i, j)
            else:
                i, j = i + len(one), j + len(two)

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


def rendered(data: Path, name: str, first: int, last: int) -> Gold:
    """Read stretches of news and one professional translation: each segment is one coarse bead."""
    folder = data / "newstest2020"
    sides = [
        (folder / file).read_text(encoding="utf-8").splitlines()[first:last]
        for file in ("newstest2020-zhen-src.zh.txt", f"newstest2020.zh-en.{name}.0.txt")
    ]
    source: list[str] = []
    target: list[str] = []
    beads: list[Sides] = []
    for one, two in zip(*sides, strict=True):
        rows, columns = list(segment(one, "zh")), list(segment(two, "en"))
        if rows and columns:
            beads.append(
                (
                    tuple(range(len(source), len(source) + len(rows))),
                    tuple(range(len(target), len(target) + len(columns))),
                )
            )
            source += [sentence.text for sentence in rows]
            target += [sentence.text for sentence in columns]
    return Gold(f"news/{name} {first}", source, target, beads, True, 0.3)


def noisy(gold: Gold, strangers: Sequence[str], seed: int, share: float = 0.02) -> Gold:
    """Put in what users' files have: a foreign stretch, lines between, a line twice.

    A foreign stretch takes the place of a translation, so that both sides of it stand alone.
    """
    draw = random.Random(seed)
    left, line = 0, draw.randrange(len(strangers))
    target: list[str] = []
    beads: list[Sides] = []
    row = 0
    for one, two in gold.beads:
        if left == 0 and draw.random() < share / 2:
            left = draw.choice((1, 2, 4, 8, 14))
        rows = tuple(range(row, row + len(one)))
        row += len(one)
        held = [gold.target[j] for j in two]
        if left:
            left -= 1
            held = [strangers[(line + k) % len(strangers)] for k in range(len(two))]
            line += len(two)
        columns = tuple(range(len(target), len(target) + len(held)))
        target += held
        if held and one and held != [gold.target[j] for j in two]:
            beads += [*(((i,), ()) for i in rows), *(((), (j,)) for j in columns)]
            continue
        beads.append((rows, columns))
        if draw.random() < share / 2:
            # A footnote or a running title between, or the last line once more.
            extra = held[-1] if held and draw.random() < 0.3 else strangers[line % len(strangers)]
            line += 1
            beads.append(((), (len(target),)))
            target.append(extra)
    name = f"{gold.name} with noise"
    return Gold(name, gold.source, target, beads, gold.coarse, gold.weight * CHANGED)


def unrelated(one: Gold, two: Gold, most: int = 120) -> Gold:
    """Put a text beside the translation of another: every sentence stands alone."""
    rows, columns = one.source[:most], two.target[:most]
    alone = [(i / len(rows), ((i,), ())) for i in range(len(rows))]
    alone += [(j / len(columns), ((), (j,))) for j in range(len(columns))]
    beads: list[Sides] = [bead for _, bead in sorted(alone)]
    return Gold(f"unrelated/{one.name} {two.name}", rows, columns, beads, False, 0.1)


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
    return Gold(name, source, target, beads, gold.coarse, gold.weight * CHANGED)
