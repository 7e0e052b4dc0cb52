"""DIV006: one translation says a word that excludes the other's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.compare.closely.among import exchanged, narrowed, turned, words_of
from alignkit.types import Severity
from alignkit.words.tokens import Token, is_content, is_negative, stem, tokens

# What stands so many meaningful words around two words tells whether they speak of the same thing.
AROUND = 2
# A denial so many words before a word turns it round: not all.
DENIED = 3
Group = frozenset[str]


def find(view: BeadView) -> Iterator[Hit]:
    """Pair words that exclude each other, among the same words or between the very same two."""
    sides = words_of(view)
    if sides:
        yield from exchanged(*sides)
        yield from turned(*sides)
        yield from narrowed(*sides)
    if view.source_lang == view.target_lang == "en":
        yield from _excluding(tokens(view.source.text), tokens(view.target.text))


def _excluding(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Hit]:
    said = [_places(held) for held in (ours, theirs)]
    for groups in exclusive():
        sides = [[_standing(places, group) for group in groups] for places in said]
        for at in range(len(groups)):
            if not sides[0][at] or sides[1][at]:
                continue
            for other in range(len(groups)):
                if other != at and sides[1][other] and not sides[0][other]:
                    yield from _pairs(ours, theirs, sides[0][at], sides[1][other])


def _pairs(
    ours: Sequence[Token], theirs: Sequence[Token], left: Sequence[int], right: Sequence[int]
) -> Iterator[Hit]:
    for one in left:
        for other in right:
            denied = _denied(ours, one) or _denied(theirs, other)
            same = zip(_around(ours, one), _around(theirs, other), strict=True)
            if not denied and any(near & there for near, there in same):
                first, second = ours[one], theirs[other]
                yield Hit(
                    f"“{first.text}” in one, “{second.text}” in the other",
                    source=(first.span,),
                    target=(second.span,),
                    values={"kind": "meaning", "source": first.text, "target": second.text},
                    confidence=0.6,
                )
                return


def _places(held: Sequence[Token]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, token in enumerate(held):
        found.setdefault(token.folded, []).append(at)
    return found


def _standing(places: Mapping[str, Sequence[int]], group: Group) -> list[int]:
    return sorted(at for word in group & places.keys() for at in places[word])


def _denied(held: Sequence[Token], at: int) -> bool:
    """Tell whether a word is turned round: not all, never forget."""
    around = [*held[max(0, at - DENIED) : at], *held[at + 1 : at + 1 + AROUND]]
    return any(is_negative(token.text) for token in around)


def _around(held: Sequence[Token], at: int) -> tuple[set[str], set[str]]:
    """Return the stems of the meaningful words before and after a word."""
    before = [stem(token.text) for token in held[:at] if is_content(token.text)]
    after = [stem(token.text) for token in held[at + 1 :] if is_content(token.text)]
    return set(before[-AROUND:]), set(after[:AROUND])


@cache
def exclusive() -> tuple[tuple[Group, ...], ...]:
    """Return the sets of groups of words of which one excludes the others."""
    text = files("alignkit.data").joinpath("english/exclusive.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(frozenset(group.split()) for group in line.split("\t")) for line in lines)


RULES = (
    Rule(
        id="DIV006",
        name="meanings-diverge",
        severity=Severity.WARNING,
        summary="One translation says a word that excludes the other's",
        what=(
            "Looks for words of a table that exclude each other (all and most, rise and fall, "
            "north and south, black and white), one in each rendering, among the same neighbouring "
            "words; between the very same two words for those of the sets of contraries as well "
            "(before and after, must and may, and and or, his and her); and for two words that "
            "change places (the buyer pays the seller). A word that narrows (only, hardly) and "
            "stands in one rendering alone is a detail."
        ),
        why="A single word turned into its opposite reads well in both texts.",
        bad=(
            Example(
                "All member states support the principle.",
                "The majority of member states support the principle.",
            ),
            Example("Exports of steel rose last year.", "Imports of steel rose last year."),
        ),
        good=(
            Example("Not all member states agreed.", "Some member states did not agree."),
            Example("The northern region grew.", "The region in the north grew."),
        ),
        limits=(
            "It knows the words of its tables (data/english/exclusive.tsv, "
            "data/meaning/contrasts.tsv) and no others."
        ),
        precision=(
            "3 of 5 rows flagged among 1,950 say something else (two professional translations of "
            "news, the 5 read by one reader)"
        ),
        find=find,
    ),
)
