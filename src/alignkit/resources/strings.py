"""Apple's .strings: "key" = "value"; with comments before them."""

from __future__ import annotations

import re

from alignkit.errors import InputError
from alignkit.read.decode import decode
from alignkit.resources.entries import Resource, Value, distinct
from alignkit.types import Span

TOKEN = re.compile(
    r"""\s*(?:
      (?P<comment>/\*(?P<block>[\s\S]*?)\*/|//(?P<line>[^\r\n]*))
    | "(?P<quoted>(?:[^"\\]|\\[\s\S])*)"
    | (?P<mark>[=;])
    | (?P<bare>[\w.$/:-]+)
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
ESCAPE = re.compile(r"\\(U[0-9a-fA-F]{4}|[0-7]{1,3}|[\s\S])")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a strings file; one that was compiled is refused."""
    if data.startswith((b"bplist", b"<?xml")):
        raise InputError(name, "it was compiled", 'give the source that holds "key" = "value";')
    raw = decode(data, name)[0]
    values: list[Value] = []
    notes: list[str] = []
    held: list[tuple[str, Span]] = []
    place, marks = 0, ""
    while True:
        token = TOKEN.match(raw, place)
        if token is None:
            raise _broken(raw, place, name)
        place = token.end()
        if token["comment"]:
            notes.append((token["block"] or token["line"] or "").strip())
        elif token["quoted"] is not None or token["bare"]:
            group = "bare" if token["bare"] else "quoted"
            held.append((ESCAPE.sub(_character, token[group]), Span(*token.span(group))))
            marks += "x"
        elif token["mark"]:
            marks += token["mark"]
        if token["end"] is not None and marks:
            raise _broken(raw, place, name)
        if token["end"] is not None:
            return (Resource(name, "strings", distinct(values), raw=raw),)
        if not "x=x;".startswith(marks) and marks != "x;":
            raise _broken(raw, token.start(), name)
        if marks.endswith(";"):
            # A key alone stands for itself.
            key, (text, span) = held[0][0], held[-1]
            values.append(Value.of(key, text, span, comment="\n".join(filter(None, notes))))
            held, notes, marks = [], [], ""


def _broken(raw: str, place: int, name: str) -> InputError:
    line = raw.count("\n", 0, place + len(raw[place:]) - len(raw[place:].lstrip())) + 1
    return InputError(f"{name}:{line}", 'this is not "key" = "value";', "correct the line")


def _character(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] == "U" and len(code) == 5:
        return chr(int(code[1:], 16))
    if code[0] in "01234567":
        return chr(int(code, 8))
    return ESCAPES.get(code, code)
