"""Words of contrary force that stand in each other’s place: must beside 可以, certainly by 可能.

A duty, a permission, an advice, a plan: where one side says one and the other side another of the
same word, and nothing else answers either, one of them was exchanged. And what speaks for a free
rendering where a word of force stands alone: a noun (“a plan”), a right that one simply has.
"""

from __future__ import annotations

from collections.abc import Sequence

from alignkit.check.meaning.opposed import DENIES, denying
from alignkit.check.meaning.stance_weights import FEATURES, FORCE
from alignkit.check.meaning.stances import Stance, Weighing
from alignkit.words.lexicon import HAN_FIRST

# What obliges, and what permits. “Possibly” and “could” suppose, “should” and 应该 advise.
DUTIES = frozenset(
    "必须 须 务必 应 应当 需 需要 必需 有义务 有责任 强制 必选 "
    "must shall need needs required requires obliged obligated mandatory compulsory".split()
)
PERMISSIONS = frozenset(
    "可 可以 能 能够 允许 准许 有权 可选 自愿 may can permitted allowed entitled optional".split()
)
# What must be, of all duties: what needs to be may be planned or advised as well.
STRICT = DUTIES - frozenset("需 需要 need needs".split())
ADVICE = frozenset(
    "鼓励 倡导 提倡 建议 推荐 encourage encourages encouraged advocate advocates recommend "
    "recommends recommended advise advises advised".split()
)
PLANS = frozenset("计划 拟 打算 力争 争取 plan plans planned intend intends strive strives".split())
SURE = frozenset(
    "一定 必然 肯定 必定 势必 必将 "
    "certainly definitely surely undoubtedly inevitably certain".split()
)
GUESSES = frozenset(
    "可能 也许 或许 大概 似乎 恐怕 预计 有望 "
    "may might possibly perhaps probably likely maybe could expected".split()
)
EXCHANGED = (
    (DUTIES, PERMISSIONS), (STRICT, ADVICE), (STRICT, PLANS),
    (ADVICE, PERMISSIONS), (PLANS, PERMISSIONS), (SURE, GUESSES),
)  # fmt: skip
# So near behind a word of force stands the word that it is about, so surely linked; behind 可 and
# 应, which may be parts of a phrase (有章可循), more surely.
# A Chinese verb may come late: 应于签订后十日内支付.
AHEAD, LATE, LINKED, PHRASE = 4, 12, 0.35, 0.6
# A warning asks for a surer link, as close on both sides.
CLOSE = 0.5
# A word that is rendered less surely has no partner.
KNOWN = 0.35
# What stands before a noun: “a plan”, “the free plan”, “permitted use” has none.
NOUN = frozenset(
    "a an the this that these those his her its their our your my no any each every some such "
    "free new own of in on under with by from into".split()
)
# These oblige, permit or advise before an infinitive: “required approvals” do not.
PARTICIPLES = frozenset(
    "required permitted allowed entitled obliged advised recommended encouraged expected".split()
)
AGENT = ("er", "ers", "or", "ors")
# “May only if” is what must be: 必须…才能.
ONLY = frozenset("only unless 只有 只能 才 才能 方可 方能".split())
RIGHTS = frozenset({"entitled", "有权"})
# What each excuse takes off the log odds, set on the same documents as those of denials.
WEIGHTS = {"unrendered": 0.5, "noun": 1.5, "right": 2.0}


def exchanged(one: Stance, weighing: Weighing) -> int | None:
    """Return the word of contrary force that stands in a word's place on the other side."""
    own, other = weighing.forms[one.side], weighing.forms[1 - one.side]
    contrary = contraries_of(own[one.place])
    if not contrary or not _is_free(weighing, one.side, one.place):
        return None
    if _denials(own) != _denials(other) or not ONLY.isdisjoint((*own, *other)):
        return None
    for place, form in enumerate(other):
        free = form in contrary and _is_free(weighing, 1 - one.side, place)
        if free and _is_beside(weighing, one, place):
            return place
    return None


def _is_free(weighing: Weighing, side: int, at: int) -> bool:
    """Tell whether a word of force is said plainly, and nothing on the other side answers it.

    What is denied is a prohibition on both sides (不可以, must not), and answers no duty.
    """
    own, other = weighing.forms[side], weighing.forms[1 - side]
    if _is_denied(own, at) or (own[at] in PARTICIPLES and "to" not in own[at + 1 : at + 2]):
        return False
    if at not in weighing.assigned[side]:
        return True
    alike = [group for pair in EXCHANGED for group in pair if own[at] in group]
    return any(_plain(own, group) > _plain(other, group) == 0 for group in alike)


def _plain(forms: Sequence[str], group: frozenset[str]) -> int:
    """Return how often some words are said and not denied."""
    return sum(form in group and not _is_denied(forms, at) for at, form in enumerate(forms))


def contraries_of(word: str) -> frozenset[str]:
    """Return the words that say another force.

    >>> "可以" in contraries_of("must"), "必须" in contraries_of("must")
    (True, False)
    """
    found: set[str] = set()
    for here, there in EXCHANGED:
        if word in here:
            found |= there
        if word in there:
            found |= here
    return frozenset(found)


def is_duty(one: str, other: str) -> bool:
    """Tell whether of two words one obliges and the other permits.

    >>> is_duty("可以", "must"), is_duty("建议", "must")
    (True, False)
    """
    duties, permissions = EXCHANGED[0]
    return (one in duties and other in permissions) or (one in permissions and other in duties)


def is_close(one: Stance, other: int, weighing: Weighing) -> bool:
    """Tell whether two words of force answer nothing else, and what both are about stands close."""
    places = (one.place, other) if one.side == 0 else (other, one.place)
    if any(at in weighing.assigned[side] for side, at in enumerate(places)):
        return False
    spans = [
        range(at + 1, min(len(forms), at + 1 + AHEAD))
        for at, forms in zip(places, weighing.forms, strict=True)
    ]
    return any(weighing.evidence[0][at, there] >= CLOSE for at in spans[0] for there in spans[1])


def excused(one: Stance, weighing: Weighing) -> float:
    """Return what speaks for a free rendering of a word of force, as log odds."""
    signs = dict(zip(FEATURES[FORCE], one.features, strict=True))
    forms, alone = weighing.forms[one.side], not signs["rival_alone"]
    told = {
        "unrendered": signs["partner"] < KNOWN,
        "noun": not signs["force/oblige"] and not signs["likelihood/maybe"]
        and is_noun(forms, one.place),
        "right": alone and forms[one.place] in RIGHTS,
    }  # fmt: skip
    return sum(WEIGHTS[name] for name, holds in told.items() if holds)


def is_noun(forms: Sequence[str], at: int) -> bool:
    """Tell whether an English word of force names a thing or a person.

    >>> is_noun(["the", "plan"], 1), is_noun(["we", "plan"], 1), is_noun(["advisers"], 0)
    (True, False, True)
    """
    word = forms[at]
    if word >= HAN_FIRST:
        return False
    return word.endswith(AGENT) or (at > 0 and forms[at - 1] in NOUN)


def _denials(forms: Sequence[str]) -> int:
    return sum(denying(form) >= DENIES for form in forms)


def _is_denied(forms: Sequence[str], at: int) -> bool:
    """Tell whether a word of force is denied: 不可以, must not, is a prohibition on both sides."""
    return any(denying(form) >= DENIES for form in forms[max(0, at - 1) : at + 2])


def _is_beside(weighing: Weighing, one: Stance, other: int) -> bool:
    """Tell whether two words stand before words that render each other."""
    evidence, sides = weighing.evidence[one.side], (one.side, 1 - one.side)
    forms = [weighing.forms[side] for side in sides]
    ahead = [LATE if side == weighing.chinese else AHEAD for side in sides]
    spans = [
        range(at + 1, min(len(held), at + 1 + far))
        for at, held, far in zip((one.place, other), forms, ahead, strict=True)
    ]
    words = forms[0][one.place], forms[1][other]
    short = any(word >= HAN_FIRST and len(word) == 1 for word in words)
    bar = PHRASE if short else LINKED
    return any(evidence[at, facing] >= bar for at in spans[0] for facing in spans[1])
