"""The list of resource formats: which module reads each, and how a file is known as one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from alignkit.resources.entries import Resource

Reader = Callable[[bytes, str], tuple[Resource, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A resource format. `mark` must be found at a file's beginning where its ending is shared.

    `languages` says how many a file holds: "one", "two" (an original and its translation), "any".
    """

    name: str
    title: str
    endings: tuple[str, ...]
    languages: str = "one"
    mark: bytes = b""

    def load(self) -> Reader:
        """Import the module that reads the format."""
        reader: Reader = import_module(f"alignkit.resources.{self.name}").read
        return reader


KINDS = (
    Kind("json", "JSON of texts by key", (".json",), "any", rb"\A(\xef\xbb\xbf)?\s*\{"),
    Kind("yaml", "YAML of texts by key", (".yml", ".yaml"), "any"),
    Kind("arb", "ARB", (".arb",)),
    Kind("android", "Android strings.xml", (".xml",), "one", rb"<resources[\s>/]"),
    Kind("strings", "Apple .strings", (".strings",)),
    Kind("stringsdict", "Apple .stringsdict", (".stringsdict",)),
    Kind("xcstrings", "Apple string catalogue", (".xcstrings",), "any"),
    Kind("resx", "RESX", (".resx", ".resw")),
    Kind("properties", "Java properties", (".properties",)),
    Kind("fluent", "Fluent", (".ftl",)),
    Kind("qt", "Qt .ts", (".ts",), "two", rb"<TS[\s>]"),
    Kind("po", "PO", (".po", ".pot"), "two"),
)
# How much of a file is looked at for its mark.
HEAD = 1 << 16


def told(name: str, head: bytes) -> Kind | None:
    """Return the format of a file by its ending and its beginning, None where it is none of these.

    >>> told("zh.json", b'{"a": "b"}').name, told("main.ts", b"import {x} from 'y';")
    ('json', None)
    """
    ending = PurePath(name).suffix.lower()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[:HEAD].decode("utf-16", "ignore").encode()
    for kind in KINDS:
        if ending in kind.endings and (not kind.mark or re.search(kind.mark, head[:HEAD])):
            return kind
    return None
