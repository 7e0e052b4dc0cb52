"""Keyed resources: files of texts by key, one file a format, and two of them joined by key."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from alignkit.types import Bitext

if TYPE_CHECKING:
    from alignkit.resources.entries import Resource

__all__ = ["pair", "read"]


def read(path: str | PathLike[str]) -> tuple[Resource, ...]:
    """Read a resource file: one resource for each language that it holds."""
    from alignkit.resources.one_side import read_file

    return read_file(path)


def pair(
    source: str | PathLike[str],
    target: str | PathLike[str] | None = None,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> Bitext:
    """Join two resource files by key, or two languages of one file."""
    from alignkit.resources.one_side import pair_files

    return pair_files(source, target, source_lang, target_lang)
