"""What speaks for and against each bead, as numbers in a fixed order: the weights' counterpart."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from alignkit.align.shapes import Shape
from alignkit.align.tables import Tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SMALL = np.float32(1e-6)
_QUALITY = (
    "span cosine",
    "even cosine",
    "own cosine",
    "least own cosine",
    "words found",
    "least words found",
)
_CONTEXT = (
    "marks",
    "target beyond",
    "source beyond",
    "rival cosine",
    "least share",
    "length gap",
    "length gap squared",
    "questions",
    "exclamations",
    "endings",
    "quotes",
)
_EMPTY = ("empty", "empty near words", "empty near cosine", "empty length")
_SHAPES = ("1-1", "1-2", "2-2", "1-many", "many-many", "sentences", "lopsided", "growth")
_BLOCKS = ("blocks crossed", "blocks begin together", "block begins alone", "headings")

NAMES = (
    *_QUALITY,
    *(f"{name} a sentence more" for name in _QUALITY),
    *_CONTEXT,
    *_EMPTY,
    *_SHAPES,
    *_BLOCKS,
)
PLACE = {name: number for number, name in enumerate(NAMES)}


class Signals:
    """Computes the signals of every bead of one shape in a batch of pieces."""

    def __init__(self, tables: Tables, ratio: float, growth: float, blocks: bool) -> None:
        self.tables = tables
        self.ratio = ratio
        self.growth = growth
        self.blocks = blocks

    def of(self, shape: Shape) -> Floats:
        """Return [signal, piece, first source, first target] for the beads of a shape."""
        a, b = shape
        count, height, width = self.tables.shape
        out = np.zeros((len(NAMES), count, height - a + 1, width - b + 1), np.float32)
        if a and b:
            self._full(a, b, out)
        else:
            self._empty(a, b, out)
        if self.blocks:
            self._block(a, b, out)
        return out

    def _full(self, a: int, b: int, out: Floats) -> None:
        quality = self._qualities(a, b)
        for number, values in enumerate(quality):
            out[number] = values
            np.multiply(values, (a + b - 2) / 2, out=out[len(quality) + number])
        place = len(quality) * 2
        for number, values in enumerate(self._context(a, b, quality[4])):
            out[place + number] = values
        low, high = min(a, b), max(a, b)
        kind = (
            "1-1" if high == 1 else "1-2" if (low, high) == (1, 2) else "2-2" if low == high == 2
            else "1-many" if low == 1 else "many-many"
        )  # fmt: skip
        out[PLACE[kind]] = 1
        out[PLACE["sentences"]] = (a + b - 2) / 2
        out[PLACE["lopsided"]] = (high - low) ** 2 / 8
        out[PLACE["growth"]] = (b - a) * self.growth

    def _qualities(self, a: int, b: int) -> tuple[Floats, ...]:
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        raw = _rectangle(t.raw, a, b)
        raw /= t.source_raw[a - 1][:, :r, None] * t.target_raw[b - 1][:, None, :c]
        even = self._even(a, b)
        mean_s, least_s = self._own(self._down[b], 1, a)
        mean_t, least_t = self._own(self._across[a], 2, b)
        own = (mean_s[:, :r, :c] + mean_t[:, :r, :c]) / 2
        least = np.minimum(least_s[:, :r, :c], least_t[:, :r, :c])
        found_s, few_s, weight_s = self._found_s(a, b)
        found_t, few_t, weight_t = self._found_t(a, b)
        words = (found_s / weight_s + found_t / weight_t) / 2
        return raw, even, own, least, words, np.minimum(few_s, few_t)

    def _even(self, a: int, b: int) -> Floats:
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        norm = t.source_alike[a - 1][:, :r, None] * t.target_alike[b - 1][:, None, :c]
        return _rectangle(t.alike, a, b) / norm

    @cached_property
    def _down(self) -> dict[int, Floats]:
        """Each source sentence's cosine to runs of 1, 2, … target sentences."""
        most = min(len(self.tables.target_alike), self.tables.shape[2])
        return {b: self._even(1, b) for b in range(1, most + 1)}

    @cached_property
    def _across(self) -> dict[int, Floats]:
        """Each target sentence's cosine to runs of 1, 2, … source sentences."""
        most = min(len(self.tables.source_alike), self.tables.shape[1])
        return {a: self._even(a, 1) for a in range(1, most + 1)}

    def _own(self, table: Floats, axis: int, size: int) -> tuple[Floats, Floats]:
        """Return mean and minimum over `size` neighbours along an axis."""
        length = table.shape[axis] - size + 1
        parts = [np.take(table, range(k, k + length), axis=axis) for k in range(size)]
        total, least = parts[0].copy(), parts[0]
        for part in parts[1:]:
            total += part
            least = np.minimum(least, part)
        return total / np.float32(size), least

    def _found_s(self, a: int, b: int) -> tuple[Floats, Floats, Floats]:
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        table = t.source_found[b - 1]
        found = table[:, a : a + r, :c] - table[:, :r, :c]
        weight = (t.source_weight[:, a : a + r] - t.source_weight[:, :r] + _SMALL)[:, :, None]
        least = found / weight
        if a > 1:
            each = np.diff(table, axis=1)[:, :, :c]
            each = each / (np.diff(t.source_weight, axis=1) + _SMALL)[:, :, None]
            least = each[:, :r]
            for k in range(1, a):
                least = np.minimum(least, each[:, k : k + r])
        return found, least, weight

    def _found_t(self, a: int, b: int) -> tuple[Floats, Floats, Floats]:
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        table = t.target_found[a - 1]
        found = table[:, :r, b : b + c] - table[:, :r, :c]
        weight = (t.target_weight[:, b : b + c] - t.target_weight[:, :c] + _SMALL)[:, None, :]
        least = found / weight
        if b > 1:
            each = np.diff(table, axis=2)[:, :r]
            each = each / (np.diff(t.target_weight, axis=1) + _SMALL)[:, None, :]
            least = each[:, :, :c]
            for k in range(1, b):
                least = np.minimum(least, each[:, :, k : k + c])
        return found, least, weight

    def _context(self, a: int, b: int, words: Floats) -> tuple[Floats, ...]:
        t = self.tables
        columns_s, columns_t = t.source_columns, t.target_columns
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        beyond_t, share_t = self._edges_t(a, b)
        beyond_s, share_s = self._edges_s(a, b)
        share = np.minimum(share_s, share_t) if a > 1 or b > 1 else np.zeros_like(words)
        # Half the ratio on each side, so that swapped sides give the same number.
        even = np.float32(np.sqrt(self.ratio))
        span_s = _span(columns_s["lengths"], a)[:, :, None] * even
        span_t = _span(columns_t["lengths"], b)[:, None, :] / even
        gap = np.abs(np.log((span_s + 8) / (span_t + 8)))
        asks = _differ(columns_s["asks"], columns_t["asks"], a, b)
        cries = _differ(columns_s["cries"], columns_t["cries"], a, b)
        endings = np.zeros_like(words)
        for name in ("trails", "leads"):
            endings += np.abs(
                columns_s[name][:, a - 1 : a - 1 + r, None]
                - columns_t[name][:, None, b - 1 : b - 1 + c]
            )
        quotes = np.abs(columns_s["opens"][:, :r, None] - columns_t["opens"][:, None, :c]) + np.abs(
            columns_s["closes"][:, a - 1 : a - 1 + r, None]
            - columns_t["closes"][:, None, b - 1 : b - 1 + c]
        )
        return (
            self._marks(a, b, words), beyond_t, beyond_s, self._rivals(a, b), share,
            np.minimum(gap, 2), np.minimum(gap, 2) ** 2, asks, cries, endings, quotes,
        )  # fmt: skip

    def _marks(self, a: int, b: int, like: Floats) -> Floats:
        t = self.tables
        if t.source_marks is None or t.target_marks is None:
            return np.zeros_like(like)
        r, c = like.shape[1:]
        s, g = t.source_marks[b - 1], t.target_marks[a - 1]
        found = s[:, a : a + r, :c] - s[:, :r, :c] + g[:, :r, b : b + c] - g[:, :r, :c]
        return np.clip(found, -4, 4) / 4

    def _edges_t(self, a: int, b: int) -> tuple[Floats, Floats]:
        """What one target sentence more would add to the source words found; the least one's share."""
        t = self.tables
        found, _, weight = self._found_s(a, b)
        r, c = found.shape[1:]
        more = t.source_found[b]
        wider = more[:, a : a + r, : c - 1] - more[:, :r, : c - 1]
        beyond = np.zeros_like(found)
        beyond[:, :, : c - 1] = wider - found[:, :, : c - 1]
        beyond[:, :, 1:] = np.maximum(beyond[:, :, 1:], wider - found[:, :, 1:])
        if b == 1:
            return beyond / weight, np.ones_like(found)
        less = t.source_found[b - 2]
        fewer = less[:, a : a + r, : c + 1] - less[:, :r, : c + 1]
        share = np.minimum(found - fewer[:, :, :c], found - fewer[:, :, 1:])
        return beyond / weight, share / weight

    def _edges_s(self, a: int, b: int) -> tuple[Floats, Floats]:
        """The same for one source sentence more or fewer."""
        t = self.tables
        found, _, weight = self._found_t(a, b)
        r, c = found.shape[1:]
        more = t.target_found[a]
        wider = more[:, : r - 1, b : b + c] - more[:, : r - 1, :c]
        beyond = np.zeros_like(found)
        beyond[:, : r - 1] = wider - found[:, : r - 1]
        beyond[:, 1:] = np.maximum(beyond[:, 1:], wider - found[:, 1:])
        if a == 1:
            return beyond / weight, np.ones_like(found)
        less = t.target_found[a - 2]
        fewer = less[:, : r + 1, b : b + c] - less[:, : r + 1, :c]
        share = np.minimum(found - fewer[:, :r], found - fewer[:, 1:])
        return beyond / weight, share / weight

    def _rivals(self, a: int, b: int) -> Floats:
        """The best cosine of a side to the sentence just before or behind the other side."""
        across, down = self._across[a], self._down[b]
        r, c = self.tables.shape[1] - a + 1, self.tables.shape[2] - b + 1
        found = np.zeros((self.tables.shape[0], r, c), np.float32)
        beside = found.copy()
        found[:, :, : c - 1] = across[:, :, b:]
        np.maximum(found[:, :, 1:], across[:, :, : c - 1], out=found[:, :, 1:])
        beside[:, : r - 1] = down[:, a:]
        np.maximum(beside[:, 1:], down[:, : r - 1], out=beside[:, 1:])
        return (found + beside) / 2

    def _empty(self, a: int, b: int, out: Floats) -> None:
        """A sentence without counterpart: would its words be found close by on the other side?"""
        t = self.tables
        count, height, width = t.shape
        if a:
            each = np.diff(t.source_found[0], axis=1)
            near = each / (np.diff(t.source_weight, axis=1) + _SMALL)[:, :, None]
            cosine = self._down.get(1)
            lengths = np.diff(t.source_columns["lengths"], axis=1)[:, :, None]
        else:
            each = np.diff(t.target_found[0], axis=2).transpose(0, 2, 1)
            near = each / (np.diff(t.target_weight, axis=1) + _SMALL)[:, :, None]
            cosine = self._across.get(1)
            cosine = None if cosine is None else cosine.transpose(0, 2, 1)
            lengths = np.diff(t.target_columns["lengths"], axis=1)[:, :, None]
        nodes = out[PLACE["empty"]] if a else out[PLACE["empty"]].transpose(0, 2, 1)
        nodes[...] = 1
        for name, values in (("empty near words", near), ("empty near cosine", cosine)):
            place = out[PLACE[name]] if a else out[PLACE[name]].transpose(0, 2, 1)
            if values is not None and values.shape[2]:
                place[...] = _window(values, place.shape[2])
        place = out[PLACE["empty length"]]
        (place if a else place.transpose(0, 2, 1))[...] = np.log1p(lengths) / 4

    def _block(self, a: int, b: int, out: Floats) -> None:
        t = self.tables
        starts_s, starts_t = t.source_columns["begins"], t.target_columns["begins"]
        r, c = out.shape[2:]
        crossed = np.zeros(out.shape[1:], np.float32)
        for k in range(1, a):
            crossed += starts_s[:, k : k + r, None]
        for k in range(1, b):
            crossed += starts_t[:, None, k : k + c]
        out[PLACE["blocks crossed"]] = crossed
        if a and b:
            first, second = starts_s[:, :r, None], starts_t[:, None, :c]
            out[PLACE["blocks begin together"]] = first * second
            out[PLACE["block begins alone"]] = np.abs(first - second)
            one = t.source_columns["heading"][:, :r, None]
            two = t.target_columns["heading"][:, None, :c]
            out[PLACE["headings"]] = -np.abs(one - two)


def _rectangle(prefix: Floats, a: int, b: int) -> Floats:
    whole: Floats = prefix[:, a:, b:] - prefix[:, :-a, b:] - prefix[:, a:, :-b]
    whole += prefix[:, :-a, :-b]
    return whole


def _span(prefix: Floats, size: int) -> Floats:
    return prefix[:, size:] - prefix[:, :-size]


def _differ(first: Floats, second: Floats, a: int, b: int) -> Floats:
    one = np.minimum(_span(first, a), 1)[:, :, None]
    two = np.minimum(_span(second, b), 1)[:, None, :]
    return np.abs(one - two)


def _window(values: Floats, nodes: int) -> Floats:
    """The best of the three sentences before and behind each node of the other side."""
    padded = np.pad(values, ((0, 0), (0, 0), (3, 3)))
    best = padded[:, :, :nodes].copy()
    for shift in range(1, 6):
        np.maximum(best, padded[:, :, shift : shift + nodes], out=best)
    return best
