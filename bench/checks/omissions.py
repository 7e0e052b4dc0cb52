"""Sentences, clauses and list items taken out of good translations, with their source stretch."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import match, words_of

Pair = tuple[str, str]
SEED = 3
MOST = 300
_CHINESE = re.compile(r"[^，；。！？：]+[，；。！？：]*")
_ENGLISH = re.compile(r"[^,;:.!?]+(?:[.,](?=\d)[^,;:.!?]*)*[,;:.!?]*[\"”’)]*\s*")
_LIST = re.compile(r"[^，。；：！？、“”（）]{2,14}(?:、[^，。；：！？、“”（）]{2,14}){2,}")


@dataclass(frozen=True)
class Removal:
    """A pair with something gone from the translation, and the source stretch that it rendered.

    It stands for `pairs` pairs of the text, from the one at `place` on.
    """

    source: str
    target: str
    span: tuple[int, int] | None
    gone: str
    place: int
    pairs: int = 1


@lru_cache(maxsize=1)
def _table() -> WordTable:
    from alignkit.embed import encoder

    return WordTable(encoder(None))


def sentence_removals(pairs: Sequence[Pair]) -> list[Removal]:
    """Two neighbouring segments joined, and the translation of one of them taken out."""
    draw = random.Random(SEED)
    found = []
    for at in draw.sample(range(len(pairs) - 1), min(MOST, len(pairs) - 1)):
        (one, first), (two, second) = pairs[at], pairs[at + 1]
        if len(one) < 8 or len(two) < 8:
            continue
        if draw.random() < 0.5:
            span = len(one), len(one) + len(two)
            found.append(Removal(one + two, first, span, second, at, 2))
        else:
            found.append(Removal(one + two, second, (0, len(one)), first, at, 2))
    return found


def clause_removals(pairs: Sequence[Pair]) -> list[Removal]:
    """A clause of four words or more between two marks taken out."""
    draw = random.Random(SEED)
    order = list(range(len(pairs)))
    draw.shuffle(order)
    found: list[Removal] = []
    for at in order:
        source, target = pairs[at]
        clauses = [m.span() for m in _ENGLISH.finditer(target)]
        long = [s for s in clauses if len(target[slice(*s)].split()) >= 4]
        if len(clauses) < 2 or not long:
            continue
        low, high = draw.choice(long)
        rest = (target[:low] + target[high:]).strip(" ,;:")
        span = _project(source, target, (low, high))
        if span and len(rest.split()) >= 3:
            found.append(Removal(source, rest, span, target[low:high], at))
        if len(found) == MOST:
            break
    return found


def item_removals(pairs: Sequence[Pair]) -> list[Removal]:
    """One item of a list taken out, with its comma or its "and"."""
    draw = random.Random(SEED)
    found: list[Removal] = []
    for at, (source, target) in enumerate(pairs):
        held = _LIST.search(source)
        if not held:
            continue
        place = held.start()
        items = []
        for item in held[0].split("、"):
            items.append((place, place + len(item)))
            place += len(item) + 1
        low, high = draw.choice(items[1:-1])
        span = _project(target, source, (low, high), reverse=True)
        if not span:
            continue
        item = re.compile(r"(?:,|,? and|,? or) [^,.;:]*?$")
        before = item.search(target[: span[1]])
        after = re.match(r"\s*(?:,|and\b|or\b)", target[span[1] :])
        if not before or not after or before.start() < span[0] - 25:
            continue
        gone = target[before.start() : span[1]]
        if len(gone.split()) > 9 or "," in gone[1:]:
            continue
        found.append(
            Removal(source, target[: before.start()] + target[span[1] :], (low, high), gone, at)
        )
    return found[:MOST]


def amid(pairs: Sequence[Pair], held: Sequence[Removal]) -> list[tuple[list[Pair], list[int]]]:
    """Return the text with the removals in their places, and where in it each of `held` stands.

    Removals of the same pair, or of neighbours of which one stands for both, fall into texts of
    their own: each of them has -1 for those that another one holds.
    """
    texts, left = [], dict(enumerate(held))
    while left:
        taken: dict[int, int] = {}
        for number, removal in left.items():
            own = range(removal.place, removal.place + removal.pairs)
            if taken.keys().isdisjoint(own):
                taken |= dict.fromkeys(own, number)
        lines: list[Pair] = []
        places = [-1] * len(held)
        for at, pair in enumerate(pairs):
            number = taken.get(at, -1)
            if number < 0:
                lines.append(pair)
            elif held[number].place == at:
                places[number] = len(lines)
                lines.append((held[number].source, held[number].target))
        texts.append((lines, places))
        left = {number: removal for number, removal in left.items() if places[number] < 0}
    return texts


def _project(
    text: str, other: str, span: tuple[int, int], reverse: bool = False
) -> tuple[int, int] | None:
    """Return the stretch of a text that renders a span of the other one, by word alignment."""
    table = _table()
    own, there = words_of(table, text), words_of(table, other)
    if not len(own) or not len(there):
        return None
    cosine, strength = match(table, own, there)
    evidence = np.maximum(cosine, strength + 0.15 * (strength > 0))
    inside = [span[0] <= start < span[1] for start in there.starts]
    if not any(inside) or all(inside):
        return None
    mask = np.array(inside)
    gain = evidence[:, mask].max(axis=1) - evidence[:, ~mask].max(axis=1)
    linked = np.flatnonzero((gain > 0.1) & (evidence[:, mask].max(axis=1) > 0.35))
    if not len(linked):
        return None
    if reverse:
        if linked[-1] - linked[0] > 8:
            return None
        return own.starts[linked[0]], own.ends[linked[-1]]
    clauses = [m.span() for m in _CHINESE.finditer(text)]
    weights = table.lengths[own.numbers]
    best = max(
        (
            float((gain * weights)[[low <= s < high for s in own.starts]].sum()),
            (low, low + len(text[low:high].rstrip("，；。！？："))),
        )
        for low, high in clauses
    )
    return best[1] if best[0] > 0.5 else None
