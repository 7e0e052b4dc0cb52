"""The parts of a Word file that comments need, changed as little as that takes."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{URI}}}"
AUTHOR, INITIALS = "alignkit", "ak"
DOCUMENT, COMMENTS = "word/document.xml", "word/comments.xml"
# Which comment answers which, by the marks of their last paragraphs.
THREADS = "word/commentsExtended.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GONE = frozenset({W + "del", W + "moveFrom"})
# A letter that the document shows, its element, and its place in that.
Letter = tuple[str, Any, int]


def letters_of(root: Any) -> list[Letter]:
    """Return every letter that the document shows, spaces left out."""
    found = []
    for element in root.iter(W + "t"):
        if any(above.tag in _GONE for above in element.iterancestors()):
            continue
        for place, letter in enumerate(element.text or ""):
            if not letter.isspace():
                found.append((letter, element, place))
    return found


def notes_of(root: Any, name: str, notes: Any) -> list[tuple[str, int, str]]:
    """Return each note's name, the last letter before its mark, and its own letters.

    `name` is "footnote" or "endnote". Comments cannot stand in notes, so that they go to the mark.
    """
    place, marks = -1, dict[str, int]()
    for element in root.iter(W + "t", W + f"{name}Reference"):
        if element.tag == W + "t":
            gone = any(above.tag in _GONE for above in element.iterancestors())
            place += 0 if gone else sum(not c.isspace() for c in element.text or "")
        else:
            marks.setdefault(element.get(W + "id", ""), max(place, 0))
    texts = {
        note.get(W + "id", ""): "".join(letter for letter, _, _ in letters_of(note))
        for note in notes.iter(W + name)
    }
    return [
        (f"{name} {number}", marks[key], texts[key])
        for number, key in enumerate((key for key in marks if key in texts), 1)
    ]


def split(element: Any, offset: int) -> tuple[Any, Any]:
    """Cut the run of a text element at a place in it; return the runs on both sides.

    Where nothing stands on a side, that side is the run itself.
    """
    run = element.getparent()
    text = element.text or ""
    content = [child for child in run if child.tag != W + "rPr"]
    at = content.index(element)
    if (offset == 0 and at == 0) or (offset == len(text) and at == len(content) - 1):
        return run, run
    rest = run.makeelement(run.tag, dict(run.attrib))
    look = run.find(W + "rPr")
    if look is not None:
        rest.append(copy.deepcopy(look))
    if 0 < offset < len(text):
        tail = copy.deepcopy(element)
        tail.tail = None
        element.text, tail.text = text[:offset], text[offset:]
        for part in (element, tail):
            part.set(_SPACE, "preserve")
        rest.append(tail)
    moved = content[at:] if offset == 0 else content[at + 1 :]
    for child in moved:
        rest.append(child)
    run.addnext(rest)
    return run, rest


def made(near: Any, name: str, number: int) -> Any:
    """Return an element of a comment, by its number."""
    element = near.makeelement(W + name)
    element.set(W + "id", str(number))
    return element


def comment(comments: Any, number: int, text: str) -> None:
    """Add a comment to the part that holds them."""
    held = made(comments, "comment", number)
    held.set(W + "author", AUTHOR)
    held.set(W + "initials", INITIALS)
    held.set(W + "date", datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
    paragraph = held.makeelement(W + "p")
    run = held.makeelement(W + "r")
    words = held.makeelement(W + "t")
    words.text = text
    words.set(_SPACE, "preserve")
    run.append(words)
    paragraph.append(run)
    held.append(paragraph)
    comments.append(held)


def related(relations: Any) -> None:
    """Say in the document's relations where its comments are."""
    space = relations.tag.rpartition("}")[0] + "}"
    used = {child.get("Id") for child in relations}
    name = next(f"rIdComments{k}" for k in range(len(used) + 1) if f"rIdComments{k}" not in used)
    held = relations.makeelement(space + "Relationship")
    for key, value in (("Id", name), ("Type", _RELATED), ("Target", "comments.xml")):
        held.set(key, value)
    relations.append(held)


def typed(types: Any) -> None:
    """Say in the list of parts what kind the comments are."""
    space = types.tag.rpartition("}")[0] + "}"
    held = types.makeelement(space + "Override")
    held.set("PartName", "/" + COMMENTS)
    held.set("ContentType", _KIND)
    types.append(held)


def as_bytes(root: Any) -> bytes:
    """Return a part as it is written."""
    from lxml import etree

    held: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return held


def packed(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return the file with some parts changed or added, the others as they were."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = changed.get(part.filename, old.read(part))
            new.writestr(part, content, compress_type=part.compress_type)
        known = set(old.namelist())
        for name in sorted(set(changed) - known):
            new.writestr(name, changed[name], compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
