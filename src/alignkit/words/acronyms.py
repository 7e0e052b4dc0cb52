"""Bodies and things that Chinese names in full and the translation by their acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from alignkit.words.lexicon import meanings
from alignkit.words.numbered import Words

_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{3,6}(?![\w-])")
# Meanings of a word that may give a letter, the likeliest first.
_MEANINGS = 6
# The part of an acronym's letters that its words must give: one of three may be a small word's.
_LIKELY = 0.66


@lru_cache(maxsize=1)
def endings() -> tuple[str, ...]:
    """Return how the Chinese names end that are known by an acronym."""
    text = files("alignkit.data.check").joinpath("name_endings.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


def spelled_out(source: Words, target: Words) -> dict[int, float]:
    """Return the words of a Chinese text whose meanings begin with the letters of an acronym.

    The acronym must stand in the translation alone, and the words must make up a name.
    """
    acronyms = {match[0] for match in _ACRONYM.finditer(target.text)}
    acronyms = {name for name in acronyms if name not in source.text}
    if not acronyms:
        return {}
    found: dict[int, float] = {}
    ends = [at for at, form in enumerate(source.forms) if form.endswith(endings())]
    for name in sorted(acronyms):
        letters = set(name.lower())
        for end in ends:
            known: set[str] = set()
            run: list[int] = []
            for at, initials in _backwards(source, end, len(name) + 2):
                if at == end or (initials & letters and len(source.forms[at]) > 1):
                    run = list(range(at, end + 1))
                known |= initials & letters
            if len(run) > 1 and len(known) >= max(2, _LIKELY * len(letters)):
                found.update(dict.fromkeys(run, len(known) / len(letters)))
    return found


def _backwards(source: Words, end: int, most: int) -> Iterator[tuple[int, set[str]]]:
    """Yield the words that lead to a last one, nearest first, with the initials of meanings."""
    for at in range(end, max(-1, end - most), -1):
        yield at, {meaning[0] for meaning in [*meanings(source.forms[at])][:_MEANINGS]}
        if source.breaks[at] == 2:
            return
