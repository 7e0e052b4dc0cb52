"""Real documents of law and documentation paired block by block, without the program's aligner.

Blocks are paired in order by their lengths, by the numbers and Latin words that both sides keep
and by the numbers of articles, so that the pairs stay the same whatever the aligner does. What a
translator did not write that way, or a reader of the file cut badly, is left out by fixed rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log, sqrt
from pathlib import Path
from statistics import median

from bench.texts.data import Direction, Pair

#: The genres whose translators were professionals or as careful.
WRITTEN = ("docs", "law")
_CODE = re.compile(r"[<>{}=`|_\\#*\[\]]|https?:|\w\(|\w/\w")
_CLOSING = re.compile(r"[。！？；.!?;:：”\"）)]$")
#: A shorter text is a heading or a table's cell.
SHORTEST = 15
#: What leaving a block without partner costs, and the bounds of a pair that is kept: logarithms of
#: the lengths' ratio against the document's own, the middle one of all.
ALONE = 2.5
FARTHEST = 0.55
#: Blocks farther apart than this share of a document are not held against each other.
BAND = 0.12

_KEPT = re.compile(r"\d+(?:\.\d+)*|[A-Za-z][A-Za-z+#-]+")
_HAN = re.compile(r"[㐀-鿿]")
_NUMERAL = r"[零〇一二三四五六七八九十百]+"
_ARTICLE = re.compile(rf"(?:Article (\d+)|第({_NUMERAL}|\d+)[条條])[ \t　:：.]*")
_LISTED = re.compile(rf"[（(](\d+|{_NUMERAL})[)）]")
_EN_END = re.compile(r"(?<=[a-z0-9)”\"’][.!?;])\s+(?=[A-Z“\"(])")
_ZH_END = re.compile(r"(?<=[。！？；])(?![”’」』）)])|(?<=[。！？][”’」』])")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


@lru_cache(maxsize=2)
def wild_prose(data: Path, direction: Direction) -> tuple[Pair, ...]:
    """Return the prose of real documents of law and documentation, sentence by sentence."""
    import alignkit as ak

    found = []
    for source in sorted(path for g in WRITTEN for path in (data / "wild" / g).glob("*.src.*")):
        target = source.with_name(source.name.replace(".src.", ".tgt."))
        sides = [ak.read(path) for path in (source, target)]
        if "-".join(side.lang[:2] for side in sides) != direction:
            continue
        blocks = [[block.span.slice(side.text) for block in side.blocks] for side in sides]
        name = source.name.partition(".")[0]
        found += [
            Pair("wild", direction, source.parent.name, name, at, "", *texts)
            for at, texts in enumerate(pairs_of(*blocks, direction))
        ]
    return tuple(found)


def pairs_of(
    source: Sequence[str], target: Sequence[str], direction: Direction
) -> Iterator[tuple[str, str]]:
    """Yield the texts of two documents that surely render each other, in order."""
    beside = dict(paired(source, target))
    sure = [
        (source[i], target[j])
        for i, j in beside.items()
        # A pair between two others in step is hardly a chance.
        if beside.get(i - 1, -1) == j - 1 and beside.get(i + 1, -1) == j + 1
    ]
    parts = [part for both in sure for part in _sentences(*both, direction)]
    prose = [
        (a, b)
        for a, b in parts
        if _is_prose(a) and _is_prose(b) and _speaks(a, b, direction) and _whole(a) and _whole(b)
    ]
    if not prose:
        return
    usual = median(log(len(b) / len(a)) for a, b in prose)
    seen: set[str] = set()
    for a, b in prose:
        if abs(log(len(b) / len(a)) - usual) <= FARTHEST and a not in seen and _same_marks(a, b):
            seen.add(a)
            yield a, b


def paired(source: Sequence[str], target: Sequence[str]) -> list[tuple[int, int]]:
    """Return which block of one side stands against which of the other, by the cheapest path."""
    if not source or not target:
        return []
    usual = log(sum(map(len, target)) / sum(map(len, source)))
    kept = [[_kept(text) for text in side] for side in (source, target)]
    height, width = len(source), len(target)
    band = max(40, int(BAND * max(height, width)))
    best: list[dict[int, float]] = [{} for _ in range(height + 1)]
    way: list[dict[int, int]] = [{} for _ in range(height + 1)]
    for i in range(height + 1):
        middle = i * width // height
        for j in range(max(0, middle - band), min(width, middle + band) + 1):
            ways = [(0.0, -1)] if i == j == 0 else []
            if i and j - 1 in best[i - 1]:
                cost = _cost(source[i - 1], target[j - 1], kept[0][i - 1], kept[1][j - 1], usual)
                ways.append((best[i - 1][j - 1] + cost, 0))
            if i and j in best[i - 1]:
                ways.append((best[i - 1][j] + ALONE, 1))
            if j - 1 in best[i]:
                ways.append((best[i][j - 1] + ALONE, 2))
            if ways:
                best[i][j], way[i][j] = min(ways)
    found, i, j = [], height, width
    while i or j:
        step = way[i][j]
        if step == 0:
            found.append((i - 1, j - 1))
        i, j = i - (step != 2), j - (step != 1)
    return found[::-1]


def _cost(a: str, b: str, kept_a: frozenset[str], kept_b: frozenset[str], usual: float) -> float:
    """Return what speaks against two blocks as each other's rendering."""
    spread = 0.3 + 1.5 / sqrt(min(len(a), len(b)) + 1)
    off = (log(len(b) / len(a)) - usual) / spread
    cost = min(off * off / 2, 2 * ALONE)
    if kept_a or kept_b:
        alike = 2 * len(kept_a & kept_b) / (len(kept_a) + len(kept_b))
        cost += 2 - 4 * alike
    numbers = [_opening(text) for text in (a, b)]
    if all(numbers):
        cost += -2 * ALONE if numbers[0] == numbers[1] else 4 * ALONE
    return cost


def _kept(text: str) -> frozenset[str]:
    """Return the numbers and Latin words of a Chinese text, of an English one the numbers and
    names, which are what a translation keeps."""
    words = _KEPT.findall(text)
    if not _HAN.search(text):
        words = [w for w in words if w[0].isdigit() or not w.islower()]
        words = [w for n, w in enumerate(words) if w[0].isdigit() or n or not w.istitle()]
    return frozenset(words)


def _opening(text: str) -> int | None:
    """Return the number of the article or item that a block opens with."""
    match = _ARTICLE.match(text) or _LISTED.match(text)
    if not match:
        return None
    held = next(group for group in match.groups() if group)
    return int(held) if held.isdigit() else _number(held)


def _number(text: str) -> int:
    """Return the value of a Chinese numeral below a thousand."""
    total, last = 0, 0
    for sign in text:
        if sign in _DIGITS:
            last = _DIGITS[sign]
        else:
            total += (last or 1) * {"十": 10, "百": 100}[sign]
            last = 0
    return total + last


def _sentences(a: str, b: str, direction: Direction) -> Iterator[tuple[str, str]]:
    """Yield the sentences of two blocks where both have as many of like lengths, or the blocks."""
    a, b = _ARTICLE.sub("", a, count=1).strip(), _ARTICLE.sub("", b, count=1).strip()
    ends = (_ZH_END, _EN_END) if direction == "zh-en" else (_EN_END, _ZH_END)
    parts = [[p.strip() for p in end.split(text) if p.strip()] for end, text in zip(ends, (a, b))]
    if len(parts[0]) == len(parts[1]) > 1:
        usual = log(len(b) / len(a))
        if all(abs(log(len(y) / len(x)) - usual) <= FARTHEST for x, y in zip(*parts)):
            yield from zip(*parts)
            return
    yield a, b


def _is_prose(text: str) -> bool:
    """Tell whether a text is a sentence, not a heading, a table's row or code."""
    return len(text) >= SHORTEST and bool(_CLOSING.search(text)) and not _CODE.search(text)


def _speaks(a: str, b: str, direction: Direction) -> bool:
    """Tell whether each side is in its language."""
    shares = [len(_HAN.findall(text)) / len(text) for text in (a, b)]
    return shares[direction == "en-zh"] > 0.4 and shares[direction == "zh-en"] < 0.05


def _whole(text: str) -> bool:
    """Tell whether a text has its beginning and both halves of its brackets and quotes."""
    level = all(text.count(x) == text.count(y) for x, y in ("()", "（）", "“”", "《》"))
    return level and not re.match(r"[a-z,;.，、。；)）]", text) and text.count('"') % 2 == 0


def _same_marks(a: str, b: str) -> bool:
    """Tell whether what stands in figures on one side does so on the other, all but one."""
    kept = [frozenset(re.findall(r"\d+", text)) for text in (a, b)]
    return len(kept[0] ^ kept[1]) <= 1
