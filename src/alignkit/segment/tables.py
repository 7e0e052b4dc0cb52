"""The tables of segmentation: text files that people may correct, one entry a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def table(lang: str, name: str) -> frozenset[str]:
    """Return the entries of one table of a language.

    >>> "Dr" in table("en", "titles")
    True
    """
    held = (files("alignkit.data") / "segment" / lang / f"{name}.txt").read_text("utf-8")
    return frozenset(line for line in held.splitlines() if line and not line.startswith("#"))
