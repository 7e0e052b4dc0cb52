"""What the coverage, term and format checks find, and what they find where nothing is wrong.

python -m bench coverage --data DIR [--json OUT]      (or ALIGNKIT_BENCH)
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

import numpy as np

import alignkit as ak
from alignkit.check.coverage.both_ways import added, dropped
from alignkit.check.coverage.omission import Reading
from alignkit.check.run.view import PairView
from alignkit.types import Findings
from bench.checks import checking, spans_read
from bench.checks.omissions import (
    Pair,
    Removal,
    amid,
    clause_removals,
    item_removals,
    sentence_removals,
)
from bench.figures.share import Share, redrawn, share
from bench.figures.table import Row
from bench.texts.rated import Rated, bitext_of, rated_news, rated_talks

HUMANS = ("newstest2020.zh-en.Human-A.0.txt", "newstest2020.zh-en.Human-B.0.txt")
SOURCE = "newstest2020-zhen-src.zh.txt"


def area(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Return the chance that a row with the label ranks above one without; ties count half."""
    values, truth = np.asarray(scores), np.asarray(labels, dtype=bool)
    ranks = np.unique(values, return_inverse=True)[1]
    totals = np.bincount(ranks)
    middle = np.cumsum(totals) - (totals - 1) / 2
    positive = int(truth.sum())
    if positive in (0, len(truth)):
        return math.nan
    wins = float(middle[ranks][truth].sum())
    return (wins - positive * (positive + 1) / 2) / (positive * (len(truth) - positive))


def spread_of_area(
    scores: Sequence[float], labels: Sequence[bool], sources: Sequence[Hashable]
) -> str:
    """Return the interval of the area and the number of sources, as a note."""
    return _spread(area, scores, labels, sources)


def spread_of_f1(
    scores: Sequence[float], labels: Sequence[bool], sources: Sequence[Hashable]
) -> str:
    """Return the interval of the best F1 and the number of sources, as a note."""
    return _spread(best_f1, scores, labels, sources)


def _spread(
    figure: Callable[[np.ndarray, np.ndarray], float],
    scores: Sequence[float],
    labels: Sequence[bool],
    sources: Sequence[Hashable],
) -> str:
    values, truth = np.asarray(scores), np.asarray(labels, dtype=bool)
    low, high = redrawn(sources, lambda rows: figure(values[rows], truth[rows]))
    return f"{low:.3f}-{high:.3f}; {len(set(sources)):,} sources".replace("0.", ".")


def best_f1(scores: Sequence[float] | np.ndarray, labels: Sequence[bool] | np.ndarray) -> float:
    """Return the F1 at the best of all thresholds."""
    values, truth = np.asarray(scores), np.asarray(labels, dtype=bool)
    hits = np.cumsum(truth[np.argsort(-values, kind="stable")])
    return float(np.max(2 * hits / (np.arange(1, len(hits) + 1) + truth.sum()), initial=0.0))


#: How the beads of each system fare in either direction: dropped, added.
Readings = dict[str, dict[int, tuple[Reading | None, Reading | None]]]


def _readings(held: list[Rated]) -> Readings:
    """Return the readings of rated pairs, which rows on omissions and on additions share."""
    found: Readings = {}
    for system in sorted({pair.system for pair in held}):
        bitext, beads = bitext_of([pair for pair in held if pair.system == system])
        pairs = PairView(bitext)
        views = ((bead, pairs.view(bead)) for bead in beads)
        found[system] = {bead: (dropped(view), added(view)) for bead, view in views}
        pairs.close()
    return found


def _rated(name: str, held: list[Rated], readings: Readings, bars: dict[str, float]) -> list[Row]:
    scores: list[float] = []
    ratios: list[float] = []
    labels: list[bool] = []
    flagged: list[bool] = []
    places: list[tuple[str, int]] = []
    recall: list[tuple[Hashable, float]] = []
    precision: list[tuple[Hashable, float]] = []
    signature = ""
    for system in sorted({pair.system for pair in held}):
        own = [pair for pair in held if pair.system == system]
        bitext, beads = bitext_of(own)
        found = ak.check(bitext, select=["COV"])
        signature = str(found.signature)
        spans = _spans(found)
        for pair, bead in zip(own, beads, strict=True):
            marks = spans.get(bead, [])
            reading, _ = readings[system][bead]
            if pair.dropped and pair.marked:
                covered = {c for low, high in marks for c in range(low, high)}
                recall.append((pair.place, len(covered & pair.marked) / len(pair.marked)))
                if covered:
                    precision.append((pair.place, len(covered & pair.marked) / len(covered)))
            if pair.dropped is None:
                continue
            scores.append(reading.surprise if reading else -20.0)
            ratios.append(-math.log((len(pair.target) + 1) / (len(pair.source) + 1)))
            labels.append(pair.dropped)
            flagged.append(bool(marks))
            places.append(pair.place)
    cases = list(zip(places, flagged, labels, strict=True))
    right = share((place, float(y)) for place, f, y in cases if f)
    found_of = share((place, float(f)) for place, f, y in cases if y)
    data = f"{name}, {sum(labels)} against {len(labels) - sum(labels)}"

    def row(what: str, value: float, note: str = "", rival: str = "") -> Row:
        bar = None if rival else bars.get(what)
        return Row(what, value, bar, data=data, note=note, rival=rival, signature=signature)

    return [
        row(
            "precision at the default threshold",
            right.value,
            right.said(),
        ),
        row("recall at the default threshold", found_of.value, found_of.said()),
        row("area under the curve", area(scores, labels), spread_of_area(scores, labels, places)),
        row("best F1", best_f1(scores, labels), spread_of_f1(scores, labels, places)),
        row(
            "area under the curve",
            area(ratios, labels),
            spread_of_area(ratios, labels, places),
            rival="length ratio",
        ),
        row(
            "best F1",
            best_f1(ratios, labels),
            spread_of_f1(ratios, labels, places),
            rival="length ratio",
        ),
        *(
            row(what, held.value, held.said())
            for what, held in (
                ("marked characters covered", share(recall)),
                ("our characters that are marked", share(precision)),
            )
        ),
    ]


def _additions(name: str, held: list[Rated], readings: Readings) -> list[Row]:
    """Say how COV004 does on the additions that raters marked."""
    scores: list[float] = []
    labels: list[bool] = []
    flagged: list[bool] = []
    places: list[Hashable] = []
    hits, signature = 0, ""
    for system in sorted({pair.system for pair in held}):
        own = [pair for pair in held if pair.system == system]
        bitext, beads = bitext_of(own)
        found = ak.check(bitext, select=["COV004"])
        signature = str(found.signature)
        spans = {finding.bead: finding.target.spans for finding in found}
        for pair, bead in zip(own, beads, strict=True):
            if pair.added is None:
                continue
            _, reading = readings[system][bead]
            scores.append(reading.surprise if reading else -20.0)
            labels.append(pair.added)
            flagged.append(bead in spans)
            places.append(pair.place)
            ours = {c for span in spans.get(bead, ()) for c in range(*span)}
            hits += bool(ours & pair.extra)
    cases = list(zip(places, flagged, labels, strict=True))
    right = share((place, float(y)) for place, f, y in cases if f)
    found_of = share((place, float(f)) for place, f, y in cases if y)
    data = f"{name}, {sum(labels)} with an addition against {len(labels) - sum(labels)}"
    return [
        Row(what, value, data=data, note=note, signature=signature)
        for what, value, note in (
            ("COV004, precision", right.value, right.said()),
            (
                "COV004, recall",
                found_of.value,
                f"{found_of.said()}; {hits} spans touch the marked one",
            ),
            (
                "COV004, area under the curve",
                area(scores, labels),
                spread_of_area(scores, labels, places),
            ),
        )
    ]


def _spans(found: Findings) -> dict[int, list[tuple[int, int]]]:
    """Return the source spans of omissions at warning or above, by bead."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for finding in found.at_least("warning").of("COV001", "COV002", "COV003", "COV011"):
        if finding.bead is not None:
            spans.setdefault(finding.bead, []).extend(map(tuple, finding.source.spans))
    return spans


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _untouched(folder: Path) -> list[Row]:
    rows = []
    sources = _lines(folder / SOURCE)
    for name in HUMANS:
        pairs = [(a, b) for a, b in zip(sources, _lines(folder / name), strict=True) if a and b]
        found = ak.check(pairs, select=["COV", "TRM", "FMT"])
        loud = found.at_least("warning")
        who = name.split(".")[2]
        for families, bar in ((("COV",), 1.5), (("TRM", "FMT"), 2.0)):
            kept = loud.of(*families)
            counts = ", ".join(f"{rule} {n}" for rule, n in kept.counts().items())
            told = Counter(finding.bead for finding in kept)
            rate = share((number, 100.0 * told[number]) for number in range(len(pairs)))
            rows.append(
                Row(
                    f"findings a hundred untouched segments, {'+'.join(families)}",
                    100 * len(kept) / len(pairs),
                    bar,
                    "lower",
                    data=f"newstest2020 {who}",
                    note=f"{rate.said(digits=1)}; {counts}",
                    signature=str(found.signature),
                )
            )
    return rows


def _seeded(folder: Path) -> list[Row]:
    rows = []
    sources = _lines(folder / SOURCE)
    kinds = (
        ("sentence", sentence_removals, 0.95),
        ("clause", clause_removals, 0.80),
        ("list item", item_removals, 0.75),
    )
    for name in HUMANS:
        targets = _lines(folder / name)
        pairs = [(a, b) for a, b in zip(sources, targets, strict=True) if a and b]
        for kind, remove, bar in kinds:
            held = remove(pairs)
            data = f"newstest2020 {name.split('.')[2]}, {len(held)} seeded"
            # Among themselves they are a document of which every pair lacks something.
            alone = [([(r.source, r.target) for r in held], list(range(len(held))))]
            for where, texts in (("", amid(pairs, held)), (", among themselves", alone)):
                hits, overlaps, signature = _detect(held, texts)
                what = f"{kind} detected{where}"
                rows.append(
                    Row(what, hits.value, None if where else bar, data=data, signature=signature,
                        note=hits.said())
                )  # fmt: skip
                if overlaps.rows and not where:
                    rows.append(Row(f"{kind}: overlap of spans", overlaps.value, data=data,
                                    note=overlaps.said()))  # fmt: skip
    return rows


def _detect(
    held: Sequence[Removal], texts: Sequence[tuple[list[Pair], list[int]]]
) -> tuple[Share, Share, str]:
    """Return the share of the removals that is told, how well the spans agree, and by what."""
    hits, overlaps, signature = [], [], ""
    for lines, places in texts:
        found = ak.check(lines, select=["COV"])
        spans, signature = _spans(found), str(found.signature)
        for removal, place in zip(held, places, strict=True):
            if place < 0:
                continue
            marks = spans.get(place, [])
            hits.append((removal.source, float(bool(marks))))
            if marks and removal.span:
                ours = {c for low, high in marks for c in range(low, high)}
                gold = set(range(*removal.span))
                overlaps.append((removal.source, len(ours & gold) / len(ours | gold)))
    return share(hits), share(overlaps), signature


def run(data: Path) -> list[Row]:
    news = rated_news(data / "mqm-news" / "ratings.tsv")
    talks = rated_talks(data / "mqm-ted" / "mqm_ted_zhen.tsv")
    of_news, of_talks = _readings(news), _readings(talks)
    news_bars = {
        "precision at the default threshold": 0.40,
        "recall at the default threshold": 0.40,
    }
    talks_bars = {"area under the curve": 0.85, "best F1": 0.30}
    folder = data / "newstest2020"
    return [
        *_rated("mqm-news", news, of_news, news_bars),
        *_rated("mqm-ted", talks, of_talks, talks_bars),
        *_additions("mqm-news", news, of_news),
        *_additions("mqm-ted", talks, of_talks),
        *spans_read.rows(data),
        *_untouched(folder),
        *_seeded(folder),
    ]


def timed(data: Path) -> list[Row]:
    """Return what a check of all rules costs."""
    return checking.rows(data) if (data / "bible").is_dir() else []
