"""Markdown marks in plain text: **bold**, *italics*, [links](address) and ## headings lose them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

_BOLD = re.compile(
    r"(?<![A-Za-z0-9_])(\*\*\*?|__)(?=[^\s*_])([^*]{1,2000}?)(?<=[^\s*_])\1(?![*_A-Za-z0-9])"
)
_ITALIC = re.compile(
    r"(?<![A-Za-z0-9_*\\])(\*)(?=[^\s*,.;:!?)，。；：、！？）])([^*\n]{1,400}?)(?<=[^\s*])\*(?![A-Za-z0-9_*])"
)
_HASHES = re.compile(r"^#{1,6}[ \t]+(?=[^\s#])|(?<=\S)[ \t]+#{1,6}$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]{1,400})\](\((?:#|/|\.{0,2}/|https?://|mailto:)[^()\s]*\))")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield the marks of headings, bold, italics and links."""
    if "# " in text:
        for found in _HASHES.finditer(text):
            yield Edit(found.start(), found.end(), "")
    if "*" in text or "__" in text:
        for form in (_BOLD, _ITALIC):
            for found in form.finditer(text):
                size = len(found.group(1))
                if "\n\n" in found.group(2):
                    continue
                yield Edit(found.start(), found.start() + size, "")
                yield Edit(found.end() - size, found.end(), "")
    if "](" in text:
        for found in _LINK.finditer(text):
            yield Edit(found.start(), found.start(1), "")
            yield Edit(found.end(1), found.end(), "")
