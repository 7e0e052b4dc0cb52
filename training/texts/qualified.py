"""Words that say of how much or how surely something holds: lost, added, or turned to another.

The classes are closed ones of both languages. A word is taken out, or another class put in its
place, where both sides speak of the class; one is put in where neither side speaks of any.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from alignkit.words.lexicon import HAN_FIRST

#: Chinese and English words of a class.
CLASSES = {
    "sole": ("只 仅 仅仅 只有 只是 仅仅是 唯一", "only merely solely just exclusively"),
    "near": ("几乎 近乎 差不多 接近 将近", "almost nearly virtually practically"),
    "part": (
        "大部分 大多数 多数 部分 一些 有些 基本 基本上 大致 大体 主要 局部 大多",
        "most mostly mainly primarily partly partially largely some basically broadly roughly "
        "chiefly",
    ),
    "whole": (
        "全部 所有 一切 完全 全面 彻底 整个 全都 均 都 各 每",
        "all every entire entirely fully completely whole totally each wholly",
    ),
    "usual": (
        "通常 一般 往往 有时 经常 原则上 偶尔",
        "usually generally often sometimes typically normally occasionally",
    ),
    "first": (
        "初步 暂时 暂 临时",
        "preliminary initial temporarily temporary provisional tentatively",
    ),
    "least": ("至少 最少 起码", ""),
}  # fmt: skip
#: Words of a class that may stand behind an English auxiliary, beside those that end as adverbs do.
ADVERBS = frozenset({"just", "often", "almost", "sometimes"})
#: How often another class takes the place of a word, and how often one is put in at a verb.
TURNED, ADDED, AT_VERB = 0.6, 0.4, 0.3


class Qualifiers:
    """Proposes such changes to one side of a pair of word numbers."""

    def __init__(self, ids: dict[str, int], verbs: set[int], auxiliaries: frozenset[str]) -> None:
        self.form_of: dict[int, str] = {}
        self.class_of: dict[int, str] = {}
        self.members: dict[tuple[str, int], list[int]] = {}
        for name, sides in CLASSES.items():
            for side, forms in enumerate(sides):
                held = [form for form in forms.split() if form in ids]
                self.members[name, side] = [ids[form] for form in held]
                self.class_of.update((ids[form], name) for form in held)
                self.form_of.update((ids[form], form) for form in held)
        self.verbs = verbs
        self.auxiliaries = {ids[form] for form in auxiliaries if form in ids}

    def options(
        self, dice: random.Random, pair: Sequence[Any], side: int
    ) -> Iterator[tuple[int, int, list[int]]]:
        """Yield what may be changed: from, to, what is put there."""
        own = [int(word) for word in pair[side]]
        here = [self.class_of.get(word) for word in own]
        there = {self.class_of[int(w)] for w in pair[1 - side] if int(w) in self.class_of}
        for at, name in enumerate(here):
            if name and name in there:
                yield at, at + 1, []
                others = self._others(own[at], name, side)
                if others and dice.random() < TURNED:
                    yield at, at + 1, [dice.choice(others)]
        if not there and not any(here) and dice.random() < ADDED:
            yield from self._added(dice, own, side)

    def _added(
        self, dice: random.Random, own: list[int], side: int
    ) -> Iterator[tuple[int, int, list[int]]]:
        for at, word in enumerate(own):
            name = dice.choice(list(CLASSES))
            if side == 0 and at and word in self.verbs and dice.random() < AT_VERB:
                yield at, at, [dice.choice(self.members[name, 0])]
            elif side == 1 and word in self.auxiliaries:
                put = [m for m in self.members[name, 1] if self._is_adverb(m)]
                if put:
                    yield at + 1, at + 1, [dice.choice(put)]

    def _others(self, word: int, name: str, side: int) -> list[int]:
        """Return words of other classes that fit into a word's place."""
        form = self.form_of[word]
        return [
            other
            for (own, of), held in self.members.items()
            for other in held
            if own != name and of == side and _alike(form, self.form_of[other])
        ]

    def _is_adverb(self, word: int) -> bool:
        return self.form_of[word].endswith("ly") or self.form_of[word] in ADVERBS


def _alike(own: str, other: str) -> bool:
    if own >= HAN_FIRST:
        return len(own) == len(other)
    return own.endswith("ly") == other.endswith("ly")
