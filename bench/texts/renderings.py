"""Rows of two human translations that were read, and changes planted in others."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alignkit.compare.work import Gathered
    from alignkit.types.comparison import Comparison

VERDICTS = Path(__file__).parents[1] / "verdicts"
NEWS = (
    "newstest2020-zhen-src.zh.txt",
    "newstest2020.zh-en.Human-A.0.txt",
    "newstest2020.zh-en.Human-B.0.txt",
)
SYSTEMS = ("reference", "reference_r1")
# Rows read first, on which the rules were developed.
FIRST_READ = ("compare", "compare-developed", "compare-held-out")
# News is learned on below this row; so many rows make up about a document.
LEARNED, ARTICLE = 1000, 20
SEED = 11
WORD = re.compile(r"\b[a-z]{4,}\b")
ATTRIBUTE = re.compile(r"\b[a-z]{4,}(?= [a-z]{3,})")
PHRASE = re.compile(
    r" (?:of|in|for|by|with|from|to|on|and) (?:the )?\w+(?: \w+)?(?=[ ,.])", re.ASCII
)
Texts = tuple[str, str, str]


@dataclass(frozen=True)
class Sample:
    """Rows that were read: their texts, what they were called, the document each is from.

    `words` hold for each row the differences of substance by their places in both renderings.
    """

    texts: list[Texts]
    verdicts: list[str]
    groups: list[str]
    words: list[list[tuple[range, range]]]


@lru_cache(maxsize=1)
def news(data: Path) -> list[Texts]:
    """Return the news segments with their two translations."""
    sides = [(data / "newstest2020" / n).read_text(encoding="utf-8").splitlines() for n in NEWS]
    return list(zip(*sides, strict=True))


@lru_cache(maxsize=1)
def abstracts(data: Path) -> dict[str, Texts]:
    """Return the segments of the abstracts by the beginning of their sha256."""
    held: dict[str, dict[str, str]] = {}
    with lzma.open(data / "rated" / "bio.jsonl.xz", "rt", encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            if record["system"] in SYSTEMS:
                own = held.setdefault(record["source"], {})
                own[record["system"]] = record["target"]
    return {
        sha256(source.encode()).hexdigest()[:12]: (source, own[SYSTEMS[0]], own[SYSTEMS[1]])
        for source, own in held.items()
        if len(own) == len(SYSTEMS)
    }


def _lines(name: str) -> Iterator[dict[str, str]]:
    text = (VERDICTS / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    for cells in lines[1:]:
        yield dict(zip(lines[0], [*cells, "", "", "", ""], strict=False))


def sample(data: Path, name: str, half: str = "") -> Sample:
    """Return the rows of one file of verdicts, or of one half of it."""
    held: dict[str, list[dict[str, str]]] = {}
    for line in _lines(name):
        if not half or line.get("half", half) == half:
            held.setdefault(line.get("row") or line.get("segment") or line["source"], []).append(
                line
            )
    found = Sample([], [], [], [])
    for key, lines in held.items():
        of_news = "row" in lines[0]
        found.texts.append(news(data)[int(key)] if of_news else abstracts(data)[key])
        said = [line["verdict"] for line in lines]
        found.verdicts.append("substance" if "substance" in said else said[0])
        group = f"news {int(key) // ARTICLE}" if of_news else lines[0]["document"]
        found.groups.append(group)
        found.words.append(
            [
                (_range(line["first"]), _range(line["second"]))
                for line in lines
                if line["verdict"] == "substance" and (line.get("first") or line.get("second"))
            ]
        )
    return found


def _range(place: str) -> range:
    low, _, high = place.partition("-")
    return range(int(low), int(high)) if high else range(0)


def learned(data: Path) -> list[Sample]:
    """Return the rows that weights are learned on: news below a row, half of the abstracts."""
    found = []
    for name in FIRST_READ:
        whole = sample(data, name)
        kept = [at for at, g in enumerate(whole.groups) if int(g.split()[1]) * ARTICLE < LEARNED]
        parts = (whole.texts, whole.verdicts, whole.groups, whole.words)
        found.append(Sample(*([part[at] for at in kept] for part in parts)))  # type: ignore[arg-type]
    found.append(sample(data, "compare-news", "learned"))
    found.append(sample(data, "compare-abstracts"))
    found.append(sample(data, "compare-medical", "learned"))
    return found


def planted(data: Path, count: int) -> tuple[list[Texts], list[Texts]]:
    """Return news that nobody read, and the same with a word exchanged or a few left out."""
    from alignkit.words.tokens import is_content

    read = {int(line["row"]) for name in (*FIRST_READ, "compare-news") for line in _lines(name)}
    rng = random.Random(SEED)
    free = [at for at in range(LEARNED) if at not in read]
    rows = [news(data)[at] for at in rng.sample(free, count)]
    known = [w for _, _, second in rows for w in WORD.findall(second) if is_content(w)]
    plain, changed = [], []
    for at, (source, first, second) in enumerate(rows):
        kind = (WORD, ATTRIBUTE, PHRASE)[at % 3]
        places = [
            m for m in kind.finditer(second) if kind is PHRASE or is_content(m.group().strip())
        ]
        if not places:
            continue
        place = rng.choice(places)
        new = rng.choice(known) if kind is WORD else ""
        end = place.end() + (kind is ATTRIBUTE)
        plain.append((source, first, second))
        changed.append((source, first, second[: place.start()] + new + second[end:]))
    return plain, changed


def compared(texts: Sequence[Texts]) -> Comparison:
    """Compare rows that stand for themselves."""
    import alignkit as ak

    return ak.compare([text[0] for text in texts], *_bitexts(texts), names=("A", "B"))


def gathered(texts: Sequence[Texts]) -> Gathered:
    """Return what rules find in rows, before it is weighed."""
    from alignkit.compare.work import gathered as gather
    from alignkit.embed import encoder

    return gather(_bitexts(texts), encoder(None))


def _bitexts(texts: Sequence[Texts]) -> list:  # type: ignore[type-arg]
    import alignkit as ak

    return [ak.Bitext.from_pairs([(t[0], t[side]) for t in texts]) for side in (1, 2)]
