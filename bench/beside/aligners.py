"""The aligners that a user would pick instead, each in a process of its own.

ALIGNKIT_PEERS names the Python that holds galechurch and sentalign, ALIGNKIT_BERTALIGN the one
that holds Bertalign, PEERS_MODEL the folder of a sentence-transformers model, HUNALIGN its program
or package.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.beside import hunalign
from bench.figures.spent import Spent, spent

Sides = tuple[tuple[int, ...], tuple[int, ...]]
Answer = tuple[list[Sides], Spent]

INSIDE = Path(__file__).with_name("inside.py")
OURS = "alignkit"


@dataclass(frozen=True, slots=True)
class Text:
    """Two sides of one text, a sentence a line."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    languages: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Aligner:
    """One way to align: its name and what runs it."""

    name: str
    run: Callable[[Text], Answer]


def aligners() -> Iterator[Aligner]:
    """Yield alignkit and the peers that are there."""
    yield Aligner(OURS, ours)
    if hunalign.here():
        for realign in (False, True):
            yield Aligner("hunalign" + " -realign" * realign, _hunalign(realign, None))
        if data := os.environ.get("ALIGNKIT_DATA"):
            for realign in (False, True):
                name = "hunalign" + " -realign" * realign + ", CC-CEDICT"
                yield Aligner(name, _hunalign(realign, Path(data)))
    if python := os.environ.get("ALIGNKIT_PEERS"):
        yield Aligner("galechurch", _inside(python, "galechurch", ""))
        yield from _with_vectors(python, "sentalign")
    if python := os.environ.get("ALIGNKIT_BERTALIGN"):
        yield from _with_vectors(python, "bertalign")


#: Vectors that a search can stand on, beside those of a folder that the user has.
VECTORS = {"alignkit": "alignkit's vectors", "universal": "universal-sentence-encoder"}


def _with_vectors(python: str, search: str) -> Iterator[Aligner]:
    held = dict(VECTORS)
    if folder := os.environ.get("PEERS_MODEL"):
        held[folder] = Path(folder).name
    for model, name in held.items():
        yield Aligner(f"{search}, {name}", _inside(python, search, model))


def ours(text: Text) -> Answer:
    """Run alignkit as a user does, from its start to the written file."""
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / f"{lang}.txt" for lang in text.languages]
        for path, lines in zip(paths, (text.source, text.target), strict=True):
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = Path(name) / "beads.ladder"
        done = spent(
            [sys.executable, "-m", "alignkit", "align", *map(str, paths), "--presplit", "--quiet",
             "-o", str(told)]
        )  # fmt: skip
        from alignkit.formats.ladder import read_beads

        beads, _ = read_beads(told.read_text("utf-8"), told.name)
    return [(bead.source, bead.target) for bead in beads], done


def _hunalign(realign: bool, data: Path | None) -> Callable[[Text], Answer]:
    def run(text: Text) -> Answer:
        words = hunalign.cedict(data, text.languages[0]) if data else ""
        return hunalign.align(text.source, text.target, realign, words)

    return run


def _inside(python: str, peer: str, model: str) -> Callable[[Text], Answer]:
    def run(text: Text) -> Answer:
        held = {"source": text.source, "target": text.target, "model": model}
        answer, done = inside(python, peer, held)
        return [(tuple(source), tuple(target)) for source, target in answer], done

    return run


def inside(python: str, peer: str, held: object) -> tuple[list, Spent]:
    """Let a peer answer in its own Python, and say what that cost."""
    with tempfile.TemporaryDirectory() as name:
        given, told = Path(name) / "in.json", Path(name) / "out.json"
        given.write_text(json.dumps(held), encoding="utf-8")
        done = spent([python, str(INSIDE), peer, str(given), str(told)])
        return json.loads(told.read_text("utf-8")), done
