"""The literals of both sides of a bead compared as multisets: what has no partner, what changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from string import ascii_letters
from typing import NamedTuple

from alignkit.check.literals.spotting import Spot, spots
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.quantity.reader import read, readable
from alignkit.types import Quantity, Severity, Span
from alignkit.words.script import is_chinese

# Beads less sure than this may face the wrong text.
_SURE = 0.5
# How far a literal may have moved, in beads.
_NEAR = 3
# Two literals so alike are one that was changed; of one alone and any text, so alike.
ALIKE, SLIP = 0.6, 0.72
# A plain word of an English text is a slip only of what is so much like it: one letter of six.
_WORD_SLIP = 0.85
# Shorter literals are nearly many words.
_LEAST = 3
_ADDRESSES = frozenset({"link", "url", "image"})
# What a longer word or number is made of.
_OF_WORDS = frozenset("0123456789_" + ascii_letters)
_DIGIT, _NUMBER = re.compile(r"\d"), re.compile(r"[0.,:/-]+")
_DECIMAL = re.compile(r"\d+\.\d+")
_WORD = re.compile(r"[A-Za-z0-9_$@#~+%][\w.:$/()#@+%-]*[\w)%]", re.ASCII)


class Difference(NamedTuple):
    """A literal of one side that the other lacks, or two that were one: how alike they are."""

    source: Spot | None
    target: Spot | None
    likeness: float = 0.0


def differences(view: BeadView, kinds: Collection[str]) -> list[Difference]:
    """Return where literals of some kinds differ, but for what stands nearby on the other side.

    A literal whose own partner stands there, but which is nearly another text of the other side
    that stands nowhere on its own, is that text with a slip.
    """
    if not (view.source.text and view.target.text) or (view.bead.confidence or 1.0) < _SURE:
        return []
    found = view.once(spots)
    if not (found[0] or found[1]):
        return []
    ours, theirs = ([spot for spot in side if spot.kind in kinds] for side in found)
    if not (ours or theirs):
        return []
    lost = [s for s in _without(ours, theirs) if not _stands(view, s, 1, found[1])]
    added = [s for s in _without(theirs, ours) if not _stands(view, s, 0, found[0])]
    return [_with_slip(view, difference, kinds) for difference in _paired(lost, added)]


def _with_slip(view: BeadView, difference: Difference, kinds: Collection[str]) -> Difference:
    """Return a lone literal together with the text that it was, where there is one."""
    one, two = difference.source, difference.target
    spot = one or two
    if (one and two) or spot is None or len(spot.key) < _LEAST:
        return difference
    side = 0 if one else 1
    best, alike = None, SLIP
    for other in _candidates(view, spot, 1 - side, kinds):
        ratio = likeness(spot, other)
        if ratio < _WORD_SLIP and _plain(view, other, 1 - side):
            continue
        if (alike <= ratio < 1 or _another(spot, other, ratio)) and _more(view, other, 1 - side):
            best, alike = other, max(alike, ratio)
    if best is None:
        return difference
    return Difference(spot, best, alike) if one else Difference(best, spot, alike)


def _plain(view: BeadView, spot: Spot, side: int) -> bool:
    """Whether a text may be any word of the sentence: small letters in a text that is English."""
    lang = (view.source_lang, view.target_lang)[side]
    return not is_chinese(lang) and spot.text.isalpha() and spot.text.islower()


def _another(one: Spot, two: Spot, ratio: float) -> bool:
    """Whether two texts are numbers of one form, such as 0.8 and 0.4."""
    forms = [_DIGIT.sub("0", spot.key) for spot in (one, two)]
    return ratio < 1 and forms[0] == forms[1] and bool(_NUMBER.fullmatch(forms[0]))


def _more(view: BeadView, spot: Spot, side: int) -> bool:
    """Whether a text stands on a side of a bead more often than on the other."""
    if spot.kind in _ADDRESSES:
        sides = view.once(spots)
        counts = [sum(other.key == spot.key for other in held) for held in sides]
    else:
        counts = [_count(spot.text, text) for text in (view.source.text, view.target.text)]
    # What stands in another bead is lacked there.
    return counts[side] > counts[1 - side] or not any(counts)


def _candidates(view: BeadView, spot: Spot, side: int, kinds: Collection[str]) -> Iterator[Spot]:
    """Yield what a literal may have been: literals of its kind near by, and words of the bead."""
    for distance in range(-_NEAR, _NEAR + 1):
        beside = view.neighbour(distance)
        if beside and spot.kind in _ADDRESSES:
            # What stands in another bead is told without its place there.
            for other in beside.once(spots)[side]:
                if other.kind in kinds:
                    yield other if not distance else other._replace(span=Span(0, 0))
    if spot.kind not in _ADDRESSES:
        text = (view.source.text, view.target.text)[side]
        for found in _WORD.finditer(text):
            # What closes a bracket of the sentence is no part of it.
            word = found.group()
            word = word if word.count("(") == word.count(")") else word.rstrip(")")
            span = Span(found.start(), found.start() + len(word))
            yield Spot(spot.kind, span, word, word)


def _without(ones: Sequence[Spot], others: Sequence[Spot]) -> Iterator[Spot]:
    """Yield what stands once more on one side; of equal ones the last, but none that stands as is.

    Of %1$d and %2$d, which both are a number, the other side's %2$d is the second.
    """
    left = Counter(spot.key for spot in others)
    as_is = Counter((spot.key, spot.text) for spot in others)
    unpaired = []
    for spot in ones:
        if as_is[spot.key, spot.text]:
            as_is[spot.key, spot.text] -= 1
            left[spot.key] -= 1
        else:
            unpaired.append(spot)
    for spot in unpaired:
        if left[spot.key]:
            left[spot.key] -= 1
        else:
            yield spot


def _stands(view: BeadView, spot: Spot, side: int, held: Sequence[Spot]) -> bool:
    """Whether a literal stands on the other side as text, or near by."""
    text = (view.source.text, view.target.text)[side]
    own = (view.target.text, view.source.text)[side]
    # A version is its number: v3.10 is said as version 3.10 too.
    said = spot.key if spot.kind == "version" else spot.text
    if _count(said, text) >= max(1, _count(said, own)):
        return True
    if sum(other.key == spot.key for other in held) > 0 and spot.kind in ("link", "image", "url"):
        return True
    for distance in range(-_NEAR, _NEAR + 1):
        beside = view.neighbour(distance) if distance else None
        if beside and _beside(beside, spot, side):
            return True
    return False


def _beside(view: BeadView, spot: Spot, side: int) -> bool:
    """Whether a neighbour holds a literal more often on one side than on the other."""
    sides = view.once(spots)
    here = sum(other.key == spot.key for other in sides[side])
    there = sum(other.key == spot.key for other in sides[1 - side])
    if here > there:
        return True
    texts = view.source.text, view.target.text
    return _count(spot.text, texts[side]) > _count(spot.text, texts[1 - side])


def _count(text: str, inside: str) -> int:
    """Return how often a text stands in another, not as part of a longer word or number."""
    if not text:
        return 0
    begins, ends = text[0] in _OF_WORDS, text[-1] in _OF_WORDS
    count, start = 0, inside.find(text)
    while start >= 0:
        end = start + len(text)
        part = begins and inside[max(0, start - 1) : start] in _OF_WORDS
        whole = not (part or (ends and inside[end : end + 1] in _OF_WORDS))
        count += whole
        start = inside.find(text, end if whole else start + 1)
    return count


def _paired(lost: Sequence[Spot], added: Sequence[Spot]) -> Iterator[Difference]:
    """Yield what was changed, the likest first, then what is alone."""
    ranked = sorted(
        ((likeness(a, b), -i, -j) for i, a in enumerate(lost) for j, b in enumerate(added)),
        reverse=True,
    )
    gone: tuple[set[int], set[int]] = (set(), set())
    for alike, i, j in ranked:
        if alike >= ALIKE and -i not in gone[0] and -j not in gone[1]:
            gone[0].add(-i)
            gone[1].add(-j)
            yield Difference(lost[-i], added[-j], alike)
    yield from (Difference(spot, None) for i, spot in enumerate(lost) if i not in gone[0])
    yield from (Difference(None, spot) for j, spot in enumerate(added) if j not in gone[1])


def inflected(difference: Difference) -> bool:
    """Whether two names are one word as two sentences bend it: key and keys, Sort and sort."""
    one, two = difference.source, difference.target
    if not (one and two and one.text.isalpha() and two.text.isalpha()):
        return False
    short, long = sorted((one.text, two.text), key=len)
    capital = short[1:].islower() and short[0].swapcase() + short[1:] == long
    return capital or long == f"{short}s"


def measured(view: BeadView, difference: Difference) -> bool:
    """Whether a literal is a unit's sign or an amount: mmHg in 120 mmHg, 4.80 in RMB 4.80.

    What is multiplied is an amount too: NOK 10.5 and 11 billion.
    """
    own = difference.source, view.source.text, view.source_lang
    other = difference.target, view.target.text, view.target_lang
    return any(
        (bool(quantity.unit) or _multiplied(quantity, spot))
        and quantity.span.start <= spot.span.start
        and spot.span.end <= quantity.span.end
        for spot, text, lang in (own, other)
        if isinstance(spot, Spot) and readable(lang)
        for quantity in read(text, lang, view.pair.settings.units)
    )


def _multiplied(quantity: Quantity, spot: Spot) -> bool:
    """Whether a decimal is neither end of the quantity that it stands in."""
    ends = [str(end) for end in (quantity.low, quantity.high) if end is not None]
    return bool(ends and _DECIMAL.fullmatch(spot.key)) and spot.key not in ends


def likeness(one: Spot, two: Spot) -> float:
    """Return how alike two literals are, from 0 to 1."""
    return SequenceMatcher(None, one.key, two.key, autojunk=False).ratio()


def hit(
    view: BeadView,
    difference: Difference,
    noun: str,
    confidence: float,
    severity: Severity | None = None,
) -> Hit:
    """Return what is said of a difference; one text is not marked twice."""
    one, two = difference.source, difference.target
    if one and two:
        message = f"another {noun}: {_shown(one.text)} became {_shown(two.text)}"
    elif one:
        message = f"the {noun} {_shown(one.text)} is not in the translation"
    else:
        assert two is not None
        message = f"the {noun} {_shown(two.text)} is not in the source"
    same = one and two and one.span.slice(view.source.text) == two.span.slice(view.target.text)
    return Hit(
        message,
        source=(one.span,) if one and not same and one.span != (0, 0) else (),
        target=(two.span,) if two and two.span != (0, 0) else (),
        values={
            name: spot.text for name, spot in (("source", one), ("target", two)) if spot is not None
        },
        confidence=confidence,
        severity=severity,
        about=f"{one.text if one else ''}|{two.text if two else ''}",
    )


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
