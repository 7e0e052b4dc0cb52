"""English words taken apart: stems, irregular forms, pinyin syllables."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

FORMS = "irregular_forms.txt"

_VOWEL = re.compile(r"[aeiouy]")
_SUFFIXES = (
    ("ically", "ic"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
    ("lessness", "less"), ("ization", "ize"), ("isation", "ize"), ("ational", "ate"),
    ("ibility", "ible"), ("ability", "able"), ("ingly", ""), ("edly", ""), ("iness", "y"),
    ("fully", "ful"), ("ously", "ous"), ("lessly", "less"), ("ness", ""), ("ment", ""),
    ("ments", ""), ("ation", "ate"), ("ations", "ate"), ("ily", "y"), ("ies", "y"),
    ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ly", ""), ("ings", ""), ("ing", ""),
    ("ed", ""), ("ers", ""), ("er", ""), ("ors", "or"), ("est", ""),
)  # fmt: skip
# The same by their last letters, in the same order: a word is asked for those alone it may have.
_BY_LAST = {
    last: tuple(pair for pair in _SUFFIXES if pair[0][-1] == last)
    for last in {suffix[-1] for suffix, _ in _SUFFIXES}
}


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """Give the word that each irregular form belongs to, from the table beside this file."""
    lines = (Path(__file__).parent / FORMS).read_text(encoding="utf-8").splitlines()
    return {form: line.split()[0] for line in lines for form in line.split()}


def stem(word: str) -> str:
    """Give the part that a word's forms share.

    >>> [stem(word) for word in ("walking", "cities", "wept", "happily", "dogs", "running")]
    ['walk', 'city', 'weep', 'happy', 'dog', 'run']
    """
    irregular = irregular_forms().get(word)
    if irregular is not None:
        return irregular
    if word.endswith("'s"):
        return stem(word[:-2])
    if len(word) < 4:
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
        if word.endswith(("sse", "xe", "che", "she", "zze")):
            word = word[:-1]
    for suffix, kept in _BY_LAST.get(word[-1], ()):
        if word.endswith(suffix):
            root = word[: -len(suffix)]
            if len(root) >= 3 and _VOWEL.search(root):
                return _undouble(root) + kept if not kept else root + kept
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _undouble(root: str) -> str:
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return root[:-1] if root.endswith("e") and len(root) > 4 else root


class Pinyin:
    """Splits a romanised Chinese name into its syllables.

    >>> Pinyin(frozenset(("qing", "yang", "xi", "an"))).split("qingyang")
    ('qing', 'yang')
    """

    def __init__(self, syllables: frozenset[str]) -> None:
        self._syllables = syllables

    def split(self, word: str) -> tuple[str, ...]:
        """Give the syllables of a word of up to four, or nothing where it is no pinyin."""
        return self._from(word.replace("'", ""), 4)

    def _from(self, rest: str, left: int) -> tuple[str, ...]:
        if rest in self._syllables:
            return (rest,)
        if left > 1:
            for length in range(min(6, len(rest) - 1), 0, -1):
                if rest[:length] in self._syllables:
                    tail = self._from(rest[length:], left - 1)
                    if tail:
                        return (rest[:length], *tail)
        return ()
