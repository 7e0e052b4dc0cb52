"""What one side denies and the other nowhere does, or says by the contrary: weighed word by word.

Of a hundred English sentences with “not” one or two are rendered without any denial, and hardly
one with “cannot”. `python -m training opposed` learned which: from natural pairs in which one side
alone denies, or says the contrary, against pairs from which the answer was taken away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

from alignkit.check.meaning.signs import JOINED, contraries, forms, members
from alignkit.words.lexicon import HAN_FIRST, meanings, sources, stem_of
from alignkit.words.tokens import DENYING, denies

FILE = "opposed.tsv"
DENIAL = "denial"
# A word of which so large a share of what renders it denies is a denial: unable, illegal.
DENIES = 0.55
# Less than that, and the other side may have meant it: two steps.
HINTS = (0.15, 0.35)
# So many denials are told apart.
MOST = 4
# Longer texts hold too many words to be weighed together.
MOST_WORDS = 90
# What asks whether something has come about, behind the sign that it has.
ASKING, DONE = frozenset({"没有", "没", "没有呢"}), frozenset("了过")
TURNING = frozenset("不没")
# "Not only" adds and denies nothing; "not more than" is a bound, which the number rules read.
ADDING = frozenset({"only", "just", "merely", "simply"})
# 不但, 不仅, 不光 do in one word; longer words that begin so do as well.
ADDS = frozenset("但仅只光单")
BOUND = ("amount/", "extreme/")
# What changes how grave a statement is, not which way it goes.
FORCE = frozenset({"force", "likelihood", "option"})

Signs: TypeAlias = "list[tuple[int, str]]"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What speaks for a lost or added denial, or for a contrary: kind, places of words, signs.

    `places` are those of the Chinese and of the English words that take a side; where one side
    alone denies, those of the other are none.
    """

    kind: str
    group: str
    places: tuple[tuple[int, ...], tuple[int, ...]]
    features: frozenset[str]


def suspicions(texts: Sequence[Sequence[str]]) -> Iterator[Suspicion]:
    """Yield what is to be weighed in the words of a Chinese and an English text."""
    if max(map(len, texts)) > MOST_WORDS:
        return
    told = [signs(words) for words in texts]
    counts = [Counter(member for _, member in held) for held in told]
    for side in (0, 1):
        own = tuple(at for at, member in told[side] if member == DENIAL)
        answers = counts[1 - side][DENIAL]
        if len(own) > answers:
            group = f"{'less' if answers else 'none'}{side}"
            features = denied(texts, side, own, answers)
            yield Suspicion(DENIAL, group, ((), own) if side else (own, ()), features)
    for here, there in turned(counts):
        places = _places(told[0], here), _places(told[1], there)
        kind = "force" if here.split("/")[0] in FORCE else "contrary"
        yield Suspicion(kind, kind, places, contrary(texts, (here, there), places, counts))


def _places(told: Signs, member: str) -> tuple[int, ...]:
    return tuple(at for at, said in told if said == member)


def turned(counts: Sequence[Counter[str]]) -> Iterator[tuple[str, str]]:
    """Yield members that are said more often in Chinese and their contraries, in English."""
    for here, count in counts[0].items():
        if here != DENIAL and count > counts[1][here]:
            for there in contraries()[here]:
                if counts[1][there] > counts[0][there]:
                    yield here, there


def signs(words: Sequence[str]) -> Signs:
    """Return the words that take a side, each with what it says."""
    english = forms()[1]
    found = []
    for at, word in enumerate(words):
        joined = word + JOINED + words[at + 1] if at + 1 < len(words) else ""
        found += [(at, member) for member in english.get(joined, ()) or members(word)]
        if denying(word) >= DENIES and not asks(words, at):
            found.append((at, DENIAL))
    return found


def bounds(words: Sequence[str], at: int) -> bool:
    """Tell whether a denial is one of “not more than” or “not only”: none of the sentence.

    >>> bounds(["不得", "超过"], 0), bounds(["not", "smoke"], 0)
    (True, False)
    >>> bounds(["no", "later", "than"], 0), bounds(["不但"], 0), bounds(["不担心"], 0)
    (True, True, False)
    """
    if words[at][0] in TURNING and not ADDS.isdisjoint(words[at][1:2]):
        return True
    return list(words[at + 2 : at + 3]) == ["than"] or any(
        word in ADDING or any(member.startswith(BOUND) for member in members(word))
        for word in words[at + 1 : at + 3]
    )


def asks(words: Sequence[str], at: int) -> bool:
    """Tell whether a denial asks: at the end, 冰化了没有, or between a word and itself, 要不要.

    >>> asks(["能不能"], 0), asks(["去", "不", "去"], 1), asks(["不能"], 0)
    (True, True, False)
    """
    word = words[at]
    around = word if len(word) > 2 else "".join(words[max(0, at - 1) : at + 2])
    if len(around) > 2 and around[1] in TURNING and around[0] == around[2]:
        return True
    return at + 1 == len(words) and at > 0 and word in ASKING and words[at - 1][-1] in DONE


@lru_cache(maxsize=50_000)
def denying(word: str) -> float:
    """Return how far a word denies: 1 where it does by itself, else by what renders it.

    >>> denying("cannot"), denying("unable") > DENIES, denying("include") > DENIES
    (1.0, True, False)
    """
    if denies(word):
        return 1.0
    chinese = word >= HAN_FIRST
    held = meanings(word) if chinese else sources(stem_of(word))
    said = sum(
        value
        for other, value in held.items()
        if (denying(other) >= DENIES if chinese else not DENYING.isdisjoint(other))
    )
    return said / sum(held.values()) if held else 0.0


@lru_cache(maxsize=50_000)
def is_denial(word: str) -> bool:
    """Tell whether a word denies far enough to be one that does."""
    return denying(word) >= DENIES


def denied(
    texts: Sequence[Sequence[str]], side: int, own: Sequence[int], answers: int, gone: int = -1
) -> frozenset[str]:
    """Return the signs of a denial without an answer; `gone` is a word left out of the other."""
    bag = {_key(word) for at, word in enumerate(texts[1 - side]) if at != gone}
    found = {f"{min(len(own), MOST)}-{min(answers, MOST)}"}
    found.update(f"w {word}" for word in bag)
    for step, low in enumerate(HINTS):
        high = (*HINTS, DENIES)[step + 1]
        if any(low <= denying(word) < high for word in bag):
            found.add(f"hint {step}")
    for at in own:
        found.update(_about(texts[side], at, "o"))
    return frozenset(found)


def contrary(
    texts: Sequence[Sequence[str]],
    said: tuple[str, str],
    places: Sequence[Sequence[int]],
    counts: Sequence[Counter[str]],
) -> frozenset[str]:
    """Return the signs of a word rendered by its contrary."""
    here, there = said
    name = here.split("/")[0]
    shift = (counts[0][DENIAL] > 0) - (counts[1][DENIAL] > 0)
    also = counts[1][here] > 0, counts[0][there] > 0
    found = {name, f"{here} {there}", f"{name} denied {shift}", f"also {also[0]:d}{also[1]:d}"}
    found.add(f"many {min(map(len, places), default=0) > 1:d}")
    for side, letter in enumerate("ze"):
        for at in places[side]:
            found.update(_about(texts[side], at, letter))
    found.update(
        f"{texts[0][own]} | {_key(texts[1][other])}" for own in places[0] for other in places[1]
    )
    return frozenset(found)


def _key(word: str) -> str:
    return word if word >= HAN_FIRST else stem_of(word)


def _about(words: Sequence[str], at: int, letter: str) -> Iterator[str]:
    """Yield a word, and it with what stands before and behind."""
    padded = (*words[at - 1 : at], "^")[0] if at else "^"
    behind = (*words[at + 1 : at + 3], "$", "$")
    word = words[at]
    yield f"{letter} {word}"
    yield f"{letter}< {padded} {word}"
    yield f"{letter}> {word} {behind[0]}"
    yield f"{letter}>> {word} {behind[0]} {behind[1]}"


def odds(suspicion: Suspicion) -> float:
    """Return the log odds that a suspicion is an error, as learned on as many of either kind."""
    weights = _weights()[suspicion.group]
    return weights[""] + sum(weights.get(feature, 0.0) for feature in suspicion.features)


def bearing(group: str, words: Sequence[str], at: int) -> float:
    """Return how far a denial and the words about it speak for an error where it is alone."""
    weights = _weights()[group]
    return sum(weights.get(sign, 0.0) for sign in _about(words, at, "o"))


def absorbing(group: str, words: Sequence[str]) -> float:
    """Return how far the likeliest of some words says a denial in its own way: “less”, “fail”."""
    weights = _weights()[group]
    return min((weights.get(f"w {_key(word)}", 0.0) for word in words), default=0.0)


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    """Return for each group the weight of each sign; that of no sign is the bias."""
    text = files("alignkit.data.meaning").joinpath(FILE).read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        group, feature, weight = line.split("\t")
        found.setdefault(group, {})[feature] = float(weight)
    return found
