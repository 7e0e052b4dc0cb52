"""What encoders that give directions have in common: each text once, batches of their own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.embed.cache import VectorCache


class DirectionEncoder(ABC):
    """Encodes with a model of whole sentences, a text's vector as long as the text.

    Such models give directions; the length put on them, one a character, makes the sum over a
    span's sentences a good approximation of the span's vector.
    """

    additive = False
    name: str
    dimensions: int
    #: Texts that the model sees at once.
    at_once: int
    kept: VectorCache | None = None

    @property
    @abstractmethod
    def signature(self) -> str:
        """Return name, version, digest of the weights, dimensions and tokeniser in one line."""

    @abstractmethod
    def directions(self, texts: list[str]) -> NDArray[np.float32]:
        """Return a vector of length 1 for each text."""

    def encode(
        self,
        texts: Sequence[str],
        *,
        batch_size: int = 1024,
        progress: Callable[[int, int], None] | None = None,
    ) -> NDArray[np.float32]:
        """Return one vector a text; repeats and texts met in earlier runs are not computed again.

        The model always runs in batches of the encoder's own size over the new texts in order of
        length, so `batch_size`, here the texts between two reports of progress, changes no byte.
        """
        import numpy as np

        wanted = {text for text in texts if text.strip()}
        known = self.kept.get(sorted(wanted)) if self.kept else {}
        # A vector of another length is no vector of this model, whoever wrote it.
        known = {text: held for text, held in known.items() if len(held) == self.dimensions}
        missing = sorted(wanted - known.keys(), key=lambda text: (-len(text), text))
        done = len(texts) - len(missing)
        step = self.at_once * max(1, batch_size // self.at_once)
        for start in range(0, len(missing), step):
            part = missing[start : start + step]
            fresh = dict(zip(part, self.directions(part), strict=True))
            known.update(fresh)
            if self.kept:
                self.kept.put(fresh)
            if progress is not None:
                progress(done + start + len(part), len(texts))
        found = np.zeros((len(texts), self.dimensions), np.float32)
        for place, text in enumerate(texts):
            if text in known:
                found[place] = known[text] * np.float32(len(text))
        if progress is not None and not missing:
            progress(len(texts), len(texts))
        return found
