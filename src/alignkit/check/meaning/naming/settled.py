"""Places with settled names: one stands in the translation, another of its class in the source.

Two things must hold at once: nothing in the one text answers the name of the other, and a name of
the same class is said there more often than here. Each alone is often a free rendering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import product

from alignkit.check.meaning.naming.answered import FAINT, answered, spelled_by
from alignkit.types import Span
from alignkit.words.foreign import (
    chinese_skeleton,
    chinese_skeletons,
    latin_skeleton,
    runs,
)
from alignkit.words.lexicon import meanings, readings, stem_of, syllables
from alignkit.words.namebook import LONGEST, SHARED, SHORTEST, Known, namebook, telling
from alignkit.words.names import HOME, called
from alignkit.words.numbered import Words
from alignkit.words.tokens import Token, fold

# English names that have a class, by their first word; Chinese places by their syllables; the
# classes of Chinese names: only within one class is a name put for another. `training names` wrote
# them from the table of names, the lexicon and jieba's dictionary.
SETTLED, SPELLED, CLASSED = "settled.tsv", "spelled.tsv", "classed.tsv"
# The class of what people found: the State Council, the African Union.
BODY = "body"
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
    # Most beads name no place, and of most that do one side alone need be read.
    said = list(english_mentions(held))
    own = list(chinese_mentions(zh, words)) if said else []
    if not own:
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
        found = _longest(held, at) if held[at].text[0].isupper() else None
        if found is None:
            at += 1
            continue
        length, names = found
        span = Span(held[at].span.start, held[at + length - 1].span.end)
        classes = {c for n in names for c in classes_of(n)}
        yield Mention(
            span,
            names,
            frozenset(classes if length > 1 or held[at].text.isupper() else classes - {BODY}),
        )
        at += length


def _longest(held: list[Token], at: int) -> tuple[int, frozenset[str]] | None:
    first = held[at]
    for words, names in _rows_of(first.folded):
        if all(
            place < len(held) and held[place].folded == word for place, word in enumerate(words, at)
        ) and (len(words) > 1 or len(first.text) > SHORT or first.text.isupper()):
            return len(words), names
    said = frozenset(n for n in called(first.folded) if classes_of(n) & SHORTENED)
    if said:
        return 1, said
    spelled = syllables(first.folded)
    if len(spelled) > 1:
        read = places_read().get(" ".join(spelled))
        if read:
            return 1, frozenset(read.split())
    return None


@lru_cache(maxsize=20_000)
def _rows_of(first: str) -> list[tuple[tuple[str, ...], frozenset[str]]]:
    """Return the English names that begin with a word and have a class, the longest first."""
    cells = _table(SETTLED).get(first, "").split("\t")
    rows = zip(cells[::2], cells[1::2], strict=False)
    return [(tuple(words.split(" ")), frozenset(names.split())) for words, names in rows]


def places_read() -> dict[str, str]:
    """Return the Chinese places of jieba's dictionary by the syllables that spell them."""
    return _table(SPELLED)


def classes_of(name: str) -> frozenset[str]:
    """Return the classes of a Chinese name."""
    return frozenset(_table(CLASSED).get(name, "").split())


@lru_cache(maxsize=3)
def _table(name: str) -> dict[str, str]:
    text = files("alignkit.data.meaning").joinpath(name).read_text(encoding="utf-8")
    return {key: rest for key, _, rest in (line.partition("\t") for line in text.splitlines())}


@lru_cache(maxsize=20_000)
def is_spelled(name: str) -> bool:
    """Tell whether a Chinese place is called as it is spelled: 福建, but not 城市."""
    called = {stem for stem, strength in meanings(name).items() if strength >= FAINT}
    return not called.isdisjoint(map(stem_of, spellings(name)))


@lru_cache(maxsize=20_000)
def spellings(name: str) -> tuple[str, ...]:
    """Return how a Chinese name of two or three characters may be spelled in pinyin."""
    each = [sorted(readings().get(c, ())) for c in name]
    read = list(product(*each))[:MOST_READINGS] if len(name) < 4 else []
    return tuple(gap.join(spelled) for spelled in read for gap in ("", "'"))


def _answered_in(mention: Mention, zh: str) -> bool:
    """Tell whether a Chinese text may hold what an English name says."""
    for name in mention.names:
        if name in zh or any(word in HOME for word in _english_words(name)):
            return True
        if BODY in mention.classes and name[-HEAD:] in zh:
            return True
        if mention.classes & SHORTENED and name[0] in _without_names(zh):
            return True
        if any(spelled_by(spelled, zh) for spelled in spellings(name)):
            return True
        # Countries and continents are called by settled names: what sounds like one is chance.
        heard_alike = not mention.classes & SHORTENED and not is_spelled(name)
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
    ends, reached = set(words.ends), 0
    classed, openings, heard = _table(CLASSED), _openings(), list(runs(zh))
    for at in words.starts:
        if at < reached or zh[at : at + SHORTEST] not in openings:
            continue
        for length in range(min(LONGEST, len(zh) - at), SHORTEST - 1, -1):
            name, end = zh[at : at + length], at + length
            if name not in classed or (end not in ends and zh[end : end + 1] not in AFTER):
                continue
            if not within(name, at, heard):
                yield Mention(Span(at, end), frozenset({name}), classes_of(name))
                reached = end
                break


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """Return how the names with a class begin; at most words of a text none does."""
    return frozenset(name[:SHORTEST] for name in _table(CLASSED))


def within(name: str, at: int, heard: list[re.Match[str]]) -> bool:
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
