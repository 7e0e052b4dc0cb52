"""A translation that was read word by word: what of it is found, by kind.

The plan that comes with alignkit and DigiChina's text stand beside a list of every place where a
close reader found that the translation says something else (verdicts/miit-read.tsv). A place is
found where a finding of a fitting family marks some of its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import alignkit as ak
from alignkit import Bitext, Finding
from alignkit.types import Span
from bench.figures.share import share
from bench.figures.table import Row

READ = Path(__file__).parents[1] / "verdicts" / "miit-read.tsv"
WHERE = "MIIT plan, DigiChina's PDF"
#: A reader's note that both sides can live with.
HARMLESS = ("bound",)
#: Stands where a side has no words.
NOTHING = "-"
#: The rules that may rightly speak of a kind.
FITTING = {
    "direction": ("NUM", "MIS"), "unit": ("NUM005",), "thing": ("NUM008", "NUM022", "MIS", "TRM"),
    "bound": ("NUM006",), "wrong-word": ("MIS", "TRM"), "omission-item": ("COV",),
    "omission-word": ("COV",), "addition": ("COV",), "relation": ("MIS",), "term": ("TRM",),
    "language": ("FMT",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the translation that a reader wrote down, and the bead it stands in."""

    kind: str
    source: str
    target: str
    bead: int


def plan() -> Bitext:
    """Return the plan and its translation, aligned."""
    miit = ak.corpus("miit")
    return ak.align(miit.document("zh", part="plan"), miit.document("digichina-pdf", part="plan"))


def places(bitext: Bitext) -> Iterator[Place]:
    """Yield the places with their beads; words that do not name one bead are refused."""
    pairs = list(bitext.pairs())
    for line in READ.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, *words, _ = line.split("\t")
        beads = [at for at, pair in enumerate(pairs) if all(map(_stands, words, pair))]
        if len(beads) != 1:
            raise ValueError(f"{READ.name}: {' and '.join(words)} stand in beads {beads}")
        yield Place(kind, *words, beads[0])


def _stands(words: str, text: str) -> bool:
    return words == NOTHING or words in text


def touches(finding: Finding, place: Place) -> bool:
    """Tell whether a finding of a fitting family marks some of a place's words."""
    if finding.bead != place.bead or not finding.rule.startswith(FITTING[place.kind]):
        return False
    for excerpt, words in ((finding.source, place.source), (finding.target, place.target)):
        start = -1 if words == NOTHING else excerpt.text.find(words)
        if start >= 0 and any(
            s.start < start + len(words) and start < s.end for s in excerpt.spans
        ):
            return True
    return False


#: Lengths of the reviser's list that are looked at.
LISTS = (25, 50, 100)


def listed(bitext: Bitext, held: list[Place]) -> Iterator[Row]:
    """Yield how many places of the reviser's list the reader had written down, too."""
    pairs = list(bitext.pairs())
    suspects = ak.suspects(bitext, max(LISTS))
    meant = [place for place in held if place.kind not in HARMLESS]
    hits = []
    for suspect in suspects:
        spans = {suspect.side: (suspect.span,), _other(suspect.side): suspect.other}
        hits.append({place for place in meant if place.bead == suspect.bead and any(
            _meet(span, words, text)
            for side, words, text in zip(("source", "target"), (place.source, place.target),
                                         pairs[place.bead], strict=True)
            for span in spans[side])})  # fmt: skip
    for most in LISTS:
        right = share((s.bead, float(bool(h))) for s, h in zip(suspects[:most], hits, strict=False))
        found = len(set().union(*hits[:most]))
        note = f"{right.said()}; {found} of {len(meant)} places met"
        name = f"the reviser's list: of its first {most} places, written down too"
        yield Row(name, right.value, data=WHERE, note=note)


def _other(side: str) -> str:
    return "target" if side == "source" else "source"


def _meet(span: Span, words: str, text: str) -> bool:
    start = -1 if words == NOTHING else text.find(words)
    return start >= 0 and span.start < start + len(words) and start < span.end


def run(data: Path) -> list[Row]:
    bitext = plan()
    held = list(places(bitext))
    findings = [found for found in ak.check(bitext) if found.bead is not None]
    told = {place: [f for f in findings if touches(f, place)] for place in held}
    rows = []
    for kind in (*dict.fromkeys(place.kind for place in held), "all"):
        own = [place for place in held if kind in (place.kind, "all")]
        loud = share((p.bead, float(any(f.severity.rank >= 2 for f in told[p]))) for p in own)
        both = sum(bool(told[place]) for place in own)
        note = f"{loud.hits:.0f} of {loud.rows} at warning or above, {both} with notes; "
        rows.append(Row(f"found, {kind}", loud.value, data=WHERE, note=note + loud.said()))
    for grave, name in ((True, "findings at warning or above"), (False, "notes")):
        some = [found for found in findings if (found.severity.rank >= 2) == grave]
        right = share((f.bead, float(any(touches(f, place) for place in held))) for f in some)
        rows.append(Row(f"{name} that a reader wrote down, too", right.value, data=WHERE,
                        note=right.said()))  # fmt: skip
    return [*rows, *listed(bitext, held)]
