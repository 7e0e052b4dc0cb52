"""Clean pairs with something left out of one side on purpose, and where it stood in the other."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import match, words_of
from training.sources import Pair, load_source

#: Pairs drawn from each source: running prose first, documentation for breadth.
DRAWN = {
    "3am-captions-train": 1500, "cloudwego": 1500, "d2l": 3000, "hf-course": 2000, "karmada": 1000,
    "kubernetes-website": 2000, "mlqe-pe-wikipedia": 7000, "mozilla-www": 2200,
    "ms-architecture": 2500, "ms-dynamics365": 3000, "opensource-guide": 1400, "react-docs": 2000,
    "rust-book": 2500, "sdg-goals-targets": 600, "tatoeba-cmn-eng": 6000, "tico19": 3000,
    "xquad": 2000,
}  # fmt: skip
_HAN = re.compile(r"[㐀-鿿]")
_LIST = re.compile(r"[^，。；：！？、“”（）()\s]{2,12}(?:、[^，。；：！？、“”（）()\s]{2,12}){2,}")

#: Of the sources that hold a list, so many lack an item in the translation.
LISTED = 0.4
#: Lines with a list drawn beside the others, as a share of those.
LISTS = 0.25
TRIES = 60


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
        for _ in range(times):
            for at in range(len(pairs)):
                case = _case(pairs, at, table, draw, sides, name)
                if case:
                    found.append(case)
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
        listed = [at for at, pair in enumerate(held) if _LIST.search(pair[not chinese])]
        for at in draw.sample(listed, min(len(listed), int(LISTS * count * scale))):
            case = _case(held, at, table, draw, sides, name)
            if case:
                found.append(case)
    draw.shuffle(found)
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
    got = None
    chinese = sides[0] is CHINESE
    listed = _LIST.search(source if chinese else target)
    if listed and kind < LISTED:
        if not chinese:
            got = _chinese_item(source, target, table, draw)
        elif draw.random() < 0.6:
            got = _item(source, target, table, draw)
        else:
            got = _extra_item(source, target, held, draw)
    elif kind < 0.24:
        got = _deleted(source, target, table.encoder, draw, sides)
    elif kind < 0.34:
        got = _phrase(source, target, table, draw)
    elif kind < 0.50:
        got = _inserted(source, target, held, at, draw, sides[0])
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
    joined = sides[0].join.join(text for text, _ in parts)
    return Case(joined, sides[1].join.join(text for _, text in parts if text), dropped, name)


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


def _item(
    source: str, target: str, table: WordTable, draw: random.Random
) -> tuple[str, str, tuple[int, int]] | None:
    """Take one item of a list out of the English, with its comma or its "and"."""
    held = _LIST.search(source)
    if not held:
        return None
    place, items = held.start(), []
    for item in held[0].split("、"):
        items.append((place, place + len(item)))
        place += len(item) + 1
    low, high = draw.choice(items)
    own, other = words_of(table, source), words_of(table, target)
    if not len(own) or len(other) < 4:
        return None
    cosine, strength = match(table, own, other)
    evidence = np.maximum(cosine, strength + 0.15 * (strength > 0))
    inside = np.array([low <= start < high for start in own.starts])
    if not inside.any() or inside.all():
        return None
    best, rest = evidence[inside].max(axis=0), evidence[~inside].max(axis=0)
    columns = np.flatnonzero((best > 0.4) & (best > rest + 0.1))
    if not len(columns):
        return None
    start, end = other.starts[columns[0]], other.ends[columns[-1]]
    before = re.search(r"(?:, and|, or|,| and| or) (?:[\w'-]+ ){0,2}$", target[:start])
    after = re.match(r"(?: [\w'-]+){0,2}(?=,| and | or |[.;:]|$)", target[end:])
    first = re.match(r"(?: [\w'-]+){0,2}(?:, | and )", target[end:])
    if before and after:
        rest_text = target[: before.start()] + target[end + after.end() :]
    elif first and low == items[0][0]:
        rest_text = target[:start] + target[end + first.end() :]
    else:
        return None
    if "," in target[start:end] or len(target[start:end].split()) > 6:
        return None
    return source, rest_text, (low, high)


def _chinese_item(
    source: str, target: str, table: WordTable, draw: random.Random
) -> tuple[str, str, tuple[int, int]] | None:
    """Take one item of a list out of the Chinese; the English words it rendered are left alone."""
    held = _LIST.search(target)
    if not held:
        return None
    items = held[0].split("、")
    at = draw.randrange(len(items))
    start = held.start() + sum(len(item) + 1 for item in items[:at])
    own, other = words_of(table, source), words_of(table, target)
    inside = np.array([start <= place < start + len(items[at]) for place in other.starts])
    if not len(own) or not inside.any() or inside.all():
        return None
    cosine, strength = match(table, own, other)
    evidence = np.maximum(cosine, strength + 0.15 * (strength > 0))
    best, rest = evidence[:, inside].max(axis=1), evidence[:, ~inside].max(axis=1)
    rows = np.flatnonzero((best > 0.4) & (best > rest + 0.1))
    if (
        not len(rows)
        or rows[-1] - rows[0] > 5
        or "," in source[own.starts[rows[0]] : own.ends[rows[-1]]]
    ):
        return None
    left = "、".join([*items[:at], *items[at + 1 :]])
    whole = target[: held.start()] + left + target[held.end() :]
    return source, whole, (own.starts[rows[0]], own.ends[rows[-1]])


def _extra_item(
    source: str, target: str, held: Sequence[Pair], draw: random.Random
) -> tuple[str, str, tuple[int, int]] | None:
    """Put an inner item of another list into this one, whose translation stays as it is."""
    own = _LIST.search(source)
    texts = (draw.choice(held)[0] for _ in range(TRIES))
    other = next((match for match in map(_LIST.search, texts) if match), None)
    if not own or not other:
        return None
    item = draw.choice(other[0].split("、")[1:-1])
    if item in source:
        return None
    place = draw.choice([own.start() + at for at, mark in enumerate(own[0]) if mark == "、"])
    whole = f"{source[:place]}、{item}{source[place:]}"
    return whole, target, (place + 1, place + 1 + len(item))


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
