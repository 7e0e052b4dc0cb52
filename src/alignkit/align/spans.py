"""Numbers of spans and of pairs of spans, each worked out once from the tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.align.sentence_pairs import Tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]
    Single = Callable[[str, int], Floats]

# Keeps a norm of nothing from dividing by nothing.
_SMALL = np.float32(1e-6)


class Spans:
    """What the signals are made of, for a batch of pieces.

    A side is s for the source or t for the target; S and T are the same with strong words only.
    A shape's numbers stand at its first sentences: [piece, first source, first target].
    """

    def __init__(self, tables: Tables, ratio: float) -> None:
        self.tables = tables
        # Half the ratio on each side, so that swapped sides give the same number.
        self._even = float(np.sqrt(ratio))
        self._kept: dict[tuple[str, int, int], Floats] = {}

    def whole(self, a: int, b: int) -> Floats:
        """Cosine of both spans: of their sums, or of the joined texts where those were embedded."""
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        if t.spans is not None:
            one, two = t.spans[0][a - 1][:, :r], t.spans[1][b - 1][:, :c]
            return np.asarray(one @ two.transpose(0, 2, 1))
        raw = _rectangle(t.raw, a, b)
        raw *= (1 / t.source_raw[a - 1])[:, :r, None] * (1 / t.target_raw[b - 1])[:, None, :c]
        return raw

    def cosine(self, a: int, b: int) -> Floats:
        """Cosine of both spans where every sentence counts nearly alike."""
        t = self.tables
        r, c = t.shape[1] - a + 1, t.shape[2] - b + 1
        cosine = _rectangle(t.alike, a, b)
        cosine *= (1 / t.source_alike[a - 1])[:, :r, None]
        cosine *= (1 / t.target_alike[b - 1])[:, None, :c]
        return cosine

    def own(self, side: str, size: int) -> Floats:
        """Each sentence's cosine to `size` sentences of the other side from each one on."""
        return self.keep(
            ("own" + side, size, 0),
            lambda: self.cosine(1, size) if side == "s" else self.cosine(size, 1),
        )

    def sum(self, side: str, a: int, b: int) -> Floats:
        """Sum of the own cosines of a bead's sentences on one side."""
        return self.grown("sum", side, a, b, self.own, np.add)

    def least(self, side: str, a: int, b: int) -> Floats:
        """Least of the own cosines of a bead's sentences on one side."""
        return self.grown("least", side, a, b, self.own, np.minimum)

    def fewest(self, side: str, a: int, b: int) -> Floats:
        """Least part of a sentence's words found, of a bead's sentences on one side."""
        return self.grown("fewest", side, a, b, self.each, np.minimum)

    def each(self, side: str, size: int) -> Floats:
        """Which part of each sentence's words `size` sentences of the other side hold."""

        def work() -> Floats:
            t = self.tables
            first = side in ("s", "S", "ls")
            each: Floats = np.diff(self.table(side)[size - 1], axis=1 if first else 2)
            weight = np.diff(t.source_weight if first else t.target_weight, axis=1) + _SMALL
            each *= (1 / weight)[:, :, None] if first else (1 / weight)[:, None, :]
            return each

        return self.keep(("each" + side, size, 0), work)

    def grown(
        self, name: str, side: str, a: int, b: int, single: Single, combine: np.ufunc
    ) -> Floats:
        """Combine the numbers of one sentence after the other, each size made of the last."""
        first = side in ("s", "S", "ls")
        size, other = (a, b) if first else (b, a)
        if size == 1:
            held: Floats = single(side, other)
            return held

        def work() -> Floats:
            less = self.grown(name, side, a - first, b - (not first), single, combine)
            one = single(side, other)
            if first:
                return np.asarray(combine(less[:, :-1], one[:, a - 1 :]))
            return np.asarray(combine(less[:, :, :-1], one[:, :, b - 1 :]))

        return self.keep((name + side, a, b), work)

    def keep(self, key: tuple[str, int, int], work: Callable[[], Floats]) -> Floats:
        """Return what is kept under a key, worked out when it is first asked for."""
        held = self._kept.get(key)
        if held is None:
            held = self._kept[key] = work()
        return held

    def found(self, side: str, a: int, b: int) -> Floats:
        """Weight of the words of one side of a bead that the other side holds."""

        def work() -> Floats:
            if side in ("s", "S", "ls"):
                table = self.table(side)[b - 1]
                return np.asarray(table[:, a:] - table[:, :-a])
            table = self.table(side)[a - 1]
            return np.asarray(table[:, :, b:] - table[:, :, :-b])

        return self.keep(("found" + side, a, b), work)

    def drawn(self, a: int, b: int) -> tuple[Floats, Floats]:
        """Weight of both sides' words that are drawn to the other side of a bead."""
        t = self.tables
        return _rectangle(t.source_drawn, a, b), _rectangle(t.target_drawn, a, b)

    def table(self, side: str) -> list[Floats]:
        """Words found: of the source (s), of the target (t), and strongly (S, T)."""
        t = self.tables
        return {
            "s": t.source_found,
            "t": t.target_found,
            "S": t.source_strong,
            "T": t.target_strong,
            "ls": t.source_lost,
            "lt": t.target_lost,
        }[side]

    def per_word(self, side: str, size: int) -> Floats:
        """One by the words' weight of `size` sentences from each one on."""
        weight = self.tables.source_weight if side == "s" else self.tables.target_weight
        return np.asarray(1 / (weight[:, size:] - weight[:, :-size] + _SMALL))

    def log(self, side: str, size: int) -> Floats:
        """Logarithm of the length of `size` sentences, brought to the other side's measure."""
        t = self.tables
        prefix = (t.source_columns if side == "s" else t.target_columns)["lengths"]
        ratio = self._even if side == "s" else 1 / self._even
        return np.asarray(np.log(span(prefix, size) * np.float32(ratio) + 8))

    def log_weight(self, side: str, size: int) -> Floats:
        """Logarithm of the words' weight of `size` sentences, as shares of a usual one's."""
        t = self.tables
        prefix = t.source_weight if side == "s" else t.target_weight
        usual = t.usual[0 if side == "s" else 1]
        return np.asarray(np.log(span(prefix, size) / np.float32(usual) + np.float32(0.1)))

    def edges(self, side: str, a: int, b: int) -> tuple[Floats, Floats]:
        """What one sentence more of a side would add to the words found; the least one's share.

        The words are those of the other side, as parts of all of them.
        """
        r, c = self.tables.shape[1] - a + 1, self.tables.shape[2] - b + 1
        if side == "t":
            scale = self.per_word("s", a)[:, :, None]
            found, size = self.found("s", a, b)[:, :, :c] * scale, b
            wider = self.found("s", a, b + 1)[:, :, : c - 1] * scale
        else:
            scale = self.per_word("t", b)[:, None, :]
            found, size = self.found("t", a, b)[:, :r] * scale, a
            wider = self.found("t", a + 1, b)[:, : r - 1] * scale
        others = (slice(None),) * (2 if side == "t" else 1)
        head, tail = (*others, slice(-1)), (*others, slice(1, None))
        beyond = np.zeros_like(found)
        # Nothing is added where the text, or a piece beside a longer one, ends.
        np.maximum(beyond[head], wider - found[head], out=beyond[head])
        np.maximum(beyond[tail], wider - found[tail], out=beyond[tail])
        if size == 1:
            return beyond, np.ones((1, 1, 1), np.float32)
        if side == "t":
            fewer = self.found("s", a, b - 1)[:, :, : c + 1] * scale
        else:
            fewer = self.found("t", a - 1, b)[:, : r + 1] * scale
        return beyond, found - np.maximum(fewer[head], fewer[tail])

    def rivals(self, a: int, b: int) -> Floats:
        """The best cosine of a side to the sentence just before or behind the other side."""
        across, down = self.own("t", a), self.own("s", b)
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


def _rectangle(prefix: Floats, a: int, b: int) -> Floats:
    whole: Floats = prefix[:, a:, b:] - prefix[:, :-a, b:]
    whole -= prefix[:, a:, :-b]
    whole += prefix[:, :-a, :-b]
    return whole


def span(prefix: Floats, size: int) -> Floats:
    """Return the sums of `size` neighbours, from running sums."""
    return np.asarray(prefix[:, size:] - prefix[:, :-size])
