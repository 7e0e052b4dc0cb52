"""Apple's string catalogue: all languages of a program in one JSON file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alignkit.errors import InputError
from alignkit.read.decode import decode
from alignkit.resources.entries import Finder, Resource, Value
from alignkit.resources.json import parsed
from alignkit.resources.plurals import CATEGORIES

# The states of a text that nobody has approved.
FUZZY = frozenset({"needs_review", "stale"})


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a catalogue: the source's language first, then the others as they come."""
    raw = decode(data, name)[0]
    top = parsed(raw, name)
    strings = top.get("strings") if isinstance(top, dict) else None
    if not isinstance(strings, dict):
        raise InputError(name, 'there is no "strings" in it', "give a string catalogue")
    own = str(top.get("sourceLanguage") or "en")
    finder = Finder(raw)
    held: dict[str, list[Value]] = {own: []}
    others = set()
    place = 0
    for key, entry in strings.items():
        if not isinstance(entry, dict):
            raise InputError(name, f"{key!r} is no entry of a catalogue", "correct it")
        place = finder.place(f'"{key}"', place).start
        if entry.get("shouldTranslate") is False:
            others.add(key)
            continue
        comment = str(entry.get("comment") or "")
        localizations = entry.get("localizations")
        langs = localizations if isinstance(localizations, dict) else {}
        # Without a text of its own a key is its own text in the source's language.
        if own not in langs:
            held[own].append(Value.of(key, key, finder.place(key, place), comment=comment))
        for lang, said in langs.items():
            for value in _texts(key, said, comment, finder, place):
                held.setdefault(str(lang), []).append(value)
    return tuple(
        Resource(name, "xcstrings", tuple(values), lang, raw, frozenset(others))
        for lang, values in held.items()
    )


def _texts(key: str, said: Any, comment: str, finder: Finder, start: int) -> Iterator[Value]:
    """Yield the texts of one language: one, or one for each plural form or device."""
    waiting: list[tuple[str, str, Any]] = [(key, "", said)]
    while waiting:
        name, plural, part = waiting.pop()
        if not isinstance(part, dict):
            continue
        unit = part.get("stringUnit")
        if isinstance(unit, dict) and isinstance(unit.get("value"), str):
            flags = ("fuzzy",) if unit.get("state") in FUZZY else ()
            where = finder.place(unit["value"], start)
            yield Value.of(name, unit["value"], where, plural=plural, comment=comment, flags=flags)
        for field, deeper in reversed(list(part.items())):
            if field == "variations" and isinstance(deeper, dict):
                for kind, forms in reversed(list(deeper.items())):
                    if isinstance(forms, dict):
                        waiting += reversed(list(_forms(name, plural, kind, forms)))
            elif field == "substitutions" and isinstance(deeper, dict):
                waiting += [(f"{name}.{n}", plural, s) for n, s in reversed(list(deeper.items()))]


def _forms(
    key: str, plural: str, kind: str, forms: dict[str, Any]
) -> Iterator[tuple[str, str, Any]]:
    for form, part in forms.items():
        if kind == "plural" and form in CATEGORIES:
            yield key, form, part
        else:
            yield f"{key}.{form}", plural, part
