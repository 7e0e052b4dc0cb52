"""UTF-8 that was once read as Windows-1252: â€™ was ’, Ã© was é."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

# How Windows-1252 shows the bytes 80 to 9F; five of them it leaves as controls.
_SHOWN = {
    bytes([byte]).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_SHOWN |= {chr(byte): byte for byte in range(0x80, 0x100)}
_TAIL = "[" + "".join(re.escape(char) for char, byte in _SHOWN.items() if byte < 0xC0) + "]"
_RUN = re.compile(rf"(?:[Â-ß]{_TAIL}|[à-ï]{_TAIL}{{2}}|[ð-ô]{_TAIL}{{3}})+")


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield each run that reads as UTF-8 once its bytes are put back."""
    if text.isascii():
        return
    runs = [(found, read_back(found.group())) for found in _RUN.finditer(text)]
    held = [(found, said) for found, said in runs if said is not None]
    # A pair of letters such as "Ã " may be meant once; three-byte forms and repetition are not.
    if sum(len(found.group()) > 2 for found, _ in held) + len(held) < 2:
        return
    for found, said in held:
        yield Edit(found.start(), found.end(), said or "")


def read_back(run: str) -> str | None:
    """Return what a run of characters says when its bytes are read as UTF-8.

    >>> read_back("â€™")
    '’'
    """
    try:
        return bytes(_SHOWN[char] for char in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
