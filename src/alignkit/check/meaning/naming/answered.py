"""Whether a name of one text is answered in the other, in any form that tables and sounds know."""

from __future__ import annotations

from itertools import pairwise

from alignkit.words.lexicon import meanings, readings, stem_of, syllables
from alignkit.words.namebook import SHARED, Known, chinese_of, telling
from alignkit.words.names import called
from alignkit.words.tokens import Token

# A Chinese place is spelled by so many characters at most.
MOST_SYLLABLES = 4
# What renders a name more seldom answers it not.
FAINT = 0.05
# So many letters at the beginning make two words forms of one name: China and Chinese.
ROOT = 4


def answered(known: Known, held: list[Token]) -> bool:
    """Tell whether an English text holds a Chinese name, in any form."""
    words = {token.folded for token in held}
    for name in known.english:
        if any(
            word == other or (_same(word, other) and not _of_another(other, known))
            for word in telling(name)
            for other in words
        ):
            return True
    called = {stem for stem, value in meanings(known.chinese).items() if value >= FAINT}
    if called and not called.isdisjoint(map(stem_of, words - SHARED)):
        return True
    heard = [part for token in held if token.text[0].isupper() for part in syllables(token.folded)]
    sounds = readings()
    own = [sounds.get(c, frozenset()) for c in known.chinese[:2]]
    return any(a in own[0] and b in own[1] for a, b in pairwise(heard))


def _of_another(word: str, known: Known) -> bool:
    """Tell whether a word names something else: Austria begins as Australia does, and is none."""
    own = {*chinese_of(word), *called(word)}
    return bool(own) and known.chinese not in own and "country" in known.kinds


def _same(first: str, second: str) -> bool:
    length = min(len(first), len(second))
    return first == second or (
        length >= ROOT and first[: max(ROOT, length - 2)] == second[: max(ROOT, length - 2)]
    )


def spelled_by(word: str, zh: str) -> bool:
    """Tell whether neighbouring characters spell a word in pinyin, wherever its syllables part."""
    sounds = readings()
    for start in range(len(zh) if word else 0):
        rests = {word}
        for character in zh[start : start + MOST_SYLLABLES]:
            rests = {
                rest[len(sound) :]
                for rest in rests
                for sound in sounds.get(character, ())
                if rest.startswith(sound)
            }
            if "" in rests:
                return True
            if not rests:
                break
    return False
