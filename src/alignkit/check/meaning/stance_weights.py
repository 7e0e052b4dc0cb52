"""The signs that a denial or a duty is weighed by, and what each of them weighs.

`python -m training stances` learned the weights; alignkit.check.meaning.stances reads the signs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from alignkit.check.meaning.opposed import DENIAL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

FILE = "stances.json"
FORCE = "force"
# Classes of force whose exchange is an error, and how strong each is.
CLASSES = ("force/oblige", "force/permit", "force/encourage", "force/intend", "likelihood/maybe")
# No sign counts for more than this.
MOST = 12.0
SHARED = (
    "here", "facing", "bead", "elsewhere", "words", "weighed", "own", "answers", "more",
    "answered", "apart", "partner", "listed", "near", "hint", "far", "surprise", "seen", "fit",
    "own_mean", "other_mean", "own_lost", "other_lost", "own_length", "other_length",
    "own_about", "other_about", "other_force", "contrary", "term", "asked", "english", "place",
    "beside", "bearing", "assigned", "unassigned", "free", "taken", "permitted", "obliged",
)  # fmt: skip
FEATURES = {
    DENIAL: (
        *SHARED,
        "literal",
        "hinted",
        "negative",
        "negative_near",
        "opens",
        "absorbed",
        "absorbed_near",
        "repeated",
        "alone",
    ),
    FORCE: (
        *SHARED,
        *CLASSES,
        "against",
        "against_near",
        "denied",
        "denied_there",
        "same",
        "rival",
        "rival_alone",
    ),
}


def weighed(signs: Array, kind: str) -> Array:
    """Return the log odds of some stances of a kind, by the language of each word."""
    import numpy as np

    english = signs[:, FEATURES[kind].index("english")] > 0
    held = np.clip(signs, -MOST, MOST)
    own, other = (held @ weights + bias for weights, bias in _weights()[kind])
    found: Array = np.where(english, other, own)
    return found


@lru_cache(maxsize=1)
def _weights() -> dict[str, list[tuple[Array, float]]]:
    """Return for each kind the weights of the signs and the bias, of Chinese and English words."""
    import numpy as np

    text = files("alignkit.data.meaning").joinpath(FILE).read_text(encoding="utf-8")
    return {
        kind: [
            (np.array([one[name] for name in FEATURES[kind]], np.float32), float(one[""]))
            for one in (held["zh"], held["en"])
        ]
        for kind, held in json.loads(text).items()
    }


def named(kind: str, weights: Sequence[float], bias: float) -> dict[str, float]:
    """Return weights by the names of their signs, as they are kept."""
    pairs = zip(FEATURES[kind], weights, strict=True)
    return {"": round(float(bias), 4), **{name: round(float(w), 4) for name, w in pairs}}
