"""The small networks that training/weights/coverage.py learns, as plain matrix products."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "coverage.json.xz"
NETS = ("word", "context", "stretch", "closer", "listed", "carried")


@dataclass(frozen=True, slots=True)
class Net:
    """One hidden layer: features in, log odds out."""

    hidden: NDArray[np.float32]
    bias: NDArray[np.float32]
    out: NDArray[np.float32]
    offset: float

    def __call__(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the log odds of each row."""
        import numpy as np

        inner = np.tanh(rows @ self.hidden + self.bias)
        found: NDArray[np.float32] = inner @ self.out + np.float32(self.offset)
        return found

    def to_json(self) -> dict[str, Any]:
        """Return the weights as plain numbers of five digits."""
        return {
            "hidden": [[float(f"{v:.5g}") for v in row] for row in self.hidden.tolist()],
            "bias": [float(f"{v:.5g}") for v in self.bias.tolist()],
            "out": [float(f"{v:.5g}") for v in self.out.tolist()],
            "offset": float(f"{self.offset:.5g}"),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Net:
        """Build the network from plain numbers."""
        import numpy as np

        hidden, bias, out = (np.array(data[k], np.float32) for k in ("hidden", "bias", "out"))
        return cls(hidden, bias, out, float(data["offset"]))


@dataclass(frozen=True, slots=True)
class Learned:
    """What reads one direction: the networks of words, in context, of stretches, and hard words.

    `closer` weighs the stretches of beads in doubt again, `listed` the items of lists, `carried`
    the sentences of beads of several; `langs` are the source's language and the other one. `usual`
    is what documents show of how they are translated, on the whole.
    """

    langs: tuple[str, str]
    word: Net
    context: Net
    prior: float
    stretch: Net
    closer: Net
    listed: Net
    carried: Net
    hardness: dict[str, float]
    usual: tuple[float, ...]


@lru_cache(maxsize=2)
def learned(source: str) -> Learned:
    """Return what training/weights/coverage.py wrote for texts from this language, "zh" or "en"."""
    return unpacked(_directions()[source], source)


@lru_cache(maxsize=1)
def _directions() -> dict[str, Any]:
    packed = files("alignkit.data.check").joinpath(FILE).read_bytes()
    found: dict[str, Any] = json.loads(lzma.decompress(packed))
    return found


def unpacked(data: dict[str, Any], source: str) -> Learned:
    """Build the networks of one direction from plain numbers."""
    word, context, stretch, closer, listed, carried = (Net.from_json(data[name]) for name in NETS)
    return Learned(
        (source, "en" if source == "zh" else "zh"),
        word,
        context,
        float(data["prior"]),
        stretch,
        closer,
        listed,
        carried,
        data["hardness"],
        tuple(data["usual"]),
    )
