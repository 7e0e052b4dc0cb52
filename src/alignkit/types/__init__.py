"""The frozen values that flow between the rooms: every room may import them, they import none."""

from alignkit.types.bitext import Bead, Bitext, Entry
from alignkit.types.finding import Excerpt, Finding, Findings, Severity
from alignkit.types.quantity import Quantity
from alignkit.types.signature import Signature
from alignkit.types.text import (
    Block,
    Document,
    Inline,
    OffsetMap,
    Passage,
    Repair,
    Sentence,
    Span,
    Time,
)

__all__ = [
    "Bead",
    "Bitext",
    "Block",
    "Document",
    "Entry",
    "Excerpt",
    "Finding",
    "Findings",
    "Inline",
    "OffsetMap",
    "Passage",
    "Quantity",
    "Repair",
    "Sentence",
    "Severity",
    "Signature",
    "Span",
    "Time",
]
