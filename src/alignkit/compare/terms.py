"""Terms of the original and their renderings, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from alignkit.compare.types import Row, Term
from alignkit.types import Bitext


def compared_terms(rows: Sequence[Row], bitexts: Sequence[Bitext]) -> tuple[Term, ...]:
    """Return the terms of the original, those that split consistently between translators first."""
    return ()
