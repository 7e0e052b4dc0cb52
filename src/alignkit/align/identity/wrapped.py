"""Lines of code that one side breaks in other places are one line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from alignkit.types import Document

# So many lines of one side may be one line of the other.
_MOST = 8


def widened(
    source: Document,
    target: Document,
    pair: tuple[range, range],
    free: tuple[Collection[int], Collection[int]],
) -> tuple[range, range]:
    """Return a pair of changed lines with the free lines beside it that the other side holds.

    >>> one = Document.from_sentences(["wrapper", ".instance()"], "en")
    >>> two = Document.from_sentences(["wrapper.instance()"], "en")
    >>> widened(one, two, (range(0, 1), range(0, 1)), ({1}, set()))
    (range(0, 2), range(0, 1))
    """
    sides = [source, target]
    held = list(pair)
    for side in (0, 1):
        whole = _squeezed(sides[1 - side], held[1 - side])
        while len(held[side]) < _MOST:
            wider = [
                (_likeness(_squeezed(sides[side], lines), whole), lines)
                for lines, line in (
                    (range(held[side].start - 1, held[side].stop), held[side].start - 1),
                    (range(held[side].start, held[side].stop + 1), held[side].stop),
                )
                if line in free[side] and _squeezed(sides[side], (line,)) in whole
            ]
            alike = _likeness(_squeezed(sides[side], held[side]), whole)
            best = max(wider, default=(alike, held[side]), key=lambda found: found[0])
            if best[0] <= alike:
                break
            held[side] = best[1]
    return held[0], held[1]


def _squeezed(document: Document, lines: Sequence[int]) -> str:
    """Return some lines without their spaces, which say nothing where a line is broken."""
    return "".join("".join(document.sentences[line].text.split()) for line in lines)


def _likeness(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
