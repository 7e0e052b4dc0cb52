"""Tracked changes in a Word file: what is taken out stays to be seen, what is put in has a name."""

from __future__ import annotations

import copy
from datetime import datetime, timezone
from itertools import count
from typing import Any

from alignkit.desk.exchange.wordfile import AUTHOR, W, split
from alignkit.read.packed.docx import Traced

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Where a character comes from: its element, and the stretch of that element's text.
Piece = tuple[Any, int, int]


class Tracking:
    """Writes changes as Word writes what somebody types while changes are tracked."""

    def __init__(self) -> None:
        self._date = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._numbers = count()

    def begin(self, trace: Traced) -> None:
        """Number changes from the last one on that a file has."""
        used = [
            int(number)
            for root in trace.trees.values()
            for element in root.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo")
            if (number := element.get(W + "id", "")).isdecimal()
        ]
        self._numbers = count(max(used, default=0) + 1)

    def replace(self, piece: Piece, new: str) -> None:
        """Mark a stretch as taken out, and put a text behind it."""
        run = _alone(piece)
        looks = run.find(W + "rPr")
        gone = self._change(run, "del")
        run.addprevious(gone)
        gone.append(run)
        for text in run.iter(W + "t"):
            text.tag = W + "delText"
        if new:
            gone.addnext(self._written(run, looks, new))

    def insert(self, element: Any, place: int, new: str) -> None:
        """Put a text at a place in an element."""
        before, behind = split(element, place)
        written = self._written(before, before.find(W + "rPr"), new)
        if before is behind and place == 0:
            before.addprevious(written)
        else:
            before.addnext(written)

    def end(self, paragraph: Any) -> None:
        """Mark the end of a paragraph as taken out, so that the paragraph goes with its text."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            properties = paragraph.makeelement(W + "pPr")
            paragraph.insert(0, properties)
        looks = properties.find(W + "rPr")
        if looks is None:
            looks = properties.makeelement(W + "rPr")
            later = properties.find(W + "sectPr"), properties.find(W + "pPrChange")
            before = next((element for element in later if element is not None), None)
            if before is None:
                properties.append(looks)
            else:
                before.addprevious(looks)
        looks.insert(0, self._change(paragraph, "del"))

    def _change(self, near: Any, name: str) -> Any:
        change = near.makeelement(W + name)
        change.set(W + "id", str(next(self._numbers)))
        change.set(W + "author", AUTHOR)
        change.set(W + "date", self._date)
        return change

    def _written(self, near: Any, looks: Any, new: str) -> Any:
        change = self._change(near, "ins")
        run = near.makeelement(W + "r")
        if looks is not None:
            run.append(copy.deepcopy(looks))
        run.append(text_like(near, new))
        change.append(run)
        return change


def _alone(piece: Piece) -> Any:
    """Return a run that holds this stretch and nothing else."""
    element, low, high = piece
    if element.tag != W + "t":
        following = element.getnext()
        if following is not None:
            _begun_by(following)
        return _begun_by(element)
    split(element, high)
    return split(element, low)[1]


def _begun_by(element: Any) -> Any:
    """Return a run that begins with an element; what stood before it stays in its run."""
    run = element.getparent()
    content = [child for child in run if child.tag != W + "rPr"]
    at = content.index(element)
    if at == 0:
        return run
    rest = run.makeelement(run.tag, dict(run.attrib))
    looks = run.find(W + "rPr")
    if looks is not None:
        rest.append(copy.deepcopy(looks))
    for child in content[at:]:
        rest.append(child)
    run.addnext(rest)
    return rest


def text_like(near: Any, text: str) -> Any:
    """Return a text element."""
    element = near.makeelement(W + "t")
    put(element, text)
    return element


def put(element: Any, text: str) -> None:
    """Set the text of an element, its spaces kept."""
    element.text = text
    element.set(_SPACE, "preserve")
