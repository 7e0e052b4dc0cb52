"""The likeliest denial or duty that one side lost, and whether it is lost outright.

What the odds find is mostly a free rendering. It is hardly one where the very word that is denied
stands on both sides, one side denies once more than the other, and nothing there says so in its
own way; or where one side must and the other may, each beside the same word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from alignkit.check.meaning.linked import Reading
from alignkit.check.meaning.opposed import ASKING, DENIAL, DENIES, absorbing, denying
from alignkit.check.meaning.released import FORBIDDING
from alignkit.check.meaning.signs import RENDERINGS, negative
from alignkit.check.meaning.stance_weights import FEATURES, weighed
from alignkit.check.meaning.stances import SPAN, Stance, Weighing, is_weighed
from alignkit.words.lexicon import HAN_FIRST, meanings, sources, stem_of
from alignkit.words.tokens import denies, is_content, is_negative

# From here on a word is surely the other's rendering; what is denied may be so known.
LINKED, KNOWN, SURE, CERTAIN = 0.5, 0.35, 0.6, 0.8
# Of two long texts that hardly share a word nothing is told: so few are rendered, of so many.
STRANGE, LONG = 0.5, 20
# A word that speaks so clearly against an error says what is denied in its own way: at the place,
# and anywhere in the sentence.
OTHERWISE, ANYWHERE = -1.0, -1.3
# From these odds on what is lost outright comes before what is likelier and is not.
WORTH = 2.0
# A prohibition that opens its sentence is said as one in both languages, and hardly ever turned: of
# 1,396 such pairs of manuals one is lost outright from these odds on, and is a free rendering.
COMMANDED = 1.0
# So near behind a word of force stands the word that it is about.
AHEAD = 4
# What obliges, and what permits. “Possibly” and “could” suppose, “should” and 应该 advise.
DUTIES = frozenset(
    "必须 须 务必 应 应当 需 需要 必需 有义务 有责任 "
    "must shall need needs required requires obliged obligated".split()
)
PERMISSIONS = frozenset("可 可以 能 能够 允许 准许 有权 may can permitted allowed entitled".split())
# What commands not to do something, and what may stand before it.
COMMANDS = FORBIDDING | frozenset("不要 别 请不要 千万别".split())
POLITE = frozenset("please and but also so then 请 千万 并 也 但".split())
# “Not A but B” is said as “rather than A”, “if not for” as “had it not been for”.
CONTRASTED = ("而不", "而非", "要不是", "若非", "除非", "与其")
RATHER, CONDITION = frozenset({"而是", "就是", "便是", "即"}), frozenset({"unless", "if"})
UNLESS = "unless"
# What stands so near behind a Chinese denial says when, as English does by one of these.
WHEN, EARLIER = 8, frozenset({"before", "until", "prior"})
# How English denies within a word: versionless, unfermented, insecable.
BEFORE = ("un", "non", "in", "im", "ir", "il", "dis")
BEHIND = ("less", "free")
ROOT = 4
# What so often has no answer, as 未来 and 不断, is no denial but by its letters.
UNHEARD = -1.0


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The likeliest error of a bead: its log odds, its places in source and target, its side.

    `outright` tells that nothing on the other side may stand for what is said, `forbids` that it
    is a command not to do something.
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
    orders = [_forbids(weighing.forms[one.side], one.place) for one in held]
    facing = [lost(one, weighing) if value >= (COMMANDED if order else WORTH) else None
              for one, value, order in zip(held, odds, orders, strict=True)]  # fmt: skip
    at = max(range(len(held)), key=lambda at: (facing[at] is not None, float(odds[at])))
    one, there = held[at], facing[at]
    other = one.facing if there is None else there
    places = (one.place, other) if one.side == 0 else (other, one.place)
    return Likeliest(float(odds[at]), places, one.side, there is not None, orders[at])


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


def lost(one: Stance, weighing: Weighing) -> int | None:
    """Return the place on the other side where a denial is lost, or a duty exchanged, outright."""
    if weighing.kind != DENIAL:
        return _exchanged(one, weighing)
    signs = dict(zip(FEATURES[DENIAL], one.features, strict=True))
    plain = signs["alone"] and not signs["repeated"] and signs["partner"] >= KNOWN
    own = weighing.forms[one.side]
    # 看了电影没有？ asks, wherever the object stands.
    asks = bool(weighing.beside[-1]) and own[one.place] in ASKING and one.place + 1 == len(own)
    if not plain or asks or _is_contrast(own, one.place) or _are_strange(weighing):
        return None
    there = weighing.forms[1 - one.side]
    if one.side == weighing.chinese and _is_before(own, one.place, there):
        return None
    return None if UNLESS in there or _is_said(one, weighing) else one.facing


def _are_strange(weighing: Weighing) -> bool:
    """Tell whether two long texts hardly share a word: their pair is out of step."""
    short = min(len(forms) for forms in weighing.forms) < LONG
    return not short and min(mean for mean, _, _ in weighing.sizes) < STRANGE


def _is_before(own: Sequence[str], at: int, there: Sequence[str]) -> bool:
    """Tell whether a denial says when: 尚未完成之前 is “before it is completed”."""
    behind = own[at + 1 : at + 1 + WHEN]
    return not EARLIER.isdisjoint(there) and any(form.endswith("前") for form in behind)


def _is_said(one: Stance, weighing: Weighing) -> bool:
    """Tell whether a word about the place denies, by itself or by its meaning.

    “Avoid” does where it renders no other word, “unfermented” where it renders what is denied.
    """
    there, other = weighing.forms[1 - one.side], 1 - one.side
    if any(abs(at - one.facing) <= SPAN for at in weighing.held[other]):
        return True
    governed = weighing.facing[one.side][one.place][0]
    group = f"{'less' if weighing.held[other] else 'none'}{int(one.side != weighing.chinese)}"
    for at, word in enumerate(there):
        apart = abs(at - one.facing)
        rest = _denied_within(word)
        if rest and (apart <= 1 or rest[:ROOT] == there[one.facing][:ROOT]):
            return True
        near, known = apart <= SPAN, float(weighing.best[other][at])
        if near and known < SURE and _says_so(word):
            return True
        # What renders the word that is denied is denied itself: “not stop”.
        own = weighing.evidence[one.side][governed, at] >= LINKED
        bar = OTHERWISE if near else ANYWHERE
        if known < (CERTAIN if near else SURE) and not own and absorbing(group, (word,)) <= bar:
            return True
    return False


def _is_contrast(forms: Sequence[str], at: int) -> bool:
    """Tell whether a denial sets one thing against another, or is a condition."""
    word = forms[at]
    if word < HAN_FIRST:
        return not CONDITION.isdisjoint(forms[max(0, at - 4) : at])
    behind = forms[at + 1 :]
    return (
        word.startswith(CONTRASTED)
        or "".join(forms[max(0, at - 1) : at + 1]).startswith(CONTRASTED)
        or not RATHER.isdisjoint(behind)
    )


@lru_cache(maxsize=50_000)
def _says_so(word: str) -> bool:
    """Tell whether a word says by its meaning what another language denies: avoid, 避免."""
    if denies(word):
        return False
    if word < HAN_FIRST:
        return is_negative(word) and is_content(word)
    return negative(word) or any(map(_denied_within, list(meanings(word))[:RENDERINGS]))


@lru_cache(maxsize=50_000)
def _denied_within(word: str) -> str:
    """Return what an English word denies within itself, if the language knows it; "" if nothing.

    >>> _denied_within("unfermented"), _denied_within("understand"), _denied_within("versionless")
    ('fermented', '', 'version')
    """
    if word >= HAN_FIRST:
        return ""
    rests = [word[len(one) :] for one in BEFORE if word.startswith(one)]
    rests += [word[: -len(one)] for one in BEHIND if word.endswith(one)]
    known = (rest for rest in rests if len(rest) >= ROOT and sources(stem_of(rest)))
    return next(known, "")


def _exchanged(one: Stance, weighing: Weighing) -> int | None:
    """Return the permission that stands in a duty's place on the other side, or the reverse."""
    own, other = weighing.forms[one.side], weighing.forms[1 - one.side]
    word = own[one.place]
    contrary = PERMISSIONS if word in DUTIES else DUTIES if word in PERMISSIONS else frozenset()
    if not contrary or one.place in weighing.assigned[one.side]:
        return None
    if _denials(own) != _denials(other):
        return None
    for place in weighing.held[1 - one.side]:
        free = other[place] in contrary and place not in weighing.assigned[1 - one.side]
        if free and _is_beside(weighing, one.side, one.place, place):
            return place
    return None


def _denials(forms: Sequence[str]) -> int:
    return sum(denying(form) >= DENIES for form in forms)


def _is_beside(weighing: Weighing, side: int, own: int, other: int) -> bool:
    """Tell whether two words stand before words that render each other."""
    evidence, sizes = weighing.evidence[side], [len(forms) for forms in weighing.forms]
    here = range(own + 1, min(sizes[side], own + 1 + AHEAD))
    there = range(other + 1, min(sizes[1 - side], other + 1 + AHEAD))
    return any(evidence[at, facing] >= LINKED for at in here for facing in there)
