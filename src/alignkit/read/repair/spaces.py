"""Runs of spaces inside a line, and spaces of odd kinds, become one plain space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

_ODD = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_RUN = re.compile(rf"(?<=[^\s])(?:[ \t{_ODD}]{{2,}}|[{_ODD}])(?=[^\s])")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield each run of spaces between two words as one space."""
    for found in _RUN.finditer(text):
        yield Edit(found.start(), found.end(), " ")
