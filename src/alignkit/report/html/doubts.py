"""The reviser's list as a page shows it: the words on both sides, with a little around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alignkit.report.outcome import CheckedPair
from alignkit.report.terminal.width import window
from alignkit.types import Span

#: So many columns of a text stand on the list.
ACROSS = 90


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where a careful reader would stop: its row, its words, and why.

    `shown` holds for each side what stands before the words, the words, and what follows them.
    """

    row: int
    text: str
    why: str
    probability: float
    shown: list[list[str]]
    elsewhere: str = ""


def doubts_of(pair: CheckedPair, numbers: Sequence[int] | None) -> list[Doubt]:
    """Return the places of a pair's list; `numbers` are the beads that have rows."""
    bitext = pair.findings.bitext
    if bitext is None:
        return []
    found = []
    for suspect in pair.suspects:
        texts = [passage.text for passage in bitext.passages(suspect.bead)]
        spans = (suspect.span,), suspect.other
        own = suspect.side == "source"
        shown = [
            _cut(text, held)
            for text, held in zip(texts, spans if own else spans[::-1], strict=True)
        ]
        row = suspect.bead if numbers is None else numbers.index(suspect.bead)
        found.append(
            Doubt(row, suspect.text, suspect.why, suspect.probability, shown, suspect.elsewhere)
        )
    return found


def _cut(text: str, spans: Sequence[Span]) -> list[str]:
    part = window(text, tuple(spans), ACROSS)
    first = spans[0] if spans else Span(part.end, part.end)
    before = ("…" if part.start else "") + text[part.start : first.start]
    after = text[first.end : part.end] + ("…" if part.end < len(text) else "")
    return [before, first.slice(text), after]
