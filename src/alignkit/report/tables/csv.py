"""Findings as CSV, one a row."""

from __future__ import annotations

from alignkit.formats.cells.quoting import line
from alignkit.report.outcome import Outcome
from alignkit.report.tables.columns import COLUMNS, rows


def render(outcome: Outcome) -> str:
    """Return a header and one row a finding."""
    return "".join(map(line, (COLUMNS, *rows(outcome))))
