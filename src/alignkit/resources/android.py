"""Android's strings.xml: strings, plural forms and arrays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from alignkit.read.decode import decode
from alignkit.resources.entries import Finder, Resource, Value, distinct
from alignkit.resources.markup import children, comment_before, inner, local, parse

ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[\s\S])")
ESCAPES = {"n": "\n", "t": "\t", "u": ""}
SPACE = re.compile(r'"((?:[^"\\]|\\.)*)"|\s+')


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a file of resources; what is not to be translated is left out."""
    root = parse(data, name, "resources")
    finder = Finder(decode(data, name)[0])
    others: set[str] = set()
    values = distinct(_values(root, finder, others))
    return (Resource(name, "android", values, "", finder.raw, frozenset(others)),)


def _values(root: Any, finder: Finder, others: set[str]) -> Iterator[Value]:
    for element in children(root, "string", "plurals", "string-array"):
        key = element.get("name", "")
        if element.get("translatable") == "false":
            others.add(key)
            continue
        note = comment_before(element)
        if local(element) == "string":
            yield _value(key, element, finder, note)
            continue
        for number, item in enumerate(children(element, "item")):
            if local(element) == "plurals":
                yield _value(key, item, finder, note, item.get("quantity", "other"))
            else:
                yield _value(f"{key}.{number}", item, finder, note)


def _value(key: str, element: Any, finder: Finder, note: str, plural: str = "") -> Value:
    raw = inner(element)
    place = finder.place(raw.strip(), finder.offset(element.sourceline))
    return Value.of(key, unescaped(raw), place, plural=plural, comment=note)


def unescaped(raw: str) -> str:
    r"""Return the text that a program shows.

    >>> unescaped(r"  It\'s  a \u4e2d ")
    "It's a 中"
    """

    def space(found: re.Match[str]) -> str:
        return found[1] if found[1] is not None else " "

    # Markup keeps its quotation marks; spaces outside quoted stretches are one.
    parts = re.split(r"(<[^<>]*>)", raw.strip())
    text = "".join(
        p if p.startswith("<") and p.endswith(">") else SPACE.sub(space, p) for p in parts
    )
    return ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] == "u" and len(code) == 5:
        return chr(int(code[1:], 16))
    return ESCAPES.get(code, code)
