"""Runs the rules over a bitext and turns what they saw into findings."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from alignkit.check.registry import chosen
from alignkit.check.rule import Hit, Rule
from alignkit.check.view import PairView
from alignkit.types import Bitext, Excerpt, Finding, Findings, Passage, Severity, Signature, Span

if TYPE_CHECKING:
    from alignkit.config import Settings

Progress = Callable[[int, int], None]


def bitext_of(
    source: Any,
    target: Any = None,
    *,
    model: str | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Bitext:
    """Return what is to be checked as a bitext: aligned here unless it is aligned already."""
    if isinstance(source, Bitext):
        return source
    if target is not None:
        from alignkit.align import align

        return align(source, target, model=model, settings=settings, progress=progress)
    if isinstance(source, (str, PathLike)):
        from alignkit.formats import load

        return load(source)
    return Bitext.from_pairs(list(source))


def run(
    bitext: Bitext,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    min_severity: Severity = Severity.INFO,
    glossary: str | PathLike[str] | None = None,
    model: str | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Findings:
    """Run the chosen rules over every bead and over the pair."""
    pair = PairView(bitext, settings, model, _glossary(glossary))
    rules = chosen(select, ignore)
    found = list(_in_beads(pair, [r for r in rules if r.find], progress))
    for rule in rules:
        if rule.find_pair:
            found.extend(_finding(pair, rule, hit, hit.bead) for hit in rule.find_pair(pair))
    kept = [f for f in found if f.severity.rank >= min_severity.rank]
    signature = Signature.of(task="check", rules="+".join(sorted({r.family for r in rules})))
    return Findings(tuple(sorted(kept, key=_order)), signature, bitext)


def _in_beads(
    pair: PairView, rules: Sequence[Rule], progress: Progress | None
) -> Iterator[Finding]:
    total = len(pair.bitext.beads)
    for index in range(total):
        view = pair.view(index)
        for rule in rules:
            if rule.find:
                for hit in rule.find(view):
                    yield _finding(pair, rule, hit, index if hit.bead is None else hit.bead)
        if progress and (index % 256 == 0 or index == total - 1):
            progress(index + 1, total)


def _finding(pair: PairView, rule: Rule, hit: Hit, index: int | None) -> Finding:
    source, target = (Excerpt(), Excerpt())
    if index is not None:
        view = pair.view(index)
        source, target = _excerpt(view.source, hit.source), _excerpt(view.target, hit.target)
    return Finding(
        rule.id,
        hit.severity or rule.severity,
        hit.message,
        index,
        source,
        target,
        hit.values,
        round(hit.confidence, 4),
        fingerprint(rule.id, source, target, hit.about),
    )


def fingerprint(rule: str, source: Excerpt, target: Excerpt, about: str) -> str:
    """Return a name for a finding that survives edits elsewhere in the document."""
    parts = [rule, *map(_folded, (source.text, target.text))]
    parts += [about, *source.marked(), "|", *target.marked()]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _excerpt(passage: Passage, spans: Sequence[Span]) -> Excerpt:
    return Excerpt(passage.text, tuple(Span(*span) for span in spans), passage.sentences)


def _order(finding: Finding) -> tuple[int, float, int, str]:
    place = -1 if finding.bead is None else finding.bead
    return -finding.severity.rank, -finding.confidence, place, finding.rule


def _glossary(path: str | PathLike[str] | None) -> Any:
    if path is None:
        return None
    from alignkit.check.glossary import load_glossary

    return load_glossary(path)
