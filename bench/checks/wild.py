"""Real document pairs as people keep them: how much is said, and what of it was judged.

python -m bench wild                                      findings a hundred beads, by genre
python -m bench wild --show COV002 --genre docs,readme    the findings themselves, to be read
python -m bench wild --sheet FILE --most 60               some at random, for a reader of both texts
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from alignkit import Bitext, Finding
from bench.checks import documents
from bench.figures.share import share
from bench.figures.table import Row

_VERDICTS = Path(__file__).parents[1] / "verdicts"
_STRETCH = re.compile(r"⟦([^⟧]*)⟧")
# The sheet of judged beads holds so much of a text.
_SHEET = 300


@dataclass(frozen=True, slots=True)
class Wild:
    """A document pair, aligned and checked."""

    genre: str
    name: str
    bitext: Bitext
    findings: tuple[Finding, ...]

    @property
    def direction(self) -> str:
        """The languages of both sides, the source first."""
        return f"{self.bitext.source.lang}-{self.bitext.target.lang}"

    @property
    def loud(self) -> tuple[Finding, ...]:
        """The findings at warning or above."""
        return tuple(f for f in self.findings if f.severity.rank >= 2)


@lru_cache(maxsize=1)
def pairs(data: Path) -> tuple[Wild, ...]:
    """Return every document pair of two languages, aligned and checked by the default rules."""
    found = []
    for source in sorted((data / "wild").glob("*/*.src.*")):
        target = source.with_name(source.name.replace(".src.", ".tgt."))
        held = documents.checked(source, target)
        bitext = held.bitext
        if bitext.source.lang != bitext.target.lang:
            name = source.name.partition(".")[0]
            found.append(Wild(source.parent.name, name, bitext, tuple(held.findings)))
    return tuple(found)


def run(data: Path) -> list[Row]:
    held = pairs(data)
    rows = []
    for genre in ("", *sorted({wild.genre for wild in held})):
        rows += _said([wild for wild in held if not genre or wild.genre == genre], genre)
    for direction in sorted({wild.direction for wild in held}):
        rows += _said([wild for wild in held if wild.direction == direction], direction)
    return [*rows, *_judged_findings(data, held), *_judged_beads(data, held), *read_by_genre()]


def read_by_genre() -> Iterator[Row]:
    """Return what a reader found of warnings and of sure beads drawn from each genre."""
    for what, right, bar in (("findings", "genuine", 0.6), ("beads", "right", 0.97)):
        by_genre: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for row in _rows(_VERDICTS / f"wild-{what}.tsv"):
            by_genre[row["genre"]].append((row["document"], float(row["verdict"] == right)))
        for genre, read in by_genre.items():
            found = share(read)
            yield Row(f"{what} read, {right}", found.value, bar, data=f"wild, {genre}",
                      note=found.said())  # fmt: skip


def _said(held: Sequence[Wild], what: str) -> list[Row]:
    """Return the findings a hundred beads; the documents are the sources of the interval."""
    counted = []
    for wild in held:
        beads = Counter(f.bead for f in wild.loud if f.bead is not None)
        counted += [(wild.name, float(beads[at])) for at in range(len(wild.bitext))]
    said = share(counted)
    rules = Counter(f.rule for wild in held for f in wild.loud)
    note = ", ".join(f"{rule} {count}" for rule, count in rules.most_common(8))
    return [
        Row("findings a hundred beads", 100 * said.value, better="lower",
            data=f"wild, {what or 'all genres'}", note=f"{said.said(100, 1)}; {note}")
    ]  # fmt: skip


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _judged_findings(data: Path, held: Sequence[Wild]) -> list[Row]:
    """Compare with what an earlier program said and a reader judged."""
    known = {wild.name: wild for wild in held}
    still: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for which in "AB":
        for row in _rows(data / "wild" / f"judged_findings_{which}.tsv"):
            if row["doc"] in known and not row["verdict"].startswith("n/a"):
                said = any(_same(row, finding) for finding in known[row["doc"]].loud)
                still[row["verdict"]].append((row["doc"], float(said)))
    rows = []
    for verdict, better in (("genuine", "higher"), ("harmless", "lower"), ("false alarm", "lower")):
        found = share(still[verdict])
        rows.append(
            Row(f"judged {verdict} and still said", found.value, better=better, data="wild",
                note=found.said())
        )  # fmt: skip
    kept = {verdict: sum(said for _, said in held) for verdict, held in still.items()}
    right = share(
        (doc, float(verdict == "genuine"))
        for verdict, held in still.items()
        for doc, said in held
        if said
    )
    counts = ", ".join(f"{n:.0f} {v}" for v, n in kept.items())
    rows.append(
        Row("of those still said, genuine", right.value, data="wild",
            note=f"{right.said()}; {counts}")
    )  # fmt: skip
    return rows


def _same(row: dict[str, str], finding: Finding) -> bool:
    """Tell whether a finding speaks of the stretch that was judged, as part or whole."""
    for side, excerpt in (("source", finding.source), ("target", finding.target)):
        judged = [_plain(stretch) for stretch in _STRETCH.findall(row[side])]
        ours = [_plain(stretch) for stretch in excerpt.marked()]
        if any(a and b and (a in b or b in a) for a in judged for b in ours):
            return _plain(_STRETCH.sub(r"\1", row[side])) in _plain(excerpt.text) or (
                _plain(excerpt.text) in _plain(_STRETCH.sub(r"\1", row[side]))
            )
    return False


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _judged_beads(data: Path, held: Sequence[Wild]) -> list[Row]:
    """Tell how many of the beads judged right are still made, and of the wrong ones."""
    made = {
        (wild.name, _plain(source[:_SHEET]), _plain(target[:_SHEET]))
        for wild in held
        for source, target in wild.bitext.pairs()
    }
    still: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in _rows(data / "wild" / "judged_beads.tsv"):
        key = row["doc"], _plain(row["source"]), _plain(row["target"])
        still[row["verdict"]].append((row["doc"], float(key in made)))
    rows = []
    for verdict, better in (("right", "higher"), ("wrong", "lower")):
        found = share(still[verdict])
        rows.append(Row(f"beads judged {verdict} and still made", found.value, better=better,
                        data="wild", note=found.said()))  # fmt: skip
    return rows


def command(arguments: Sequence[str], data: Path) -> None:
    """Print the findings of some rules, with their texts."""
    parser = argparse.ArgumentParser(prog="python -m bench wild", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--show", metavar="RULES", help="NUM, COV002 …")
    what.add_argument("--sheet", type=Path, metavar="FILE", help="a table to be judged")
    parser.add_argument("--most", type=int, default=60, help="so many findings on the sheet")
    parser.add_argument("--seed", type=int, default=0, help="another draw")
    parser.add_argument("--genre", default="", help="docs, law, lit, readme, talk")
    options = parser.parse_args(arguments)
    if options.sheet:
        _lay_out(options.sheet, pairs(data), options.most, options.seed)
        return
    rules = tuple(options.show.upper().split(","))
    genres = [genre for genre in options.genre.split(",") if genre]
    for wild in pairs(data):
        if genres and wild.genre not in genres:
            continue
        for finding in wild.loud:
            if finding.rule.startswith(rules):
                print(f"\n{wild.name} {finding}")
                for excerpt in (finding.source, finding.target):
                    print("  " + _marked(excerpt.text, excerpt.spans))


def _lay_out(path: Path, held: Sequence[Wild], most: int, seed: int) -> None:
    """Write findings drawn at random, each with what stands around it, and no rule's name."""
    every = [(wild, finding) for wild in held for finding in wild.loud]
    every.sort(key=lambda one: sha256(f"{seed}{one[0].name}{one[1].fingerprint}".encode()).digest())
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, "excel-tab")
        table.writerow(
            ("id", "document", "direction", "severity", "claim", "source", "target",
             "before", "after", "further places", "fingerprint")
        )  # fmt: skip
        for number, (wild, finding) in enumerate(every[:most]):
            marked = [_marked(e.text, e.spans) for e in (finding.source, finding.target)]
            further = [at for at in documents.beads_of(finding) if at != finding.bead]
            table.writerow(
                (number, wild.name, wild.direction, finding.severity.value, finding.message,
                 *marked, _beads(wild, finding.bead, (-2, -1)), _beads(wild, finding.bead, (1, 2)),
                 _beads(wild, 0, further[:5]), finding.fingerprint)
            )  # fmt: skip


def _beads(wild: Wild, bead: int | None, steps: Sequence[int]) -> str:
    """Return both texts of some beads, counted from one of them."""
    at = [bead + step for step in steps] if bead is not None else []
    texts = [wild.bitext.passages(n) for n in at if 0 <= n < len(wild.bitext)]
    return " ¶ ".join(" ‖ ".join(" ".join(side.text.split()) for side in both) for both in texts)


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return " ".join(text.split())
