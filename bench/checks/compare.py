"""Comparison: seeded changes of substance ranked above differences in wording.

The texts are two professional translations of the same news segments. One change is planted in the
second translation of every other row: a number, a unit, a negation, a dropped clause or an
exchanged name. Rows are ranked by their score; the planted ones should come first. Two translators
differ in substance by themselves, so the rows they are ranked against were read: bench/verdicts
says which of a sample differ in wording only, and of the rows whose digits differ, which differ in
value. Two more samples were read later: one to develop on, one to measure on.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from bench.figures.ranking import at_recall, ranked
from bench.figures.share import share
from bench.figures.table import Row
from bench.texts import renderings

if TYPE_CHECKING:
    from alignkit.types.comparison import Comparison
    from alignkit.types.comparison import Row as ComparedRow

SEED = 20
COST_ROWS = 200
VERDICTS = Path(__file__).parents[1] / "verdicts"
LABEL = "newstest2020, Human-A against Human-B"
QUANTITIES = frozenset({"number", "unit", "date", "bound", "direction"})
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


def verdicts(name: str) -> dict[int, str]:
    """Return what a reader said of each row of a sample."""
    text = (VERDICTS / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0].isdigit()]
    return {int(row): verdict for row, verdict, *_ in lines}


def ranking(
    scores: Mapping[int, float], planted_rows: Sequence[int], others: Sequence[int], against: str
) -> list[Row]:
    """Return the average precision of the planted rows above others, and the curve's points."""
    data = f"{LABEL}; {len(planted_rows)} planted, {len(others)} {against}"
    cases = [(scores[i], True) for i in planted_rows] + [(scores[i], False) for i in others]
    rows = [ranked(f"seeded substance above {against}, average precision", cases, data, 0.90)]
    return rows + [
        at_recall(f"against {against}", cases, wanted) for wanted in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
    ]


def agreement(
    name: str, said: Mapping[int, bool], read: Mapping[int, str], wanted: str, label: str = LABEL
) -> list[Row]:
    """Return precision and recall of what was said against what a reader found."""
    right = share((i, float(verdict == wanted)) for i, verdict in read.items() if said[i])
    found = share((i, float(said[i])) for i, verdict in read.items() if verdict == wanted)
    data = f"{label}; {len(read)} rows read, {found.rows} {wanted}"
    return [
        Row(f"{name}, precision", right.value, data=data, note=right.said()),
        Row(f"{name}, recall", found.value, data=data, note=found.said()),
    ]


def judged(comparison: Comparison) -> list[Row]:
    """Return how the kinds of rows agree with what a reader said of three samples.

    The rules were mended in view of the first two; the third was kept for this.
    """
    said = {row.index: row.kind == "substance" for row in comparison.rows}
    told = {row.index: row.kind in ("substance", "detail") for row in comparison.rows}
    rows: list[Row] = []
    for sample, name in (
        ("compare", " (first sample)"),
        ("compare-developed", " (second sample)"),
        ("compare-held-out", ""),
    ):
        read = verdicts(sample)
        rows += agreement(f"rows called substance{name}", said, read, "substance")
        if "detail" in read.values():
            strict = {i: "wording" if v == "wording" else "differing" for i, v in read.items()}
            rows += agreement(f"rows called substance or detail{name}", told, strict, "differing")
    return rows


def timed(data: Path) -> list[Row]:
    """Return the processor seconds of a comparison by the number of translations.

    The third and further ones take each row from one of the first two.
    """
    import alignkit as ak

    texts = renderings.news(data)[:COST_ROWS]
    source = [text[0] for text in texts]
    rng = random.Random(SEED)
    sides = [[text[1] for text in texts], [text[2] for text in texts]]
    sides += [[rng.choice(text[1:]) for text in texts] for _ in range(4)]
    bitexts = [ak.Bitext.from_pairs(list(zip(source, side))) for side in sides]
    ak.compare(source, *bitexts[:2])
    named = f"{LABEL}, {COST_ROWS} rows"
    rows, seconds = [], {}
    for count, base in ((2, None), (3, 1), (6, 1), (3, None), (6, None)):
        start = process_time()
        ak.compare(source, *bitexts[:count], base=base)
        seconds[count, base] = process_time() - start
        how = "each two" if base is None else "each with the first"
        rows.append(Row(f"{count} translations, {how}", seconds[count, base], unit="s", data=named))
    each = (seconds[6, 1] / 6) / (seconds[2, None] / 2)
    return [*rows, Row("cost of a translation, 6 against 2", each, 1.2, "lower", data=named)]


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
    read = verdicts("compare")
    wording = [i for i, verdict in read.items() if verdict == "wording"]
    as_many = random.Random(SEED).sample(sorted(kinds), len(wording))
    rows = ranking(scores, as_many, wording, "rows read as wording")
    rows[0] = replace(rows[0], signature=str(comparison.signature))
    untouched = [i for i in scores if i % 2]
    rows += ranking(scores, list(kinds), untouched, "all untouched rows")[:1]
    rows[-1] = replace(
        rows[-1], bar=None, note=f"{rows[-1].note}; part of them differ in substance"
    )
    for kind in dict.fromkeys(kinds.values()):
        own = [comparison.rows[i] for i in kinds if kinds[i] == kind]
        found = share((row.index, float(row.kind == "substance")) for row in own)
        rows.append(Row(f"found: {kind}", found.value, data=LABEL, note=found.said()))
    rows += judged(comparison)
    if (data / "rated" / "bio.jsonl.xz").exists():
        rows += abstracts(data)
    rows += held(data)
    return [*rows, *digits(source, first, second)]


def abstracts(data: Path) -> list[Row]:
    """Return how the kinds of rows agree with a reader on abstracts, and how well scores rank."""
    import alignkit as ak

    text = (VERDICTS / "compare-abstracts.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"][1:]
    wanted = {(document, digest): verdict for document, digest, verdict in lines}
    held: dict[tuple[str, str], dict[str, str]] = {}
    with lzma.open(data / "rated" / "bio.jsonl.xz", "rt", encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            key = record["doc"], sha256(record["source"].encode()).hexdigest()[:12]
            if key in wanted:
                held.setdefault(key, {"source": record["source"]})
                held[key][record["system"]] = record["target"]
    texts = [held[key] for key in wanted]
    sides = [
        ak.Bitext.from_pairs([(text["source"], text[name]) for text in texts])
        for name in ("reference", "reference_r1")
    ]
    comparison = ak.compare([text["source"] for text in texts], *sides)
    read = dict(enumerate(wanted.values()))
    said = {row.index: row.kind == "substance" for row in comparison.rows}
    told = {row.index: row.kind in ("substance", "detail") for row in comparison.rows}
    strict = {i: "wording" if v == "wording" else "differing" for i, v in read.items()}
    cases = [(row.score, read[row.index] == "substance") for row in comparison.rows]
    label = "rated/bio, two human translations"
    return [
        *agreement("rows called substance (abstracts)", said, read, "substance", label),
        *agreement("rows called substance or detail (abstracts)", told, strict, "differing", label),
        ranked("substance above the rest (abstracts), average precision", cases, label),
        at_recall("substance above the rest (abstracts)", cases, 0.6, label),
    ]


# Rows that nothing was learned from; the second reader's were read when the weights were done.
HELD = (
    ("compare-news", "news"),
    ("compare-later", "news read last"),
    ("compare-newest", "news, a second reader"),
    ("compare-medical", "abstracts"),
    ("compare-chinese", "abstracts from English"),
)


def held(data: Path) -> list[Row]:
    """Return how rows read for this, and learned from by nothing, agree with their reader."""
    rows: list[Row] = []
    for name, label in HELD:
        part = renderings.sample(data, name, "held")
        comparison = renderings.compared(part.texts)
        read = dict(enumerate(part.verdicts))
        said = {row.index: row.kind == "substance" for row in comparison.rows}
        rows += agreement(f"held rows called substance, {label}", said, read, "substance", label)
        cases = [(row.score, read[row.index] == "substance") for row in comparison.rows]
        hits = [i for i, told in said.items() if told and read[i] == "substance"]
        right = share((i, float(_words_right(comparison.rows[i], part.words[i]))) for i in hits)
        alarms = share((i, float(told and read[i] == "wording")) for i, told in said.items())
        data_said = f"{label}; {len(read)} rows"
        rows += [
            ranked(f"held rows by score, {label}, average precision", cases, data_said),
            at_recall(f"held rows by score, {label}", cases, 0.6, data_said, 0.75),
            Row(f"words right in hits, {label}", right.value, 0.85, note=right.said()),
            Row(f"wording called substance in 100 rows, {label}", 100 * alarms.value, 5,
                "lower", note=alarms.said(100, 1)),
        ]  # fmt: skip
    return rows


def _words_right(row: ComparedRow, wanted: Sequence[tuple[range, range]]) -> bool:
    """Tell whether any difference of substance points at words that the reader marked."""
    return any(
        span.start < place.stop and place.start < span.end
        for found in row.divergences
        if found.severity != "info"
        for places in wanted
        for place, spans in zip(places, (found.first, found.second), strict=True)
        for span in spans
    )


def digits(source: Sequence[str], first: Sequence[str], second: Sequence[str]) -> list[Row]:
    """Return how well rows whose digits differ are told into values that differ and the rest."""
    import alignkit as ak

    read = verdicts("digits")
    sides = [[side[i] for i in read] for side in (source, first, second)]
    bitexts = [ak.Bitext.from_pairs(list(zip(sides[0], side))) for side in sides[1:]]
    comparison = ak.compare(sides[0], *bitexts)
    said = {
        i: any(d.kind in QUANTITIES and d.severity != "info" for d in row.divergences)
        for i, row in zip(read, comparison.rows)
    }
    return agreement("digits that differ, called another quantity", said, read, "value")
