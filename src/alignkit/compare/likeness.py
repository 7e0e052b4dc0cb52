"""How alike two renderings are, and how much of the original each carries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from alignkit.compare import wording
from alignkit.types.comparison import Likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.embed import Encoder

# A word's best counterpart counts fully from this cosine on, and not at all below half of it.
ENOUGH = 0.5


def likeness(pair: tuple[int, int], first: str, second: str, cosine: float) -> Likeness:
    """Measure two renderings against each other."""
    if wording.identical(first, second):
        return Likeness(pair, 100.0, 0.0, 1.0, weight=float(len(wording.words(first))))
    ter = wording.ter(first, second)
    return Likeness(
        pair,
        round(wording.chrf(first, second), 2),
        round(ter.score, 2) if ter else None,
        round(cosine, 4),
        wording.edits(first, second),
        ter.length if ter else 0.0,
    )


def cosines(encoder: Encoder, firsts: Sequence[str], seconds: Sequence[str]) -> list[float]:
    """Return the cosine of each pair of texts."""
    import numpy as np

    if not firsts:
        return []
    left, right = encoder.encode(firsts), encoder.encode(seconds)
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    return [float(c) for c in (left * right).sum(1) / np.maximum(lengths, 1e-9)]


class Coverage:
    """Says how much of an original's words a rendering carries, from 0 to 1."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._by_words = hasattr(encoder, "words")

    def __call__(self, source: str, rendering: str) -> float:
        """Return the weighted share of the source's words that have a counterpart."""
        if not source.strip() or not rendering.strip():
            return 0.0
        if not self._by_words:
            return max(0.0, cosines(self._encoder, [source], [rendering])[0])
        return round(covered(*self._vectors(source), *self._vectors(rendering)), 4)

    def _vectors(self, text: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return self._known(text)

    @lru_cache(maxsize=4096)  # noqa: B019 - the object lives as long as one comparison
    def _known(self, text: str) -> tuple[Any, Any]:
        import numpy as np

        words = [word for _, _, word in self._encoder.words(text)]  # type: ignore[attr-defined]
        vectors = self._encoder.encode(words)
        lengths = np.linalg.norm(vectors, axis=1) if len(words) else np.zeros(0, np.float32)
        return vectors / np.maximum(lengths, 1e-9)[:, None] if len(words) else vectors, lengths


def covered(source: Any, weights: Any, target: Any, _: Any = None) -> float:
    """Return the weighted mean of how well each source word is matched by its best counterpart."""
    import numpy as np

    if not len(weights) or not len(target):
        return 0.0
    best = (source @ target.T).max(1)
    matched = np.clip((best - ENOUGH / 2) / (ENOUGH / 2), 0, 1)
    return float((matched * weights).sum() / max(float(weights.sum()), 1e-9))
