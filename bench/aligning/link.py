"""Words linked: the error against gold links, on the half that nothing was learned from.

    python -m bench link [--data DIR]

DIR/word-align holds 450 sentences in the order of their articles. The passes were learned on the
first 225 (`training link`), so the second 225 are the figure; the first are given beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time

from alignkit.embed.embedded import EmbeddedEncoder
from alignkit.link.linking import LIKELY, Tabled, as_compared, likely_links, numbered, of_words
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Words
from bench.figures.share import Share, ratio
from bench.figures.table import Row

_LINK = re.compile(r"(\d+)([-p])(\d+)")


@dataclass(frozen=True)
class Sentence:
    """A pair of sentences with its gold links, sure ones and all that are possible."""

    source: Words
    target: Words
    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]


def gold(data: Path, table: WordTable) -> list[Sentence]:
    """Return the sentences of data/word-align, cut into words as the gold has them."""
    folder = data / "word-align"
    texts, golds = (
        (folder / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
        for name in ("zhen.src-tgt", "zhen.gold")
    )
    return [_sentence(text, links, table) for text, links in zip(texts, golds, strict=True)]


def _sentence(text: str, links: str, table: WordTable) -> Sentence:
    source, target = (_words(side.split(), table) for side in text.split(" ||| "))
    held = [((int(i) - 1, int(j) - 1), kind) for i, kind, j in _LINK.findall(links)]
    sure = frozenset(place for place, kind in held if kind == "-")
    return Sentence(source, target, sure, frozenset(place for place, _ in held))


def _words(forms: Sequence[str], table: WordTable) -> Words:
    cut, at = [], 0
    for form in forms:
        compared = as_compared(form) if len(form) == 1 else form.casefold()
        cut.append((at, at + len(form), compared))
        at += len(form) + 1
    table.take_up(form for _, _, form in cut)
    return numbered(" ".join(forms), cut, table)


def halves(held: Sequence[Sentence]) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
    """Return the half that is learned from and the half that is measured on."""
    middle = len(held) // 2
    return held[:middle], held[middle:]


def error(held: Sequence[Sentence], tables: Sequence[Tabled]) -> tuple[Share, Share, Share]:
    """Return what the alignment error rate is short of one, precision and recall, by sentence."""
    agreed, right, found = [], [], []
    for at, (sentence, tabled) in enumerate(zip(held, tables, strict=True)):
        made = {(link.source, link.target) for link in likely_links(tabled.table)}
        possible, sure = len(made & sentence.possible), len(made & sentence.sure)
        agreed.append((at, float(possible + sure), float(len(made) + len(sentence.sure))))
        right.append((at, float(possible), float(len(made))))
        found.append((at, float(sure), float(len(sentence.sure))))
    return ratio(agreed), ratio(right), ratio(found)


def run(data: Path) -> list[Row]:
    encoder = EmbeddedEncoder()
    table = WordTable(encoder)
    rows = []
    parts = halves(gold(data, table))
    for half, name, bar in zip(parts, ("learned from", "kept aside"), (None, 0.21), strict=True):
        start = process_time()
        tables = of_words([(each.source, each.target) for each in half], table, ("zh", "en"))
        seconds = process_time() - start
        agreed, precision, recall = error(half, tables)
        wrong = replace(agreed, low=1 - agreed.high, high=1 - agreed.low)
        where = f"word-align, the half {name}: {len(half)} sentences"
        rows += [
            Row("word alignment error", 1 - agreed.value, bar, "lower", data=where,
                note=f"from {LIKELY} on; {wrong.spread()}"),
            Row("links, precision", precision.value, data=where, note=precision.spread()),
            Row("links, recall", recall.value, data=where, note=recall.spread()),
            Row("linking", 1000 * seconds / len(half), better="lower", unit="ms/pair", data=where),
        ]  # fmt: skip
    return rows
