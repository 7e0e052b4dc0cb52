"""Words that deny or oblige, each weighed at its place: does the other side say the same there?

Where a word of one side denies, the word that it denies is looked up on the other side, and what
stands about it there. What speaks for an error is added up: the network's odds, the words about
the denial, how seldom such a word is left unrendered, and how closely the pair is rendered at all,
for where a translation is free nothing can be told by a word that it lacks.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from alignkit.check.meaning.linked import Reading
from alignkit.check.meaning.opposed import (
    DENIAL,
    DENIES,
    absorbing,
    asks,
    bearing,
    bounds,
    denying,
    is_denial,
    suspicions,
)
from alignkit.check.meaning.opposed import odds as odds_of
from alignkit.check.meaning.replaced import is_meant, surprise
from alignkit.check.meaning.sense import KINDS, MOST_WORDS
from alignkit.check.meaning.signs import contraries, members, negative
from alignkit.check.meaning.stance_weights import CLASSES, FORCE
from alignkit.words.lexicon import HAN_FIRST
from alignkit.words.tokens import denies, is_content

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.words.numbered import Words

    Array = NDArray[np.float32]

DUTY = frozenset({"force/oblige"})
# The word that is denied or obliged stands so near behind; what answers it, so near to its partner.
REACH, SPAN, ABOUT = 5, 4, 3
# A word that is rendered less surely has no partner, and its place tells where to look.
LINKED, UNRENDERED = 0.3, 0.4
# Farther than this two words have nothing to do with each other.
FAR = 12
# A word answers another no more where it renders a third so much better.
BETTER = 0.1
# A word that the network finds wrong is looked at too, from these log odds on.
NOTICED = -4.0
# "Not until" says when, as 才 does, and denies nothing.
UNTIL, ONLY_THEN, WAIT = frozenset({"until", "till"}), ("才", "直到", "方可", "方能", "起"), 14


@dataclass(frozen=True, slots=True)
class Stance:
    """A word that takes a stance, or looks wrong: its side, its place, its partner's, the signs."""

    side: int
    place: int
    facing: int
    features: tuple[float, ...]


class Weighing:
    """What the stances of a bead are weighed by: counted once, whichever word is looked at."""

    def __init__(self, read: Reading, kind: str) -> None:
        import numpy as np

        self.read, self.kind = read, kind
        self.forms = [words.forms for words in read.words]
        self.column = [told[:, KINDS.index(kind)] for told in read.told]
        self.evidence = read.evidence, read.evidence.T
        self.listed = [read.listed.max(axis=1, initial=0), read.listed.max(axis=0, initial=0)]
        self.best = [held.max(axis=1) for held in self.evidence]
        self.meant = [np.array([is_meant(form) for form in forms]) for forms in self.forms]
        self.chinese = 0 if read.source.language == "zh" else 1
        self.held = [[at for at in range(len(forms)) if self._takes(side, at)]
                     for side, forms in enumerate(self.forms)]  # fmt: skip
        told = [read.odds(other) for other in KINDS]
        other = KINDS.index(FORCE if kind == DENIAL else DENIAL)
        asked = any(sign in words.text for words in read.words for sign in "?？")
        self.bead = told[KINDS.index(kind)]
        self.beside = told[other], told[2], told[4], float(asked)
        self.sizes = [self._size(side) for side in (0, 1)]
        self.facing = [
            {at: self.faced(side, at) for at in held} for side, held in enumerate(self.held)
        ]

    @cached_property
    def assigned(self) -> tuple[dict[int, float], dict[int, float]]:
        """Which stances answer each other, each at most one, and how well: by meaning and place."""
        scores = [
            (self._answer(own, other), own, other)
            for own in self.held[0]
            for other in self.held[1]
            if self.kind == DENIAL or classes(self.forms[0][own]) & classes(self.forms[1][other])
        ]
        found: tuple[dict[int, float], dict[int, float]] = {}, {}
        for score, own, other in sorted(scores, reverse=True):
            if own not in found[0] and other not in found[1]:
                found[0][own] = found[1][other] = score
        return found

    def _answer(self, own: int, other: int) -> float:
        near = self.facing[0][own][1] - other, self.facing[1][other][1] - own
        placed = sum(1 - min(abs(apart), FAR) / FAR for apart in near)
        return float(self.evidence[0][own, other]) + placed

    def faced(self, side: int, at: int) -> tuple[int, int]:
        """Return the word that a word denies or obliges, and its partner on the other side."""
        evidence, size = self.evidence[side], len(self.forms[1 - side])
        partner = self._governed(side, at)
        facing = int(evidence[partner].argmax())
        if evidence[partner, facing] < LINKED:
            facing = min(size - 1, round((at + 0.5) / len(self.forms[side]) * size))
        return partner, facing

    def _taken(self, side: int, at: int) -> float:
        """Return the share of what might answer a word that renders another word much better."""
        answers, evidence = self.held[1 - side], self.evidence[1 - side]
        better = [evidence[place].max() > evidence[place, at] + BETTER for place in answers]
        return sum(better) / len(better) if better else 1.0

    def _size(self, side: int) -> tuple[float, float, float]:
        held = self.best[side][self.meant[side]]
        mean = float(held.mean()) if len(held) else 0.5
        return mean, float((held < UNRENDERED).sum()), math.log(len(self.forms[side]))

    def _takes(self, side: int, at: int) -> bool:
        if self.kind == FORCE:
            return bool(classes(self.forms[side][at]))
        forms = self.forms[side]
        if denying(forms[at]) < DENIES or asks(forms, at) or bounds(forms, at):
            return False
        return not self._waits(side, at) and not is_number_sign(self.read.words[side], at)

    def _waits(self, side: int, at: int) -> bool:
        """Tell whether a denial is that of "not until", and the Chinese says “only then”."""
        after = self.forms[side][at : at + WAIT]
        if side == self.chinese or UNTIL.isdisjoint(after):
            return False
        text = self.read.words[self.chinese].text
        return any(word in text for word in ONLY_THEN)

    @cached_property
    def words(self) -> dict[int, tuple[float, frozenset[int]]]:
        """What the words alone say: for each side the log odds, and the places that they tell."""
        texts = self.forms if self.chinese == 0 else self.forms[::-1]
        found: dict[int, tuple[float, frozenset[int]]] = {}
        for one in suspicions(texts):
            if one.kind != self.kind:
                continue
            odds = odds_of(one)
            for number, places in enumerate(one.places):
                side = number if self.chinese == 0 else 1 - number
                if places and (side not in found or found[side][0] < odds):
                    found[side] = odds, frozenset(places)
        return found

    def stances(self) -> Iterator[Stance]:
        """Yield the words that take a stance, and the ones that the network finds wrong."""
        for side in (0, 1):
            places = [at for at in self.held[side] if not self._excused(side, at)]
            first = int(self.column[side].argmax())
            if first not in places and self._noticed(side, first):
                places.append(first)
            for at in places:
                facing, signs = self._shared(side, at)
                own = self._denial if self.kind == DENIAL else self._force
                yield Stance(side, at, facing, (*signs, *own(side, at, facing)))

    def _noticed(self, side: int, at: int) -> bool:
        """Tell whether the network finds a word wrong that takes no stance by itself."""
        excused = self.kind == DENIAL and (
            denying(self.forms[side][at]) >= DENIES or self._bounded(1 - side)
        )
        excused = excused or self._excused(side, at)
        return not excused and float(self.column[side][at]) > NOTICED

    def _bounded(self, side: int) -> bool:
        """Tell whether a side denies in a bound alone: what the network misses there is that one.

        “Up to” says 不得超过, and is the number rules' matter.
        """
        forms = self.forms[side]
        held = [at for at, form in enumerate(forms) if denying(form) >= DENIES]
        return bool(held) and all(bounds(forms, at) for at in held)

    def _excused(self, side: int, at: int) -> bool:
        """Tell whether a word of force is right as it stands.

        A word of the same force answers it (“entitled” beside 可以); or it obliges, and nothing on
        the other side says less: law states duties without a word for them, English law says shall.
        """
        if self.kind != FORCE:
            return False
        own = classes(self.forms[side][at])
        if at in self.assigned[side] or own != DUTY:
            return at in self.assigned[side]
        excluded = frozenset(c for member in own for c in contraries()[member])
        other = self.forms[1 - side]
        return not any(excluded & classes(other[place]) for place in self.held[1 - side])

    def _rival(self, side: int, at: int, excluded: frozenset[str]) -> tuple[float, float]:
        """Return how well a word of a contrary force that answers none stands in a word's place."""
        own, other = classes(self.forms[side][at]), self.forms[1 - side]
        alone = [
            place for place in self.held[1 - side]
            if place not in self.assigned[1 - side] and excluded & classes(other[place])
            and not own & classes(other[place])
        ]  # fmt: skip
        if at not in self.held[side] or not alone:
            return 0.0, 0.0
        pairs = ((at, place) if side == 0 else (place, at) for place in alone)
        return max(self._answer(*pair) for pair in pairs), 1.0

    def _shared(self, side: int, at: int) -> tuple[int, tuple[float, ...]]:
        other = 1 - side
        forms, column = self.forms[side], self.column[side]
        evidence, best = self.evidence[side], self.best[side]
        count, size = len(forms), len(self.forms[other])
        share = (at + 0.5) / count
        partner, facing = self.facing[side].get(at) or self.faced(side, at)
        answers, mine = self.held[other], self.assigned[side]
        nearest = min((abs(place - facing) for place in answers), default=FAR)
        apart = min((abs(share - (place + 0.5) / size) for place in answers), default=1.0)
        odds, told = self.words.get(side, (0.0, frozenset()))
        weighed = at in told
        around = slice(max(0, facing - SPAN), facing + SPAN + 1)
        elsewhere = max((float(v) for k, v in enumerate(column) if k != at), default=NOTICED)
        said = [denying(form) for form in self.forms[other][around]]
        group = f"{'less' if answers else 'none'}{int(side != self.chinese)}"
        own, others = self.sizes[side], self.sizes[other]
        return facing, (
            float(column[at]), float(self.column[other][around].max()), self.bead, elsewhere,
            odds if weighed else 0.0, float(weighed),
            float(len(self.held[side])), float(len(answers)),
            float(len(self.held[side]) - len(answers)),
            max((float(evidence[at, place]) for place in answers), default=0.0), apart,
            float(best[partner]), float(self.listed[side][partner]),
            max(said, default=0.0), max((s for s in said if s < DENIES), default=0.0),
            min(nearest, FAR) / FAR, *surprise(forms[at]), float(best[at]),
            own[0], others[0], own[1], others[1], own[2], others[2],
            self._mean(side, slice(max(0, at - ABOUT), at + REACH)), self._mean(other, around),
            *self.beside, float(forms[at] < HAN_FIRST), share,
            float(any(0 < abs(place - at) <= ABOUT for place in self.held[side])),
            bearing(group, forms, at) if self.kind == DENIAL else 0.0,
            mine.get(at, 0.0), float(at in self.held[side] and at not in mine),
            float(len(answers) - len(mine)), self._taken(side, at),
            *(self._forced(other, facing, member) for member in CLASSES[1::-1]),
        )  # fmt: skip

    def _forced(self, side: int, at: int, member: str) -> float:
        """Tell whether a word about a place permits or obliges, and nothing there denies."""
        forms = self.forms[side]
        around = range(max(0, at - SPAN), min(len(forms), at + SPAN + 1))
        return float(any(
            member in classes(forms[place])
            and not any(map(denies, forms[max(0, place - 1) : place + 2]))
            for place in around
        ))  # fmt: skip

    def _governed(self, side: int, at: int) -> int:
        """Return the word that a word denies or obliges: it stands behind it in both languages."""
        forms, best = self.forms[side], self.best[side]
        for place in range(at + 1, min(len(forms), at + REACH)):
            form = forms[place]
            if denying(form) >= DENIES or (self.kind == FORCE and classes(form)):
                continue
            if len(form) > 1 or best[place] > 0.5 if form >= HAN_FIRST else is_content(form):
                return place
        return min(at + 1, len(forms) - 1)

    def _mean(self, side: int, around: slice) -> float:
        held = self.best[side][around][self.meant[side][around]]
        return float(held.mean()) if len(held) else 0.5

    def _denial(self, side: int, at: int, facing: int) -> tuple[float, ...]:
        forms, there = self.forms[side], self.forms[1 - side]
        around = there[max(0, facing - SPAN) : facing + SPAN + 1]
        hints = (denying(form) for form in there)
        answers, mine = self.held[1 - side], self.assigned[side]
        group = f"{'less' if answers else 'none'}{int(side != self.chinese)}"
        more = len(self.held[side]) > len(answers)
        twice = any(forms[place] == forms[at] for place in mine if place != at)
        return (
            float(denies(forms[at])),
            max((hint for hint in hints if hint < DENIES), default=0.0),
            float(any(map(negative, there))), float(any(map(negative, around))), float(at == 0),
            absorbing(group, there), absorbing(group, around), float(twice),
            float(more and at in self.held[side] and at not in mine),
        )  # fmt: skip

    def _force(self, side: int, at: int, facing: int) -> tuple[float, ...]:
        forms, there = self.forms[side], self.forms[1 - side]
        own = classes(forms[at])
        excluded = frozenset(c for member in own for c in contraries()[member]) - own
        said = [classes(there[place]) for place in self.held[1 - side]]
        around = range(max(0, facing - SPAN), min(len(there), facing + SPAN + 1))
        near = [classes(there[place]) for place in around]
        denied = any(map(denies, forms[max(0, at - 1) : at + ABOUT]))
        return (
            *(float(member in own) for member in CLASSES),
            float(any(excluded & held and not own & held for held in said)),
            float(any(excluded & held and not own & held for held in near)),
            float(denied), float(any(denies(there[place]) for place in around)),
            float(any(own & held for held in said)), *self._rival(side, at, excluded),
        )  # fmt: skip


def is_number_sign(words: Words, at: int) -> bool:
    """Tell whether a word is the sign before a number: “No. 7” denies nothing."""
    forms = words.forms
    if forms[at] != "no" or at + 1 == len(forms) or not forms[at + 1][:1].isdigit():
        return False
    stop = words.text[words.ends[at] : words.starts[at + 1]].startswith(".")
    return stop or words.text[words.starts[at]].isupper()


@lru_cache(maxsize=50_000)
def classes(form: str) -> frozenset[str]:
    """Return the classes of force that a word may have.

    >>> sorted(classes("必须")), sorted(classes("may"))
    (['force/oblige'], ['force/permit', 'likelihood/maybe'])
    """
    return frozenset(members(form)).intersection(CLASSES)


def stances(read: Reading, kind: str) -> list[Stance]:
    """Return the words of a bead that take a stance of a kind, with the signs of an error."""
    return list(Weighing(read, kind).stances()) if is_weighed(read, kind) else []


def is_weighed(read: Reading, kind: str) -> bool:
    """Tell whether any word may take a stance or looks wrong: in most beads none does."""
    if max(map(len, read.words)) > MOST_WORDS:
        return False
    for side, told in zip(read.words, read.told, strict=True):
        if told[:, KINDS.index(kind)].max() > NOTICED:
            return True
        # A word's class is empty where it has none.
        if any(map(is_denial if kind == DENIAL else classes, side.forms)):
            return True
    return False
