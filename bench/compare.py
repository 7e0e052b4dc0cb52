"""Comparison: seeded changes of substance ranked above differences in wording.

The texts are two professional translations of the same news segments. One change is planted in the
second translation of every other row: a number, a unit, a negation, a dropped clause or an
exchanged name. Rows are ranked by their score; the planted ones should come first.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.table import Row, main

SEED = 20
NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])")
UNITS = {
    "percent": "percentage points",
    "%": " percentage points",
    "kilometers": "meters",
    "km": "m",
    "yuan": "dollars",
    "million": "billion",
    "billion": "million",
    "hours": "days",
    "days": "weeks",
    "years": "months",
    "tons": "kilograms",
    "meters": "kilometers",
    "degrees": "percent",
}
AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|can|could|should|would|has|have|had|must)\b(?! not)"
)
NAMES = re.findall(
    r"\w+",
    "Beijing Shanghai Guangzhou Tokyo London Paris Moscow Washington Berlin Seoul Russia France "
    "Germany Japan Canada Australia India Brazil Italy Spain Trump Putin Macron Merkel Abe "
    "Johnson Trudeau Hubei Sichuan Guangdong Shandong Tibet Tianjin Wuhan Chongqing Nanjing",
)

CLAUSE = re.compile(r",\s+[^,.;:]+(?=[,.;])")


def number(text: str, rng: random.Random) -> str | None:
    found = list(NUMBER.finditer(text))
    if not found:
        return None
    place = rng.choice(found)
    digits = list(place.group())
    where = rng.choice([i for i, c in enumerate(digits) if c.isdigit()])
    digits[where] = rng.choice([d for d in "123456789" if d != digits[where]])
    return text[: place.start()] + "".join(digits) + text[place.end() :]


def unit(text: str, rng: random.Random) -> str | None:
    found = [
        (m, new)
        for old, new in UNITS.items()
        for m in re.finditer(rf"(?<=\d)\s?{re.escape(old)}(?!\w)", text)
    ]
    if not found:
        return None
    place, new = rng.choice(found)
    return text[: place.start()] + " " + new.strip() + text[place.end() :]


def negation(text: str, rng: random.Random) -> str | None:
    found = list(AUXILIARY.finditer(text))
    if not found:
        return None
    place = rng.choice(found)
    return text[: place.end()] + " not" + text[place.end() :]


def clause(text: str, rng: random.Random) -> str | None:
    found = [m for m in CLAUSE.finditer(text) if len(m.group().split()) >= 4]
    if not found:
        return None
    place = rng.choice(found)
    return text[: place.start()] + text[place.end() :]


def name(text: str, rng: random.Random) -> str | None:
    found = [m for n in NAMES for m in re.finditer(rf"(?<!^)\b{n}\b", text)]
    if not found:
        return None
    place = rng.choice(found)
    new = rng.choice([n for n in NAMES if n not in text])
    return re.sub(rf"\b{place.group()}\b", new, text)


KINDS: dict[str, Callable[[str, random.Random], str | None]] = {
    "number": number,
    "unit": unit,
    "negation": negation,
    "clause": clause,
    "name": name,
}


def planted(texts: Sequence[str]) -> tuple[list[str], dict[int, str]]:
    """Plant one change in every other row, the rarest kinds first, so that kinds are balanced."""
    rng = random.Random(SEED)
    changed: dict[int, str] = {}
    result = list(texts)
    rows = list(range(0, len(texts), 2))
    rng.shuffle(rows)
    quota = len(rows) // len(KINDS)
    for kind in ("unit", "name", "number", "clause", "negation"):
        count = 0
        for row in rows:
            if row in changed or count == quota:
                continue
            new = KINDS[kind](texts[row], rng)
            if new is not None and new != texts[row]:
                result[row] = new
                changed[row] = kind
                count += 1
    return result, changed


def average_precision(
    scores: Sequence[tuple[float, bool]],
) -> tuple[float, list[tuple[float, float]]]:
    """Return the average precision and the curve; rows of one score are counted together."""
    ordered = sorted(scores, key=lambda pair: -pair[0])
    wanted = sum(right for _, right in ordered)
    area = 0.0
    curve: list[tuple[float, float]] = []
    hits = seen = 0
    index = 0
    while index < len(ordered):
        end = index
        while end < len(ordered) and ordered[end][0] == ordered[index][0]:
            end += 1
        new = sum(right for _, right in ordered[index:end])
        hits, seen = hits + new, end
        area += new / wanted * hits / seen
        curve.append((hits / wanted, hits / seen))
        index = end
    return area, curve


def run(data: Path) -> list[Row]:
    import alignkit as ak

    folder = data / "newstest2020"
    source, first, second = (
        (folder / name).read_text(encoding="utf-8").splitlines()
        for name in (
            "newstest2020-zhen-src.zh.txt",
            "newstest2020.zh-en.Human-A.0.txt",
            "newstest2020.zh-en.Human-B.0.txt",
        )
    )
    texts, kinds = planted(second)
    bitexts = [ak.Bitext.from_pairs(list(zip(source, side))) for side in (first, texts)]
    comparison = ak.compare(source, *bitexts, names=("A", "B"))
    scores = {row.index: row.score for row in comparison.rows}
    label = "newstest2020, Human-A against Human-B"
    signature = str(comparison.signature)
    untouched = [i for i in scores if i not in kinds and i % 2]
    rows: list[Row] = []
    ranked = [(scores[i], True) for i in kinds] + [(scores[i], False) for i in untouched]
    area, curve = average_precision(ranked)
    rows.append(
        Row("seeded substance, average precision", area, 0.90, data=label, signature=signature)
    )
    for wanted in (0.5, 0.6, 0.7, 0.8, 0.9):
        reached = [precision for recall, precision in curve if recall >= wanted]
        if reached:
            rows.append(Row(f"precision at recall {wanted}", max(reached), data=label))
    found = Counter(kinds[i] for i in kinds if comparison.rows[i].divergences)
    for kind, count in Counter(kinds.values()).items():
        rows.append(Row(f"found: {kind}", found[kind] / count, data=label, note=f"{count} planted"))
    flagged = [i for i in untouched if comparison.rows[i].kind == "substance"]
    rows.append(
        Row(
            "untouched rows called substance",
            len(flagged) / len(untouched),
            better="lower",
            data=label,
            note="part of them differ in substance indeed",
        )
    )
    return rows


if __name__ == "__main__":
    main(run)
