"""A small network that reads both sides of a bead word by word, and tells which word is wrong.

`python -m training sense` learned it from clean pairs with one error put in: each word sees its
neighbours, the words of the other side that are near it in meaning or in place, and itself.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from alignkit.check.meaning.batch import Block, Half, across, blocks, halves, local, normed, scaled
from alignkit.check.meaning.signs import negative
from alignkit.words.lexicon import HAN_FIRST, WordTable, stem_of
from alignkit.words.numbered import Words
from alignkit.words.tokens import denies

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Places = NDArray[np.intp]

FILE = "sense.npz"
KINDS = ("denial", "force", "contrary", "name", "term", "extent")
# How much the distance of two places counts beside nearness of meaning, as in training.
PLACE, VECTOR = 8.0, 4.0
# So many things a side is counted for: what they are was learned.
COUNTED = 16
# Longer texts are no sentence that anybody could judge by a word.
MOST_WORDS = 160


@dataclass(frozen=True)
class Sense:
    """The network: its weights by name, and the numbers of the words that it knows by form."""

    weights: dict[str, Array]
    numbers: dict[str, int]
    heads: int
    layers: int

    @cached_property
    def matrices(self) -> list[tuple[Half, Half]]:
        """The matrices of each layer, for both sides."""
        return [halves(self.weights, self.heads, layer, PLACE) for layer in range(self.layers)]

    @cached_property
    def heads_of(self) -> tuple[Array, Array]:
        """The matrices that tell what a word's row means, for both sides."""
        first, second = (normed(self.weights, f"norm.{s}", f"head.{s}") for s in (0, 1))
        return first, second

    def __call__(
        self, table: WordTable, pairs: Sequence[tuple[Words, Words]], evidence: Sequence[Array]
    ) -> list[tuple[Array, Array]]:
        """Return log odds of each kind of error for each word of Chinese and English texts."""
        if not pairs:
            return []
        entries, rows = [], []
        for side in (0, 1):
            entered, places = self._entered(table, [pair[side] for pair in pairs], side)
            entries.append(entered)
            rows.append(places)
        found: list[Any] = [None] * len(pairs)
        for block in blocks(pairs, list(zip(*rows, strict=True)), evidence):
            told = self._told(block, entries)
            for row, at in enumerate(block.places):
                own, other = map(len, pairs[at])
                found[at] = told[0][row, :own], told[1][row, :other]
        return found

    def _entered(
        self, table: WordTable, texts: Sequence[Words], side: int
    ) -> tuple[Array, list[Places]]:
        """Return what each word brings by itself, each once, and the rows of each text's words."""
        import numpy as np

        w = self.weights
        numbers = np.concatenate([words.numbers for words in texts])
        forms = [form for words in texts for form in words.forms]
        each, first, rows = np.unique(numbers, return_index=True, return_inverse=True)
        forms = list(map(forms.__getitem__, first.tolist()))
        known = [
            self.numbers.get(form if form >= HAN_FIRST else stem_of(form), 0) for form in forms
        ]
        denying = np.array([(denies(form), negative(form)) for form in forms], np.float32)
        traits = table.traits[each]
        beside = np.stack([traits[:, 1], traits[:, 4], table.lengths[each], *denying.T], axis=1)
        found: Array = (
            self._line(table.units[each], f"sides.{side}.proj") * np.float32(VECTOR)
            + self._line(w[f"sides.{side}.lex.weight"][known], f"sides.{side}.lexp")
            + beside @ w[f"sides.{side}.feat.weight"][:, 2:].T
            + w[f"sides.{side}.feat.bias"]
        )
        return found, np.split(rows, np.cumsum([len(words) for words in texts])[:-1])

    def _line(self, x: Array, name: str) -> Array:
        found: Array = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return found

    def _told(self, block: Block, entries: Sequence[Array]) -> tuple[Array, Array]:
        feats = [self.weights[f"sides.{side}.feat.weight"] for side in (0, 1)]
        one, two = (
            entries[side][block.rows[side]] + block.near.max(axis=2 - side)[:, :, None] * feat[:, 0]
            for side, feat in enumerate(feats)
        )
        two += block.capitals[:, :, None] * feats[1][:, 1]
        for layer, (mine, yours) in enumerate(self.matrices):
            if layer == 1:
                self._count(one, two, block)
            one, two = local(one, block.inside[0], mine), local(two, block.inside[1], yours)
            told = scaled(one, block.inside[0]), scaled(two, block.inside[1])
            # Both sides look at each other as they were before either did.
            one = across(one, *told, block, mine, 0)
            two = across(two, *told[::-1], block, yours, 1)
        inside, heads = block.inside, self.heads_of
        return scaled(one, inside[0]) @ heads[0], scaled(two, inside[1]) @ heads[1]

    def _count(self, one: Array, two: Array, block: Block) -> None:
        """Tell each word what both sides hold how often: denials, duties, what was learned."""
        import numpy as np

        sums = [
            np.einsum("trc,tr->tc", np.maximum(self._line(x, f"count.{side}"), 0), inside)
            for side, (x, inside) in enumerate(zip((one, two), block.inside, strict=True))
        ]
        for side, x in enumerate((one, two)):
            own, other = sums[side], sums[1 - side]
            told = np.concatenate([own, other, own - other], axis=1)
            x += self._line(told, f"told.{side}")[:, None]


def packed(weights: dict[str, Any], words: list[str], heads: int, layers: int) -> bytes:
    """Return the network as it is kept: matrices in steps of their largest value's 127th."""
    import numpy as np

    held: dict[str, Any] = {
        "words": np.frombuffer("\n".join(words).encode("utf-8"), np.uint8),
        "shape": np.array([heads, layers]),
    }
    for name, values in weights.items():
        if values.ndim < 2 or name.endswith("bias"):
            held[name] = values.astype(np.float32)
            continue
        step = np.abs(values).max(axis=-1, keepdims=True) / 127 + 1e-9
        held[name] = np.round(values / step).astype(np.int8)
        held[f"{name}/step"] = step.astype(np.float16)
    stream = io.BytesIO()
    # Deflated: read five times as fast as what is packed a fiftieth smaller.
    np.savez_compressed(stream, **held)
    return stream.getvalue()


def unpacked(data: bytes) -> Sense:
    """Return the network that was packed."""
    import numpy as np

    with np.load(io.BytesIO(data)) as held:
        words = held["words"].tobytes().decode("utf-8").split("\n")
        heads, layers = held["shape"].tolist()
        weights = {
            name: held[name].astype(np.float32)
            * (held[f"{name}/step"].astype(np.float32) if f"{name}/step" in held else 1)
            for name in held
            if name not in ("words", "shape") and not name.endswith("/step")
        }
    return Sense(weights, {word: at + 1 for at, word in enumerate(words)}, heads, layers)


@lru_cache(maxsize=1)
def sense() -> Sense:
    """Return the network that alignkit brings."""
    return unpacked(files("alignkit.data.meaning").joinpath(FILE).read_bytes())
