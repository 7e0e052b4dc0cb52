"""ARB of Flutter: flat JSON, with a note beside each text under its key after an @."""

from __future__ import annotations

from typing import Any

from alignkit.errors import InputError
from alignkit.read.decode import decode
from alignkit.resources.entries import Resource, Value, distinct
from alignkit.resources.json import leaves, parsed


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read an application resource bundle."""
    raw = decode(data, name)[0]
    top = parsed(raw, name)
    if not isinstance(top, dict):
        raise InputError(name, "this is no ARB file, but another JSON value", "give an object")
    values = []
    others = set()
    for leaf in leaves(raw, name):
        key = leaf.path[0]
        if key.startswith("@"):
            continue
        if leaf.text is None or len(leaf.path) > 1:
            others.add(key)
        else:
            note = _described(top.get(f"@{key}"))
            values.append(Value.of(key, leaf.text, leaf.place, comment=note))
    locale = top.get("@@locale")
    lang = locale if isinstance(locale, str) else ""
    return (Resource(name, "arb", distinct(values), lang, raw, frozenset(others)),)


def _described(note: Any) -> str:
    told = note.get("description") if isinstance(note, dict) else None
    return told if isinstance(told, str) else ""
