"""Findings as JSON under schema version 1."""

from __future__ import annotations

import json
from typing import Any

from alignkit.report.outcome import CheckedPair, Outcome
from alignkit.report.place import Locator, Place, Places
from alignkit.shown import spelt_out
from alignkit.types import Finding
from alignkit.types.wire import SCHEMA


def render(outcome: Outcome) -> str:
    """Return one JSON object: the run, its pairs and its findings."""
    return spelt_out(json.dumps(as_json(outcome), ensure_ascii=False, indent=1)) + "\n"


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome as plain JSON values."""
    return {
        "schema": SCHEMA,
        "signature": str(outcome.signature),
        "complete": outcome.complete,
        "pairs": [_pair(pair) for pair in outcome.pairs],
        "findings": findings_as_json(outcome),
        "summary": {
            **outcome.by_severity(),
            "rules": outcome.by_rule(),
            "suppressed": outcome.suppressed,
            "known": outcome.known,
        },
        "failures": [
            {"source": f.source, "target": f.target, "reason": f.reason} for f in outcome.failures
        ],
        "notices": [
            {"file": n.file, "line": n.line, "message": n.message} for n in outcome.notices
        ],
    }


def findings_as_json(outcome: Outcome) -> list[dict[str, Any]]:
    """Return every finding with the number of its pair and its places in the files."""
    held = []
    for number, pair in enumerate(outcome.pairs):
        locator = Locator(pair)
        held += [_finding(f, number, locator.places(f)) for f in pair.findings]
    return held


def _finding(finding: Finding, pair: int, places: Places) -> dict[str, Any]:
    return {
        **finding.to_json(),
        "pair": pair,
        "places": {
            "source": [_place(place) for place in places.source],
            "target": [_place(place) for place in places.target],
        },
    }


def _place(place: Place) -> dict[str, Any]:
    if not place.line:
        return {"file": place.file, **({"page": place.page} if place.page else {})}
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _pair(pair: CheckedPair) -> dict[str, Any]:
    bitext = pair.findings.bitext
    return {
        "source": pair.source,
        "target": pair.target,
        "beads": None if bitext is None else len(bitext),
        "signature": str(pair.findings.signature),
        **({"review": [suspect.to_json() for suspect in pair.suspects]} if pair.suspects else {}),
    }
