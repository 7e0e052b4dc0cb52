"""What speaks for a free rendering where a denial has no answer: weighed against the odds.

A translator denies in ways of his own: the place says so by its meaning (“less likely”, “out of
the reach of”, 防止), a denial nearby answers after all, the word that is denied is not rendered at
all. Each of these takes something off the log odds; together they tell a note from silence, and
what is lost outright from a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from alignkit.check.meaning.opposed import ASKING, DENIAL, absorbing, denying
from alignkit.check.meaning.stance_weights import FEATURES
from alignkit.check.meaning.stances import SPAN, Stance, Weighing
from alignkit.words.lexicon import HAN_FIRST, meanings, sources, stem_of
from alignkit.words.tokens import DENYING, denies, is_content, is_negative

# From here on a word is surely the other's rendering; what is denied may be so known.
LINKED, KNOWN, SURE, CERTAIN = 0.5, 0.35, 0.6, 0.8
# Of two long texts that hardly share a word nothing is told: so few are rendered, of so many.
STRANGE, LONG = 0.5, 20
# A word that speaks so clearly against an error may say what is denied in its own way: at the
# place, and anywhere in the sentence.
OTHERWISE, ANYWHERE = -1.0, -1.3
# “Not A but B” is said as “rather than A”, “if not for” as “had it not been for”.
CONTRASTED = ("而不", "而非", "要不是", "若非", "除非", "与其")
RATHER, CONDITION = frozenset({"而是", "就是", "便是", "即"}), frozenset({"unless", "if"})
# “Cannot but by” is 要…才能.
BARRING = frozenset({"except", "unless", "until", "without"})
UNLESS = "unless"
# What stands so near behind a Chinese denial says when, as English does by one of these.
WHEN, EARLIER = 8, frozenset({"before", "until", "prior"})
# How English denies within a word: versionless, unfermented, insecable.
BEFORE = ("un", "non", "in", "im", "ir", "il", "dis")
BEHIND = ("less", "free")
ROOT = 4
# What so often has no answer, as 未来 and 不断, is no denial but by its letters.
IDLE, FORMED = -1.0, 0.3
# Two denials so near each other affirm: nothing that cannot happen, 不得不.
DOUBLED = 4
# What no longer is the case where it was mended: 修复排序不稳定的问题, “made the order stable”.
MENDED = frozenset("修复 修正 解决 fix fixes fixed fixing bug bugs".split())
# One side tells when a thing is true, and the other when it is false.
JUDGED = frozenset({"true"}), frozenset({"false"})
# Behind these a denial denies nothing of its own: more often than not, whether or not.
IDIOM = frozenset({"than", "or", "why"})
# So near behind a denial stands what is denied: not set up correctly, beside 错误, incorrect.
AHEAD = 5
# A word with prefix whose renderings are so well known, and do not deny, denies by its letters
# alone: display, increase.
FAMILIAR, DENIED = 0.2, 0.05
# Function words that deny: too busy to, outside the limits, only lists, rather than, bar one.
OTHERWISE_SAID = frozenset("too outside beyond only just instead rather against except but".split())
# A rendering that the lexicon knows less well says nothing of a word.
LISTED = 0.1
# So much of what a word means denies, before it says so by its meaning.
MEANS = 0.25
# Characters that say by their meaning what 不 says by itself.
LACKING = DENYING | frozenset("禁免忌失缺乏拒停止防避除断绝否难")
# What each excuse takes off the log odds. Set on development documents that nothing was learned
# from and on strangers' clean texts, where a third fewer pairs are noted for the same errors.
WEIGHTS = {
    "asks": 9.0,
    "asserts": 1.0,
    "groundless": 1.0,
    "answered": 1.0,
    "answers": 1.0,
    "unrendered": 1.0,
    "contrast": 1.5,
    "strange": 1.0,
    "when": 2.0,
    "unless": 2.0,
    "near": 0.5,
    "balanced": 1.5,
    "repeated": 0.5,
    "idle": 1.0,
    "double": 2.0,
    "also": 1.5,
    "mended": 1.5,
    "earlier": 1.0,
    "judged": 2.0,
    "within": 2.0,
    "means": 3.0,
    "absorbed": 0.7,
}


def excuses(one: Stance, weighing: Weighing) -> set[str]:
    """Return the names of what speaks for a free rendering of a denial."""
    signs = dict(zip(FEATURES[DENIAL], one.features, strict=True))
    own, there = weighing.forms[one.side], weighing.forms[1 - one.side]
    answers = weighing.held[1 - one.side]
    near = any(abs(at - one.facing) <= SPAN for at in answers)
    answered = one.place in weighing.assigned[one.side]
    # 看了电影没有？ asks, wherever the object stands.
    asks = bool(weighing.beside[-1]) and own[one.place] in ASKING and one.place + 1 == len(own)
    said = _said(one, weighing)
    if one.place not in weighing.held[one.side]:
        # The network finds a word wrong that asserts: what denies on the other side is the ground.
        ground = near or bool(said)
        own_side = {"unrendered": signs["partner"] < KNOWN, "strange": _are_strange(weighing)}
        return (
            {"asserts"}
            | {name for name, holds in own_side.items() if holds}
            | (set() if ground else {"groundless"})
        )
    told = {
        "asks": asks,
        "answered": answered,
        "answers": answered and near,
        "unrendered": signs["partner"] < KNOWN,
        "contrast": _is_contrast(own, one.place),
        "strange": _are_strange(weighing),
        "when": one.side == weighing.chinese and _is_before(own, one.place, there),
        "unless": UNLESS in there,
        "near": near,
        "balanced": len(weighing.held[one.side]) <= len(answers),
        "repeated": bool(signs["repeated"]),
        "idle": signs["bearing"] <= IDLE or is_idle(own[one.place]),
        "double": not answers and _is_doubled(weighing.held[one.side], one.place),
        "also": _is_also_said(one, weighing),
        "mended": not MENDED.isdisjoint(own),
        "earlier": not EARLIER.isdisjoint(there[max(0, one.facing - WHEN) : one.facing + SPAN]),
        "judged": _are_judged(own, there),
    }
    return {name for name, holds in told.items() if holds} | said


def _said(one: Stance, weighing: Weighing) -> set[str]:
    """Return how a word about the place denies by its meaning.

    “Avoid” does where it renders no other word, “unfermented” where it renders what is denied.
    """
    there, other = weighing.forms[1 - one.side], 1 - one.side
    governed = (weighing.facing[one.side].get(one.place) or weighing.faced(one.side, one.place))[0]
    group = f"{'less' if weighing.held[other] else 'none'}{int(one.side != weighing.chinese)}"
    own = weighing.forms[one.side]
    roots = {form[:ROOT] for form in (there[one.facing], *own[one.place + 1 : one.place + AHEAD])}
    found = set()
    for at, word in enumerate(there):
        apart = abs(at - one.facing)
        rest = denied_within(word)
        if (rest and (apart <= 1 or rest[:ROOT] in roots)) or not roots.isdisjoint(opposites(word)):
            found.add("within")
        near, known = apart <= SPAN, float(weighing.best[other][at])
        if near and known < SURE and says_so(word):
            found.add("means")
        # What renders the word that is denied is denied itself: “not stop”.
        linked = weighing.evidence[one.side][governed, at] >= LINKED
        bar = OTHERWISE if near else ANYWHERE
        if known < (CERTAIN if near else SURE) and not linked and absorbing(group, (word,)) <= bar:
            found.add("absorbed")
    return found


def _are_strange(weighing: Weighing) -> bool:
    """Tell whether two long texts hardly share a word: their pair is out of step."""
    short = min(len(forms) for forms in weighing.forms) < LONG
    return not short and min(mean for mean, _, _ in weighing.sizes) < STRANGE


def _is_before(own: Sequence[str], at: int, there: Sequence[str]) -> bool:
    """Tell whether a denial says when: 尚未完成之前 is “before it is completed”."""
    behind = own[at + 1 : at + 1 + WHEN]
    return not EARLIER.isdisjoint(there) and any(form.endswith("前") for form in behind)


def _is_doubled(held: Sequence[int], at: int) -> bool:
    """Tell whether another denial stands so near that both together affirm."""
    return any(0 < abs(place - at) <= DOUBLED for place in held)


def _is_also_said(one: Stance, weighing: Weighing) -> bool:
    """Tell whether the word that is denied stands once more, and nothing denies it there.

    What renders it may render that one: a translator wrote a sentence more.
    """
    forms = weighing.forms[one.side]
    governed = (weighing.facing[one.side].get(one.place) or weighing.faced(one.side, one.place))[0]
    denied = {at for place in weighing.held[one.side] for at in range(place, place + AHEAD)}
    return any(
        form == forms[governed] and at != governed and at not in denied
        for at, form in enumerate(forms)
    )


def _are_judged(own: Sequence[str], there: Sequence[str]) -> bool:
    """Tell whether one side says when a thing is true, the other when it is false."""
    return any(
        not here.isdisjoint(own) and here.isdisjoint(there)
        and not other.isdisjoint(there) and other.isdisjoint(own)
        for here, other in (JUDGED, JUDGED[::-1])
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def is_idle(word: str) -> bool:
    """Tell whether a Chinese word denies by a character alone, and means no denial.

    >>> is_idle("未来"), is_idle("非洲"), is_idle("无法"), is_idle("不")
    (True, True, False, False)
    """
    if len(word) < len("未来") or word < HAN_FIRST:
        return False
    held = meanings(word)
    said = sum(v for stem, v in held.items() if is_negative(stem) or denies(stem) or
               denied_within(stem))  # fmt: skip
    return sum(held.values()) >= FORMED and said < FORMED * sum(held.values()) / 3


def _is_contrast(forms: Sequence[str], at: int) -> bool:
    """Tell whether a denial sets one thing against another, or is a condition."""
    word = forms[at]
    if word < HAN_FIRST:
        return (
            not CONDITION.isdisjoint(forms[max(0, at - 4) : at])
            or not BARRING.isdisjoint(forms[at + 1 : at + WHEN])
            or not IDIOM.isdisjoint(forms[max(0, at - 1) : at])
        )
    behind = forms[at + 1 :]
    return (
        word.startswith(CONTRASTED)
        or "".join(forms[max(0, at - 1) : at + 1]).startswith(CONTRASTED)
        or not RATHER.isdisjoint(behind)
    )


@lru_cache(maxsize=50_000)
def says_so(word: str) -> bool:
    """Tell whether a word says by its meaning what another language denies: avoid, 避免.

    >>> says_so("avoid"), says_so("防止"), says_so("显示"), says_so("display")
    (True, True, False, False)
    """
    if denies(word):
        return False
    if word < HAN_FIRST:
        return word in OTHERWISE_SAID or (is_negative(word) and is_content(word))
    held = meanings(word)
    said = sum(value for stem, value in held.items() if is_negative(stem) or denied_within(stem))
    return bool(held) and said / sum(held.values()) >= MEANS


@lru_cache(maxsize=50_000)
def denied_within(word: str) -> str:
    """Return what an English word denies within itself, if the language knows it; "" if nothing.

    >>> denied_within("unfermented"), denied_within("understand"), denied_within("versionless")
    ('fermented', '', 'version')
    >>> denied_within("display"), denied_within("increase")
    ('', '')
    """
    if word >= HAN_FIRST:
        return ""
    rests = [word[len(one) :] for one in BEFORE if word.startswith(one)]
    rests += [word[: -len(one)] for one in BEHIND if word.endswith(one)]
    known = (rest for rest in rests if len(rest) >= ROOT and sources(stem_of(rest)))
    rest = next(known, "")
    held = sources(stem_of(word)) if rest else {}
    if max(held.values(), default=0.0) <= FAMILIAR or denying(word) >= DENIED:
        return rest
    said = sum(value for form, value in held.items() if not LACKING.isdisjoint(form))
    return rest if said / sum(held.values()) >= MEANS else ""


@lru_cache(maxsize=50_000)
def opposites(word: str) -> frozenset[str]:
    """Return how the words begin that a Chinese word denies: 错误 is incorrect, and denies correct.

    >>> opposites("错误"), opposites("正确")
    (frozenset({'corr'}), frozenset())
    """
    held = meanings(word) if word >= HAN_FIRST else {}
    rests = (denied_within(stem) for stem, value in held.items() if value >= LISTED)
    return frozenset(rest[:ROOT] for rest in rests if rest)
