"""Places with settled names: one stands in the translation, another of its class in the source.

Two things must hold at once: nothing in the one text answers the name of the other, and a name of
the same class is said there more often than here. Each alone is often a free rendering.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from alignkit.check.meaning.answered import FAINT, answered, spelled_by
from alignkit.types import Span
from alignkit.words.foreign import (
    chinese_skeleton,
    chinese_skeletons,
    latin_skeleton,
    runs,
)
from alignkit.words.lexicon import meanings, readings, stem_of, syllables
from alignkit.words.namebook import LONGEST, SHARED, SHORTEST, Known, namebook, telling
from alignkit.words.names import HOME, called, places
from alignkit.words.numbered import Words
from alignkit.words.tokens import Token, fold

# Classes by the kinds of the table: only within one class is a name put for another.
CLASSES = {"country": "country", "region": "region", "city": "place"}
# A name of several words that ends so in Chinese is a body: the State Council, the African Union.
BODY, BODIES = "body", frozenset("院会部局署厅盟党社校学司行团报")
# A name that is written by its sound, and that the lexicon knows: 约翰.
FOREIGN = "foreign"
# The last characters of a body's name stand for it: 参议院 for 美国参议院.
HEAD = 3
# So many consonants of a name are enough to hear it.
SURE_SOUNDS = 3
# Shorter names are words or parts of people's names: Van, Bo.
SHORT = 3
# So many readings of one place's characters are told apart.
MOST_READINGS = 8
# Chinese writes one character for a country or a continent: 中美, 欧亚.
SHORTENED = frozenset({"country", "region"})
# What may follow the name of a place within one word: 北京市, 福建省.
AFTER = frozenset("市省县区州府镇")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: its place, what it may be called in Chinese, and its classes."""

    span: Span
    names: frozenset[str]
    classes: frozenset[str]


def exchanged_places(
    zh: str, en: str, held: list[Token], words: Words
) -> Iterator[tuple[Span, Span, str, tuple[str, ...]]]:
    """Yield a Chinese name, the English one in its place, their class, what was expected."""
    said = list(english_mentions(held))
    own = list(chinese_mentions(zh, words))
    if not said or not own:
        return
    silent_here = [m for m in own if not _times(m, said) and not _answered_by(m, held)]
    fewer_here = [m for m in own if 0 < _times(m, said) < zh.count(next(iter(m.names)))]
    silent_there = [m for m in said if not _answered_in(m, zh)]
    fewer_there = [m for m in said if _is_rarer(m, said, zh)]
    used: set[int] = set()
    for chinese, english in (
        (silent_here + fewer_here, silent_there), (silent_here, fewer_there),
    ):  # fmt: skip
        for mention in english:
            share = mention.span.start / len(en)
            alike = [m for m in chinese if m.classes & mention.classes and m.span.start not in used]
            if alike and mention.span.start not in used:
                nearest = min(alike, key=lambda m: abs(m.span.start / len(zh) - share))
                used |= {nearest.span.start, mention.span.start}
                (name,) = nearest.names
                known = namebook().get(name)
                kind = min(nearest.classes & mention.classes)
                yield nearest.span, mention.span, kind, known.english if known else ()


def english_mentions(held: list[Token]) -> Iterator[Mention]:
    """Yield the names with a class in an English text, the longest at each place."""
    at = 0
    while at < len(held):
        found = _longest(held, at)
        if found is None:
            at += 1
            continue
        length, names = found
        span = Span(held[at].span.start, held[at + length - 1].span.end)
        classes = {c for n in names for c in _classes(n)}
        yield Mention(
            span,
            names,
            frozenset(classes if length > 1 or held[at].text.isupper() else classes - {BODY}),
        )
        at += length


def _longest(held: list[Token], at: int) -> tuple[int, frozenset[str]] | None:
    first = held[at]
    if not first.text[0].isupper():
        return None
    for words, names in _by_first().get(first.folded, ()):
        if all(
            place < len(held) and held[place].folded == word for place, word in enumerate(words, at)
        ) and (len(words) > 1 or len(first.text) > SHORT or first.text.isupper()):
            return len(words), names
    said = frozenset(n for n in called(first.folded) if _classes(n) & SHORTENED)
    if said:
        return 1, said
    spelled = syllables(first.folded)
    if len(spelled) > 1:
        read = places_read().get(spelled)
        if read:
            return 1, read
    return None


@lru_cache(maxsize=1)
def _by_first() -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    """Return the English names of the table by their first word, the longest first."""
    full: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for known in namebook().values():
        for name in known.english:
            words = tuple(fold(word) for word in name.split())
            full[words[1:] if words[0] == "the" and len(words) > 1 else words].add(known.chinese)
            if name.isupper() and len(name) == len("US"):
                full[tuple(name.lower())].add(known.chinese)
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = defaultdict(list)
    for words, names in full.items():
        if any(map(_classes, names)):
            found[words[0]].append((words, frozenset(names)))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return dict(found)


@lru_cache(maxsize=1)
def places_read() -> dict[tuple[str, ...], frozenset[str]]:
    """Return the Chinese places of jieba's dictionary by the syllables that spell them."""
    sounds = readings()
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name in places():
        if 2 <= len(name) <= 3 and _is_spelled(name):
            each = [sorted(sounds.get(c, ())) for c in name]
            for spelled in list(product(*each))[:MOST_READINGS]:
                found[spelled].add(name)
    return {spelled: frozenset(names) for spelled, names in found.items()}


@lru_cache(maxsize=20_000)
def _is_spelled(name: str) -> bool:
    """Tell whether a Chinese place is called as it is spelled: 福建, but not 城市."""
    called = {stem for stem, strength in meanings(name).items() if strength >= FAINT}
    return not called.isdisjoint(map(stem_of, _spellings(name)))


@lru_cache(maxsize=20_000)
def _spellings(name: str) -> tuple[str, ...]:
    each = [sorted(readings().get(c, ())) for c in name]
    read = list(product(*each))[:MOST_READINGS] if len(name) < 4 else []
    return tuple(gap.join(spelled) for spelled in read for gap in ("", "'"))


def _is_called(name: str) -> bool:
    """Tell whether the lexicon knows a place by one of its English names."""
    known = namebook()[name]
    return any(stem_of(word) in meanings(name) for n in known.english for word in telling(n))


def _is_heard(name: str) -> bool:
    """Tell whether a place of the table is written by its sound: 华盛顿."""
    return name in namebook() and [run[0] for run in runs(name)] == [name] and _is_called(name)


@lru_cache(maxsize=20_000)
def _classes(name: str) -> frozenset[str]:
    """Return the classes of a Chinese name."""
    known = namebook().get(name)
    kinds = known.kinds if known else frozenset()
    found = {CLASSES[kind] for kind in kinds if kind in CLASSES}
    # A city that only GeoNames knows may well be written otherwise.
    if kinds == {"city"} and not _is_called(name):
        found.clear()
    if not found and name in places() and (_is_spelled(name) or _is_heard(name)):
        found.add("place")
    if not found and kinds == {"name"} and _is_heard(name):
        found.add(FOREIGN)
    if known and name[-1] in BODIES and any(" " in called for called in known.english):
        found.add(BODY)
    return frozenset(found)


def _answered_in(mention: Mention, zh: str) -> bool:
    """Tell whether a Chinese text may hold what an English name says."""
    for name in mention.names:
        if name in zh or any(word in HOME for word in _english_words(name)):
            return True
        if BODY in mention.classes and name[-HEAD:] in zh:
            return True
        if mention.classes & SHORTENED and name[0] in _without_names(zh):
            return True
        if any(spelled_by(spelled, zh) for spelled in _spellings(name)):
            return True
        # Countries and continents are called by settled names: what sounds like one is chance.
        heard_alike = not mention.classes & SHORTENED and not _is_spelled(name)
        if heard_alike and any(
            len(heard := latin_skeleton(word)) >= SURE_SOUNDS
            and heard in chinese_skeletons(zh, LONGEST)
            for word in _english_words(name)
        ):
            return True
    return False


@lru_cache(maxsize=256)
def _without_names(zh: str) -> str:
    """Return a Chinese text without the countries and continents that it names in full."""
    for name in _lands():
        zh = zh.replace(name, " ")
    return zh


@lru_cache(maxsize=1)
def _lands() -> tuple[str, ...]:
    return tuple(n for n, known in namebook().items() if not known.kinds.isdisjoint(SHORTENED))


@lru_cache(maxsize=20_000)
def _english_words(name: str) -> tuple[str, ...]:
    known = namebook().get(name)
    held = known.english if known else ()
    return tuple(w for n in held for word in n.split() for w in (fold(word), stem_of(fold(word))))


def chinese_mentions(zh: str, words: Words) -> Iterator[Mention]:
    """Yield the names with a class in a Chinese text that are words of their own."""
    starts, ends = set(words.starts), set(words.ends)
    book, at, heard = namebook(), 0, list(runs(zh))
    while at < len(zh):
        step, longest = 1, min(LONGEST, len(zh) - at) if at in starts else 0
        for length in range(longest, SHORTEST - 1, -1):
            name, end = zh[at : at + length], at + length
            if name not in book and name not in places():
                continue
            if end not in ends and zh[end : end + 1] not in AFTER:
                continue
            classes = _classes(name)
            if classes and not _within(name, at, heard):
                yield Mention(Span(at, end), frozenset({name}), classes)
                step = length
                break
        at += step


def _within(name: str, at: int, heard: list[re.Match[str]]) -> bool:
    """Tell whether a name is a part of a longer one that is written by its sound."""
    return any(
        run.start() <= at and at + len(name) <= run.end() and run[0] != name for run in heard
    )


def _times(mention: Mention, said: list[Mention]) -> int:
    """Return how often an English text says a Chinese name."""
    return sum(not mention.names.isdisjoint(other.names) for other in said)


def _is_rarer(mention: Mention, said: list[Mention], zh: str) -> bool:
    """Tell whether a Chinese text says an English name less often, but says it."""
    # One character stands for a country or a continent: 伊核协议.
    short = bool(mention.classes & SHORTENED)
    times = sum(zh.count(name[0] if short else name) for name in mention.names)
    return 0 < times < _times(mention, said)


def _answered_by(mention: Mention, held: list[Token]) -> bool:
    """Tell whether an English text holds a Chinese name in a form that is no mention."""
    (name,) = mention.names
    known = namebook().get(name) or Known(name, frozenset(), ())
    if [run[0] for run in runs(name)] == [name] and any(
        latin_skeleton(token.folded) == chinese_skeleton(name)
        for token in held
        if token.text[0].isupper()
    ):
        return True
    told = [n for n in known.english if not SHARED.issuperset(telling(n))]
    return answered(replace(known, english=tuple(told)), held)
