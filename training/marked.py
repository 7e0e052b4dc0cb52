"""Pairs of machine translations of one segment, one of them without any error that raters marked.

Where they marked a serious error of meaning in the other, the two differ in substance; where a
slight one, in a detail; where none, in words alone.
"""

from __future__ import annotations

import csv
import json
import lzma
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.data import half_of
from bench.renderings import Sample

# So many translations of each kind are drawn from a segment, and no longer originals than this.
DRAWN, LONGEST, SEED = 3, 160, 5
SERIOUS = ("major", "critical")
# What raters call an error of meaning.
MEANING = re.compile("Accuracy|Terminology|translation")
_MARK = re.compile(r"</?v>")
# Document, original, translation, rater, and how serious: nothing for no error of meaning.
Marked = tuple[str, str, str, str, str]


def marked(data: Path) -> Sample:
    """Return pairs of rated news, talks and abstracts, those of the half of development."""
    rng = random.Random(SEED)
    found = Sample([], [], [], [])
    for lines in (_ratings(data / "mqm-news"), _ratings(data / "mqm-ted"), _abstracts(data)):
        segments: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
        for document, source, target, rater, serious in lines:
            own = segments.setdefault((document, source), {})
            own.setdefault(target, []).append((rater, serious))
        for (document, source), targets in segments.items():
            if len(source) <= LONGEST:
                _draw(document, source, targets, found, rng)
    return found


def _draw(
    document: str,
    source: str,
    targets: dict[str, list[tuple[str, str]]],
    found: Sample,
    rng: random.Random,
) -> None:
    kinds: dict[str, list[str]] = defaultdict(list)
    for target, marks in targets.items():
        kinds[_verdict(marks)].append(target)
    clean = kinds["wording"]
    for verdict in ("substance", "detail", "wording") if clean else ():
        for target in rng.sample(kinds[verdict], min(DRAWN, len(kinds[verdict]))):
            pair = [rng.choice(clean), target]
            if pair[0] != pair[1]:
                rng.shuffle(pair)
                found.texts.append((source, pair[0], pair[1]))
                found.verdicts.append(verdict)
                found.groups.append(document)
                found.words.append([])


def _verdict(marks: Sequence[tuple[str, str]]) -> str:
    """Return what half of the raters say, "" where fewer of them mark something serious."""
    raters = {rater for rater, _ in marks}
    serious = {rater for rater, mark in marks if mark in SERIOUS}
    if 2 * len(serious) >= len(raters):
        return "substance"
    if serious:
        return ""
    return "detail" if any(mark for _, mark in marks) else "wording"


def _ratings(folder: Path) -> Iterator[Marked]:
    name = "ratings.tsv" if folder.name == "mqm-news" else "mqm_ted_zhen.tsv"
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            source, target = (_MARK.sub("", row[side]) for side in ("source", "target"))
            mark = row["severity"].lower() if MEANING.search(row["category"]) else ""
            yield f"{folder.name} {row['doc']}", source, target, row["rater"], mark


def _abstracts(data: Path) -> Iterator[Marked]:
    with lzma.open(data / "rated" / "bio.jsonl.xz", "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            if row["dir"] != "zh-en" or half_of(row["doc"]) != "development":
                continue
            own = row["doc"], row["source"], row["target"], row["rater"]
            yield (*own, "")
            for mark in row["marks"]:
                if MEANING.search(mark["category"] or ""):
                    yield (*own, mark["severity"])
