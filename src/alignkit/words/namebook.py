"""Names in both languages, from what others keep openly: countries, cities, people, days, money."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from alignkit.words.tokens import fold

FILE = "names.tsv.xz"
# Names of few characters stand inside other words too often to be looked for as they are.
SHORTEST = 2
LONGEST = 9
_WORD = re.compile(r"[^\W\d_]+")
# Words that stand in many names, and tell none from another.
SHARED = frozenset(
    "the of and in for de la el al bin van von san saint st new north south east west city county"
    " island islands republic democratic university province district river lake mount port"
    " people peoples national company party states united kingdom day us".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """A Chinese name: what kind it is of, and what it is called in English."""

    chinese: str
    kinds: frozenset[str]
    english: tuple[str, ...]


@lru_cache(maxsize=1)
def namebook() -> dict[str, Known]:
    """Return every Chinese name of the table."""
    packed = files("alignkit.data.meaning").joinpath(FILE).read_bytes()
    kinds: dict[str, set[str]] = {}
    english: dict[str, list[str]] = {}
    for line in lzma.decompress(packed).decode("utf-8").splitlines():
        kind, chinese, names = line.split("\t")
        kinds.setdefault(chinese, set()).add(kind)
        english.setdefault(chinese, []).extend(names.split(" | "))
    return {zh: Known(zh, frozenset(kinds[zh]), tuple(english[zh])) for zh in english}


@lru_cache(maxsize=1)
def chinese_of() -> dict[str, tuple[str, ...]]:
    """Return for each word of an English name that tells it apart the Chinese names it is in."""
    found: dict[str, list[str]] = {}
    for known in namebook().values():
        for name in known.english:
            for word in telling(name):
                found.setdefault(word, []).append(known.chinese)
    return {word: tuple(names) for word, names in found.items()}


def telling(name: str) -> list[str]:
    """Return the folded words of an English name that tell it from others.

    >>> telling("University of São Paulo")
    ['sao', 'paulo']
    """
    words = [fold(word) for word in _WORD.findall(name)]
    return [word for word in words if word not in SHARED and len(word) > 1] or words


def names_in(text: str) -> Iterator[tuple[int, Known]]:
    """Yield the names that stand in a Chinese text with their places, the longest at each."""
    held = namebook()
    at = 0
    while at < len(text):
        for length in range(min(LONGEST, len(text) - at), SHORTEST - 1, -1):
            known = held.get(text[at : at + length])
            if known:
                yield at, known
                at += length
                break
        else:
            at += 1
