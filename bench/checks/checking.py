"""How long `alignkit check` takes with all its rules, in two processes, and the memory it needs.

The beads are those of the gold data that stand in pairs: newstest2020 with both translations, the
rated news and talks, the Bible's gold beads. Rounds after the first are told apart by a number.
SIZES narrows or widens the sizes (SIZES=20000,100000); what is not run is extrapolated.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alignkit.formats.ladder import read_beads
from bench.figures.table import Row
from bench.texts.rated import rated_news, rated_talks

ASKED = 100_000
LIMIT = 60.0
JOBS = 2
SIZES = (12_000, 24_000)
NEWS = "newstest2020-zhen-src.zh.txt", "newstest2020.zh-en.Human-{}.0.txt"


@dataclass(frozen=True)
class Run:
    """One run of the command: beads, seconds, processor seconds, most memory of all processes."""

    beads: int
    wall: float
    processor: float
    memory: float


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _pairs(data: Path) -> Iterator[tuple[str, str]]:
    news = data / "newstest2020"
    for who in "AB":
        yield from zip(_lines(news / NEWS[0]), _lines(news / NEWS[1].format(who)), strict=True)
    for rated in (
        rated_news(data / "mqm-news" / "ratings.tsv"),
        rated_talks(data / "mqm-ted" / "mqm_ted_zhen.tsv"),
    ):
        yield from ((pair.source, pair.target) for pair in rated)
    for name in ("001", "002"):
        english, chinese = (_lines(data / "bible" / lang / f"{name}.txt") for lang in ("en", "zh"))
        gold = data / "bible" / "gold" / f"{name}.align"
        for bead in read_beads(gold.read_text(encoding="utf-8"), gold.name)[0]:
            yield (
                "".join(chinese[n] for n in bead.target),
                " ".join(english[n] for n in bead.source),
            )


def beads(data: Path, count: int) -> list[str]:
    """Return so many lines of a table, every kind of text in each thousand of them."""
    held = [
        "\t".join(" ".join(side.split()) for side in pair)
        for pair in _pairs(data)
        if all(side.strip() for side in pair)
    ]
    step = 7919  # a prime, so that every line comes once a round
    mixed = [held[at * step % len(held)] for at in range(len(held))]
    found: list[str] = []
    turn = 0
    while len(found) < count:
        for line in mixed:
            source, target = line.split("\t")
            found.append(f"{source} {turn}\t{target} {turn}" if turn else line)
        turn += 1
    return found[:count]


def measure(path: Path, count: int) -> Run:
    """Check a table with the default rules and say what it took."""
    command = [
        sys.executable, "-m", "alignkit", "check", str(path), "--jobs", str(JOBS),
        "--format", "jsonl", "-o", str(path.with_suffix(".jsonl")), "--fail-on", "never",
    ]  # fmt: skip
    before, start = _spent(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, most))
    watcher.start()
    if process.wait():
        raise RuntimeError(f"alignkit check ended with {process.returncode}")
    wall = time.perf_counter() - start
    watcher.join()
    return Run(count, wall, _spent() - before, most[0])


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], _memory(process.pid))
        time.sleep(0.2)


def _memory(pid: int) -> float:
    """Return the memory of a process and its children in MiB, where the system tells."""
    own = Path(f"/proc/{pid}")
    try:
        kilobytes = next(
            int(line.split()[1])
            for line in (own / "status").read_text().splitlines()
            if line.startswith("VmRSS")
        )
        held = {
            int(child)
            for task in (own / "task").iterdir()
            for child in (task / "children").read_text().split()
        }
    except (OSError, StopIteration):
        return 0.0
    return kilobytes / 1024 + sum(map(_memory, held))


def rows(data: Path) -> list[Row]:
    sizes = [int(n) for n in os.environ.get("SIZES", "").split(",") if n] or list(SIZES)
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / "beads.tsv"
            held = beads(data, size)
            path.write_text("\n".join(held) + "\n", encoding="utf-8")
            characters = sum(len(line.split("\t")[0]) for line in held) / size
            runs.append(measure(path, size))
    what = f"news, talks, Bible; {characters:.0f} Chinese characters a bead"
    rows = [
        Row(
            f"time, {held.beads:,} beads with --jobs {JOBS}",
            held.wall,
            LIMIT if held.beads == ASKED else None,
            "lower",
            "s",
            what,
            note=f"measured; processor time {held.processor:.1f} s, memory of all processes "
            f"{held.memory:.0f} MiB",
        )
        for held in runs
    ]
    if len(runs) > 1:
        rows += _grown(runs[0], runs[-1], what)
    return rows


def _grown(small: Run, large: Run, what: str) -> list[Row]:
    more = large.beads - small.beads
    each = (large.processor - small.processor) / more
    rows = [Row("processor time a bead", 1000 * each, unit="ms", better="lower", data=what)]
    if large.beads < ASKED:
        # By processor time: the clock of a busy machine may run backwards from size to size.
        least = (large.processor + (ASKED - large.beads) * each) / JOBS
        note = f"extrapolated from processor time, shared by {JOBS} idle cores"
        rows.append(
            Row(f"time, {ASKED:,} beads with --jobs {JOBS}", least, LIMIT, "lower", "s", what,
                note=note)
        )  # fmt: skip
    return rows
