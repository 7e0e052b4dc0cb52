"""Learns which item of a list is left out: how the lists pair, and how the item's words are linked.

    python -m training listing --data DIR --gold DIR      (ALIGNKIT_DATA, ALIGNKIT_BENCH)

It stands on the networks that `python -m training coverage` wrote and is written beside them. Items
are taken out of the lists of good translations; the bar is set on documents not learned from.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
from bench.texts.data import Direction, professional
from bench.texts.structured import wild_prose
from numpy.typing import NDArray

from alignkit.check.coverage.closer import closer_features, linked, sole_features, usual
from alignkit.check.coverage.counted import heads, listed
from alignkit.check.coverage.lists import Item, lists_of
from alignkit.check.coverage.members import separators
from alignkit.check.coverage.net import Learned, Net
from alignkit.check.coverage.omission import LOOKED_AT
from alignkit.check.coverage.stretches import context_features, word_features
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from alignkit.words.renderings import Pair, match, words_of, words_of_all
from training.texts.omissions import DRAWN
from training.texts.sources import load_source
from training.weights.closer import again, mean_of
from training.weights.coverage import BAR, area, fit

Rows = NDArray[np.float32]

#: Lines drawn of each source, and versions of each professional segment.
LINES, VERSIONS = 500, 2
#: Items taken out of one pair.
TAKEN = 2
#: Lines of one source that stand for a document.
TOGETHER = 60
#: Documents are dealt into so many parts, each judged by what was learned from the others.
PARTS = 3
#: The share of clean beads with a list, of documents not learned from, that reach the bar.
ALARMS = {"zh": 0.0025, "en": 0.01}
#: So much more of log odds the bar stands above that: of newstest2020 it costs one found item in
#: seventy, and one alarm on its untouched lists in three.
HIGHER = {"zh": 0.45, "en": 0.0}
HIDDEN, EPOCHS, DECAY, SEEDS = 12, 10, 2e-3, (1, 2, 3)
AT_ONCE = 128
#: An item is bounded by the marks of its list, but for so many words or characters of others.
AROUND = {True: 6, False: 2}
LONGEST = {True: 12, False: 6}
_STOP = re.compile(r"[。；：.;:!?！？]")
_HAN = re.compile("[㐀-鿿]")


@dataclass(frozen=True)
class Listing:
    """A source with a list, a translation, and the item that was taken out of it, if any."""

    pair: Pair
    document: str
    gone: Item | None = None


def taken_out(table: WordTable, pair: Pair, item: Item, first: bool, last: bool) -> str | None:
    """Return a translation without the words that only an item of the source explains."""
    source, target = pair
    cosine, strength = match(table, source, target)
    evidence = np.maximum(cosine, strength + 0.15 * (strength > 0))
    inside = np.zeros(len(source), bool)
    inside[item[0] : item[1]] = True
    if inside.all() or len(target) < 4:
        return None
    best, rest = evidence[inside].max(axis=0), evidence[~inside].max(axis=0)
    columns = np.flatnonzero((best > 0.4) & (best > rest + 0.1))
    if not len(columns):
        return None
    text, start, end = target.text, target.starts[columns[0]], target.ends[columns[-1]]
    chinese = bool(_HAN.search(text))
    marks = separators(target)
    crossed = any(start <= mark.start() < end for mark in marks)
    if crossed or _size(text[start:end], chinese) > LONGEST[chinese]:
        return None
    before = max((m for m in marks if m.end() <= start), key=lambda m: m.end(), default=None)
    after = min((m for m in marks if m.start() >= end), key=lambda m: m.start(), default=None)
    if before and not _near(text[before.end() : start], chinese):
        before = None
    if after and not _near(text[end : after.start()], chinese):
        after = None
    if before and after and not first:
        return text[: before.start()] + text[after.start() :]
    if before and last:
        return text[: before.start()] + text[end:]
    if after and first:
        return text[:start] + text[after.end() :].lstrip()
    return None


def _size(text: str, chinese: bool) -> int:
    return len(text.strip()) if chinese else len(text.split())


def _near(text: str, chinese: bool) -> bool:
    return not _STOP.search(text) and _size(text, chinese) <= AROUND[chinese]


def texts(data: Path, gold: Path, chinese: bool) -> Iterator[tuple[str, str, str]]:
    """Yield sources and translations with their documents: professional ones, then the training's.

    The held documents of bench/texts/data.py are not touched.
    """
    direction: Direction = "zh-en" if chinese else "en-zh"
    draw = random.Random(4)
    pool = [
        pair
        for pair in (*professional(gold, direction), *wild_prose(gold, direction))
        if pair.half == "development"
    ]
    draw.shuffle(pool)
    versions: Counter[str] = Counter()
    for pair in pool:
        versions[pair.key] += 1
        if versions[pair.key] <= VERSIONS:
            yield pair.source, pair.target, f"gold|{pair.set}|{pair.document}"
    for name in DRAWN:
        held = load_source(data / "pairs" / f"{name}.tsv.xz")
        for at in draw.sample(range(len(held)), min(LINES, len(held))):
            left, right = held[at]
            if 12 <= len(left) <= 200:
                own, other = (left, right) if chinese else (right, left)
                yield own, other, f"{name}|{at // TOGETHER}"


def listings(data: Path, gold: Path, table: WordTable, chinese: bool) -> list[Listing]:
    """Return pairs whose source holds a list, as they are and with items taken out."""
    draw = random.Random(2)
    held = list(texts(data, gold, chinese))
    cut = words_of_all(table, [text for source, target, _ in held for text in (source, target)])
    found = []
    for at, (_, _, document) in enumerate(held):
        source, target = cut[2 * at], cut[2 * at + 1]
        if min(len(source), len(target)) < 4:
            continue
        chosen = [
            (item, n == 0, n == len(items) - 1)
            for items in (heads(source, whole) for whole in lists_of(source))
            for n, item in enumerate(items)
        ]
        if not chosen:
            continue
        found.append(Listing((source, target), document))
        draw.shuffle(chosen)
        rest = [
            (item, text)
            for item, first, last in chosen[: 4 * TAKEN]
            if (text := taken_out(table, (source, target), item, first, last))
        ]
        found += [
            Listing((source, words_of(table, text)), document, item) for item, text in rest[:TAKEN]
        ]
    return [one for one in found if len(one.pair[1])]


def measured(
    table: WordTable, learned: Learned, held: Sequence[Listing]
) -> tuple[Rows, Rows, NDArray[np.intp]]:
    """Return the features and labels of all items, and which listing each belongs to."""
    prior = np.float32(learned.prior)
    pairs = [one.pair for one in held]
    odds: list[Rows] = []
    seen = []
    for low in range(0, len(pairs), AT_ONCE):
        some = pairs[low : low + AT_ONCE]
        rows, found = word_features(table, some, learned.hardness)
        sources: list[Words] = [source for source, _ in some]
        values = learned.context(context_features(sources, rows, learned.word(rows) - prior))
        odds += np.split(values - prior, np.cumsum([len(source) for source in sources])[:-1])
        seen += found
    elsewhere = usual([source for source, _ in pairs], odds, [one.document for one in held])
    features, labels, owner = [], [], []
    for low in range(0, len(pairs), AT_ONCE):
        for step, links in enumerate(linked(table, pairs[low : low + AT_ONCE], learned.langs)):
            at = low + step
            for one in listed(*pairs[at], odds[at], seen[at]):
                if not one.telling or one.mean <= LOOKED_AT:
                    continue
                first, last = one.item
                closer = closer_features(
                    table, pairs[at], odds[at], links, elsewhere[at], first, last
                )
                gone = held[at].gone
                sole = sole_features(table, pairs[at], links, first, last)
                features.append([*one.features, *closer, *sole])
                labels.append(float(gone is not None and gone[0] < last and first < gone[1]))
                owner.append(at)
    return np.array(features, np.float32), np.array(labels, np.float32), np.array(owner)


def learn(rows: Rows, labels: Rows, owner: NDArray[np.intp], held: list[Listing], lang: str) -> Net:
    """Learn from all items, and set the bar by what parts say that were not learned from."""
    part = np.array([crc32(one.document.encode()) % PARTS for one in held])[owner]
    apart = np.zeros(len(rows), np.float32)
    for number in range(PARTS):
        own = part == number
        apart[own] = _fitted(rows[~own], labels[~own])(rows[own])
    print(f"  items: area {area(apart, labels):.4f} of {len(rows):,}")
    most = np.full(len(held), -np.inf)
    np.maximum.at(most, owner, apart)
    gold = np.array([one.document.startswith("gold|") for one in held])
    clean = np.array([one.gone is None for one in held])
    bar = float(np.quantile(most[gold & clean & np.isfinite(most)], 1 - ALARMS[lang]))
    hit = np.full(len(held), -np.inf)
    np.maximum.at(hit, owner[labels > 0], apart[labels > 0])
    found = hit[gold & ~clean & np.isfinite(hit)] >= bar
    print(f"  bar {bar:.2f}: {found.mean():.3f} of {len(found)} items found", flush=True)
    net = _fitted(rows, labels)
    return replace(net, offset=net.offset + BAR - bar - HIGHER[lang])


def _fitted(rows: Rows, labels: Rows) -> Net:
    return mean_of([fit(rows, labels, HIDDEN, EPOCHS, seed, decay=DECAY) for seed in SEEDS])


def _again(options: argparse.Namespace, table: WordTable, learned: Learned, lang: str) -> Net:
    held = listings(options.data, options.gold, table, lang == "zh")
    print(f"from {lang}: {len(held):,} listings", flush=True)
    return learn(*measured(table, learned, held), held, lang)


if __name__ == "__main__":
    again("listing", "listed", _again)
