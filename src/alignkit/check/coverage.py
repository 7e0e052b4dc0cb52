"""How well the words of one side are rendered on the other, and the stretch rendered worst."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from alignkit.check.foreign import foreign_names
from alignkit.check.lexicon import (
    WordTable,
    expected,
    meanings,
    readings,
    spelled,
    stem_of,
    syllables,
)
from alignkit.check.lists import list_features
from alignkit.check.words import MARK, Found, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matched = tuple[NDArray[np.float32], NDArray[np.float32]]

_HAN = "㐀"
SHARPNESS = 8.0
LINKED = 0.3
WORD_FEATURES = (
    "cosine", "second", "relative", "lexicon", "fertility", "claimed", "spelled", "literal",
    "weight", "known", "single", "digits", "latin", "hardness", "source", "target", "excess",
    "expected",
)  # fmt: skip
CONTEXT_FEATURES = (
    "odds", "clause", "clause_length", "clause_before", "clause_after", "before", "after",
    "before_two", "after_two", "whole", "weight", "count", "lexicon", "fertility", "spelled",
    "hardness", "excess", "expected",
)  # fmt: skip
STRETCH_FEATURES = (
    "score", "words", "characters", "weight", "mean", "outside", "share", "length", "ratio",
    "ratio_without", "bracketed", "at_start", "at_end", "opens", "closes", "unexplained", "sources",
    "in_list", "whole_item", "adjacent", "siblings", "expected",
    "mass", "peak",
)  # fmt: skip
# What it costs a stretch to begin or end at a mark, between words, inside a run of characters,
# and how far the odds of neighbouring words count as evidence of their own.
ENTER = {2: -3.5, 1: -6.0, 0: -6.0}
LEAVE = {2: -1.2, 1: -4.0, 0: -4.5}
DAMPED = 0.6
# A bead of more pairs of words than this is no passage anybody wrote, and would fill the memory.
MOST_PAIRS = 25_000_000


def words_of(table: WordTable, text: str) -> Words:
    """Cut a text into words."""
    return words_of_all(table, [text])[0]


def words_of_all(table: WordTable, texts: Sequence[str]) -> list[Words]:
    """Cut texts into words, taking up the new ones of all texts at once."""
    cuts = [table.encoder.words(text) for text in texts]
    table.take_up(word for cut in cuts for _, _, word in cut)
    found = []
    for text, cut in zip(texts, cuts, strict=True):
        starts, ends, forms = ([part[k] for part in cut] for k in range(3))
        found.append(Words(text, starts, ends, forms, table.numbers(forms)))
    return found


def comparable(source: Words, target: Words) -> bool:
    """Return whether both sides hold words, and few enough to set each against each."""
    return 0 < len(source) * len(target) <= MOST_PAIRS


def match(table: WordTable, source: Words, target: Words) -> Matched:
    """Return the cosine and the lexicon strength of every source word with every target word."""
    import numpy as np

    units = table.units
    cosine = units[source.numbers] @ units[target.numbers].T
    strength = np.zeros((len(source), len(target)), np.float32)
    own, other = _places(source), _places(target)
    for form, rows in own.items():
        if form < _HAN:
            for column in other.get(form, ()):
                strength[rows, column] = 1.0
            continue
        held = meanings(form)
        for meant in held.keys() & other.keys():
            for column in other[meant]:
                strength[rows, column] = held[meant]
    for form, columns in other.items():
        if form >= _HAN:
            held = meanings(form)
            for meant in held.keys() & own.keys():
                for row in own[meant]:
                    strength[row, columns] = held[meant]
    return cosine, strength


def _places(words: Words) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, form in enumerate(words.forms):
        places.setdefault(form if form >= _HAN else stem_of(form), []).append(place)
    return places


def _spelled(source: Words, target: Words) -> list[float] | None:
    """Say how much of each source word is a name spelled by its sound on the other side."""
    if not any(form >= _HAN for form in source.forms):
        return _heard(source, _readings(target))
    heard = sounds(target)
    shares = [
        spelled(form, heard) if heard and form >= _HAN and len(form) < 4 else 0.0
        for form in source.forms
    ]
    for place, likeness in foreign_names(source, target).items():
        shares[place] = max(shares[place], likeness)
    return shares


def _heard(source: Words, held: frozenset[str]) -> list[float]:
    shares = []
    for start, form in zip(source.starts, source.forms, strict=True):
        parts = syllables(form) if source.text[start].isupper() else ()
        shares.append(sum(part in held for part in parts) / len(parts) if parts else 0.0)
    return shares


def _readings(target: Words) -> frozenset[str]:
    held = readings()
    return frozenset(
        s for form in target.forms if form >= _HAN for c in form for s in held.get(c, ())
    )


def sounds(target: Words) -> frozenset[str]:
    """Return the pinyin syllables of the capitalised words of a text."""
    return frozenset(
        sound
        for start, form in zip(target.starts, target.forms, strict=True)
        if target.text[start].isupper()
        for sound in syllables(form)
    )


def word_features(
    table: WordTable,
    source: Words,
    target: Words,
    hardness: dict[str, float],
    matched: Matched | None = None,
) -> tuple[NDArray[np.float32], Found]:
    """Return a row of WORD_FEATURES for each source word, and what was found of the target.

    `matched` is what `match` gave for the two, where that is known already.
    """
    import numpy as np

    count, others = len(source), len(target)
    rows = np.zeros((count, len(WORD_FEATURES)), np.float32)
    if not count:
        return rows, Found(0.0, [], [], [])
    unexplained, places, sure = 0.0, [-1] * count, [0.0] * count
    owners: list[int] = []
    if others:
        cosine, strength = matched or match(table, source, target)
        best_strength = strength.max(axis=1)
        evidence = np.maximum(cosine, strength + 0.15 * (strength > 0))
        shares = np.exp(SHARPNESS * evidence)
        shares /= shares.sum(axis=0) + count * math.exp(SHARPNESS * 0.1)
        best = cosine.max(axis=1)
        rows[:, 0] = best
        rows[:, 1] = np.partition(cosine, -2, axis=1)[:, -2] if others > 1 else 0.0
        rows[:, 2] = best - cosine.mean(axis=1)
        rows[:, 3] = np.sqrt(best_strength)
        at = evidence.argmax(axis=1)
        claimed, fertility = shares[np.arange(count), at], shares.sum(axis=1)
        # Neighbours that say one thing in two words (模拟仿真, simulation) share its rendering.
        twins = np.flatnonzero((at[1:] == at[:-1]) & (np.array(source.breaks())[1:] == 0))
        for here in twins.tolist():
            claimed[here : here + 2] = claimed[here : here + 2].sum()
            fertility[here : here + 2] = fertility[here : here + 2].sum()
        rows[:, 4] = np.minimum(fertility, 2.0)
        rows[:, 5] = np.minimum(claimed, 1.0)
        strongest = evidence.max(axis=1)
        places = np.where(strongest >= LINKED, at, -1).tolist()
        sure = strongest.tolist()
        owners = evidence.argmax(axis=0).tolist()
        rows[:, 7] = best_strength >= 1.0
        weights = table.lengths[target.numbers]
        unexplained = float((weights * (evidence.max(axis=0) < 0.3)).sum() / weights.sum())
        shares_spelled = _spelled(source, target)
        if shares_spelled:
            rows[:, 6] = shares_spelled
    forms = source.forms
    rows[:, 8] = table.lengths[source.numbers]
    rows[:, 9] = [form < _HAN or bool(meanings(form)) for form in forms]
    rows[:, 10] = [len(form) == 1 for form in forms]
    rows[:, 11] = [form[0].isdigit() for form in forms]
    rows[:, 12] = ["a" <= form[0] <= "z" for form in forms]
    rows[:, 13] = [hardness.get(form, 0.0) for form in forms]
    rows[:, 14] = math.log(count + 1)
    rows[:, 15] = math.log(others + 1)
    rows[:, 16] = math.log((others + 2) / (count + 2))
    rows[:, 17] = [expected(form) for form in forms]
    return rows, Found(unexplained, places, sure, owners)


def context_features(
    source: Words, rows: NDArray[np.float32], odds: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return a row of CONTEXT_FEATURES for each word: its odds beside those of its clause."""
    import numpy as np

    count = len(odds)
    weights = rows[:, 8]
    clause = np.cumsum(np.array(source.breaks()) == 2) - 1
    clauses = int(clause[-1]) + 1
    total = np.bincount(clause, odds * weights, clauses)
    weight = np.bincount(clause, weights, clauses)
    mean = total / (weight + 0.3)
    padded = np.zeros(count + 4, np.float32)
    padded[2:-2] = odds
    around = np.zeros(clauses + 2)
    around[1:-1] = mean
    found = np.empty((count, len(CONTEXT_FEATURES)), np.float32)
    found[:, 0] = odds
    found[:, 1] = (total[clause] - odds * weights) / (weight[clause] - weights + 0.3)
    found[:, 2] = np.log(np.bincount(clause, minlength=clauses))[clause]
    found[:, 3], found[:, 4] = around[clause], around[clause + 2]
    found[:, 5], found[:, 6] = padded[1:-3], padded[3:-1]
    found[:, 7], found[:, 8] = padded[:-4], padded[4:]
    found[:, 9] = (odds * weights).sum() / (weights.sum() + 0.3)
    found[:, 10] = weights
    found[:, 11] = math.log(count)
    found[:, 12:] = rows[:, (3, 4, 6, 13, 16, 17)]
    return found


def worst(odds: NDArray[np.float32], breaks: list[int]) -> tuple[float, int, int]:
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


def stretch_features(
    table: WordTable,
    source: Words,
    target: Words,
    odds: NDArray[np.float32],
    stretch: tuple[float, int, int],
    found: Found,
) -> list[float]:
    """Return STRETCH_FEATURES of the stretch that looks dropped."""
    import numpy as np

    score, low, high = stretch
    start, end = source.starts[low], source.ends[high - 1]
    text = source.text
    weights = table.lengths[source.numbers]
    inside, whole = float(weights[low:high].sum()), float(weights.sum())
    other = float(table.lengths[target.numbers].sum()) if len(target) else 0.0
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
    ]
