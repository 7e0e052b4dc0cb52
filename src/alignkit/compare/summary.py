"""A comparison in a few numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from alignkit.compare.wording import corpus_chrf, identical, metrics_signature
from alignkit.types.comparison import Row, Summary

# Rows that a summary names; a screenful.
FURTHEST = 10
# Two translations of which nine rows in ten agree word for word have one author.
DERIVED_SHARE = 0.9
DERIVED_ROWS = 10


def summarise(rows: Sequence[Row], count: int, with_source: bool) -> Summary:
    """Sum up the rows of a comparison of so many translations."""
    kinds = Counter(row.kind for row in rows)
    pairs = sorted({like.pair for row in rows for like in row.likenesses})
    ranked = sorted((r for r in rows if r.score > 0), key=lambda row: -row.score)
    return Summary(
        rows=len(rows),
        same=kinds["same"],
        wording=kinds["wording"],
        substance=kinds["substance"],
        missing=kinds["missing"],
        coverage=tuple(_coverage(rows, i) for i in range(count)) if with_source else (),
        left_out=tuple(
            sum(1 for row in rows if row.source and not row.renderings[i].text)
            for i in range(count)
        ),
        chrf=tuple(round(corpus_chrf(_pairs(rows, *pair)), 2) for pair in pairs),
        ter=tuple(_ter(rows, pair) for pair in pairs),
        cosine=tuple(_cosine(rows, pair) for pair in pairs),
        derived=tuple(
            (first, second)
            for first in range(count)
            for second in range(first + 1, count)
            if _derived(_pairs(rows, first, second))
        ),
        furthest=tuple(row.index for row in ranked[:FURTHEST]),
        metrics=metrics_signature(),
        detail=kinds["detail"],
        pairs=tuple(pairs),
    )


def _pairs(rows: Sequence[Row], first: int, second: int) -> list[tuple[str, str]]:
    texts = [(row.renderings[first].text, row.renderings[second].text) for row in rows]
    return [(left, right) for left, right in texts if left and right]


def _coverage(rows: Sequence[Row], index: int) -> float:
    held = [(len(row.source), row.coverage[index]) for row in rows if row.source and row.coverage]
    total = sum(length for length, _ in held)
    return round(sum(length * share for length, share in held) / total, 4) if total else 0.0


def _cosine(rows: Sequence[Row], pair: tuple[int, int]) -> float:
    held = [like.cosine for row in rows for like in row.likenesses if like.pair == pair]
    return round(sum(held) / len(held), 4) if held else 0.0


def _ter(rows: Sequence[Row], pair: tuple[int, int]) -> float:
    """Return the TER over all rows that are short enough for it."""
    held = [
        (like.ter * like.weight, like.weight)
        for row in rows
        for like in row.likenesses
        if like.pair == pair and like.ter is not None
    ]
    total = sum(weight for _, weight in held)
    return round(sum(edits for edits, _ in held) / total, 2) if total else 0.0


def _derived(pairs: Sequence[tuple[str, str]]) -> bool:
    if len(pairs) < DERIVED_ROWS:
        return False
    return sum(identical(*pair) for pair in pairs) >= DERIVED_SHARE * len(pairs)
