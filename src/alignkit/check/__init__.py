"""Checks: what a reviser would mark in a translation, as findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from alignkit.errors import OptionError
from alignkit.types import Bitext, Document, Findings, Severity

if TYPE_CHECKING:
    from alignkit.config import Settings


def check(
    source: Bitext | Document | str | PathLike[str] | Sequence[Any],
    target: Document | str | PathLike[str] | Sequence[str] | None = None,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    min_severity: Severity | str = Severity.INFO,
    glossary: str | PathLike[str] | None = None,
    model: str | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Findings:
    """Check a bitext, an aligned file, or a document against its translation.

    `select` and `ignore` take rule ids or their beginnings: "NUM", "COV001".
    """
    from alignkit.check.engine import bitext_of, run

    return run(
        bitext_of(source, target, model=model, settings=settings, progress=progress),
        select=select,
        ignore=ignore,
        min_severity=_severity(min_severity),
        glossary=glossary,
        model=model,
        settings=settings,
        jobs=jobs,
        progress=progress,
    )


def _severity(given: Severity | str) -> Severity:
    try:
        return Severity(given)
    except ValueError:
        known = ", ".join(Severity)
        raise OptionError(f"there is no severity {given!r}; give one of {known}") from None
