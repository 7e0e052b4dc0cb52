"""A small network that reads both sides of a bead word by word, and tells which word is wrong.

`training/sense.py` learned it from clean pairs with one error put in: each word sees its
neighbours, the words of the other side that are near it in meaning or in place, and itself.
"""

from __future__ import annotations

import io
import lzma
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from alignkit.words.lexicon import HAN_FIRST, WordTable, stem_of
from alignkit.words.numbered import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

FILE = "sense.npz.xz"
KINDS = ("denial", "force", "contrary", "name", "term")
# How much the distance of two places counts beside nearness of meaning, as in training.
PLACE, VECTOR = 8.0, 4.0
# Longer texts are no sentence that anybody could judge by a word.
MOST_WORDS = 160


@dataclass(frozen=True)
class Sense:
    """The network: its weights by name, and the numbers of the words that it knows by form."""

    weights: dict[str, Array]
    numbers: dict[str, int]
    heads: int
    layers: int

    def __call__(
        self, table: WordTable, both: tuple[Words, Words], evidence: Array
    ) -> tuple[Array, Array]:
        """Return log odds of each kind of error for each word of a Chinese and an English text."""
        import numpy as np

        near = np.maximum(evidence, 0)
        places = [(np.arange(len(words)) + 0.5) / len(words) for words in both]
        apart = np.abs(places[0][:, None] - places[1][None]).astype(np.float32)
        one, two = (self._entered(table, words, near, side) for side, words in enumerate(both))
        for layer in range(self.layers):
            one, two = (self._local(x, layer, side) for side, x in enumerate((one, two)))
            one, two = (
                self._across(one, two, near, apart, layer, 0),
                self._across(two, one, near.T, apart.T, layer, 1),
            )
        return self._told(one, 0), self._told(two, 1)

    def _entered(self, table: WordTable, words: Words, near: Array, side: int) -> Array:
        import numpy as np

        numbers, w = words.numbers, self.weights
        known = [
            self.numbers.get(form if form >= HAN_FIRST else stem_of(form), 0)
            for form in words.forms
        ]
        capitals = [side == 1 and words.text[start].isupper() for start in words.starts]
        traits = table.traits[numbers]
        features = np.stack(
            [near.max(axis=1 - side), np.array(capitals, np.float32), traits[:, 1], traits[:, 4],
             table.lengths[numbers]], axis=1,
        )  # fmt: skip
        found: Array = (
            self._line(table.units[numbers], f"sides.{side}.proj") * np.float32(VECTOR)
            + self._line(w[f"sides.{side}.lex.weight"][known], f"sides.{side}.lexp")
            + self._line(features, f"sides.{side}.feat")
        )
        return found

    def _line(self, x: Array, name: str) -> Array:
        found: Array = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return found

    def _normed(self, x: Array, name: str) -> Array:
        import numpy as np

        x = x - x.mean(axis=1, keepdims=True)
        x = x / np.sqrt((x * x).mean(axis=1, keepdims=True) + np.float32(1e-5))
        found: Array = x * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return found

    def _local(self, x: Array, layer: int, side: int) -> Array:
        import numpy as np

        name = f"layers.{layer}.{side}"
        kernel = self.weights[f"{name}.conv.weight"]
        width = kernel.shape[2]
        padded = np.pad(self._normed(x, f"{name}.n1"), ((width // 2, width // 2), (0, 0)))
        told = sum(padded[at : at + len(x)] @ kernel[:, :, at].T for at in range(width))
        found: Array = x + np.maximum(told + self.weights[f"{name}.conv.bias"], 0)
        return found

    def _across(
        self, x: Array, y: Array, near: Array, apart: Array, layer: int, side: int
    ) -> Array:
        import numpy as np

        name, size = f"layers.{layer}.{side}", x.shape[1] // self.heads
        own, other = self._normed(x, f"{name}.n2"), self._normed(y, f"{name}.n2")
        query, key, value = (
            self._line(held, f"{name}.{part}").reshape(len(held), self.heads, size)
            for held, part in ((own, "q"), (other, "k"), (other, "v"))
        )
        bias = self.weights[f"{name}.bias"]
        look = query.transpose(1, 0, 2) @ key.transpose(1, 2, 0) / np.float32(size**0.5)
        look = look + bias[0][:, None, None] * near - bias[1][:, None, None] * PLACE * apart
        look = np.exp(look - look.max(axis=2, keepdims=True))
        look = look / look.sum(axis=2, keepdims=True)
        seen = (look @ value.transpose(1, 0, 2)).transpose(1, 0, 2).reshape(x.shape)
        x = x + self._line(seen.astype(np.float32), f"{name}.o")
        inner = np.maximum(self._line(self._normed(x, f"{name}.n3"), f"{name}.up"), 0)
        found: Array = x + self._line(inner, f"{name}.down")
        return found

    def _told(self, x: Array, side: int) -> Array:
        return self._line(self._normed(x, f"norm.{side}"), f"head.{side}")


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
    np.savez(stream, **held)
    return lzma.compress(stream.getvalue(), preset=9)


def unpacked(data: bytes) -> Sense:
    """Return the network that was packed."""
    import numpy as np

    with np.load(io.BytesIO(lzma.decompress(data))) as held:
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
