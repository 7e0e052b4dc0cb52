"""Which renderings are too doubtful to be told: neither sure enough nor met elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alignkit.link.cells import word_class
from alignkit.link.linking import Tabled
from alignkit.terms.said import Said
from alignkit.terms.sayings import RENDERED
from alignkit.terms.support import support
from alignkit.terms.vocabulary import Unit
from alignkit.words.lexicon import WordTable, meanings
from alignkit.words.script import HAN

# A rendering is told from this probability on, that of or by a single character from the second: in
# sentences linked by hand below it 56 in a hundred were exact, and 37 of single characters.
SURE, OF_ONE = 0.7, 0.8
# What neither the lexicon nor the vectors bear out so far must be so much surer.
BORNE, MORE = 0.25, 0.1
# What two translations share was told by the same signs: it needs so much by itself.
SHARED = 0.6
# One word for a set phrase of so many characters is too little where others have so many words.
PHRASE, WORDS = 3, 3


class Place(NamedTuple):
    """A place of a term, the links of its row in one translation, and what it is rendered by."""

    unit: Unit
    table: Tabled
    said: Said | None


def without_doubtful(found: Sequence[Sequence[Place]], words: WordTable) -> Iterator[list[Place]]:
    """Yield the places of each translation whose rendering is sure, or met at another place.

    What is in doubt is neither told nor called left out.
    """
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    longest: dict[int, int] = defaultdict(int)
    for place in (one for own in found for one in own):
        if place.said:
            row = place.unit.row
            rows[place.said.key].append(row)
            longest[row] = max(longest[row], len(place.said.key))

    def is_told(place: Place) -> bool:
        one = place.said
        if one is None:
            return True
        if longest[place.unit.row] >= WORDS and len(one.key) == 1 and _is_set_phrase(place):
            return False
        if one.sure >= _least(place, words):
            return True
        there = rows[one.key]
        return len(set(there)) > 1 or (len(there) > 1 and one.sure >= SHARED)

    for own in found:
        yield list(filter(is_told, own))


def _is_set_phrase(place: Place) -> bool:
    """Tell whether a term is one long Chinese word that no word of the lexicon renders: 知天命."""
    low, high = place.unit.low, place.unit.high
    form = place.table.source.forms[low]
    long = high == low + 1 and len(form) >= PHRASE and bool(HAN.match(form))
    return long and max(meanings(form).values(), default=0.0) < RENDERED


def _least(place: Place, words: WordTable) -> float:
    """Return how sure a rendering must be to be told."""
    unit, held, one = place.unit, place.table, place.said
    assert one is not None
    source = "".join(held.source.forms[unit.low : unit.high])
    short = len(source if HAN.match(source) else one.text) == 1
    least = OF_ONE if short else SURE
    return least + MORE * (not _is_borne(unit, held, one, words))


def _is_borne(unit: Unit, held: Tabled, one: Said, words: WordTable) -> bool:
    """Tell whether the lexicon or the vectors bear out the rendering of a known word."""
    if unit.high > unit.low + 1 or one.text[:2].isupper():
        # Neither holds phrases or abbreviations: SMEs.
        return True
    form = held.source.forms[unit.low]
    if HAN.match(form) and not meanings(form):
        return True
    inside = [
        at
        for at, word in enumerate(held.target.forms)
        if one.span.start <= held.target.starts[at] < one.span.end and word_class(word) == 0
    ]
    return not inside or support(words, held, unit.low, inside) >= BORNE
