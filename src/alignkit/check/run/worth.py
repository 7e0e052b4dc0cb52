"""How likely a finding is worth a translator's minute, from what readers said of such findings.

What a rule is sure of on edited texts says too little of documents that people keep: a clause that
opens a sentence is often rendered by the whole of it, and where a translator leaves hardly anything
out, what looks left out is mostly said in other words. A few named signs, with a weight each that
`python -m training worth` learned from judged findings, give one probability.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from alignkit.read.furniture import of_its_page
from alignkit.types import Bitext, Excerpt, Finding, Severity

#: The signs, as `signs` returns them.
NAMES = ("sure", "opens", "astray", "often")
#: What is likelier not worth it is a note. With sources left out six in ten of what is kept are
#: genuine then, as a warning promises; .6 would silence five more of twenty clauses taken out.
LIKELY = 0.5
#: Pairs that were given are surer as they are, 89 in 95 genuine: at .5 a tenth of the omissions in
#: rated news would be notes, at no better precision (.54 for .61 found, .77 and .78 right).
GIVEN = 0.42
#: Of a hundred beads three have such a finding on the whole; so many beads say of a document what
#: they do on the whole, so that a short one hardly speaks for itself.
USUAL, PRIOR = 0.03, 500.0
#: That a long document leaves hardly anything out speaks so little against a finding, as a log: a
#: lone loss in a faithful text is what its reader looks for. Of pairs that were given, whose beads
#: nobody doubts, it says nothing: of 29 warnings on untouched news 21 were genuine.
FAITHFUL = -0.25
#: A lone word that looks dropped is the same reading as a clause, and weighed as one.
LIKE = {"COV003": "COV002"}
#: A confidence is no nearer to 0 or 1 than this.
_NEAREST = 0.01


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return for each rule that was judged often enough the weight of each sign."""
    text = files("alignkit.data.check").joinpath("worth.json").read_text(encoding="utf-8")
    held: Mapping[str, Mapping[str, float]] = json.loads(text)["weights"]
    return held


def signs(finding: Finding, bitext: Bitext, often: float) -> dict[str, float]:
    """Return what speaks for or against a finding, given how often its document has the like."""
    sure = max(_NEAREST, min(1 - _NEAREST, finding.confidence))
    return {
        "sure": math.log(sure / (1 - sure)),
        "opens": float(_opens(finding.source)),
        "astray": _astray(bitext, finding.bead),
        "often": often,
    }


def _astray(bitext: Bitext, at: int | None) -> float:
    """Return how doubtful the beads beside are: a bead's own doubt may be for what it lacks."""
    if at is None:
        return 0.0
    near = [bitext.beads[n] for n in (at - 1, at + 1) if 0 <= n < len(bitext.beads)]
    doubts = [1.0 - bead.confidence for bead in near if bead.confidence is not None]
    return sum(doubts) / len(doubts) if doubts else 0.0


def _opens(excerpt: Excerpt) -> bool:
    """Whether what is marked opens a text that goes on behind it."""
    if not excerpt.spans:
        return False
    before, behind = excerpt.text[: excerpt.spans[0].start], excerpt.text[excerpt.spans[-1].end :]
    return not any(map(str.isalnum, before)) and any(map(str.isalnum, behind))


def _of_its_page(finding: Finding) -> bool:
    """Whether all that is missing or put in is what a printed page says of itself."""
    marked = [*finding.source.marked(), *finding.target.marked()]
    return finding.rule.startswith("COV") and bool(marked) and all(map(of_its_page, marked))


def often(count: int, beads: int) -> float:
    """Return how much oftener a document has such findings than others do, as a log.

    >>> often(3, 270) < 0 < often(30, 270)
    True
    """
    return math.log((count + PRIOR * USUAL) / (beads + PRIOR) / USUAL)


def probability(rule: str, held: Mapping[str, float]) -> float:
    """Return the probability that a reader calls a finding with these signs genuine."""
    known = weights()[rule]
    return 1 / (1 + math.exp(-known["bias"] - sum(known[name] * held[name] for name in held)))


def weighed(
    findings: Iterable[Finding], bitext: Bitext, own: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield findings, those that are hardly worth a minute as notes, with their `worth`.

    Rules of which users set options of their `own` are weighed by these alone.
    """
    every = list(findings)
    counts = Counter(f.rule for f in every if f.severity is not Severity.INFO)
    given = all(bead.confidence is None for bead in bitext.beads)
    least, likely = (0.0, GIVEN) if given else (FAITHFUL, LIKELY)
    known = weights() if bitext.source.lang != bitext.target.lang else {}
    for finding in every:
        rule = LIKE.get(finding.rule, finding.rule)
        ours = not {rule, finding.rule} & set(own)
        if ours and finding.severity is Severity.WARNING and _of_its_page(finding):
            yield replace(finding, severity=Severity.INFO)
            continue
        weighs = rule in known and ours
        if not weighs or finding.bead is None or finding.severity is Severity.INFO:
            yield finding
            continue
        said = max(least, often(counts[rule], len(bitext.beads)))
        worth = probability(rule, signs(finding, bitext, said))
        yield replace(
            finding,
            values={**finding.values, "worth": round(worth, 2)},
            severity=finding.severity if worth >= likely else Severity.INFO,
        )
