"""RESX and RESW of .NET: data elements with a value and a comment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alignkit.read.decode import decode
from alignkit.resources.entries import Finder, Resource, Value, distinct
from alignkit.resources.markup import child_text, children, parse


def read(data: bytes, name: str) -> tuple[Resource, ...]:
    """Read a file of .NET resources; what is not text (images, sizes, fonts) is left out."""
    root = parse(data, name, "root")
    finder = Finder(decode(data, name)[0])
    others: set[str] = set()
    values = distinct(_values(root, finder, others))
    return (Resource(name, "resx", values, "", finder.raw, frozenset(others)),)


def _values(root: Any, finder: Finder, others: set[str]) -> Iterator[Value]:
    for element in children(root, "data"):
        key = element.get("name", "")
        # Names after >> tell the designer of what kind and where a control is.
        if element.get("type") or element.get("mimetype") or key.startswith(">>"):
            others.add(key)
            continue
        text = child_text(element, "value")
        place = finder.place(text, finder.offset(element.sourceline))
        yield Value.of(key, text, place, comment=child_text(element, "comment"))
