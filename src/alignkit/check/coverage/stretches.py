"""How well the words of one side are rendered on the other, and the stretch rendered worst."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from alignkit.check.coverage.accounting import assigned, company
from alignkit.check.coverage.lists import LEAST_ODDS, lacking
from alignkit.check.coverage.spelling import spelled_shares
from alignkit.words.lexicon import WordTable
from alignkit.words.numbered import Found, Words
from alignkit.words.renderings import Block, Pair, match_blocks
from alignkit.words.script import HAN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How ill a stretch is rendered, its first word, and the word after its last.
Stretch = tuple[float, int, int]

# How much a word takes the likeliest of its rivals for its own; set by hand before the nets were
# learned.
SHARPNESS = 8.0
LINKED = 0.3
FAINT = 0.3
# What the lexicon lists counts for more than vectors that are as near.
LISTED = 0.15
NOTHING = -2.0
WORD_FEATURES = (
    "cosine", "second", "relative", "lexicon", "fertility", "claimed", "spelled", "literal",
    "weight", "known", "single", "digits", "latin", "hardness", "source", "target", "excess",
    "expected", "assigned", "company",
)  # fmt: skip
CONTEXT_FEATURES = (
    "odds", "clause", "clause_length", "clause_before", "clause_after", "before", "after",
    "before_two", "after_two", "whole", "weight", "count", "lexicon", "fertility", "spelled",
    "hardness", "excess", "expected", "assigned", "company",
)  # fmt: skip
# What it costs a stretch to begin or end at a mark, between words, inside a run of characters,
# and how far the odds of neighbouring words count as evidence of their own.
ENTER = {2: -3.5, 1: -6.0, 0: -6.0}
LEAVE = {2: -1.2, 1: -4.0, 0: -4.5}
DAMPED = 0.6
# A name that is spelled counts for so much as a rendering.
SPELLED = 0.8
STOP = re.compile(r"[。！？；.!?;:：]")
# So many clauses and sentences are weighed beside the stretch that looks worst by itself.
MOST_CLAUSES = 2
# What begins an English clause without a mark before it; a part of one has so many words at least.
_BEGINS = frozenset(
    "after although and because before but if including or since so that though unless until when "
    "where which while who whom whose".split()
)
LEAST_PART = 3


def word_features(
    table: WordTable, pairs: Sequence[Pair], hardness: dict[str, float]
) -> tuple[NDArray[np.float32], list[Found]]:
    """Return a row of WORD_FEATURES for each source word of some pairs, and what was found of each.

    The rows of a pair follow those of the pair before it. A pair without words on either side has
    rows that say so.
    """
    import numpy as np

    sizes = np.array([(len(source), len(target)) for source, target in pairs]).reshape(-1, 2)
    ends = np.cumsum(sizes[:, 0])
    rows = np.zeros((int(ends[-1]) if len(ends) else 0, len(WORD_FEATURES)), np.float32)
    found = [
        Found(0.0, [-1] * count, [0.0] * count, [], [-1] * count, [0.0] * count)
        for count, _ in sizes.tolist()
    ]
    for block, cosine, strength in match_blocks(table, pairs):
        starts = [int(ends[at] - sizes[at, 0]) for at in block.places]
        into = np.concatenate(
            [np.arange(start, ends[at]) for start, at in zip(starts, block.places, strict=True)]
        )
        seen = _seen(table, block, cosine, strength, rows, into, pairs)
        for at, one in zip(block.places, seen, strict=True):
            found[at] = one
    numbers = _joined([source.numbers for source, _ in pairs])
    forms = [form for source, _ in pairs for form in source.forms]
    counts, others = np.repeat(sizes, sizes[:, 0], axis=0).T if len(pairs) else sizes.T
    rows[:, 6] = [share for pair in pairs for share in spelled_shares(*pair)]
    # What is spelled by its sound or is the same figure is rendered, though no vector says so.
    rows[:, 18] = np.maximum(rows[:, 18], rows[:, 6] * SPELLED)
    rows[:, 8] = table.lengths[numbers]
    rows[:, 9:13] = table.traits[numbers, :4]
    rows[:, 13] = [hardness.get(form, 0.0) for form in forms]
    rows[:, 14] = np.log(counts + 1)
    rows[:, 15] = np.log(others + 1)
    rows[:, 16] = np.log((others + 2) / (counts + 2))
    rows[:, 17] = table.traits[numbers, 4]
    return rows, found


def _seen(
    table: WordTable,
    block: Block,
    cosine: NDArray[np.float32],
    strength: NDArray[np.float32],
    rows: NDArray[np.float32],
    into: NDArray[np.intp],
    pairs: Sequence[Pair],
) -> list[Found]:
    """Enter the features that look at the other side's words, and return what was found of them."""
    import numpy as np

    ours, theirs = block.in_source, block.in_target
    both = ours[:, :, None] & theirs[:, None, :]
    counts, others = ours.sum(axis=1), theirs.sum(axis=1)
    cosine[~both] = NOTHING
    strength[~both] = 0.0
    best_strength = strength.max(axis=2)
    evidence = np.maximum(cosine, strength + LISTED * (strength > 0))
    shares = np.exp(SHARPNESS * evidence)
    shares *= both
    shares /= (shares.sum(axis=1) + (counts * math.exp(SHARPNESS * 0.1))[:, None])[:, None, :]
    best = cosine.max(axis=2)
    at = evidence.argmax(axis=2)
    strongest = np.take_along_axis(evidence, at[:, :, None], 2)[:, :, 0]
    claimed = np.take_along_axis(shares, at[:, :, None], 2)[:, :, 0]
    fertility = shares.sum(axis=2)
    _share_twins(block, at, claimed, fertility, pairs)
    second = np.partition(cosine, -2, axis=2)[:, :, -2] if cosine.shape[2] > 1 else best * 0
    mean = np.where(both, cosine, 0.0).sum(axis=2) / others[:, None]
    rows[into, 0] = best[ours]
    rows[into, 1] = np.where(others[:, None] > 1, second, 0.0)[ours]
    rows[into, 2] = (best - mean)[ours]
    rows[into, 3] = np.sqrt(best_strength)[ours]
    rows[into, 4] = np.minimum(fertility, 2.0)[ours]
    rows[into, 5] = np.minimum(claimed, 1.0)[ours]
    rows[into, 7] = (best_strength >= 1.0)[ours]
    taken, sure = assigned(evidence, counts, others)
    rows[into, 18] = sure[ours]
    rows[into, 19] = company(taken, sure)[ours]
    return _found(table, block, evidence, (at, strongest), (taken, sure))


def _found(
    table: WordTable,
    block: Block,
    evidence: NDArray[np.float32],
    best: tuple[NDArray[np.intp], NDArray[np.float32]],
    once: tuple[NDArray[np.intp], NDArray[np.float32]],
) -> list[Found]:
    """Return where each word is best found, and where it is found by itself, with how surely."""
    import numpy as np

    theirs = block.in_target
    at, strongest = best
    weights = table.lengths[block.target] * theirs
    explained = evidence.max(axis=1) >= FAINT
    unexplained = (weights * ~explained).sum(axis=1) / weights.sum(axis=1)
    places = np.where(strongest >= LINKED, at, -1)
    owners = evidence.argmax(axis=1)
    counts, others = block.in_source.sum(axis=1).tolist(), theirs.sum(axis=1).tolist()
    return [
        Found(
            float(unexplained[text]),
            places[text, :count].tolist(),
            strongest[text, :count].tolist(),
            owners[text, :other].tolist(),
            once[0][text, :count].tolist(),
            once[1][text, :count].tolist(),
        )
        for text, (count, other) in enumerate(zip(counts, others, strict=True))
    ]


def _share_twins(
    block: Block,
    at: NDArray[np.intp],
    claimed: NDArray[np.float32],
    fertility: NDArray[np.float32],
    pairs: Sequence[Pair],
) -> None:
    """Let neighbours that say one thing in two words (模拟仿真, simulation) share its rendering."""
    import numpy as np

    same = (at[:, 1:] == at[:, :-1]) & block.in_source[:, 1:]
    for row, here in zip(*(part.tolist() for part in np.nonzero(same)), strict=True):
        if pairs[block.places[row]][0].breaks[here + 1] == 0:
            for values in (claimed, fertility):
                values[row, here : here + 2] = values[row, here] + values[row, here + 1]


def _joined(parts: Sequence[NDArray[np.intp]]) -> NDArray[np.intp]:
    import numpy as np

    return np.concatenate(parts) if parts else np.zeros(0, np.intp)


def context_features(
    sources: Sequence[Words], rows: NDArray[np.float32], odds: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return a row of CONTEXT_FEATURES for each word: its odds beside those of its clause.

    The rows and odds of a text follow those of the text before it; no text knows of the others.
    """
    import numpy as np

    count = len(odds)
    found = np.empty((count, len(CONTEXT_FEATURES)), np.float32)
    if not count:
        return found
    weights = rows[:, 8]
    text = np.repeat(np.arange(len(sources)), [len(source) for source in sources])
    clause = np.cumsum(np.array([kind for s in sources for kind in s.breaks]) == 2) - 1
    clauses = int(clause[-1]) + 1
    total = np.bincount(clause, odds * weights, clauses)
    weight = np.bincount(clause, weights, clauses)
    mean = total / (weight + 0.3)
    text_of = np.zeros(clauses, np.intp)
    text_of[clause] = text
    follows = text_of[1:] == text_of[:-1]
    before, after = np.zeros(clauses), np.zeros(clauses)
    before[1:], after[:-1] = mean[:-1] * follows, mean[1:] * follows
    found[:, 0] = odds
    found[:, 1] = (total[clause] - odds * weights) / (weight[clause] - weights + 0.3)
    found[:, 2] = np.log(np.bincount(clause, minlength=clauses))[clause]
    found[:, 3], found[:, 4] = before[clause], after[clause]
    for column, step in ((5, -1), (6, 1), (7, -2), (8, 2)):
        found[:, column] = _beside(odds, text, step)
    texts = len(sources)
    whole = np.bincount(text, odds * weights, texts) / (np.bincount(text, weights, texts) + 0.3)
    found[:, 9] = whole[text]
    found[:, 10] = weights
    found[:, 11] = np.log(np.bincount(text, minlength=texts))[text]
    found[:, 12:] = rows[:, (3, 4, 6, 13, 16, 17, 18, 19)]
    return found


def _beside(odds: NDArray[np.float32], text: NDArray[np.intp], step: int) -> NDArray[np.float32]:
    """Return for each word the odds of the word so many places on in the same text, or 0."""
    import numpy as np

    found = np.zeros_like(odds)
    here = slice(max(0, -step), -step if step > 0 else None)
    there = slice(max(0, step), step if step < 0 else None)
    found[here] = np.where(text[here] == text[there], odds[there], 0.0)
    return found


def worst(odds: NDArray[np.float32], breaks: list[int]) -> Stretch:
    """Return the stretch of words that most looks dropped: its score, first word, word after."""
    best, current = -1e9, -1e9
    low = high = first = 0
    kinds = [*breaks[1:], 2]
    for place, value in enumerate((odds * DAMPED).tolist()):
        enter = ENTER[breaks[place]]
        if current <= enter:
            current, first = enter, place
        current += value
        reached = current + LEAVE[kinds[place]]
        if reached > best:
            best, low, high = reached, first, place + 1
    return best, low, high


def candidates(
    source: Words,
    target: Words,
    odds: NDArray[np.float32],
    found: Found,
) -> list[Stretch]:
    """Return the stretches that most look dropped.

    First the words that do by themselves, then whole clauses and sentences, parts of English
    clauses, and items that their lists have no room for.
    """
    best = worst(odds, source.breaks)
    held = dict.fromkeys([best[1:]])
    held.update(dict.fromkeys(_clauses(source, odds)))
    held.update(dict.fromkeys(_parts(source, odds)))
    held.update(dict.fromkeys(lacking(source, target, odds, found)))
    sums = _sums(odds)
    return [
        best,
        *(
            ((sums[high] - sums[low]) * DAMPED + ENTER[2] + LEAVE[2], low, high)
            for low, high in list(held)[1:]
        ),
    ]


def _sums(odds: NDArray[np.float32]) -> list[float]:
    """Return the sums of the odds up to each word."""
    return [0.0, *odds.cumsum().tolist()]


def _clauses(source: Words, odds: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Return the clauses and sentences of two words and more that look dropped the most."""
    marks = [at for at, kind in enumerate(source.breaks) if kind == 2]
    spans = list(pairwise([*marks, len(source)]))
    text, stops = source.text, [0]
    for at in marks[1:]:
        if STOP.search(text, source.ends[at - 1], source.starts[at]):
            stops.append(at)
    if len(stops) > 1:
        spans += pairwise([*stops, len(source)])
    sums = _sums(odds)
    scored = [
        (sums[high] - sums[low], low, high)
        for low, high in spans
        if high - low > 1 and sums[high] - sums[low] > LEAST_ODDS * (high - low)
    ]
    # The surest by what their words say together, and the one whose words say the most each.
    scored.sort(key=lambda held: (-held[0], held[1]))
    chosen = scored[:MOST_CLAUSES]
    if len(scored) > MOST_CLAUSES:
        chosen.append(max(scored[MOST_CLAUSES:], key=lambda held: held[0] / (held[2] - held[1])))
    return [(low, high) for _, low, high in chosen]


def _parts(source: Words, odds: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Return the parts of English clauses, as conjunctions divide them, that look worst."""
    if HAN.search(source.text):
        return []
    forms = source.forms
    marks = [at for at, kind in enumerate(source.breaks) if kind == 2]
    spans = []
    for low, high in pairwise([*marks, len(source)]):
        cuts = [low, *(at for at in range(low + 1, high) if forms[at] in _BEGINS), high]
        if len(cuts) > 2:
            spans += [(a, b) for a, b in pairwise(cuts) if b - a >= LEAST_PART]
    sums = _sums(odds)
    scored = [
        (sums[high] - sums[low], low, high)
        for low, high in spans
        if sums[high] - sums[low] > LEAST_ODDS * (high - low)
    ]
    scored.sort(key=lambda held: (-held[0], held[1]))
    return [(low, high) for _, low, high in scored[:MOST_CLAUSES]]
