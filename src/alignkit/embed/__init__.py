"""Embedding: sentences and words of both languages as vectors in one space."""

from __future__ import annotations

from typing import Any

from alignkit.embed.protocol import Encoder

__all__ = ["Encoder", "encoder"]


def encoder(name: str | None = None, **options: Any) -> Encoder:
    """Return an encoder: the shipped one, or any sentence-transformers name or folder."""
    from alignkit.embed.registry import open_encoder

    return open_encoder(name, **options)
