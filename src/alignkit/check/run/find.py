"""Turns what the rules saw into findings."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence

from alignkit.check.run.promise import gravest, kept
from alignkit.check.run.rule import Hit, Rule
from alignkit.check.run.verbatim import in_label, silent
from alignkit.check.run.view import BeadView, PairView
from alignkit.check.run.witness import rested
from alignkit.types import Excerpt, Finding, Passage, Severity, Span

KEYS = "KEY"
# Families that compare what a bead pairs, as whatever marks both texts does, and how sure a bead
# must be to bear a warning: as likely right as not.
_COMPARING = frozenset({"LIT", "MIS", "NUM", "TRM"})
_BEARING = 0.5
# A heading's number may go: Item 79: Avoid excessive synchronization.
_LABELS = frozenset({"COV", "NUM"})
# Where the alignment has lost its way, a bead must be surer.
_ASTRAY = 0.9


def in_beads(pair: PairView, rules: Sequence[Rule], low: int, high: int) -> Iterator[Finding]:
    """Yield the findings of rules that look at one bead, for the beads from `low` to `high`."""
    finding = [rule for rule in rules if rule.find]
    of_keys = [rule for rule in finding if rule.family == KEYS]
    of_literals = [rule for rule in finding if rule.of_literals]
    for index in range(low, high):
        view = pair.view(index)
        speaking = of_keys if lone(view) else of_literals if view.literal else finding
        for rule in speaking:
            assert rule.find is not None
            for hit in rule.find(view):
                if hit.bead is None and silent(rule, view, hit):
                    continue
                yield _finding(pair, rule, hit, index if hit.bead is None else hit.bead)


def in_pair(pair: PairView, rule: Rule) -> Iterator[Finding]:
    """Yield the findings of a rule that looks at the two documents as a whole."""
    if rule.find_pair:
        for hit in rule.find_pair(pair):
            if hit.bead is not None:
                view = pair.view(hit.bead)
                if silent(rule, view, hit) or (rule.family != KEYS and lone(view)):
                    continue
            yield _finding(pair, rule, hit, hit.bead)


def lone(view: BeadView) -> bool:
    """Return whether a key stands alone, or its text is empty: of that only rules of keys speak."""
    bead = view.bead
    return bead.entry is not None and not (bead.source and bead.target)


def _doubtful(view: BeadView) -> bool:
    """Return whether the two texts of a bead hardly belong together, or the two documents."""
    sure = view.bead.confidence
    if _apart(view.pair):
        return True
    return sure is not None and (sure < _BEARING or (sure < _ASTRAY and view.astray))


def _apart(pair: PairView) -> bool:
    """Return whether the aligner found that two documents hardly belong together."""
    meta = pair.bitext.meta
    return "parallel" in meta and bool(meta.get("warning"))


def _finding(pair: PairView, rule: Rule, hit: Hit, index: int | None) -> Finding:
    source, target = Excerpt(), Excerpt()
    values = hit.values
    severity = hit.severity or rule.severity
    judged = pair.promised and not (hit.fact and rule.of_facts)
    if judged:
        severity = min(kept(rule.id, severity), gravest(rule), key=lambda held: held.rank)
    if index is not None:
        view = pair.view(index)
        if view.bead.entry is not None:
            values = {**values, "key": str(view.bead.entry)}
        if judged:
            marked = (view.source.text, hit.source), (view.target.text, hit.target)
            severity = rested(rule.id, severity, marked)
            compares = rule.family in _COMPARING or bool(hit.source and hit.target)
            # Of two texts that hardly belong together, what is missing is the whole. What was left
            # untranslated stands there, whatever it is paired with.
            missing = bool(view.bead.source and view.bead.target) and not rule.of_verbatim
            compares = compares or (rule.family == "COV" and (missing or _apart(view.pair)))
            compares = compares or (rule.family == "FMT" and _apart(view.pair))
            if (compares and _doubtful(view)) or (rule.family in _LABELS and in_label(view, hit)):
                severity = Severity.INFO
        source, target = _excerpt(view.source, hit.source), _excerpt(view.target, hit.target)
    return Finding(
        rule.id,
        severity,
        hit.message,
        index,
        source,
        target,
        values,
        round(float(hit.confidence), 4),
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
