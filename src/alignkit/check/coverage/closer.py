"""A closer look at beads in doubt: how the words of a stretch are linked, and rendered elsewhere.

Nearness of vectors finds a word that resembles a dropped one; links know of the passage that this
word renders another. They cost as much as all else, so that only beads in doubt are linked.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from alignkit.check.coverage.accounting import room, strewn
from alignkit.link.cells import word_class
from alignkit.link.linking import of_cut
from alignkit.words.lexicon import HAN_FIRST, WordTable, stem_of
from alignkit.words.numbered import Words
from alignkit.words.renderings import Pair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

CLOSER_FEATURES = (
    "linked", "linked_outside", "unlinked", "unlinked_outside", "surest", "second", "own",
    "left_over", "likeness_left", "content", "unknown", "linked_share", "linked_close",
    "linked_among", "linked_room", "linked_wide", "linked_free", "usual", "relative",
    "relative_most", "seen",
)  # fmt: skip
# Stretches of smaller log odds are in no doubt: a closer look would change nothing.
DOUBT = -2.5
# A word that is linked with less is not rendered; one that is linked with so much has its place.
FAINT, PLACED = 0.2, 0.35
# So many uses elsewhere count as much as what words do on the whole.
PRIOR = 2.0
# What words do on the whole, where a document has few: the mean odds of clean pairs of both
# directions, which count as much as so many words. A text of a line or two says nothing of itself.
USUAL, FEW = -4.8, 50.0
# What the links of an item say beside those of the rest: a word that resembles a lost one is linked
# to it as well, though it renders another.
SOLE_FEATURES = ("sole", "sole_most")


def sole_features(table: WordTable, pair: Pair, links: Rows, low: int, high: int) -> list[float]:
    """Return the SOLE_FEATURES of an item: how surely words are linked to it alone."""
    import numpy as np

    source = pair[0]
    content = np.array([word_class(form) == 0 for form in source.forms[low:high]])
    heavy = table.lengths[source.numbers[low:high]] * np.where(content, 1.0, 0.1)
    inside = links[low:high]
    rest = np.delete(links, np.s_[low:high], axis=0)
    other = rest.max(axis=0) if len(rest) else np.zeros(links.shape[1], links.dtype)
    alone = (inside * inside / np.maximum(inside + other, 1e-6)).max(axis=1)
    return [float(heavy @ alone) / max(float(heavy.sum()), 1e-6), float((alone * content).max())]


def linked(table: WordTable, pairs: Sequence[Pair], langs: tuple[str, str]) -> list[Rows]:
    """Return for each pair how likely each word of the source is linked to each of the target."""
    import numpy as np

    return [
        held.table[
            np.ix_(
                *(
                    _at(words, cut)
                    for words, cut in zip((held.source, held.target), pair, strict=True)
                )
            )
        ]
        for pair, held in zip(pairs, of_cut(pairs, table, langs), strict=True)
    ]


def _at(words: Words, cut: Words) -> list[int]:
    """Return the places of cut words among the same with the marks between them."""
    places = {start: place for place, start in enumerate(words.starts)}
    return [places[start] for start in cut.starts]


def usual(
    sources: Sequence[Words], odds: Sequence[Rows], documents: Sequence[Hashable]
) -> list[tuple[Rows, Rows]]:
    """Return for each word its mean odds elsewhere in its document, and how often it is there."""
    import numpy as np

    sums: dict[tuple[Hashable, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    whole: dict[Hashable, list[float]] = defaultdict(lambda: [0.0, 0.0])
    owns = [_summed(source, values) for source, values in zip(sources, odds, strict=True)]
    for own, document in zip(owns, documents, strict=True):
        for key, (count, value) in own.items():
            for held in (sums[document, key], whole[document]):
                held[0] += count
                held[1] += value
    found = []
    for source, own, document in zip(sources, owns, documents, strict=True):
        count, value = whole[document]
        count -= sum(held[0] for held in own.values())
        value -= sum(held[1] for held in own.values())
        mean = (value + FEW * USUAL) / (count + FEW)
        rows = []
        for form in source.forms:
            key = _key(form)
            times = sums[document, key][0] - own[key][0]
            rest = sums[document, key][1] - own[key][1]
            rows.append(((rest + PRIOR * mean) / (times + PRIOR), times))
        both = np.array(rows, np.float32).reshape(-1, 2)
        found.append((both[:, 0], both[:, 1]))
    return found


def _summed(source: Words, odds: Rows) -> dict[str, list[float]]:
    """Return for each word of a text how often it stands there, and the sum of its odds."""
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for form, value in zip(source.forms, odds.tolist(), strict=True):
        held = found[_key(form)]
        held[0] += 1
        held[1] += value
    return found


def _key(form: str) -> str:
    return form if form >= HAN_FIRST else stem_of(form)


def closer_features(
    table: WordTable,
    pair: Pair,
    odds: Rows,
    links: Rows,
    elsewhere: tuple[Rows, Rows],
    low: int,
    high: int,
) -> list[float]:
    """Return the CLOSER_FEATURES of the source's words from `low` to `high`."""
    import numpy as np

    source, target = pair
    weights = table.lengths[source.numbers]
    content = np.array([word_class(form) == 0 for form in source.forms])
    heavy = weights * np.where(content, 1.0, 0.1).astype(np.float32)
    inside = np.zeros(len(source), bool)
    inside[low:high] = True
    own = links.max(axis=1)
    mass, rest = float(heavy[inside].sum()), float(heavy[~inside].sum())
    lost = own < FAINT
    others = table.lengths[target.numbers]
    real = np.array([word_class(form) == 0 for form in target.forms])
    thick = others * np.where(real, 1.0, 0.1).astype(np.float32)
    across = links.max(axis=0)
    owner = links.argmax(axis=0)
    mine = (owner >= low) & (owner < high)
    best = sorted((own[inside] * content[inside]).tolist(), reverse=True)
    places = np.where(own >= PLACED, links.argmax(axis=1), -1).tolist()
    lengths = [end - start for start, end in zip(target.starts, target.ends, strict=True)]
    beside, wide, free = room(places, thick.tolist(), lengths, low, high)
    left = thick * (1 - across)
    vector = left @ table.units[target.numbers]
    part = heavy[inside] @ table.units[source.numbers[low:high]]
    norm = float(np.linalg.norm(vector) * np.linalg.norm(part))
    means, times = elsewhere
    more = (odds - means)[low:high]
    heavy_in = heavy[inside]
    seen = times[low:high] > 0
    return [
        float(heavy[inside] @ own[inside]) / max(mass, 1e-6),
        float(heavy[~inside] @ own[~inside]) / max(rest, 1e-6),
        float(heavy[inside & lost].sum()) / max(mass, 1e-6),
        float(heavy[~inside & lost].sum()) / max(rest, 1e-6),
        best[0],
        best[1] if len(best) > 1 else 0.0,
        float((thick * across)[mine].sum()) / max(mass, 1e-6),
        math.log((float(left.sum()) + 0.5) / (mass + 0.5)),
        float(vector @ part) / max(norm, 1e-6),
        math.log(1 + float(content[inside].sum())),
        float(heavy[inside] @ (table.traits[source.numbers[low:high], 4] == 0)) / max(mass, 1e-6),
        *strewn(places, low, high),
        math.log((beside + 0.5) / (mass + 0.5)),
        math.log((wide + 1) / (sum(source.ends[low:high]) - sum(source.starts[low:high]) + 1)),
        math.log((free + 0.5) / (mass + 0.5)),
        float(heavy_in @ means[low:high]) / max(mass, 1e-6),
        float(heavy_in @ more) / max(mass, 1e-6),
        float((more * content[low:high] * seen).max()),
        float(heavy_in @ seen) / max(mass, 1e-6),
    ]
