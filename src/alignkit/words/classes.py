"""Word classes of Chinese words, as jieba's dictionary marks them."""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from alignkit.words.halving import Lines, ordered

NOUN, NAME, VERB, ADJECTIVE, ADVERB, OTHER = "noun", "name", "verb", "adjective", "adverb", "other"
NUMBER = "number"
#: Classes whose words stand in noun phrases.
NOMINAL = frozenset({NOUN, NAME, ADJECTIVE})
# What the marks begin with, the longer ones first: a verb that is a noun as well is a noun.
MARKS = (
    ("nr", NAME), ("ns", NAME), ("nt", NAME), ("nz", NAME), ("vn", NOUN), ("an", NOUN),
    ("n", NOUN), ("v", VERB), ("ad", ADVERB), ("a", ADJECTIVE), ("b", ADJECTIVE), ("z", ADJECTIVE),
    ("m", NUMBER), ("d", ADVERB), ("j", NOUN), ("l", NOUN), ("i", NOUN), ("t", NOUN), ("s", NOUN),
    ("eng", NOUN),
)  # fmt: skip

# What `counted` gives for the dictionary of jieba 0.42.1, by its checksum, which is told sooner.
TOTALS = {0x1394096D: 60_101_967}


@lru_cache(maxsize=50_000)
def class_of(word: str) -> str:
    """Return the class of a Chinese word; one that no dictionary knows is of its last part's.

    >>> class_of("制造业"), class_of("促进")
    ('noun', 'verb')
    """
    for start in range(len(word)):
        mark = mark_of(word[start:])
        if mark:
            # Names are told by the whole word alone.
            found = next((name for begin, name in MARKS if mark.startswith(begin)), OTHER)
            return NOUN if start and found == NAME else found
    return NOUN


def is_known(word: str) -> bool:
    """Tell whether the dictionary has a word.

    >>> is_known("清晰"), is_known("晰的")
    (True, False)
    """
    return bool(mark_of(word))


def is_verbal(word: str) -> bool:
    """Tell whether a word is a noun and a verb alike.

    >>> is_verbal("发展"), is_verbal("领域")
    (True, False)
    """
    return mark_of(word).startswith("vn")


@lru_cache(maxsize=50_000)
def mark_of(word: str) -> str:
    """Return what a word is marked as in jieba's dictionary, nothing where it is not there.

    >>> mark_of("促进"), mark_of("北京"), mark_of("促进促进")
    ('v', 'ns', '')
    """
    return (entries().get(word) or " ").split(" ")[1]


@lru_cache(maxsize=1)
def entries() -> Lines:
    """Return the lines of jieba's dictionary, in order."""
    return ordered(dictionary(), " ")


@lru_cache(maxsize=1)
def dictionary() -> bytes:
    """Return jieba's dictionary, a word a line with its count and its mark; jieba is not opened."""
    spec = find_spec("jieba")
    folders = spec.submodule_search_locations if spec else None
    return (Path(folders[0]) / "dict.txt").read_bytes() if folders else b""


def total(lines: bytes) -> int:
    """Return what `counted` does, for a dictionary that is known without counting."""
    return TOTALS.get(zlib.crc32(lines)) or counted(lines)


def counted(lines: bytes) -> int:
    """Return the sum of the counts of a dictionary, which stand between two spaces.

    >>> counted("北京 34488 ns\\n和平 2021 n\\n".encode())
    36509
    """
    import numpy as np

    held = np.frombuffer(lines, np.uint8)
    spaces = np.flatnonzero(held == ord(" "))
    starts, ends = spaces[::2] + 1, spaces[1::2]
    found, place = 0, 0
    while len(starts):
        starts, ends = (each[starts < ends - place] for each in (starts, ends))
        place += 1
        found += 10 ** (place - 1) * int((held[ends - place] - np.uint8(ord("0"))).sum(dtype=int))
    return found
