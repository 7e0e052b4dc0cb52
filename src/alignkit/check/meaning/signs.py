"""Words that take a side: they deny, oblige, rise, come before, name the buyer or the seller.

The sides are members of sets of contraries (data/meaning/contrasts.tsv).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from alignkit.embed.english import irregular_forms
from alignkit.words.lexicon import HAN_FIRST, meanings, stem_of
from alignkit.words.tokens import denies, is_negative

# What English puts before a word to deny it, and the letters that are left at least.
PREFIXES, SHORTEST = ("un", "in", "im", "ir", "il", "dis", "non"), 5
# So many renderings of a Chinese word say what it means.
RENDERINGS = 3
# A Chinese word of four characters has a head of two.
HEAD = 2
# Two of these apart are one word in English: have to, in principle.
JOINED = "_"


@lru_cache(maxsize=1)
def rows() -> list[list[str]]:
    """Return the lines of the table: set, member, Chinese forms, English forms."""
    text = files("alignkit.data.meaning").joinpath("contrasts.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def contraries() -> dict[str, tuple[str, ...]]:
    """Return for each member the members of its set that exclude it."""
    sets: dict[str, list[str]] = {}
    for name, member, _, _ in rows():
        sets.setdefault(name, []).append(f"{name}/{member}")
    return {one: tuple(m for m in held if m != one) for held in sets.values() for one in held}


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
        # The encoder cuts at hyphens: a non-breaching party is three words.
        for form in en.replace("-", JOINED).split():
            stems = {form} if JOINED in form or form in irregular else {form, stem_of(form)}
            for key in stems:
                if one not in english.get(key, ()):
                    english[key] = (*english.get(key, ()), one)
    return chinese, english


@lru_cache(maxsize=100_000)
def members(word: str) -> tuple[str, ...]:
    """Return the members that a word as the encoder cuts it may speak of.

    >>> members("下降"), members("fell")
    (('change/down',), ('change/down',))
    """
    chinese, english = forms()
    if word >= HAN_FIRST:
        # 大幅提高 may be cut as one word: its head stands last.
        head = word[-HEAD:] if len(word) == 2 * HEAD else word
        return chinese.get(word) or chinese.get(head, ())
    return english.get(word) or english.get(stem_of(word), ())


@lru_cache(maxsize=50_000)
def negative(word: str) -> bool:
    """Tell whether a word denies, by itself or by what it means.

    >>> negative("禁止"), negative("refuse"), negative("允许")
    (True, True, False)
    """
    if denies(word):
        return True
    if word >= HAN_FIRST:
        return any(is_negative(stem) for stem in list(meanings(word))[:RENDERINGS])
    return is_negative(word) or any(
        word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST for prefix in PREFIXES
    )
