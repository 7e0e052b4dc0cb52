"""Texts and names of others as they may be shown: what a terminal would obey is a visible mark."""

from __future__ import annotations

import codecs
import re

# Controls, halves of characters, line ends of Unicode, and what turns the direction of writing.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# What JSON itself lets stand in a text, and a terminal or a reader would obey.
_JSON_LETS = re.compile("[\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Bytes of a name that the locale could not read, as Python keeps them.
_BYTES = re.compile("[\udc80-\udcff]+")
#: The handler of characters that no file can hold: bytes of a name pass, a half is a mark.
HANDLER = "alignkit-shown"


def shown(text: str, keep: str = "") -> str:
    r"""Return a text with a mark for each character that would be obeyed, one for one.

    >>> shown("a\x1b[2Jb\n::error::c"), shown("one\ntwo", keep="\n")
    ('a␛[2Jb␊::error::c', 'one\ntwo')
    """
    return _OBEYED.sub(lambda match: match[0] if match[0] in keep else _mark(match[0]), text)


def spelt_out(json: str) -> str:
    r"""Return JSON with an escape, which says the same, for each character that would be obeyed.

    >>> spelt_out('"a\u202eb"')
    '"a\\u202eb"'
    """
    return _JSON_LETS.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def spelt(line: str) -> str:
    r"""Return a line with the names in it as UTF-8 where the locale could not read their bytes.

    >>> spelt("\udce6\udc97\udca0.txt"), spelt("\udcff.txt") == "\udcff.txt"
    ('无.txt', True)
    """
    return _BYTES.sub(_in_utf_8, line)


def _in_utf_8(match: re.Match[str]) -> str:
    try:
        return bytes(ord(character) - 0xDC00 for character in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _mark(character: str) -> str:
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"


def _written(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    held = [ord(character) for character in error.object[error.start : error.end]]
    marks = (bytes([c - 0xDC00]) if 0xDC80 <= c <= 0xDCFF else b"\xef\xbf\xbd" for c in held)
    return b"".join(marks), error.end


codecs.register_error(HANDLER, _written)
