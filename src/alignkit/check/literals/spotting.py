"""What in a text no language changes: by its markup where that is known, else by its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alignkit.check.literals.written import ENDINGS, FORMS, INSIDE, SIGN, SPOT
from alignkit.check.run.view import BeadView
from alignkit.read.addresses import neutral, without_language
from alignkit.types import Document, Inline, Passage, Span
from alignkit.words.script import HAN

# Initials have the form of a file's name: D.C, e.g, U.S.A.
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_GOES_ON = re.compile(r"(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])")
_TRAILING = ".,;:!?)]}'\""
# A code's name and attributes; remarks of people and tools are no part of a text.
_CODE = re.compile(r"<(?P<name>/?[\w:-]+)(?P<attributes>[^<>]*)>")
_ADDRESS = re.compile(r"\b(href|src)\s*=\s*\\?[\"']([^\"'\\\s<>]+)", re.I)
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_REMARKS = frozenset({"mrk", "/mrk", "sm", "em"})
# A call is named with its brackets or without them: run(), run (), run.
_CALL = re.compile(r"\s+(?=\()|\s*\(\)$")
_MARKED_UP = frozenset({"code", "math", "link", "image", "tag"})


class Spot(NamedTuple):
    """A literal in a text: its kind, its place there, what it is compared by, its characters."""

    kind: str
    span: Span
    key: str
    text: str


def spots(view: BeadView) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """Return the literals of both sides of a bead, in reading order."""
    bitext = view.pair.bitext
    own = _side(view, 0, view.source, bitext.source)
    other = _side(view, 1, view.target, bitext.target)
    return tuple(_filled(own, other)), tuple(_filled(other, own))


def _filled(own: Sequence[Spot], other: Sequence[Spot]) -> Iterator[Spot]:
    """Yield literals; where the other side has <文件>, <file> is no tag, but to be filled in."""
    facing = any(spot.kind == "placeholder" and spot.text.startswith("<") for spot in other)
    for spot in own:
        tag = facing and spot.kind == "tag" and not spot.text.startswith("</")
        if tag and f"</{spot.key[1:]}" not in {held.key for held in own}:
            yield spot._replace(kind="placeholder", key=spot.text)
        else:
            yield spot


def _side(view: BeadView, side: int, passage: Passage, document: Document) -> list[Spot]:
    literal = _literal_blocks(passage, document)
    if literal:
        return literal
    inlines = view.held(side, _MARKED_UP)
    coded = "codes" in document.meta
    found = [spot for inline in inlines for spot in (_code(inline) if coded else _inline(inline))]
    # What is marked up is known; a document that has marks is not searched for their signs. In a
    # file of units, codes are the tool's, and the text may hold any signs beside them.
    known = bool(document.inlines) and not coded
    closed = [i.span for i in inlines if i.kind in ("code", "math")]
    linked = [i.span for i in inlines if i.kind == "link"]
    for spot in by_form(passage.text, closed):
        if known and spot.kind in ("code", "link", "image", "tag"):
            continue
        if spot.kind == "url" and any(s.start <= spot.span.start < s.end for s in linked):
            continue
        found.append(spot)
    return sorted(found, key=lambda spot: spot.span)


def _literal_blocks(passage: Passage, document: Document) -> list[Spot]:
    """Return the whole lines of a bead that holds nothing but literal blocks."""
    if not passage.sentences or not document.literal(passage.sentences):
        return []
    found = []
    for number, start in zip(passage.sentences, passage.starts, strict=True):
        sentence = document.sentences[number]
        kind = document.blocks[sentence.block].kind
        span = Span(start, start + len(sentence.text))
        is_address = kind in ("image", "url")
        key = neutral(sentence.text) if is_address else " ".join(sentence.text.split())
        found.append(Spot(kind if kind == "image" else f"{kind}-line", span, key, sentence.text))
    return found


def _code(inline: Inline) -> Iterator[Spot]:
    """Yield a code of a translation file, by its name and what both sides know it by."""
    found = _CODE.match(inline.value)
    if found is None or found.group("name") in _REMARKS:
        return
    attributes = dict(_ATTRIBUTE.findall(found.group("attributes")))
    content = "" if found.group(0).endswith("/>") else inline.value[found.end() :]
    told = attributes.get("id") or attributes.get("x") or content or attributes.get("i", "")
    key = f"<{found.group('name')}{f' {told}' if told else ''}>"
    yield Spot("tag", inline.span, key, inline.value)


def _inline(inline: Inline) -> Iterator[Spot]:
    value = inline.value
    if inline.kind in ("link", "image"):
        yield Spot(inline.kind, inline.span, neutral(value), value)
    elif not HAN.search(value):
        yield Spot(inline.kind, inline.span, _name(value), value)


def by_form(text: str, closed: Sequence[Span] = ()) -> Iterator[Spot]:
    """Yield the literals of a text by their form, outside stretches that are closed.

    >>> [(spot.kind, spot.text) for spot in by_form("Open {name} with --force in v2.1")]
    [('placeholder', '{name}'), ('option', '--force'), ('version', 'v2.1')]
    """
    if not SIGN.search(text):
        return
    for found in SPOT.finditer(text):
        kind = next(k for k in FORMS if found.group(k) is not None)
        if any(span.start < found.end() and found.start() < span.end for span in closed):
            continue
        group = INSIDE.get(kind, kind)
        start, end = found.span(group) if found.group(group) else found.span()
        said = text[start:end]
        if kind == "file" and (
            found.group("file_").lower() not in ENDINGS or _INITIALS.fullmatch(said)
        ):
            continue
        if kind == "url":
            # Chinese goes on behind an address without a space.
            said = _GOES_ON.split(said, maxsplit=1)[0].rstrip(_TRAILING)
            end = start + len(said)
        if kind in ("code", "hashtag", "identifier") and HAN.search(said):
            continue
        yield Spot(
            "version" if kind == "release" else kind, Span(start, end), _key(kind, said), said
        )
        if kind == "tag":
            yield from _addresses(said, start)


def _addresses(tag: str, start: int) -> Iterator[Spot]:
    """Yield where a tag that was written out leads."""
    for found in _ADDRESS.finditer(tag):
        span = Span(*found.span(2)).shift(start)
        kind = "image" if found[1].lower() == "src" else "link"
        yield Spot(kind, span, _key(kind, found[2]), found[2])


def _key(kind: str, text: str) -> str:
    if kind in ("url", "link", "image"):
        return neutral(text)
    if kind == "keys":
        return text.replace(" ", "").replace("-", "+").casefold()
    if kind == "version":
        return text.lower().lstrip("v")
    if kind == "placeholder":
        # A translation may number what the source takes in order: %s and %1$s.
        return re.sub(r"\s+|\d+\$", "", text)
    if kind == "tag":
        found = re.match(r"</?[\w:-]+", text)
        return (found.group() if found else text).lower()
    return _name(text) if kind in ("code", "file", "identifier") else text


def _name(text: str) -> str:
    """Return a name in code without what says its language and that it is called."""
    return without_language(_CALL.sub("", " ".join(text.split())))
