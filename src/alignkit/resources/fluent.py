"""Fluent: messages with attributes; a selector's branches stand in the text as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alignkit.errors import InputError, MissingExtraError
from alignkit.read.decode import decode
from alignkit.resources.entries import Resource, Value, distinct
from alignkit.types import Span


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a file of Fluent messages; one that does not parse is named with its line."""
    try:
        from fluent.syntax import FluentParser, ast
    except ImportError:
        raise MissingExtraError("reading Fluent", "formats") from None
    raw = decode(data, name)[0].replace("\r\n", "\n")
    try:
        body = FluentParser(with_spans=True).parse(raw).body
    except RecursionError:
        raise InputError(name, "it is nested too deeply", "simplify the message") from None
    values: list[Value] = []
    for entry in body:
        if isinstance(entry, ast.Junk):
            start = entry.annotations[0].span.start if entry.annotations[0].span else 0
            line = raw.count("\n", 0, start) + 1
            reason = (entry.annotations[0].message or "").rstrip(".")
            raise InputError(f"{name}:{line}", f"not Fluent ({reason})", "correct it")
        if isinstance(entry, (ast.Message, ast.Term)):
            values.extend(_values(entry, raw, isinstance(entry, ast.Term)))
    return (Resource(name, "fluent", distinct(values), raw=raw),)


def _values(entry: Any, raw: str, term: bool) -> Iterator[Value]:
    key = f"-{entry.id.name}" if term else entry.id.name
    note = entry.comment.content if entry.comment else ""
    parts = [(key, entry.value), *((f"{key}.{a.id.name}", a.value) for a in entry.attributes)]
    for name, pattern in parts:
        if pattern is not None:
            span = Span(pattern.span.start, pattern.span.end)
            start = span.start + len(span.slice(raw)) - len(span.slice(raw).lstrip())
            text = _dedented(span.slice(raw))
            yield Value.of(name, text, Span(start, span.end), comment=note)


def _dedented(text: str) -> str:
    """A text over several lines without the indent that is the file's own."""
    first, *rest = text.strip("\n ").split("\n")
    indent = min((len(x) - len(x.lstrip(" ")) for x in rest if x.strip()), default=0)
    return "\n".join([first, *(line[indent:] for line in rest)])
