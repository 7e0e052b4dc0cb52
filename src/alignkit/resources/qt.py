"""Qt Linguist's .ts: contexts of messages, source and translation in one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from alignkit.read.decode import decode
from alignkit.resources.entries import Finder, Resource, Value, distinct
from alignkit.resources.locales import named
from alignkit.resources.markup import child_text, children, inner, parse
from alignkit.resources.plurals import by_number

GONE = frozenset({"vanished", "obsolete"})


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a translation file: the source's texts, and those of its language."""
    root = parse(data, name, "TS")
    finder = Finder(decode(data, name)[0])
    lang = root.get("language", "")
    pairs = [pair for pair in _pairs(root, finder, named(lang)) if pair]
    sources = distinct(source for source, _ in pairs)
    targets = distinct(target for _, target in pairs)
    return (
        Resource(name, "qt", sources, root.get("sourcelanguage", "en"), finder.raw),
        Resource(name, "qt", targets, lang, finder.raw),
    )


def _pairs(root: Any, finder: Finder, lang: str) -> Iterator[tuple[Value, Value]]:
    for context in children(root, "context"):
        for message in children(context, "message"):
            held = next(children(message, "translation"), None)
            kind = held.get("type", "") if held is not None else "unfinished"
            if kind in GONE:
                continue
            yield from _message(message, held, kind, child_text(context, "name"), finder, lang)


def _message(
    message: Any, held: Any, kind: str, context: str, finder: Finder, lang: str
) -> Iterator[tuple[Value, Value]]:
    source = child_text(message, "source")
    told = child_text(message, "comment")
    key = message.get("id") or "\x04".join(part for part in (context, source, told) if part)
    note = child_text(message, "extracomment") or told
    start = finder.offset(message.sourceline)
    value = Value.of(key, source, finder.place(source, start), comment=note)
    forms = list(children(held, "numerusform")) if held is not None else []
    texts = [inner(form) for form in forms] or ([inner(held)] if held is not None else [""])
    names = by_number(len(forms), lang) if forms else ("",)
    for text, plural in zip(texts, names, strict=True):
        # An unfinished text that is there is a draft.
        flags = ("fuzzy",) if kind == "unfinished" and text else ()
        entry = replace(value.entry, plural=plural, flags=flags)
        yield (
            replace(value, entry=replace(entry, flags=())),
            Value(entry, text, finder.place(text, start)),
        )
