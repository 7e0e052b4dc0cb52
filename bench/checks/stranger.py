"""Errors that a stranger planted by hand: what is told of them, and of the same texts without.

python -m bench stranger              found by kind, and findings a hundred clean lines
python -m bench stranger --show       those that were passed over, and what is said of clean lines

Ten pairs of bench/stranger, written by somebody who had seen neither the program nor its texts:
NAME.src.txt, a clean translation and one with an error a line at most (planted.tsv). An error is
told where a finding that the clean translation does not have stands at its line. Whether the words
would lead a reader to the error was judged by hand once, on the frozen program: docs/limits.md.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import alignkit as ak
from bench.checks import documents
from bench.figures.share import ratio, share
from bench.figures.table import Row, show

FOLDER = Path(__file__).parents[1] / "stranger"
LOUD = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: its document, the line of the original, its kind, and what became what."""

    name: str
    line: int
    kind: str
    said: str

    @property
    def direction(self) -> str:
        """From which language into which."""
        return "zh-en" if self.name.endswith("zhen") else "en-zh"


def planted() -> list[Planted]:
    """Return the errors as they were written down."""
    with (FOLDER / "planted.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [Planted(name, int(line), kind, f"{a} → {b}") for name, line, kind, a, b in rows]


def said_of(name: str, version: str) -> dict[int, Counter[tuple[str, str]]]:
    """Return the rules and severities of what is found in a translation, by the original's line."""
    found = ak.check(FOLDER / f"{name}.src.txt", FOLDER / f"{name}.{version}.txt")
    held: dict[int, Counter[tuple[str, str]]] = {}
    for finding in found:
        for line in lines_of(found.bitext, finding):
            held.setdefault(line, Counter())[finding.rule, str(finding.severity)] += 1
    return held


def lines_of(bitext: ak.Bitext | None, finding: ak.Finding) -> Iterator[int]:
    """Yield the lines of the original, from 1, that the finding's beads hold."""
    if bitext is None:
        return
    for bead in documents.beads_of(finding):
        for number in bitext.beads[bead].source:
            place = bitext.source.to_original(bitext.source.sentences[number].span)
            raw = bitext.source.original or bitext.source.text
            yield raw.count("\n", 0, place.start) + 1


#: A document's clean lines, and how often each severity is said of one.
Clean = dict[str, tuple[int, Counter[str]]]


def measure(missed: list[str] | None = None) -> tuple[list[tuple[Planted, str]], Clean]:
    """Return each error with how loudly it is told, and what is said of clean lines."""
    told: list[tuple[Planted, str]] = []
    clean: Clean = {}
    every = planted()
    for name in dict.fromkeys(error.name for error in every):
        before, after = said_of(name, "clean"), said_of(name, "bad")
        lines = len((FOLDER / f"{name}.src.txt").read_text("utf-8").splitlines())
        clean[name] = lines, Counter()
        for line, found in before.items():
            for (rule, severity), times in found.items():
                clean[name][1][severity] += times
                if missed is not None:
                    missed.append(f"clean {name}:{line} {severity} {rule}")
        for error in (error for error in every if error.name == name):
            new = after.get(error.line, Counter()) - before.get(error.line, Counter())
            loud = any(severity in LOUD for _, severity in new)
            told.append((error, "loud" if loud else "note" if new else ""))
            if not new and missed is not None:
                missed.append(f"missed {name}:{error.line} {error.kind}: {error.said}")
    return told, clean


def run(data: Path) -> list[Row]:
    """Return what is told by kind and direction, and what clean lines get."""
    told, clean = measure()
    rows = []
    for way in ("zh-en", "en-zh"):
        some = [(error, how) for error, how in told if error.direction == way]
        loud = share((error.name, float(how == "loud")) for error, how in some)
        noted = share((error.name, float(bool(how))) for error, how in some)
        rows.append(Row("planted by a stranger, told", loud.value, data=way,
                        note=f"{loud.said()}; with notes {noted.value:.2f}"))  # fmt: skip
    for kind, count in Counter(error.kind for error, _ in told).most_common():
        some = [(error, how) for error, how in told if error.kind == kind]
        loud = share((error.name, float(how == "loud")) for error, how in some)
        noted = sum(bool(how) for _, how in some)
        rows.append(Row(f"planted by a stranger, {kind}", loud.value, data="both directions",
                        note=f"{loud.said()}; with notes {noted} of {count}"))  # fmt: skip
    for name, levels in (("warnings and errors", LOUD), ("notes", ("info",))):
        rate = ratio(
            (document, sum(found[level] for level in levels), lines)
            for document, (lines, found) in clean.items()
        )
        rows.append(Row(f"{name} a hundred lines without an error", 100 * rate.value,
                        better="lower", data="both directions",
                        note=f"{rate.said(100, 1)}; {rate.hits:.0f} findings"))  # fmt: skip
    return rows


def command(arguments: Sequence[str], data: Path) -> None:
    """Print the figures, and with --show what was passed over."""
    parser = argparse.ArgumentParser(prog="python -m bench stranger", description=__doc__)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    if options.show:
        missed: list[str] = []
        measure(missed)
        print("\n".join(missed))
    else:
        show(run(data))
