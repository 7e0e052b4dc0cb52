"""Findings as CSV, one a row."""

from __future__ import annotations

import csv
import io

from alignkit.report.outcome import Outcome
from alignkit.report.tables.columns import COLUMNS, rows

# A cell that begins so is run as a formula by spreadsheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(outcome: Outcome) -> str:
    """Return a header and one row a finding."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(outcome):
        writer.writerow([_safe(cell) for cell in row])
    return stream.getvalue()


def _safe(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    # A null becomes its picture, as in the tables of bitexts: not every reader of tables takes one.
    held = cell.replace("\0", "␀")
    return f"'{held}" if held.startswith(FORMULA) else held
