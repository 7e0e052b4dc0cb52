"""A row of a table as its line: quoted as every reader of tables wants it, and run by none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from alignkit.formats.escape import NULL

# Spreadsheets run a cell that begins so; those of East Asia take the full-width signs as well.
_SIGNS = "=+\\-@\t\r＝＋－＠"
_RUN = re.compile(f"'*[{_SIGNS}]")
# A number is none, and a guard before it would make it a text.
_NUMBER = re.compile(r"[-+]?\d[\d.,]*(?:[eE][-+]?\d+)?%?")
_QUOTED = re.compile(r'[,;"\r\n\t]|\A\s|\s\Z')


def line(cells: Iterable[object], delimiter: str = ",", end: str = "\n") -> str:
    r"""Return a row as a line after RFC 4180.

    A lone carriage return is quoted too: many readers begin a new row at it.

    >>> line(["one, two", "a\r=1", None, 0.5])
    '"one, two","a\r=1",,0.5\n'
    """
    return delimiter.join(map(_cell, cells)) + end


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it as a formula.

    >>> guarded("=1+1"), guarded("1+1"), guarded("-5")
    ("'=1+1", '1+1', '-5')
    """
    return f"'{text}" if _is_run(text) else text


def unguarded(text: str) -> str:
    """Return a text without the apostrophe that `guarded` put before it."""
    return text[1:] if text[:1] == "'" and _is_run(text[1:]) else text


def _is_run(text: str) -> bool:
    return bool(_RUN.match(text)) and not _NUMBER.fullmatch(text)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = guarded(value).translate(NULL)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
