"""What the original says of a name: whether it holds it, as far as dictionaries can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from alignkit.words.classes import entries, mark_of
from alignkit.words.foreign import chinese_skeleton, chinese_skeletons, common_share, latin_skeleton
from alignkit.words.lexicon import readings, sources, stem_of, syllables
from alignkit.words.tokens import Token

HELD, LACKING, UNKNOWN = "held", "lacking", "unknown"
# In place of the characters that sound like a foreign name: which they are is not told.
HEARD = "heard"
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
# Names sound alike that have so large a share of so many consonants in common.
ALIKE, CONSONANTS = 0.6, 2
# A name read in Mandarin has no more characters.
LONGEST_READ = 4
# jieba's marks of people, places and organisations.
PROPER = ("nr", "ns", "nt")
_PERSON = re.compile(r"\S{2,3} \d+ nr")
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
    if is_home(word):
        return UNKNOWN
    words = _called(stem)
    spelled = syllables(word)
    if (spelled and _sounds(spelled, source)) or _heard(word, source):
        return HELD
    there = [chinese for chinese, _ in words if chinese in source]
    if there:
        return HELD if any(map(is_proper, there)) else UNKNOWN
    if len(spelled) >= SYLLABLES:
        return LACKING
    chinese, strength = max(words, key=lambda pair: pair[1], default=("", 0.0))
    if strength < CALLED or not is_proper(chinese) or chinese[0] in source:
        return UNKNOWN
    return LACKING


def is_home(word: str) -> bool:
    """Tell whether a word names the country of the original itself."""
    return word in HOME or stem_of(word) in HOME


def is_own(word: str) -> bool:
    """Tell whether an English word is a name wherever it stands: nobody writes it small.

    >>> is_own("Tonga"), is_own("Things")
    (True, False)
    """
    known = sources(stem_of(word.casefold()))
    return not known or is_proper(max(known, key=known.__getitem__))


def is_spelled(word: str) -> bool:
    """Tell whether a word is a name by its letters: two syllables of pinyin that are no word.

    >>> is_spelled("Zigong"), is_spelled("Pagan")
    (True, False)
    """
    return len(syllables(word.casefold())) >= SYLLABLES and is_own(word)


def is_common(run: Sequence[Token]) -> bool:
    """Tell whether a run of capitalised words is a title's words, and no name."""
    return all(_is_common(token.folded) for token in run)


def _is_common(word: str) -> bool:
    words = _called(stem_of(word))
    known = any(strength >= CALLED for _, strength in words)
    named = len(syllables(word)) >= SYLLABLES or any(is_proper(chinese) for chinese, _ in words)
    return known and not named


def borne_by(run: Sequence[Token], source: str) -> frozenset[str]:
    """Return the words of a Chinese original that a name stands for, HEARD where it is heard."""
    found: set[str] = set()
    for token in run:
        word = token.folded
        found.update(zh for zh, _ in _called(stem_of(word)) if zh in source)
        spelled = syllables(word)
        found.update({_sounds(spelled, source)} - {""} if spelled else ())
        if not found and _heard(word, source):
            found.add(HEARD)
    return frozenset(found)


def _sounds(spelled: Sequence[str], source: str) -> str:
    """Return neighbouring characters that are read as these syllables."""
    held = readings()
    for start in range(len(source) - len(spelled) + 1):
        part = source[start : start + len(spelled)]
        if all(s in held.get(c, ()) for s, c in zip(spelled, part)):
            return part
    return ""


def is_read(text: str, chinese: str) -> bool:
    """Tell whether a text is how a Chinese name is read.

    >>> is_read("Fan Chi", "樊迟"), is_read("gentleman", "君子")
    (True, False)
    """
    if len(chinese) > LONGEST_READ:
        return False
    sounds = [readings().get(character, frozenset()) for character in chinese]
    return _letters(text) in {"".join(parts) for parts in product(*sounds)}


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalpha())


def is_sound(text: str, chinese: str) -> bool:
    """Tell whether a text is how a Chinese name is read, or the foreign name that it sounds like.

    >>> is_sound("Thalys", "塞力斯"), is_sound("gentleman", "君子")
    (True, False)
    """
    if is_read(text, chinese):
        return True
    one, other = chinese_skeleton(chinese), latin_skeleton(_letters(text))
    alike = min(len(one), len(other)) >= CONSONANTS and common_share(one, other) >= ALIKE
    # A word that the lexicon knows well is a word.
    known = max(sources(stem_of(text.casefold())).values(), default=0.0)
    return alike and (known < CALLED or is_own(text))


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
    return [zh for zh, strength in _called(stem_of(word)) if strength >= CALLED]


def _called(stem: str) -> list[tuple[str, float]]:
    """Return what an English stem is called in Chinese, with the strengths."""
    return [held for held in sources(stem).items() if held[1] >= LEAST]


def is_proper(chinese: str) -> bool:
    """Tell whether jieba's dictionary marks a word as a person's, a place's or a body's name.

    >>> is_proper("北京"), is_proper("和平")
    (True, False)
    """
    return mark_of(chinese).startswith(PROPER)


def is_place(chinese: str) -> bool:
    """Tell whether jieba's dictionary marks a word as the name of a place."""
    return mark_of(chinese).startswith("ns")


@lru_cache(maxsize=10_000)
def is_family(character: str) -> bool:
    """Tell whether a character begins many names of people in jieba's dictionary.

    One that begins few of them is no family name but a foreign sound.

    >>> is_family("王"), is_family("的")
    (True, False)
    """
    lines = entries().beginning(character)
    return sum(1 for line in lines if _PERSON.match(line)) >= FAMILY
