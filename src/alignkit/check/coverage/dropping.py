"""What speaks for a stretch of words having been dropped: its place, its lengths, what is left."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.check.coverage.accounting import room, strewn
from alignkit.check.coverage.freedom import DOCUMENT_FEATURES, measures
from alignkit.check.coverage.lists import LIST_FEATURES, list_features
from alignkit.check.coverage.stretches import Stretch
from alignkit.words.lexicon import WordTable, expected
from alignkit.words.numbered import MARK, Found, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STRETCH_FEATURES = (
    "score", "words", "characters", "weight", "mean", "outside", "share", "length", "ratio",
    "ratio_without", "bracketed", "at_start", "at_end", "opens", "closes", "unexplained", "sources",
    *LIST_FEATURES, "expected", "mass", "peak", "rendered", "close", "among", "assigned",
    "gain", "likeness", "taken", "next_before", "next_after", "fitted", "room", "wide", "free",
    *DOCUMENT_FEATURES,
)  # fmt: skip


def stretch_features(
    table: WordTable,
    source: Words,
    target: Words,
    odds: NDArray[np.float32],
    stretch: Stretch,
    found: Found,
    held: Meant | None = None,
) -> list[float]:
    """Return the STRETCH_FEATURES of a stretch that its own text tells, all but the last few.

    `held` is what `meant` says of the bead, where many stretches of it are looked at.
    """
    import numpy as np

    score, low, high = stretch
    start, end = source.starts[low], source.ends[high - 1]
    text = source.text
    weights = table.lengths[source.numbers]
    inside, whole = float(weights[low:high].sum()), float(weights.sum())
    others = table.lengths[target.numbers].tolist() if len(target) else []
    other = sum(others)
    lengths = [end - start for start, end in zip(target.starts, target.ends, strict=True)]
    beside, wide, free = room(found.assigned, others, lengths, low, high)
    outside = len(source) - (high - low)
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    return [
        score,
        math.log(high - low),
        math.log(end - start),
        inside,
        float(odds[low:high].mean()),
        float((odds.sum() - odds[low:high].sum()) / max(1, outside)) if outside else 0.0,
        inside / max(whole, 1e-6),
        math.log(len(source) + 1),
        math.log((other + 1) / (whole + 1)),
        math.log((other + 1) / (whole - inside + 1)),
        float(before in set("（(【[") and after in set("）)】]") and bool(before and after)),
        float(low == 0),
        float(high == len(source)),
        float(not before or bool(MARK.match(before))),
        float(not after or bool(MARK.match(after))),
        found.unexplained,
        float(sum(1 for mark in text if mark in "，；。")),
        *list_features(source, target, odds, low, high, found),
        sum(map(expected, source.forms[low:high])) / (high - low),
        float((weights / (1 + np.exp(-odds))).sum()),
        float(odds.max()),
        *strewn(found.assigned, low, high),
        sum(found.assured[low:high]) / (high - low),
        *_fitting(held or meant(table, source, target), low, high),
        *_beyond(source, odds, low, high),
        _fitted(other, whole, inside),
        math.log((beside + 0.5) / (inside + 0.5)),
        math.log((wide + 1) / (sum(source.ends[low:high]) - sum(source.starts[low:high]) + 1)),
        math.log((free + 0.5) / (inside + 0.5)),
    ]


def shown_by(
    table: WordTable, source: Words, target: Words, odds: NDArray[np.float32], found: Found
) -> list[float]:
    """Return what a bead shows of how its document is translated."""
    weights = table.lengths[source.numbers]
    other = float(table.lengths[target.numbers].sum()) if len(target) else 0.0
    ratio = math.log((other + 1) / (float(weights.sum()) + 1))
    return measures(weights, odds, ratio, found.unexplained)


@dataclass(frozen=True, slots=True)
class Meant:
    """The meaning of a bead's words and clauses as vectors, for all stretches of it."""

    own: NDArray[np.float32]
    whole: NDArray[np.float32]
    everything: NDArray[np.float32]
    clauses: NDArray[np.float32]


def meant(table: WordTable, source: Words, target: Words) -> Meant | None:
    """Return what a bead's words and clauses mean, None where the target holds no word."""
    import numpy as np

    if not len(target):
        return None
    own, there = table.units[source.numbers], table.units[target.numbers]
    own = own * table.lengths[source.numbers][:, None]
    there = there * table.lengths[target.numbers][:, None]
    marks = [at for at, kind in enumerate(target.breaks) if kind == 2]
    clauses = np.add.reduceat(there, marks, axis=0)
    everything = clauses.sum(axis=0)
    everything /= max(float(np.linalg.norm(everything)), 1e-6)
    clauses /= np.maximum(np.linalg.norm(clauses, axis=1, keepdims=True), 1e-6)
    return Meant(own, own.sum(axis=0), everything, clauses)


def _fitting(held: Meant | None, low: int, high: int) -> tuple[float, float, float]:
    """Say how the meaning of a stretch stands to the translation's.

    How much nearer the source comes to it without the stretch; how near the stretch is to the
    nearest clause there; how much nearer than the rest of the source it is to that clause.
    """
    import numpy as np

    if held is None:
        return 0.0, 0.0, 0.0
    part, whole = held.own[low:high].sum(axis=0), held.whole
    sides = np.stack([part, whole - part, whole])
    sides /= np.maximum(np.linalg.norm(sides, axis=1, keepdims=True), 1e-6)
    near = sides[:2] @ held.clauses.T
    best = int(near[0].argmax())
    everything = held.everything
    gain = float((sides[1] - sides[2]) @ everything) if high - low < len(held.own) else 0.0
    return gain, float(near[0, best]), float(near[0, best] - near[1, best])


def _beyond(source: Words, odds: NDArray[np.float32], low: int, high: int) -> tuple[float, float]:
    """Return the odds of the words next to a stretch, those of its own clause alone."""
    before = float(odds[low - 1]) if low and source.breaks[low] != 2 else 0.0
    after = float(odds[high]) if high < len(source) and source.breaks[high] != 2 else 0.0
    return before, after


def _fitted(other: float, whole: float, inside: float) -> float:
    """Say how much better the lengths agree without a stretch: above 0 they do."""
    with_it = abs(math.log((other + 1) / (whole + 1)))
    return with_it - abs(math.log((other + 1) / (whole - inside + 1)))
