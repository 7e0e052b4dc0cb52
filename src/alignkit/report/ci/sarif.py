"""Findings as SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from alignkit.report.outcome import Outcome
from alignkit.report.place import Locator, Place, Places
from alignkit.report.rulebook import RulePage, rule_pages
from alignkit.report.values import told
from alignkit.shown import HANDLER, spelt_out
from alignkit.types import Finding
from alignkit.version import __version__

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(outcome: Outcome) -> str:
    """Return one log with one run."""
    return spelt_out(json.dumps(log(outcome), ensure_ascii=False, indent=1)) + "\n"


def log(outcome: Outcome) -> dict[str, Any]:
    """Return the log as plain JSON values."""
    pages = rule_pages(finding.rule for _, finding in outcome)
    order = {identity: index for index, identity in enumerate(pages)}
    results = []
    met: Counter[str] = Counter()
    for pair in outcome.pairs:
        locator = Locator(pair)
        for finding in pair.findings:
            places = locator.places(finding)
            met[finding.fingerprint] += 1
            twin = met[finding.fingerprint]
            results.append(_result(finding, places, order[finding.rule], twin))
    run = {
        "tool": {"driver": _driver(list(pages.values()))},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(outcome)],
        "results": results,
        "properties": {
            "signature": str(outcome.signature),
            "suppressed": outcome.suppressed,
            "known": outcome.known,
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(pages: list[RulePage]) -> dict[str, Any]:
    return {
        "name": "alignkit",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(page) for page in pages],
    }


def _rule(page: RulePage) -> dict[str, Any]:
    told = [("What it does", page.what), ("Why it matters", page.why)]
    told += [("Known limits", page.limits), ("Measured precision", page.precision)]
    held = [(title, " ".join(text.split())) for title, text in told if text]
    plain = "\n\n".join(f"{title}: {text}" for title, text in held) or page.id
    markdown = "\n\n".join(f"**{title}.** {text}" for title, text in held) or page.id
    summary = page.summary or page.id
    return {
        "id": page.id,
        "name": "".join(part.capitalize() for part in page.name.split("-")) or page.id,
        "shortDescription": {"text": _sentence(summary)},
        "fullDescription": {"text": _sentence(" ".join((page.what or summary).split()))},
        "help": {"text": plain, "markdown": markdown},
        "defaultConfiguration": {"level": LEVELS.get(page.severity, "warning")},
        "properties": {"tags": ["translation", page.id[:3]]},
    }


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "。")) else f"{text}."


def _result(finding: Finding, places: Places, index: int, twin: int) -> dict[str, Any]:
    held: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[str(finding.severity)],
        "message": {"text": _sentence(told(finding.message, finding.values))},
        # The second name is the one by which GitHub follows a result from commit to commit.
        "partialFingerprints": {
            "alignkit/v1": f"{finding.fingerprint}:{twin}",
            "primaryLocationLineHash": f"{finding.fingerprint}:{twin}",
        },
        "rank": round(100 * finding.confidence, 2),
        "properties": {
            "bead": finding.bead,
            "source": finding.source.text,
            "target": finding.target.text,
            "values": finding.to_json()["values"],
        },
    }
    if places.main.file:
        held["locations"] = [_location(places.main)]
    if places.related:
        held["relatedLocations"] = [
            {"id": number, **_location(place), "message": {"text": "the other side"}}
            for number, place in enumerate(places.related)
            if place.file
        ]
    return held


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": artifact(place.file)}
    if place.line:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": place.offset,
            "charLength": place.length,
        }
    if place.page:
        physical["properties"] = {"page": place.page}
    return {"physicalLocation": physical}


def artifact(file: str) -> dict[str, str]:
    """Return a file's address: from the folder of the run where it lies below it."""
    path = Path(file)
    # No file has a name with a null byte; a document that was never one may.
    if "\0" not in file and (path.is_absolute() or ".." in path.parts):
        full = path.resolve()
        try:
            path = full.relative_to(Path.cwd())
        except ValueError:
            return {"uri": full.as_uri()}
    return {"uri": quote(PurePath(path).as_posix(), errors=HANDLER)}


def _invocation(outcome: Outcome) -> dict[str, Any]:
    held: dict[str, Any] = {"executionSuccessful": outcome.complete}
    if outcome.failures:
        held["toolExecutionNotifications"] = [
            {
                "level": "error",
                "message": {"text": _sentence(failure.reason)},
                "locations": [{"physicalLocation": {"artifactLocation": artifact(name)}}],
            }
            for failure in outcome.failures
            for name in [failure.target or failure.source]
        ]
    if outcome.notices:
        held["toolConfigurationNotifications"] = [
            {
                "level": "warning",
                "message": {"text": _sentence(notice.message)},
                "locations": [_location(Place(notice.file, notice.line, 1, notice.line, 1))],
            }
            for notice in outcome.notices
        ]
    return held
