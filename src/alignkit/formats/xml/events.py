"""XML read safely, element by element: no entities, no network, no tree that grows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from alignkit.errors import InputError, MissingExtraError
from alignkit.formats.escape import XML, escape, unescape
from alignkit.formats.source import Source

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Two characters that XML forbids and that have no picture; no text holds them on purpose.
NO_CHARACTERS = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
NO_CHARACTER = re.compile("[\ufffe\uffff]")
# Each part can be matched in one way alone: tried in all ways, a few spaces would take for ever.
PROLOGUE = re.compile(
    rb"(\xef\xbb\xbf)?(\s|<\?((?!\?>).)*\?>|<!--((?!-->).)*-->)*<[\w:]", re.DOTALL
)
# What the standard library's escape does; its module brings half a web client with it.
CONTENT = ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")
ATTRIBUTE = *CONTENT, ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;")


def elements(source: Source, names: Sequence[str] = ()) -> Iterator[tuple[str, Any]]:
    """Yield ("start" or "end", element) while parsing, of these names alone where some are given.

    Hostile and damaged files are refused by name.
    """
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtraError("reading XML formats", "formats") from None
    stream = source.open()
    try:
        parser = etree.iterparse(
            stream,
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in names] or None,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=_without_dtd(source.head()),
        )
        first = True
        for event, element in parser:
            if first:
                _refuse(element.getroottree().getroot(), names, source.name)
                first = False
            yield event, element
        if first:
            _refuse(parser.root, names, source.name)
    except etree.XMLSyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        said = " ".join((error.msg or "").replace("\n", " ").split())
        reason = "the file is empty" if _empty(source) else f"not well-formed XML ({said})"
        raise InputError(
            f"{source.name}{line}", reason, "repair the file or export it again"
        ) from None
    finally:
        stream.close()


def _empty(source: Source) -> bool:
    return not source.head().strip()


def _without_dtd(head: bytes) -> bool:
    """Tell whether the root follows at once, so that no entity can swell the texts.

    Only then are very long texts let through, such as the whole file that Trados packs into its
    header.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    return PROLOGUE.match(head) is not None


def _refuse(root: Any, names: Sequence[str], place: str) -> None:
    """Refuse another kind of file, and one that declares entities: these mean harm."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InputError(
            place, "it declares entities of its own", "write the characters themselves"
        )
    if names and local(root) != names[0]:
        raise InputError(place, f"this is <{local(root)}>, not <{names[0]}>", "check the file")


def local(element: Any) -> str:
    """Return an element's name without its namespace, "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def release(element: Any) -> None:
    """Free an element that is done with, and all that stand before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def flat(element: Any, inline: Callable[[Any], str | None]) -> str:
    """Return the text of an element; `inline` gives a child's text, None to look inside it."""
    parts = [element.text or ""]
    waiting: list[Any] = list(reversed(element))
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            parts.append(held)
            continue
        text = inline(held)
        waiting.append(held.tail or "")
        if text is None:
            parts.append(held.text or "")
            waiting.extend(reversed(held))
        else:
            parts.append(text)
    return "".join(parts)


def child(element: Any, name: str) -> Any:
    """Return the first child of this name, or None."""
    return next((held for held in element if local(held) == name), None)


def attribute(element: Any, name: str) -> str:
    """Return an attribute whatever its namespace, "" where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def text(value: str) -> str:
    """Return a text as XML content, controls as pictures.

    >>> text("a < b\\x0c")
    'a &lt; b␌'
    """
    return verbatim(_shown(value))


def verbatim(value: str) -> str:
    """Return a text as XML content in which every character may stand."""
    return _escaped(value, CONTENT)


def quoted(value: str) -> str:
    """Return a text as an attribute's value, quotation marks included."""
    return f'"{_escaped(_shown(value), ATTRIBUTE)}"'


def _escaped(value: str, marks: Sequence[tuple[str, str]]) -> str:
    for mark, written in marks:
        value = value.replace(mark, written)
    return value


def _shown(value: str) -> str:
    held = escape(value, XML)
    return held.translate(NO_CHARACTERS) if NO_CHARACTER.search(held) else held


def pictured(value: str) -> str:
    """Return what the pictures in a text of our own stand for."""
    return unescape(value, XML)


def plain(value: str, own: bool) -> str:
    """Turn pictures back into controls in a file that alignkit wrote."""
    return unescape(value, XML) if own else value
