"""A file of any readable format to a document: found by its ending, and by what it holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from alignkit import files
from alignkit.bounds import megabytes
from alignkit.confined import confined
from alignkit.errors import InputError
from alignkit.resources.one_side import kind_of
from alignkit.resources.registry import told as resource
from alignkit.subtitles.cues import is_subtitles
from alignkit.types import Document

Reader = Callable[[bytes, str, "str | None", "bool | Collection[str]"], Document]

_ENDINGS = {
    ".md": "markup.markdown",
    ".markdown": "markup.markdown",
    ".mkd": "markup.markdown",
    ".mdx": "markup.markdown",
    ".adoc": "markup.asciidoc",
    ".asciidoc": "markup.asciidoc",
    ".asc": "markup.asciidoc",
    ".rst": "markup.rst",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "packed.docx",
    ".docm": "packed.docx",
    ".pdf": "pdf",
    ".epub": "packed.epub",
    ".odt": "packed.odt",
    ".ott": "packed.odt",
}
# Endings that promise nothing but text.
_PLAIN = frozenset({"", ".txt", ".text", ".asc", ".zh", ".en", ".log"})
# What zip archives are, by what they hold at their beginning.
_ARCHIVES = {
    b"mimetypeapplication/epub+zip": "packed.epub",
    b"mimetypeapplication/vnd.oasis.opendocument.text": "packed.odt",
}
_NAMES = {
    "pdf": "PDF",
    "packed.docx": "Word",
    "packed.epub": "EPUB",
    "packed.odt": "OpenDocument",
}


def read(
    path: str | os.PathLike[str], lang: str | None, repair: bool | Collection[str]
) -> Document:
    """Read a file, or standard input for "-"."""
    name = os.fspath(path)
    data = _data(name)
    held = kind(data, name)
    document: Document
    if data.startswith(b"PK") and _unpacks_to(data) > megabytes("unpacked_mb"):
        document = confined(f"alignkit.read.{held}:read", data, name, lang, repair)
    else:
        reader: Reader = import_module(f"alignkit.read.{held}").read
        document = reader(data, name, lang, repair)
    ending = Path(name).suffix.lower()
    if held == "plain" and ending not in _PLAIN and name != "-":
        notice = f"{name}: read as plain text: it is in no format that is known here"
        return replace(document, meta={**document.meta, "notice": notice})
    return document


def is_known(path: str | os.PathLike[str]) -> bool:
    """Return whether a file is one that a reader is there for: by its ending, and its beginning."""
    name = os.fspath(path)
    if Path(name).suffix.lower() in {*_ENDINGS, ".txt"} or is_subtitles(name):
        return True
    return kind_of(name) is not None


def raw_text(path: str | os.PathLike[str]) -> str:
    """Return a text file's characters as they stand, decoded and nothing else."""
    from alignkit.read.decode import decode

    name = os.fspath(path)
    data = _data(name)
    if kind(data, name) in (*_NAMES, "resource", "subtitles"):
        raise InputError(name, "this holds no lines of plain text", "leave out --presplit")
    return decode(data, name)[0]


def _unpacks_to(data: bytes) -> int:
    from alignkit.read.packed.archive import unpacks_to

    return unpacks_to(data)


def _data(name: str) -> bytes:
    data = files.data(name)
    if not data.strip():
        raise InputError(name, "the file is empty", "give a file with text")
    return data


def kind(data: bytes, name: str) -> str:
    """Return which reader reads a file: what it holds decides before its ending does.

    >>> kind(b"%PDF-1.7 ...", "plan.txt"), kind(b"# Plan", "plan.md")
    ('pdf', 'markup.markdown')
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and (
        b"word/" in data[:4000]
        or name.lower().endswith((".docx", ".docm"))
        or b"word/document" in data
    ):
        return "packed.docx"
    ending = _ENDINGS.get(Path(name).suffix.lower(), "")
    if data.startswith(b"PK\x03\x04"):
        for mark, held in _ARCHIVES.items():
            if mark in data[:200]:
                return held
        if ending in _ARCHIVES.values():
            return ending
    if ending in _NAMES:
        raise InputError(name, f"this is not a {_NAMES[ending]} file, whatever its name says")
    if ending:
        return ending
    if resource(name, data):
        return "resource"
    if is_subtitles(name):
        return "subtitles"
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "plain"
