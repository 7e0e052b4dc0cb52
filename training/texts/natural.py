"""Natural pairs for the network of meaning: nobody marked them, or a professional marked a word.

Clean ones are professional translations, machine translations in which raters marked nothing of
weight, post-edits, and slices of news that were judged long ago. Wrong ones hold a word that a
rater marked as a serious mistranslation, or that a post-editor took out. All of them are of the
development half, by document.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bench.texts.data import DIRECTIONS, half_of, marked, professional
from bench.texts.draws import joined, untokenised
from bench.texts.structured import wild_prose

#: Slices that are learned from; 05, 09 and 14 set the bars.
SLICES = ("01", "02", "03", "04", "08", "10", "11", "12", "13")
#: A post-edit that changed more than this is another translation.
LITTLE = 0.35
#: Longer words of a mark are a clause, and no word.
LONGEST_MARK = {"zh": 6, "en": 24}
WRONG = re.compile("mistranslation|terminology|^any$", re.IGNORECASE)
SERIOUS = frozenset({"major", "critical"})
CHINESE_SIGN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True)
class Natural:
    """A pair, Chinese first, and the words of one side that are wrong, if any."""

    chinese: str
    english: str
    side: int = 0
    wrong: tuple[tuple[int, int], ...] = ()


def aside(name: str) -> bool:
    """Tell whether a document sets the bars, and is not learned from."""
    return sha256(f"sense:{name}".encode()).digest()[0] % 4 == 0


def learned(name: str) -> bool:
    """Tell whether a document is learned from."""
    return half_of(name) == "development" and not aside(name)


def natural(gold: Path) -> list[Natural]:
    """Return the pairs that are learned from, each once."""
    makers = (_professional, _fresh, _rated, _talks, _edited)
    found = dict.fromkeys(pair for make in makers for pair in make(gold))
    return [p for p in found if 4 <= len(p.chinese) < 300 and len(p.english) < 900]


def _ordered(direction: str, source: str, target: str, **more: object) -> Natural:
    texts = (source, target) if direction == "zh-en" else (target, source)
    return Natural(*texts, **more)  # type: ignore[arg-type]


def _professional(gold: Path) -> Iterator[Natural]:
    for direction in DIRECTIONS:
        for pair in (*professional(gold, direction), *wild_prose(gold, direction)):
            name = f"{pair.set}:{pair.document}"
            # There is too little law to set any aside.
            known = learned(name) or (pair.genre == "law" and half_of(name) == "development")
            if pair.genre != "news, backwards" and known:
                yield _ordered(direction, pair.source, pair.target)


def _fresh(gold: Path) -> Iterator[Natural]:
    for direction in DIRECTIONS:
        for row in slices(gold, direction, SLICES):
            yield _ordered(direction, row["source"], row["target"])


def slices(gold: Path, direction: str, names: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of some slices of unjudged pairs."""
    for name in names:
        yield from _table(gold / "fresh" / f"{direction}-{name}.tsv")


def _rated(gold: Path) -> Iterator[Natural]:
    """Yield the pairs of `bio` and `esa` that no rater found a serious fault in, and the faults."""
    for name in ("bio", "esa"):
        groups: dict[tuple[str, ...], list[object]] = defaultdict(list)
        for pair in marked(gold, name):
            if learned(f"{pair.set}:{pair.document}"):
                groups[pair.direction, pair.source, pair.target].extend(pair.marks or ())
        for (direction, *texts), marks in groups.items():
            heavy = [m for m in marks if m.severity in SERIOUS]  # type: ignore[attr-defined]
            spans = [
                (m.start, m.end)  # type: ignore[attr-defined]
                for m in heavy
                if m.side == "target" and WRONG.search(m.category)  # type: ignore[attr-defined]
            ]
            yield from _either(direction, *texts, bool(heavy), spans)


def _either(
    direction: str, source: str, target: str, faulty: bool, spans: Iterable[tuple[object, object]]
) -> Iterator[Natural]:
    """Yield a pair without fault as it is, one whose faults are words with their places."""
    if not faulty:
        yield _ordered(direction, source, target)
        return
    language = direction[3:]
    held = tuple(
        (low, high) for low, high in spans
        if isinstance(low, int) and isinstance(high, int) and high - low <= LONGEST_MARK[language]
    )  # fmt: skip
    if held:
        yield _ordered(direction, source, target, side=int(language == "en"), wrong=held)


def _talks(gold: Path) -> Iterator[Natural]:
    groups: dict[tuple[str, str], list[tuple[bool, str]]] = defaultdict(list)
    for row in _table(gold / "mqm-ted" / "mqm_ted_zhen.tsv"):
        if learned(f"rated-talks:{row['doc']}"):
            plain = re.sub(r"</?v>", "", row["source"]), re.sub(r"</?v>", "", row["target"])
            heavy = row["severity"].lower() in SERIOUS and "Style" not in row["category"]
            place = row["target"] if WRONG.search(row["category"].split("/")[-1]) else ""
            groups[plain].append((heavy, place))
    for (source, target), rows in groups.items():
        spans = []
        for heavy, text in rows:
            before, _, rest = text.partition("<v>")
            if heavy and rest:
                spans.append((len(before), len(before) + len(rest.partition("</v>")[0])))
        yield from _either("zh-en", source, target, any(heavy for heavy, _ in rows), spans)


def _edited(gold: Path) -> Iterator[Natural]:
    """Yield post-edits, and machine translations with the words that the editor took out."""
    with lzma.open(gold / "rated" / "pe.jsonl.xz", "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    for row in rows:
        if not learned(f"pe:{row['id']}"):
            continue
        source, right = joined(row["source"]), untokenised(row["post_edit"])
        yield Natural(right, source)
        words, tags = row["target"].split(), row["word_tags"].split()[1::2]
        wrong = [
            word for word, tag in zip(words, tags, strict=False)
            if tag == "BAD" and len(word) > 1 and CHINESE_SIGN.search(word) and word not in right
        ]  # fmt: skip
        text = untokenised(row["target"])
        spans = tuple((at, at + len(w)) for w in wrong if (at := text.find(w)) >= 0)
        if spans and row["hter"] <= LITTLE:
            yield Natural(text, source, 0, spans)


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
