"""What every encoder offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Encoder(Protocol):
    """Texts in, unnormalised float32 vectors out; the same bytes for any batch size."""

    name: str
    dimensions: int
    #: Whether a span's vector is, by construction, the sum of its sentences' vectors.
    additive: bool

    @property
    def signature(self) -> str:
        """Return name, version, digest of the weights, dimensions and tokeniser in one line."""
        ...

    def encode(
        self,
        texts: Sequence[str],
        *,
        batch_size: int = 1024,
        progress: Callable[[int, int], None] | None = None,
    ) -> NDArray[np.float32]:
        """Return one vector a text; an empty text gives zeros."""
        ...
