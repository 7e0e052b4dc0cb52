"""How surely a translation says something else than its source: a number to rank segments by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignkit.check.meaning.linked import reading
from alignkit.check.run.view import PairView

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What the log odds of kinds of error weigh, and the likeness of the two texts as wholes: a logistic
# regression on one half, by id, of 6,859 pairs with the votes of raters (`bench meaning` ranks the
# other half). Findings of other families added nothing to these.
WEIGHTS = {"denial": 0.108, "force": -0.048, "contrary": 0.015, "name": 0.144, "term": 0.136}
ALIKE, OFFSET = -2.676, 1.437
# Log odds beyond these say no more.
LEAST, MOST = -12.0, 6.0


def doubts(pair: PairView) -> list[float]:
    """Return for each bead the probability that its meaning changed, 0 where a side is empty.

    How many translations are wrong differs from text to text: it is a measure to rank by.
    """
    import numpy as np

    views = [pair.view(at) for at in range(len(pair.bitext.beads))]
    found = [0.0] * len(views)
    both = [view for view in views if view.source.text and view.target.text]
    reads = [(view, read) for view in both if (read := reading(view))]
    if not reads:
        return found
    texts = [text for view, _ in reads for text in (view.source.text, view.target.text)]
    alike = _alike(np.asarray(pair.encoder.encode(texts), np.float32))
    odds = np.array([[read.odds(kind) for kind in WEIGHTS] for _, read in reads], np.float32)
    weights = np.array([*WEIGHTS.values()], np.float32)
    told = np.clip(odds, LEAST, MOST) @ weights + ALIKE * alike + OFFSET
    for (view, _), value in zip(reads, 1 / (1 + np.exp(-told)), strict=True):
        found[view.index] = float(value)
    return found


def _alike(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    lengths = np.maximum(np.linalg.norm(vectors, axis=1), 1e-6)
    own, other = vectors[::2], vectors[1::2]
    likeness: NDArray[np.float32] = (own * other).sum(axis=1) / (lengths[::2] * lengths[1::2])
    return likeness
