"""Learns which sentence of a text its other side does not carry: what was lost, or put in.

    python -m training carried --data DIR --gold DIR      (ALIGNKIT_DATA, ALIGNKIT_BENCH)

It stands on the networks that `python -m training coverage` wrote and is written beside them. A
sentence of the next pair is put behind a text, or one of the pair before in front of it, or one of
its translation's sentences is taken out; pairs of several sentences and whole neighbours are fine.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
from bench.texts.data import DIRECTIONS, professional
from bench.texts.structured import wild_prose
from numpy.typing import NDArray

from alignkit.check.coverage.net import Learned, Net
from alignkit.check.coverage.sentences.weighing import carried_rows, longer, stretches_of, usually
from alignkit.segment import segment
from alignkit.types import Span
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of_all
from training.texts.omissions import DRAWN
from training.texts.sources import load_source
from training.weights.closer import again, mean_of
from training.weights.coverage import area, fit

Rows = NDArray[np.float32]

#: Lines of one source that stand for a document, neighbours or drawn as having several sentences.
TOGETHER = 60
#: Lines drawn of each source, as a share of what the other networks learn from.
NEAR, SEVERAL = 0.5, 0.3
#: How often what can be done to a pair is done.
BEHIND, BEFORE, JOINED, TAKEN = 0.3, 0.2, 0.35, 0.7
#: Documents are dealt into so many parts, each judged by what was learned from the others.
PARTS = 3
#: The share of clean texts of several sentences, of documents not learned from, that is told.
ALARMS = {"zh": 0.004, "en": 0.004}
HIDDEN, EPOCHS, DECAY, SEEDS = 16, 10, 2e-3, (1, 2, 3)
AT_ONCE = 256
#: Shorter lines, and those that end no sentence, are headings or cells.
SHORTEST = 4
_ENDS = ("。", "！", "？", "；", ".", "!", "?", ";", "”", '"')
_INNER = {"zh": re.compile("[。！？][”」]?."), "en": re.compile(r'[a-z)][.!?]["”]? [A-Z“"]')}
LONGEST = 250
GAP = {"zh": "", "en": " "}

#: A pair's place in its document, its text in the language that is asked, and the other one.
Line = tuple[int, str, str]


@dataclass(frozen=True)
class Example:
    """A text, its other side, and which of its sentences that does not carry."""

    own: str
    other: str
    alone: tuple[bool, ...]
    document: str
    usual: float

    @property
    def clean(self) -> bool:
        """Whether nothing was done to it."""
        return not any(self.alone)


def documents(data: Path, gold: Path, lang: str) -> Iterator[tuple[str, list[Line]]]:
    """Yield documents of both directions: professional ones, then lines of the training data.

    The held documents of bench/texts/data.py are not touched.
    """
    chinese = lang == "zh"
    found: dict[str, list[Line]] = defaultdict(list)
    for way in DIRECTIONS:
        for pair in (*professional(gold, way), *wild_prose(gold, way)):
            # News that is read backwards is the same news.
            if pair.half == "development" and not pair.genre.endswith("backwards"):
                texts = (pair.source, pair.target) if way == "zh-en" else (pair.target, pair.source)
                name = f"gold|{pair.genre}|{pair.document}|{pair.system}|{way}"
                found[name].append((pair.place, *_turned(texts, chinese)))
    yield from found.items()
    draw = random.Random(7)
    for name, count in DRAWN.items():
        held = load_source(data / "pairs" / f"{name}.tsv.xz")
        for turn in range(int(count * NEAR) // TOGETHER + 1):
            at = draw.randrange(max(1, len(held) - TOGETHER))
            near = held[at : at + TOGETHER]
            yield f"{name}|{turn}", [(n, *_turned(p, chinese)) for n, p in enumerate(near)]
        turned = [_turned(pair, chinese) for pair in held]
        several = [p for p in turned if len(p[0]) <= LONGEST and _INNER[lang].search(p[0][5:-5])]
        draw.shuffle(several)
        several = several[: int(count * SEVERAL)]
        for low in range(0, len(several), TOGETHER):
            # Lines that were drawn one by one are no neighbours.
            lines = [(2 * n, *p) for n, p in enumerate(several[low : low + TOGETHER])]
            yield f"{name}|several {low}", lines


def _turned(pair: tuple[str, str], chinese: bool) -> tuple[str, str]:
    return pair if chinese else (pair[1], pair[0])


def examples(held: Iterator[tuple[str, list[Line]]], lang: str) -> Iterator[Example]:
    """Yield texts of several sentences, as they are and with one that nothing carries."""
    draw, other_lang = random.Random(3), "en" if lang == "zh" else "zh"
    for name, lines in held:
        usual = usually([longer(own, other) for _, own, other in lines])
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            _, own, other = line
            if min(len(own), len(other)) < SHORTEST:
                continue
            sentences = sentences_of(own, lang)
            if len(sentences) > 1:
                yield Example(own, other, (False,) * len(sentences), name, usual)
                there = sentences_of(other, other_lang)
                if len(there) == len(sentences) and draw.random() < TAKEN:
                    gone = draw.randrange(len(there))
                    rest = (other[: there[gone].start] + other[there[gone].end :]).strip()
                    alone = tuple(at == gone for at in range(len(sentences)))
                    if len(rest) >= SHORTEST:
                        yield Example(own, rest, alone, name, usual)
            if following and following[0] == line[0] + 1 and own.rstrip().endswith(_ENDS):
                yield from _with_next(line, following, lang, draw, name, usual)


def _with_next(
    line: Line, following: Line, lang: str, draw: random.Random, name: str, usual: float
) -> Iterator[Example]:
    """Yield a pair with a sentence of its neighbour, or both neighbours whole."""
    (_, own, other), (_, after, other_after) = line, following
    if min(len(after), len(other_after)) < SHORTEST:
        return
    here, there = sentences_of(own, lang), sentences_of(after, lang)
    gap, turn = GAP[lang], draw.random()
    if draw.random() < JOINED:
        both = GAP["en" if lang == "zh" else "zh"].join((other, other_after))
        alone = (False,) * (len(here) + len(there))
        yield Example(own.rstrip() + gap + after, both, alone, name, usual)
    if turn < BEHIND:
        text = own.rstrip() + gap + there[0].slice(after)
        yield Example(text, other, (*(False,) * len(here), True), name, usual)
    elif turn < BEHIND + BEFORE:
        text = here[-1].slice(own) + gap + after
        yield Example(text, other_after, (True, *(False,) * len(there)), name, usual)


def sentences_of(text: str, lang: str) -> list[Span]:
    """Return where the sentences of a text stand."""
    return [sentence.span for sentence in segment(text, lang)]


def measured(
    held: Sequence[Example], learned: Learned, table: WordTable
) -> tuple[Rows, Rows, NDArray[np.intp]]:
    """Return the features and labels of all sentences, and which example each belongs to."""
    lang, other = learned.langs
    rows, labels, owner = [], [], []
    for low in range(0, len(held), AT_ONCE):
        some = held[low : low + AT_ONCE]
        cut = words_of_all(table, [text for one in some for text in (one.own, one.other)])
        for step, one in enumerate(some):
            pair = cut[2 * step], cut[2 * step + 1]
            cuts = stretches_of(pair[0], sentences_of(one.own, lang))
            # What is joined may be cut in another way than its parts were.
            if len(cuts) != len(one.alone) or any(a >= b for a, b in cuts) or not len(pair[1]):
                continue
            count = len(sentences_of(one.other, other))
            rows += carried_rows(table, learned, [pair], [cuts], [count], one.usual)
            labels += one.alone
            owner += [low + step] * len(cuts)
        table.tidy()
    return np.concatenate(rows), np.array(labels, np.float32), np.array(owner)


def apart(
    rows: Rows, labels: Rows, owner: NDArray[np.intp], held: Sequence[Example]
) -> tuple[Rows, Rows]:
    """Return what parts not learned from say of each sentence, and the most of each example."""
    part = np.array([crc32(one.document.encode()) % PARTS for one in held])[owner]
    odds = np.zeros(len(rows), np.float32)
    for number in range(PARTS):
        own = part == number
        odds[own] = _fitted(rows[~own], labels[~own])(rows[own])
    most = np.full(len(held), -np.inf, np.float32)
    np.maximum.at(most, owner, odds)
    return odds, most


def learn(held: list[Example], learned: Learned, table: WordTable) -> Net:
    """Learn from all sentences, and set the bar by what parts say that were not learned from."""
    rows, labels, owner = measured(held, learned, table)
    _, most = apart(rows, labels, owner, held)
    # Lines of the training data that look as if they lacked a sentence mostly do.
    plain = np.array([one.clean and not one.document.startswith("gold|") for one in held])
    kept = ~(plain & (most > 0))[owner]
    print(f"  {int((plain & (most > 0)).sum())} of {plain.sum()} clean lines are thrown out")
    rows, labels, owner = rows[kept], labels[kept], owner[kept]
    odds, most = apart(rows, labels, owner, held)
    print(f"  sentences: area {area(odds, labels):.4f} of {len(rows):,}")
    several = np.array([one.clean for one in held]) & np.isfinite(most)
    bar = float(np.quantile(most[several], 1 - ALARMS[learned.langs[0]]))
    hit = np.full(len(held), -np.inf)
    np.maximum.at(hit, owner[labels > 0], odds[labels > 0])
    gold = np.array([one.document.startswith("gold|") for one in held])
    for name, some in (("professional", gold), ("other", ~gold)):
        alone, clean = some & np.isfinite(hit), some & several
        found, flagged = (hit[alone] >= bar).mean(), (most[clean] >= bar).mean()
        print(f"    {name}: {found:.3f} of {alone.sum():,} found, ", end="")
        print(f"{flagged:.4f} of {clean.sum():,} flagged", flush=True)
    net = _fitted(rows, labels)
    return replace(net, offset=net.offset - bar)


def _fitted(rows: Rows, labels: Rows) -> Net:
    return mean_of([fit(rows, labels, HIDDEN, EPOCHS, seed, decay=DECAY) for seed in SEEDS])


def _again(options: argparse.Namespace, table: WordTable, learned: Learned, lang: str) -> Net:
    held = list(examples(documents(options.data, options.gold, lang), lang))
    print(f"from {lang}: {len(held):,} texts", flush=True)
    return learn(held, learned, table)


if __name__ == "__main__":
    again("carried", "carried", _again)
