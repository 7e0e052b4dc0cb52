"""How much of a text the rules look at: a bead that holds too much is left out, and said so.

What compares each word of one side with each of the other takes the square of their number. A
passage of a text holds a few hundred; one of many thousands was never split, or is no text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from alignkit.bounds import limit
from alignkit.types import Bitext, Document

_WORD = re.compile(r"[A-Za-z]+|[0-9]+|\S")
_NUMBER = re.compile("[0-9]+|[零〇一二三四五六七八九十百千万亿两半几]+")


@dataclass(frozen=True, slots=True)
class Unread:
    """A bead that no rule looks at, with what it holds: words or numbers, whichever is too many."""

    bead: int
    count: int
    most: int
    what: str


def measured(bitext: Bitext) -> tuple[Bitext, tuple[Unread, ...]]:
    """Return a bitext without the texts of beads that hold too much, and which beads these are."""
    kinds = (_WORD, limit("words"), "words"), (_NUMBER, limit("numbers"), "numbers")
    found: list[Unread] = []
    for index, bead in enumerate(bitext.beads):
        sides = [
            [document.sentences[number].text for number in numbers]
            for document, numbers in ((bitext.source, bead.source), (bitext.target, bead.target))
        ]
        # Hardly any bead is as long as that in characters: nothing is counted in the others.
        if max(sum(map(len, side)) for side in sides) <= limit("numbers"):
            continue
        for pattern, most, what in kinds:
            count = max(sum(1 for text in side for _ in pattern.finditer(text)) for side in sides)
            if count > most:
                found.append(Unread(index, count, most, what))
                break
    if not found:
        return bitext, ()
    beads = [bitext.beads[held.bead] for held in found]
    source = _without(bitext.source, {n for bead in beads for n in bead.source})
    target = _without(bitext.target, {n for bead in beads for n in bead.target})
    return replace(bitext, source=source, target=target), tuple(found)


def _without(document: Document, numbers: set[int]) -> Document:
    return document.with_sentences(
        [
            replace(sentence, text="") if number in numbers else sentence
            for number, sentence in enumerate(document.sentences)
        ]
    )
