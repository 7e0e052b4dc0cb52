"""Comparison: where translations of one original diverge, in substance or in words."""

from __future__ import annotations

from typing import Any

from alignkit.compare.types import Comparison

__all__ = ["Comparison", "compare"]


def compare(source: Any, *targets: Any, **options: Any) -> Comparison:
    """Compare translations of one original, row by row and term by term."""
    raise NotImplementedError
