"""Characters that no reader sees: byte-order marks, null bytes, controls, zero-width spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

# Joiners between letters of scripts that need them, and in emoji, stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\u200b\u2060\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]+"
)
_BREAK = re.compile("\r\n|[\r\x0b\x1c-\x1e\x85\u2028\u2029]")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield the characters that say nothing, and each kind of line end as one line feed."""
    for found in _UNSEEN.finditer(text):
        yield Edit(found.start(), found.end(), "")
    for found in _BREAK.finditer(text):
        yield Edit(found.start(), found.end(), "\n")
