"""What reviewers say of findings: accepted, rejected with a reason, noted, another severity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from alignkit.desk.changes.change import Verdict
from alignkit.desk.changes.correcting import Correction
from alignkit.desk.dossier import Dossier
from alignkit.desk.following import DeskFinding
from alignkit.desk.pair import Decision
from alignkit.errors import OptionError
from alignkit.types import Finding, Severity

ACCEPT, REJECT = "accept", "reject"
LONGEST_NOTE = 20_000


def decide(dossier: Dossier, finding: int, said: Mapping[str, Any]) -> Correction:
    """Lay what is said of a finding over what was said of it before."""
    if all(held.id != finding for held in dossier.findings):
        raise OptionError("there is no such finding any more")
    before = dossier.pair.decisions.get(finding)
    changes = {key: _checked(key, value) for key, value in said.items()}
    after: Decision | None = replace(before or Decision(), **changes)
    if after == Decision():
        after = None
    if after == before:
        return Correction("decide", ())
    label = str(changes.get("decision") or "note")
    return Correction(label, (Verdict(finding, before, after),))


def _checked(key: str, value: Any) -> str:
    known = {
        "decision": ("", ACCEPT, REJECT),
        "severity": ("", *(str(s) for s in Severity)),
    }
    if key not in ("decision", "reason", "note", "severity") or not isinstance(value, str):
        raise OptionError(f"a decision holds decision, reason, note and severity, not {key!r}")
    if key in known and value not in known[key]:
        raise OptionError(f"{key} = {value!r}: give one of {', '.join(known[key][1:])}")
    if len(value) > LONGEST_NOTE:
        raise OptionError(f"a {key} is longer than {LONGEST_NOTE:,} characters")
    return value


def severity(held: DeskFinding, decisions: Mapping[int, Decision]) -> Severity:
    """Return how much a finding matters, as the reviewer says where they said so."""
    decision = decisions.get(held.id)
    return Severity(decision.severity) if decision and decision.severity else held.finding.severity


def standing(dossier: Dossier) -> list[tuple[DeskFinding, Finding]]:
    """Return the findings that are there and not rejected, with their beads' numbers."""
    order = {bead.id: index for index, bead in enumerate(dossier.pair.beads)}
    decisions = dossier.pair.decisions
    found = []
    for held in dossier.open_findings:
        decision = decisions.get(held.id)
        if decision is not None and decision.decision == REJECT:
            continue
        bead = None if held.bead is None else order.get(held.bead)
        if held.bead is not None and bead is None:
            continue
        finding = replace(held.finding, bead=bead, severity=severity(held, decisions))
        found.append((held, finding))
    return found
