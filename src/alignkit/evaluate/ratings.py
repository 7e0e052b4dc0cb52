"""Translations that people marked: read from JSON lines and from MQM tables."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from alignkit import files
from alignkit.errors import InputError

_MARK = re.compile(r"</?v>")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of one side of a pair that somebody calls wrong."""

    side: str
    start: int
    end: int
    severity: str = "major"
    category: str = ""


@dataclass(frozen=True, slots=True)
class RatedPair:
    """A pair with the marks that one rater, or a program, gave it."""

    document: str
    source: str
    target: str
    marks: tuple[Mark, ...] = ()


def read_ratings(path: str | PathLike[str]) -> list[RatedPair]:
    """Read rated pairs: JSON lines (may be .xz) with `marks`, or a table in the MQM format.

    A table has a row a mark, with the columns source, target, severity and category, the marked
    characters between <v> and </v>, and doc (or doc_id), seg_id, system and rater where they are.
    """
    place = Path(path)
    try:
        packed = files.data(place)
        text = (lzma.decompress(packed) if place.suffix == ".xz" else packed).decode("utf-8")
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise InputError(place, f"not readable as ratings ({error})") from error
    if text.lstrip().startswith("{"):
        return list(_json_lines(place, text))
    return _table(place, text)


def _json_lines(place: Path, text: str) -> Iterator[RatedPair]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            marks = tuple(
                Mark(m["side"], m["start"], m["end"], m.get("severity", ""), m.get("category", ""))
                for m in row["marks"]
                if m.get("start") is not None and m.get("end") is not None
            )
            yield RatedPair(str(row.get("doc", "")), row["source"], row["target"], marks)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(place, f"line {number} is no rated pair ({error})") from error


def _table(place: Path, text: str) -> list[RatedPair]:
    lines = text.splitlines()
    head = lines[0].split("\t") if lines else []
    missing = {"source", "target", "severity", "category"} - set(head)
    if missing:
        names = ", ".join(sorted(missing))
        raise InputError(place, f"no ratings: without the columns {names}")
    held: dict[tuple[str, ...], RatedPair] = {}
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(head):
            raise InputError(place, f"line {number} has {len(cells)} cells, not {len(head)}")
        row = dict(zip(head, cells, strict=True))
        document = row.get("doc") or row.get("doc_id") or row.get("docSegId") or ""
        source, target = (_MARK.sub("", row[side]) for side in ("source", "target"))
        key = document, source, target, row.get("system", ""), row.get("rater", "")
        pair = held.get(key) or RatedPair(document, source, target)
        marks = tuple(_marks(row)) if row["severity"].lower() not in ("no-error", "") else ()
        held[key] = RatedPair(document, source, target, (*pair.marks, *marks))
    return list(held.values())


def _marks(row: dict[str, str]) -> Iterator[Mark]:
    for side in ("source", "target"):
        start, place = 0, 0
        for part in re.split(r"(</?v>)", row[side]):
            if part == "<v>":
                start = place
            elif part == "</v>":
                yield Mark(side, start, place, row["severity"].lower(), row["category"])
            else:
                place += len(part)
