"""What speaks for and against each bead, as numbers under names: the weights' counterpart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.align.sentence_pairs import Tables
from alignkit.align.shapes import Shape
from alignkit.align.spans import Spans, span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]

# Beyond this a gap between the lengths, in logarithms, says no more.
_MOST_GAP = np.float32(2)
# No sentence of the gold is longer: what a book in one line would weigh was never learned.
_MOST_LENGTH = np.float32(1.6)
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
MARKED = {
    "questions": ("asks", "any"),
    "exclamations": ("cries", "any"),
    "trailing off": ("trails", "last"),
    "leading on": ("leads", "last"),
    "opening quotes": ("opens", "first"),
    "closing quotes": ("closes", "last"),
    "speech": ("inside", "last"),
}
_SECOND = (
    "second span cosine",
    "second even cosine",
    "second own cosine",
    "second least own cosine",
)
_CONTEXT = (
    "second rival cosine",
    "marks",
    "target beyond",
    "source beyond",
    "rival cosine",
    "least share",
    "found in all",
    "strongly found in all",
    "heads found",
    "tails found",
    "least edge found",
    "weight gap",
    "length gap",
    "length gap squared",
    "words drawn",
    "drawn in all",
    "words lost",
    "lost in all",
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
MORE = " a sentence more"

# The first and the second encoder's word on how good a bead is, which counts more in larger beads.
GROWING = (*_QUALITY, *_SECOND)

NAMES = (
    *GROWING,
    *(name + MORE for name in GROWING),
    *_CONTEXT,
    *MARKED,
    *_EMPTY,
    *_SHAPES,
    *_BLOCKS,
)
PLACE = {name: number for number, name in enumerate(NAMES)}


class Signals:
    """Computes the signals of every bead of one shape in a batch of pieces."""

    def __init__(self, tables: Tables, ratio: float, growth: float, blocks: bool) -> None:
        self.tables = tables
        self.spans = Spans(tables, ratio)
        self.beside: Spans | None = None
        if tables.beside is not None:
            self.beside = Spans(replace(tables, spans=None, **tables.beside._asdict()), ratio)
        self.growth = growth
        self.blocks = blocks

    def of(self, shape: Shape) -> Floats:
        """Return [signal, piece, first source, first target] for the beads of a shape."""
        a, b = shape
        count, height, width = self.tables.shape
        out = np.zeros((len(NAMES), count, height - a + 1, width - b + 1), np.float32)
        for name, values in self._terms(a, b).items():
            out[PLACE[name]] = values
            if name in GROWING:
                np.multiply(values, (a + b - 2) / 2, out=out[PLACE[name + MORE]])
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
        same = 0.0
        for name, values in terms.items():
            weight = weights[name]
            if name in GROWING:
                weight += weights[name + MORE] * (a + b - 2) / 2
            if isinstance(values, (int, float)):
                same += weight * values
            elif weight:
                total += np.float32(weight) * values
        total += np.float32(same)
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
        # Where words are not asked, the likeness is that of the sentences alone.
        like = (own + words) / 2 if weights["words found"] else own
        return total, np.asarray(like)

    def _terms(self, a: int, b: int) -> dict[str, Floats | float]:
        terms = self._full(a, b) if a and b else self._alone(a)
        if self.blocks:
            terms |= self._block(a, b)
        return terms

    def _full(self, a: int, b: int) -> dict[str, Floats | float]:
        """What is said of a bead that holds sentences of both sides."""
        terms: dict[str, Floats | float] = dict(_likeness(self.spans, a, b))
        terms |= self._words(a, b)
        terms["rival cosine"] = self.spans.rivals(a, b)
        terms |= self._sizes(a, b)
        terms["target beyond"], share_t = self.spans.edges("t", a, b)
        terms["source beyond"], share_s = self.spans.edges("s", a, b)
        if a > 1 or b > 1:
            terms["least share"] = np.minimum(share_s, share_t)
        marks = self._marks(a, b)
        if marks is not None:
            terms["marks"] = marks
        if self.beside is not None:
            terms |= {f"second {name}": told for name, told in _likeness(self.beside, a, b).items()}
            terms["second rival cosine"] = self.beside.rivals(a, b)
        return terms

    def _words(self, a: int, b: int) -> dict[str, Floats | float]:
        """What the words of each side find on the other, and what draws them elsewhere."""
        t, spans = self.tables, self.spans
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        per_s, per_t = spans.per_word("s", a)[:, :, None], spans.per_word("t", b)[:, None, :]
        usual_s, usual_t = (np.float32(0.5 / u) for u in t.usual)
        found_s, found_t = spans.found("s", a, b)[:, :, :c], spans.found("t", a, b)[:, :r]
        strong_s, strong_t = spans.found("S", a, b)[:, :, :c], spans.found("T", a, b)[:, :r]
        few = np.minimum(spans.fewest("s", a, b)[:, :r, :c], spans.fewest("t", a, b)[:, :r, :c])
        less = np.minimum(spans.fewest("S", a, b)[:, :r, :c], spans.fewest("T", a, b)[:, :r, :c])
        heads = t.source_head[b - 1][:, :r, :c], t.target_head[a - 1][:, :r, :c]
        tails = t.source_tail[b - 1][:, a - 1 :, :c], t.target_tail[a - 1][:, :r, b - 1 :]
        weights = np.abs(spans.log_weight("s", a)[:, :, None] - spans.log_weight("t", b)[:, None])
        np.minimum(weights, _MOST_GAP, out=weights)
        drawn_s, drawn_t = spans.drawn(a, b)
        lost_s, lost_t = spans.found("ls", a, b)[:, :, :c], spans.found("lt", a, b)[:, :r]
        return {
            "words found": (found_s * per_s + found_t * per_t) / 2,
            "found in all": found_s * usual_s + found_t * usual_t,
            "strongly found in all": strong_s * usual_s + strong_t * usual_t,
            "least words found": few,
            "strong words found": (strong_s * per_s + strong_t * per_t) / 2,
            "least strong words found": less,
            "heads found": (heads[0] + heads[1]) / 2,
            "tails found": (tails[0] + tails[1]) / 2,
            "least edge found": np.minimum(np.minimum(*heads), np.minimum(*tails)),
            "weight gap": weights,
            "words drawn": (drawn_s * per_s + drawn_t * per_t) / 2,
            "drawn in all": drawn_s * usual_s + drawn_t * usual_t,
            "words lost": (lost_s * per_s + lost_t * per_t) / 2,
            "lost in all": lost_s * usual_s + lost_t * usual_t,
        }

    def _sizes(self, a: int, b: int) -> dict[str, Floats | float]:
        """What a bead's shape and the lengths of its sides say."""
        gap = np.abs(self.spans.log("s", a)[:, :, None] - self.spans.log("t", b)[:, None, :])
        np.minimum(gap, _MOST_GAP, out=gap)
        return {
            "length gap": gap,
            "length gap squared": gap * gap,
        } | scalars(a, b, self.growth)

    def _marked(self, a: int, b: int) -> dict[str, tuple[Floats, Floats]]:
        """Each side's yes or no for the signals that ask whether the sides differ."""
        found = {}
        for name, (column, which) in MARKED.items():
            sides = []
            for columns, size in (
                (self.tables.source_columns, a),
                (self.tables.target_columns, b),
            ):
                held = columns[column]
                if which == "any":
                    sides.append(np.minimum(span(held, size), 1))
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

    def _alone(self, a: int) -> dict[str, Floats | float]:
        """A sentence without counterpart: would it be found close by on the other side?"""
        side = "s" if a else "t"
        t = self.tables
        columns = t.source_columns if a else t.target_columns
        lengths = np.minimum(np.log1p(np.diff(columns["lengths"], axis=1)) / 4, _MOST_LENGTH)
        terms: dict[str, Floats | float] = {
            **scalars(a, 1 - a, self.growth),
            "empty length": lengths[:, :, None] if a else lengths[:, None, :],
        }
        for kind, table in (
            ("words", self.spans.each(side, 1)),
            ("cosine", self.spans.own(side, 1)),
        ):
            near = _window(table if a else table.transpose(0, 2, 1))
            # As far as the piece goes: others beside it may be longer.
            last = np.maximum((t.rows if a else t.columns) - 1, 0)
            places = np.minimum(np.arange(near.shape[1]), last[:, None])
            near = np.take_along_axis(near, places[:, :, None], axis=1)
            # Beyond the first and the last place it looks as it does there.
            wider = np.pad(near, ((0, 0), (1, 1), (0, 0)), mode="edge")
            beside = (wider[:, :-2] + wider[:, 2:]) / 2
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


def _likeness(spans: Spans, a: int, b: int) -> dict[str, Floats]:
    """Return what an encoder says of a bead: its sides as wholes, its sentences on their own."""
    r, c = spans.tables.shape[1] - a + 1, spans.tables.shape[2] - b + 1
    own = spans.sum("s", a, b)[:, :r, :c] / np.float32(2 * a)
    own += spans.sum("t", a, b)[:, :r, :c] / np.float32(2 * b)
    least = np.minimum(spans.least("s", a, b)[:, :r, :c], spans.least("t", a, b)[:, :r, :c])
    return {
        "span cosine": spans.whole(a, b),
        "even cosine": spans.cosine(a, b),
        "own cosine": own,
        "least own cosine": least,
    }


def scalars(a: int, b: int, growth: float) -> dict[str, float]:
    """Return what is the same for all beads of a shape."""
    if not (a and b):
        return {"empty": 1.0}
    return {
        "sentences": (a + b - 2) / 2,
        "lopsided": (a - b) ** 2 / 8,
        "growth": (b - a) * growth,
        _kind(a, b): 1.0,
    }


def _kind(a: int, b: int) -> str:
    low, high = min(a, b), max(a, b)
    if high == 1:
        return "1-1"
    if low == 1:
        return "1-2" if high == 2 else "1-many"
    return "2-2" if high == 2 else "many-many"


def _window(values: Floats) -> Floats:
    """The best of the three sentences before and behind each node of the other side."""
    nodes = values.shape[2] + 1
    padded = np.pad(values, ((0, 0), (0, 0), (3, 3)))
    best: Floats = padded[:, :, :nodes].copy()
    for shift in range(1, 6):
        np.maximum(best, padded[:, :, shift : shift + nodes], out=best)
    return best
