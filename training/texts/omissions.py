"""Clean pairs with something left out of one side on purpose, and where it stood in the other."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import match, words_of
from training.texts.listed import LIST, chinese_item, extra_item, item
from training.texts.sources import Pair, load_source

#: Pairs drawn from each source: running prose first, documentation for breadth.
DRAWN = {
    "3am-captions-train": 1500, "cloudwego": 1500, "d2l": 3000, "hf-course": 2000, "karmada": 1000,
    "kubernetes-website": 2000, "mlqe-pe-wikipedia": 7000, "mozilla-www": 2200,
    "ms-architecture": 2500, "ms-dynamics365": 3000, "opensource-guide": 1400, "react-docs": 2000,
    "rust-book": 2500, "sdg-goals-targets": 600, "tatoeba-cmn-eng": 6000, "tico19": 3000,
    "xquad": 2000,
}  # fmt: skip
_HAN = re.compile(r"[㐀-鿿]")

#: Of the sources that hold a list, so many lack an item in the translation.
LISTED = 0.4
#: Lines with a list drawn beside the others, as a share of those.
LISTS = 0.25
#: Lines of one source that are taken for a document.
TOGETHER = 60
#: What a clause's words must be explained better by it than by the rest, all in all.
PLAIN = 1.2


@dataclass(frozen=True)
class Side:
    """How one language marks off clauses."""

    clause: re.Pattern[str]
    marks: str
    join: str
    comma: str
    stop: str
    brackets: tuple[str, str]
    unit: re.Pattern[str]
    longest: int

    def clauses(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in self.clause.finditer(text)]

    def size(self, text: str) -> int:
        return len(self.unit.findall(text))


CHINESE = Side(
    re.compile(r"[^，；。！？：、,;!?]+[，；。！？：、,;!?]*"),
    "，；。！？：、,;!? ", "", "，", "。", ("（", "）"), _HAN, 40,
)  # fmt: skip
ENGLISH = Side(
    re.compile(r"[^,;:()]+(?:[,;:()]+|$)"),
    ",;:.!?() ", " ", ", ", ".", (" (", ")"), re.compile(r"[A-Za-z]+"), 24,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A source, its translation, and the stretch of the source left out (None: nothing)."""

    source: str
    target: str
    dropped: tuple[int, int] | None
    origin: str
    kind: str = ""
    document: str = ""


def professional_cases(
    documents: Sequence[tuple[str, Sequence[Pair]]],
    table: WordTable,
    seed: int,
    times: int,
    chinese: bool,
) -> list[Case]:
    """Make cases of documents that professionals translated, each drawn some times over."""
    draw = random.Random(seed)
    sides = (CHINESE, ENGLISH) if chinese else (ENGLISH, CHINESE)
    found = []
    for name, pairs in documents:
        for turn in range(times):
            for at in range(len(pairs)):
                case = _case(pairs, at, table, draw, sides, name)
                if case:
                    found.append(replace(case, document=f"{name}|{turn}"))
    return found


def cases(data: Path, table: WordTable, seed: int, scale: float, chinese: bool) -> list[Case]:
    """Make cases whose source is the Chinese side, or the English one."""
    draw = random.Random(seed)
    sides = (CHINESE, ENGLISH) if chinese else (ENGLISH, CHINESE)
    found: list[Case] = []
    for name, count in DRAWN.items():
        held = load_source(data / "pairs" / f"{name}.tsv.xz")
        if not chinese:
            held = [(right, left) for left, right in held]
        wanted = int(count * scale)
        for at in draw.sample(range(len(held)), min(3 * wanted, len(held))):
            if wanted == 0:
                break
            case = _case(held, at, table, draw, sides, name)
            if case:
                wanted -= 1
                found.append(case)
        # Lists are rare, and what is missing from one is easily overlooked.
        listed = [at for at, pair in enumerate(held) if LIST.search(pair[not chinese])]
        for at in draw.sample(listed, min(len(listed), int(LISTS * count * scale))):
            case = _case(held, at, table, draw, sides, name)
            if case:
                found.append(case)
    draw.shuffle(found)
    seen: Counter[str] = Counter()
    for at, case in enumerate(found):
        # Lines of one source stand for a document, so many together as a bead has beside it.
        found[at] = replace(case, document=f"{case.origin}|{seen[case.origin] // TOGETHER}")
        seen[case.origin] += 1
    return found


def _case(
    held: Sequence[Pair],
    at: int,
    table: WordTable,
    draw: random.Random,
    sides: tuple[Side, Side],
    name: str,
) -> Case | None:
    source, target = held[at]
    if not _usable(source, target):
        return None
    kind = draw.random()
    dropped: tuple[int, int] | None = None
    got, what = None, ""
    chinese = sides[0] is CHINESE
    listed = LIST.search(source if chinese else target)
    if listed and kind < LISTED:
        if not chinese:
            got = chinese_item(source, target, table, draw)
        elif draw.random() < 0.6:
            got = item(source, target, table, draw)
        else:
            got = extra_item(source, target, held, draw)
        what = "item"
    elif kind < 0.12:
        got, what = _deleted(source, target, table.encoder, draw, sides), "clause"
    elif kind < 0.32:
        got, what = _cut_out(source, target, table, draw, sides), "clause"
    elif kind < 0.38:
        got, what = _phrase(source, target, table, draw), "phrase"
    elif kind < 0.48:
        got, what = _inserted(source, target, held, at, draw, sides[0]), "added"
    if got:
        source, target, dropped = got
    # Neighbouring lines joined, so that texts come in all lengths; what was dropped moves along.
    before, after = (_neighbour(held, at + step, draw) for step in (-1, 1))
    parts = [part for part in (before, (source, target), after) if part]
    starts = [0]
    for text, _ in parts:
        starts.append(starts[-1] + len(text) + len(sides[0].join))
    if dropped:
        shift = starts[1] if before else 0
        dropped = dropped[0] + shift, dropped[1] + shift
    elif kind > 0.86 and len(parts) > 1:
        lost = draw.randrange(len(parts))
        dropped = starts[lost], starts[lost] + len(parts[lost][0])
        parts[lost] = (parts[lost][0], "")
        what = "sentence"
    joined = sides[0].join.join(text for text, _ in parts)
    rest = sides[1].join.join(text for _, text in parts if text)
    return Case(joined, rest, dropped, name, what if dropped else "")


def _usable(source: str, target: str) -> bool:
    chinese, english = (source, target) if _HAN.search(source) else (target, source)
    return (
        8 <= len(chinese) <= 320
        and len(english) >= 12
        and len(_HAN.findall(chinese)) >= 0.5 * len(chinese)
    )


def _neighbour(held: Sequence[Pair], at: int, draw: random.Random) -> Pair | None:
    if draw.random() < 0.3 and 0 <= at < len(held) and _usable(*held[at]):
        return held[at]
    return None


def _inserted(
    source: str, target: str, held: Sequence[Pair], at: int, draw: random.Random, side: Side
) -> tuple[str, str, tuple[int, int]] | None:
    """Put a clause or two of a nearby line into the source, whose translation stays as it is."""
    other = at + draw.choice((-5, -4, -3, -2, 2, 3, 4, 5))
    if not 0 <= other < len(held):
        return None
    text = held[other][0]
    spans = [
        span for span in side.clauses(text) if 2 <= side.size(text[slice(*span)]) <= side.longest
    ]
    if not spans:
        return None
    first = draw.randrange(len(spans))
    last = min(len(spans) - 1, first + (draw.random() < 0.25))
    body = text[spans[first][0] : spans[last][1]].strip(side.marks)
    if side.size(body) < 2 or body in source:
        return None
    place = draw.choice([0, *(end for _, end in side.clauses(source))])
    if draw.random() < 0.15:
        piece = body.join(side.brackets)
    elif place == len(source):
        piece = side.join + body + side.stop
    else:
        piece = body + draw.choice((side.comma, side.comma, side.stop + side.join))
    whole = source[:place] + piece + source[place:]
    start = whole.index(body, place)
    return whole, target, (start, start + len(body))


def _deleted(
    source: str, target: str, encoder: Any, draw: random.Random, sides: tuple[Side, Side]
) -> tuple[str, str, tuple[int, int]] | None:
    """Take a clause out of the target whose clause in the source is beyond doubt."""
    own, other = sides[0].clauses(source), sides[1].clauses(target)
    if len(own) < 2 or len(other) < 2:
        return None
    left = _units(encoder.encode([source[a:b] for a, b in own]))
    right = _units(encoder.encode([target[a:b] for a, b in other]))
    sure = [
        (row, column)
        for row, column in _sure(left @ right.T)
        if _alike(source[slice(*own[row])], target[slice(*other[column])], sides)
    ]
    if not sure:
        return None
    row, column = draw.choice(sure)
    start, end = own[row]
    rest = target[: other[column][0]] + target[other[column][1] :]
    rest = rest.strip(sides[1].marks[:3] + " ")
    if sides[1].size(rest) < 3:
        return None
    body = source[start:end]
    start += len(body) - len(body.lstrip(sides[0].marks))
    return source, rest, (start, start + len(body.strip(sides[0].marks)))


def _cut_out(
    source: str, target: str, table: WordTable, draw: random.Random, sides: tuple[Side, Side]
) -> tuple[str, str, tuple[int, int]] | None:
    """Take any clause out of the target; what it rendered is where its words are explained best."""
    clauses = sides[1].clauses(target)
    own, other = words_of(table, source), words_of(table, target)
    if len(clauses) < 2 or len(own) < 6 or len(other) < 6:
        return None
    first, last = draw.choice(clauses)
    rest = target[:first] + target[last:]
    inside = np.array([first <= start < last for start in other.starts])
    if inside.sum() < 3 or sides[1].size(rest) < 3:
        return None
    cosine, strength = match(table, own, other)
    evidence = np.maximum(cosine, strength + 0.15 * (strength > 0))
    there, here = evidence[:, inside].max(axis=1), evidence[:, ~inside].max(axis=1)
    # Words that only the clause renders count for it, words rendered better elsewhere against it.
    gains = (np.clip(there, 0, 0.8) - np.clip(here, 0, 0.8)).tolist()
    best, low, high, run, start = 0.0, 0, 0, 0.0, 0
    for at, gain in enumerate(gains):
        if run <= 0:
            run, start = 0.0, at
        run += gain
        if run > best:
            best, low, high = run, start, at + 1
    if best < PLAIN or high - low < 2 or high - low > 0.8 * len(own):
        return None
    # What marks stand around the rendered words belongs to the same clause where little is left.
    while low > 0 and own.breaks[low] != 2 and gains[low - 1] > -0.15:
        low -= 1
    while high < len(own) and own.breaks[high] != 2 and gains[high] > -0.15:
        high += 1
    whole = (rest if first else rest[:1].upper() + rest[1:]).strip(sides[1].marks[:3] + " ")
    return source, whole, (own.starts[low], own.ends[high - 1])


def _phrase(
    source: str, target: str, table: WordTable, draw: random.Random
) -> tuple[str, str, tuple[int, int]] | None:
    """Take out the words that render a few words of the source, where that is plain."""
    own, other = words_of(table, source), words_of(table, target)
    if len(own) < 6 or len(other) < 6:
        return None
    cosine, strength = match(table, own, other)
    evidence = np.maximum(cosine, strength + 0.15 * (strength > 0))
    best = evidence.argmax(axis=1)
    plain = (evidence.max(axis=1) > 0.42) & (evidence.argmax(axis=0)[best] == np.arange(len(own)))
    length = draw.choice((1, 2, 2, 3, 3, 4))
    starts = list(range(len(own) - length + 1))
    draw.shuffle(starts)
    for low in starts:
        chosen = best[low : low + length]
        first, last = int(chosen.min()), int(chosen.max())
        if plain[low : low + length].all() and last - first <= length and len(other) - last > 1:
            start, end = other.starts[first], other.ends[last]
            if own.ends[low + length - 1] - own.starts[low] < 2:
                continue
            rest = " ".join((target[:start] + target[end:]).split())
            return source, rest, (own.starts[low], own.ends[low + length - 1])
    return None


def _sure(likeness: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    for row in range(len(likeness)):
        column = int(likeness[row].argmax())
        best = likeness[row, column]
        rivals = max(np.partition(likeness[row], -2)[-2], np.partition(likeness[:, column], -2)[-2])
        if best > 0.5 and best > rivals + 0.2:
            yield row, column


def _alike(own: str, other: str, sides: tuple[Side, Side]) -> bool:
    sizes = sides[0].size(own), sides[1].size(other)
    characters, words = sizes if sides[0] is CHINESE else sizes[::-1]
    return characters >= 2 and words >= 1 and 0.25 < words / characters < 1.6


def _units(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    units: NDArray[np.float32] = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)
    return units
