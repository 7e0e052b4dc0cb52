"""Quantities: what the numbers of a text say, as values."""

from __future__ import annotations

from alignkit.types import Quantity


def quantities(text: str, lang: str | None = None) -> list[Quantity]:
    """Return every quantity of a text, in order."""
    raise NotImplementedError
