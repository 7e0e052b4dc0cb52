"""The three small networks that training/weights/link.py learns, run one after the other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from alignkit.link.context import context

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

# What is less likely than this by itself is not looked at again: most pairs of words.
HOPELESS = 0.003
# Cells worked out at once: few enough to stay in the processor's cache.
AT_ONCE = 1024
WEIGHTS, SMALL = "weights.json", "small_words.tsv"


@dataclass(frozen=True, slots=True)
class Pass:
    """One hidden layer: what is known of a pair of words in, the probability of a link out."""

    hidden: Table
    bias: Table
    out: Table
    offset: float

    def __call__(self, cells: Table) -> Table:
        """Return the probability of each cell of a table of features."""
        import numpy as np

        rows = cells.reshape(-1, cells.shape[-1])
        odds: Table = np.empty(len(rows), np.float32)
        room = np.empty((min(AT_ONCE, len(rows)), len(self.out)), np.float32)
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            held = room[: len(part)]
            np.matmul(part, self.hidden, out=held)
            held += self.bias
            np.tanh(held, out=held)
            np.matmul(held, self.out, out=odds[start : start + AT_ONCE])
        np.add(odds, np.float32(self.offset), out=odds)
        found: Table = np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)
        return found.reshape(cells.shape[:2])

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Pass:
        """Build a pass from plain numbers."""
        import numpy as np

        hidden, bias, out = (np.array(data[k], np.float32) for k in ("hidden", "bias", "out"))
        return cls(hidden, bias, out, float(data["offset"]))


@lru_cache(maxsize=1)
def learned() -> tuple[Pass, ...]:
    """Return the passes in the order in which they run."""
    text = files("alignkit.data").joinpath(f"link/{WEIGHTS}").read_text(encoding="utf-8")
    return tuple(map(Pass.from_json, json.loads(text)["passes"]))


@lru_cache(maxsize=1)
def small_words() -> dict[str, dict[str, float]]:
    """Return how surely Chinese and English words render each other of which one is small."""
    text = files("alignkit.data").joinpath(f"link/{SMALL}").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            chinese, english, value = line.split("\t")
            found.setdefault(chinese, {})[english] = float(value)
    return found


def again(step: Pass, cells: Table, earlier: Table, habit: Table) -> Table:
    """Return the probabilities in the light of the earlier ones, of the passage and document."""
    import numpy as np

    rows, columns = np.nonzero(earlier > HOPELESS)
    known = np.concatenate([cells[rows, columns], context(earlier, habit)[rows, columns]], axis=-1)
    found = np.zeros_like(earlier)
    found[rows, columns] = step(known[:, None])[:, 0]
    return found
