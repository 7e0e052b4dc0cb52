"""Embedding: sentences and words of both languages as vectors in one space."""

from __future__ import annotations

from os import PathLike, fspath
from typing import Any

from alignkit.embed.protocol import Encoder

__all__ = ["Encoder", "encoder"]


def encoder(name: Any = None, **options: Any) -> Encoder:
    """Return an encoder: the shipped one, any sentence-transformers name or folder, or your own.

    Your own is a function from texts to vectors, or an object with `encode`.
    """
    if isinstance(name, PathLike):
        name = fspath(name)
    if name is not None and not isinstance(name, str):
        from alignkit.embed.own import own_encoder

        return own_encoder(name)
    from alignkit.embed.registry import open_encoder

    return open_encoder(name, **options)
