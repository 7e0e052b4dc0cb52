"""Time and memory as the texts grow: python -m bench scale --data DIR.

Texts of any size are made of the Bible's, end to end as a user runs `alignkit align --presplit`: it
starts, reads, embeds, aligns and writes. With HUNALIGN set that runs beside
(bench.beside.hunalign), with -realign as far as RIVAL_MOST, without up to twice that. SIZES narrows
the sizes: SIZES=1000,5000.
bench.figures.page draws the plot.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
from functools import cache
from pathlib import Path

import alignkit as ak
from alignkit.formats.ladder import read_beads
from bench.beside import hunalign
from bench.figures.spent import Spent, spent
from bench.figures.table import Row

SIZES = (1000, 2000, 5000, 10_000, 20_000, 30_000, 50_000, 100_000)
#: Target sentences for a source sentence, as in the whole Bible.
WIDER = 1.4
LIMITS = {30_000: (12.0, 1000.0)}
RIVAL_LEAST, RIVAL_MOST = 5000, 10_000
NAMES = ("001", "002")


@cache
def pairs(data: Path) -> list[tuple[list[str], list[str]]]:
    """Return both sides of every gold bead, in order."""
    found = []
    for name in NAMES:
        sides = [
            (data / "bible" / lang / f"{name}.txt").read_text("utf-8").splitlines()
            for lang in ("en", "zh")
        ]
        path = data / "bible" / "gold" / f"{name}.align"
        for bead in read_beads(path.read_text("utf-8"), path.name)[0]:
            found.append(([sides[0][i] for i in bead.source], [sides[1][j] for j in bead.target]))
    return found


def texts(data: Path, count: int) -> tuple[list[str], list[str]]:
    """Return a text of so many sentences and its translation, which is longer.

    Rounds after the first are told apart by an added number. The translation's sentences are cut
    in two at a comma here and there, evenly, until there are enough.
    """
    held = pairs(data)
    source: list[str] = []
    target: list[str] = []
    turn = 0
    while len(source) < count:
        mark = f" {turn}" if turn else ""
        for one, two in held:
            source += [text + mark for text in one]
            target += [text + mark for text in two]
            if len(source) >= count:
                break
        turn += 1
    return source[:count], longer(target, round(count * WIDER))


def longer(lines: list[str], count: int) -> list[str]:
    """Cut lines in two, evenly, until there are so many; what is over falls off."""
    wanted, able = max(0, count - len(lines)), sum("，" in line[:-1] for line in lines)
    found: list[str] = []
    due = 0
    for line in lines:
        first, comma, rest = line.partition("，")
        due += wanted if rest else 0
        if due >= able and rest:
            found += [first + comma, rest]
            due -= able
        else:
            found.append(line)
    return found[:count]


def rivals(source: list[str], target: list[str], what: str) -> list[Row]:
    """Run hunalign on the same texts, while that takes a reasonable time."""
    rows = []
    for realign, most in ((True, RIVAL_MOST), (False, 2 * RIVAL_MOST)):
        if RIVAL_LEAST <= len(source) <= most:
            _, held = hunalign.align(source, target, realign)
            name = "hunalign -realign" if realign else "hunalign"
            rows += figures(what, held, rival=name)
    return rows


def figures(
    what: str, held: Spent, size: int = 0, rival: str = "", signature: str = ""
) -> list[Row]:
    """Return the lines of one run."""
    seconds, memory = (None, None) if rival else LIMITS.get(size, (None, None))
    note = f"processor time {held.processor:.1f} s"
    return [
        Row(f"time, {what}", held.wall, seconds, "lower", "s", "bible, repeated", rival, signature,
            note),
        Row(f"memory, {what}", held.memory, memory, "lower", "MiB", rival=rival),
    ]  # fmt: skip


def run(data: Path) -> list[Row]:
    sizes = [int(n) for n in os.environ.get("SIZES", "").split(",") if n] or list(SIZES)
    signature = str(ak.align(["你好。"], ["Hello."]).signature)
    rows, points = [], []
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            source, target = texts(data, size)
            paths = [Path(name) / "en.txt", Path(name) / "zh.txt", Path(name) / "out.tsv"]
            for path, lines in zip(paths, (source, target), strict=False):
                path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            files = [*map(str, paths[:2]), "--presplit", "--quiet", "-o", str(paths[2])]
            held = spent([sys.executable, "-m", "alignkit", "align", *files])
            points.append((size, held))
            what = f"{len(source):,} x {len(target):,} sentences"
            rows += figures(what, held, size, signature=signature)
            if hunalign.here():
                rows += rivals(source, target, what)
    if len(points) > 1:
        rows.append(slope("time", [(size, held.processor) for size, held in points]))
        rows.append(slope("memory", [(size, held.memory) for size, held in points]))
    return rows


def slope(name: str, points: list[tuple[int, float]]) -> Row:
    """Return the power of the size with which a figure grows, from the least of its logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    power = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    power /= sum((x - mean_x) ** 2 for x in xs)
    sizes = f"log-log slope from {points[0][0]:,} to {points[-1][0]:,}; 1 is linear"
    note = f"{sizes}; processor time" if name == "time" else sizes
    return Row(f"{name} grows with the power", power, 1.1, "lower", note=note)
