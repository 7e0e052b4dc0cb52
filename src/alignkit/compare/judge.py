"""Weighs a divergence in names by the original: which of the two names does it hold?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alignkit.compare.types import Divergence, Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.embed import Encoder

# A name is in the original from the first cosine on, and not in it below the second.
THERE, NOT_THERE = 0.45, 0.32
# Two names of this cosine are one name in two forms.
ONE_NAME = 0.55
# So many differing names in one row are two ways of spelling, not so many exchanges.
SPELLINGS = 3


def weighed(row: Row, found: Sequence[Divergence], encoder: Encoder) -> tuple[Divergence, ...]:
    """Return a row's divergences, those in names with a confidence that the original bears out."""
    names = sum(divergence.kind == "name" for divergence in found)
    kept: list[Divergence] = []
    for divergence in found:
        held = _name(row, divergence, encoder) if divergence.kind == "name" else divergence
        if held and held.kind == "name" and names >= SPELLINGS:
            held = replace(held, confidence=0.2, severity="info")
        if held:
            kept.append(held)
    return tuple(kept)


def _name(row: Row, divergence: Divergence, encoder: Encoder) -> Divergence | None:
    names = [str(divergence.values[side]) for side in ("source", "target")]
    words = _words(row.source, encoder)
    vectors = _units(encoder, [*names, *words])
    first, second = vectors[:2]
    if float(first @ second) >= ONE_NAME:
        return None
    if not words:
        return replace(divergence, confidence=0.3, severity="info")
    low, high = sorted(float((vectors[2:] @ name).max()) for name in (first, second))
    if low >= THERE:
        return None
    if high < THERE or low > NOT_THERE:
        return replace(divergence, confidence=0.2, severity="info")
    return replace(divergence, confidence=round(min(0.95, 0.4 + 0.9 * (high - low)), 4))


def _words(text: str, encoder: Encoder) -> list[str]:
    if not text or not hasattr(encoder, "words"):
        return []
    return [word for _, _, word in encoder.words(text)]


def _units(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    import numpy as np

    vectors = encoder.encode(texts)
    units: NDArray[np.float32] = vectors / np.maximum(
        np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9
    )
    return units
