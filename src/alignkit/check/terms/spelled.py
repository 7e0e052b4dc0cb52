"""Foreign names that a document spells in two ways: 迪米特里 and 德米特里 for one Dimitri."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from alignkit.terms.repeated import Cut, Place, Rendering, Term
from alignkit.types import Span
from alignkit.words.foreign import (
    chinese_skeleton,
    common_share,
    heard_alike,
    latin_skeleton,
    runs,
)
from alignkit.words.names import is_own
from alignkit.words.numbered import Words

# A spelling is the usual one from so many places on.
USUAL = 2
# Another spelling of a name is as long but for one sign, shares so much of it, and sounds as much
# like it.
LONGER, SHARED, ALIKE = 1, 0.5, 0.72
# The words that a name was cut into, at most.
MOST_WORDS = 6
_CAPITAL = re.compile(r"\b[A-Z][a-z]{3,}\b")


def spelled(cuts: Sequence[Cut], from_chinese: bool) -> Iterator[Term]:
    """Yield the foreign names of a document that are spelled in two ways on the other side."""
    usual = _usual(cuts, from_chinese)
    if not usual:
        return
    places: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for bead, (source, target) in enumerate(cuts):
        for name, own in _named(source, usual):
            ways = usual[name]
            known = next((way for way in ways if way in target.text), "")
            at = target.text.find(known)
            other = Span(at, at + len(known)) if known else _other(ways[0], target.text)
            if other:
                way = ways[0] if known else other.slice(target.text)
                places[name][way].append(Place(bead, own, other))
    for name, held in places.items():
        first = held.pop(usual[name][0], [])
        if held and first:
            told = {usual[name][0]: first, **held}
            yield Term(name, tuple(Rendering(w, (w,), tuple(at)) for w, at in told.items()))


def _named(words: Words, usual: Mapping[str, object]) -> Iterator[tuple[str, Span]]:
    """Yield the names that a text holds: some words of it, side by side."""
    for low, start in enumerate(words.starts):
        for end in words.ends[low : low + MOST_WORDS]:
            name = words.text[start:end]
            if name in usual:
                yield name, Span(start, end)


def _usual(cuts: Sequence[Cut], from_chinese: bool) -> dict[str, list[str]]:
    """Return the names of the source with the spellings that stand twice and more."""
    heard: dict[str, Counter[str]] = defaultdict(Counter)
    small: set[str] = set()
    for source, target in cuts:
        chinese, latin = (source, target) if from_chinese else (target, source)
        small.update(
            form
            for start, form in zip(latin.starts, latin.forms, strict=True)
            if latin.text[start].islower()
        )
        for _, own, other in heard_alike(chinese, latin):
            if len(other) == 1:
                zh = chinese.text[chinese.starts[own[0]] : chinese.ends[own[-1]]]
                en = latin.text[latin.starts[other[0]] : latin.ends[other[0]]]
                if is_own(en):
                    heard[zh if from_chinese else en][en if from_chinese else zh] += 1
    kept = {}
    for name, ways in heard.items():
        often = [way for way, count in ways.most_common() if count >= USUAL]
        english = often[0] if from_chinese and often else name
        if often and english.lower() not in small:
            kept[name] = often
    return kept


def _other(usual: str, text: str) -> Span | None:
    """Return where a text has another spelling of a name, if anywhere."""
    if usual.isascii():
        skeleton, spans = latin_skeleton(usual.lower()), _capitals(text)
    else:
        skeleton, spans = chinese_skeleton(usual), _windows(text, len(usual))
    best = max(
        ((_likeness(usual, skeleton, span.slice(text)), -span.start, span) for span in spans),
        default=None,
        key=lambda one: one[:2],
    )
    return best[2] if best and best[0] else None


def _capitals(text: str) -> Iterator[Span]:
    for word in _CAPITAL.finditer(text):
        if is_own(word[0]):
            yield Span(*word.span())


def _windows(text: str, size: int) -> Iterator[Span]:
    """Yield the stretches of a text that are written like a foreign name of such a length."""
    for run in runs(text):
        for length in range(size - LONGER, size + LONGER + 1):
            for start in range(run.start(), run.end() - length + 1):
                yield Span(start, start + length)


def _likeness(usual: str, skeleton: str, other: str) -> float:
    """Return how much two spellings share, nothing where they are not of one name.

    >>> _likeness("布斯曼", "PSMN", "巴斯曼") > 0, _likeness("布斯曼", "PSMN", "布斯曼")
    (True, 0.0)
    """
    if usual in other or other in usual:
        return 0.0
    shared = common_share(usual.lower(), other.lower())
    sound = latin_skeleton(other.lower()) if other.isascii() else chinese_skeleton(other)
    alike = common_share(skeleton, sound) if skeleton and sound else 0.0
    return shared if shared > SHARED and alike >= ALIKE else 0.0
