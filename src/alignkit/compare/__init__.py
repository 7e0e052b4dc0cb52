"""Comparison: where translations of one original diverge, in substance or in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alignkit.config import Settings
    from alignkit.types.comparison import Comparison

__all__ = ["compare"]


def compare(
    source: Any,
    *targets: Any,
    names: Sequence[str] = (),
    base: str | int | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    presplit: bool = False,
    model: str | None = None,
    settings: Settings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Compare two or more translations of one original, row by row and term by term.

    Each side is a path, a Document, a string or a list of sentences; a translation may be a Bitext
    that is aligned to the original already. With None as the source the translations are compared
    with the first of them. Each two translations are compared; with a `base` (a name, or a number
    from 1) each with that one alone.
    """
    from alignkit.compare.work import run
    from alignkit.products import single_products

    with single_products():
        return run(
            source,
            targets,
            names=names,
            base=base,
            source_lang=source_lang,
            target_lang=target_lang,
            presplit=presplit,
            model=model,
            settings=settings,
            progress=progress,
        )
