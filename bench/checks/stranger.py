"""Errors that strangers planted by hand: what is told of them, and of the same texts without.

python -m bench stranger              found by kind, and findings a hundred clean lines
python -m bench stranger --show       those that were passed over, and what is said of clean lines
python -m bench stranger --set second one stranger's texts alone

Documents of bench/stranger, each folder written by somebody who had seen neither the program nor
its texts: NAME.src, a clean translation and one with errors (planted.tsv). An error is told where
a bead that holds its words has a finding that it has not in the clean translation. Whether the
finding's words would lead a reader to the error was judged by hand once: docs/limits.md.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import alignkit as ak
from bench.checks import documents
from bench.figures.share import ratio, share
from bench.figures.table import Row, show
from bench.texts.data import STRANGERS

FOLDER = Path(__file__).parents[1] / "stranger"
LOUD = ("error", "warning")

#: Of each finding its rule, its severity, and where its sentences stand in both files.
Heard = tuple[tuple[str, str], list[ak.Span], list[ak.Span]]


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: its document, its kind, its words on both sides, and what became what."""

    folder: str
    name: str
    kind: str
    original: str
    wrong: str
    said: str

    @property
    def direction(self) -> str:
        """From which language into which."""
        return "zh-en" if self.name.endswith("zhen") else "en-zh"


def planted(folder: str) -> list[Planted]:
    """Return one stranger's errors as they were written down."""
    with (FOLDER / folder / "planted.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [Planted(folder, *row) for row in rows]


def file_of(folder: str, name: str, version: str) -> Path:
    """Return the file of a document: its original, its clean or its bad translation."""
    (path,) = (FOLDER / folder).glob(f"{name}.{version}.*")
    return path


def text_of(path: Path) -> str:
    """Return a file's text, its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as stream:
        return stream.read()


@lru_cache(maxsize=64)
def said_of(folder: str, name: str, version: str) -> list[Heard]:
    """Return what is said of a translation."""
    files = (file_of(folder, name, kind) for kind in ("src", version))
    found = ak.check(*files)
    assert found.bitext is not None
    return [
        ((finding.rule, str(finding.severity)), *places(found.bitext, finding)) for finding in found
    ]


def places(bitext: ak.Bitext, finding: ak.Finding) -> tuple[list[ak.Span], list[ak.Span]]:
    """Return where the sentences of a finding's beads stand in the original and the translation."""
    found: tuple[list[ak.Span], list[ak.Span]] = [], []
    for number in documents.beads_of(finding):
        bead = bitext.beads[number]
        for side, own, held in zip((bitext.source, bitext.target), (bead.source, bead.target),
                                   found, strict=True):  # fmt: skip
            held += [side.to_original(side.sentences[at].span) for at in own]
    return found


def near(held: Sequence[ak.Span], text: str, words: str) -> bool:
    """Tell whether one of some spans holds a part of words that stand once in a text."""
    start = text.find(words) if words else -1
    return start >= 0 and any(s.start < start + len(words) and start < s.end for s in held)


def new_of(error: Planted) -> Counter[tuple[str, str]]:
    """Return what is said of an error, and not of its place in the clean translation."""
    files = (file_of(error.folder, error.name, kind) for kind in ("src", "bad"))
    source, bad = map(text_of, files)
    said: Counter[tuple[str, str]] = Counter()
    for rule, own, other in said_of(error.folder, error.name, "bad"):
        said[rule] += near(own, source, error.original) or near(other, bad, error.wrong)
    for rule, own, _ in said_of(error.folder, error.name, "clean"):
        said[rule] -= near(own, source, error.original)
    return +said


#: A document's clean lines, and how often each severity is said of one.
Clean = dict[str, tuple[int, Counter[str]]]


def measure(
    folders: Sequence[str] = STRANGERS, passed: list[str] | None = None
) -> tuple[list[tuple[Planted, str]], Clean]:
    """Return each error with how loudly it is told, and what is said of clean lines."""
    told: list[tuple[Planted, str]] = []
    clean: Clean = {}
    for folder in folders:
        for error in planted(folder):
            if error.name not in clean:
                clean[error.name] = _clean(error, passed)
            new = new_of(error)
            loud = any(severity in LOUD for _, severity in new)
            told.append((error, "loud" if loud else "note" if new else ""))
            if passed is not None and not loud:
                how = "noted " + " ".join(rule for rule, _ in new) if new else "missed"
                passed.append(
                    f"{how} {error.name} {error.kind}: {error.original} → {error.said}"
                    + (f" ({error.wrong})" if error.wrong else "")
                )
    return told, clean


def _clean(error: Planted, passed: list[str] | None) -> tuple[int, Counter[str]]:
    source = text_of(file_of(error.folder, error.name, "src"))
    lines = [line for line in source.splitlines() if line.strip()]
    found = said_of(error.folder, error.name, "clean")
    if passed is not None:
        places = ((rule, source[own[0].start : own[0].end] if own else "(added)")
                  for rule, own, _ in found)  # fmt: skip
        passed += [f"clean {error.name} {said[1]} {said[0]}: {words}" for said, words in places]
    return len(lines), Counter(severity for (_, severity), _, _ in found)


def run(data: Path, folders: Sequence[str] = STRANGERS) -> list[Row]:
    """Return what is told by stranger, kind and direction, and what clean lines get."""
    told, clean = measure(folders)
    rows = []
    for folder in folders:
        for way in ("zh-en", "en-zh"):
            some = [(e, how) for e, how in told if e.direction == way and e.folder == folder]
            rows.append(_row(f"planted by the {folder} stranger, told", some, way))
    for kind, _ in Counter(error.kind for error, _ in told).most_common():
        some = [(error, how) for error, how in told if error.kind == kind]
        rows.append(_row(f"planted by strangers, {kind}", some, "both directions"))
    for name, levels in (("warnings and errors", LOUD), ("notes", ("info",))):
        rate = ratio(
            (document, sum(found[level] for level in levels), lines)
            for document, (lines, found) in clean.items()
        )
        rows.append(Row(f"{name} a hundred lines without an error", 100 * rate.value,
                        better="lower", data="both directions",
                        note=f"{rate.said(100, 1)}; {rate.hits:.0f} findings"))  # fmt: skip
    return rows


def _row(name: str, some: Sequence[tuple[Planted, str]], data: str) -> Row:
    loud = share((error.name, float(how == "loud")) for error, how in some)
    noted = sum(bool(how) for _, how in some)
    return Row(name, loud.value, data=data,
               note=f"{loud.said()}; with notes {noted} of {len(some)}")  # fmt: skip


def command(arguments: Sequence[str], data: Path) -> None:
    """Print the figures, and with --show what was passed over."""
    parser = argparse.ArgumentParser(prog="python -m bench stranger", description=__doc__)
    parser.add_argument("--show", action="store_true")
    parser.add_argument(
        "--set", choices=STRANGERS, action="append", help="one stranger's texts alone"
    )
    options = parser.parse_args(arguments)
    folders = options.set or STRANGERS
    if options.show:
        passed: list[str] = []
        measure(folders, passed)
        print("\n".join(passed))
    else:
        show(run(data, folders))
