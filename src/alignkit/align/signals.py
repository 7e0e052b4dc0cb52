"""What speaks for and against each bead, as numbers under names: the weights' counterpart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.align.shapes import Shape
from alignkit.align.tables import Tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]
    Single = Callable[[str, int], Floats]

_SMALL = np.float32(1e-6)
_MOST_GAP = np.float32(2)
_QUALITY = (
    "span cosine",
    "even cosine",
    "own cosine",
    "least own cosine",
    "words found",
    "least words found",
    "strong words found",
    "least strong words found",
)
# Yes or no of each side's first or last sentence, or of any: a signal where the sides differ.
_MARKED = {
    "questions": ("asks", "any"),
    "exclamations": ("cries", "any"),
    "trailing off": ("trails", "last"),
    "leading on": ("leads", "last"),
    "opening quotes": ("opens", "first"),
    "closing quotes": ("closes", "last"),
    "speech": ("inside", "last"),
}
_CONTEXT = (
    "marks",
    "target beyond",
    "source beyond",
    "rival cosine",
    "least share",
    "found in all",
    "strongly found in all",
    "length gap",
    "length gap squared",
)
_EMPTY = (
    "empty",
    "empty near words",
    "empty near cosine",
    "empty length",
    "empty beside words",
    "empty beside cosine",
)
_SHAPES = ("1-1", "1-2", "2-2", "1-many", "many-many", "sentences", "lopsided", "growth")
_BLOCKS = ("blocks crossed", "blocks begin together", "block begins alone", "headings differ")
_MORE = " a sentence more"

NAMES = (
    *_QUALITY,
    *(name + _MORE for name in _QUALITY),
    *_CONTEXT,
    *_MARKED,
    *_EMPTY,
    *_SHAPES,
    *_BLOCKS,
)
PLACE = {name: number for number, name in enumerate(NAMES)}


class Signals:
    """Computes the signals of every bead of one shape in a batch of pieces."""

    def __init__(self, tables: Tables, ratio: float, growth: float, blocks: bool) -> None:
        self.tables = tables
        # Half the ratio on each side, so that swapped sides give the same number.
        self._even = float(np.sqrt(ratio))
        self.growth = growth
        self.blocks = blocks
        self._kept: dict[tuple[str, int, int], Floats] = {}

    def of(self, shape: Shape) -> Floats:
        """Return [signal, piece, first source, first target] for the beads of a shape."""
        a, b = shape
        count, height, width = self.tables.shape
        out = np.zeros((len(NAMES), count, height - a + 1, width - b + 1), np.float32)
        for name, values in self._terms(a, b).items():
            out[PLACE[name]] = values
            if name in _QUALITY:
                np.multiply(values, (a + b - 2) / 2, out=out[PLACE[name + _MORE]])
        if a and b:
            for name, (one, two) in self._marked(a, b).items():
                out[PLACE[name]] = np.abs(one[:, :, None] - two[:, None, :])
        return out

    def score(self, shape: Shape, weights: Mapping[str, float]) -> tuple[Floats, Floats | None]:
        """Return the weighted sum of the signals for the beads of a shape, and their likeness."""
        a, b = shape
        count, height, width = self.tables.shape
        total = np.zeros((count, height - a + 1, width - b + 1), np.float32)
        terms = self._terms(a, b)
        for name, values in terms.items():
            weight = weights[name]
            if name in _QUALITY:
                weight += weights[name + _MORE] * (a + b - 2) / 2
            if weight:
                total += np.float32(weight) * values
        if not (a and b):
            return total, None
        # |x - y| of yes and no is x + y - 2xy: all of these signals in one product.
        marked = self._marked(a, b)
        held = np.array([weights[name] for name in marked], np.float32)
        one = np.stack([first for first, _ in marked.values()], axis=2)
        two = np.stack([second for _, second in marked.values()], axis=2)
        total += (one @ held)[:, :, None] + (two @ held)[:, None, :]
        total -= 2 * ((one * held) @ two.transpose(0, 2, 1))
        own, words = terms["own cosine"], terms["words found"]
        return total, np.asarray(own + words) / 2

    def _terms(self, a: int, b: int) -> dict[str, Floats | float]:
        terms = self._full(a, b) if a and b else self._alone(a)
        if self.blocks:
            terms |= self._block(a, b)
        return terms

    def _full(self, a: int, b: int) -> dict[str, Floats | float]:
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        raw = self._whole(a, b)
        usual_s, usual_t = (np.float32(0.5 / u) for u in t.usual)
        found_s, found_t = self._found("s", a, b)[:, :, :c], self._found("t", a, b)[:, :r]
        mass = found_s * usual_s + found_t * usual_t
        found_s = found_s * self._per_word("s", a)[:, :, None]
        found_t = found_t * self._per_word("t", b)[:, None, :]
        least = np.minimum(self._least("s", a, b)[:, :r, :c], self._least("t", a, b)[:, :r, :c])
        own = self._sum("s", a, b)[:, :r, :c] / np.float32(2 * a)
        own += self._sum("t", a, b)[:, :r, :c] / np.float32(2 * b)
        few = np.minimum(self._fewest("s", a, b)[:, :r, :c], self._fewest("t", a, b)[:, :r, :c])
        strong_s, strong_t = self._found("S", a, b)[:, :, :c], self._found("T", a, b)[:, :r]
        sure = strong_s * usual_s + strong_t * usual_t
        strong = strong_s * self._per_word("s", a)[:, :, None]
        strong += strong_t * self._per_word("t", b)[:, None, :]
        less = np.minimum(self._fewest("S", a, b)[:, :r, :c], self._fewest("T", a, b)[:, :r, :c])
        gap = np.abs(self._log("s", a)[:, :, None] - self._log("t", b)[:, None, :])
        np.minimum(gap, _MOST_GAP, out=gap)
        terms: dict[str, Floats | float] = {
            "span cosine": raw,
            "even cosine": self._cosine(a, b),
            "own cosine": own,
            "least own cosine": least,
            "words found": (found_s + found_t) / 2,
            "least words found": few,
            "strong words found": strong / 2,
            "least strong words found": less,
            "found in all": mass,
            "strongly found in all": sure,
            "rival cosine": self._rivals(a, b),
            "length gap": gap,
            "length gap squared": gap * gap,
            "sentences": (a + b - 2) / 2,
            "lopsided": (a - b) ** 2 / 8,
            "growth": (b - a) * self.growth,
            _kind(a, b): 1.0,
        }
        terms["target beyond"], share_t = self._edges("t", a, b)
        terms["source beyond"], share_s = self._edges("s", a, b)
        if a > 1 or b > 1:
            terms["least share"] = np.minimum(share_s, share_t)
        marks = self._marks(a, b)
        if marks is not None:
            terms["marks"] = marks
        return terms

    def _whole(self, a: int, b: int) -> Floats:
        """Cosine of both spans: of their sums, or of the joined texts where those were embedded."""
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        if t.spans is not None:
            one, two = t.spans[0][a - 1][:, :r], t.spans[1][b - 1][:, :c]
            return np.asarray(one @ two.transpose(0, 2, 1))
        raw = _rectangle(t.raw, a, b)
        raw *= (1 / t.source_raw[a - 1])[:, :r, None] * (1 / t.target_raw[b - 1])[:, None, :c]
        return raw

    def _cosine(self, a: int, b: int) -> Floats:
        """Cosine of both spans where every sentence counts nearly alike."""
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        cosine = _rectangle(t.alike, a, b)
        cosine *= (1 / t.source_alike[a - 1])[:, :r, None]
        cosine *= (1 / t.target_alike[b - 1])[:, None, :c]
        return cosine

    def _own(self, side: str, size: int) -> Floats:
        """Each sentence's cosine to `size` sentences of the other side from each one on."""
        return self._keep(
            ("own" + side, size, 0),
            lambda: self._cosine(1, size) if side == "s" else self._cosine(size, 1),
        )

    def _sum(self, side: str, a: int, b: int) -> Floats:
        """Sum of the own cosines of a bead's sentences on one side."""
        return self._grown("sum", side, a, b, self._own, np.add)

    def _least(self, side: str, a: int, b: int) -> Floats:
        """Least of the own cosines of a bead's sentences on one side."""
        return self._grown("least", side, a, b, self._own, np.minimum)

    def _fewest(self, side: str, a: int, b: int) -> Floats:
        """Least part of a sentence's words found, of a bead's sentences on one side."""
        return self._grown("fewest", side, a, b, self._each, np.minimum)

    def _each(self, side: str, size: int) -> Floats:
        """Which part of each sentence's words `size` sentences of the other side hold."""

        def work() -> Floats:
            t = self.tables
            first = side in "sS"
            each: Floats = np.diff(self._table(side)[size - 1], axis=1 if first else 2)
            weight = np.diff(t.source_weight if first else t.target_weight, axis=1) + _SMALL
            each *= (1 / weight)[:, :, None] if first else (1 / weight)[:, None, :]
            return each

        return self._keep(("each" + side, size, 0), work)

    def _grown(
        self, name: str, side: str, a: int, b: int, single: Single, combine: np.ufunc
    ) -> Floats:
        """Combine the numbers of one sentence after the other, each size made of the last."""
        first = side in "sS"
        size, other = (a, b) if first else (b, a)
        if size == 1:
            held: Floats = single(side, other)
            return held

        def work() -> Floats:
            less = self._grown(name, side, a - first, b - (not first), single, combine)
            one = single(side, other)
            if first:
                return np.asarray(combine(less[:, :-1], one[:, a - 1 :]))
            return np.asarray(combine(less[:, :, :-1], one[:, :, b - 1 :]))

        return self._keep((name + side, a, b), work)

    def _keep(self, key: tuple[str, int, int], work: Callable[[], Floats]) -> Floats:
        held = self._kept.get(key)
        if held is None:
            held = self._kept[key] = work()
        return held

    def _found(self, side: str, a: int, b: int) -> Floats:
        """Weight of the words of one side of a bead that the other side holds."""

        def work() -> Floats:
            if side in "sS":
                table = self._table(side)[b - 1]
                return np.asarray(table[:, a:] - table[:, :-a])
            table = self._table(side)[a - 1]
            return np.asarray(table[:, :, b:] - table[:, :, :-b])

        return self._keep(("found" + side, a, b), work)

    def _table(self, side: str) -> list[Floats]:
        """Words found: of the source (s), of the target (t), and strongly (S, T)."""
        t = self.tables
        return {
            "s": t.source_found,
            "t": t.target_found,
            "S": t.source_strong,
            "T": t.target_strong,
        }[side]

    def _per_word(self, side: str, size: int) -> Floats:
        weight = self.tables.source_weight if side == "s" else self.tables.target_weight
        return np.asarray(1 / (weight[:, size:] - weight[:, :-size] + _SMALL))

    def _log(self, side: str, size: int) -> Floats:
        """Logarithm of the length of `size` sentences, brought to the other side's measure."""
        t = self.tables
        prefix = (t.source_columns if side == "s" else t.target_columns)["lengths"]
        ratio = self._even if side == "s" else 1 / self._even
        return np.asarray(np.log(_span(prefix, size) * np.float32(ratio) + 8))

    def _marked(self, a: int, b: int) -> dict[str, tuple[Floats, Floats]]:
        """Each side's yes or no for the signals that ask whether the sides differ."""
        found = {}
        for name, (column, which) in _MARKED.items():
            sides = []
            for columns, size in (
                (self.tables.source_columns, a),
                (self.tables.target_columns, b),
            ):
                held = columns[column]
                if which == "any":
                    sides.append(np.minimum(_span(held, size), 1))
                elif which == "last":
                    sides.append(held[:, size - 1 :])
                else:
                    sides.append(held[:, : held.shape[1] - size + 1])
            found[name] = (sides[0], sides[1])
        return found

    def _marks(self, a: int, b: int) -> Floats | None:
        t = self.tables
        if t.source_marks is None or t.target_marks is None:
            return None
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        s, g = t.source_marks[b - 1], t.target_marks[a - 1]
        found = s[:, a : a + r, :c] - s[:, :r, :c] + g[:, :r, b : b + c] - g[:, :r, :c]
        found *= np.float32(0.25)
        return np.clip(found, -1, 1, out=found)

    def _edges(self, side: str, a: int, b: int) -> tuple[Floats, Floats]:
        """What one sentence more of a side would add to the words found; the least one's share.

        The words are those of the other side, as parts of all of them.
        """
        r, c = self.tables.shape[1] - a + 1, self.tables.shape[2] - b + 1
        if side == "t":
            scale = self._per_word("s", a)[:, :, None]
            found, size = self._found("s", a, b)[:, :, :c] * scale, b
            wider = self._found("s", a, b + 1)[:, :, : c - 1] * scale
        else:
            scale = self._per_word("t", b)[:, None, :]
            found, size = self._found("t", a, b)[:, :r] * scale, a
            wider = self._found("t", a + 1, b)[:, : r - 1] * scale
        others = (slice(None),) * (2 if side == "t" else 1)
        head, tail = (*others, slice(-1)), (*others, slice(1, None))
        beyond = np.zeros_like(found)
        np.subtract(wider, found[head], out=beyond[head])
        np.maximum(beyond[tail], wider - found[tail], out=beyond[tail])
        if size == 1:
            return beyond, np.ones((1, 1, 1), np.float32)
        if side == "t":
            fewer = self._found("s", a, b - 1)[:, :, : c + 1] * scale
        else:
            fewer = self._found("t", a - 1, b)[:, : r + 1] * scale
        return beyond, found - np.maximum(fewer[head], fewer[tail])

    def _rivals(self, a: int, b: int) -> Floats:
        """The best cosine of a side to the sentence just before or behind the other side."""
        across, down = self._own("t", a), self._own("s", b)
        count, height, width = self.tables.shape
        found = np.zeros((count, height - a + 1, width - b + 1), np.float32)
        beside = found.copy()
        found[:, :, :-1] = across[:, :, b:]
        np.maximum(found[:, :, 1:], across[:, :, : width - b], out=found[:, :, 1:])
        beside[:, :-1] = down[:, a:]
        np.maximum(beside[:, 1:], down[:, : height - a], out=beside[:, 1:])
        found += beside
        found *= np.float32(0.5)
        return found

    def _alone(self, a: int) -> dict[str, Floats | float]:
        """A sentence without counterpart: would it be found close by on the other side?"""
        side = "s" if a else "t"
        t = self.tables
        columns = t.source_columns if a else t.target_columns
        lengths = np.log1p(np.diff(columns["lengths"], axis=1)) / np.float32(4)
        terms: dict[str, Floats | float] = {
            "empty": 1.0,
            "empty length": lengths[:, :, None] if a else lengths[:, None, :],
        }
        for kind, table in (("words", self._each(side, 1)), ("cosine", self._own(side, 1))):
            near = _window(table if a else table.transpose(0, 2, 1))
            beside = np.zeros_like(near)
            beside[:, 1:] = near[:, :-1] / 2
            beside[:, :-1] += near[:, 1:] / 2
            terms["empty near " + kind] = near if a else near.transpose(0, 2, 1)
            terms["empty beside " + kind] = beside if a else beside.transpose(0, 2, 1)
        return terms

    @cached_property
    def _begins(self) -> tuple[Floats, Floats]:
        return self.tables.source_columns["begins"], self.tables.target_columns["begins"]

    def _block(self, a: int, b: int) -> dict[str, Floats | float]:
        starts_s, starts_t = self._begins
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        crossed = np.zeros((t.shape[0], r, c), np.float32)
        for k in range(1, a):
            crossed += starts_s[:, k : k + r, None]
        for k in range(1, b):
            crossed += starts_t[:, None, k : k + c]
        if not (a and b):
            return {"blocks crossed": crossed}
        first, second = starts_s[:, :r, None], starts_t[:, None, :c]
        one = t.source_columns["heading"][:, :r, None]
        two = t.target_columns["heading"][:, None, :c]
        return {
            "blocks crossed": crossed,
            "blocks begin together": first * second,
            "block begins alone": np.abs(first - second),
            "headings differ": np.abs(one - two),
        }


def _kind(a: int, b: int) -> str:
    low, high = min(a, b), max(a, b)
    if high == 1:
        return "1-1"
    if low == 1:
        return "1-2" if high == 2 else "1-many"
    return "2-2" if high == 2 else "many-many"


def _rectangle(prefix: Floats, a: int, b: int) -> Floats:
    whole: Floats = prefix[:, a:, b:] - prefix[:, :-a, b:]
    whole -= prefix[:, a:, :-b]
    whole += prefix[:, :-a, :-b]
    return whole


def _span(prefix: Floats, size: int) -> Floats:
    return np.asarray(prefix[:, size:] - prefix[:, :-size])


def _window(values: Floats) -> Floats:
    """The best of the three sentences before and behind each node of the other side."""
    nodes = values.shape[2] + 1
    padded = np.pad(values, ((0, 0), (0, 0), (3, 3)))
    best: Floats = padded[:, :, :nodes].copy()
    for shift in range(1, 6):
        np.maximum(best, padded[:, :, shift : shift + nodes], out=best)
    return best
