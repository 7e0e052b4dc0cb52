"""English verbs in a rendering: their participles, and the small words that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from alignkit.embed.english import irregular_forms, stem

# Forms of these are the same in the present and in the past.
_ALIKE = frozenset("put set cut hit shut cast spread".split())
_NO_PARTICIPLES = frozenset("need indeed speed seed".split())
_LONGEST = 2


@lru_cache(maxsize=50_000)
def is_participle(word: str) -> bool:
    """Tell whether a word may be a participle of the past.

    >>> is_participle("built"), is_participle("formulated"), is_participle("important")
    (True, True, False)
    """
    base = irregular_forms().get(word)
    if base is not None:
        return base != word or word in _ALIKE
    return word.endswith("ed") and word not in _NO_PARTICIPLES


@lru_cache(maxsize=50_000)
def is_verb(word: str) -> bool:
    """Tell whether a word is an irregular verb or a form of one, as most small verbs are.

    >>> is_verb("said"), is_verb("says"), is_verb("without")
    (True, True, False)
    """
    return stem(word) in _irregular()


@lru_cache(maxsize=1)
def _irregular() -> frozenset[str]:
    return frozenset(base for form, base in irregular_forms().items() if form != base)


def with_verb(verb: str, following: Sequence[str]) -> int:
    """Return how many of the following words make up a verb with the word before them.

    >>> with_verb("accounted", ["for", "half"]), with_verb("said", ["for", "half"])
    (1, 0)
    """
    known = _table().get(stem(verb), ())
    counts = range(min(_LONGEST, len(following)), 0, -1)
    return next((count for count in counts if " ".join(following[:count]) in known), 0)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    text = files("alignkit.data").joinpath("link/verbs.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {verb: tuple(small.split(", ")) for verb, small in lines}
