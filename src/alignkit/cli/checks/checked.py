"""One pair of a run: what is wanted of it, its settings, and its findings."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.cli.progress import progress
from alignkit.config import Settings
from alignkit.errors import AlignkitError, OptionError
from alignkit.review.pairs import PairFiles
from alignkit.types import Bitext, Findings, Severity

if TYPE_CHECKING:
    from alignkit.types.remark import Judge

# A process takes most of a second to begin; fewer pairs are not worth another one.
PAIRS_A_PROCESS = 8
LEVELS = [str(severity) for severity in Severity]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options and the settings ask of a run, options first."""

    settings: Settings
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str = "info"
    glossary: str = ""
    suppressions: str = ""
    baseline: str = ""
    write_baseline: str = ""
    model: str = ""
    jobs: int = 1
    jobs_given: bool = False
    presplit: bool = False
    quiet: bool = False
    judge: Judge | None = None

    @classmethod
    def of(cls, settings: Settings, **options: Any) -> Wanted:
        """Lay the options given over the settings; those left out are None or empty."""
        given = {key: value for key, value in options.items() if value}
        if given.get("allow_same_language"):
            settings = replace(settings, same_language=True)
        if given.get("allow_untranslated"):
            settings = replace(settings, untranslated=True)
        if given.get("model"):
            settings = replace(settings, model=given["model"])
        return cls(
            settings,
            select=_listed(given.get("select", ())) or settings.select,
            ignore=_listed(given.get("ignore", ())) or settings.ignore,
            min_severity=given.get("min_severity") or _level(settings.min_severity),
            glossary=given.get("glossary") or beside(settings, settings.glossary),
            suppressions=given.get("suppressions") or beside(settings, settings.suppressions),
            baseline=given.get("baseline") or beside(settings, settings.baseline),
            write_baseline=given.get("write_baseline", ""),
            model=given.get("model") or settings.model,
            jobs=given.get("jobs") or settings.jobs,
            jobs_given=bool(given.get("jobs")) or settings.jobs > 1,
            presplit=given.get("presplit", False),
            quiet=given.get("quiet", False),
        )

    def spread(self, pairs: int) -> int:
        """Return in how many processes so many pairs are checked: on every core, if not told."""
        if self.judge:
            # What a server is asked, and what it said, is kept in one place.
            return 1
        if self.jobs_given:
            return min(self.jobs, pairs)
        return min(cores(), pairs // PAIRS_A_PROCESS) if pairs > 1 else 1


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def checked_pair(files: PairFiles, wanted: Wanted) -> Findings | AlignkitError:
    """Return the findings of a pair, or what hindered them."""
    try:
        return _check(files, wanted, own_settings(files, wanted))
    except AlignkitError as error:
        return error


def one_of_many(files: PairFiles, wanted: Wanted) -> Findings | AlignkitError:
    """Return the findings of a pair, or what hindered them, and clear away what it leaves.

    Rings that nobody holds are looked for once, when the pair is done, and among its own objects:
    looking for them on the way, in the words of all pairs before as well, takes up to a fifth.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        return checked_pair(files, wanted)
    finally:
        gc.collect(0)
        if looking:
            gc.enable()


def the_only_one(files: PairFiles, wanted: Wanted) -> Findings | AlignkitError:
    """Return the same for a pair that is all there is: the command ends behind it.

    Its values stay to the end, and are never looked through.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        return checked_pair(files, wanted)
    finally:
        if looking:
            gc.freeze()
            gc.enable()


def own_settings(files: PairFiles, wanted: Wanted) -> Settings:
    """Return the settings of a pair: the general ones, and those of its files on top."""
    from alignkit.review.file_settings import settings_for

    general = replace(wanted.settings, select=wanted.select, ignore=wanted.ignore)
    return settings_for(general, files.files)


def _check(files: PairFiles, wanted: Wanted, own: Settings) -> Findings:
    from alignkit.compose import check

    bitext = _bitext(files, wanted)
    with progress("checking", wanted.quiet) as show:
        return check(
            bitext,
            select=own.select,
            ignore=own.ignore,
            min_severity=_worse(wanted.min_severity, own.min_severity),
            glossary=glossary_of(wanted, own),
            model=wanted.model,
            settings=own,
            jobs=wanted.jobs,
            progress=show,
            judge=wanted.judge,
        )


def _bitext(files: PairFiles, wanted: Wanted) -> Bitext:
    if files.ladder or not files.target:
        from alignkit.formats import load

        return load(
            files.ladder or files.source,
            source=files.source if files.ladder else None,
            target=files.target if files.ladder else None,
            source_lang=_lang(files.source_lang, wanted.settings.source_lang),
            target_lang=_lang(files.target_lang, wanted.settings.target_lang),
        )
    from alignkit.compose import align

    with progress("aligning", wanted.quiet) as show:
        return align(
            Path(files.source) if files.source != "-" else "-",
            Path(files.target) if files.target != "-" else "-",
            source_lang=_lang(files.source_lang, wanted.settings.source_lang),
            target_lang=_lang(files.target_lang, wanted.settings.target_lang),
            presplit=wanted.presplit,
            model=wanted.model,
            settings=wanted.settings,
            progress=show,
        )


def beside(settings: Settings, name: str) -> str:
    """Return a file that the settings name, counted from the settings file's own folder."""
    if not name or not settings.path:
        return name
    return near(Path(settings.path).parent / name)


def near(path: str | Path) -> str:
    """Return a file's name as seen from here, where there is a way to it."""
    try:
        return relpath(path)
    except ValueError:
        return str(path)


def _listed(given: Sequence[str]) -> tuple[str, ...]:
    parts = (part.strip() for held in given for part in held.split(","))
    return tuple(part for part in parts if part)


def _level(name: str) -> str:
    if name not in LEVELS:
        raise OptionError(f"min-severity = {name!r}: give one of {', '.join(LEVELS)}")
    return name


def _worse(first: str, second: str) -> str:
    return max(first, _level(second), key=lambda name: Severity(name).rank)


def _lang(own: str, general: str) -> str | None:
    chosen = own or general
    return None if chosen == "auto" else chosen


def glossary_of(wanted: Wanted, own: Settings) -> str | None:
    """Return the glossary of a pair: its own, or the general one."""
    if own.glossary != wanted.settings.glossary:
        return beside(own, own.glossary)
    return wanted.glossary or None
