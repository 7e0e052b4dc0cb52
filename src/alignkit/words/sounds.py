"""Which letters a Chinese character stands for in foreign names, and how well a name fits.

邓莫尔 is Dunmore: 邓 stands for “dun”, 莫 for “mo”, 尔 for “re”. What each of 865 characters
stands for, and how likely, was learned from 38,000 names in both scripts (`training sounds`).
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from importlib.resources import files

FILE = "sounds.tsv"
# Letters that are equally likely where nothing is known; a character stands for so many at most.
LETTERS, MOST = 16.0, 6
# How likely a character stands for letters that it never stood for, by their number.
UNHEARD = (2e-4, 3e-3, 6e-3, 6e-3, 3e-3, 1e-3, 5e-4)
_COST = tuple(math.log(share) for share in UNHEARD)
_NEVER = -1e9
# A name has so many characters at most.
LONGEST = 9
# A stretch is written by its sound from these log odds on; a character adds so much at most, and
# one that no name holds takes so much away. It ends where it falls so far below its best.
SURE, HIGHEST, STRANGE, FALL = 4.0, 2.5, -3.0, 2.5
_HAN = re.compile(r"[㐀-鿿·•]+")
PARTED = "·•"


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[float, dict[str, float]]]:
    text = files("alignkit.data.meaning").joinpath(FILE).read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        character, odds, told = line.split("\t")
        held = {}
        for one in told.split(" "):
            letters = one.rstrip("-0123456789")
            held[letters] = int(one[len(letters) :]) / 10
        found[character] = int(odds) / 10, held
    return found


@lru_cache(maxsize=50_000)
def _steps(character: str, word: str) -> tuple[tuple[int, int, float], ...]:
    """Return from where to where a character may lead in a word, and what speaks for it."""
    known = _table().get(character)
    if known is None:
        return ()
    held, size = known[1], len(word)
    return tuple(
        (start, start + length, held.get(word[start : start + length], _COST[length]))
        for start in range(size + 1)
        for length in range(min(MOST, size - start) + 1)
        # That a character stands for nothing is learned, not guessed: 当 in 阿什当.
        if length or "" in held
    )


def hear(word: str, chinese: str) -> tuple[float, int, int]:
    """Return how well the best stretch of a Chinese text fits a word, a letter, and its place.

    The word is in small letters without accents. Names fit by one and more, others by less than
    nothing.

    >>> fit, start, end = hear("dunmore", "在邓莫尔号失事后")
    >>> fit > 1, start, end
    (True, 1, 4)
    >>> hear("dunmore", "在邓巴顿号失事后")[0] < 0.4
    True
    """
    size, best = len(word), (_NEVER, 0, 0)
    before = [(_NEVER, 0)] * (size + 1)
    for at, character in enumerate(chinese):
        now = [(_NEVER, 0)] * (size + 1)
        for start, end, worth in _steps(character, word):
            if start == 0:
                # A stretch begins with a character that stands for something.
                reached, since = (0.0, at) if end else (_NEVER, 0)
            else:
                reached, since = before[start]
            if reached > _NEVER and at - since < LONGEST and reached + worth > now[end][0]:
                now[end] = reached + worth, since
        if now[size][0] > best[0]:
            best = now[size][0], now[size][1], at + 1
        before = now
    return best[0] / max(1, size), best[1], best[2]


@lru_cache(maxsize=50_000)
def fit(word: str, name: str) -> float:
    """Return how well all of a Chinese name fits all of a word, a letter.

    >>> fit("marlow", "马洛") > 1, fit("marlow", "马尔文") < 0.6
    (True, True)
    """
    size = len(word)
    before = [0.0] + [_NEVER] * size
    for character in name:
        now = [_NEVER] * (size + 1)
        for start, end, worth in _steps(character, word):
            now[end] = max(now[end], before[start] + worth)
        before = now
    return before[size] / max(1, size)


@lru_cache(maxsize=50_000)
def part_fit(word: str, name: str) -> float:
    """Return how well a Chinese name fits the beginning or the end of a word: 内塔尼, Netanyahu.

    >>> part_fit("netanyahu", "内塔尼") > 1, part_fit("marlow", "马尔文") < 0.5
    (True, True)
    """
    best = _NEVER
    for cut in range(len(name), len(word) + 1):
        for part in (word[:cut], word[-cut:]):
            # Its last character must stand for something.
            value = fit(part, name)
            if value > best and value >= fit(part, name[:-1]):
                best = value
    return best


def written_by_sound(text: str, words: frozenset[int]) -> list[tuple[int, int]]:
    """Return the stretches of a Chinese text that are written by their sound.

    `words` are the places of characters that belong to words of the language.

    >>> written_by_sound("队长普赖斯说", frozenset())
    [(2, 5)]
    """
    found = []
    for run in _HAN.finditer(text):
        at = run.start()
        while at < run.end():
            end = _stretch(text, at, run.end(), words)
            if end is None:
                at += 1
            else:
                found.append((at, end))
                at = end
    return found


def _stretch(text: str, start: int, stop: int, words: frozenset[int]) -> int | None:
    """Return where the stretch that begins at a place ends, if it is written by its sound."""
    odds = best = 0.0
    end = None
    for at in range(start, stop):
        if text[at] not in PARTED:
            known = _table().get(text[at])
            odds += STRANGE if known is None or at in words else min(HIGHEST, known[0])
        elif at == start:
            return None
        if odds > best:
            best, end = odds, at + 1
        if odds <= 0 or odds < best - FALL:
            break
    return end if end is not None and best >= SURE and end - start > 1 else None
