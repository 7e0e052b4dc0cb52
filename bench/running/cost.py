"""What a check costs beside an older program: python -m bench cost --old DIR.

DIR holds the older program with an environment of its own (`git worktree add DIR COMMIT`,
`python3 -m venv DIR/.venv`, `DIR/.venv/bin/pip install DIR`). Both programs check the same three
things in turn: documentation in Markdown, many pairs in one run (the pairs of the wild documents,
again and again under other names, each copy with a line of its own), aligned pairs by the number
rules alone, and the plan that comes along. Nothing is kept between runs.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alignkit.embed.cache import SWITCH
from bench.checks.checking import beads
from bench.checks.documents import pairs

PLAN = Path(__file__).parents[2] / "corpora" / "miit"
PLAN_FILES = "miit-action-plan.zh.txt", "miit-action-plan.digichina-pdf.en.txt"
SETTINGS = '[[pairs]]\nsource = "source/*.md"\ntarget = "target/*.md"\n'


@dataclass(frozen=True)
class Load:
    """Something to check: its name, where and with what arguments."""

    name: str
    folder: Path
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Spent:
    """What a run took, of the processors and by the clock, in seconds."""

    processor: float
    clock: float


def written(folder: Path, data: Path, count: int) -> int:
    """Write so many pairs of Markdown, and settings that name them; return how many there are."""
    held = [(s, t) for genre, _, s, t in pairs(data / "wild")
            if genre in ("docs", "readme") and s.suffix == t.suffix == ".md"]  # fmt: skip
    for side in ("source", "target"):
        (folder / side).mkdir(parents=True)
    for at in range(count if held else 0):
        again, place = divmod(at, len(held))
        for side, path in zip(("source", "target"), held[place], strict=True):
            text = path.read_text("utf-8") + (f"\n\n{again}\n" if again else "")
            name = f"{again}-{held[place][0].name.split('.src.')[0]}.md"
            (folder / side / name).write_text(text, "utf-8")
    (folder / "alignkit.toml").write_text(SETTINGS, "utf-8")
    return count if held else 0


def loads(folder: Path, data: Path, pairs: int, lines: int) -> list[Load]:
    """Return what is checked, written into a folder where it is not there yet."""
    table = folder / "pairs.tsv"
    table.write_text("\n".join(beads(data, lines)) + "\n", "utf-8")
    count = written(folder / "project", data, pairs)
    plan = tuple(str(PLAN / name) for name in PLAN_FILES)
    one = "--jobs", "1"
    return [
        Load(f"{count} Markdown pairs, default jobs", folder / "project", ()),
        Load(f"{count} Markdown pairs, one process", folder / "project", one),
        Load(f"--select NUM, {lines:,} aligned pairs", folder,
             (str(table), "--select", "NUM", *one)),
        Load("the plan and its translation", folder, (*plan, *one)),
    ]  # fmt: skip


def spent(python: str, load: Load, out: Path) -> Spent:
    """Run a check and return what it took, with its processes."""
    command = [python, "-m", "alignkit", "check", *load.arguments, "--format", "json",
               "-o", str(out), "--fail-on", "never"]  # fmt: skip
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=load.folder, check=True, capture_output=True,
                   env={**os.environ, SWITCH: "1"})  # fmt: skip
    after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(used, clock)


def main(arguments: Sequence[str], data: Path) -> None:
    """Print for each thing that is checked what both programs take, and the ratio of each run."""
    parser = argparse.ArgumentParser(prog="python -m bench cost", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--old", type=Path, required=True, metavar="DIR", help="the older program")
    parser.add_argument("--pairs", type=int, default=300, metavar="N", help="Markdown pairs")
    parser.add_argument("--lines", type=int, default=2000, metavar="N", help="aligned pairs")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="of each, in turn")
    parser.add_argument("--only", default="", metavar="TEXT", help="what has this in its name")
    options = parser.parse_args(arguments)
    older = options.old / ".venv" / "bin" / "python"
    if not older.exists():
        parser.error(f"{older} is not there: see python -m bench cost --help")
    if not (data / "wild").is_dir():
        parser.error("no data: name its folder by ALIGNKIT_BENCH")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for load in loads(folder, data, options.pairs, options.lines):
            if options.only not in load.name:
                continue
            # In turn, so that whatever else the machine does meets both.
            both = [
                (spent(str(older), load, folder / "old.json"),
                 spent(sys.executable, load, folder / "new.json"))
                for _ in range(options.runs)
            ]  # fmt: skip
            print(load.name)
            for name in ("processor", "clock"):
                old, new = ([getattr(run, name) for run in side]
                            for side in zip(*both, strict=True))  # fmt: skip
                ratios = sorted(n / o for o, n in zip(old, new, strict=True))
                print(f"  {name}: {statistics.median(old):.2f} s before, "
                      f"{statistics.median(new):.2f} s now, "
                      f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})",
                      flush=True)  # fmt: skip
