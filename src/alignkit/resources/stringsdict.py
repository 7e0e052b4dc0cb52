"""Apple's .stringsdict: plural forms of a text, as a property list."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from alignkit.errors import InputError
from alignkit.read.decode import decode
from alignkit.resources.entries import Finder, Resource, Value, distinct
from alignkit.resources.plurals import CATEGORIES

FORMAT = "NSStringLocalizedFormatKey"


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a dictionary of plural forms."""
    raw = decode(data, name)[0]
    try:
        top = plistlib.loads(data, fmt=plistlib.FMT_XML)
    except (
        ExpatError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        plistlib.InvalidFileException,
    ) as error:
        reason = " ".join(str(error).split())
        raise InputError(name, f"not a property list ({reason})", "correct it") from None
    if not isinstance(top, dict):
        raise InputError(name, "this property list is no dictionary", "give a .stringsdict")
    return (Resource(name, "stringsdict", distinct(_values(top, Finder(raw))), raw=raw),)


def _values(top: dict[str, Any], finder: Finder) -> Iterator[Value]:
    place = 0
    for key, entry in top.items():
        found = re.compile(rf"<key>{re.escape(key)}</key>").search(finder.raw, place)
        place = found.end() if found else place
        if not isinstance(entry, dict):
            continue
        for variable, forms in entry.items():
            if variable == FORMAT and isinstance(forms, str):
                # The format alone, "%#@files@", holds no words.
                if re.sub(r"%(?:\d+\$)?#@\w+@", "", forms).strip():
                    yield Value.of(key, forms, finder.place(forms, place))
            elif isinstance(forms, dict):
                for form, text in forms.items():
                    if form in CATEGORIES and isinstance(text, str):
                        where = finder.place(text, place)
                        yield Value.of(f"{key}.{variable}", text, where, plural=form)
