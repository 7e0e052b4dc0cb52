"""A baseline: the findings that are known already, so that only new ones are reported."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from os import PathLike, fspath
from typing import Any

from alignkit import files
from alignkit.errors import InputError
from alignkit.files import atomic
from alignkit.types import Finding, Signature

SCHEMA = 1


class Baseline:
    """How often each known finding may appear; its content names it, never its line."""

    def __init__(self, counts: Counter[str]) -> None:
        self._left = Counter(counts)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Baseline:
        """Return the baseline of these findings."""
        return cls(Counter(finding.fingerprint for finding in findings))

    def keep(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return the findings that are not known; each known one is used up as it is met."""
        return tuple(finding for finding in findings if not self._known(finding))

    def _known(self, finding: Finding) -> bool:
        if self._left[finding.fingerprint] <= 0:
            return False
        self._left[finding.fingerprint] -= 1
        return True


def load_baseline(path: str | PathLike[str]) -> Baseline:
    """Read a baseline that `write_baseline` wrote."""
    place = fspath(path)
    if not os.path.exists(place):
        raise InputError(
            place, "there is no such baseline", f"make it with --write-baseline {place}"
        )
    try:
        data = json.loads(files.data(path, "settings_mb").decode("utf-8-sig"))
        if data["schema"] != SCHEMA or data["kind"] != "baseline":
            raise KeyError
        counts: Counter[str] = Counter()
        for held in data["findings"]:
            counts[held["fingerprint"]] += int(held["count"])
        return Baseline(counts)
    except RecursionError:
        raise InputError(place, "this is not a baseline") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            place, "this is not a baseline", "name the file that --write-baseline wrote"
        ) from None


def write_baseline(
    findings: Iterable[Finding], path: str | PathLike[str], signature: Signature
) -> int:
    """Write the findings as a baseline, sorted so that changes read well; return how many."""
    held = list(findings)
    counts = Counter(finding.fingerprint for finding in held)
    named = {finding.fingerprint: finding for finding in held}
    entries: list[dict[str, Any]] = [
        {
            "rule": finding.rule,
            "fingerprint": fingerprint,
            "count": counts[fingerprint],
            "message": finding.message,
        }
        for fingerprint, finding in named.items()
    ]
    entries.sort(key=lambda entry: (entry["rule"], entry["fingerprint"]))
    data = {
        "schema": SCHEMA,
        "kind": "baseline",
        "signature": str(signature),
        "findings": entries,
    }
    with atomic(path, renews=True) as stream:
        stream.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    return len(held)
