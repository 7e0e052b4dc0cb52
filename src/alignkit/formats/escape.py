"""Characters a format cannot hold, shown as their control pictures and read back from them.

A line break inside a TSV cell becomes ␊, a tab ␉: visible, one character each, and in no real text.
A picture that stood in the text already is marked with ␛ before it.
"""

from __future__ import annotations

import re

MARK = "\u241b"
# The picture of the escape control is the mark itself, so another sign of it stands in.
PICTURES = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x1b": "\u238b"}
CONTROLS = {picture: control for control, picture in PICTURES.items()}
CELL = "\t\n\r\0"
XML = "".join(c for c in PICTURES if c not in "\t\n\r")

# A null makes a text file look like a binary one.
NULL = {0: PICTURES["\0"]}

_SPECIAL = re.compile(f"[{MARK}{''.join(CONTROLS)}]")
_LOOKED_AT = re.compile(f"[\x00-\x1f{MARK}{''.join(CONTROLS)}]")
_WRITTEN = re.compile(f"{MARK}(.)|([{''.join(CONTROLS)}])", re.DOTALL)


def escape(text: str, controls: str) -> str:
    """Show these control characters as pictures.

    >>> escape("one\\ntwo", CELL)
    'one␊two'
    """
    if not _LOOKED_AT.search(text):
        return text
    text = _SPECIAL.sub(lambda match: MARK + match[0], text)
    return text.translate({ord(control): PICTURES[control] for control in controls})


def unescape(text: str, controls: str) -> str:
    """Turn pictures of these control characters back, and unmark those that were text.

    >>> unescape("one␊two", CELL)
    'one\\ntwo'
    """
    if not _SPECIAL.search(text):
        return text

    def character(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        control = CONTROLS[match[2]]
        return control if control in controls else match[2]

    return _WRITTEN.sub(character, text)
