"""Sayings of the original, which no dictionary knows: a whole clause renders one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignkit.link.cells import word_class
from alignkit.words.classes import mark_of
from alignkit.words.lexicon import meanings
from alignkit.words.numbered import Words
from alignkit.words.script import HAN
from alignkit.words.tokens import is_negator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Sayings have so many characters: 三十而立. A clause of more words renders more than one.
SAYING, LONGEST = 4, 10
# How jieba's dictionary marks idioms and set phrases; what one word renders so surely is a word.
IDIOMS, RENDERED = ("i", "l"), 0.15
# Small words with which the rendering of a saying may begin and end; others are the sentence's.
_BEGIN = frozenset(
    "at by in on from with without no not never all one each every any when whoever what".split()
)
# What a question begins with that denies to assert: is it not delightful?
_ASKING = frozenset("is are was were am do does did has have will would can could should".split())
_END = frozenset("all one them him her it others not up out off down away back".split())


def is_saying(form: str) -> bool:
    """Tell whether a word is so long that it is a saying, and has no meaning in the lexicon."""
    return len(form) >= SAYING and bool(HAN.match(form)) and not meanings(form)


def is_idiom(form: str) -> bool:
    """Tell whether the dictionary marks a long word as an idiom and no one word renders it.

    >>> is_idiom("三十而立"), is_idiom("有条不紊"), is_idiom("制造业企业")
    (True, False, False)
    """
    marked = len(form) >= SAYING and mark_of(form).startswith(IDIOMS)
    return marked and max(meanings(form).values(), default=0.0) < RENDERED


def whole_saying(
    first: int, last: int, words: Words, claimed: NDArray[np.bool_]
) -> tuple[int, int]:
    """Return the clause around what renders a part of a saying, as far as nothing else claims it.

    “At thirty I stood firm” is what 三十而立 is rendered by where “thirty” is linked to it.
    """
    low, high = first, last

    def free(at: int) -> bool:
        kind = word_class(words.forms[at])
        return kind == 1 or (kind == 0 and not claimed[at])

    while low > 0 and free(low - 1):
        low -= 1
    while high + 1 < len(words) and free(high + 1):
        high += 1
    while low < first and word_class(words.forms[low]) == 1 and words.forms[low] not in _BEGIN:
        low += 1
    while high > last and word_class(words.forms[high]) == 1 and words.forms[high] not in _END:
        high -= 1
    if is_negator(words.forms[low]):
        low = _asked(low, words)
    return (low, high) if high - low < LONGEST else (first, last)


def _asked(low: int, words: Words) -> int:
    """Return where a question that denies begins, or the place itself where nothing is asked.

    “Not delightful” would turn the sense of “is it not delightful?”.
    """
    ends = next((form for form in words.forms[low:] if form in ".?!;"), "")
    first = low
    while first > 0 and word_class(words.forms[first - 1]) == 1:
        first -= 1
        if words.forms[first] in _ASKING:
            return first if ends == "?" else low
    return low
