"""What an editor proposes, and the lines of the table that it draws from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bench.texts.data import Half, half_of

TABLE = Path(__file__).parent / "swaps.tsv"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the translation and the words that are to stand there instead."""

    start: int
    end: int
    new: str

    def made(self, text: str) -> str:
        """Return the text with the change in it."""
        return text[: self.start] + self.new + text[self.end :]


#: Proposes changes to a translation, given its source and the half whose words may be used.
Editor = Callable[[str, str, Half], Iterator[Change]]


@dataclass(frozen=True, slots=True)
class Swap:
    """One line of the table: the forms of a word and those of the word that is mistaken for it."""

    kind: str
    english: tuple[str, ...]
    other_english: tuple[str, ...]
    chinese: tuple[str, ...]
    other_chinese: tuple[str, ...]


@lru_cache(maxsize=16)
def swaps(kind: str, half: Half) -> tuple[Swap, ...]:
    """Return the lines of a kind that the edits of a half are made from."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        named, *forms = line.split("\t")
        if named == kind and half_of(f"{kind}:{forms[0]}") == half:
            found.append(Swap(kind, *(tuple(held.split("|")) for held in forms)))
    return tuple(found)


@lru_cache(maxsize=1024)
def english_word(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of any of the forms as a word of its own."""
    longest = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])", re.I)


def cased(new: str, old: str) -> str:
    """Return the new words with a capital where the old ones had one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
