"""Words that two renderings exchange, turn round or drop among words that are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from alignkit.check.coverage.both_ways import words_at
from alignkit.check.meaning.signs import contraries, members
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.compare.closely.particles import Small, small_words
from alignkit.types import Severity, Span
from alignkit.words.lexicon import HAN_FIRST
from alignkit.words.script import is_chinese
from alignkit.words.tokens import Token, is_content, tokens

# How sure a contrary between the very same words is.
CONTRARY = 0.7
# Two Chinese renderings that share fewer of their words are free: one character says little there.
MOSTLY_SAME = 0.7
# 会 is “will” and “can”.
AMBIGUOUS = frozenset({"会", "會"})
# A denial reaches so many words ahead.
REACH = 8


@dataclass(frozen=True, slots=True)
class Side:
    """A rendering: its words, how each is known again, and the small words of its language."""

    held: Sequence[Token]
    small: Small

    @property
    def forms(self) -> list[str]:
        """The words as they are known again."""
        return [token.folded for token in self.held]


def words_of(view: BeadView) -> tuple[Side, Side] | None:
    """Return the words of two renderings in one language; None where they are in two."""
    langs = view.source_lang, view.target_lang
    if langs == ("en", "en"):
        ours, theirs = tokens(view.source.text), tokens(view.target.text)
    elif all(map(is_chinese, langs)):
        ours, theirs = (
            [
                Token(form, Span(start, end), False)
                for form, start, end in zip(words.forms, words.starts, words.ends, strict=True)
            ]
            for words in words_at(view.pair, view.index)
        )
        said = [{token.text for token in held} for held in (ours, theirs)]
        if len(said[0] & said[1]) < MOSTLY_SAME * max(map(len, said)):
            return None
    else:
        return None
    small = small_words(langs[0])
    return Side(ours, small), Side(theirs, small)


def exchanged(ours: Side, theirs: Side) -> Iterator[Hit]:
    """Yield words that exclude each other and stand between the very same two words."""
    slots = [_slots(side) for side in (ours, theirs)]
    said = [set(side.forms) for side in (ours, theirs)]
    for around in sorted(slots[0].keys() & slots[1].keys()):
        at, to = slots[0][around], slots[1][around]
        if at < 0 or to < 0:
            continue
        one, other = ours.held[at], theirs.held[to]
        closed = ours.small.parted(one.folded, other.folded)
        if not (closed or contrary(one.folded, other.folded)):
            continue
        # Supply and demand are demand and supply; small words stand in every sentence.
        if not closed and (one.folded in said[1] or other.folded in said[0]):
            continue
        # Under a denial “and” and “or” are one: no rain or snow.
        joins = closed and one.folded in ours.small.joining
        if not (joins and (_denied_before(ours, at) or _denied_before(theirs, to))):
            yield _hit((one,), (other,))


def _slots(side: Side) -> dict[tuple[str, str], int]:
    """Return which word stands between each two words; -1 where several do."""
    forms = ["", *side.forms, ""]
    found: dict[tuple[str, str], int] = {}
    for at in range(len(side.held)):
        around = forms[at], forms[at + 2]
        found[around] = -1 if around in found else at
    return found


def _denied_before(side: Side, at: int) -> bool:
    return not side.small.denying.isdisjoint(side.forms[max(0, at - REACH) : at])


def narrowed(ours: Side, theirs: Side) -> Iterator[Hit]:
    """Yield words that narrow what is said, only and hardly, which one side lacks in one place."""
    for side, (own, other) in enumerate(((ours, theirs), (theirs, ours))):
        for at in _dropped(own, other):
            word = own.held[at]
            if word.folded in own.small.narrowing and word.folded not in other.forms:
                yield Hit(
                    f"only {('the first', 'the second')[side]} says “{word.text}”",
                    source=() if side else (word.span,),
                    target=(word.span,) if side else (),
                    values={"kind": "word", "words": 1},
                    confidence=CONTRARY,
                    severity=Severity.INFO,
                )


def _dropped(own: Side, other: Side) -> Iterator[int]:
    """Yield the words that the other side lacks between the very same two words."""
    beside = set(pairwise(["", *other.forms, ""]))
    forms = ["", *own.forms, ""]
    for at in range(len(own.held)):
        if (forms[at], forms[at + 2]) in beside:
            yield at


def turned(ours: Side, theirs: Side) -> Iterator[Hit]:
    """Yield two words that change places about a third: China to Japan, Japan to China."""
    threes = [_threes(side) for side in (ours, theirs)]
    for (one, pivot, other), held in threes[0].items():
        again = threes[1].get((other, pivot, one))
        if again and (other, pivot, one) not in threes[0] and (one, pivot, other) not in threes[1]:
            # Each word by itself stands on the other side as well: the whole does not.
            yield _hit(*(_whole(own) for own in (held, again)))
            return
    clauses = {tuple(sorted(clause.forms)): clause for clause in _clauses(theirs)}
    for clause in _clauses(ours):
        beside = clauses.get(tuple(sorted(clause.forms)))
        apart = _swapped(clause, beside) if beside else None
        if beside and apart:
            low, high = apart
            yield _hit(*(_whole(own.held[low : high + 1]) for own in (clause, beside)))


def _clauses(side: Side) -> Iterator[Side]:
    """Yield the stretches of words between marks."""
    held: list[Token] = []
    for token in side.held:
        if token.text[0].isalnum():
            held.append(token)
        elif held:
            yield Side(held, side.small)
            held = []
    if held:
        yield Side(held, side.small)


def _swapped(ours: Side, theirs: Side) -> tuple[int, int] | None:
    """Return the places of two words of meaning that alone changed places, not in a list."""
    pairs = list(enumerate(zip(ours.forms, theirs.forms, strict=True)))
    apart = [at for at, (one, other) in pairs if one != other]
    if len(apart) != 2:
        return None
    low, high = apart
    between = set(ours.forms[low + 1 : high]) - ours.small.determiners
    if between <= ours.small.even or not all(is_content(ours.forms[at]) for at in apart):
        return None
    return low, high


def _whole(held: Sequence[Token]) -> tuple[Token]:
    text = " ".join(token.text for token in held)
    if held[0].text >= HAN_FIRST:
        text = text.replace(" ", "")
    return (Token(text, Span(held[0].span.start, held[-1].span.end), False),)


def _threes(side: Side) -> dict[tuple[str, str, str], tuple[Token, ...]]:
    """Return two words of meaning and what stands between them, a determiner aside."""
    found: dict[tuple[str, str, str], tuple[Token, ...]] = {}
    kept = [token for token in side.held if token.folded not in side.small.determiners]
    for three in zip(kept, kept[1:], kept[2:]):
        one, pivot, other = (token.folded for token in three)
        fits = is_content(one) and is_content(other) and pivot.isalpha() and one != other
        if fits and pivot not in side.small.even:
            found[one, pivot, other] = three
    return found


def denied(ours: Side, theirs: Side) -> Iterator[tuple[int, Token, Token]]:
    """Yield what only one side denies among the same words: which side, and both words.

    A denial may be a word of its own (不|能) or the beginning of one (不能).
    """
    pairs = (ours, theirs), (theirs, ours)
    count = [sum(_denials(side, token.folded) for token in side.held) for side in pairs[0]]
    for number, (own, other) in enumerate(pairs):
        if count[number] <= count[1 - number]:
            continue
        bare = {pair: at for at, pair in enumerate(pairwise(["", *other.forms, ""]))}
        forms = ["", *own.forms, ""]
        for at in _dropped(own, other):
            if own.held[at].folded in own.small.denying and at + 1 < len(own.held):
                there = min(bare[forms[at], forms[at + 2]], len(other.held) - 1)
                yield number, own.held[at], other.held[there]
        slots = _slots(other)
        for around, at in _slots(own).items():
            to = slots.get(around, -1)
            if at >= 0 and to >= 0 and _denies(own, own.held[at].folded, other.held[to].folded):
                yield number, own.held[at], other.held[to]


def _denials(side: Side, form: str) -> bool:
    return form in side.small.denying or form[:1] in side.small.denying


def _denies(side: Side, form: str, plain: str) -> bool:
    """Tell whether a word is another with a denial before it: 不能 and 能."""
    return form.endswith(plain) and form[: -len(plain)] in side.small.denying


def _hit(first: Sequence[Token], second: Sequence[Token]) -> Hit:
    left, right = (" ".join(token.text for token in held) for held in (first, second))
    return Hit(
        f"“{left}” in one, “{right}” in the other",
        source=tuple(token.span for token in first),
        target=tuple(token.span for token in second),
        values={"kind": "meaning", "source": left, "target": right},
        confidence=CONTRARY,
    )


def contrary(one: str, other: str) -> bool:
    """Tell whether two words exclude each other, by the sets of contraries.

    >>> contrary("before", "after"), contrary("之前", "之后"), contrary("big", "large")
    (True, True, False)
    """
    ours, theirs = members(one), members(other)
    if set(ours) & set(theirs) or {one, other} & AMBIGUOUS:
        return False
    return any(away in theirs for own in ours for away in contraries()[own])
