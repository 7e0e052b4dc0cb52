"""Formats: a TMX of a million units in constant memory, and eval against the bench's scorer."""

from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bench.figures.spent import peak
from bench.figures.table import Row

SIZES = (100_000, 1_000_000)
# A stream may use so much more memory at ten times the size: buffers, not units.
GROWTH = 1.10
SETS = ("mac-dev", "academic", "bible")


def run(data: Path) -> list[Row]:
    return [*_toolkit(), *_eval(data), *_memory()]


def _toolkit() -> Iterator[Row]:
    """Files of ours read by translate-toolkit, and files of its read by us, where it is here."""
    if find_spec("translate") is None:
        yield Row("translate-toolkit", "not installed", note="pip install translate-toolkit")
        return
    from translate.storage import tmx, xliff, xliff2

    import alignkit as ak

    pairs = [
        ("价格 < 5 & > 3。", 'Price < 5 & > 3, "net".'),
        ("第一行\n第二行", "Line one\nline two"),
        ("只有原文。", ""),
        ("", "Only the translation."),
    ]
    bitext = ak.Bitext.from_pairs(pairs)
    with tempfile.TemporaryDirectory() as folder:
        for name, reader in (
            ("tmx", tmx.tmxfile),
            ("xliff", xliff.xlifffile),
            ("xliff2", xliff2.Xliff2File),
        ):
            path = Path(folder) / f"ours.{name}"
            bitext.save(path, name)
            units = reader.parsefile(str(path)).units
            read = [(str(unit.source or ""), str(unit.target or "")) for unit in units]
            yield _agreement(f"{name}: ours read by translate-toolkit", read == pairs)
        path = Path(folder) / "theirs.tmx"
        theirs = tmx.tmxfile(sourcelanguage="zh", targetlanguage="en")
        for source, target in pairs[:2]:
            theirs.addtranslation(source, "zh", target, "en")
        theirs.savefile(str(path))
        read = list(ak.load(path).pairs())
        yield _agreement("tmx: translate-toolkit's read by us", read == pairs[:2])


def _agreement(name: str, same: bool) -> Row:
    return Row(name, float(same), 1.0, data="4 hand-made units")


def _memory() -> Iterator[Row]:
    peaks: dict[str, list[float]] = {"written": [], "read back": []}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.tmx"
            wrote, read = _child("write", path, size), _child("read", path, size)
            assert wrote["digest"] == read["digest"], "what was read is not what was written"
            note = f"{path.stat().st_size / 1e6:,.0f} MB"
            for name, told in (("written", wrote), ("read back", read)):
                peaks[name].append(told["peak"])
                yield Row(
                    f"TMX {name}: processor time", told["seconds"], unit="s", data=f"{size:,} units"
                )
                yield Row(
                    f"TMX {name}: peak memory",
                    told["peak"],
                    unit="MB",
                    data=f"{size:,} units",
                    note=note,
                )
            path.unlink()
    for name, (small, large) in peaks.items():
        yield Row(
            f"TMX {name}: memory at ten times the units",
            large / small,
            GROWTH,
            "lower",
            unit="times",
            data=f"{SIZES[0]:,} and {SIZES[1]:,} units",
        )


def _child(task: str, path: Path, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.running.formats", task, str(path), str(size)]
    held: dict[str, float] = json.loads(
        subprocess.run(command, capture_output=True, check=True).stdout
    )
    return held


def _units(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size):
        yield (
            f"第{number}条　主管部门应当自受理申请之日起二十日内作出决定，并书面通知申请人。",
            f"Article {number}: The authority decides within {number % 90} days of the application "
            "& informs the applicant in writing.",
        )


def _work(task: str, path: Path, size: int) -> None:
    from alignkit.formats.reading import open_units
    from alignkit.formats.units import Head, Reading, Unit
    from alignkit.formats.writing import save_units

    digest = hashlib.sha256()
    start = time.process_time()
    if task == "write":

        def units() -> Iterator[Unit]:
            for source, target in _units(size):
                digest.update(f"{source}\t{target}\n".encode())
                yield Unit(source, target, score=0.5)

        save_units(Reading(Head("zh", "en"), units()), path)
    else:
        reading = open_units(path)
        assert reading is not None
        for unit in reading.units:
            digest.update(f"{unit.source}\t{unit.target}\n".encode())
    told = {
        "seconds": time.process_time() - start,
        "peak": peak(),
        "digest": digest.hexdigest(),
    }
    print(json.dumps(told))


def _eval(data: Path) -> Iterator[Row]:
    from alignkit.evaluate import evaluate

    for name in SETS:
        golds = sorted((data / name / "gold").glob("*.align"))
        if not golds:
            continue
        verses = [data / name / f"{side}.verse" for side in ("en", "zh")]
        held = (verses[0], verses[1]) if verses[0].is_file() else None
        with tempfile.TemporaryDirectory() as folder:
            predicted = [_damaged(gold, Path(folder) / gold.name) for gold in golds]
            command = [sys.executable, str(data / "score.py")]
            command += ["--verses", *map(str, held)] if held else []
            for pair in zip(golds, predicted, strict=True):
                command += map(str, pair)
            theirs = subprocess.run(command, capture_output=True, check=True, text=True).stdout
            ours = evaluate(predicted, golds, verses=held)
        figures = re.findall(r"\d\.\d{3}", theirs)
        same = figures == re.findall(r"\d\.\d{3}", str(ours.strict))
        yield Row(
            "eval: figures equal to the bench's scorer",
            float(same),
            1.0,
            data=f"{name}, {len(golds)} damaged ladders",
            signature=str(ours.signature),
            note=theirs.strip(),
        )


def _damaged(gold: Path, path: Path) -> Path:
    """Write a gold ladder with one bead in ten joined to the next one or torn."""
    from alignkit.evaluate.beads import pairs

    chance = random.Random(gold.name)
    beads = pairs(gold)
    out: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    at = 0
    while at < len(beads):
        source, target = beads[at]
        toss = chance.random()
        if toss < 0.06 and at + 1 < len(beads):
            following = beads[at + 1]
            out.append((source + following[0], target + following[1]))
            at += 1
        elif toss < 0.10 and len(target) > 1:
            out += [(source, target[:1]), ((), target[1:])]
        else:
            out.append((source, target))
        at += 1
    path.write_text("".join(f"{list(s)}:{list(t)}:0.5\n" for s, t in out), encoding="utf-8")
    return path


if __name__ == "__main__":
    _work(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
