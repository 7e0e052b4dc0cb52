"""One line a finding, as compilers write them, so that editors can jump to the place."""

from __future__ import annotations

from alignkit.report.outcome import Outcome
from alignkit.report.paint import Paint
from alignkit.report.place import Locator
from alignkit.report.summary import summary_lines
from alignkit.report.values import told
from alignkit.report.width import printable


def render(outcome: Outcome, *, color: bool = False) -> str:
    """Return "file:line:column: severity RULE message [values]" a finding, and a summary."""
    paint = Paint(color)
    lines = []
    for pair in outcome.pairs:
        locator = Locator(pair)
        for finding in pair.findings:
            place = str(locator.places(finding).main) or f"bead {finding.bead}"
            head = paint.severity(finding.severity, f"{finding.severity} {finding.rule}")
            lines.append(f"{place}: {head} {printable(told(finding.message, finding.values))}")
    return "\n".join([*lines, *summary_lines(outcome, paint)]) + "\n"
