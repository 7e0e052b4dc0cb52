"""Which English words Chinese texts keep as they are, learned from translations."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from alignkit.words.halving import Lines, ordered
from alignkit.words.lexicon import sources, stem_of

FILE = "kept.tsv"
# A plain word that is kept this often is a term of some Chinese texts; a name, nearly always.
KEPT, NAME = 0.02, 0.8
# The lexicon knows a word from this strength on.
_KNOWN = 0.05
# Names of things in programs, addresses, options: no words of a language.
CODE = re.compile(
    r"`[^`]*`|<[^>]*>|[!-~]*(?:[\w)]?[_/\\@=<>{}$#:][\w{(]|\w\.\w|--?\w|[a-z][A-Z]|\d)[!-~]*",
    re.ASCII,
)
# A word that stands by itself, its first letter perhaps a capital.
WORD = re.compile(
    r"(?<![A-Za-z0-9@./:_\\%&<>{}$#=*+'’-])[A-Za-z][a-z]{2,}"
    r"(?![A-Za-z0-9@_\\%(){}=<>/#+'’-])(?!\.\w|:\w)"
)


@lru_cache(maxsize=1)
def _rates() -> Lines:
    return ordered(files("alignkit.data.check").joinpath(FILE).read_bytes(), "\t")


def rate(word: str) -> float:
    """Return how often Chinese texts keep a word of the table, 0 for others.

    >>> rate("Linux") > 0.8, rate("dentist")
    (True, 0.0)
    """
    said = _rates().get(word)
    return int(said) / 100 if said else 0.0


def in_use(word: str) -> bool:
    """Tell whether translations hold a word, so that it is written as people write it.

    >>> in_use("universal"), in_use("Username"), in_use("Univeral")
    (True, True, False)
    """
    return bool(sources(stem_of(word.lower())) or rate(word) or rate(word.capitalize()))


def ordinary(word: str) -> bool:
    """Tell whether a word is plain English that Chinese texts translate.

    >>> ordinary("dentist"), ordinary("token"), ordinary("Dentist"), ordinary("kubectl")
    (True, False, False, False)
    """
    if not word.islower() or rate(word):
        return False
    return any(strength >= _KNOWN for strength in sources(stem_of(word)).values())
