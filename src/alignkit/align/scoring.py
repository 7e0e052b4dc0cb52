"""The learned weights, and the score they give every bead of a batch of pieces."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from alignkit.align.search import Lattice
from alignkit.align.sentence_pairs import Tables
from alignkit.align.shapes import Shape
from alignkit.align.signals import NAMES, Signals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Scorer:
    """A weight for every signal, and the weights of a confidence."""

    weights: NDArray[np.float32]
    whole: tuple[float, ...]
    alone: tuple[float, ...]
    signature: str
    #: The weights of rival ways' signs, where a second look was learned.
    rivals: tuple[float, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Scorer:
        """Read the weights by name; a signal without one does not count."""
        weights = np.array([data["weights"].get(name, 0.0) for name in NAMES], np.float32)
        whole, alone = (tuple(map(float, data["confidence"][k])) for k in ("whole", "alone"))
        rivals = tuple(data.get("rivals", {}).values())
        return cls(weights, whole, alone, data["signature"], rivals)

    def score(
        self, signals: Signals, shapes: Sequence[Shape]
    ) -> tuple[Lattice, list[Floats | None]]:
        """Return the lattice of a batch, and for each shape its beads' likeness from 0 to 1.

        Likeness stands at a bead's first sentences, and is None where a side is empty.
        """
        tables: Tables = signals.tables
        _, height, width = tables.shape
        lattice = Lattice.empty(shapes, height + 1, width + 1, tables.rows, tables.columns)
        likeness: list[Floats | None] = [None] * len(shapes)
        weights = dict(zip(NAMES, self.weights.tolist(), strict=True))
        for number, (a, b) in enumerate(shapes):
            if a <= height and b <= width:
                score, likeness[number] = signals.score((a, b), weights)
                lattice.ends(number)[:, a:, b:] = score
        return lattice, likeness


@lru_cache(maxsize=2)
def learned(beside: bool = False) -> Scorer:
    """Return the weights that come with alignkit, for one encoder or with a second beside it."""
    name = "weights_beside.json" if beside else "weights.json"
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return Scorer.from_json(json.loads(text))
