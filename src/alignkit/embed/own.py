"""A caller's own encoder: a function, a model object, or whatever keeps the protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from alignkit.embed.directions import DirectionEncoder
from alignkit.embed.protocol import Encoder
from alignkit.errors import OptionError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: What the protocol asks for beside `encode`; who has all of it says itself how its vectors add up.
KEPT = ("name", "dimensions", "additive", "signature")
#: Texts given at once: enough for a model's own batches, and progress is told in between.
AT_ONCE = 256


def own_encoder(model: Any) -> Encoder:
    """Return an encoder of the caller's, its vectors looked at before anything stands on them."""
    if type(model).__module__.partition(".")[0] == "alignkit":
        held: Encoder = model
        return held
    encode = getattr(model, "encode", model)
    if not callable(encode):
        raise OptionError(
            f"{type(model).__name__} is no encoder; give a model's name or folder, a function from "
            "texts to vectors, or an object with encode(texts)"
        )
    if all(hasattr(model, name) for name in KEPT):
        return Looked(model)
    return OwnEncoder(model, encode)


class OwnEncoder(DirectionEncoder):
    """A function from texts to vectors, or a model with `encode`; its vectors are directions."""

    at_once = AT_ONCE

    def __init__(self, model: Any, encode: Callable[[list[str]], Any]) -> None:
        named = getattr(model, "__qualname__", None) or type(model).__qualname__
        self.name = str(getattr(model, "name", None) or named)
        self._encode = encode
        self.dimensions = vectors_of(encode(["a"]), 1, self.name).shape[1]
        self._signature = getattr(model, "signature", None)

    @property
    def signature(self) -> str:
        """Return the model's own signature, or its name and dimensions: its weights are unknown."""
        return str(self._signature or f"{self.name}|own|dim:{self.dimensions}")

    def sign(self, signature: str) -> None:
        """Take a signature that tells more than the name, where the model has none of its own."""
        self._signature = self._signature or signature

    def directions(self, texts: list[str]) -> NDArray[np.float32]:
        """Return a vector of length 1 for each text."""
        import numpy as np

        vectors = vectors_of(self._encode(texts), len(texts), self.name)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        found: NDArray[np.float32] = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
        return found


class Looked:
    """An encoder that keeps the protocol by itself, its vectors looked at."""

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder
        self.name: str = encoder.name
        self.dimensions: int = encoder.dimensions
        self.additive: bool = encoder.additive

    @property
    def signature(self) -> str:
        """Return the encoder's own signature."""
        return str(self._encoder.signature)

    def __getattr__(self, name: str) -> Any:
        """Give what else the encoder can do, such as words."""
        if name == "_encoder":
            raise AttributeError(name)
        return getattr(self._encoder, name)

    def encode(self, texts: Sequence[str], **options: Any) -> NDArray[np.float32]:
        """Return one vector a text."""
        found = vectors_of(self._encoder.encode(list(texts), **options), len(texts), self.name)
        if len(texts) and found.shape[1] != self.dimensions:
            raise OptionError(
                f"the encoder {self.name} says that it has {self.dimensions} dimensions and gives "
                f"{found.shape[1]}"
            )
        return found


def vectors_of(given: Any, texts: int, name: str) -> NDArray[np.float32]:
    """Return what an encoder gave as a matrix, or say what is wrong with it."""
    import numpy as np

    if hasattr(given, "detach"):
        given = given.detach().cpu()
    try:
        found: NDArray[np.float32] = np.asarray(given, dtype=np.float32)
    except (TypeError, ValueError):
        raise OptionError(f"the encoder {name} gives no vectors of one length") from None
    if found.ndim != 2 or len(found) != texts:
        raise OptionError(
            f"the encoder {name} gives an array of the shape {found.shape} for {texts} "
            f"text{'s' * (texts != 1)}; give a row of numbers for each text"
        )
    if not np.isfinite(found).all():
        raise OptionError(f"the encoder {name} gives numbers that are not finite (NaN, inf)")
    return found
