"""Time and memory as the texts grow: python -m bench.scale --data DIR [--plot FILE].

Texts of any size are made of the Bible's, end to end: read from files, embedded, aligned, written.
Each size runs in a process of its own. With HUNALIGN set it runs beside (see bench.align), up to
10,000 sentences. SIZES narrows the sizes: SIZES=1000,5000.
"""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table import Row, main

SIZES = (1000, 2000, 5000, 10000, 20000, 30000, 50000, 100000)
WIDER = 1.4
LIMITS = {30000: (12.0, 1000.0)}

WORK = """
import json, resource, sys, time
start = time.perf_counter()
import alignkit as ak
bitext = ak.align(sys.argv[1], sys.argv[2], presplit=True)
bitext.save(sys.argv[3])
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"wall": time.perf_counter() - start, "processor": used.ru_utime + used.ru_stime,
                  "memory": used.ru_maxrss / 1024, "signature": str(bitext.signature)}))
"""


def lines(data: Path, lang: str, count: int) -> list[str]:
    """Return so many lines; rounds after the first are told apart by an added number."""
    held: list[str] = []
    for name in ("001", "002"):
        held += (data / "bible" / lang / f"{name}.txt").read_text("utf-8").splitlines()
    found, turn = list(held), 1
    while len(found) < count:
        found += [f"{line} {turn}" for line in held]
        turn += 1
    return found[:count]


def measure(source: Path, target: Path, folder: Path) -> dict:
    command = [sys.executable, "-c", WORK, str(source), str(target), str(folder / "out.tsv")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def hunalign(source: Path, target: Path, folder: Path) -> float:
    paths = []
    for path in (source, target):
        spaced = re.sub(r"([㐀-鿿])", r" \1 ", path.read_text("utf-8"))
        paths.append(folder / f"{path.name}.spaced")
        paths[-1].write_text(spaced, encoding="utf-8")
    (folder / "empty").touch()
    start = time.perf_counter()
    command = [os.environ["HUNALIGN"], "-utf", "-realign", str(folder / "empty"), *map(str, paths)]
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


def run(data: Path) -> list[Row]:
    sizes = [int(n) for n in os.environ.get("SIZES", "").split(",") if n] or list(SIZES)
    rows, points = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            source, target = folder / "en.txt", folder / "zh.txt"
            source.write_text("\n".join(lines(data, "en", size)) + "\n", encoding="utf-8")
            wide = round(size * WIDER)
            target.write_text("\n".join(lines(data, "zh", wide)) + "\n", encoding="utf-8")
            held = measure(source, target, folder)
            points.append((size, held["wall"], held["processor"], held["memory"]))
            seconds, memory = LIMITS.get(size, (None, None))
            what = f"{size:,} x {wide:,} sentences"
            note = f"processor time {held['processor']:.1f} s"
            rows.append(
                Row(f"time, {what}", held["wall"], seconds, "lower", "s", "bible, repeated",
                    signature=held["signature"], note=note)
            )  # fmt: skip
            rows.append(Row(f"memory, {what}", held["memory"], memory, "lower", "MiB"))
            if "HUNALIGN" in os.environ and size <= 10000:
                spent = hunalign(source, target, folder)
                rows.append(Row(f"time, {what}", spent, rival="hunalign -realign", unit="s"))
    if len(points) > 1:
        rows.append(slope("time", [(p[0], p[2]) for p in points]))
        rows.append(slope("memory", [(p[0], p[3]) for p in points]))
    if "PLOT" in os.environ:
        draw(points, os.environ["PLOT"])
    return rows


def slope(name: str, points: list[tuple[int, float]]) -> Row:
    """Return the power of the size with which a figure grows, from the least of its logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    power = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    power /= sum((x - mean_x) ** 2 for x in xs)
    note = "1 is linear; processor time" if name == "time" else "1 is linear"
    return Row(f"{name} grows with the power", power, 1.1, "lower", note=note)


def draw(points: list[tuple[int, float, float, float]], path: str) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, left = plt.subplots(figsize=(6, 4))
    left.loglog([p[0] for p in points], [p[1] for p in points], "o-", label="seconds")
    left.loglog([p[0] for p in points], [p[3] / 100 for p in points], "s--", label="100 MiB")
    left.set_xlabel("sentences of the shorter text")
    left.legend()
    left.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None} if path.endswith(".svg") else None)
    print(json.dumps(points))


if __name__ == "__main__":
    main(run)
