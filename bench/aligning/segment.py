"""Sentence boundaries and speed, alignkit beside pySBD: python -m bench segment --data DIR."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import alignkit as ak
from alignkit.types import Signature
from bench.figures.share import ratio
from bench.figures.table import Row

SETS = {"en": ("en-ewt-dev", 0.935, 5.0), "zh": ("zh-gsd-dev", 0.996, 10.0)}
Split = Callable[[str], list[str]]


def paragraphs(folder: Path, name: str) -> Iterator[tuple[str, set[int]]]:
    """Yield each paragraph and its gold ends, counted in characters that are no white space."""
    gold = iter((folder / f"{name}.gold").read_text("utf-8").splitlines())
    for text in (folder / f"{name}.txt").read_text("utf-8").splitlines():
        ends: set[int] = set()
        reach, length = 0, _solid(text)
        while reach < length:
            reach += _solid(next(gold))
            ends.add(reach)
        if reach != length:
            sys.exit(f"{name}: the gold sentences do not cover the paragraph {text[:60]!r}")
        if ends:
            yield text, ends


def score(folder: Path, name: str, split: Split) -> tuple[float, str]:
    """Return the boundary F1, ends of paragraphs included, and its counts."""
    right = false = missed = 0
    counted = []
    for number, (text, gold) in enumerate(paragraphs(folder, name)):
        reach, found = 0, set()
        for sentence in split(text):
            reach += _solid(sentence)
            found.add(reach)
        right += len(found & gold)
        false += len(found - gold)
        missed += len(gold - found)
        counted.append((number, 2.0 * len(found & gold), len(found) + len(gold)))
    kept = ratio(counted)
    note = f"{kept.spread()} (paragraphs); {false} false, {missed} missed"
    return kept.value, note


def speed(texts: list[str], split: Split, runs: int) -> float:
    """Return megabytes of UTF-8 a second of processor time, the best of some runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        for text in texts:
            split(text)
        best = min(best, time.process_time() - start)
    return sum(len(text.encode()) for text in texts) / best / 1e6


def hostile() -> dict[str, str]:
    """Return texts that make a careless splitter quadratic; each can be doubled."""
    return {
        "100,000 dots": "." * 100_000,
        "1 MB without a stop": "word " * 200_000,
        "1 MB of Chinese without a stop": "字" * 350_000,
        "nested quotes": "“‘" * 50_000 + "他说。" + "’”" * 50_000,
        "nested brackets": "（(" * 50_000 + "It is. 是。" + ")）" * 50_000,
        "spaced dots": ". " * 100_000,
        "abbreviations": "U.S. Dr. e.g. No. 5 " * 20_000,
        "initials": "J. " * 100_000,
        "ellipses in a quotation": "“" + "我……" * 60_000,
        "open brackets": "(J. （王. " * 40_000,
        "list markers": "1) a 2) b " * 30_000,
    }


def run(data: Path) -> list[Row]:
    folder = data / "segment"
    rows: list[Row] = []
    for lang, (name, bar, pace) in SETS.items():
        rows += _quality(folder, lang, name, bar)
        rows += _pace(folder, lang, name, pace)
    for name, text in hostile().items():
        rows.append(_growth(name, text))
    return rows


def _quality(folder: Path, lang: str, name: str, bar: float) -> list[Row]:
    value, note = score(folder, name, _alignkit(lang))
    rows = [Row("boundary F1", value, bar, data=name, signature=_signature(lang), note=note)]
    for rival, split in _rivals(lang):
        value, note = score(folder, name, split)
        rows.append(Row("boundary F1", value, data=name, rival=rival, note=note))
    return rows


def _pace(folder: Path, lang: str, name: str, bar: float) -> list[Row]:
    """Time everyone on the same paragraphs, one after the other."""
    texts = [text for text, _ in paragraphs(folder, name)]
    ours = speed(texts, _alignkit(lang), 15)
    rows = [Row("speed", ours, bar, unit="MB/s", data=name, signature=_signature(lang))]
    for rival, split in _rivals(lang):
        if rival.startswith("pySBD"):
            theirs = speed(texts, split, 2)
            rows.append(Row("speed", theirs, unit="MB/s", data=name, rival=rival))
            rows.append(Row(f"times as fast as {rival}", ours / theirs, 40, data=name))
    return rows


def _growth(name: str, text: str) -> Row:
    """Return how much longer twice the text takes: 2 is linear, 4 is quadratic."""
    ratios = []
    for lang in ("en", "zh"):
        split = _alignkit(lang)
        once, twice = (min(_seconds(split, t) for _ in range(3)) for t in (text, text * 2))
        ratios.append(twice / max(once, 1e-4))
    return Row(f"time of twice {name}", max(ratios), 3, "lower", unit="×")


def _seconds(split: Split, text: str) -> float:
    start = time.process_time()
    split(text)
    return time.process_time() - start


def _alignkit(lang: str) -> Split:
    return lambda text: [sentence.text for sentence in ak.segment(text, lang)]


def _signature(lang: str) -> str:
    return str(Signature.of(task="segment", lang=lang))


def _rivals(lang: str) -> Iterator[tuple[str, Split]]:
    stops = re.compile(
        "(?<=[.!?]) +(?=[A-Z])"
        if lang == "en"
        else "(?<=[。！？])(?![。！？”’」』])|(?<=[。！？][”’」』])"
    )
    yield "a stop", lambda text: [part for part in stops.split(text) if part]
    try:
        import pysbd
        from pysbd.about import __version__ as version
    except ImportError:
        print("pySBD is not here: pip install pysbd", file=sys.stderr)
        return
    segmenter = pysbd.Segmenter(language=lang, clean=False)
    yield f"pySBD {version}", segmenter.segment


def _solid(text: str) -> int:
    return len("".join(text.split()))
