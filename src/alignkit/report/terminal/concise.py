"""One line a finding, as compilers write them, so that editors can jump to the place."""

from __future__ import annotations

from alignkit.report.outcome import Outcome
from alignkit.report.place import Locator, Place
from alignkit.report.terminal.closing import summary_lines
from alignkit.report.terminal.paint import Paint
from alignkit.report.terminal.width import printable
from alignkit.report.values import told
from alignkit.types import Finding


def render(outcome: Outcome, *, color: bool = False) -> str:
    """Return "file:line:column: severity RULE message [values]" a finding, and a summary.

    A file without lines, such as a Word document, has the number of the bead in their place.
    """
    paint = Paint(color)
    lines = []
    for pair in outcome.pairs:
        locator = Locator(pair)
        for finding in pair.findings:
            place = _place(finding, locator.places(finding).main)
            head = paint.severity(finding.severity, f"{finding.severity} {finding.rule}")
            lines.append(
                f"{printable(place)}: {head} {printable(told(finding.message, finding.values))}"
            )
        lines += (
            f"{printable(pair.target or pair.title)}: bead {suspect.bead}: "
            f"{paint.strong('look')} {printable(suspect.text)}: {suspect.why}"
            for suspect in pair.suspects
        )
    return "\n".join([*lines, *summary_lines(outcome, paint)]) + "\n"


def _place(finding: Finding, main: Place) -> str:
    if main.line or finding.bead is None:
        return str(main)
    return f"{main}: bead {finding.bead}" if main.file else f"bead {finding.bead}"
