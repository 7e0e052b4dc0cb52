"""What reports say about a rule, also about one that this version does not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule's id, name and texts, as plain words."""

    id: str
    name: str
    severity: str
    summary: str
    what: str
    why: str
    limits: str
    precision: str


def rule_page(identity: str) -> RulePage:
    """Return what there is to say about a rule."""
    from alignkit.check.run.promise import measured, promised
    from alignkit.check.run.registry import rule
    from alignkit.errors import OptionError

    try:
        held = rule(identity)
    except OptionError:
        return RulePage(identity, "", "warning", "", "", "", "", "")
    return RulePage(
        held.id,
        held.name,
        str(promised(held)),
        held.summary,
        held.what,
        held.why,
        held.limits,
        measured(held),
    )


def rule_pages(identities: Iterable[str]) -> dict[str, RulePage]:
    """Return the pages of the rules named, each once, in the order of their ids."""
    return {identity: rule_page(identity) for identity in sorted(set(identities))}
