"""Names in both languages, from what others keep openly: countries, cities, people, days, money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from alignkit.words.tokens import fold

# The names by their Chinese and, turned, by their English words; `training names` wrote both.
FILE, TURNED = "names.tsv", "names.turned.tsv"
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


class Namebook(Mapping[str, Known]):
    """Every Chinese name of the table; a name is read when it is first asked for."""

    def __init__(self, text: str) -> None:
        cells = text.replace("\n", "\t").split("\t")
        self._lines = dict(zip(cells[::3], zip(cells[1::3], cells[2::3], strict=False)))
        self._known: dict[str, Known] = {}

    def __getitem__(self, chinese: str) -> Known:
        known = self._known.get(chinese)
        if known is None:
            kinds, english = self._lines[chinese]
            known = Known(chinese, frozenset(kinds.split()), tuple(english.split(" | ")))
            self._known[chinese] = known
        return known

    def __contains__(self, chinese: object) -> bool:
        return chinese in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@lru_cache(maxsize=1)
def namebook() -> Namebook:
    """Return every Chinese name of the table."""
    return Namebook(_text(FILE))


@lru_cache(maxsize=1)
def telling_words() -> Mapping[str, str]:
    """Return the words that tell English names apart, with the Chinese names they are in."""
    cells = _text(TURNED).replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))


def chinese_of(word: str) -> tuple[str, ...]:
    """Return the Chinese names in whose English a folded word stands that tells them apart.

    >>> "四川省" in chinese_of("sichuan")
    True
    """
    return tuple(telling_words().get(word, "").split())


def _text(name: str) -> str:
    return files("alignkit.data.meaning").joinpath(name).read_text(encoding="utf-8")


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
            name = text[at : at + length]
            if name in held:
                yield at, held[name]
                at += length
                break
        else:
            at += 1
