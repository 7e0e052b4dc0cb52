"""What is known of each pair of sentences in a stretch of both texts, before beads are scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from alignkit.align.shapes import Piece
from alignkit.align.sides import Shares, SideSignals, Words, evening, shares
from alignkit.align.tables.norms import SpanNorms, span_norms
from alignkit.align.tables.words import words_found

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]
    Whole = NDArray[Any]


class Products(NamedTuple):
    """Prefix sums of sentences' products and the norms of spans, as in `Tables`."""

    raw: Floats
    alike: Floats
    source_raw: list[Floats]
    target_raw: list[Floats]
    source_alike: list[Floats]
    target_alike: list[Floats]


@dataclass(frozen=True)
class Tables:
    """Everything a batch of pieces needs, padded to one size; P pieces, R rows, C columns.

    `raw` and `alike` are prefix sums [P, R + 1, C + 1] of the sentences' products. `source_raw[k]`
    is [P, R]: the norm of k + 1 sentences from each one on. `source_found[b]` [P, R + 1, C] sums
    over the rows before what of a source sentence's words b + 1 target sentences from each hold.
    """

    rows: Whole
    columns: Whole
    raw: Floats
    alike: Floats
    source_raw: list[Floats]
    target_raw: list[Floats]
    source_alike: list[Floats]
    target_alike: list[Floats]
    source_found: list[Floats]
    target_found: list[Floats]
    source_strong: list[Floats]
    target_strong: list[Floats]
    source_drawn: Floats
    target_drawn: Floats
    source_lost: list[Floats]
    target_lost: list[Floats]
    source_head: Floats
    target_head: Floats
    source_tail: Floats
    target_tail: Floats
    source_weight: Floats
    target_weight: Floats
    source_marks: list[Floats] | None
    target_marks: list[Floats] | None
    source_columns: dict[str, Floats]
    target_columns: dict[str, Floats]
    usual: tuple[float, float] = (1.0, 1.0)
    spans: tuple[list[Floats], list[Floats]] | None = None
    beside: Products | None = None

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many pieces, rows and columns."""
        count, height, width = self.raw.shape
        return count, height - 1, width - 1


@dataclass(frozen=True)
class Pair:
    """Both sides and what is worked out once for all pieces, for beads of up to `most` a side."""

    source: SideSignals
    target: SideSignals
    rarity: Floats
    most: tuple[int, int]
    norms: tuple[list[Floats], list[Floats], list[Floats], list[Floats]]
    shares: tuple[Shares, Shares] | None = None
    spans: tuple[list[Floats], list[Floats]] | None = None
    beside: tuple[SpanNorms, SpanNorms] | None = None

    @cached_property
    def evened(self) -> tuple[Floats, Floats]:
        """What evens the sentences' vectors of both sides, as `evening` says."""
        return evening(self.source.norms), evening(self.target.norms)

    @cached_property
    def usual(self) -> tuple[float, float]:
        """The words' weight of a usual sentence of both sides."""
        return _usual(self.source.words), _usual(self.target.words)

    @classmethod
    def of(
        cls, source: SideSignals, target: SideSignals, rarity: Floats, most: tuple[int, int]
    ) -> Pair:
        """Work out the norms of all spans, and the shares of all words."""
        first = span_norms(source.vectors, most[0], evening(source.norms))
        second = span_norms(target.vectors, most[1], evening(target.norms))
        norms = first[0], second[0], first[1], second[1]
        held = None
        if source.words is not None and target.words is not None:
            held = shares(source.words), shares(target.words)
        return cls(source, target, rarity, most, norms, held)

    def with_beside(self, vectors: tuple[Floats, Floats]) -> Pair:
        """Return the pair with the vectors of a second encoder."""
        one, two = vectors
        beside = (
            span_norms(one, self.most[0], evening(_lengths(one))),
            span_norms(two, self.most[1], evening(_lengths(two))),
        )
        source, target = replace(self.source, beside=one), replace(self.target, beside=two)
        return replace(self, source=source, target=target, beside=beside)

    def with_source(self, source: SideSignals) -> Pair:
        """Return the pair with a source whose words or sentences have changed."""
        raw, alike = span_norms(source.vectors, self.most[0], evening(source.norms))
        norms = raw, self.norms[1], alike, self.norms[3]
        held = self.shares
        if held is not None and source.words is not None:
            held = shares(source.words), held[1]
        return replace(self, source=source, norms=norms, shares=held)


def build(pair: Pair, pieces: Sequence[Piece]) -> Tables:
    """Work out the tables of pieces of like size."""
    filling = _Filling(pair, pieces)
    for number, piece in enumerate(pieces):
        filling.fill(number, piece)
    filling.add_up()
    return filling.tables()


class _Filling:
    """The tables of a batch of pieces while they are filled, piece by piece, and added up."""

    def __init__(self, pair: Pair, pieces: Sequence[Piece]) -> None:
        self.pair, self.pieces = pair, pieces
        self.rows = np.array([piece.rows for piece in pieces])
        self.columns = np.array([piece.columns for piece in pieces])
        count, most = len(pieces), pair.most
        height, width = int(self.rows.max()), int(self.columns.max())
        self.raw = np.zeros((count, height + 1, width + 1), np.float32)
        self.alike = np.zeros_like(self.raw)
        self.found_s = np.zeros((most[1] + 1, count, height + 1, width), np.float32)
        self.found_t = np.zeros((most[0] + 1, count, height, width + 1), np.float32)
        self.strong_s, self.strong_t = np.zeros_like(self.found_s), np.zeros_like(self.found_t)
        self.lost_s, self.lost_t = np.zeros_like(self.found_s), np.zeros_like(self.found_t)
        self.drawn = np.zeros((2, *self.raw.shape), np.float32)
        self.edges_s = np.zeros((2, most[1], count, height, width), np.float32)
        self.edges_t = np.zeros((2, most[0], count, height, width), np.float32)
        self.weight_s = np.zeros((count, height + 1), np.float32)
        self.weight_t = np.zeros((count, width + 1), np.float32)
        marked = len(pair.rarity) > 0
        self.marks_s = np.zeros_like(self.found_s) if marked else None
        self.marks_t = np.zeros_like(self.found_t) if marked else None
        self.evened = pair.evened

    def fill(self, number: int, piece: Piece) -> None:
        """Fill in what the sentences of one piece say of each other."""
        source, target = self.pair.source, self.pair.target
        r, c = piece.rows, piece.columns
        rs = slice(piece.source_start, piece.source_end)
        ct = slice(piece.target_start, piece.target_end)
        products = source.vectors[rs] @ target.vectors[ct].T
        self.raw[number, 1 : r + 1, 1 : c + 1] = products
        products *= self.evened[0][rs, None]
        self.alike[number, 1 : r + 1, 1 : c + 1] = products * self.evened[1][ct]
        if not r or not c:
            return
        if source.words is not None and target.words is not None and self.pair.shares:
            found = self.found_s, self.found_t, self.strong_s, self.strong_t
            tables = (*found, self.edges_s, self.edges_t, self.lost_s, self.lost_t, self.drawn)
            weights = words_found(
                source.words, target.words, self.pair.shares, piece, self.pair.most, tables, number
            )
            self.weight_s[number, 1 : r + 1], self.weight_t[number, 1 : c + 1] = weights
        if self.marks_s is not None and self.marks_t is not None:
            _marked(self.pair, piece, self.marks_s, self.marks_t, number)

    def add_up(self) -> None:
        """Turn what each pair of sentences holds into prefix sums, from which spans are told."""
        products = ((self.raw, 1), (self.raw, 2), (self.alike, 1), (self.alike, 2))
        others = ((self.drawn, 2), (self.drawn, 3), (self.weight_s, 1), (self.weight_t, 1))
        for table, axis in (*products, *others):
            np.cumsum(table, axis=axis, out=table)
        for held_s, held_t in (
            (self.found_s, self.found_t),
            (self.strong_s, self.strong_t),
            (self.lost_s, self.lost_t),
            (self.marks_s, self.marks_t),
        ):
            if held_s is not None and held_t is not None:
                np.cumsum(held_s, axis=2, out=held_s)
                np.cumsum(held_t, axis=3, out=held_t)

    def tables(self) -> Tables:
        """Return all of it, with what the sides know of their own sentences and spans."""
        pair, source, target = self.pair, self.pair.source, self.pair.target
        starts = np.array([(p.source_start, p.target_start) for p in self.pieces])
        height, width = self.raw.shape[1] - 1, self.raw.shape[2] - 1
        index_s = starts[:, :1] + np.arange(height)[None, :]
        index_t = starts[:, 1:] + np.arange(width)[None, :]
        spans = pair.spans
        return Tables(
            self.rows,
            self.columns,
            self.raw,
            self.alike,
            _padded(pair.norms[0], index_s),
            _padded(pair.norms[1], index_t),
            _padded(pair.norms[2], index_s),
            _padded(pair.norms[3], index_t),
            list(self.found_s),
            list(self.found_t),
            list(self.strong_s),
            list(self.strong_t),
            self.drawn[0],
            self.drawn[1],
            list(self.lost_s),
            list(self.lost_t),
            self.edges_s[0],
            self.edges_t[0],
            self.edges_s[1],
            self.edges_t[1],
            self.weight_s,
            self.weight_t,
            list(self.marks_s) if self.marks_s is not None else None,
            list(self.marks_t) if self.marks_t is not None else None,
            _columns(source, starts[:, 0], self.rows, height),
            _columns(target, starts[:, 1], self.columns, width),
            pair.usual,
            (_gathered(spans[0], index_s), _gathered(spans[1], index_t)) if spans else None,
            _beside_products(pair, self.pieces, self.raw.shape, index_s, index_t),
        )


def _beside_products(
    pair: Pair, pieces: Sequence[Piece], shape: tuple[int, ...], index_s: Whole, index_t: Whole
) -> Products | None:
    """Return the products of the second encoder's vectors, where there are such."""
    one, two = pair.source.beside, pair.target.beside
    if one is None or two is None or pair.beside is None:
        return None
    raw, alike = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for number, piece in enumerate(pieces):
        first = one[piece.source_start : piece.source_end]
        second = two[piece.target_start : piece.target_end]
        products = first @ second.T
        raw[number, 1 : piece.rows + 1, 1 : piece.columns + 1] = products
        products *= evening(_lengths(first))[:, None] * evening(_lengths(second))
        alike[number, 1 : piece.rows + 1, 1 : piece.columns + 1] = products
    for table, axis in ((raw, 1), (raw, 2), (alike, 1), (alike, 2)):
        np.cumsum(table, axis=axis, out=table)
    (raw_s, alike_s), (raw_t, alike_t) = pair.beside
    return Products(
        raw,
        alike,
        _padded(raw_s, index_s),
        _padded(raw_t, index_t),
        _padded(alike_s, index_s),
        _padded(alike_t, index_t),
    )


def _lengths(vectors: Floats) -> Floats:
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)))


def _usual(words: Words | None) -> float:
    """Return the words' weight of a usual sentence."""
    if words is None or not len(words.ids):
        return 1.0
    return float(words.weights[words.ids].sum() / (len(words.offsets) - 1))


def _gathered(spans: Sequence[Floats], index: Whole) -> list[Floats]:
    return [held[np.minimum(index, len(held) - 1)] for held in spans]


def _runs(own: Floats, best: Floats, out: Floats, most: int) -> None:
    """Fill what each sentence finds in 1, 2, … sentences from each one on."""
    width = best.shape[1]
    run = best
    for more in range(most):
        out[more, :, : width - more] = own @ run
        if more + 1 < most:
            if width - more - 1 <= 0:
                break
            run = np.maximum(run[:, :-1], best[:, more + 1 :])


def _marked(pair: Pair, piece: Piece, marks_s: Floats, marks_t: Floats, number: int) -> None:
    """Fill the weight of each sentence's marks found less that of those not found."""
    held_s = pair.source.marks[piece.source_start : piece.source_end]
    held_t = pair.target.marks[piece.target_start : piece.target_end]
    here = sorted({m for held in held_s for m in held} | {m for held in held_t for m in held})
    if not here:
        return
    place = {mark: n for n, mark in enumerate(here)}
    weight = pair.rarity[here]
    r, c = piece.rows, piece.columns
    own_s = np.zeros((r, len(here)), np.float32)
    own_t = np.zeros((c, len(here)), np.float32)
    for own, held in ((own_s, held_s), (own_t, held_t)):
        for sentence, ms in enumerate(held):
            for m in ms:
                own[sentence, place[m]] = 1
    _runs(own_s * weight, 2 * own_t.T - 1, marks_s[:, number, 1 : r + 1, :c], pair.most[1] + 1)
    wide = marks_t[:, number, :r, 1 : c + 1].transpose(0, 2, 1)
    _runs(own_t * weight, 2 * own_s.T - 1, wide, pair.most[0] + 1)


def _padded(norms: Sequence[Floats], index: Whole) -> list[Floats]:
    if not len(norms[0]):
        return [np.ones(index.shape, np.float32) for _ in norms]
    return [norm[np.minimum(index, len(norm) - 1)] for norm in norms]


def _columns(side: SideSignals, starts: Whole, sizes: Whole, longest: int) -> dict[str, Floats]:
    """Return the sentences' own numbers in every piece: prefix sums, and values as they are."""
    index = np.clip(starts[:, None] + np.arange(longest), 0, max(0, len(side) - 1))
    inside = np.arange(longest)[None, :] < sizes[:, None]
    columns: dict[str, Floats] = {}
    summed = {
        "lengths": side.lengths,
        "asks": side.ends.asks,
        "cries": side.ends.cries,
    }
    plain = {
        "trails": side.ends.trails,
        "leads": side.ends.leads,
        "opens": side.ends.opens,
        "closes": side.ends.closes,
        "inside": side.ends.inside,
        "begins": side.blocks.begins,
        "heading": side.blocks.heading,
        "number": side.blocks.number.astype(np.float32),
    }
    for name, values in (summed | plain).items():
        if not len(side):
            held = np.zeros((len(starts), longest), np.float32)
        else:
            held = np.where(inside, values[index], 0).astype(np.float32)
        if name in summed:
            table = np.zeros((len(starts), longest + 1), np.float32)
            np.cumsum(held, axis=1, out=table[:, 1:])
            columns[name] = table
        else:
            columns[name] = held
    return columns
