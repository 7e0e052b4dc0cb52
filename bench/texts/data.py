"""The gold data: each set's direction, genres, documents, halves and licence, known here alone.

A pair names its document and its source sentence. The halves are cut by document, from a digest of
its name: a document that is looked at while rules are written never stands in the held half.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

Direction = Literal["zh-en", "en-zh"]
Half = Literal["development", "held"]
DIRECTIONS: tuple[Direction, ...] = ("zh-en", "en-zh")
#: Those who planted errors in documents of their own (bench/stranger), the newest last.
STRANGERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
HALVES: tuple[Half, ...] = ("development", "held")
#: Neighbouring lines that stand for a document where a file does not say where one ends.
LINES_A_DOCUMENT = 20


@dataclass(frozen=True, slots=True)
class Set:
    """A part of the data: what it holds, how its halves are cut, whose it is.

    `seen` says that rules were written while looking at all of it.
    """

    name: str
    path: str
    what: str
    directions: tuple[Direction, ...]
    genres: tuple[str, ...]
    cut: str
    licence: str
    seen: bool = False


SETS = (
    Set("fresh", "fresh", "unjudged pairs, professional and machine translations mixed",
        DIRECTIONS, ("mixed",), "slices of 120, each for one use",
        "WMT 2021 and 2023 news systems, research"),
    Set("bio", "rated/bio.jsonl.xz", "medical abstracts, marked by experts on both sides",
        DIRECTIONS, ("medical",), "documents", "GitHub amazon-science/bio-mqm-dataset, Apache-2.0"),
    Set("esa", "rated/esa.jsonl.xz", "13 systems and a professional, marked by annotators",
        ("en-zh",), ("news", "speech", "literary", "social"), "documents",
        "wmt-conference/wmt24-news-systems, research"),
    Set("wild", "wild", "document pairs as people keep them; some findings and beads judged",
        DIRECTIONS, ("docs", "readme", "law", "lit", "talk"), "document pairs",
        "public GitHub repositories, each its own"),
    Set("news", "newstest2020", "2,000 Chinese segments, two professional translations; also "
        "read backwards", DIRECTIONS, ("news",), f"blocks of {LINES_A_DOCUMENT} lines",
        "WMT 2020 news test, research", seen=True),
    Set("rated-news", "mqm-news", "machine translations marked by three raters; the verdicts on "
        "numbers are the project's own", ("zh-en",), ("news",), "whole",
        "GitHub google/wmt-mqm-human-evaluation, Apache-2.0", seen=True),
    Set("rated-talks", "mqm-ted", "machine translations marked by raters", ("zh-en",), ("talk",),
        "whole", "GitHub google/wmt-mqm-human-evaluation, Apache-2.0", seen=True),
    Set("novels", "mac-dev", "six chapters, aligned by hand", ("zh-en",), ("literary",),
        "chapters", "GitHub bfsujason/mac; the novels' own rights remain", seen=True),
    Set("academic", "academic", "thirteen texts, aligned by hand", ("en-zh",), ("academic",),
        f"blocks of {LINES_A_DOCUMENT} beads", "GitHub bfsujason/aligner-eval", seen=True),
    Set("bible", "bible", "gold by verses", ("en-zh",), ("scripture",), "whole",
        "GitHub bfsujason/aligner-eval, public domain", seen=True),
    Set("words", "word-align", "450 sentence pairs with linked words", ("zh-en",), ("news",),
        "whole", "TsinghuaAligner, as in GitHub neulab/awesome-align", seen=True),
    Set("sentences", "segment", "English web text and Chinese encyclopedic text, cut by hand", (),
        ("web", "encyclopedia"), "whole", "Universal Dependencies, CC BY-SA 4.0", seen=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one side that a professional marked as wrong."""

    side: str
    start: int | None
    end: int | None
    severity: str
    category: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A source segment and a translation, with what is known of where they come from.

    `place` orders a document's pairs; `marks` is None where nobody looked for errors.
    """

    set: str
    direction: Direction
    genre: str
    document: str
    place: int
    system: str
    source: str
    target: str
    marks: tuple[Mark, ...] | None = None

    @property
    def key(self) -> str:
        """The source sentence, whoever translated it: what counts as one source of a figure."""
        return f"{self.set}:{self.direction}:{self.document}:{self.place}"

    @property
    def half(self) -> Half:
        """The half that the pair's document falls in."""
        return half_of(f"{self.set}:{self.document}")


def half_of(name: str) -> Half:
    """Return the half of a document, always the same for the same name."""
    return HALVES[sha256(name.encode()).digest()[0] % 2]


def held_set(name: str) -> Set:
    """Return what is known of a set."""
    return next(known for known in SETS if known.name == name)


def professional(data: Path, direction: Direction) -> tuple[Pair, ...]:
    """Return the segments that professionals translated, document by document.

    English to Chinese has little news: the Chinese of `news` is read there as if it were the
    translation, under a genre of its own.
    """
    makers = [_bio_references]
    makers += [_news, _novels] if direction == "zh-en" else [_esa_references, _academic, _news]
    return tuple(
        pair
        for maker in makers
        for pair in maker(data, direction)
        if pair.source.strip() and pair.target.strip()
    )


def marked(data: Path, name: str) -> tuple[Pair, ...]:
    """Return the pairs of `bio` or `esa`, every system's, with the marks of their raters."""
    return _marked(data / held_set(name).path, name)


@lru_cache(maxsize=2)
def _marked(path: Path, name: str) -> tuple[Pair, ...]:
    places: dict[tuple[str, str], int] = {}
    found = []
    for row in json_lines(path):
        # The same sentence has one place in its document, whichever system translated it.
        place = places.setdefault((row["doc"], row["source"]), len(places))
        marks = tuple(
            Mark(m["side"], m.get("start"), m.get("end"), m["severity"], m["category"])
            for m in row["marks"]
        )
        direction: Direction = row["dir"]
        found.append(
            Pair(name, direction, row["domain"], row["doc"], place, row["system"],
                 row["source"].strip(), row["target"].strip(), marks)
        )  # fmt: skip
    return tuple(found)


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _bio_references(data: Path, direction: Direction) -> list[Pair]:
    return [
        pair
        for pair in _unrepeated(marked(data, "bio"))
        if pair.direction == direction and pair.system.startswith("reference")
    ]


def _esa_references(data: Path, direction: Direction) -> list[Pair]:
    return [pair for pair in _unrepeated(marked(data, "esa")) if pair.system == "refA"]


def _unrepeated(pairs: tuple[Pair, ...]) -> list[Pair]:
    """Return the pairs once each, though several raters may have read one, in order."""
    first = {(p.system, p.document, p.place, p.target): p for p in reversed(pairs)}
    return sorted(first.values(), key=lambda p: (p.document, p.system, p.place))


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").split("\n")]


def _news(data: Path, direction: Direction) -> list[Pair]:
    folder = data / held_set("news").path
    chinese = _lines(folder / "newstest2020-zhen-src.zh.txt")
    found = []
    for who in "AB":
        english = _lines(folder / f"newstest2020.zh-en.Human-{who}.0.txt")
        for at, (zh, en) in enumerate(zip(chinese, english, strict=True)):
            pair = Pair("news", direction, "news", f"block {at // LINES_A_DOCUMENT}", at,
                        f"Human-{who}", zh, en)  # fmt: skip
            if direction == "en-zh":
                pair = replace(pair, genre="news, backwards", source=en, target=zh)
            found.append(pair)
    return found


def _novels(data: Path, direction: Direction) -> list[Pair]:
    return [
        Pair("novels", direction, "literary", gold.stem, at, "", *texts)
        for gold in sorted((data / "mac-dev" / "gold").glob("*.align"))
        for at, texts in enumerate(_aligned(data / "mac-dev", gold.stem, "zh", "en"))
    ]


def _academic(data: Path, direction: Direction) -> list[Pair]:
    return [
        Pair("academic", direction, "academic", f"{gold.stem} block {at // LINES_A_DOCUMENT}", at,
             "", *texts)
        for gold in sorted((data / "academic" / "gold").glob("*.align"))
        for at, texts in enumerate(_aligned(data / "academic", gold.stem, "en", "zh"))
    ]  # fmt: skip


def _aligned(folder: Path, name: str, source: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield both sides of each gold bead as text."""
    from alignkit.formats.ladder import read_beads

    sides = {lang: _lines(folder / lang / f"{name}.txt") for lang in (source, target)}
    gap = {"zh": "", "en": " "}
    beads, _ = read_beads((folder / "gold" / f"{name}.align").read_text("utf-8"), name)
    for bead in beads:
        yield (
            gap[source].join(sides[source][n] for n in bead.source),
            gap[target].join(sides[target][n] for n in bead.target),
        )


def judged_numbers(data: Path) -> tuple[Pair, ...]:
    """Return the machine translations of news whose numbers were judged by reading."""
    texts = {}
    for row in _table(data / "mqm-news" / "ratings.tsv"):
        source, target = (re.sub(r"</?v>", "", row[side]) for side in ("source", "target"))
        texts[row["segment"], row["system"]] = row["doc"], source, target
    return tuple(
        Pair(
            "rated-news",
            "zh-en",
            "news",
            document,
            int(row["segment"]),
            row["system"],
            source,
            target,
        )
        for row in _table(data / "mqm-news" / "numbers.tsv")
        for document, source, target in [texts[row["segment"], row["system"]]]
    )


def fresh_pairs(data: Path) -> tuple[Pair, ...]:
    """Return the slices that were judged at the start of a round, and are development data now."""
    from bench.unseen.record import ROUNDS, sheets

    return tuple(
        Pair("fresh", direction, "mixed", held.slice, at, "", row["source"], row["target"])
        for held in sheets()
        if held.round == ROUNDS[0]
        for direction in DIRECTIONS
        if held.direction == direction
        for at, row in enumerate(_table(data / "fresh" / f"{held.slice}.tsv"))
    )


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
