"""Meaning: what the MIS rules find in translations with one error put in, and in clean ones."""

from __future__ import annotations

import json
import lzma
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from alignkit.compose import check, doubts
from alignkit.types import Bitext
from bench.figures.share import redrawn, share
from bench.figures.table import Row
from bench.texts.draws import joined, untokenised

#: Twenty neighbouring segments of news stand for a document; the first so many are learned from.
LEARNED_NEWS = 1200
#: So many clean pairs of a genre and direction are measured at most, and so many with each error.
CLEAN, SEEDED = 400, 120
#: Rules that speak in the place of those of one kind.
ALONE = ("MIS007", "MIS008")
#: So many pairs with votes are ranked.
RANKED = 7000


@dataclass(frozen=True)
class Pair:
    """A clean pair with its genre, its document, and its languages in their order."""

    genre: str
    document: str
    source: str
    target: str
    langs: tuple[str, str]


def professional(data: Path, learning: bool) -> list[Pair]:
    """Return professional pairs whose documents are learned from, or are not."""
    held = [*_news(data), *_rated(data), *_aligned(data)]
    return [pair for pair, learned in held if learned == learning]


def _news(data: Path) -> Iterator[tuple[Pair, bool]]:
    folder = data / "newstest2020"
    source = (folder / "newstest2020-zhen-src.zh.txt").read_text(encoding="utf-8").splitlines()
    for name in ("Human-A", "Human-B"):
        path = folder / f"newstest2020.zh-en.{name}.0.txt"
        for at, pair in enumerate(zip(source, path.read_text("utf-8").splitlines(), strict=False)):
            yield Pair("news", str(at // 20), *pair, ("zh", "en")), at < LEARNED_NEWS


def _rated(data: Path) -> Iterator[tuple[Pair, bool]]:
    for name, genre in (("bio", "medicine"), ("esa", "mixed")):
        with lzma.open(data / "rated" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as stream:
            rows = [json.loads(line) for line in stream]
        seen = set()
        for row in rows:
            faulty = any(mark["severity"] in ("major", "critical") for mark in row["marks"])
            key = row["source"], row["target"]
            if not row["system"].startswith("ref") or faulty or key in seen:
                continue
            seen.add(key)
            source, target = row["dir"].split("-")
            yield Pair(genre, row["doc"], *key, (source, target)), _odd(row["doc"])


def _aligned(data: Path) -> Iterator[tuple[Pair, bool]]:
    for room, genre, langs in (
        ("academic", "academic", ("en", "zh")), ("mac-dev", "literature", ("zh", "en")),
    ):  # fmt: skip
        for number, gold in enumerate(sorted((data / room / "gold").glob("*.align"))):
            sides = [
                (data / room / lang / f"{gold.stem}.txt").read_text("utf-8").splitlines()
                for lang in langs
            ]
            for line in gold.read_text("utf-8").splitlines():
                own, other = (json.loads(part) for part in line.split(":")[:2])
                if own and other:
                    texts = [
                        ("" if lang == "zh" else " ").join(side[at] for at in places)
                        for lang, side, places in zip(langs, sides, (own, other), strict=True)
                    ]
                    yield Pair(genre, gold.stem, texts[0], texts[1], langs), number % 2 == 1


def _odd(name: str) -> bool:
    return sum(map(ord, name)) % 2 == 1


def run(data: Path) -> list[Row]:
    """Measure documents that nothing was learned from."""
    from training.texts import seeds

    held = professional(data, learning=False)
    rows = _catastrophic(data)
    groups = sorted({(pair.genre, pair.langs) for pair in held})
    for genre, langs in groups:
        own = [pair for pair in held if (pair.genre, pair.langs) == (genre, langs)]
        own = random.Random(1).sample(own, min(CLEAN, len(own)))
        name = f"{genre}, {'-'.join(langs)}, {len({p.document for p in own})} documents"
        told = _told([(p.source, p.target) for p in own], langs)
        counts = Counter(rule for _, rule in told)
        per_rule = ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items()))
        beads = Counter(bead for bead, _ in told)
        rate = share((p.source, float(beads[at])) for at, p in enumerate(own))
        rows.append(
            Row(
                "MIS findings a hundred untouched pairs",
                100 * rate.value,
                1.5,
                "lower",
                data=name,
                note=f"{rate.said(100, 1)}; {per_rule}",
            )
        )
        for what, rules, goal, seed in (
            ("denial", ("MIS001", *ALONE), 0.7, seeds.denial),
            ("force", ("MIS002", *ALONE), 0.6, seeds.force),
            ("contrary", ("MIS003", *ALONE), 0.7, seeds.contrary),
        ):
            made = [
                (pair, changed.text)
                for number, pair in enumerate(own)
                if (changed := seed(pair.target, random.Random(f"{what} {number}")))
            ][:SEEDED]
            if made:
                found = _told([(pair.source, text) for pair, text in made], langs)
                told_of = [any((at, rule) in found for rule in rules) for at in range(len(made))]
                hits = share(
                    (pair.source, float(hit)) for (pair, _), hit in zip(made, told_of, strict=True)
                )
                rows.append(Row(f"seeded {what} found", hits.value, goal, data=name,
                                note=hits.said()))  # fmt: skip
    return rows


def _catastrophic(data: Path) -> list[Row]:
    """Rank pairs that raters found to change the meaning above those they did not."""
    with lzma.open(data / "rated" / "catastrophic.jsonl.xz", "rt", encoding="utf-8") as stream:
        held = [json.loads(line) for line in stream]
    held = random.Random(1).sample(held, min(RANKED, len(held)))
    pairs = [(joined(row["source"]), untokenised(row["target"])) for row in held]
    wrong = [row["label"] == "ERR" for row in held]
    told = doubts(Bitext.from_pairs(pairs, "en", "zh"))
    rest = [at for at, row in enumerate(held) if sha256(row["id"].encode()).digest()[0] % 2]
    pairs, wrong = [pairs[at] for at in rest], [wrong[at] for at in rest]
    name = f"en-zh talk pages, {len(pairs)} pairs, {sum(wrong)} of them wrong"
    return [
        _ranked([told[at] for at in rest], wrong, pairs, name, 0.7,
                "ak.doubts, on the half, by id, that nothing was learned from"),
        _ranked([len(s) for s, _ in pairs], wrong, pairs, name, None,
                "length of the source alone"),
    ]  # fmt: skip


def _ranked(
    scores: list[float],
    wrong: list[bool],
    pairs: list[tuple[str, str]],
    name: str,
    bar: float | None,
    what: str,
) -> Row:
    """Return the area under a ranking, with its interval."""

    def redone(places: np.ndarray) -> float:
        return area([scores[at] for at in places], [wrong[at] for at in places])

    sources = [source for source, _ in pairs]
    low, high = redrawn(sources, redone)
    return Row("catastrophic: area under the ranking", area(scores, wrong), bar, data=name,
               note=f"{low:.2f}-{high:.2f}; {len(set(sources)):,} sources; {what}")  # fmt: skip


def area(scores: list[float], wrong: list[bool]) -> float:
    """Return how likely a wrong pair stands above a right one; a draw counts half."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks = [0.0] * len(scores)
    low = 0
    while low < len(order):
        high = low
        while high < len(order) and scores[order[high]] == scores[order[low]]:
            high += 1
        for place in order[low:high]:
            ranks[place] = (low + high + 1) / 2
        low = high
    count = sum(wrong)
    total = sum(rank for rank, bad in zip(ranks, wrong, strict=True) if bad)
    return (total - count * (count + 1) / 2) / (count * (len(wrong) - count))


def _told(pairs: list[tuple[str, str]], langs: tuple[str, str]) -> set[tuple[int | None, str]]:
    """Return the beads that MIS rules speak of, each with its rule."""
    bitext = Bitext.from_pairs(pairs, *langs)
    return {(finding.bead, finding.rule) for finding in check(bitext, select=["MIS"])}
