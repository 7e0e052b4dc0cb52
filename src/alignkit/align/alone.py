"""Alignment by an encoder's vectors alone, so that encoders are compared and nothing beside them.

Words, numbers and marks say much, and the shipped encoder's words stand beside any model: with them
an encoder that knows little of the texts still does well. Here only likenesses of vectors, lengths
and the beads' shapes speak. Where a word's likeness would be asked, the sentence's own is, with the
same weight, so that a bead is worth about as much as before against leaving its sentences alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from alignkit.align.scoring import Scorer
from alignkit.align.signals import MARKED, NAMES
from alignkit.errors import OptionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alignkit.embed import Encoder

ALL, VECTORS = "all", "vectors"
_MORE = " a sentence more"
# Which likeness of vectors is asked in the place of which likeness of words.
_INSTEAD = {
    "words found": "own cosine",
    "strong words found": "own cosine",
    "least words found": "least own cosine",
    "least strong words found": "least own cosine",
    "found in all": "span cosine",
    "strongly found in all": "even cosine",
    "words drawn": "own cosine",
    "drawn in all": "span cosine",
}
_SILENT = (
    *("target beyond", "source beyond", "least share", "heads found", "tails found"),
    *(
        "words lost",
        "lost in all",
        "least edge found",
        "empty near words",
        "empty beside words",
        "marks",
        *MARKED,
    ),
)


def checked_signals(name: str) -> str:
    """Return which signals are to speak, or say which there are."""
    if name not in (ALL, VECTORS):
        raise OptionError(f"signals is {name!r}; give {ALL} or {VECTORS}")
    return name


class Wordless:
    """An encoder of which only the vectors of sentences are seen."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dimensions = encoder.name, encoder.dimensions
        self.additive = encoder.additive

    @property
    def signature(self) -> str:
        """Return the encoder's own signature."""
        return self._encoder.signature

    def encode(
        self,
        texts: Sequence[str],
        *,
        batch_size: int = 1024,
        progress: Callable[[int, int], None] | None = None,
    ) -> NDArray[np.float32]:
        """Return the encoder's vectors."""
        return self._encoder.encode(texts, batch_size=batch_size, progress=progress)


def without_words(scorer: Scorer) -> Scorer:
    """Return a scorer that asks vectors where the given one asks words, and no marks."""
    weights = dict(zip(NAMES, scorer.weights.tolist(), strict=True))
    for words, vectors in _INSTEAD.items():
        for suffix in ("", _MORE):
            if words + suffix in weights:
                weights[vectors + suffix] += weights[words + suffix]
                weights[words + suffix] = 0.0
    for name in _SILENT:
        weights[name] = 0.0
    held = np.array([weights[name] for name in NAMES], np.float32)
    return replace(scorer, weights=held, signature=f"{scorer.signature},{VECTORS}")
