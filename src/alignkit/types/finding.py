"""Findings: what a check says about a bead or about the pair of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from os import PathLike
from typing import TYPE_CHECKING, Any, overload

from alignkit.types import wire
from alignkit.types.door import through
from alignkit.types.signature import Signature
from alignkit.types.text import Span

if TYPE_CHECKING:
    import pandas

    from alignkit.types.bitext import Bitext


class Severity(str, Enum):
    """How much a finding matters, most first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """3 for error, 2 for warning, 1 for info."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One side of a finding: the bead's text, the spans it speaks of, and the sentence numbers."""

    text: str = ""
    spans: tuple[Span, ...] = ()
    sentences: tuple[int, ...] = ()

    def marked(self) -> tuple[str, ...]:
        """Return the characters of each span."""
        return tuple(span.slice(self.text) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one bead; `bead` is None where it speaks of the whole pair."""

    rule: str
    severity: Severity
    message: str
    bead: int | None
    source: Excerpt = Excerpt()
    target: Excerpt = Excerpt()
    values: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 1.0
    fingerprint: str = ""

    def __str__(self) -> str:
        where = "" if self.bead is None else f" (bead {self.bead})"
        return f"{self.severity} {self.rule}{where}: {self.message}"

    def to_json(self) -> dict[str, Any]:
        """Return the finding as plain JSON values."""
        held: dict[str, Any] = wire.plain(self)
        return held

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """Build a finding from what `to_json` returned."""
        held: Finding = wire.build(cls, data)
        return held


@dataclass(frozen=True, slots=True)
class Findings(Sequence[Finding]):
    """The findings of one run, most important first, with the signature of the run."""

    items: tuple[Finding, ...] = ()
    signature: Signature = Signature()
    bitext: Bitext | None = field(default=None, compare=False, repr=False)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Findings: ...
    def __getitem__(self, index: int | slice) -> Finding | Findings:
        if isinstance(index, slice):
            return Findings(self.items[index], self.signature, self.bitext)
        return self.items[index]

    def __repr__(self) -> str:
        counts = Counter(str(finding.severity) for finding in self.items)
        return "<Findings: " + ", ".join(f"{counts[str(s)]} {s}" for s in Severity) + ">"

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def at_least(self, severity: Severity | str) -> Findings:
        """Return the findings of this severity or worse."""
        rank = Severity(severity).rank
        return self._keep(f for f in self.items if f.severity.rank >= rank)

    def of(self, *prefixes: str) -> Findings:
        """Return the findings whose rule begins with one of the prefixes: "NUM", "COV001"."""
        return self._keep(f for f in self.items if f.rule.startswith(prefixes))

    def counts(self) -> dict[str, int]:
        """Return how many findings each rule has, most first."""
        return dict(Counter(f.rule for f in self.items).most_common())

    def _keep(self, items: Iterator[Finding]) -> Findings:
        return Findings(tuple(items), self.signature, self.bitext)

    def save(self, path: str | PathLike[str], format: str | None = None) -> None:
        """Write the findings to a file, in the format its ending names unless one is given."""
        through("save findings")(self, path, format=format)

    def to_pandas(self) -> pandas.DataFrame:
        """Return one row a finding; needs the pandas extra."""
        frame: pandas.DataFrame = through("findings to pandas")(self)
        return frame

    def plot(self, **options: Any) -> Any:
        """Draw where in the document the findings lie, by rule; needs the plot extra."""
        return through("plot findings")(self, **options)

    def to_json(self) -> dict[str, Any]:
        """Return the findings under the schema that docs and tests hold."""
        return {
            "schema": wire.SCHEMA,
            "signature": str(self.signature),
            "findings": [finding.to_json() for finding in self.items],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Findings:
        """Build findings from what `to_json` returned."""
        if data.get("schema") != wire.SCHEMA:
            return wire.read(cls, "findings", data)
        items = tuple(Finding.from_json(item) for item in data["findings"])
        return cls(items, Signature.parse(data.get("signature", "")))

    def _repr_html_(self) -> str:
        html: str = through("findings in html")(self)
        return html
