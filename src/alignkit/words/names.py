"""What the original says of a name: whether it holds it, as far as dictionaries can tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from alignkit.words.foreign import chinese_skeletons, latin_skeleton
from alignkit.words.lexicon import BASE, STEP, lexicon, readings, stem_of, syllables
from alignkit.words.tokens import Token

HELD, LACKING, UNKNOWN = "held", "lacking", "unknown"
# A Chinese word that renders a name this seldom says nothing about it.
LEAST = 0.06
# From here on a Chinese word is what a name is called in Chinese.
CALLED = 0.15
# One syllable of pinyin may be an English word or another romanisation.
SYLLABLES = 2
# A family name begins so many names of people at least.
FAMILY = 40
# A part of a foreign name's sounds that is found in this many neighbouring characters.
LONGEST = 6
# jieba's marks of people, places and organisations.
PROPER = ("nr", "ns", "nt")
_NAMED = re.compile(r"^(\S+) \d+ (n[rst])", re.MULTILINE)
# Names of the country itself come and go in translations: 我国, 国家, 中央.
HOME = frozenset({"china", "chines", "chinese", "sino", "prc"})


def stand(run: Sequence[Token], source: str) -> str:
    """Tell whether a Chinese original holds a name: held, lacking or unknown."""
    stands = [_stand(token, source) for token in run]
    if LACKING in stands:
        return LACKING
    return HELD if HELD in stands else UNKNOWN


def _stand(token: Token, source: str) -> str:
    word = token.folded
    stem = stem_of(word)
    if stem in HOME or word in HOME:
        return UNKNOWN
    words = _called().get(stem, [])
    spelled = syllables(word)
    if (spelled and _sounds(spelled, source)) or _heard(word, source):
        return HELD
    there = [chinese for chinese, _ in words if chinese in source]
    if there:
        return HELD if any(chinese in proper() for chinese in there) else UNKNOWN
    if len(spelled) >= SYLLABLES:
        return LACKING
    chinese, strength = max(words, key=lambda pair: pair[1], default=("", 0.0))
    if strength < CALLED or chinese not in proper() or chinese[0] in source:
        return UNKNOWN
    return LACKING


def is_common(run: Sequence[Token]) -> bool:
    """Tell whether a run of capitalised words is a title's words, and no name."""
    return all(_is_common(token.folded) for token in run)


def _is_common(word: str) -> bool:
    words = _called().get(stem_of(word), [])
    known = any(strength >= CALLED for _, strength in words)
    named = len(syllables(word)) >= SYLLABLES or any(c in proper() for c, _ in words)
    return known and not named


def _sounds(spelled: Sequence[str], source: str) -> bool:
    """Tell whether neighbouring characters are read as these syllables."""
    held = readings()
    return any(
        all(s in held.get(c, ()) for s, c in zip(spelled, source[start : start + len(spelled)]))
        for start in range(len(source) - len(spelled) + 1)
    )


def _heard(word: str, source: str) -> bool:
    """Tell whether characters of the source sound like a foreign name."""
    skeleton = latin_skeleton(word)
    if len(skeleton) < 3:
        return False
    return skeleton in _skeletons(source)


@lru_cache(maxsize=64)
def _skeletons(source: str) -> frozenset[str]:
    return chinese_skeletons(source, LONGEST)


def called(word: str) -> list[str]:
    """Return what an English name is called in Chinese, as far as the lexicon is sure."""
    return [zh for zh, strength in _called().get(stem_of(word), ()) if strength >= CALLED]


@lru_cache(maxsize=1)
def _called() -> dict[str, list[tuple[str, float]]]:
    """Return what each English stem is called in Chinese, with the strengths."""
    strengths = {str(digit): BASE * STEP**digit for digit in range(10)}
    kept = {digit for digit, strength in strengths.items() if strength >= LEAST}
    found: dict[str, list[tuple[str, float]]] = {}
    for chinese, stems in lexicon().items():
        if not chinese.isascii():
            for part in stems.split():
                if part[-1] in kept:
                    found.setdefault(part[:-1], []).append((chinese, strengths[part[-1]]))
    return found


@lru_cache(maxsize=1)
def proper() -> frozenset[str]:
    """Return the names of jieba's dictionary."""
    return _marked(PROPER)


def people() -> frozenset[str]:
    """Return the names of people in jieba's dictionary."""
    return _marked(("nr",))


def places() -> frozenset[str]:
    """Return the names of places in jieba's dictionary."""
    return _marked(("ns",))


@lru_cache(maxsize=4)
def _marked(marks: tuple[str, ...]) -> frozenset[str]:
    """Return the words of these marks."""
    return frozenset(word for word, mark in _names() if mark in marks)


@lru_cache(maxsize=1)
def _names() -> list[tuple[str, str]]:
    """Return the names of jieba's dictionary with the first two letters of their marks.

    It is read as a table: jieba itself is not opened. Taking it line by line takes a second.
    """
    spec = find_spec("jieba")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        return []
    text = (Path(folders[0]) / "dict.txt").read_text(encoding="utf-8")
    return _NAMED.findall(text)


@lru_cache(maxsize=1)
def families() -> frozenset[str]:
    """Return the characters that begin the names of people in jieba's dictionary, by count.

    A character that begins few of them is no family name but a foreign sound.
    """
    counts = Counter(name[0] for name in people() if 2 <= len(name) <= 3)
    return frozenset(c for c, count in counts.items() if count >= FAMILY)
