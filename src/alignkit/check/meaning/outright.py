"""The likeliest denial or duty that one side lost, and whether it is lost outright.

What the odds find is mostly a free rendering. It is hardly one where they stand high and little
speaks for one (`excuses.py`), or where one side must and the other may, each beside the same word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alignkit.check.meaning import excuses, forces
from alignkit.check.meaning.linked import Reading
from alignkit.check.meaning.opposed import DENIAL
from alignkit.check.meaning.released import FORBIDDING
from alignkit.check.meaning.stance_weights import FORCE, weighed
from alignkit.check.meaning.stances import Stance, Weighing, is_weighed

# Odds from which on a denial that nothing excuses is lost outright, and a duty exchanged.
OUTRIGHT = {DENIAL: 2.5, FORCE: 2.2}
# A prohibition that opens its sentence is said as one in both languages, and hardly ever turned: of
# 1,396 such pairs of manuals one is lost outright from these odds on, and is a free rendering.
COMMANDED = 1.0
# What commands not to do something, and what may stand before it.
COMMANDS = FORBIDDING | frozenset("不要 别 请不要 千万别".split())
POLITE = frozenset("please and but also so then 请 千万 并 也 但".split())


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The likeliest error of a bead: its log odds, its places in source and target, its side.

    What excuses it is taken off the odds. `outright` tells that nothing on the other side
    may stand for what is said, `forbids` that it is a command not to do something.
    """

    odds: float
    places: tuple[int, int]
    side: int
    outright: bool
    forbids: bool


def likeliest(read: Reading, kind: str) -> Likeliest | None:
    """Return the likeliest error of a kind in a bead; None where nothing is weighed."""
    import numpy as np

    if not is_weighed(read, kind):
        return None
    weighing = Weighing(read, kind)
    held = list(weighing.stances())
    if not held:
        return None
    odds = weighed(np.array([one.features for one in held], np.float32), kind)
    told = [_told(one, float(value), weighing) for one, value in zip(held, odds, strict=True)]
    return max(told, key=lambda one: (one.outright, one.odds))


def _told(one: Stance, odds: float, weighing: Weighing) -> Likeliest:
    """Return what is told of a word by its odds and by what excuses it."""
    if odds < COMMANDED:
        # What is unlikely needs no excuse.
        places = (one.place, one.facing) if one.side == 0 else (one.facing, one.place)
        return Likeliest(odds, places, one.side, False, False)
    told = _denied if weighing.kind == DENIAL else _forced
    return told(one, odds, weighing)


def _denied(one: Stance, odds: float, weighing: Weighing) -> Likeliest:
    named = excuses.excuses(one, weighing)
    odds -= sum(excuses.WEIGHTS[name] for name in named)
    forbids = not named and _forbids(weighing.forms[one.side], one.place)
    bar = COMMANDED if forbids else OUTRIGHT[DENIAL]
    # A word that asserts is wrong where the other side denies: that word is weighed itself.
    outright = odds >= bar and not named and one.place in weighing.held[one.side]
    places = (one.place, one.facing) if one.side == 0 else (one.facing, one.place)
    return Likeliest(odds, places, one.side, outright, forbids)


def _forced(one: Stance, odds: float, weighing: Weighing) -> Likeliest:
    there = forces.exchanged(one, weighing)
    if there is None:
        odds -= forces.excused(one, weighing)
    facing = one.facing if there is None else there
    words = weighing.forms[one.side][one.place], weighing.forms[1 - one.side][facing]
    sure = forces.is_duty(*words) and forces.is_close(one, facing, weighing)
    outright = there is not None and odds >= OUTRIGHT[FORCE] and sure
    places = (one.place, facing) if one.side == 0 else (facing, one.place)
    return Likeliest(odds, places, one.side, outright, False)


def _forbids(forms: Sequence[str], at: int) -> bool:
    """Tell whether a word opens a sentence as a command not to do something.

    >>> _forbids(["please", "do", "not", "open", "it"], 2), _forbids(["请勿", "打开"], 0)
    (True, True)
    >>> _forbids(["do", "you", "not", "open", "it"], 2), _forbids(["it", "is", "not"], 2)
    (False, False)
    """
    before = list(forms[:at])
    if forms[at] == "not":
        if before[-1:] != ["do"]:
            return False
        before.pop()
    elif forms[at] != "never" and forms[at] not in COMMANDS:
        return False
    return POLITE.issuperset(before)
