"""Findings as JSON, one a line."""

from __future__ import annotations

import json
from typing import Any

from alignkit.report.json import findings_as_json
from alignkit.report.outcome import Outcome
from alignkit.shown import spelt_out
from alignkit.types.wire import SCHEMA


def render(outcome: Outcome) -> str:
    """Return one line a finding; a pair that could not be checked has a line of its own kind."""
    signature = str(outcome.signature)
    rows: list[dict[str, Any]] = [
        {"schema": SCHEMA, "kind": "finding", "signature": signature, **held}
        for held in findings_as_json(outcome)
    ]
    rows += [
        {
            "schema": SCHEMA,
            "kind": "failure",
            "source": failure.source,
            "target": failure.target,
            "reason": failure.reason,
        }
        for failure in outcome.failures
    ]
    return "".join(spelt_out(json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)
