"""Findings as a GitLab code quality report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from alignkit.report.outcome import Outcome
from alignkit.report.place import Locator, Place
from alignkit.report.values import told
from alignkit.shown import spelt_out

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(outcome: Outcome) -> str:
    """Return one issue a finding; a pair that could not be checked is a blocker."""
    issues: list[dict[str, Any]] = []
    met: Counter[str] = Counter()
    for pair in outcome.pairs:
        locator = Locator(pair)
        for finding in pair.findings:
            place = locator.places(finding).main
            message = told(finding.message, finding.values)
            # GitLab merges issues of one fingerprint, so twins are numbered and files told apart.
            key = f"{finding.fingerprint}|{place.file}"
            met[key] += 1
            issues.append(
                _issue(
                    f"{finding.rule}: {message}",
                    finding.rule,
                    _hash(f"{key}|{met[key]}"),
                    SEVERITIES[str(finding.severity)],
                    place,
                )
            )
    for failure in outcome.failures:
        place = Place(failure.target or failure.source)
        text = f"not checked: {failure.reason}"
        issues.append(_issue(text, "not-checked", _hash(text), "blocker", place))
    return spelt_out(json.dumps(issues, ensure_ascii=False, indent=1)) + "\n"


def _issue(text: str, check: str, fingerprint: str, severity: str, place: Place) -> dict[str, Any]:
    return {
        "type": "issue",
        "description": text,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "categories": ["Bug Risk"],
        "location": {
            "path": _relative(place.file),
            "lines": {"begin": max(1, place.line), "end": max(1, place.end_line)},
        },
    }


def _relative(file: str) -> str:
    path = Path(file or "unknown")
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
