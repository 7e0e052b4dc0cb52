"""What findings on unseen texts were worth, by rule, and what severity that lets a rule promise.

Both tables are written by `python -m bench promises` from the record of judged sheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from alignkit.types import Severity

if TYPE_CHECKING:
    from alignkit.check.run.rule import Rule

UNJUDGED = "no finding judged on texts that nobody had seen"


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of one rule at one severity that a reader judged on unseen texts."""

    rule: str
    severity: Severity
    findings: int
    right: int
    sources: int
    low: float
    high: float

    def __str__(self) -> str:
        share = self.right / self.findings
        return (
            f"{self.right} of {self.findings} findings at {self.severity} right on texts that "
            f"nobody had seen: {share:.2f}, from {self.sources} sources; other sources would give "
            f"between {self.low:.2f} and {self.high:.2f}"
        )


@lru_cache(maxsize=1)
def judged() -> tuple[Judged, ...]:
    """Return the table, a line a rule and severity."""
    found = []
    for rule, severity, findings, right, sources, low, high in _rows("judged.tsv"):
        counts = int(findings), int(right), int(sources)
        found.append(Judged(rule, Severity(severity), *counts, float(low), float(high)))
    return tuple(found)


@lru_cache(maxsize=1)
def _ceilings() -> dict[str, Severity]:
    return {rule: Severity(severity) for rule, severity, _ in _rows("promises.tsv")}


def kept(rule: str, wish: Severity) -> Severity:
    """Return the severity that a rule's findings may have: its own, or less.

    A rule that too few findings were judged of promises no more than a warning.
    """
    ceiling = _ceilings().get(rule, Severity.WARNING)
    return ceiling if wish.rank > ceiling.rank else wish


def gravest(rule: Rule) -> Severity:
    """Return the most that a finding of a rule may be, whatever the rule sees."""
    if rule.of_facts:
        return Severity.ERROR
    return rule.severity if rule.severity is Severity.INFO else kept(rule.id, Severity.ERROR)


def promised(rule: Rule) -> Severity:
    """Return the severity of a rule as its findings have it.

    Rules of two translations are not checked against texts, but compared: theirs is their own.
    """
    return rule.severity if rule.family == "DIV" else kept(rule.id, rule.severity)


def _rows(name: str) -> list[list[str]]:
    text = files("alignkit.data.check").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]


def measured(rule: Rule) -> str:
    """Return what a rule's page says of its precision: unseen texts first, then its own."""
    unseen = "; ".join(str(held) for held in judged() if held.rule == rule.id) or UNJUDGED
    return f"{unseen[0].upper()}{unseen[1:]}. On the texts that it was written by: {rule.precision}"
