"""The user's glossary: its renderings used, its forbidden ones not."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.check.terms.glossary import Entry, holds
from alignkit.types import Severity, Span


def _terms(view: BeadView) -> list[tuple[Span, Entry]]:
    glossary = view.pair.glossary
    if glossary is None or not view.target.text.strip():
        return []
    return glossary.find(view.source.text)


def _missing(view: BeadView) -> Iterator[Hit]:
    said: set[str] = set()
    for span, entry in view.once(_terms):
        if not entry.targets or entry.source in said:
            continue
        said.add(entry.source)
        if holds(view.target.text, entry.targets) or _beside(view, entry):
            continue
        wanted = " or ".join(entry.targets)
        yield Hit(
            f"the glossary renders {entry.source} as {wanted}"
            + (f" ({entry.note})" if entry.note else ""),
            source=(span,),
            values={"term": entry.source, "expected": list(entry.targets)},
            confidence=0.9,
            about=entry.source,
        )


def _beside(view: BeadView, entry: Entry) -> bool:
    """Tell whether a neighbouring bead holds the rendering of a term that it does not ask for."""
    for distance in (-1, 1):
        near = view.neighbour(distance)
        if near and entry.source not in near.source.text and holds(near.target.text, entry.targets):
            return True
    return False


def _forbidden(view: BeadView) -> Iterator[Hit]:
    said: set[str] = set()
    for span, entry in view.once(_terms):
        if entry.source in said:
            continue
        said.add(entry.source)
        place = holds(view.target.text, entry.forbidden) if entry.forbidden else None
        if place is None:
            continue
        allowed = holds(view.target.text, entry.targets) if entry.targets else None
        if allowed and allowed.start <= place.start and place.end <= allowed.end:
            continue
        wrong = place.slice(view.target.text)
        instead = f"; it wants {' or '.join(entry.targets)}" if entry.targets else ""
        yield Hit(
            f"the glossary forbids {wrong} for {entry.source}{instead}",
            source=(span,),
            target=(place,),
            values={"term": entry.source, "forbidden": wrong, "expected": list(entry.targets)},
            confidence=0.97,
            about=entry.source,
        )


_LIMITS = (
    "Does nothing without `--glossary FILE`. English is matched by stem, so that inflection does "
    "not matter; Chinese by its characters, the longest term first."
)
RULES = (
    Rule(
        id="TRM004",
        name="glossary-term",
        severity=Severity.WARNING,
        summary="A term is not rendered as the glossary wants",
        what=(
            "Reports a source term of the glossary where none of its renderings stands in the "
            "translation. A rendering in the neighbouring bead counts."
        ),
        why="Readers take two names for two things.",
        bad=(),
        good=(Example("智能制造", "smart manufacturing", "no glossary is given"),),
        find=_missing,
        yields_to=("COV001", "COV002", "TRM005"),
        limits=_LIMITS,
        of_verbatim=True,
        precision="certain but for inflection: what it misses is not there",
    ),
    Rule(
        id="TRM005",
        name="forbidden-rendering",
        severity=Severity.ERROR,
        summary="A term is rendered in a way that the glossary forbids",
        what="Reports a forbidden rendering in the translation of a segment that holds its term.",
        why="Somebody decided against it, usually for a reason.",
        bad=(),
        good=(Example("智能制造", "smart manufacturing", "no glossary is given"),),
        find=_forbidden,
        limits=_LIMITS,
        of_verbatim=True,
        precision="certain but for inflection: what it reports is there",
    ),
)
