"""What a caller asks of a run, as the plain values that a plan keeps and a job carries."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignkit.corpus.engines import Staff
from alignkit.corpus.item import Content
from alignkit.corpus.job import Limits
from alignkit.corpus.sources.opened import Wanted
from alignkit.errors import InputError, OptionError

if TYPE_CHECKING:
    from alignkit.config import Settings

STEPS = ("align", "check")
# What of a settings file bears on the rows of a document.
_KEPT = ("rules", "units")


@dataclass(frozen=True, slots=True)
class Given:
    """The options of a run as a caller gives them."""

    step: str
    source_lang: str | None = None
    target_lang: str | None = None
    presplit: bool = False
    model: str | None = None
    signals: str = "all"
    max_bead: int | None = None
    lock_blocks: bool = False
    exact: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str = "info"
    glossary: str | PathLike[str] | None = None
    settings: Settings | None = None

    def wanted(self, pair: str, pattern: tuple[str, str], shard: int) -> Wanted:
        """Return how the corpus is to be read."""
        held = self._held()
        return Wanted(
            _lang(self.source_lang or held.source_lang),
            _lang(self.target_lang or held.target_lang),
            pair,
            pattern,
            shard,
        )

    def options(self) -> dict[str, Any]:
        """Return plain values: settings laid below options, what is empty left out."""
        if self.step not in STEPS:
            raise OptionError(f"there is no step {self.step!r}; give one of {', '.join(STEPS)}")
        from alignkit.align.alone import checked_signals

        held = self._held()
        checked_signals(self.signals)
        values = {
            "source_lang": _lang(self.source_lang or held.source_lang),
            "target_lang": _lang(self.target_lang or held.target_lang),
            "presplit": self.presplit,
            "model": _model(self.model or held.model),
            "signals": "" if self.signals == "all" else self.signals,
            "max_bead": self.max_bead or held.max_bead,
            "lock_blocks": self.lock_blocks,
            "exact": self.exact,
            "abbreviations": list(held.abbreviations),
        }
        if self.step == "check":
            values |= self._checking(held)
        return {key: value for key, value in values.items() if value}

    def _checking(self, held: Settings) -> dict[str, Any]:
        glossary = str(self.glossary or held.glossary or "")
        content = Content.of_file(Path(glossary)) if glossary else Content()
        if glossary and not content.size:
            raise InputError(glossary, "there is no such glossary, or it is empty")
        kept = {key: asdict(held)[key] for key in _KEPT}
        severity = self.min_severity if self.min_severity != "info" else held.min_severity
        return {
            "select": list(self.select or held.select),
            "ignore": list(self.ignore or held.ignore),
            "min_severity": "" if severity == "info" else severity,
            "glossary": content.path,
            # The name alone would not tell that the terms have changed.
            "glossary_digest": content.digest,
            "settings": {key: value for key, value in kept.items() if value},
        }

    def _held(self) -> Settings:
        from alignkit.config import Settings

        return self.settings or Settings()


def staff_of(jobs: int | None, timeout: float, memory: float, scheduler: str | None) -> Staff:
    """Return the workers of a run; as many as there are processors unless told otherwise."""
    if timeout <= 0 or memory <= 0:
        raise OptionError("timeout and memory: give more than nothing")
    if jobs is not None and jobs < 1:
        raise OptionError(f"jobs is {jobs}; give 1 or more")
    return Staff(jobs or processors(), Limits(timeout, memory), scheduler or "")


def processors() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _lang(given: str | None) -> str:
    return "" if given in (None, "auto") else str(given)


def _model(name: str) -> str:
    from alignkit.embed.scripted import placed

    if not isinstance(name, str):
        raise OptionError(
            "the processes of a run open their model themselves: give its name or folder, or write "
            'an encoder of your own into a file and give model="encoder.py:NAME"'
        )
    if name == "embedded":
        return ""
    return placed(name)
