"""Any sentence-transformers model as an encoder."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.embed.cache import SWITCH, VectorCache, default_folder
from alignkit.embed.directions import DirectionEncoder
from alignkit.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Models trained with a prompt before every text; both sides of a bitext get the same one.
_PROMPTS = ((re.compile(r"e5-(?:small|base|large)(?!.*instruct)", re.IGNORECASE), "query: "),)


class TransformerEncoder(DirectionEncoder):
    """Encodes with a sentence-transformers model."""

    def __init__(
        self,
        name: str,
        *,
        device: str | None = None,
        prompt: str | None = None,
        batch_size: int = 32,
        cache: bool | str | Path = True,
        trust_remote_code: bool = False,
    ) -> None:
        self.name = name
        self.at_once = batch_size
        self._model = _open_model(name, device, trust_remote_code)
        self.prompt = _prompt_of(name) if prompt is None else prompt
        width = getattr(self._model, "get_embedding_dimension", None)
        width = width or self._model.get_sentence_embedding_dimension
        self.dimensions = int(width())
        self._signature = self._describe()
        if cache and not os.environ.get(SWITCH):
            folder = default_folder() if cache is True else Path(cache)
            self.kept = VectorCache(folder, self._signature)

    @property
    def signature(self) -> str:
        """Return name, version, digest of the weights, dimensions and tokeniser in one line."""
        return self._signature

    def directions(self, texts: list[str]) -> NDArray[np.float32]:
        """Return a vector of length 1 for each text."""
        import numpy as np

        batches = [
            self._model.encode(
                [self.prompt + text for text in texts[start : start + self.at_once]],
                batch_size=self.at_once,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
            for start in range(0, len(texts), self.at_once)
        ]
        vectors = np.concatenate(batches).astype(np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        directions: NDArray[np.float32] = vectors / np.maximum(norms, 1e-12)
        return directions

    def _describe(self) -> str:
        from importlib.metadata import version

        digest = sha256(self.prompt.encode())
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            digest.update(tensor.detach().cpu().contiguous().flatten().view(_bytes()).numpy())
        label = Path(self.name).name if Path(self.name).is_dir() else self.name
        tokeniser = type(getattr(self._model, "tokenizer", None)).__name__
        return (
            f"{label}|version:st{version('sentence-transformers')}|sha256:{digest.hexdigest()[:12]}"
            f"|dim:{self.dimensions}|tok:{tokeniser}"
        )


def _bytes() -> Any:
    import torch

    return torch.uint8


def _prompt_of(name: str) -> str:
    return next((prompt for pattern, prompt in _PROMPTS if pattern.search(name)), "")


def _open_model(name: str, device: str | None, trust_remote_code: bool) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise MissingExtraError(f"the model {name}", "neural") from None
    if not trust_remote_code:
        _refuse_programs(Path(name))
    try:
        with _quiet():
            return SentenceTransformer(name, device=device, trust_remote_code=trust_remote_code)
    except (OSError, ValueError, ImportError, KeyError, RuntimeError) as error:
        reason = str(error).strip().splitlines()
        raise InputError(
            name,
            f"no model could be opened ({reason[0] if reason else type(error).__name__})",
            "without a network give the folder of a downloaded model: --model PATH",
        ) from None


def _refuse_programs(folder: Path) -> None:
    """Refuse a folder whose list of modules names programs of its own, which would be run."""
    try:
        listed = json.loads((folder / "modules.json").read_text("utf-8"))
        kinds = [str(module["type"]) for module in listed]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for kind in kinds:
        if not kind.startswith("sentence_transformers."):
            raise InputError(
                folder, f"it brings a program along ({kind})", "open it with trust_remote_code=True"
            )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' own remarks and progress bars off the screen while a model opens."""
    loggers = [
        logging.getLogger(n) for n in ("sentence_transformers", "transformers", "huggingface_hub")
    ]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
