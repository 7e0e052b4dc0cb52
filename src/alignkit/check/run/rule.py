"""What a rule is: an id, a page, examples that prove it, and a function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from alignkit.types import Bitext, Finding, Severity, Span

if TYPE_CHECKING:
    from alignkit.check.run.view import BeadView, PairView

# Told how much is done, and of how much.
Progress = Callable[[int, int], None]


# Families and rules that 0.1.0 did not have.
_NEW = frozenset(("LIT", "MIS", "KEY", "SUB", "COV016", "DOC005", "DOC006", "TRM007"))


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule saw: spans count characters in the bead's own source and target text.

    A rule over the whole pair names the bead, or None for the pair itself. `severity` is given
    where it differs from the rule's own; `about` sets hits apart that share spans; a `fact` stands
    in the file for all to see, so that no reader need judge what it may promise: a rule `of_facts`
    alone has such.
    """

    message: str
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 1.0
    severity: Severity | None = None
    bead: int | None = None
    about: str = ""
    fact: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of texts that a rule must flag, or must leave alone."""

    source: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `find` looks at a bead, or `find_pair` at the two documents as a whole.

    `what`, `why` and `limits` make its page; `precision` says what was measured, on what, with
    which command. `options` holds the settings a user may change, with their defaults.
    `yields_to` names the rules whose finding on the same stretch says this one's as well. A rule
    `of_literals` looks at code and its like as well, which all others leave alone; one
    `of_verbatim` speaks of texts that stand on both sides as they are, where others keep silent. A
    rule whose severity is a note never says more, so that whoever asks for warnings need not wait
    for it. `habit` names what a finding may share with others of its document, which are then told
    once, where `everywhere` finds no exception in the documents. `in_a_row` is said of several
    sentences that stand together, after their number.
    """

    id: str
    name: str
    severity: Severity
    summary: str
    what: str
    why: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    find: Callable[[BeadView], Iterator[Hit]] | None = None
    find_pair: Callable[[PairView], Iterator[Hit]] | None = None
    limits: str = ""
    precision: str = "not measured yet"
    options: Mapping[str, Any] = field(default_factory=dict)
    on: bool = True
    needs_model: bool = False
    of_literals: bool = False
    of_verbatim: bool = False
    of_facts: bool = False
    yields_to: tuple[str, ...] = ()
    habit: Callable[[Finding], str] | None = None
    everywhere: Callable[[Bitext, Sequence[Finding]], bool] | None = None
    in_a_row: str = ""

    @property
    def family(self) -> str:
        """The three letters before the number."""
        return self.id[:3]

    @property
    def since(self) -> str:
        """The version that had the rule first."""
        return "0.2.0" if self.family in _NEW or self.id in _NEW else "0.1.0"
