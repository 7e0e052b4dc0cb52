"""The last lines of a run: how much was looked at, what was found, what was quieted."""

from __future__ import annotations

from alignkit.report.outcome import Outcome
from alignkit.report.terminal.paint import Paint
from alignkit.report.terminal.width import printable
from alignkit.types import Severity

_NOUNS = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("note", "notes"),
}


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "bead"), counted(1200, "bead")
    ('1 bead', '1,200 beads')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def summary_lines(outcome: Outcome, paint: Paint) -> list[str]:
    """Return the summary of a run, a line a fact."""
    looked = counted(outcome.beads, "bead") if outcome.beads else ""
    if len(outcome.pairs) > 1:
        looked += f" of {counted(len(outcome.pairs), 'pair')}"
    where = f" in {looked}" if looked else ""
    if len(outcome):
        parts = [
            paint.severity(Severity(name), counted(number, *_NOUNS[name]))
            for name, number in outcome.by_severity().items()
            if number
        ]
        lines = [f"Found {', '.join(parts)}{where}."]
    elif not outcome.complete and not outcome.pairs:
        lines = ["Nothing could be checked."]
    else:
        lines = [paint.good(f"Nothing found{where}.")]
    lines += quieted_lines(outcome)
    for failure in outcome.failures:
        reason = printable(f"not checked: {failure.reason}")
        lines.append(paint.severity(Severity.ERROR, reason))
    return lines


def quieted_lines(outcome: Outcome) -> list[str]:
    """Return one line on what the baseline and the suppressions kept quiet, or none."""
    parts = []
    if outcome.known:
        parts.append(f"{outcome.known:,} known from the baseline")
    if outcome.suppressed:
        parts.append(f"{outcome.suppressed:,} suppressed")
    return [f"Not shown: {', '.join(parts)}."] if parts else []


def statistics_lines(outcome: Outcome) -> list[str]:
    """Return how many findings each rule has, most first."""
    from alignkit.report.rulebook import rule_page

    counts = outcome.by_rule()
    width = max((len(f"{number:,}") for number in counts.values()), default=0)
    lines = []
    for identity, number in counts.items():
        page = rule_page(identity)
        said = page.summary or page.name
        lines.append(f"{f'{number:,}'.rjust(width)}  {identity}  {said[:1].upper()}{said[1:]}")
    return lines
