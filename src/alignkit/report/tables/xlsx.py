"""Findings as a workbook for reviewers: a row a finding, room for their verdict."""

from __future__ import annotations

import io
import re
from typing import Any

from alignkit.errors import MissingExtraError
from alignkit.report.outcome import Outcome
from alignkit.report.rulebook import rule_pages
from alignkit.report.tables.columns import COLUMNS, rows
from alignkit.report.terminal.closing import statistics_lines

# What a cell cannot hold, and how much it can.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_000
WIDTHS = {
    "message": 44,
    "values": 26,
    "source_text": 56,
    "target_text": 64,
    "name": 20,
    "source_file": 22,
    "target_file": 22,
    "verdict": 12,
    "note": 36,
}
FILLS = {"error": "FBE3E0", "warning": "FCF0D6", "info": "E2EDF8"}
VERDICTS = ("accept", "reject")


def render(outcome: Outcome) -> bytes:
    """Return the workbook: findings, rules, the run."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtraError("writing XLSX files", "xlsx") from None
    book = Workbook()
    _findings(book.active, outcome)
    _rules(book.create_sheet("rules"), outcome)
    _run(book.create_sheet("run"), outcome)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _findings(sheet: Any, outcome: Outcome) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.title = "findings"
    columns = (*COLUMNS, "verdict", "note")
    sheet.append(columns)
    # The sheet's own count of its rows looks at every cell.
    for line, row in enumerate(rows(outcome), start=2):
        for number, value in enumerate(row, start=1):
            _put(sheet.cell(line, number), value)
        for number in range(len(row) + 1, len(columns) + 1):
            sheet.cell(line, number)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, name in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 12)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for held in sheet.iter_rows(min_row=2):
        for cell in held:
            cell.alignment = wrapped
        color = FILLS.get(str(held[0].value), "FFFFFF")
        held[0].fill = PatternFill("solid", start_color=color, end_color=color)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    letter = get_column_letter(columns.index("verdict") + 1)
    choice = DataValidation(type="list", formula1=f'"{",".join(VERDICTS)}"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{max(2, sheet.max_row)}")


def _rules(sheet: Any, outcome: Outcome) -> None:
    sheet.append(["rule", "name", "severity", "findings", "summary", "why", "precision"])
    counts = outcome.by_rule()
    for line, (identity, page) in enumerate(rule_pages(counts).items(), start=2):
        why, precision = (" ".join(text.split()) for text in (page.why, page.precision))
        sheet.append([identity, page.name, page.severity, counts[identity]])
        for number, text in enumerate((page.summary, why, precision), start=5):
            _put(sheet.cell(line, number), text)


def _run(sheet: Any, outcome: Outcome) -> None:
    facts: list[tuple[str, Any]] = [
        ("complete", "yes" if outcome.complete else "no: a pair could not be checked"),
        ("signature", str(outcome.signature)),
        ("suppressed", outcome.suppressed),
        ("known from the baseline", outcome.known),
    ]
    facts += [("pair", pair.title) for pair in outcome.pairs]
    facts += [("count", line.strip()) for line in statistics_lines(outcome)]
    for line, (name, value) in enumerate(facts, start=1):
        sheet.append([name])
        _put(sheet.cell(line, 2), value)


def _put(cell: Any, value: Any) -> None:
    """Set a cell's value; text stays text, also where it looks like a formula."""
    if isinstance(value, str):
        cell.value = _FORBIDDEN.sub("\ufffd", value)[:LONGEST]
        cell.data_type = "s"
    else:
        cell.value = value
