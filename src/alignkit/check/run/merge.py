"""Says one thing once: findings that another one in the same bead already covers are folded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from alignkit.check.run.rule import Rule
from alignkit.types import Excerpt, Finding, Span


def merged(findings: Iterable[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Return the findings less those that say what another says as well.

    A finding is folded into one of a rule that its own rule yields to, where both speak of the
    same stretch of the same bead, unless it matters more; the other names it under `also`.
    """
    yields = {rule.id: rule.yields_to for rule in rules}
    groups: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in _distinct(findings):
        groups[finding.bead].append(finding)
    kept: list[Finding] = []
    for group in groups.values():
        kept.extend(_folded(group, yields) if len(group) > 1 else group)
    return kept


def marked_apart(finding: Finding) -> Finding:
    """Return a finding that does not mark one string on both sides.

    Such marks show no difference: what is wrong with the string, the translation has.
    """
    if finding.source.spans and finding.source.marked() == finding.target.marked():
        return replace(finding, source=replace(finding.source, spans=()))
    return finding


def _distinct(findings: Iterable[Finding]) -> Iterable[Finding]:
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        # What says the same of the same characters is one, were it found in two ways.
        marks = finding.source.spans, finding.target.spans
        said = finding.message if any(marks) else finding.fingerprint
        key = finding.rule, finding.bead, said, *marks
        held = seen.get(key)
        if held is None or finding.confidence > held.confidence:
            seen[key] = finding
    return seen.values()


def _folded(group: list[Finding], yields: dict[str, tuple[str, ...]]) -> list[Finding]:
    also: dict[int, set[str]] = defaultdict(set)
    gone: set[int] = set()
    for place, finding in enumerate(group):
        for other_place, other in enumerate(group):
            if (
                other.rule in yields.get(finding.rule, ())
                and other.severity.rank >= finding.severity.rank
                and _covers(other, finding)
            ):
                gone.add(place)
                also[other_place].add(finding.rule)
                break
    return [
        replace(finding, values={**finding.values, "also": sorted(also[place])})
        if place in also
        else finding
        for place, finding in enumerate(group)
        if place not in gone
    ]


def _covers(wide: Finding, narrow: Finding) -> bool:
    sides = ((wide.source, narrow.source), (wide.target, narrow.target))
    shared = [(w, n) for w, n in sides if w.spans and n.spans]
    if not shared:
        return not (narrow.source.spans or narrow.target.spans) or not (
            wide.source.spans or wide.target.spans
        )
    return any(_within(n, w) for w, n in shared)


def _within(narrow: Excerpt, wide: Excerpt) -> bool:
    length = sum(span.end - span.start for span in narrow.spans)
    common = sum(_common(a, b) for a in narrow.spans for b in wide.spans)
    return length > 0 and common * 2 > length


def _common(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))
