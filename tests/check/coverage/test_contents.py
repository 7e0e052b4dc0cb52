"""Lists of contents: what they lack is seen where the lines themselves stand."""

from __future__ import annotations

import alignkit as ak
from alignkit.types import Bead, Bitext

LINES = (
    ("总则", "General Provisions"),
    ("合同的订立", "Formation of Contracts"),
    ("合同的效力", "Validity of Contracts"),
    ("合同的履行", "Performance of Contracts"),
)
TEXTS = (
    ("本法保护当事人的合法权益。", "This law protects the lawful interests of the parties."),
    ("当事人可以书面订立合同。", "The parties may conclude a contract in writing."),
    ("依法成立的合同自成立时生效。", "A contract formed by law takes effect upon formation."),
    ("当事人应当全面履行自己的义务。", "The parties shall fully perform their obligations."),
)


def _severities(lone: int) -> set[str]:
    """Check a text with its contents before it, of which one line has no translation."""
    body = [pair for line, text in zip(LINES, TEXTS, strict=True) for pair in (line, text)]
    pairs = [*LINES, *TEXTS[:3], *TEXTS[1:], *body]
    source = ak.Document.from_sentences([zh for zh, _ in pairs], "zh")
    target = ak.Document.from_sentences([en for n, (_, en) in enumerate(pairs) if n != lone], "en")
    beads, at = [], 0
    for number in range(len(pairs)):
        beads.append(Bead((number,), () if number == lone else (at,), 1.0, 0.98))
        at += number != lone
    found = ak.check(Bitext(source, target, tuple(beads)), select=["COV001"])
    return {finding.severity.value for finding in found if finding.bead == lone}


def test_a_line_of_contents_without_translation_is_a_note() -> None:
    """Its heading is rendered further on, and so is the line beside it."""
    assert _severities(1) == {"info"}


def test_a_heading_without_translation_is_still_told() -> None:
    """There it is lost, though the contents hold it."""
    assert _severities(12) == {"warning"}
