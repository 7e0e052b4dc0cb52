"""Pieces worked out by the compiled core: tables, scores, probabilities, path in one call each."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.align.rivals.doubtful import DOUBTED, HOPELESS, Doubt, doubts, in_doubt
from alignkit.align.scoring import Scorer
from alignkit.align.shapes import Link, Piece, Shape
from alignkit.align.signals import GROWING, MORE, NAMES, scalars
from alignkit.core import core

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alignkit.align.sentence_pairs import Pair
    from alignkit.align.sides import Shares, SideSignals, Words

    Floats = NDArray[Any]

# The signals by the order in which the core has their weights; the last is what is the same for all
# beads of a shape.
_ORDER = (
    "span cosine", "even cosine", "own cosine", "least own cosine", "words found",
    "least words found", "strong words found", "least strong words found", "marks",
    "target beyond", "source beyond", "rival cosine", "least share", "found in all",
    "strongly found in all", "heads found", "tails found", "least edge found", "weight gap",
    "length gap", "length gap squared", "words drawn", "drawn in all", "words lost",
    "lost in all", "questions", "exclamations", "trailing off", "leading on", "opening quotes",
    "closing quotes", "speech", "blocks crossed", "blocks begin together", "block begins alone",
    "headings differ", "empty length", "empty near words", "empty near cosine",
    "empty beside words", "empty beside cosine",
)  # fmt: skip
# So many rivals a sentence may have, as the probabilities of all that share it are at most one.
_RIVALS = int(2 / HOPELESS) + 2

_POINTER, _WHOLE, _SMALL, _FLOAT = ctypes.c_void_p, ctypes.c_int64, ctypes.c_int32, ctypes.c_float
_FLAGS = ("asks", "cries", "trails", "leads", "opens", "closes", "inside")


class _Side(ctypes.Structure):
    _fields_ = [
        ("count", _WHOLE),
        *((name, _POINTER) for name in ("raw", "alike", "even", "lengths", *_FLAGS)),
        *((name, _POINTER) for name in ("begins", "heading", "offsets", "weights")),
        ("words", _WHOLE),
        *((name, _POINTER) for name in ("mark_offsets", "marks")),
        ("usual", _FLOAT),
        ("scale", _FLOAT),
    ]


class _Frame(ctypes.Structure):
    _fields_ = [
        ("source", _POINTER),
        ("target", _POINTER),
        ("shapes", _WHOLE),
        *((name, _POINTER) for name in ("shape", "weights", "rarity")),
        ("most_source", _WHOLE),
        ("most_target", _WHOLE),
        *((name, _FLOAT) for name in ("threshold", "doubted", "hopeless")),
        ("blocks", _SMALL),
        ("wordless", _SMALL),
    ]


class _Piece(ctypes.Structure):
    _fields_ = [
        *((name, _WHOLE) for name in ("source_start", "rows", "target_start", "columns")),
        *((name, _POINTER) for name in ("source_words", "target_words")),
        *((name, _WHOLE) for name in ("source_kinds", "target_kinds")),
        *((name, _POINTER) for name in ("likeness", "products")),
    ]


class _Beads(ctypes.Structure):
    _fields_ = [
        ("room", _WHOLE),
        *((name, _POINTER) for name in ("kind", "source", "target", "score", "chance", "like")),
    ]


class _Lone(ctypes.Structure):
    _fields_ = [
        *((name, _FLOAT) for name in ("sure", "unlike")),
        *((name, _POINTER) for name in ("source_ids", "target_ids")),
        *((name, _WHOLE) for name in ("source_held", "target_held")),
        *((name, _POINTER) for name in ("source_counts", "target_counts", "source", "target")),
    ]


Solved = tuple[list[Link], list[Doubt]]


@dataclass(slots=True)
class Lone:
    """The words of sure beads that are like none of their other side, in both texts.

    For some beads at once: how many words of each bead's sides are alone, and these words.
    """

    sure: float
    unlike: float
    found: list[tuple[NDArray[np.int32], ...]] = field(default_factory=list)


def solver(
    pair: Pair,
    shapes: Sequence[Shape],
    scorer: Scorer,
    ratio: float,
    growth: float,
    threshold: float,
    looked: bool,
    lone: Lone | None = None,
) -> Callable[[Sequence[Piece]], Solved] | None:
    """Return what works out a group of pieces, or None where the core is not there or knows less.

    It knows no vectors of joined texts, none of a second encoder, and no texts without words.
    """
    library = core()
    known = pair.shares is not None and pair.spans is None and pair.beside is None
    if library is None or not known or tuple(shapes[:2]) != ((0, 1), (1, 0)):
        return None
    return _Solver(library, pair, shapes, scorer, ratio, growth, threshold, looked, lone)


class _Solver:
    """What is the same for all pieces of a pair of texts, as the core takes it."""

    def __init__(
        self,
        library: ctypes.CDLL,
        pair: Pair,
        shapes: Sequence[Shape],
        scorer: Scorer,
        ratio: float,
        growth: float,
        threshold: float,
        looked: bool,
        lone: Lone | None,
    ) -> None:
        assert pair.shares is not None
        assert pair.source.words is not None
        assert pair.target.words is not None
        self._library, self._pair, self._shapes, self._looked = library, pair, shapes, looked
        self._lone = lone
        self._words = pair.source.words, pair.target.words
        self._kept: list[Any] = []
        blocks = pair.source.blocks.known and pair.target.blocks.known
        weights = dict(zip(NAMES, scorer.weights.tolist(), strict=True))
        even = float(np.sqrt(ratio))
        self._sides = (
            self._side(0, pair.source, pair.shares[0], even),
            self._side(1, pair.target, pair.shares[1], 1 / even),
        )
        self._frame = _Frame(
            ctypes.addressof(self._sides[0]),
            ctypes.addressof(self._sides[1]),
            len(shapes),
            self._held(np.array(shapes), np.int32),
            self._held(_weights(weights, shapes, growth), np.float32),
            self._held(pair.rarity, np.float32),
            *pair.most,
            threshold,
            DOUBTED if looked else -1.0,
            HOPELESS,
            blocks,
            not weights["words found"],
        )

    def _held(self, values: Any, kind: Any) -> int:
        """Return the address of an array that is kept as long as this is."""
        array = np.ascontiguousarray(values, kind)
        self._kept.append(array)
        return int(array.ctypes.data)

    def _side(self, number: int, side: SideSignals, shares: Shares, scale: float) -> _Side:
        pair, most, floats = self._pair, self._pair.most[number], np.float32
        norms = [np.stack(pair.norms[at][:most]) for at in (number, 2 + number)]
        marks = np.fromiter((mark for held in side.marks for mark in held), np.int32)
        counts = np.fromiter(map(len, side.marks), np.int64, len(side.marks))
        return _Side(
            len(side),
            *(self._held(held, floats) for held in norms),
            self._held(pair.evened[number], floats),
            self._held(side.lengths, floats),
            *(self._held(getattr(side.ends, name), floats) for name in _FLAGS),
            self._held(side.blocks.begins, floats),
            self._held(side.blocks.heading, floats),
            self._held(shares.offsets, np.int64),
            self._held(shares.weights, floats),
            shares.weights.shape[1],
            self._held(np.concatenate(([0], np.cumsum(counts))), np.int64),
            self._held(marks, np.int32),
            pair.usual[number],
            scale,
        )

    def __call__(self, pieces: Sequence[Piece]) -> Solved:
        """Return the beads of some pieces, and the places in doubt."""
        room = sum(piece.rows + piece.columns for piece in pieces) * (_RIVALS + 1)
        columns = [np.empty(room, kind) for kind in ("i4", "i4", "i4", "f4", "f4", "f4")]
        beads = _Beads(room, *(column.ctypes.data for column in columns))
        worker = _Worker(self._library, self._frame, self._pair, self._words)
        lone = _LoneRoom(self._lone, worker, pieces, room) if self._lone else None
        ends = [0]
        place = 0
        for piece in pieces:
            count, rivals = worker.solve(piece, beads, place, lone.told if lone else None)
            ends += place + count, place + count + rivals
            place += count + rivals
        if lone:
            lone.taken(ends)
        kind, source, target, score, chance, like = (held[:place].tolist() for held in columns)
        found = [
            Link(i, j, self._shapes[k], s, p, q)
            for k, i, j, s, p, q in zip(kind, source, target, score, chance, like, strict=True)
        ]
        links: list[Link] = []
        doubted: list[Doubt] = []
        for at in range(0, len(ends) - 1, 2):
            start, middle, end = ends[at : at + 3]
            path = found[start:middle]
            links += path
            if self._looked and in_doubt(path):
                doubted += doubts(path, found[middle:end])
        return links, doubted


class _Worker:
    """The room to work in of one thread, as large as its largest piece so far."""

    def __init__(
        self, library: ctypes.CDLL, frame: _Frame, pair: Pair, words: tuple[Words, Words]
    ) -> None:
        self._library, self._frame, self._pair, self._words = library, frame, pair, words
        assert pair.shares is not None
        self._shares = pair.shares
        self._offsets = [shares.offsets for shares in pair.shares]
        self.ids = [np.ascontiguousarray(shares.ids, np.int32) for shares in pair.shares]
        self._directions = [np.ascontiguousarray(held.directions, np.float32) for held in words]
        self._known = [np.full(len(held.weights) + 1, -1, np.int32) for held in words]
        self._room = np.empty(0, np.float32)
        self._rivals = ctypes.c_int64(0)

    def solve(self, piece: Piece, beads: _Beads, place: int, lone: _Lone | None) -> tuple[int, int]:
        """Enter the beads of a piece, and return how many: of its path, and beside."""
        pair, library = self._pair, self._library
        one = self._gathered(0, piece.source_start, piece.source_end)
        two = self._gathered(1, piece.target_start, piece.target_end)
        likeness = one[1] @ two[1].T
        products = (
            pair.source.vectors[piece.source_start : piece.source_end]
            @ pair.target.vectors[piece.target_start : piece.target_end].T
        )
        told = _Piece(
            piece.source_start, piece.rows, piece.target_start, piece.columns,
            one[0].ctypes.data, two[0].ctypes.data, len(one[1]), len(two[1]),
            likeness.ctypes.data, products.ctypes.data,
        )  # fmt: skip
        frame = ctypes.addressof(self._frame)
        needed = library.alignkit_piece_room(
            frame, piece.rows, piece.columns, len(one[1]), len(two[1])
        )
        if needed > len(self._room):
            self._room = np.empty(needed, np.float32)
        count = library.alignkit_piece(
            frame, ctypes.addressof(told), self._room.ctypes.data, ctypes.addressof(beads), place,
            ctypes.addressof(self._rivals), ctypes.addressof(lone) if lone else None,
        )  # fmt: skip
        if count < 0:
            raise MemoryError("the beads of a piece found no room")
        return count, self._rivals.value

    def sizes(self, pieces: Sequence[Piece]) -> tuple[int, int]:
        """Return how many words the pieces hold of both texts."""
        one, two = self._offsets
        return (
            sum(int(one[p.source_end] - one[p.source_start]) for p in pieces),
            sum(int(two[p.target_end] - two[p.target_start]) for p in pieces),
        )

    def _gathered(self, side: int, start: int, end: int) -> tuple[NDArray[np.int32], Floats]:
        """Return a stretch's words in order as numbers of its different ones, and their vectors."""
        first, last = int(self._offsets[side][start]), int(self._offsets[side][end])
        directions, count = self._directions[side], last - first
        words, kinds = np.empty(count, np.int32), np.empty(count, np.int32)
        room = np.empty((count, directions.shape[1]), np.float32)
        ids = self.ids[side]
        held = self._library.alignkit_gather(
            ids.ctypes.data + first * ids.itemsize, count, directions.ctypes.data,
            directions.shape[1], self._known[side].ctypes.data, words.ctypes.data,
            kinds.ctypes.data, room.ctypes.data,
        )  # fmt: skip
        return words, room[:held]


class _LoneRoom:
    """Room for the lone words of some pieces."""

    def __init__(self, lone: Lone, worker: _Worker, pieces: Sequence[Piece], beads: int) -> None:
        sizes = worker.sizes(pieces)
        self._lone = lone
        self._counts = [np.empty(beads, np.int32) for _ in sizes]
        self._words = [np.empty(size, np.int32) for size in sizes]
        self.told = _Lone(
            lone.sure, lone.unlike, *(ids.ctypes.data for ids in worker.ids), 0, 0,
            *(held.ctypes.data for held in (*self._counts, *self._words)),
        )  # fmt: skip

    def taken(self, ends: Sequence[int]) -> None:
        """Keep what was found for the beads of the paths."""
        paths = np.concatenate([np.arange(*ends[at : at + 2]) for at in range(0, len(ends) - 1, 2)])
        one, two = self._words
        words = one[: self.told.source_held], two[: self.told.target_held]
        # At once: threads that work on other pieces add theirs.
        self._lone.found.append((*(counts[paths] for counts in self._counts), *words))


def _weights(weights: Mapping[str, float], shapes: Sequence[Shape], growth: float) -> Floats:
    """Return each shape's weights in the core's order, with what is the same for its beads."""
    found = np.zeros((len(shapes), len(_ORDER) + 1), np.float32)
    for row, (a, b) in zip(found, shapes, strict=True):
        for place, name in enumerate(_ORDER):
            row[place] = weights[name]
            if name in GROWING and a and b:
                row[place] += weights[name + MORE] * (a + b - 2) / 2
        row[-1] = sum(weights[name] * value for name, value in scalars(a, b, growth).items())
    return found
