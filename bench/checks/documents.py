"""Documents as people keep them: findings a hundred beads, and planted errors found.

python -m bench documents [--show] prints both for the pairs of the wild documents by genre
(GENRE/NAME.src.EXT beside NAME.tgt.EXT); --show adds each planted error that was missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import alignkit as ak
from bench.figures.share import Share, ratio, share
from bench.figures.table import Row, show
from bench.texts.planting import KINDS, Planted, plant

# Genres that hold code, and the bar of findings a hundred beads for these and for the others.
WRITTEN = ("docs", "readme")
BARS = {True: 4.0, False: 5.0}
FOUND = 0.9
SURE = 0.9
_PLAIN = (".md", ".asc", ".adoc", ".rst", ".txt")


@dataclass
class Tally:
    """What one genre gave: of each pair its beads, findings, and what should not be there."""

    beads: list[int] = field(default_factory=list)
    findings: list[int] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)

    def hundred(self, counts: Sequence[int]) -> Share:
        """Return how many of something a hundred beads have; a document pair is a source."""
        places = range(len(self.beads))
        return ratio((at, 100.0 * counts[at], float(self.beads[at])) for at in places)


@dataclass(frozen=True)
class Checked:
    """A pair of documents aligned and checked."""

    bitext: ak.Bitext
    findings: ak.Findings


def pairs(folder: Path) -> Iterator[tuple[str, str, Path, Path]]:
    """Yield (genre, name, source, target) of each pair of a folder of genres."""
    for source in sorted(folder.glob("*/*.src.*")):
        target = source.with_name(source.name.replace(".src.", ".tgt."))
        if target.exists():
            yield source.parent.name, source.name.split(".src.")[0], source, target


@lru_cache(maxsize=64)
def checked(source: Path, target: Path) -> Checked:
    """Align and check a pair, once for all who ask."""
    bitext = ak.align(source, target)
    return Checked(bitext, ak.check(bitext))


def count(held: Checked, tally: Tally) -> None:
    """Add a pair to what its genre gave."""
    loud = held.findings.at_least("warning")
    tally.beads.append(len(held.bitext))
    tally.findings.append(len(loud))
    tally.rules.update(finding.rule for finding in loud)
    marked = [(finding.source.marked(), finding.target.marked()) for finding in loud]
    tally.same.append(sum(bool(source) and source == target for source, target in marked))
    texts = held.bitext.source.text, held.bitext.target.text
    tally.alone.append(
        sum(
            (source or target) in (texts[1] if source else texts[0])
            for bead, (source, target) in zip(held.bitext, held.bitext.pairs(), strict=True)
            if (bead.confidence or 0) >= SURE and not (source and target)
        )
    )


def found(planted: Planted, clean: Checked, dirty: Checked) -> bool:
    """Whether a finding that was not there before speaks of a planted error."""
    known = {finding.fingerprint for finding in clean.findings}
    lost = _rendered(planted, clean) if planted.kind == "paragraph" else set()
    for finding in dirty.findings.at_least("warning"):
        if finding.fingerprint in known or finding.bead is None:
            continue
        if planted.kind == "paragraph":
            bead = dirty.bitext.beads[finding.bead]
            said = {n for at in beads_of(finding) for n in dirty.bitext.beads[at].source}
            if lost & (said or set(bead.source)):
                return True
        elif _overlaps(planted.place, finding.bead, dirty.bitext) or _set_aside(
            planted.place, finding, dirty.bitext.target
        ):
            return True
    return False


def beads_of(finding: ak.Finding) -> Sequence[int]:
    """Return the beads that a finding speaks of: one, those that it lists, or a run of them."""
    first = finding.bead
    if first is None:
        return ()
    listed = finding.values.get("beads")
    return listed or range(first, finding.values.get("last_bead", first) + 1)


def _set_aside(place: tuple[int, int], finding: ak.Finding, target: ak.Document) -> bool:
    """Whether a finding is of a paragraph in the source's language that holds a place of the file.

    Such a paragraph is no sentence of any bead; the reports show its own place.
    """
    return any(
        bool(block.lang)
        and block.span.slice(target.text).strip() == finding.values.get("text")
        and (span := target.to_original(block.span)).start <= place[0]
        and place[1] <= span.end
        for block in target.blocks
    )


def _rendered(planted: Planted, clean: Checked) -> set[int]:
    """Return the source sentences that a dropped paragraph rendered."""
    return {
        number
        for index, bead in enumerate(clean.bitext)
        if _overlaps(planted.before, index, clean.bitext)
        for number in bead.source
    }


def _overlaps(place: tuple[int, int], index: int, bitext: ak.Bitext) -> bool:
    """Whether a bead's translation, with the marks around it, holds a place of the file."""
    target = bitext.target
    for number in bitext.beads[index].target:
        span = target.to_original(target.sentences[number].span)
        text = target.original if target.original is not None else target.text
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        if start <= place[0] and place[1] <= (end if end >= 0 else len(text)):
            return True
    return False


def measure(folder: Path, missed: list[str] | None = None) -> list[Row]:
    """Return the rows of both measurements."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    hits: dict[str, list[tuple[str, float]]] = {kind: [] for kind in KINDS}
    sources = 0
    for genre, name, source, target in pairs(folder):
        try:
            clean = checked(source, target)
        except ak.AlignkitError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        count(clean, tallies[genre])
        if genre not in WRITTEN or target.suffix not in _PLAIN:
            continue
        sources += 1
        text, planted = plant(_text(source), _text(target))
        with tempfile.TemporaryDirectory() as held:
            path = Path(held) / target.name
            path.write_bytes(text.encode())
            dirty = checked.__wrapped__(source, path)
        for planting in planted:
            if planting.kind == "paragraph" and not _rendered(planting, clean):
                # What rendered nothing is no loss.
                continue
            hit = found(planting, clean, dirty)
            hits[planting.kind].append((name, float(hit)))
            if missed is not None and not hit:
                missed.append(f"{name} {planting.kind}: {planting.was!r} -> {planting.now!r}")
    return [*_rates(tallies), *_recalls(hits, sources)]


def _text(path: Path) -> str:
    """Return a file's text with its ends of lines as they are: places count them."""
    return path.read_bytes().decode()


def _rates(tallies: dict[str, Tally]) -> Iterator[Row]:
    for genre, tally in sorted(tallies.items()):
        data = f"{genre}: {len(tally.beads)} pairs, {sum(tally.beads)} beads"
        top = ", ".join(f"{rule} {number}" for rule, number in tally.rules.most_common(6))
        rate = tally.hundred(tally.findings)
        bar, note = BARS[genre in WRITTEN], f"{rate.spread()}; {top}"
        yield Row("errors and warnings a hundred beads", rate.value, bar, "lower", "", data,
                  note=note)  # fmt: skip
        for name, counts in (
            ("findings with the same text marked twice", tally.same),
            ("sure beads alone that stand on the other side", tally.alone),
        ):
            some = share((at, float(count > 0)) for at, count in enumerate(counts))
            note = f"{some.said()}: documents that have one"
            yield Row(name, sum(counts), 0, "lower", "", data, note=note)


def _recalls(hits: dict[str, list[tuple[str, float]]], sources: int) -> Iterator[Row]:
    every = [hit for held in hits.values() for hit in held]
    for kind, held in [*hits.items(), ("errors", every)]:
        if held:
            found = share(held)
            data = f"{len(held)} planted in {sources} documents"
            yield Row(f"planted {kind} found", found.value, FOUND, "higher", "", data,
                      note=found.said())  # fmt: skip


def run(data: Path) -> list[Row]:
    """Return the rows of the documents in the gold data; their findings are counted by `wild`."""
    return [row for row in measure(data / "wild") if not row.name.startswith("errors and")]


def command(arguments: Sequence[str], data: Path) -> None:
    """Print the figures of all documents, and with --show what was planted and not found."""
    parser = argparse.ArgumentParser(prog="python -m bench documents", description=__doc__)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    missed: list[str] = []
    show(measure(data / "wild", missed))
    if options.show:
        print("\n".join(missed))
