"""XML of resource files: read whole and safely, texts with the markup inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from alignkit.errors import InputError, MissingExtraError

TAG = re.compile(r"\s+xmlns(?::\w+)?=(\"[^\"]*\"|'[^']*')")


def parse(data: bytes, name: str, root: str) -> Any:
    """Return the root element of a file, which must have this name; hostile files are refused."""
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtraError("reading XML formats", "formats") from None
    if not data.strip():
        raise InputError(name, "the file is empty", "give a file with text")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, huge_tree=False
    )
    try:
        held = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        said = " ".join((error.msg or "").split())
        raise InputError(
            f"{name}{line}", f"not well-formed XML ({said})", "repair the file"
        ) from None
    dtd = held.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InputError(name, "it declares entities of its own", "write the characters themselves")
    if local(held) != root:
        raise InputError(name, f"this is <{local(held)}>, not <{root}>", "check the file")
    return held


def local(element: Any) -> str:
    """Return an element's name without its namespace, "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    """Yield the children of these names."""
    return (held for held in element if local(held) in names)


def child_text(element: Any, name: str) -> str:
    """Return the text of the first child of this name, "" where there is none."""
    return next(("".join(held.itertext()) for held in children(element, name)), "")


def inner(element: Any) -> str:
    """Return what stands inside an element, markup and all, characters as themselves."""
    from lxml import etree

    parts = [element.text or ""]
    for held in element:
        if isinstance(held.tag, str):
            parts.append(_plain(TAG.sub("", etree.tostring(held, encoding="unicode"))))
        else:
            parts.append(held.tail or "")
    return "".join(parts)


def comment_before(element: Any) -> str:
    """Return the comment right above an element, "" where there is none."""
    from lxml import etree

    before = element.getprevious()
    if before is not None and before.tag is etree.Comment and not (before.tail or "").strip():
        return (before.text or "").strip()
    return ""


def _plain(markup: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        markup = markup.replace(entity, character)
    return markup
