"""Words that one rendering has alone, each beside the word of the original that it renders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.check.coverage.net import Learned
from alignkit.check.coverage.omission import Reading, read_all
from alignkit.check.coverage.stretches import word_features
from alignkit.types import Span
from alignkit.words.lexicon import WordTable, stem_of
from alignkit.words.numbered import Words
from alignkit.words.renderings import Pair, comparable, match, words_of_all
from alignkit.words.synonyms import kinship, root
from alignkit.words.tokens import is_content

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A word whose best counterpart in the other rendering is this near is not lacking there.
COUNTERPART = 0.55
# What a word of the original must have with a word of a rendering to be its source.
LINKED = 0.2
# A word that the lexicon or the vectors are this sure of renders its source, beside another one.
BESIDE = 0.45
# Two words for one stand at most so many words apart: research and development.
NEIGHBOURS = 2
# Words without counterpart of both sides are renderings of one word from here on.
SHARED = 0.3
# A word without counterpart may stand for any word of the original this near.
AROUND = 3
# Acronyms are no longer.
LONGEST = 6
# Odds are cut off here: beyond, they say no more.
LEAST_ODDS, MOST_ODDS = -6.0, 2.0
# A lexicon entry counts for more than its strength: it was learned from whole sentences.
LISTED = 0.15
CHUNK = 128
Row = tuple[str, str, str]
Nets = tuple[Learned, Learned]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A word of one rendering (`side` 0 or 1) that the other has no counterpart for.

    `source` is the word of the original that it renders, by its place there. `held` and `lacked`
    are the odds that this word is dropped, on this side and on the other. `bare` says that nothing
    on the other side stands for it; `answered` that some word there renders it, if in another way.
    """

    side: int
    span: Span
    source: int
    held: float
    lacked: float
    bare: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What two renderings of a text lack of each other, and how surely each leaves something out.

    `surprise` holds for each rendering the log odds that it drops the stretch of the original that
    `stretches` holds; `owners` say which word of the original a word of it surely renders, by
    where the word begins.
    """

    source: Words
    lacking: tuple[Lacking, ...] = ()
    surprise: tuple[float, float] = (0.0, 0.0)
    stretches: tuple[Span, Span] = (Span(0, 0), Span(0, 0))
    owners: tuple[Mapping[int, int], Mapping[int, int]] = ({}, {})


@dataclass(frozen=True, slots=True)
class _Side:
    """A rendering beside its original: what each word renders, and how the original fares."""

    words: Words
    links: NDArray[np.float32]
    owners: list[int]
    places: list[int]
    odds: NDArray[np.float32]
    reading: Reading

    def sources(self) -> dict[int, int]:
        """Return the word of the original that each word surely renders, by where it begins."""
        return {
            start: owner
            for at, (start, owner) in enumerate(zip(self.words.starts, self.owners, strict=True))
            if owner >= 0 and self.links[owner, at] >= BESIDE
        }


def lacking(table: WordTable, nets: Nets, rows: Sequence[Row]) -> Iterator[Compared]:
    """Yield for an original and two renderings what words one of them has alone."""
    for low in range(0, len(rows), CHUNK):
        yield from _chunk(table, nets[0], rows[low : low + CHUNK])


def _chunk(table: WordTable, net: Learned, rows: Sequence[Row]) -> Iterator[Compared]:
    cut = words_of_all(table, [text for row in rows for text in row])
    triples = [(cut[at], cut[at + 1], cut[at + 2]) for at in range(0, len(cut), 3)]
    whole = [
        all(comparable(*pair) for pair in ((source, first), (source, second), (first, second)))
        for source, first, second in triples
    ]
    held = [triple for triple, fit in zip(triples, whole, strict=True) if fit]
    pairs = [(source, words) for source, *both in held for words in both]
    sides = iter(_sides(table, net, pairs))
    for (source, _, _), fit in zip(triples, whole, strict=True):
        if fit:
            both = next(sides), next(sides)
            yield Compared(
                source,
                tuple(_of_row(table, both)),
                (both[0].reading.surprise, both[1].reading.surprise),
                (both[0].reading.span, both[1].reading.span),
                (both[0].sources(), both[1].sources()),
            )
        else:
            yield Compared(source)


def _sides(table: WordTable, net: Learned, pairs: Sequence[Pair]) -> Iterator[_Side]:
    import numpy as np

    if not pairs:
        return
    rows, found = word_features(table, pairs, net.hardness)
    odds = np.clip(net.word(rows) - np.float32(net.prior), LEAST_ODDS, MOST_ODDS)
    parts = np.split(odds, np.cumsum([len(source) for source, _ in pairs])[:-1])
    readings = read_all(table, net, pairs)
    for (source, own), seen, part, reading in zip(pairs, found, parts, readings, strict=True):
        cosine, strength = match(table, source, own)
        links = np.maximum(cosine, np.where(strength > 0, strength + LISTED, 0.0))
        owners = np.where(links.max(axis=0) >= LINKED, links.argmax(axis=0), -1).tolist()
        yield _Side(own, links, owners, seen.places, part, reading)


def _of_row(table: WordTable, sides: Sequence[_Side]) -> Iterator[Lacking]:
    near = _nearness(table, sides[0].words, sides[1].words)
    alone = [_alone(sides[0], sides[1], near), _alone(sides[1], sides[0], near.T)]
    for one in list(alone[0]):
        for other in alone[1]:
            if _paired(sides, one, other):
                alone[0].remove(one)
                alone[1].remove(other)
                break
    for number, table_of in ((0, near), (1, near.T)):
        own, other_side = sides[number], sides[1 - number]
        rivals = [_about(other_side, at) for at in alone[1 - number]]
        for place in alone[number]:
            source = own.owners[place]
            if source < 0:
                continue
            bare = not any(abs(at - source) <= AROUND for at in rivals)
            yield Lacking(
                number,
                Span(own.words.starts[place], own.words.ends[place]),
                source,
                float(own.odds[source]),
                float(other_side.odds[source]),
                bare and _unanswered(own, other_side, table_of, place),
                any(
                    owner == source and other_side.links[source, at] >= SHARED
                    for at, owner in enumerate(other_side.owners)
                ),
            )


def _alone(own: _Side, other: _Side, near: NDArray[np.float32]) -> list[int]:
    """Return the places of a rendering's words that have no counterpart in the other."""
    best = near.max(axis=1)
    return [
        place
        for place, form in enumerate(own.words.forms)
        if best[place] < COUNTERPART and carries(form) and not _initials(own, place, other.words)
    ]


def _paired(sides: Sequence[_Side], one: int, other: int) -> bool:
    """Tell whether two words render the same word of the original, each in its own way."""
    ours, theirs = sides[0].owners[one], sides[1].owners[other]
    if ours >= 0 and ours == theirs:
        return True
    return (ours >= 0 and float(sides[1].links[ours, other]) >= SHARED) or (
        theirs >= 0 and float(sides[0].links[theirs, one]) >= SHARED
    )


def _about(side: _Side, place: int) -> int:
    """Return the word of the original that a word stands for, or else that its neighbour does."""
    owners = side.owners
    for distance in range(len(owners)):
        for at in (place - distance, place + distance):
            if 0 <= at < len(owners) and owners[at] >= 0:
                return owners[at]
    return -1


def _initials(own: _Side, place: int, other: Words) -> bool:
    """Tell whether a word is an acronym of the other side's words, or among what one stands for."""
    if _acronym(own.words, place):
        firsts = "".join(form[0] for form in other.forms if is_content(form))
        return _acronym(own.words, place) in firsts
    held = [at for at, form in enumerate(own.words.forms) if is_content(form)]
    firsts = "".join(own.words.forms[at][0] for at in held)
    here = held.index(place)
    for form in filter(None, (_acronym(other, at) for at in range(len(other)))):
        for low in range(max(0, here - len(form) + 1), here + 1):
            sources = {own.owners[at] for at in held[low : low + len(form)]}
            if firsts[low : low + len(form)] == form and len(sources) < len(form):
                return True
    return False


def _acronym(words: Words, place: int) -> str:
    """Return the letters of an acronym, without a plural's s; nothing for another word."""
    text = words.text[words.starts[place] : words.ends[place]].removesuffix("s")
    return text.casefold() if 2 <= len(text) <= LONGEST and text.isupper() else ""


def carries(form: str) -> bool:
    """Tell whether a word carries meaning, and is no figure: those are compared by value."""
    return is_content(form) and not form[0].isdigit()


def _nearness(table: WordTable, first: Words, second: Words) -> NDArray[np.float32]:
    """Return how near each word of one rendering is to each of the other, 1 for the same word."""
    near: NDArray[np.float32] = table.units[first.numbers] @ table.units[second.numbers].T
    ours, theirs = ([stem_of(form) for form in side.forms] for side in (first, second))
    near[_alike(ours, theirs)] = 1.0
    rows = [at for at, form in enumerate(first.forms) if carries(form)]
    columns = [at for at, form in enumerate(second.forms) if carries(form)]
    alone = near.max(axis=1) < COUNTERPART, near.max(axis=0) < COUNTERPART
    for row in rows:
        for column in columns:
            if alone[0][row] or alone[1][column]:
                near[row, column] = max(near[row, column], kinship(ours[row], theirs[column]))
    return near


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which words of two renderings are one word, or forms of one."""
    import numpy as np

    roots = [np.array([root(stem) for stem in side], object) for side in (ours, theirs)]
    found: NDArray[np.bool_] = roots[0][:, None] == roots[1][None, :]
    return found


def _unanswered(own: _Side, other: _Side, near: NDArray[np.float32], place: int) -> bool:
    """Tell whether the other side has no word of its own for what a word renders.

    Either none of its words renders the same; or this side has two neighbouring words for it, and
    the other the second of them alone (research and development, development).
    """
    source = own.owners[place]
    if own.links[source, place] < BESIDE:
        return False
    answers = [at for at, owner in enumerate(other.owners) if owner == source]
    if not answers:
        return True
    around = range(max(0, place - NEIGHBOURS), min(len(own.words), place + NEIGHBOURS + 1))
    twins = [at for at in around if at != place and own.owners[at] == source]
    return bool(twins) and all(
        any(near[twin, at] >= COUNTERPART and own.links[source, twin] >= BESIDE for twin in twins)
        for at in answers
    )
