"""How large, how many, how long: every bound that a file or a run may meet, and how to move it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from alignkit.errors import OptionError

#: Begins the names of the variables that move a limit: ALIGNKIT_LIMIT_INPUT_MB=512.
PREFIX = "ALIGNKIT_LIMIT_"


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound: its name, its value unless it is moved, and what it keeps in bounds."""

    name: str
    default: int
    holds: str

    @property
    def variable(self) -> str:
        """The environment variable that moves it."""
        return PREFIX + self.name.upper()


LIMITS = (
    Limit("input_mb", 256, "A document, a file of keyed texts, or a pipe that holds one, in MB."),
    Limit("bitext_mb", 4096, "An aligned file that is read as a whole, in MB."),
    Limit("project_mb", 512, "A review project, in MB."),
    Limit("settings_mb", 16, "Settings, a glossary, a baseline, suppressions, anchors, in MB."),
    Limit("spool_mb", 4096, "What is kept on disk of an aligned file that comes by pipe, in MB."),
    Limit("pipe_s", 30, "How long a named pipe is waited for that nobody writes into, in seconds."),
    Limit("unpacked_mb", 16, "A packed document that unpacks to more has a process of its own."),
    Limit("packed_mb", 1024, "The memory of the process that reads a PDF file or a large archive."),
    Limit("packed_s", 60, "The processor time of that process, in seconds a MB of the file begun."),
    Limit("xlsx_cells", 6_000_000, "The cells of a workbook's sheet, the empty ones included."),
    Limit("words", 4_000, "The words, or Chinese characters, of a bead's side that rules look at."),
    Limit("numbers", 500, "The runs of digits of a bead's side that rules look at."),
    Limit("worker_s", 1800, "How long a checking process may be silent, in seconds."),
    Limit("cache_s", 2, "How long a cache that somebody else holds is waited for, in seconds."),
)
_BY_NAME = {held.name: held for held in LIMITS}


def limit(name: str) -> int:
    """Return a limit: the default, or what the environment sets.

    >>> limit("input_mb")
    256
    """
    held = _BY_NAME[name]
    given = os.environ.get(held.variable, "")
    if not given:
        return held.default
    if not given.isascii() or not given.isdigit() or not int(given):
        raise OptionError(f"{held.variable}={given}: give a whole number over zero")
    return int(given)


def megabytes(name: str) -> int:
    """Return a limit that is given in MB as a number of bytes."""
    return limit(name) << 20
