"""The weights that `training compare` learns: from what is known of a difference to odds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

FOLDER, FILE = "alignkit.data.link", "compared.json"
# Log odds of what is no gap in content.
NEVER = -9.0


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature of a gap counts, and each sort of gap in content that a rule found.

    A row is one of substance where any of its differences is; `base` are the log odds that it is
    where none was found, `likely` the probability from which on it is called so.
    """

    gap: Table
    bias: float
    slope: Table
    start: Table
    base: float
    likely: float

    def of_gaps(self, rows: Table) -> Table:
        """Return the probability that each gap is one of substance."""
        found: Table = _share(rows @ self.gap + self.bias)
        return found

    def of_content(self, rows: Table) -> Table:
        """Return the same for gaps in content that rules found."""
        import numpy as np

        told = rows > 0
        odds = np.where(told, self.slope * rows + self.start, 0.0).sum(1)
        found: Table = _share(np.where(told.any(1), odds, NEVER))
        return found

    def of_row(self, probabilities: Sequence[float]) -> float:
        """Return the probability that any of a row's differences is one of substance."""
        keep = 1 - float(_share(self.base))
        for probability in probabilities:
            keep *= 1 - probability
        return 1 - keep


def _share(odds: Any) -> Any:
    import numpy as np

    return 1 / (1 + np.exp(-odds))


@lru_cache(maxsize=1)
def learned() -> Weights:
    """Return what training/weights/compare.py wrote."""
    import numpy as np

    held = json.loads(files(FOLDER).joinpath(FILE).read_text(encoding="utf-8"))
    gap, slope, start = (np.array(held[k], np.float32) for k in ("gap", "slope", "start"))
    return Weights(gap, held["bias"], slope, start, held["base"], held["likely"])
