"""Says once what a translator does throughout a document."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from alignkit.check.run.rule import Rule
from alignkit.types import Bitext, Finding

# What is done so often is a habit; twice may be chance.
_HABIT = 3


def once(
    findings: Iterable[Finding], rules: Sequence[Rule], bitext: Bitext | None = None
) -> list[Finding]:
    """Return the findings with those of one habit told as one, at the place that is surest.

    The number of places and their beads are among its values. Its fingerprint is made of theirs,
    so that a place that is new is no old finding.
    """
    habits = {rule.id: rule.habit for rule in rules if rule.habit}
    everywhere = {rule.id: rule.everywhere for rule in rules if rule.everywhere}
    kept: list[Finding] = []
    groups: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        habit = habits.get(finding.rule)
        if habit is None or finding.bead is None:
            kept.append(finding)
        else:
            groups[finding.rule, finding.severity.value, habit(finding)].append(finding)
    for (rule, _, name), group in groups.items():
        holds = everywhere.get(rule)
        habitual = len(group) >= _HABIT and (
            holds is None or (bitext is not None and holds(bitext, group))
        )
        kept.extend([_recurring(group, name)] if habitual else group)
    return kept


def _recurring(group: Sequence[Finding], habit: str) -> Finding:
    surest = max(group, key=lambda finding: finding.confidence)
    beads = sorted({finding.bead for finding in group if finding.bead is not None})
    together = " ".join(sorted(finding.fingerprint for finding in group))
    return replace(
        surest,
        message=f"{surest.message}; so in {len(group)} places",
        values={**surest.values, "habit": habit, "places": len(group), "beads": beads},
        fingerprint=hashlib.sha256(together.encode()).hexdigest()[:16],
    )
