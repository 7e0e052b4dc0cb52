"""Findings over time: the same finding is known again after edits; what is gone counts as fixed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from alignkit.types import Finding

NEW, STILL, FIXED = "new", "still there", "fixed"
COVERAGE = "COV"


@dataclass(frozen=True, slots=True)
class DeskFinding:
    """A finding with a number of its own, the bead it speaks of, and the runs it was seen in.

    `since` is the run that saw it first, `gone` the run from which on it was not seen.
    """

    id: int
    bead: int | None
    finding: Finding
    since: int
    gone: int | None = None

    def status(self, point: int) -> str:
        """Return whether it is new, still there or fixed since a run, "" for long gone."""
        if self.gone is not None:
            return FIXED if self.gone > point >= self.since else ""
        return NEW if self.since > point else STILL


@dataclass(frozen=True, slots=True)
class Followed:
    """The findings of a pair after a check: all of them, and which were touched."""

    findings: tuple[DeskFinding, ...]
    touched: tuple[DeskFinding, ...]


def follow(
    known: Sequence[DeskFinding],
    seen: Sequence[tuple[int | None, Finding]],
    order: Mapping[int, int],
    run: int,
    fresh: Callable[[], int],
    beads: Collection[int] | None = None,
    spared: Collection[str] = (),
) -> Followed:
    """Know findings again: by fingerprint, then by what they mark; the rest are new or gone.

    `seen` are findings with the beads they speak of, `order` the place of each bead. Only findings
    of these `beads` (None is all) and of beads that are no more can be gone, and none of the rules
    that were `spared`.
    """
    scope = [f for f in known if _in_scope(f, order, beads, spared)]
    pools: list[dict[tuple[object, ...], list[DeskFinding]]] = [
        defaultdict(list) for _ in _SAMENESS
    ]
    for held in scope:
        for pool, key in zip(pools, _SAMENESS, strict=True):
            pool[key(held.bead, held.finding)].append(held)
    taken: set[int] = set()
    result: dict[int, DeskFinding] = {}
    waiting = list(seen)
    for pool, key in zip(pools, _SAMENESS, strict=True):
        left = []
        for bead, finding in waiting:
            free = [f for f in pool.get(key(bead, finding), ()) if f.id not in taken]
            if not free:
                left.append((bead, finding))
                continue
            twin = min(free, key=lambda f: (f.gone is not None, _apart(f.bead, bead, order)))
            taken.add(twin.id)
            result[twin.id] = replace(twin, bead=bead, finding=finding, gone=None)
        waiting = left
    for held in scope:
        if held.id not in taken and held.gone is None:
            result[held.id] = replace(held, gone=run)
    new = [DeskFinding(fresh(), bead, finding, run) for bead, finding in waiting]
    findings = [result.get(held.id, held) for held in known]
    touched = [f for f, held in zip(findings, known) if f != held]
    return Followed((*findings, *new), (*touched, *new))


def without_left_out(
    seen: Iterable[tuple[int | None, Finding]], left_out: Collection[int]
) -> list[tuple[int | None, Finding]]:
    """Return the findings less those that call an omission what was left out on purpose."""
    return [
        (bead, finding)
        for bead, finding in seen
        if not (bead in left_out and finding.rule.startswith(COVERAGE))
    ]


def _in_scope(
    held: DeskFinding,
    order: Mapping[int, int],
    beads: Collection[int] | None,
    spared: Collection[str],
) -> bool:
    if held.finding.rule in spared:
        return False
    return beads is None or held.bead in beads or (held.bead is not None and held.bead not in order)


def _by_bead(bead: int | None, finding: Finding) -> tuple[object, ...]:
    return bead, finding.fingerprint


def _by_content(_: int | None, finding: Finding) -> tuple[object, ...]:
    return (finding.fingerprint,)


def _by_words(_: int | None, finding: Finding) -> tuple[object, ...]:
    words = finding.source.marked(), finding.target.marked()
    return (finding.rule, *words, finding.message) if any(words) else (finding.rule, id(finding))


_Sameness = Callable[["int | None", Finding], tuple[object, ...]]
_SAMENESS: tuple[_Sameness, ...] = (_by_bead, _by_content, _by_words)


def _apart(first: int | None, second: int | None, order: Mapping[int, int]) -> int:
    if first is None or second is None or first not in order or second not in order:
        return len(order)
    return abs(order[first] - order[second])
