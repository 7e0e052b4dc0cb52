"""Findings held against the errors that professionals marked, by genre and direction.

A pair without any mark should hear nothing; a finding should meet a mark, a serious mark be met.
Marks are not everything: raters overlook numbers, so that a finding that meets none may be right.
The documents are the sources of an interval.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import alignkit as ak
from alignkit import Bitext, Finding
from bench.figures.share import share
from bench.figures.table import Row
from bench.texts.data import Mark, Pair, marked

#: Systems of each set, by digest; all of them would say the same for three times the time.
SYSTEMS = 6
SETS = ("bio", "esa")
SERIOUS = ("major", "critical")
#: Marks of grammar, style and punctuation are not what the rules look for.
MEANT = ("Accuracy", "Terminology", "any", "omission")
OMITTED = "Accuracy/Omission"
#: So many of the experts' major omissions are to be told.
OMISSIONS_BAR = 0.75

Judged = tuple[Pair, tuple[Finding, ...]]


def checked(data: Path, name: str, most: int = SYSTEMS, select: Sequence[str] = ()) -> list[Judged]:
    """Return the pairs of some systems with the findings at warning or above on each."""
    pairs = marked(data, name)
    systems = sorted({p.system for p in pairs}, key=lambda s: sha256(s.encode()).digest())
    texts: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.system in systems[:most]:
            texts[pair.direction, pair.document, pair.system].append(pair)
    found: list[Judged] = []
    for (direction, _, _), held in sorted(texts.items()):
        held.sort(key=lambda pair: pair.place)
        bitext = Bitext.from_pairs([(p.source, p.target) for p in held], *direction.split("-"))
        said: dict[int, list[Finding]] = defaultdict(list)
        for finding in ak.check(bitext, select=select).at_least("warning"):
            if finding.bead is not None:
                said[finding.bead].append(finding)
        found += [(pair, tuple(said[at])) for at, pair in enumerate(held)]
    return found


def meets(finding: Finding, mark: Mark) -> bool:
    """Tell whether a finding points at some of the characters that are marked."""
    if mark.start is None or mark.end is None:
        return finding.rule.startswith("COV")  # an omission that has no place
    spans = finding.source.spans if mark.side == "source" else finding.target.spans
    return any(low < mark.end and mark.start < max(high, low + 1) for low, high in spans)


def run(data: Path) -> list[Row]:
    rows = []
    for name in SETS:
        held = checked(data, name)
        for direction, genre in sorted({(p.direction, p.genre) for p, _ in held}):
            own = [(p, f) for p, f in held if (p.direction, p.genre) == (direction, genre)]
            rows += list(_rows(own, f"{name}, {direction}, {genre}"))
    return [*rows, *omissions(data)]


def omissions(data: Path) -> list[Row]:
    """Return how many of the serious omissions that experts marked a COV finding meets.

    Of all systems, since such marks are few; only the medical raters said what is missing where.
    """
    held = checked(data, "bio", most=sys.maxsize, select=["COV"])
    rows = []
    for direction in sorted({pair.direction for pair, _ in held}):
        told = [
            (pair.document, float(any(meets(finding, mark) for finding in said)))
            for pair, said in held
            for mark in pair.marks or ()
            if pair.direction == direction and mark.severity in SERIOUS and mark.category == OMITTED
        ]
        met = share(told)
        rows.append(
            Row("serious omissions met", met.value, OMISSIONS_BAR,
                data=f"bio, {direction}, {len(told)} marks of all systems", note=met.said())
        )  # fmt: skip
    return rows


def _rows(held: Sequence[Judged], data: str) -> Iterator[Row]:
    clean = [(pair, said) for pair, said in held if not pair.marks]
    flagged = share((pair.document, float(bool(said))) for pair, said in clean)
    families = Counter(f for _, said in clean for f in {finding.rule[:3] for finding in said})
    note = ", ".join(f"{name} {100 * n / len(clean):.1f}" for name, n in families.most_common())
    yield Row("unmarked pairs flagged", 100 * flagged.value, better="lower", unit="%", data=data,
              note=f"{flagged.said(100, 1)}; {note}")  # fmt: skip
    met = share(
        (pair.document, float(any(meets(finding, mark) for mark in pair.marks or ())))
        for pair, said in held
        for finding in said
    )
    yield Row("findings that meet a mark", met.value, data=data, note=met.said())
    for family in sorted({f.rule[:3] for _, said in held for f in said}):
        some = share(
            (pair.document, float(any(meets(finding, mark) for mark in pair.marks or ())))
            for pair, said in held
            for finding in said
            if finding.rule.startswith(family)
        )
        yield Row(f"findings that meet a mark, {family}", some.value, data=data, note=some.said())
    serious = share(
        (pair.document, float(any(meets(finding, mark) for finding in said)))
        for pair, said in held
        for mark in pair.marks or ()
        if mark.severity in SERIOUS and mark.category.startswith(MEANT)
    )
    yield Row("serious marks met", serious.value, data=data, note=serious.said())
