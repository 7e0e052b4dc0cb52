"""One error put into a pair at the level of words: what the network of meaning learns from.

A denial lost or added, a word put in the place of its contrary, a name or a word of meaning that
became another one, a word of extent (only, almost, 原则上) lost, added or turned. Words are numbers
into a vocabulary here, so that a pair is changed as often as it is drawn without being cut again.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignkit.check.meaning.signs import JOINED, rows
from alignkit.words.classes import mark_of
from alignkit.words.lexicon import HAN_FIRST, readings, stem_of, syllables
from alignkit.words.namebook import chinese_of, namebook, telling_words
from alignkit.words.names import is_family, is_proper
from alignkit.words.tokens import DENYING, denies, is_content
from training.texts.qualified import Qualifiers
from training.texts.seeds import ADDED_ZH, LOST_ZH

Ids = NDArray[np.int32]
MODAL = frozenset("must shall should may can could might will".split())
AUXILIARIES = frozenset(
    "is are was were will would can could should must may might shall has have had".split()
)
DO = frozenset("do does did".split())
NO = {"nothing": "something", "nobody": "somebody", "none": "all", "nowhere": "everywhere",
      "nor": "and", "neither": "either"}  # fmt: skip
#: Words that deny by their meaning, and what says the contrary.
LEXICAL_EN = {
    "fail": "manage", "failed": "managed", "fails": "manages", "unable": "able",
    "impossible": "possible", "unlikely": "likely", "lack": "abundance", "refused": "agreed",
    "refuse": "agree", "prohibited": "permitted", "prohibit": "permit", "forbidden": "allowed",
    "illegal": "legal", "hardly": "readily", "few": "many", "little": "much",
}  # fmt: skip
LEXICAL_ZH = {"禁止": "允许", "严禁": "允许", "缺乏": "具有", "缺少": "拥有", "拒绝": "同意",
              "毫无": "颇有", "否认": "承认", "难以": "能够"}  # fmt: skip
PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")
ENDINGS = ("ing", "ed", "ly", "tion", "s", "al", "er")
PUT_ZH = ("不", "没有", "未", "并未", "不再", "无法", "不得")
FORCE = ("force", "likelihood", "option")
CLOSED = ("country", "city", "month", "weekday", "currency", "language")
#: Neighbours of a word lie within these cosines; so many words of a language have some.
NEAR, LOOKED_AT, NEIGHBOURS = (0.25, 0.85), 16_000, 30
#: A word is denied by a prefix where what is left is so common and so near to it.
COMMON, AKIN = 12, 0.33
#: A lost denial is harder to see than an added one: it is shown more often, where there is one.
LOST = 0.65
#: A word that nothing renders is no place for a wrong one.
RENDERED = 0.3


@dataclass(frozen=True)
class Slip:
    """A side with one error: its words, capitals, the places of the new words, the kind.

    `put` tells whether there are new words; where words were only taken out, there are none.
    """

    words: Ids
    capitals: NDArray[np.bool_]
    places: list[int]
    kind: str
    put: bool


#: From, to, what is put there, the kind.
Option = tuple[int, int, list[int], str]


class Slips:
    """Puts errors into pairs of a vocabulary."""

    def __init__(self, forms: list[str], counts: NDArray[Any], units: NDArray[Any]) -> None:
        self.forms, self.counts = forms, counts
        self.ids = {form: number for number, form in enumerate(forms)}
        self.bare: dict[int, int] = {}
        self.prefixed: dict[int, list[int]] = defaultdict(list)
        self._affixes(units)
        self.contraries = self._contraries()
        self.verbs = {self.ids[word] for word in _verbs() if word in self.ids and len(word) > 1}
        self.qualifiers = Qualifiers(self.ids, self.verbs, AUXILIARIES)
        self.denying = {number for form, number in self.ids.items() if denies(form)}
        self.names: dict[int, str] = {}
        self.of_kind: dict[tuple[bool, str], list[int]] = defaultdict(list)
        self._named()
        self.romanised: dict[str, list[int]] = defaultdict(list)
        for form, number in self.ids.items():
            latin = form < HAN_FIRST and form.isalpha() and len(form) > 2
            if latin and len(syllables(form)) in (1, 2):
                self.romanised[form[0]].append(number)
        self.pinyin = [number for held in self.romanised.values() for number in held]
        self.families = [n for form, n in self.ids.items() if len(form) == 1 and is_family(form)]
        self.near: dict[int, list[int]] = {}
        self.frequent = [self._neighbours(chinese, units) for chinese in (True, False)]

    def _known(self, table: dict[str, str]) -> dict[int, int]:
        ids = self.ids
        return {ids[a]: ids[b] for a, b in table.items() if a in ids and b in ids}

    def _affixes(self, units: NDArray[Any]) -> None:
        for form, number in self.ids.items():
            if form >= HAN_FIRST:
                rests = [form[1:]] if len(form) > 1 and form[0] in DENYING else []
            else:
                rests = [form[len(p) :] for p in PREFIXES if len(form) > 6 and form.startswith(p)]
            for rest in rests:
                bare = self.ids.get(rest)
                if bare is None or self.counts[bare] < COMMON:
                    continue
                if float(units[number] @ units[bare]) > AKIN:
                    self.bare[number] = bare
                    self.prefixed[bare].append(number)
                    break

    def _contraries(self) -> dict[int, list[tuple[str, list[int]]]]:
        stems: dict[str, list[int]] = defaultdict(list)
        for form, number in self.ids.items():
            if form < HAN_FIRST and form.isalpha():
                stems[stem_of(form)].append(number)
        sets: dict[str, list[tuple[list[str], list[str]]]] = defaultdict(list)
        for name, _, zh, en in rows():
            sets[name].append((zh.split(), [form for form in en.split() if JOINED not in form]))
        found: dict[int, list[tuple[str, list[int]]]] = defaultdict(list)
        for name, members in sets.items():
            kind = "force" if name in FORCE else "contrary"
            for own in members:
                for language in (0, 1):
                    others = [self.ids[form] for held in members if held is not own
                              for form in held[language] if form in self.ids]  # fmt: skip
                    for form in own[language] if others else ():
                        wide = language == 1 and kind == "contrary" and len(form) > 3
                        alike = stems[stem_of(form)] if wide else []
                        for number in alike or ([self.ids[form]] if form in self.ids else []):
                            found[number].append((kind, others))
        return found

    def _named(self) -> None:
        book = namebook()
        kinds: dict[int, Counter[str]] = defaultdict(Counter)
        for name, known in book.items():
            kind = next((k for k in CLOSED if k in known.kinds), "name")
            if name in self.ids and len(name) > 1:
                kinds[self.ids[name]][kind] += 1
        for word, number in self.ids.items():
            if len(word) > 1 and self.counts[number] < 3000 and is_proper(word):
                kinds[number]["name" if mark_of(word).startswith("nr") else "city"] += 1
        for word in telling_words():
            for name in chinese_of(word) if word in self.ids else ():
                kind = next((k for k in CLOSED if k in book[name].kinds), "name")
                kinds[self.ids[word]][kind] += 1
        for number, found in kinds.items():
            kind = found.most_common(1)[0][0]
            self.names[number] = kind
            self.of_kind[self.forms[number] >= HAN_FIRST, kind].append(number)

    def _neighbours(self, chinese: bool, units: NDArray[Any]) -> list[int]:
        held = [
            number
            for form, number in self.ids.items()
            if (form >= HAN_FIRST) == chinese and self.counts[number] >= 8 and _meant(form)
        ]
        held = sorted(held, key=lambda number: -self.counts[number])[:LOOKED_AT]
        table = units[held].astype(np.float32)
        for low in range(0, len(held), 1000):
            likeness = table[low : low + 1000] @ table.T
            best = np.argpartition(-likeness, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
            for row, columns in enumerate(best):
                own = self.forms[held[low + row]]
                alike = [held[c] for c in columns if NEAR[0] < likeness[row, c] < NEAR[1]]
                fit = [n for n in alike if _exchangeable(own, self.forms[n])]
                if fit:
                    self.near[held[low + row]] = fit
        return held

    def make(
        self, dice: random.Random, pair: tuple[Ids, Ids], capitals: NDArray[np.bool_],
        evidence: NDArray[np.float32], side: int, kind: str,
    ) -> Slip | None:  # fmt: skip
        """Return one side of a pair with an error of a kind, None where there is no place."""
        own = pair[side]
        makers = {
            "denial": self._denials, "force": self._turned, "contrary": self._turned,
            "name": self._renamed, "term": self._replaced, "extent": self._qualified,
        }  # fmt: skip
        found = list(makers[kind](dice, pair, capitals, evidence, side, kind))
        if not found:
            return None
        low, high, put, kind = dice.choice(found)
        new = np.concatenate([own[:low], np.array(put, np.int32), own[high:]]).astype(np.int32)
        if len(new) < 2 or np.array_equal(new, own):
            return None
        places = list(range(low, low + len(put))) or [min(low, len(new) - 1)]
        if side == 1:
            like = capitals[min(low, len(capitals) - 1)]
            capitals = np.concatenate(
                [capitals[:low], np.full(len(put), like), capitals[high:]]
            ).astype(np.bool_)
        return Slip(new, capitals, places, kind, bool(put))

    def _denials(self, dice: random.Random, pair: tuple[Ids, Ids], *more: Any) -> Iterator[Option]:
        side, kind = more[-2:]
        words = [int(number) for number in pair[side]]
        lost = dice.random() < LOST
        each = (self._lost, self._added)[not lost]
        for at in range(len(words)):
            for low, high, put in each(dice, words, at, side == 0):
                held = [self.ids.get(p) if isinstance(p, str) else p for p in put]
                if None not in held:
                    yield low, high, held, kind

    def _lost(
        self, dice: random.Random, words: list[int], at: int, chinese: bool
    ) -> Iterator[tuple[int, int, Sequence[Any]]]:
        word, form = words[at], self.forms[words[at]]
        if chinese:
            table = {**LOST_ZH, **LEXICAL_ZH}
            if form in table and (not table[form] or table[form] in self.ids):
                yield at, at + 1, [table[form]] if table[form] else []
            elif word in self.bare:
                yield at, at + 1, [self.bare[word]]
            return
        if form in ("not", "never"):
            low = at - 1 if at and self.forms[words[at - 1]] in DO else at
            yield low, at + 1, ["always"] if form == "never" and dice.random() < 0.4 else []
        elif form.endswith(("n't", "n’t")):
            verb = {"wo": "will", "ca": "can", "sha": "shall"}.get(form[:-3], form[:-3])
            if verb in AUXILIARIES | DO:
                yield at, at + 1, [] if verb in DO else [verb]
        elif form == "cannot":
            yield at, at + 1, ["can"]
        elif form == "no":
            put = dice.choice(("", "some", "a", "the", "any"))
            yield at, at + 1, [put] if put else []
        elif form == "without":
            yield at, at + 1, ["with"]
        elif form in NO or form in LEXICAL_EN:
            put = NO.get(form) or LEXICAL_EN[form]
            if put in self.ids:
                yield at, at + 1, [put]
        elif word in self.bare:
            yield at, at + 1, [self.bare[word]]

    def _added(
        self, dice: random.Random, words: list[int], at: int, chinese: bool
    ) -> Iterator[tuple[int, int, Sequence[Any]]]:
        word, form = words[at], self.forms[words[at]]
        before = self.forms[words[at - 1]] if at else ""
        after = self.forms[words[at + 1]] if at + 1 < len(words) else ""
        if chinese and form in ADDED_ZH and ADDED_ZH[form] in self.ids:
            yield at, at + 1, [ADDED_ZH[form]]
        elif chinese and word in self.verbs and before and DENYING.isdisjoint(before):
            if before != "的" and dice.random() < 0.3:
                yield at, at, [dice.choice(PUT_ZH)]
        elif not chinese and form in AUXILIARIES and after not in ("not", "never", "no"):
            if form == "can" and dice.random() < 0.7:
                yield at, at + 1, ["cannot"]
            else:
                yield at + 1, at + 1, ["not" if dice.random() < 0.85 else "never"]
        elif form == "with" and dice.random() < 0.3:
            yield at, at + 1, ["without"]
        elif form in ("a", "any", "some") and before in ("is", "was", "are", "were", "has", "have"):
            yield at, at + 1, ["no"]
        elif word in self.prefixed and dice.random() < 0.4:
            yield at, at + 1, [dice.choice(self.prefixed[word])]

    def _turned(self, dice: random.Random, pair: tuple[Ids, Ids], *more: Any) -> Iterator[Option]:
        side, kind = more[-2:]
        for at, number in enumerate(pair[side]):
            for own, others in self.contraries.get(int(number), ()):
                if own == kind:
                    yield at, at + 1, [dice.choice(self._fitting(int(number), others))], kind

    def _fitting(self, word: int, others: list[int]) -> list[int]:
        """Return the contraries that stand in the same slot of a sentence, all where none does."""
        form = self.forms[word]
        if form >= HAN_FIRST:
            same = [o for o in others if len(self.forms[o]) == len(form)]
        elif form in MODAL:
            same = [o for o in others if self.forms[o] in MODAL]
        else:
            same = [o for o in others if _ending(self.forms[o]) == _ending(form)]
        return same or others

    def _qualified(
        self, dice: random.Random, pair: tuple[Ids, Ids], *more: Any
    ) -> Iterator[Option]:
        side, kind = more[-2:]
        for low, high, put in self.qualifiers.options(dice, pair, side):
            yield low, high, put, kind

    def is_twice_denied(self, pair: tuple[Ids, Ids]) -> bool:
        """Tell whether both sides deny more than once: one denial of them is easily lost."""
        return all(sum(int(word) in self.denying for word in words) > 1 for words in pair)

    def _renamed(self, dice: random.Random, pair: tuple[Ids, Ids], *more: Any) -> Iterator[Option]:
        capitals, _, side, kind = more
        words = [int(number) for number in pair[side]]
        for at, word in enumerate(words):
            if side == 1 and not (capitals[at] and at):
                continue
            form, held = self.forms[word], self.names.get(word, "")
            pool = self.of_kind.get((side == 0, held), [])
            if len(pool) > 3 and (side == 0 or held != "name" or dice.random() < 0.5):
                yield at, at + 1, [dice.choice(pool)], kind
            elif side == 1 and word in self.romanised.get(form[0], ()):
                near = self.romanised[form[0]] if dice.random() < 0.5 else self.pinyin
                yield at, at + 1, [dice.choice(near)], kind
            elif (
                side == 0
                and len(form) == 1
                and is_family(form)
                and any(self.forms[n] in readings().get(form, ()) for n in pair[1])
                and dice.random() < 0.6
            ):
                yield at, at + 1, [dice.choice(self.families)], kind

    def _replaced(self, dice: random.Random, pair: tuple[Ids, Ids], *more: Any) -> Iterator[Option]:
        capitals, evidence, side, kind = more
        for at, number in enumerate(pair[side]):
            word = int(number)
            if not _meant(self.forms[word]) or evidence[at] <= RENDERED:
                continue
            if side == 1 and at and capitals[at]:
                continue
            pool = self.frequent[side]
            drawn = pool[int(len(pool) * dice.random() ** 2)]
            known = word in self.near and dice.random() < 0.75
            yield at, at + 1, [dice.choice(self.near[word]) if known else drawn], kind


def _meant(form: str) -> bool:
    """Tell whether a word has a meaning that another may be put in the place of."""
    if form >= HAN_FIRST:
        return len(form) > 1 and not set("的了是在") & set(form)
    return form.isalpha() and len(form) > 2 and is_content(form)


def _exchangeable(own: str, other: str) -> bool:
    if own >= HAN_FIRST:
        return own != other and len(own) == len(other)
    return stem_of(own) != stem_of(other) and _ending(own) == _ending(other)


def _ending(form: str) -> str:
    held = (e for e in ENDINGS if form.endswith(e) and len(form) > len(e) + 2)
    return next(held, "")


def _verbs() -> frozenset[str]:
    """Return the verbs of jieba's dictionary."""
    spec = find_spec("jieba")
    (folder,) = (
        spec.submodule_search_locations if spec and spec.submodule_search_locations else ("",)
    )
    lines = (Path(folder) / "dict.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line.split()[2].startswith("v"))
