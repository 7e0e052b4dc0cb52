"""Corpora: the same rows for any engine, rates, overhead, kills, and documents that pair up.

Small documents are cut from gold texts, ten sentences and more each. The whole trial, two hours on
two idle cores: DOCUMENTS=20000 python -m bench corpora --data DIR. Without it the trial is small.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from alignkit.formats.ladder import read_beads
from bench.figures.share import ratio
from bench.figures.table import Row

SMALL, KILLS, PAIRS, LEAST = 300, 10, 500, 10
#: Gold folders, the languages of their sides, and whether Chinese is the second.
GOLD = (("mac-dev", "zh", "en", False), ("academic", "en", "zh", True), ("bible", "en", "zh", True))
NEWS = ("newstest2020-zhen-src.zh.txt", "newstest2020.zh-en.Human-A.0.txt")
DRIVER = """
import json, resource, sys, time
from alignkit.corpus import corpus_run
from bench.figures.spent import peak
where, out, options = json.loads(sys.argv[1])
start = time.perf_counter()
done = corpus_run(tuple(where), out, presplit=True, **options)
wall = time.perf_counter() - start
mine, theirs = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
spent = sum(u.ru_utime + u.ru_stime for u in (mine, theirs))
print(json.dumps({"digest": done.digest, "done": done.done, "failed": done.failures, "wall": wall,
    "beads": done.beads, "sentences": sum(done.sentences), "processor": spent,
    "work": done.seconds, "memory": peak(), "reused": done.reused}))
"""
LOOP = """
import json, sys
from pathlib import Path
import alignkit as ak
where, out, _ = json.loads(sys.argv[1])
Path(out).mkdir()
for path in sorted(Path(where[0]).iterdir()):
    bitext = ak.align(path, Path(where[1]) / path.name, presplit=True, jobs=1)
    bitext.save(Path(out) / (path.stem + ".tsv"))
"""


@dataclass(frozen=True)
class Piece:
    """A small document and its translation."""

    genre: str
    source: str
    target: str


def cut(data: Path, least: int = LEAST) -> list[Piece]:
    """Cut every gold text into documents of so many sentences and a bead's more."""
    found = []
    for genre, first, second, swapped in GOLD:
        for path in sorted((data / genre / "gold").glob("*.align")):
            sides = [
                (data / genre / lang / f"{path.stem}.txt").read_text("utf-8").splitlines()
                for lang in (first, second)
            ]
            held: tuple[list[str], list[str]] = ([], [])
            for bead in read_beads(path.read_text("utf-8"), path.name)[0]:
                held[0].extend(sides[0][i] for i in bead.source)
                held[1].extend(sides[1][j] for j in bead.target)
                if len(held[0]) >= least:
                    source, target = ("\n".join(side) for side in held)
                    one, two = (target, source) if swapped else (source, target)
                    found.append(Piece(genre, one, two))
                    held = ([], [])
    return found


def folders(pieces: list[Piece], count: int, place: Path) -> tuple[Path, Path]:
    """Write so many documents; rounds after the first are told apart by a number."""
    sides = place / "zh", place / "en"
    for side in sides:
        side.mkdir(parents=True)
    for number in range(count):
        piece = pieces[number % len(pieces)]
        mark = f" {number // len(pieces)}" if number >= len(pieces) else ""
        for side, text in zip(sides, (piece.source, piece.target), strict=True):
            lines = "".join(f"{line}{mark}\n" for line in text.split("\n"))
            (side / f"{number:06}.txt").write_text(lines, "utf-8")
    return sides


def driven(where: tuple[Path, Path], out: Path, **options: Any) -> dict[str, Any]:
    """Run a corpus in a driver of its own, and return what it says."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, told(where, out, options)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    held: dict[str, Any] = json.loads(done.stdout)
    return held


def told(where: tuple[Path, Path], out: Path, options: dict[str, Any]) -> str:
    return json.dumps([list(map(str, where)), str(out), options])


def looped(where: tuple[Path, Path], out: Path) -> float:
    """Return the processor seconds of a loop that reads, aligns and writes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", LOOP, told(where, out, {})], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def killed(
    where: tuple[Path, Path], out: Path, apart: float
) -> tuple[dict[str, Any], Counter[str]]:
    """Kill drivers and workers at random, so far apart at most, then let the run end."""
    rng = random.Random(0)
    victims: Counter[str] = Counter()
    process = _started(where, out)
    while victims.total() < KILLS:
        time.sleep(rng.uniform(0.2, apart))
        workers = _children(process.pid)
        name = rng.choice(("driver", "worker")) if workers else "driver"
        try:
            os.kill(process.pid if name == "driver" else rng.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            continue
        victims[name] += 1
        if name == "driver" or process.poll() is not None:
            process.wait()
            process = _started(where, out)
    process.kill()
    process.wait()
    return driven(where, out, jobs=2, shard=16), victims


def _started(where: tuple[Path, Path], out: Path) -> subprocess.Popen[bytes]:
    options = {"jobs": 2, "shard": 16}
    nothing = subprocess.DEVNULL
    command = [sys.executable, "-c", DRIVER, told(where, out, options)]
    return subprocess.Popen(command, stdout=nothing, stderr=nothing)


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
        return [int(word) for task in tasks for word in task.read_text("ascii").split()]
    except OSError:
        return []


def shuffled(data: Path, pieces: list[Piece], place: Path, seed: int) -> dict[str, str]:
    """Write documents of several genres under names that tell nothing; return who is whose.

    A tenth more stand alone, half on either side.
    """
    rng = random.Random(seed)
    lines = [(data / "newstest2020" / name).read_text("utf-8").splitlines() for name in NEWS]
    starts = range(0, len(lines[0]), LEAST)
    news = [Piece("news", *("\n".join(side[i : i + LEAST]) for side in lines)) for i in starts]
    chosen: list[Piece] = []
    for genre in ("mac-dev", "academic", "bible", "news"):
        mine = [p for p in (*pieces, *news) if p.genre == genre]
        chosen += rng.sample(mine, min(len(mine), PAIRS // 4 + PAIRS // 20))
    rng.shuffle(chosen)
    numbers = [rng.sample(range(len(chosen)), len(chosen)) for _ in range(2)]
    gold = {}
    for number, piece in enumerate(chosen):
        names = [f"{held[number]:04}.txt" for held in numbers]
        paired = number < min(PAIRS, len(chosen) * 10 // 11)
        for side, (name, text) in enumerate(zip(names, (piece.source, piece.target), strict=True)):
            if paired or number % 2 == side:
                (place / str(side)).mkdir(parents=True, exist_ok=True)
                (place / str(side) / name).write_text(text + "\n", "utf-8")
        if paired:
            gold[names[0]] = names[1]
    return gold


def pairing(data: Path, pieces: list[Piece], place: Path, seed: int) -> Row:
    """Return how well shuffled documents found each other."""
    gold = shuffled(data, pieces, place / "texts", seed)
    where = place / "texts" / "0", place / "texts" / "1"
    driven(where, place / "run", jobs=1, pair="content")
    rows = [json.loads(line) for line in (place / "run" / "pairs.jsonl").read_text().splitlines()]
    hits = [row["source"] for row in rows if gold.get(row["source"]) == row["target"]]
    precision, recall = len(hits) / len(rows), len(hits) / len(gold)
    found = ratio([*((name, 2.0, 0.0) for name in hits),
                   *((row["source"], 0.0, 1.0) for row in rows),
                   *((name, 0.0, 1.0) for name in gold)])  # fmt: skip
    return Row(
        f"documents that found their translation, shuffle {seed}", found.value, 0.98, unit="F1",
        data=f"{len(gold)} pairs of four genres and {len(gold) // 10} alone",
        note=f"{found.spread()}; precision {precision:.4f}, recall {recall:.4f}",
    )  # fmt: skip


def run(data: Path) -> list[Row]:
    rows = []
    for row in _measured(data):
        # A long trial tells what it has found so far.
        print(f"{row.name}: {row.value} {row.note}", file=sys.stderr, flush=True)
        rows.append(row)
    return rows


def _measured(data: Path) -> Iterator[Row]:
    count = int(os.environ.get("DOCUMENTS", SMALL))
    pieces = cut(data)
    random.Random(0).shuffle(pieces)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        where = folders(pieces, count, place / "texts")
        said = f"{count:,} documents cut from gold"
        one = driven(where, place / "one", jobs=1)
        yield from _rates(where, place, one, said)
        yield from (pairing(data, pieces, place / f"pairs-{seed}", seed) for seed in (1, 2))
        yield _eaten(place)
        yield from _same(where, place, one, said)
        if Path("/proc/self/task").exists():
            yield _survived(where, place, one["wall"], said)


def _survived(where: tuple[Path, Path], place: Path, wall: float, said: str) -> Row:
    alone = driven(where, place / "shards", jobs=2, shard=16)
    last, victims = killed(where, place / "killed", max(0.5, wall / KILLS))
    note = ", ".join(f"{count} {name}s" for name, count in victims.items())
    changed = float(last["digest"] != alone["digest"])
    return Row("runs that ten kills changed", changed, 0, "lower", data=said, note=note)


def _same(where: tuple[Path, Path], place: Path, one: dict[str, Any], said: str) -> Iterator[Row]:
    two = driven(where, place / "two", jobs=2)
    clock = f"by the clock: {one['wall']:.1f} s and {two['wall']:.1f} s"
    scaling = one["wall"] / two["wall"]
    yield Row("scaling from one worker to two", scaling, 1.7, data=said, note=clock)
    more = 100 * (two["processor"] / one["processor"] - 1)
    yield Row("processor time more for two workers", more, 17, "lower", "%", said)
    yield Row("memory of the driver, local", two["memory"], 500, "lower", "MiB", said)
    digests = {"local, 1": one["digest"], "local, 2": two["digest"]}
    if find_spec("distributed"):
        dask = driven(where, place / "dask", jobs=2, engine="dask")
        digests["dask, 2"] = dask["digest"]
        yield Row("memory of the driver, dask", dask["memory"], 500, "lower", "MiB", said)
        yield Row("seconds, dask with two workers", dask["wall"], unit="s", data=said)
    note = f"{'; '.join(digests)}; {one['beads']:,} beads; {one['digest']}"
    yield Row("different digests", len(set(digests.values())) - 1, 0, "lower", data=said, note=note)


def _rates(where: tuple[Path, Path], place: Path, one: dict[str, Any], said: str) -> Iterator[Row]:
    rate = one["sentences"] / one["processor"] * 3600
    yield Row("sentences aligned an hour a core", rate, data=said, note="processor time")
    loop = looped(where, place / "loop")
    over = 100 * (one["processor"] / loop - 1)
    note = f"processor time {one['processor']:.1f} s against {loop:.1f} s; the start is in it"
    yield Row("overhead over a bare loop", over, 10, "lower", "%", said, note=note)
    few = place / "few"
    for side, path in zip(("zh", "en"), where, strict=True):
        (few / side).mkdir(parents=True)
        for file in sorted(path.iterdir())[:100]:
            (few / side / file.name).write_text(file.read_text("utf-8"), "utf-8")
    checked = driven((few / "zh", few / "en"), place / "checked", jobs=1, step="check")
    rate = checked["sentences"] / checked["processor"] * 3600
    yield Row("sentences aligned and checked an hour a core", rate, data="100 of them")


def _eaten(place: Path) -> Row:
    """Return whether a document that eats the memory is named, and the others are done."""
    texts = [Piece("", "他走了。\n" * n, "He left.\n" * n) for n in (9, 9, 150_000, 9)]
    where = folders([Piece(p.genre, p.source.strip(), p.target.strip()) for p in texts], 4,
                    place / "large")  # fmt: skip
    held = driven(where, place / "eaten", jobs=1, memory=450)
    right = held["done"] == 3 and [name for name, _ in held["failed"]] == ["000002"]
    reason = held["failed"][0][1] if held["failed"] else ""
    return Row("a document that eats the memory is named", float(right), 1, note=reason)
