"""Inline codes of translation files: what stands inside a text and is none, kept as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from alignkit.formats.xml import events as xml
from alignkit.types import Inline, Span

_PREFIXED = "{http://www.w3.org/XML/1998/namespace}"


class Coded(NamedTuple):
    """A text without its codes, and the codes at the places where they stood."""

    text: str
    inlines: tuple[Inline, ...] = ()


def coded(
    element: Any,
    inline: Callable[[Any], str | None],
    characters: frozenset[str] = frozenset(),
    clean: Callable[[str], str] = str,
) -> Coded:
    """Return the text of an element with its codes.

    `inline` gives the text that a code stands for, None for an element that holds text;
    `characters` are elements that are but a character, and `clean` makes of the file's texts what
    they say.
    """
    parts: list[str] = []
    found: list[Inline] = []
    length = 0

    def add(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    add(clean(element.text or ""))
    waiting: list[Any] = list(reversed(element))
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            add(clean(held))
        elif isinstance(held, tuple):
            found.append(Inline("tag", Span(length, length), held[0]))
        else:
            said, start = inline(held), length
            waiting.append(held.tail or "")
            if said is None:
                found.append(Inline("tag", Span(length, length), _opening(held)))
                waiting.append((f"</{xml.local(held)}>",))
                add(clean(held.text or ""))
                waiting.extend(reversed(held))
                continue
            add(said)
            if xml.local(held) not in characters:
                found.append(Inline("tag", Span(start, length), _written(held)))
    return Coded("".join(parts), tuple(found))


def markup(
    text: str, inlines: Sequence[Inline], write: Callable[[str], str] = xml.text
) -> str:  # fmt: skip
    """Return a text as XML content with its codes where they stood."""
    parts: list[str] = []
    last = 0
    for inline in inlines:
        parts += [write(text[last : inline.span.start]), inline.value]
        last = max(last, inline.span.end)
    return "".join([*parts, write(text[last:])])


def _opening(element: Any, end: str = "") -> str:
    """Return an element's tag as it can be written again, without other tools' name spaces."""
    held = [xml.local(element)]
    for name, value in element.attrib.items():
        if not name.startswith("{"):
            held.append(f"{name}={xml.quoted(value)}")
        elif name.startswith(_PREFIXED):
            held.append(f"xml:{name.removeprefix(_PREFIXED)}={xml.quoted(value)}")
    return f"<{' '.join(held)}{end}>"


def _written(element: Any) -> str:
    """Return a code whole, with whatever stands in it."""
    if not len(element) and not element.text:
        return _opening(element, "/")
    parts: list[str] = []
    waiting: list[Any] = [element]
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            parts.append(held)
            continue
        parts += [_opening(held), xml.verbatim(held.text or "")]
        waiting += ["" if held is element else xml.verbatim(held.tail or "")]
        waiting += [f"</{xml.local(held)}>", *reversed(held)]
    return "".join(parts)
