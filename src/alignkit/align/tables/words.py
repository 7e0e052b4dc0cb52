"""Which words of a stretch are found where on the other side, in runs of its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.align.shapes import Piece
from alignkit.align.sides import Shares, Words, numbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alignkit.align.shapes import Piece

    Floats = NDArray[Any]
    Whole = NDArray[Any]

# Likeness up to here is no sign of a rendering.
_CHANCE = np.float32(0.4)
# How steeply likeness draws a word, what draws it to no sentence, how far off others compete.
_STEEP, _NOBODY, _NEAR = np.float32(10), np.float32(0.35), 3


def words_found(
    source: Words,
    target: Words,
    shares: tuple[Shares, Shares],
    piece: Piece,
    most: tuple[int, int],
    tables: tuple[Floats, ...],
    number: int,
) -> tuple[Floats, Floats]:
    """Fill how well each sentence's words are found in runs of the other side's sentences."""
    own_s, words_s, where_s = _held(shares[0], piece.source_start, piece.source_end)
    own_t, words_t, where_t = _held(shares[1], piece.target_start, piece.target_end)
    r, c = piece.rows, piece.columns
    if len(words_s) and len(words_t):
        likeness = source.directions[words_s] @ target.directions[words_t].T
        np.maximum(likeness, 0, out=likeness)
        best_t = _best(np.ascontiguousarray(likeness.T), where_t, c)
        best_s = _best(likeness, where_s, r)
        found_s, found_t, strong_s, strong_t, edges_s, edges_t, lost_s, lost_t, drawn = tables
        drawn[0, number, 1 : r + 1, 1 : c + 1] = own_s[0] @ _drawn(best_t).T
        drawn[1, number, 1 : r + 1, 1 : c + 1] = _drawn(best_s) @ own_t[0].T
        _words_found(
            own_s, best_t, most[1],
            (found_s[:, number, 1 : r + 1, :c], strong_s[:, number, 1 : r + 1, :c],
             edges_s[0, :, number, :r, :c], edges_s[1, :, number, :r, :c],
             lost_s[:, number, 1 : r + 1, :c]),
        )  # fmt: skip
        turned = (
            found_t[:, number, :r, 1 : c + 1], strong_t[:, number, :r, 1 : c + 1],
            edges_t[0, :, number, :r, :c], edges_t[1, :, number, :r, :c],
            lost_t[:, number, :r, 1 : c + 1],
        )  # fmt: skip
        _words_found(own_t, best_s, most[0], [table.transpose(0, 2, 1) for table in turned])
    return own_s[0].sum(axis=1), own_t[0].sum(axis=1)


def _held(shares: Shares, start: int, end: int) -> tuple[Floats, Whole, tuple[Whole, Whole]]:
    """Return what words weigh in the sentences of a stretch, the words, and which are where."""
    offsets = shares.offsets[start : end + 1]
    first, last = offsets[0], offsets[-1]
    used, word = numbered(shares.ids[first:last])
    sentence = np.repeat(np.arange(end - start), np.diff(offsets))
    held = np.zeros((3, end - start, len(used)), np.float32)
    held[:, sentence, word] = shares.weights[:, first:last]
    return held, used, (sentence, word)


def _best(likeness: Floats, where: tuple[Whole, Whole], count: int) -> Floats:
    """Return how like each sentence's likest word is to each word of the other side."""
    best = np.zeros((count, likeness.shape[1]), np.float32)
    sentence, word = where
    held = likeness[word]
    # Sentence by sentence: numpy's own way to do it at once takes half as long again.
    ends = np.searchsorted(sentence, np.arange(1, count + 1)).tolist()
    for own, (start, end) in zip(best, pairwise([0, *ends])):
        if start < end:
            np.maximum.reduce(held[start:end], axis=0, out=own)
    return best


def _words_found(own: Floats, best: Floats, most: int, places: Sequence[Floats]) -> None:
    """Fill what sentences find in runs of the other side: all, strongly, at their two ends."""
    _, count, words = own.shape
    width = len(best)
    sizes = min(most + 1, width)
    runs = np.zeros((sizes, width, words), np.float32)
    runs[0] = best
    for more in range(1, sizes):
        left = width - more
        np.maximum(runs[more - 1, :left], best[more:], out=runs[more, :left])
    flat = runs.reshape(-1, words)
    values = (own.reshape(-1, words) @ flat.T).reshape(3, count, sizes, width)
    lost = (own[0] @ _beside(runs).reshape(-1, words).T).reshape(count, sizes, width)
    # Only likeness that is no chance counts as strong, as chance adds up over a long span's words.
    flat -= _CHANCE
    np.maximum(flat, 0, out=flat)
    sure = (own[0] @ flat.T).reshape(count, sizes, width) / (1 - _CHANCE)
    for place, value in zip(places, (values[0], sure, values[1], values[2], lost), strict=True):
        held = min(sizes, len(place))
        place[:held] = value[:, :held].transpose(1, 0, 2)


def _drawn(best: Floats) -> Floats:
    """Return which part of each word is drawn to each sentence, as its neighbours draw it, too."""
    pull = np.exp((best - 1) * _STEEP)
    around = np.full_like(pull, np.exp((_NOBODY - 1) * _STEEP))
    for shift in range(-_NEAR, _NEAR + 1):
        low, high = max(0, shift), min(len(pull), len(pull) + shift)
        if low < high:
            around[low - shift : high - shift] += pull[low:high]
    return np.asarray(pull / around)


def _beside(runs: Floats) -> Floats:
    """Return how much liker a word is to the sentences just before or behind a run than to it."""
    sizes, width, _ = runs.shape
    near = runs[min(1, sizes - 1)]
    out = np.zeros_like(runs)
    for more in range(sizes):
        out[more, 2:] = near[: width - 2] if width > 2 else 0
        if width > 1:
            out[more, 1] = runs[0, 0]
        left = width - more - 1
        if left > 0:
            behind = near[more + 1 :].copy()
            behind[-1] = runs[0, -1]
            np.maximum(out[more, :left], behind, out=out[more, :left])
    out -= runs
    return np.maximum(out, 0, out=out)
