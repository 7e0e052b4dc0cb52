"""EPUB: a book's chapters in the order in which they are read."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from alignkit.errors import InputError
from alignkit.read import plain
from alignkit.read.blocks import Hint
from alignkit.read.decode import decode
from alignkit.read.html import SETTLED, Page
from alignkit.read.html_tree import Tree
from alignkit.read.packed import archive
from alignkit.read.taken import plain_lines
from alignkit.types import Document, Inline

CONTAINER = "META-INF/container.xml"
ENCRYPTED = "META-INF/encryption.xml"
# What is obfuscated so are fonts alone; a chapter can be read.
FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read(data: bytes, name: str, lang: str | None, repair: bool | Collection[str]) -> Document:
    """Read a book; each chapter begins with a heading, and contents pages are left out."""
    parts = archive.parts(data, name, "EPUB", _is_text)
    texts: list[str] = []
    hints: list[Hint] = []
    inlines: list[Inline] = []
    length = 0
    starts: list[str] = []
    for path in _spine(parts, name):
        lined, _ = plain_lines(decode(parts[path], f"{name}:{path}")[0])
        taken = Page(Tree(lined)).taken
        text = taken.text()
        if not text.strip():
            continue
        text = text if text.endswith("\n") else text + "\n"
        starts.append(str(length))
        hints += [h._replace(start=h.start + length, end=h.end + length) for h in taken.hints]
        inlines += [replace(held, span=held.span.shift(length)) for held in taken.inlines]
        texts.append(text)
        length += len(text)
    if not texts:
        raise InputError(name, "the book holds no text", "check that it is not made of images")
    meta = {"chapters": str(len(starts))}
    return plain.document(
        "".join(texts),
        lang,
        name,
        repair,
        format="epub",
        hints=tuple(hints),
        inlines=tuple(inlines),
        without=SETTLED,
        meta=meta,
    )


def _is_text(path: str) -> bool:
    ending = posixpath.splitext(path)[1].lower()
    return path in (CONTAINER, ENCRYPTED) or ending in (".opf", ".xhtml", ".html", ".htm", ".xml")


def _spine(parts: dict[str, bytes], name: str) -> Iterator[str]:
    """Yield the paths of the chapters in reading order."""
    _refuse_locked(parts.get(ENCRYPTED), name)
    package = _package(parts, name)
    folder = posixpath.dirname(package)
    root = archive.tree(parts[package], name, "EPUB", doctype=True)
    items = {item.get("id"): item for item in _named(root, "item")}
    for reference in _named(root, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in PAGES:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        if path not in parts:
            raise InputError(name, f"its chapter {path} is not in it", "export the book again")
        yield path


def _package(parts: dict[str, bytes], name: str) -> str:
    if CONTAINER not in parts:
        raise InputError(name, "this archive is no book: it has no container", "give an EPUB file")
    root = archive.tree(parts[CONTAINER], name, "EPUB")
    path = next((held.get("full-path", "") for held in _named(root, "rootfile")), "")
    if path not in parts:
        raise InputError(name, "its list of chapters is not in it", "export the book again")
    return path


def _refuse_locked(data: bytes | None, name: str) -> None:
    """Refuse a book whose chapters are locked; fonts alone may be."""
    if data is None:
        return
    root = archive.tree(data, name, "EPUB")
    methods = [held.get("Algorithm", "") for held in _named(root, "EncryptionMethod")]
    if any(method not in FONTS for method in methods):
        raise InputError(name, "the book is locked (DRM)", "give a copy without a lock")


def _named(root: Any, local: str) -> Iterator[Any]:
    return (held for held in root.iter(f"{{*}}{local}"))
