"""Findings as GitHub workflow commands, which become annotations on the changed lines."""

from __future__ import annotations

from pathlib import Path

from alignkit.report.outcome import Outcome
from alignkit.report.place import Locator, Place
from alignkit.report.rulebook import rule_page
from alignkit.report.terminal.closing import summary_lines
from alignkit.report.terminal.paint import Paint
from alignkit.report.values import told
from alignkit.shown import shown
from alignkit.types import Finding

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(outcome: Outcome) -> str:
    """Return one command a finding, failure and notice, and the summary as plain lines."""
    lines = []
    for pair in outcome.pairs:
        locator = Locator(pair)
        for finding in pair.findings:
            place = locator.places(finding).main
            command = COMMANDS[str(finding.severity)]
            title = f"{finding.rule} {rule_page(finding.rule).name}".strip()
            lines.append(_command(command, place, title, _message(finding)))
    for failure in outcome.failures:
        place = Place(failure.target or failure.source)
        lines.append(_command("error", place, "not checked", failure.reason))
    for notice in outcome.notices:
        place = Place(notice.file, notice.line, 1, notice.line, 1)
        lines.append(_command("warning", place, "suppressions", notice.message))
    return "\n".join([*lines, *summary_lines(outcome, Paint())]) + "\n"


def _message(finding: Finding) -> str:
    lines = [told(finding.message, finding.values)]
    lines += [f"source: {finding.source.text}"] if finding.source.text else []
    lines += [f"translation: {finding.target.text}"] if finding.target.text else []
    return "\n".join(lines)


def _command(command: str, place: Place, title: str, message: str) -> str:
    parts = {}
    if place.file:
        parts["file"] = _relative(place.file)
    if place.line:
        parts["line"] = str(place.line)
        parts["endLine"] = str(place.end_line)
        # Columns are only allowed within one line.
        if place.line == place.end_line:
            parts["col"] = str(place.column)
            parts["endColumn"] = str(place.end_column)
    parts["title"] = title
    held = ",".join(f"{key}={_property(value)}" for key, value in parts.items())
    return f"::{command} {held}::{_data(message)}"


def _relative(file: str) -> str:
    path = Path(file)
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _data(text: str) -> str:
    return shown(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
