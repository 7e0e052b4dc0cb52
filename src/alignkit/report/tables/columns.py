"""The rows that the CSV file and the workbook share."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.report.outcome import Outcome
from alignkit.report.place import Locator, Place
from alignkit.report.rulebook import rule_page
from alignkit.report.values import difference, further

COLUMNS = (
    "severity",
    "rule",
    "name",
    "message",
    "values",
    "bead",
    "source_text",
    "target_text",
    "source_marked",
    "target_marked",
    "source_file",
    "source_line",
    "target_file",
    "target_line",
    "confidence",
    "fingerprint",
)


def rows(outcome: Outcome) -> Iterator[tuple[str | int | float | None, ...]]:
    """Yield one row a finding; one, too, for each pair that could not be checked."""
    for pair in outcome.pairs:
        locator = Locator(pair)
        for finding in pair.findings:
            places = locator.places(finding)
            told = [difference(finding.values)]
            told += [f"{key}: {value}" for key, value in further(finding).items()]
            yield (
                str(finding.severity),
                finding.rule,
                rule_page(finding.rule).name,
                finding.message,
                "; ".join(part for part in told if part),
                finding.bead,
                finding.source.text,
                finding.target.text,
                " … ".join(finding.source.marked()),
                " … ".join(finding.target.marked()),
                *_file(places.source, pair.source),
                *_file(places.target, pair.target),
                finding.confidence,
                finding.fingerprint,
            )
    for failure in outcome.failures:
        head = ("error", "", "not-checked", failure.reason, "", None, "", "", "", "")
        yield (*head, failure.source, None, failure.target, None, None, "")


def _file(places: tuple[Place, ...], name: str) -> tuple[str, int | None]:
    if not places:
        return name, None
    return places[0].file, places[0].line or None
