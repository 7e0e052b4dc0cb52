"""Running heads and feet: which of a Word file are shown, and their lines without page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import normpath
from typing import Any

from alignkit.read.packed.docx_styles import W

KIND = "margin"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/settings.xml"
# What numbers a page, at either end of a line; the digits are those of the page shown last.
_NUMBERED = (
    r"(?:[-–—·|/\s]*(?:第\s*\d*\s*页(?:\s*[,，/（(|]?\s*[共总]\s*\d*\s*页\s*[)）]?)?"
    r"|\b[Pp]age\s*\d*(?:\s*(?:of|/)\s*\d*)?"
    r"|(?<![\d.])\d{1,4}(?:\s*/\s*\d{1,4})?)[-–—·|\s]*)"
)
_HEAD, _FOOT = re.compile(_NUMBERED + r"(?=\s{2}|$)"), re.compile(rf"(?:(?<=\s)|^){_NUMBERED}$")
_COUNTED = re.compile(r"[Pp]age|[第共总]")
_OFF = ("0", "false", "off")


def shown(document: Any, relations: Any, settings: Any) -> Iterator[str]:
    """Yield the parts that hold the heads shown, then those of the feet, each once.

    Word keeps those of a first or an even page that are switched off.
    """
    targets = _targets(relations)
    even = settings is not None and _on(settings.find(W + "evenAndOddHeaders"))
    told = set()
    for name in ("headerReference", "footerReference"):
        for reference in document.iter(W + name):
            kind = reference.get(W + "type", "default")
            first = _on(reference.getparent().find(W + "titlePg"))
            part = targets.get(reference.get(_RELATED + "id", ""), "")
            hidden = (kind == "first" and not first) or (kind == "even" and not even)
            if part and not hidden and part not in told:
                told.add(part)
                yield part


def _targets(relations: Any) -> Mapping[str, str]:
    if relations is None:
        return {}
    held = {}
    for relation in relations.iter(_PACKAGE + "Relationship"):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else normpath(f"word/{target}")
        held[relation.get("Id", "")] = path
    return held


def _on(switch: Any) -> bool:
    return switch is not None and switch.get(W + "val", "1") not in _OFF


def unnumbered(line: str) -> tuple[int, int]:
    """Return where a line's own words begin and end, without the number of its page.

    >>> [slice(*unnumbered(line)) for line in ("第 1 页 共 3 页", "Draft 2  Page 1 of 3")]
    [slice(0, 0, None), slice(0, 7, None)]
    >>> unnumbered("Plan 2025")
    (0, 9)
    """
    head = _HEAD.match(line)
    start = head.end() if head else 0
    end = len(line)
    foot = _FOOT.search(line, start)
    # A bare number behind words is theirs, unless a tab or a wide gap parts it from them.
    if foot and (_COUNTED.search(foot[0]) or _parted(line, start, foot.start())):
        end = foot.start()
    held = line[start:end]
    if not any(map(str.isalnum, held)):
        return 0, 0
    return start + len(held) - len(held.lstrip()), end - len(held) + len(held.rstrip())


def _parted(line: str, start: int, place: int) -> bool:
    before = line[start:place]
    gap = len(before) - len(before.rstrip())
    return not before.strip() or gap >= 2
