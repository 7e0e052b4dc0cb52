"""People's names in pinyin: the given name is there, the family name before it is another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from alignkit.types import Span
from alignkit.words.lexicon import readings, syllables
from alignkit.words.names import is_family
from alignkit.words.numbered import Words
from alignkit.words.tokens import Token

# How Wade and Giles write initials that pinyin writes otherwise.
OLDER = (("zh", "ch"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("b", "p"), ("d", "t"), ("g", "k"),
         ("z", "ts"), ("c", "ts"))  # fmt: skip

# Initials that only pinyin has: a name with one of them is not spelled in the older way.
PINYIN_ALONE = re.compile("zh|[xqzbdgr]|c(?!h)")


def exchanged_families(zh: str, held: list[Token], words: Words) -> Iterator[tuple[Span, Span]]:
    """Yield a Chinese name and the English family name beside its given name that is another's."""
    sounds = readings()
    starts, ends = set(words.starts), set(words.ends)
    written = {token.folded for token in held}
    for at, token in enumerate(held):
        if not token.text[0].isupper():
            continue
        given = syllables(token.folded)
        if len(given) not in (1, 2):
            continue
        beside = [
            other
            for other in (*held[max(0, at - 1) : at], *held[at + 1 : at + 2])
            if _is_family(other) and _adjoin(other, token)
        ]
        if not beside or (len(given) == 1 and beside[0].span.start > token.span.start):
            continue
        places = list(_read_at(given, zh))
        before = [zh[place - 1] for place in places if place]
        own = [c for c in before if is_family(c)]
        # Where any reading of any such place is right, the name is right.
        if not own or len(own) != len(places):
            continue
        if any(not _written(sounds[c]).isdisjoint(written) for c in own):
            continue
        older = PINYIN_ALONE.match(given[0]) is None and PINYIN_ALONE.match(given[-1]) is None
        if older and any(_romanised(other.folded, c) for other in beside for c in own):
            continue
        if any(_side_by_side(token, other, zh) for other in beside):
            continue
        start = places[0] - 1
        # Characters that happen to be read so within other words are nobody's name.
        if start not in starts or start + 1 + len(given) not in ends:
            continue
        yield Span(start, start + 1 + len(given)), beside[0].span


def _is_family(token: Token) -> bool:
    """Tell whether a word may be a family name in pinyin."""
    spelled = syllables(token.folded)
    if len(spelled) != 1 or not token.text[0].isupper() or len(token.text) < 2:
        return False
    return _is_family_sound(token.folded)


@lru_cache(maxsize=1_000)
def _is_family_sound(sound: str) -> bool:
    return any(sound in own and is_family(c) for c, own in readings().items())


def _adjoin(first: Token, second: Token) -> bool:
    low, high = sorted((first.span, second.span), key=lambda span: span.start)
    return high.start - low.end == 1


def _read_at(spelled: tuple[str, ...], zh: str) -> Iterator[int]:
    sounds = readings()
    for place in range(len(zh) - len(spelled) + 1):
        if all(s in sounds.get(zh[place + i], ()) for i, s in enumerate(spelled)):
            yield place


def _written(sounds: frozenset[str]) -> frozenset[str]:
    """Return readings as passports write them too: Lu and Lyu for 吕."""
    return sounds | {s.replace("v", put).replace("ü", put) for s in sounds for put in ("u", "yu")}


def _side_by_side(first: Token, second: Token, zh: str) -> bool:
    """Tell whether two words are read side by side, in either order."""
    words = syllables(first.folded), syllables(second.folded)
    return any(list(_read_at(a + b, zh)) for a, b in (words, words[::-1]))


def _romanised(word: str, character: str) -> bool:
    """Tell whether a family name may be spelled so in the older way: Chang, Peng for 张, 邦."""
    return any(
        sound.startswith(new) and word == old + sound.removeprefix(new)
        for sound in readings()[character]
        for new, old in OLDER
    )
