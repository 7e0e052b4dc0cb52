"""Full-width letters and digits, as old Chinese typesetting left them, become plain ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．，／－][０-９Ａ-Ｚａ-ｚ]+)*[％]?|(?<=\d)％")
_SHIFT = 0xFEE0


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield each run of full-width letters and digits."""
    for found in () if text.isascii() else _WIDE.finditer(text):
        yield Edit(
            found.start(),
            found.end(),
            "".join(chr(ord(char) - _SHIFT) for char in found.group()),
        )
