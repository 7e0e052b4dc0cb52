"""Machine translations that people marked: which pairs have an omission, and where."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alignkit.types import Bitext

_MARK = re.compile(r"</?v>")


@dataclass(frozen=True)
class Rated:
    """A pair; `dropped` and `added` are None where raters disagree or mark something else.

    `marked` are the characters of the source that were marked as left out, `extra` those of the
    translation that were marked as added.
    """

    system: str
    place: tuple[str, int]
    source: str
    target: str
    dropped: bool | None
    marked: frozenset[int]
    added: bool | None
    extra: frozenset[int]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _spans(text: str) -> list[tuple[int, int]]:
    spans, place, start = [], 0, 0
    for part in re.split(r"(</?v>)", text):
        if part == "<v>":
            start = place
        elif part == "</v>":
            spans.append((start, place))
        else:
            place += len(part)
    return spans


def _long(text: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether an addition of two words or more is among some spans."""
    return any(len(text[low:high].split()) >= 2 for low, high in spans)


def rated_news(path: Path) -> list[Rated]:
    """Omissions of six characters or more that two of three raters marked; none that any marked.

    Additions of two words or more that one rater marked; none that any marked.
    """
    marks: dict[tuple[str, str, int], dict[str, list[tuple[int, int]]]] = {}
    texts: dict[tuple[str, str, int], tuple[str, str]] = {}
    some: set[tuple[str, str, int]] = set()
    extra: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    for row in _rows(path):
        key = row["system"], row["doc"], int(row["segment"])
        texts[key] = _MARK.sub("", row["source"]), _MARK.sub("", row["target"])
        own = marks.setdefault(key, {}).setdefault(row["rater"], [])
        if "Omission" in row["category"]:
            own.extend(_spans(row["source"]))
            some.add(key)
        if "Addition" in row["category"]:
            extra.setdefault(key, []).extend(_spans(row["target"]))
    found = []
    for key in sorted(marks):
        raters = marks[key].values()
        agreed = sum(any(high - low >= 6 for low, high in spans) for spans in raters) >= 2
        votes = Counter(c for spans in raters for c in {c for s in spans for c in range(*s)})
        marked = frozenset(c for c, count in votes.items() if count >= 2)
        dropped = True if agreed else None if key in some else False
        spans = extra.get(key, [])
        added = True if _long(texts[key][1], spans) else None if spans else False
        more = frozenset(c for span in spans for c in range(*span))
        found.append(Rated(key[0], key[1:], *texts[key], dropped, marked, added, more))
    return found


def rated_talks(path: Path) -> list[Rated]:
    """Omissions of four characters or more, additions of two words or more.

    None where nothing at all is marked.
    """
    marks: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    extra: dict[tuple[str, str, int], list[tuple[int, int]]] = {}
    texts: dict[tuple[str, str, int], tuple[str, str]] = {}
    faulty: set[tuple[str, str, int]] = set()
    for row in _rows(path):
        key = row["system"], row["doc_id"], int(row["seg_id"])
        texts[key] = _MARK.sub("", row["source"]), _MARK.sub("", row["target"])
        own = marks.setdefault(key, [])
        if row["category"] != "No-error":
            faulty.add(key)
        if "Omission" in row["category"]:
            own.extend(_spans(row["source"]))
        if "Addition" in row["category"]:
            extra.setdefault(key, []).extend(_spans(row["target"]))
    found = []
    for key in sorted(marks):
        long = any(high - low >= 4 for low, high in marks[key])
        spans = extra.get(key, [])
        right = None if key in faulty else False
        marked, more = (
            frozenset(c for s in held for c in range(*s)) for held in (marks[key], spans)
        )
        found.append(
            Rated(
                key[0],
                key[1:],
                *texts[key],
                True if long else right,
                marked,
                True if _long(texts[key][1], spans) else right,
                more,
            )
        )
    return found


def bitext_of(held: list[Rated]) -> tuple[Bitext, list[int]]:
    """Return the pairs of one system in the order of their documents, and the bead of each."""
    order = sorted(range(len(held)), key=lambda i: held[i].place)
    bitext = Bitext.from_pairs([(held[i].source, held[i].target) for i in order])
    beads = [0] * len(held)
    for bead, at in enumerate(order):
        beads[at] = bead
    return bitext, beads
