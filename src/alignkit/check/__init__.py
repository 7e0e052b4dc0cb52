"""Checks: what a reviser would mark in a translation, as findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from alignkit.errors import OptionError
from alignkit.types import Bitext, Findings, Severity

if TYPE_CHECKING:
    from alignkit.check.run.view import Glossary
    from alignkit.config import Settings
    from alignkit.types.remark import Judge


def check(
    bitext: Bitext,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    min_severity: Severity | str = Severity.INFO,
    glossary: str | PathLike[str] | Mapping[str, str | Sequence[str]] | None = None,
    model: str | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
    judge: Judge | None = None,
) -> Findings:
    """Check a bitext.

    `select` and `ignore` take rule ids or their beginnings: "NUM", "COV001". A `judge` is asked
    about every pair of texts, and MIS006 says what it calls wrong. A `glossary` is a file, or a
    mapping of terms to their renderings.
    """
    from alignkit.check.run.engine import run
    from alignkit.products import single_products

    with single_products():
        return run(
            bitext,
            select=select,
            ignore=ignore,
            min_severity=_severity(min_severity),
            glossary=_glossary(glossary, settings, bitext.source.lang),
            model=model,
            settings=settings,
            jobs=jobs,
            progress=progress,
            judge=judge,
        )


def _severity(given: Severity | str) -> Severity:
    try:
        return Severity(given)
    except ValueError:
        known = ", ".join(Severity)
        raise OptionError(f"there is no severity {given!r}; give one of {known}") from None


def _glossary(
    given: str | PathLike[str] | Mapping[str, str | Sequence[str]] | None,
    settings: Settings | None,
    source_lang: str,
) -> Glossary | None:
    wanted = given or (settings.glossary if settings else None)
    if not wanted:
        return None
    from alignkit.check.terms.glossary import glossary_of, load_glossary

    held = glossary_of(wanted) if isinstance(wanted, Mapping) else load_glossary(wanted)
    return held.facing(source_lang)
