"""Errors put into professional translations: which are found, and what is said where none is.

python -m bench seeded                                   every kind, both directions and halves
python -m bench seeded --select bound,unit --misses 20   the development half, with what is missed

An error is found where a rule of a fitting family speaks at warning or above at the edited bead
and did not speak so before the edit.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import alignkit as ak
from alignkit import Bitext, Finding
from bench.checks import documents
from bench.figures.share import share
from bench.figures.table import Row, show
from bench.seeding import FITTING, KINDS, Edit, edits
from bench.texts.data import DIRECTIONS, HALVES, Direction, Half, Pair, professional
from bench.texts.structured import wild_prose

#: The kinds by the work that finds them, for a figure that a reader can keep in mind.
GROUPS = {
    "numbers": ("digit", "magnitude", "unit", "date", "bound", "counted"),
    "meaning": ("direction", "negation", "modality", "name", "term"),
    "omissions": ("clause", "item", "sentence"),
}
#: Untouched pairs a genre and direction, drawn document by document.
UNTOUCHED = 150


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules newly say at an edited bead; `loud` at warning or above, `soft` below."""

    edit: Edit
    loud: tuple[Finding, ...]
    soft: tuple[Finding, ...]

    @property
    def found(self) -> bool:
        """A rule of a fitting family says it aloud."""
        return any(f.rule.startswith(FITTING[self.edit.kind]) for f in self.loud)

    @property
    def noted(self) -> bool:
        """A rule of a fitting family says it, if only as a note."""
        return self.found or any(f.rule.startswith(FITTING[self.edit.kind]) for f in self.soft)


def answers(held: Sequence[Edit], direction: Direction) -> list[Answer]:
    """Check each edit between its neighbours, and the same places without the edit."""
    before = _said(held, direction, edited=False)
    after = _said(held, direction, edited=True)
    found = []
    for at, edit in enumerate(held):
        known = Counter((f.rule, f.severity) for f in before[at])
        new = []
        for finding in after[at]:
            if known[finding.rule, finding.severity] > 0:
                known[finding.rule, finding.severity] -= 1
            else:
                new.append(finding)
        loud = tuple(f for f in new if f.severity.rank >= 2)
        found.append(Answer(edit, loud, tuple(f for f in new if f.severity.rank < 2)))
    return found


def _said(held: Sequence[Edit], direction: Direction, edited: bool) -> list[list[Finding]]:
    pairs: list[tuple[str, str]] = []
    places: dict[int, int] = {}
    for at, edit in enumerate(held):
        before, after = edit.around
        if before:
            pairs.append((before.source, before.target))
        places[len(pairs)] = at
        pairs.append((edit.source, edit.edited if edited else edit.target))
        if after:
            pairs.append((after.source, after.target))
    said: list[list[Finding]] = [[] for _ in held]
    for finding in ak.check(Bitext.from_pairs(pairs, *direction.split("-"))):
        for bead in documents.beads_of(finding):
            if bead in places:
                said[places[bead]].append(finding)
    return said


def untouched(pairs: Iterable[Pair], most: int = UNTOUCHED) -> list[Pair]:
    """Return whole documents of one genre, by digest, up to about so many pairs."""
    documents: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        documents[pair.set, pair.document, pair.system].append(pair)
    found: list[Pair] = []
    for name in sorted(documents, key=lambda d: sha256("|".join(d).encode()).digest()):
        # A long law or book gives one stretch, so that other documents have their say.
        found += documents[name][: most // 3]
        if len(found) >= most:
            break
    return found


#: Each kind of error has at least so many sources in each direction.
SOURCES = 40
READ = Path(__file__).parents[1] / "verdicts" / "seeded-read.tsv"


def read_well() -> Row:
    """Return how many of the errors that were looked at read as somebody's own."""
    lines = [line.split("\t") for line in READ.read_text("utf-8").splitlines() if line[0] != "#"]
    well = share((source, float(verdict == "well")) for _, _, source, _, verdict, _ in lines)
    name = "seeded errors that read as somebody's own, of those looked at"
    note = f"{well.said()}; the others' classes are thrown out"
    return Row(name, well.value, data="development half", note=note)


def enough(counts: Mapping[str, int]) -> Row:
    """Return how many kinds of errors have too few sources in a direction, both halves together."""
    fewest = min(counts, key=lambda name: counts[name])
    few = sum(count < SOURCES for count in counts.values())
    name = f"kinds of seeded errors with fewer than {SOURCES} sources in a direction"
    note = f"fewest: {fewest}, {counts[fewest]} sources"
    return Row(name, few, 0, "lower", data=f"{len(counts)} kinds and directions", note=note)


def run(data: Path) -> list[Row]:
    rows = []
    counts: Counter[str] = Counter()
    for direction in DIRECTIONS:
        for half in reversed(HALVES):
            held = {k: answers(edits(data, k, direction, half), direction) for k in KINDS}
            for kind, told in held.items():
                counts[f"{kind}, {direction}"] += len({answer.edit.pair.key for answer in told})
            for group, kinds in GROUPS.items():
                rows += recall([a for k in kinds for a in held[k]], half, f"all {group}")
            for kind in KINDS:
                rows += recall(held[kind], half, kind)
        rows += alarms(data, direction)
    return [*rows, read_well(), enough(counts)]


def recall(held: list[Answer], half: Half, name: str) -> list[Row]:
    """Return the share of some errors that is found."""
    if not held:
        return []
    edit = held[0].edit
    found = share((a.edit.pair.key, float(a.found)) for a in held)
    noted = share((a.edit.pair.key, float(a.noted)) for a in held)
    genres = len({a.edit.pair.genre for a in held})
    return [
        Row(
            f"found, {name}",
            found.value,
            data=f"{edit.pair.direction}, {half} half, {genres} genres",
            note=f"{found.said()}; with notes {noted.value:.2f}",
        )
    ]


def alarms(data: Path, direction: Direction) -> list[Row]:
    """Return the findings a hundred untouched pairs of each genre; some of them are right."""
    genres: dict[str, list[Pair]] = defaultdict(list)
    for pair in (*professional(data, direction), *wild_prose(data, direction)):
        genres[pair.genre].append(pair)
    rows = []
    for genre, pairs in sorted(genres.items()):
        held = untouched(pairs)
        texts = [(pair.source, pair.target) for pair in held]
        loud = ak.check(Bitext.from_pairs(texts, *direction.split("-"))).at_least("warning")
        counts = Counter(f.bead for f in loud if f.bead is not None)
        said = share((pair.key, float(counts[at])) for at, pair in enumerate(held))
        families = Counter(f.rule[:3] for f in loud)
        rows.append(
            Row(
                "findings a hundred untouched pairs",
                100 * said.value,
                better="lower",
                data=f"{direction}, {genre}",
                note=f"{said.said(100, 1)}; "
                + ", ".join(f"{name} {n}" for name, n in families.most_common()),
            )
        )
    return rows


def command(arguments: Sequence[str], data: Path) -> None:
    """Print the development half of some kinds, and if asked the errors that were missed."""
    parser = argparse.ArgumentParser(prog="python -m bench seeded", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--select", required=True, help="kinds: " + ", ".join(KINDS))
    parser.add_argument("--direction", choices=DIRECTIONS, help="both, unless given")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show N missed errors")
    options = parser.parse_args(arguments)
    kinds = options.select.split(",")
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        parser.error(f"no kind {', '.join(unknown)}; there are {', '.join(KINDS)}")
    rows, missed = [], []
    for direction in [options.direction] if options.direction else DIRECTIONS:
        for kind in kinds:
            held = answers(edits(data, kind, direction, "development"), direction)
            rows += recall(held, "development", kind)
            missed += [a for a in held if not a.found][: options.misses]
    show(rows)
    for answer in missed:
        edit = answer.edit
        shown = edit.target[: edit.change.start] + f"[{edit.was} → {edit.now}]"
        shown += edit.target[edit.change.end :]
        said = ", ".join(f"{f.rule} {f.severity}" for f in (*answer.loud, *answer.soft))
        print(f"\n{edit.kind}, {edit.pair.direction}, {edit.pair.genre}  {said}")
        print(f"  {edit.source}\n  {shown}")
