"""DIV006: one translation says a word that excludes the other's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from alignkit.check.meaning.signs import contraries, members
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span
from alignkit.words.tokens import Token, is_content, is_negative, stem, tokens

# What stands so many meaningful words around two words tells whether they speak of the same thing.
AROUND = 2
# A denial so many words before a word turns it round: not all.
DENIED = 3
Group = frozenset[str]
# How sure a contrary between the very same words is.
CONTRARY = 0.7
# Small words that exclude each other.
CLOSED = (
    (frozenset({"and"}), frozenset({"or"})),
    (frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})),
)
JOINING = {"and", "or"}
# Words that narrow what others say.
NARROWING = frozenset("almost barely hardly merely nearly only scarcely solely".split())
# A denial reaches so many words ahead.
REACH = 8
# About these two words may change places, and these stand before a word without a meaning.
EVEN = frozenset({"and", "or", "with", "nor", "versus", "plus", "is", "are", "was", "were"})
DETERMINERS = frozenset({"a", "an", "the"})


def find(view: BeadView) -> Iterator[Hit]:
    """Pair words that exclude each other and stand among the same words."""
    if view.source_lang != "en" or view.target_lang != "en":
        return
    ours, theirs = tokens(view.source.text), tokens(view.target.text)
    yield from _exchanged(ours, theirs)
    yield from _turned(ours, theirs)
    yield from _narrowed(ours, theirs)
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


def _exchanged(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Hit]:
    """Yield words that exclude each other and stand between the very same two words."""
    slots = [_slots(held) for held in (ours, theirs)]
    said = [{token.folded for token in held} for held in (ours, theirs)]
    for around in sorted(slots[0].keys() & slots[1].keys()):
        at, to = slots[0][around], slots[1][around]
        if at < 0 or to < 0 or not contrary(ours[at].folded, theirs[to].folded):
            continue
        # Supply and demand are demand and supply; small words stand in every sentence.
        closed = _closed(ours[at].folded, theirs[to].folded)
        if not closed and (ours[at].folded in said[1] or theirs[to].folded in said[0]):
            continue
        # Under a denial “and” and “or” are one: no rain or snow.
        joins = {ours[at].folded, theirs[to].folded} == JOINING
        if not (joins and (_denied_before(ours, at) or _denied_before(theirs, to))):
            yield _hit((ours[at],), (theirs[to],), CONTRARY)


def _slots(held: Sequence[Token]) -> dict[tuple[str, str], int]:
    """Return which word stands between each two words; -1 where several do."""
    forms = ["", *(token.folded for token in held), ""]
    found: dict[tuple[str, str], int] = {}
    for at in range(len(held)):
        around = forms[at], forms[at + 2]
        found[around] = -1 if around in found else at
    return found


def _denied_before(held: Sequence[Token], at: int) -> bool:
    return any(is_negative(token.text) for token in held[max(0, at - REACH) : at])


def _narrowed(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Hit]:
    """Yield words that narrow what is said, only and hardly, which one side lacks in one place."""
    for side, (own, other) in enumerate(((ours, theirs), (theirs, ours))):
        said = {token.folded for token in other}
        beside = {(one.folded, two.folded) for one, two in pairwise(other)}
        for one, word, two in zip(own, own[1:], own[2:]):
            if (
                word.folded in NARROWING
                and word.folded not in said
                and (one.folded, two.folded) in beside
            ):
                yield Hit(
                    f"only {('the first', 'the second')[side]} says “{word.text}”",
                    source=() if side else (word.span,),
                    target=(word.span,) if side else (),
                    values={"kind": "word", "words": 1},
                    confidence=CONTRARY,
                    severity=Severity.INFO,
                )


def _turned(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Hit]:
    """Yield two words that change places about a third: China to Japan, Japan to China."""
    threes = [_threes(held) for held in (ours, theirs)]
    for (one, pivot, other), held in threes[0].items():
        turned = threes[1].get((other, pivot, one))
        if turned and (other, pivot, one) not in threes[0] and (one, pivot, other) not in threes[1]:
            hit = _hit(held, turned, CONTRARY)
            # Each word by itself stands on the other side as well: the whole does not.
            spans = [Span(own[0].span.start, own[-1].span.end) for own in (held, turned)]
            yield replace(hit, source=(spans[0],), target=(spans[1],))


def _threes(held: Sequence[Token]) -> dict[tuple[str, str, str], tuple[Token, ...]]:
    """Return two words of meaning and what stands between them, a determiner aside."""
    found: dict[tuple[str, str, str], tuple[Token, ...]] = {}
    kept = [token for token in held if token.folded not in DETERMINERS]
    for three in zip(kept, kept[1:], kept[2:]):
        one, pivot, other = (token.folded for token in three)
        fits = is_content(one) and is_content(other) and pivot.isalpha() and one != other
        if fits and pivot not in EVEN:
            found[one, pivot, other] = three
    return found


def _hit(first: Sequence[Token], second: Sequence[Token], confidence: float) -> Hit:
    left, right = (" ".join(token.text for token in held) for held in (first, second))
    return Hit(
        f"“{left}” in one, “{right}” in the other",
        source=tuple(token.span for token in first),
        target=tuple(token.span for token in second),
        values={"kind": "meaning", "source": left, "target": right},
        confidence=confidence,
    )


def _closed(one: str, other: str) -> bool:
    return any((one in a and other in b) or (one in b and other in a) for a, b in CLOSED)


def contrary(one: str, other: str) -> bool:
    """Tell whether two words exclude each other, by the sets of contraries or as small words do.

    >>> contrary("before", "after"), contrary("and", "or"), contrary("big", "large")
    (True, True, False)
    """
    if _closed(one, other):
        return True
    ours, theirs = members(one), members(other)
    if set(ours) & set(theirs):
        return False
    return any(away in theirs for own in ours for away in contraries()[own])


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
