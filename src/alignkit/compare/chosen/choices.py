"""What each of two translators chose for each word: the same, another form, a synonym, a sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alignkit.compare.chosen.grammar import grammar
from alignkit.compare.chosen.opposite import Sides, sides_of
from alignkit.link.cells import stem_key, word_class
from alignkit.link.linking import Tabled
from alignkit.terms.linkage import Linkage
from alignkit.terms.said import said
from alignkit.types import Span
from alignkit.types.comparison import (
    ADDED,
    FORM,
    OTHER_WORDS,
    SENSE,
    SILENT,
    SYNONYM,
    Choice,
    Row,
)
from alignkit.types.notes import added as noted
from alignkit.words.numbered import Words
from alignkit.words.script import HAN
from alignkit.words.synonyms import root

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

# A word that is linked less surely than this renders nothing.
LOOSE = 0.3
# Two words so near are synonyms; so far apart they may be of another sense.
NEAR, FAR = 0.5, 0.35
# The lexicon and the vectors bear a rendering out from here on, and do not below.
BORNE, UNBORNE = 0.4, 0.22
# A word is silent or added only where nothing on the other side is as near as this.
ANSWERED = 0.45
# A difference of less probability is not told.
LEAST = 0.3


def with_choices(rows: Sequence[Row], linkage: Linkage) -> list[Row]:
    """Add to each row what the translators of each compared pair chose, where they differ."""
    return [replace(row, choices=tuple(_of_row(row, linkage))) for row in rows]


def _of_row(row: Row, linkage: Linkage) -> Iterator[Choice]:
    for sides in sides_of(row, linkage):
        yield from _of_words(sides)
        for number in (0, 1):
            yield from _additions(sides, number, row.renderings[sides.pair[number]].text)
        if HAN.search(sides.tables[0].source.text):
            yield from grammar(sides)


def _of_words(sides: Sides) -> Iterator[Choice]:
    source = sides.tables[0].source
    for at, form in enumerate(source.forms):
        if word_class(form) or form[0].isdigit():
            continue
        own = [_rendering(sides, number, at) for number in (0, 1)]
        if own[0] and own[1]:
            choice = _both(sides, at, own)
        elif own[0] or own[1]:
            choice = _one(sides, at, own)
        else:
            choice = None
        if choice and choice.probability >= LEAST:
            yield choice


def _rendering(sides: Sides, number: int, at: int) -> list[int]:
    forms = sides.tables[number].target.forms
    return [j for j in sides.linked[number][at].nonzero()[0].tolist() if _meant(forms[j])]


def _both(sides: Sides, at: int, own: Sequence[Sequence[int]]) -> Choice | None:
    """Tell two renderings of one word apart: by form, as synonyms, or by what they mean."""
    ours, theirs = ({stem_key(sides.tables[n].target.forms[j]) for j in own[n]} for n in (0, 1))
    words = [{sides.tables[n].target.forms[j] for j in own[n]} for n in (0, 1)]
    if words[0] & words[1]:
        return None
    sure = min(float(sides.tables[n].table[at, own[n]].max()) for n in (0, 1))
    if ours & theirs or {root(one) for one in ours} & {root(one) for one in theirs}:
        return _choice(sides, FORM, at, own, sure)
    alike = float(sides.near[own[0]][:, own[1]].max())
    borne = [sides.support(n, at, own[n]) for n in (0, 1)]
    low, high = sorted(borne)
    if alike >= NEAR or low >= BORNE:
        return _choice(sides, SYNONYM, at, own, sure * max(alike, min(1.0, low + 0.4)))
    if alike < FAR and low < UNBORNE and high >= BORNE:
        closer = sides.pair[borne.index(high)]
        return _choice(sides, SENSE, at, own, sure * (1 - alike) * min(1.0, high + 0.3), closer)
    return _choice(sides, OTHER_WORDS, at, own, sure * (1 - alike))


def _one(sides: Sides, at: int, own: Sequence[Sequence[int]]) -> Choice | None:
    """Tell where one translator renders a word for which the other has nothing."""
    number = 0 if own[0] else 1
    near = sides.near if number == 0 else sides.near.T
    best = float(near[own[number]].max(initial=0.0))
    there = float(sides.tables[1 - number].table[at].max(initial=0.0))
    if best >= ANSWERED:
        return None
    sure = float(sides.tables[number].table[at, own[number]].max())
    probability = sure * (1 - there) * (1 - best)
    return _choice(sides, SILENT, at, own, probability, sides.pair[number])


def _choice(
    sides: Sides,
    kind: str,
    at: int,
    own: Sequence[Sequence[int]],
    probability: float,
    closer: int | None = None,
) -> Choice:
    source = sides.tables[0].source
    spans = [_whole(sides.tables[n], at, own[n]) for n in (0, 1)]
    return Choice(
        kind,
        sides.pair,
        (Span(source.starts[at], source.ends[at]),),
        spans[0],
        spans[1],
        round(min(1.0, probability), 4),
        closer,
    )


def _additions(sides: Sides, number: int, text: str) -> Iterator[Choice]:
    """Yield the words of one rendering that render nothing and that the other does not say."""
    held = sides.tables[number]
    near = sides.near if number == 0 else sides.near.T
    best, alike = held.table.max(0, initial=0.0), near.max(1, initial=0.0)
    brackets = list(noted(text))
    for at, form in enumerate(held.target.forms):
        spans = _spans(held.target, [at])
        inside = any(b.start <= spans[0].start and spans[0].end <= b.end for b in brackets)
        # What stands in brackets was added, whatever it may be linked to.
        loose = alike[at] < 1 if inside else best[at] < LOOSE and alike[at] < ANSWERED
        if not (_meant(form) and loose):
            continue
        sure = 1.0 if inside else float((1 - best[at]) * (1 - alike[at]))
        if sure >= LEAST:
            yield Choice(
                ADDED,
                sides.pair,
                (),
                () if number else spans,
                spans if number else (),
                round(sure, 4),
                sides.pair[1 - number],
            )


def _whole(held: Tabled, at: int, own: Sequence[int]) -> tuple[Span, ...]:
    """Return the whole rendering where it holds all the words that were found, else these."""
    words = _spans(held.target, own)
    found = said(held, at, at + 1) if own else None
    if found and all(found.span.start <= w.start and w.end <= found.span.end for w in words):
        return (found.span,)
    return words


def _meant(form: str) -> bool:
    return word_class(form) == 0 and not form[0].isdigit()


def _spans(words: Words, places: Sequence[int]) -> tuple[Span, ...]:
    return tuple(Span(words.starts[at], words.ends[at]) for at in places)
