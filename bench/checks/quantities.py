"""Quantities: extraction on labelled cases and its speed, and what the NUM rules find and miss."""

from __future__ import annotations

import csv
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import alignkit as ak
from alignkit import Quantity
from bench.beside.checkers import same_digits
from bench.figures.share import ratio, share
from bench.figures.table import Row
from bench.texts.corruption import KINDS
from bench.texts.data import LINES_A_DOCUMENT

CASES = Path(__file__).parents[2] / "tests" / "data" / "quantity"
SEED = 7
MOST = 400
Pair = tuple[str, str]


def run(data: Path) -> list[Row]:
    rows = extraction()
    if (data / "mqm-news").is_dir():
        rows += judged_news(data / "mqm-news")
    if (data / "newstest2020").is_dir():
        rows += professional(data / "newstest2020")
        rows += corrupted(data / "newstest2020")
    if (data / "mqm-ted").is_dir():
        rows += talks(data / "mqm-ted" / "mqm_ted_zhen.tsv")
    return rows


def extraction() -> list[Row]:
    rows = []
    for lang in ("zh", "en"):
        counts = []
        for line in (CASES / f"{lang}.tsv").read_text(encoding="utf-8").splitlines():
            text, _, said = line.partition("\t")
            want = Counter(part for part in said.split("; ") if part)
            got = Counter(label(quantity) for quantity in ak.quantities(text, lang))
            right, said_and_meant = 2 * (want & got).total(), got.total() + want.total()
            counts.append((text, float(right), float(said_and_meant)))
        f1 = ratio(counts)
        data = f"{len(counts)} own labelled cases"
        rows.append(Row(f"extraction F1, {lang}", f1.value, 0.99, data=data, note=f1.spread()))
    return rows


def label(quantity: Quantity) -> str:
    """Return a quantity in the form of the labelled cases."""
    parts = [quantity.kind]
    if quantity.date:
        parts.append(quantity.date)
    elif quantity.low is not None and quantity.high is not None:
        amount = _plain(quantity.low)
        if quantity.low != quantity.high:
            amount += ".." + _plain(quantity.high)
        if quantity.kind in ("measure", "duration", "money", "age"):
            amount += "@" + quantity.unit
        parts.append(amount)
    if quantity.comparator != "=":
        parts.append(quantity.comparator)
    if quantity.approximate:
        parts.append("~")
    if quantity.direction:
        parts.append(f"{quantity.direction}-{quantity.change}")
    return " ".join(parts)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def timed(data: Path) -> list[Row]:
    """Return how fast quantities are read."""
    rows = []
    folder = data / "newstest2020"
    for lang, pattern in (("zh", "*src.zh.txt"), ("en", "*Human-A*.txt")):
        path = next(folder.glob(pattern), None)
        if path is None:
            continue
        text = path.read_text(encoding="utf-8")
        ak.quantities(text[:2000], lang)
        best = min(_timed(text, lang) for _ in range(3))
        megabytes = len(text.encode()) / 1e6
        rows.append(
            Row(
                f"extraction speed, {lang}", megabytes / best, 2.0, unit="MB/s", data="newstest2020"
            )
        )
    return rows


def _timed(text: str, lang: str) -> float:
    begun = time.process_time()
    ak.quantities(text, lang)
    return time.process_time() - begun


def flagged(source: str, target: str) -> ak.Findings:
    """Return the NUM findings of a pair at warning or above."""
    bitext = ak.Bitext.from_pairs([(source, target)])
    return ak.check(bitext, select=["NUM"]).at_least("warning")


def signature() -> str:
    bitext = ak.Bitext.from_pairs([("1", "1")])
    encoder = ak.encoder().signature
    return f"{ak.check(bitext, select=['NUM']).signature}|encoder:{encoder}|seed:{SEED}"


def ours(source: str, target: str) -> bool:
    return bool(flagged(source, target))


def pofilter() -> Callable[[str, str], bool] | None:
    """translate-toolkit's numbers check, where it is installed."""
    try:
        from translate.filters import checks
        from translate.storage import base
    except ImportError:
        return None
    checker = checks.StandardChecker()

    def judge(source: str, target: str) -> bool:
        unit = base.TranslationUnit(source)
        unit.target = target
        try:
            checker.str1, checker.str2 = source, target
            return not checker.numbers(source, target)
        except checks.FilterFailure:
            return True

    return judge


def rivals() -> list[tuple[str, Callable[[str, str], bool]]]:
    held: list[tuple[str, Callable[[str, str], bool]]] = [("same digits", same_digits)]
    numbers = pofilter()
    if numbers:
        held.append(("translate-toolkit numbers", numbers))
    return held


def judged_news(folder: Path) -> list[Row]:
    texts = {}
    for row in _rows(folder / "ratings.tsv"):
        texts[row["segment"], row["system"]] = (_bare(row["source"]), _bare(row["target"]))
    cases = [
        (texts[row["segment"], row["system"]], row["label"])
        for row in _rows(folder / "numbers.tsv")
    ]
    cases = [(pair, kind) for pair, kind in cases if kind != "missing-dateline"]
    bars = {"recall": 0.85, "precision": 0.80, "false": 3.0}
    rows = _judged("", ours, cases, bars, signature())
    for name, judge in rivals():
        rows += _judged(name, judge, cases, {}, "")
    return rows


def _judged(
    rival: str,
    judge: Callable[[str, str], bool],
    cases: list[tuple[Pair, str]],
    bars: dict[str, float],
    signed: str,
) -> list[Row]:
    said = [(pair[0], judge(*pair), kind) for pair, kind in cases]
    # The source segment is what an interval draws: ten systems render each.
    found = share((source, float(hit)) for source, hit, kind in said if kind != "ok")
    right = share((source, float(kind != "ok")) for source, hit, kind in said if hit)
    false = share((source, float(hit)) for source, hit, kind in said if kind == "ok")
    data = f"mqm-news, {found.rows} faulty, {false.rows} right"
    rows = [
        Row("recall", found.value, bars.get("recall"), data=data, rival=rival, signature=signed,
            note=found.said()),
        Row("precision", right.value, bars.get("precision"), data=data, rival=rival,
            note=right.said()),
        Row("right pairs flagged", 100 * false.value, bars.get("false"), "lower", "%", data, rival,
            note=false.said(100, 1)),
    ]  # fmt: skip
    if not rival:
        kinds = {part for _, _, kind in said for part in kind.split("+")}
        for kind in sorted(kinds - {"ok"}):
            part = share((src, float(hit)) for src, hit, held in said if kind in held.split("+"))
            data = f"mqm-news, {part.rows} pairs"
            rows.append(Row(f"recall, {kind}", part.value, data=data, note=part.said()))
    return rows


def professional(folder: Path) -> list[Row]:
    rows = []
    for name, pairs in _news(folder):
        # one bitext, since what a sentence leaves out its neighbour may say
        bitext = ak.Bitext.from_pairs(pairs)
        found = ak.check(bitext, select=["NUM"]).at_least("warning")
        beads = {finding.bead for finding in found}
        flagged = share((at // LINES_A_DOCUMENT, float(at in beads)) for at in range(len(pairs)))
        rows.append(
            Row(
                f"segments flagged, {name}",
                100 * flagged.value,
                3.0,
                "lower",
                "%",
                f"newstest2020, {len(pairs)} segments",
                note=flagged.said(100, 1),
            )
        )
    return rows


def _news(folder: Path) -> Iterable[tuple[str, list[Pair]]]:
    source = next(folder.glob("*src.zh.txt")).read_text(encoding="utf-8").splitlines()
    for path in sorted(folder.glob("*Human-*.txt")):
        target = path.read_text(encoding="utf-8").splitlines()
        yield path.name.split(".")[2], list(zip(source, target, strict=True))


def corrupted(folder: Path) -> list[Row]:
    pairs = [
        pair for _, held in _news(folder) for pair in held if any(c.isdigit() for c in pair[1])
    ]
    quiet = [not ours(*pair) for pair in pairs]
    clean = [pair for pair, silent in zip(pairs, quiet, strict=True) if silent]
    alarms = share((pair[0], float(not one)) for pair, one in zip(pairs, quiet, strict=True))
    data = f"newstest2020, {len(pairs)} pairs with digits"
    rows = [Row("flagged before corruption", 1000 * alarms.value, None, "lower", "per 1,000", data,
                note=alarms.said(1000, 0))]  # fmt: skip
    for name, (corrupt, bar) in KINDS.items():
        dice, hits = random.Random(SEED), list[tuple[str, float]]()
        for source, target in clean:
            wrong = corrupt(target, dice)
            if wrong is not None and wrong != target and len(hits) < MOST:
                hits.append((source, float(ours(source, wrong))))
        if hits:
            told = share(hits)
            rows.append(Row(f"corruption found, {name}", told.value, bar,
                            data=f"{told.rows} corruptions", note=told.said()))  # fmt: skip
    return rows


def talks(path: Path) -> list[Row]:
    marks: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    texts: dict[tuple[str, str, str], Pair] = {}
    for row in _rows(path):
        key = row["system"], row["doc"], row["seg_id"]
        texts[key] = (_bare(row["source"]), _bare(row["target"]))
        marks.setdefault(key, []).append((row["category"], row["source"], row["target"]))
    clean = [key for key, held in marks.items() if all(m[0] == "No-error" for m in held)]
    faulty = [key for key, held in marks.items() if any(_numeric(mark) for mark in held)]
    rows = []
    for name, judge in [("", ours), *rivals()]:
        alarms = share((key[1:], float(judge(*texts[key]))) for key in clean)
        recall = share((key[1:], float(judge(*texts[key]))) for key in faulty)
        bar = None if name else 1.0
        rows.append(
            Row(
                "talks without error flagged",
                100 * alarms.value,
                bar,
                "lower",
                "%",
                f"mqm-ted, {len(clean)} segments",
                name,
                note=alarms.said(100, 1),
            )
        )
        rows.append(
            Row(
                "accuracy errors over a number found",
                recall.value,
                data=f"mqm-ted, {len(faulty)} segments",
                rival=name,
                note=f"{recall.said()}; the marked stretch may hold another error than its number",
            )
        )
    return rows


def _numeric(mark: tuple[str, str, str]) -> bool:
    """Tell whether a marked accuracy error covers a number."""
    category, source, target = mark
    if not category.startswith("Accuracy"):
        return False
    for side, lang in ((source, "zh"), (target, "en")):
        for stretch in re.findall(r"<v>(.*?)</v>", side):
            if any(q.low is None or q.low > 2 for q in ak.quantities(stretch, lang)):
                return True
    return False


def _bare(text: str) -> str:
    return text.replace("<v>", "").replace("</v>", "")


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
