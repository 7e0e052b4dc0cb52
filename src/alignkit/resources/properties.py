"""Java properties: key = value, a line each, lines continued by a backslash."""

from __future__ import annotations

import re

from alignkit.errors import InputError
from alignkit.read.decode import decode
from alignkit.resources.entries import Resource, Value, distinct
from alignkit.types import Span

# A logical line: all lines that a backslash continues.
LINE = re.compile(r"[ \t\f]*((?:[^\r\n\\]|\\(?:\r\n|[\s\S])|\\\Z)*)(?:\r\n|\n|\r|\Z)")
KEY = re.compile(r"((?:[^\\\s:=]|\\(?:\r\n|[\s\S]))*)[ \t\f]*(?:[:=][ \t\f]*)?")
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|(?:\r\n|\n|\r)[ \t\f]*|[\s\S]|\Z)")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a properties file; comments above a key go with it."""
    raw = decode(data, name)[0]
    values: list[Value] = []
    notes: list[str] = []
    place = 0
    while place < len(raw):
        line = LINE.match(raw, place)
        if line is None or line.end() == place:
            break
        place = line.end()
        held = line[1]
        if held[:1] in ("#", "!"):
            # A comment is never continued.
            end = re.compile(r"\r\n|\n|\r|\Z").search(raw, line.start(1))
            place = end.end() if end else len(raw)
            notes.append(raw[line.start(1) + 1 : end.start() if end else place].strip())
        elif not held.strip():
            notes = []
        else:
            values.append(_value(raw, line, notes, name))
            notes = []
    return (Resource(name, "properties", distinct(values), raw=raw),)


def _value(raw: str, line: re.Match[str], notes: list[str], name: str) -> Value:
    match = KEY.match(raw, line.start(1), line.end(1))
    assert match is not None
    number = raw.count("\n", 0, line.start(1)) + 1
    span = Span(match.end(), line.end(1))
    texts = []
    for text in (match[1], span.slice(raw)):
        if re.search(r"(?<!\\)(?:\\\\)*\\u(?![0-9a-fA-F]{4})", text):
            raise InputError(f"{name}:{number}", "\\u needs four hexadecimal digits", "correct it")
        texts.append(ESCAPE.sub(_character, text))
    key, text = texts
    # Characters beyond U+FFFF stand as two escapes.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Value.of(key, text, span, comment="\n".join(notes))


def _character(found: re.Match[str]) -> str:
    code = found[1]
    if code[:1] == "u" and len(code) == 5:
        return chr(int(code[1:], 16))
    if code[:1] in ("\r", "\n", ""):
        return ""
    return ESCAPES.get(code, code)
