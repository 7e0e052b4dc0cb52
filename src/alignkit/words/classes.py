"""Word classes of Chinese words, as jieba's dictionary marks them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

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


@lru_cache(maxsize=50_000)
def class_of(word: str) -> str:
    """Return the class of a Chinese word; one that no dictionary knows is of its last part's.

    >>> class_of("制造业"), class_of("促进")
    ('noun', 'verb')
    """
    marks = _marks()
    for start in range(len(word)):
        mark = marks.get(word[start:])
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
    return word in _marks()


def is_verbal(word: str) -> bool:
    """Tell whether a word is a noun and a verb alike.

    >>> is_verbal("发展"), is_verbal("领域")
    (True, False)
    """
    return _marks().get(word, "").startswith("vn")


@lru_cache(maxsize=1)
def _marks() -> Mapping[str, str]:
    spec = find_spec("jieba")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        return {}
    cells = (Path(folders[0]) / "dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(cells[::3], cells[2::3], strict=False))
