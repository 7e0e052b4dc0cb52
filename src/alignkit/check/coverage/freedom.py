"""How freely a document is translated, as its other beads show it.

Where a translator renders every word, a clause without counterpart is an omission; where half of
the words have none in any bead, it says little.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

DOCUMENT_FEATURES = ("lost", "usual_lost", "usual_ratio", "usual_unexplained")
#: So many beads of the document count as much as what documents do on the whole.
PRIOR = 5.0
#: A length ratio beyond this is a bead wrongly paired, not a way of translating.
WIDEST = 1.5


def measures(weights: Rows, odds: Rows, ratio: float, unexplained: float) -> list[float]:
    """Return what one bead shows: the share of its words lost, its length ratio, what is over."""
    import numpy as np

    lost = float(weights @ (1 / (1 + np.exp(-odds)))) / max(float(weights.sum()), 1e-6)
    return [lost, max(-WIDEST, min(WIDEST, ratio)), unexplained]


def document_features(
    measured: Rows, documents: Sequence[Hashable], usual: Sequence[float]
) -> Rows:
    """Return DOCUMENT_FEATURES of each bead: its own share lost, and what the others show.

    `measured` holds a row of `measures` for each bead, `documents` says which go together, and
    `usual` is what documents show on the whole.
    """
    import numpy as np

    numbers = {name: at for at, name in enumerate(dict.fromkeys(documents))}
    of = np.array([numbers[name] for name in documents], np.intp)
    sums = np.zeros((len(numbers), measured.shape[1]))
    np.add.at(sums, of, measured)
    counts = np.bincount(of, minlength=len(numbers))[of][:, None]
    others = (sums[of] - measured + PRIOR * np.asarray(usual)) / (counts - 1 + PRIOR)
    return np.concatenate([measured[:, :1], others], axis=1).astype(np.float32)
