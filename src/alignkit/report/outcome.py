"""What a run of checks came to: the pairs, what they hold, and what could not be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignkit.review.suppressions import Notice
from alignkit.types import Finding, Findings, Severity, Signature
from alignkit.types.suspect import Suspect


@dataclass(frozen=True, slots=True)
class CheckedPair:
    """One pair with its findings, under the names the user gave its files.

    Both names are the same where one file holds both sides. `suspects` is the reviser's list,
    where it was asked for.
    """

    findings: Findings
    source: str = ""
    target: str = ""
    suspects: tuple[Suspect, ...] = ()

    @classmethod
    def of(cls, findings: Findings) -> CheckedPair:
        """Build a pair that takes its file names from the documents themselves."""
        bitext = findings.bitext
        if bitext is None:
            return cls(findings)
        return cls(findings, bitext.source.name, bitext.target.name)

    @property
    def aligned(self) -> bool:
        """Whether one file holds both sides."""
        return self.source == self.target

    @property
    def title(self) -> str:
        """The pair's files in one line."""
        if self.aligned:
            return self.source or "the pair"
        return f"{self.source} → {self.target}"


@dataclass(frozen=True, slots=True)
class Failure:
    """A pair that could not be checked, and why."""

    source: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All pairs of one run, what was quieted, and what could not be checked."""

    pairs: tuple[CheckedPair, ...] = ()
    failures: tuple[Failure, ...] = ()
    notices: tuple[Notice, ...] = ()
    suppressed: int = 0
    known: int = 0

    @classmethod
    def of(cls, findings: Findings | Sequence[Findings]) -> Outcome:
        """Build the outcome of findings that came without a run around them."""
        several = (findings,) if isinstance(findings, Findings) else findings
        return cls(tuple(CheckedPair.of(held) for held in several))

    @property
    def complete(self) -> bool:
        """Whether every pair could be checked."""
        return not self.failures

    @property
    def signature(self) -> Signature:
        """The signature of the first pair; all pairs of a run share what it names."""
        return self.pairs[0].findings.signature if self.pairs else Signature()

    def __iter__(self) -> Iterator[tuple[CheckedPair, Finding]]:
        for pair in self.pairs:
            for finding in pair.findings:
                yield pair, finding

    def __len__(self) -> int:
        return sum(len(pair.findings) for pair in self.pairs)

    @property
    def beads(self) -> int:
        """How many beads were looked at."""
        held = (pair.findings.bitext for pair in self.pairs)
        return sum(len(bitext) for bitext in held if bitext is not None)

    def by_severity(self) -> dict[str, int]:
        """Return how many findings each severity has, the worst first."""
        counted = Counter(finding.severity for _, finding in self)
        return {str(severity): counted[severity] for severity in Severity}

    def by_rule(self) -> dict[str, int]:
        """Return how many findings each rule has, most first."""
        return dict(Counter(finding.rule for _, finding in self).most_common())

    def worst(self) -> Severity | None:
        """Return the worst severity found, None where nothing was."""
        return max((f.severity for _, f in self), key=lambda s: s.rank, default=None)
