"""Findings as CSV, one a row."""

from __future__ import annotations

from collections.abc import Sequence

from alignkit.formats.cells.quoting import line
from alignkit.report.outcome import Outcome
from alignkit.report.tables.columns import COLUMNS, rows
from alignkit.shown import shown

TEXTS = ("source_text", "target_text", "source_marked", "target_marked")


def render(outcome: Outcome) -> str:
    """Return a header and one row a finding."""
    return "".join(map(line, (COLUMNS, *map(_shown, rows(outcome)))))


def _shown(row: Sequence[object]) -> list[object]:
    """Return a row in which nothing is obeyed; only the texts themselves may have lines."""
    return [
        shown(cell, "\t\r\n" if name in TEXTS else "") if isinstance(cell, str) else cell
        for name, cell in zip(COLUMNS, row, strict=True)
    ]
