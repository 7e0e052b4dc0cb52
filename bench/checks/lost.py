"""Paragraphs and clauses taken out of real documents one at a time: is each told at its place?

python -m bench lost                      the development half of the document pairs
python -m bench lost --show               those that were passed over in silence as well
python -m bench lost --held               the figures of the other half, at which nobody looks

Every time the document is read, aligned and checked anew, as its reader would do. What is taken
out stood in a bead of both sides. It is told where a COV or DOC rule newly speaks at warning or
above at a bead that holds the sentences it rendered.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import alignkit as ak
from bench.checks import documents
from bench.figures.share import share
from bench.figures.table import Row, show
from bench.seeding import cuts
from bench.texts.data import Half, half_of

KINDS = ("paragraph", "clause")
#: So many of each kind, each from another document as long as there are enough.
MOST = 20
SURE = 0.9
TOLD = ("COV", "DOC")
#: A shorter paragraph says too little to be missed.
LONG = {"zh": 15, "en": 45}
READ = (".md", ".txt", ".asc")


@dataclass(frozen=True, slots=True)
class Loss:
    """One stretch of a translation's file that is taken out, and the sentences it rendered."""

    kind: str
    genre: str
    name: str
    text: str
    place: tuple[int, int]
    rendered: frozenset[int]


def losses(genre: str, name: str, held: documents.Checked, kind: str) -> Iterator[Loss]:
    """Yield what could be taken out of a translation, in an order that says nothing of it."""
    bitext, target = held.bitext, held.bitext.target
    found = []
    for bead in bitext.beads:
        if not bead.source or not bead.target or (bead.confidence or 0) < SURE:
            continue
        for number in bead.target:
            sentence = target.sentences[number]
            block = target.blocks[sentence.block]
            if block.kind not in ("paragraph", "item"):
                continue
            inside = [
                n for n, other in enumerate(target.sentences) if other.block == sentence.block
            ]
            if kind == "paragraph" and (number == inside[0] and set(inside) <= set(bead.target)):
                found.append(Loss(kind, genre, name, block.span.slice(target.text),
                                  _lines(target, block.span), frozenset(bead.source)))  # fmt: skip
            elif kind == "clause":
                editor = (
                    cuts.chinese_clause if target.lang.startswith("zh") else cuts.english_clause
                )
                for change in editor(sentence.text, "", "development"):
                    if change.new or not sentence.text[change.start : change.end].strip():
                        continue
                    start = sentence.span.start
                    span = target.to_original(ak.Span(start + change.start, start + change.end))
                    found.append(Loss(kind, genre, name, sentence.text[change.start : change.end],
                                      tuple(span), frozenset(bead.source)))  # fmt: skip
    long = LONG.get(target.lang[:2], LONG["en"])
    found = [loss for loss in found if kind == "clause" or len(loss.text) >= long]
    yield from sorted(found, key=lambda loss: sha256(f"{name}:{loss.text}".encode()).digest())


def _lines(target: ak.Document, span: ak.Span) -> tuple[int, int]:
    """Return the lines of a file that a block fills, with the marks around its text."""
    text = target.original if target.original is not None else target.text
    place = target.to_original(span)
    end = text.find("\n", place.end)
    return text.rfind("\n", 0, place.start) + 1, end + 1 if end >= 0 else len(text)


def told(loss: Loss, source: Path, target: Path, clean: documents.Checked) -> bool:
    """Take something out, read the document anew, and tell whether that is said at its place."""
    original = clean.bitext.target.original
    text = original if original is not None else clean.bitext.target.text
    low, high = loss.place
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / target.name
        path.write_text(text[:low] + text[high:], "utf-8")
        bitext = ak.align(source, path)
        findings = ak.check(bitext, select=list(TOLD)).at_least("warning")
    known = {finding.fingerprint for finding in clean.findings}
    for finding in findings:
        if finding.bead is None or finding.fingerprint in known:
            continue
        beads = [bitext.beads[at] for at in documents.beads_of(finding)]
        if not loss.rendered.isdisjoint(n for bead in beads for n in bead.source):
            return True
    return False


def answers(data: Path, most: int = MOST, half: Half = "development") -> list[tuple[Loss, bool]]:
    """Return what was taken out of the documents, and whether it was told."""
    held = [
        pair
        for pair in documents.pairs(data / "wild")
        if pair[3].suffix in READ and half_of(f"wild:{pair[1]}") == half
    ]
    found: list[tuple[Loss, bool]] = []
    for kind in KINDS:
        streams = []
        for genre, name, source, target in held:
            clean = documents.checked(source, target)
            streams.append((losses(genre, name, clean, kind), source, target, clean))
        taken = 0
        while streams and taken < most:
            for stream in list(streams):
                loss = next(stream[0], None)
                if loss is None:
                    streams.remove(stream)
                elif taken < most:
                    taken += 1
                    found.append((loss, told(loss, *stream[1:])))
    return found


def rows_of(held: Sequence[tuple[Loss, bool]]) -> list[Row]:
    """Return the share told of each kind, and of all."""
    rows = []
    for kind in (*KINDS, ""):
        some = [(loss, said) for loss, said in held if not kind or loss.kind == kind]
        if some:
            said = share((loss.name, float(hit)) for loss, hit in some)
            rows.append(
                Row(f"taken out and told, {kind or 'all'}", said.value, 1.0,
                    data=f"wild, {len(some)} taken out one at a time", note=said.said())
            )  # fmt: skip
    return rows


def run(data: Path) -> list[Row]:
    """Return the rows of the development half."""
    return rows_of(answers(data))


def command(arguments: Sequence[str], data: Path) -> None:
    """Print the figures, and if asked what was passed over in silence."""
    parser = argparse.ArgumentParser(prog="python -m bench lost", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--show", action="store_true", help="show what nothing is said of")
    parser.add_argument("--most", type=int, default=MOST, metavar="N", help="of each kind")
    parser.add_argument("--held", action="store_true", help="the held half, the figures alone")
    options = parser.parse_args(arguments)
    held = answers(data, options.most, "held" if options.held else "development")
    show(rows_of(held))
    if options.show and not options.held:
        for loss, said in held:
            if not said:
                print(f"\n{loss.kind}, {loss.genre}, {loss.name}\n  {loss.text}")
