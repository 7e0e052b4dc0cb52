"""Words by which a text takes a side: it denies, obliges, rises, comes before, names the buyer.

The sides are members of sets of contraries (data/meaning/contrasts.tsv); to deny is one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from alignkit.check.meaning.bearing import UNSEEN, bearing
from alignkit.embed.english import irregular_forms
from alignkit.words.lexicon import HAN_FIRST, meanings, stem_of
from alignkit.words.numbered import Words
from alignkit.words.tokens import table

DENIAL = "denial"
# Characters by which a Chinese word denies; whether the whole word does is learned.
DENYING = frozenset("不没未无非勿莫沒無")
# Two of these apart are one word in English: no longer, not only, have to.
JOINED = "_"
# A Chinese word whose translations deny seldom more than others do is no denial.
LEAST = 1.0
# From this strength on a rendering is what a word is called.
SETTLED = 0.15


@dataclass(frozen=True, slots=True)
class Sign:
    """One word of a text, or two, and the members of sets that it may speak of."""

    place: int
    last: int
    form: str
    members: tuple[str, ...]


@lru_cache(maxsize=1)
def contraries() -> dict[str, tuple[str, ...]]:
    """Return for each member the members of its set that exclude it."""
    sets: dict[str, list[str]] = {}
    for name, member, _, _ in rows():
        sets.setdefault(name, []).append(f"{name}/{member}")
    return {one: tuple(m for m in held if m != one) for held in sets.values() for one in held}


def rows() -> list[list[str]]:
    """Return the lines of the table: set, member, Chinese forms, English forms."""
    text = files("alignkit.data.meaning").joinpath("contrasts.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def forms() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the members that Chinese and English forms may speak of."""
    chinese: dict[str, tuple[str, ...]] = {}
    english: dict[str, tuple[str, ...]] = {}
    irregular = irregular_forms()
    for name, member, zh, en in rows():
        one = f"{name}/{member}"
        for form in zh.split():
            chinese[form] = (*chinese.get(form, ()), one)
        for form in en.split():
            stems = {form} if JOINED in form or form in irregular else {form, stem_of(form)}
            for key in stems:
                if one not in english.get(key, ()):
                    english[key] = (*english.get(key, ()), one)
    for form in table("negators"):
        english[form] = (*english.get(form, ()), DENIAL)
    return chinese, english


@lru_cache(maxsize=100_000)
def members(word: str) -> tuple[str, ...]:
    """Return the members that a word as the encoder cuts it may speak of.

    >>> members("下降"), members("fell")
    (('change/down',), ('change/down',))
    """
    chinese, english = forms()
    if word < HAN_FIRST:
        own = english.get(word) or english.get(stem_of(word), ())
        return (*own, DENIAL) if word.endswith(("n't", "n’t")) and DENIAL not in own else own
    found = chinese.get(word)
    if found is None:
        found = ()
        for length in range(len(word) - 1, 1, -1):
            parts = [word[at : at + length] for at in range(len(word) - length + 1)]
            held = [part for part in parts if part in chinese]
            if held:
                found = tuple(m for part in held for m in chinese[part])
                break
    return (*found, DENIAL) if not DENYING.isdisjoint(word) and denies(word) else found


def denies(word: str) -> bool:
    """Tell whether a Chinese word with a denying character denies, as its translations have it.

    >>> denies("不能"), denies("不断"), denies("非洲")
    (True, False, False)
    """
    unseen = UNSEEN if word[0] in DENYING and not _settled(word) else 0.0
    return bearing("zh").weight(word, DENIAL, unseen) >= LEAST


def _settled(word: str) -> bool:
    """Tell whether a word of several characters has a rendering of its own that denies nothing."""
    found = meanings(word) if len(word) > 1 else {}
    if not found or max(found.values()) < SETTLED:
        return False
    return not any(stem in table("negators") for stem in list(found)[:3])


def signs(words: Words) -> list[Sign]:
    """Return the signs of a text, in order."""
    return list(signs_of(words.forms))


def signs_of(held: list[str]) -> Iterator[Sign]:
    """Yield the signs among words, in order."""
    english = forms()[1]
    at = 0
    while at < len(held):
        joined = held[at] + JOINED + held[at + 1] if at + 1 < len(held) else ""
        if joined in english:
            yield Sign(at, at + 1, joined, english[joined])
            at += 2
            continue
        own = members(held[at])
        if own:
            yield Sign(at, at, held[at], own)
        at += 1


def cues(words: Words) -> set[str]:
    """Return what a text may tell of its translation by: its words, and pairs with a denial."""
    return set(cues_between(words.forms, 0, len(words.forms)))


def cues_between(held: list[str], low: int, high: int) -> Iterator[str]:
    """Yield the cues among some words of a text."""
    for at in range(low, high):
        word = held[at]
        if word >= HAN_FIRST:
            yield word
            continue
        yield stem_of(word)
        if at + 1 < high and (DENIAL in members(word) or word + JOINED + held[at + 1] in _pairs()):
            yield word + JOINED + held[at + 1]


@lru_cache(maxsize=1)
def _pairs() -> frozenset[str]:
    return frozenset(form for form in forms()[1] if JOINED in form)
