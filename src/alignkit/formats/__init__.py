"""Bitext in and out, one file a format."""

from __future__ import annotations

from os import PathLike

from alignkit.types import Bitext


def load(path: str | PathLike[str], format: str | None = None) -> Bitext:
    """Read an aligned file; the format is told by its ending and its first lines."""
    raise NotImplementedError


def save(bitext: Bitext, path: str | PathLike[str], format: str | None = None) -> None:
    """Write a bitext to a file, whole or not at all."""
    raise NotImplementedError
