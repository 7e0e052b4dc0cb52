"""Denials without a counterpart: what speaks for each, as numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from alignkit.check.meaning.bearing import UNSEEN, Bearing, bearing
from alignkit.check.meaning.linked import Reading, Side
from alignkit.check.meaning.signs import DENIAL, DENYING, Sign, cues_between
from alignkit.words.lexicon import HAN_FIRST
from alignkit.words.names import called
from alignkit.words.tokens import is_content

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEATURES = (
    "own", "expected", "back", "own_count", "other_count", "excess", "none", "host", "distance",
    "same_clause", "near_implied", "clause_implied", "best_implied", "rendered", "question",
    "own_length", "other_length", "second", "doubled", "clause_expected", "without", "fit",
)  # fmt: skip
# A denial reaches so many words ahead in its clause; the words about a rendering are so many.
REACH, BEFORE, AFTER = 5, 5, 4
FAR = 15
# What English puts before a word to deny it, where so much of a word that is known is left.
PREFIXES = ("un", "in", "im", "ir", "dis", "non", "mis")
SHORTEST = 3
# Function words of Chinese are no host.
LIGHT = frozenset("的地得了着过是有在和与及或而也都就还又再把被对于之其所以为将会能可要")


def denials(side: Side) -> list[Sign]:
    """Return the signs of a side that deny."""
    forms = side.words.forms
    return [
        sign
        for sign in side.signs
        if DENIAL in sign.members
        and not _asks(forms, sign.place)
        and not _offered(forms, sign)
        and not _numbers(forms, sign)
    ]


def _asks(forms: list[str], at: int) -> bool:
    """Tell whether a denial stands between a word and itself: 投不投降 asks and denies nothing."""
    form = forms[at]
    if form < HAN_FIRST or at + 1 >= len(forms):
        return form[1:2] in DENYING and form[:1] == form[2:3]
    before, after = forms[at - 1] if at else "", forms[at + 1]
    return bool(before) and before[-1] == (form[1:2] or after[:1])


def _numbers(forms: list[str], sign: Sign) -> bool:
    """Tell whether a sign is short for number: No. 3."""
    at = sign.last + 1
    return sign.form == "no" and at < len(forms) and forms[at][0].isdigit()


def _offered(forms: list[str], sign: Sign) -> bool:
    """Tell whether a denial only offers the other choice: whether or not."""
    return sign.form == "not" and sign.place > 0 and forms[sign.place - 1] == "or"


def features(read: Reading, which: int, sign: Sign) -> tuple[NDArray[np.float32], int]:
    """Return the FEATURES of a denial on one side, and where on the other it should stand."""
    import numpy as np

    side, other, evidence = read.sides(which)
    own, there = denials(side), denials(other)
    told, back = bearing(side.language), bearing(other.language)
    cues = set(cues_between(side.words.forms, sign.place, sign.last + 1))
    weight = sum(told.weight(cue, DENIAL, UNSEEN if cue == sign.form else 0.0) for cue in cues)
    at, host, second = anchor(side, evidence, sign)
    low, high = other.clause(at)
    near = [s.place for s in there]
    distance = min((abs(p - at) for p in near), default=FAR)
    others = {place for s in there for place in range(s.place, s.last + 1)}
    implied = [
        0.0 if p in others else _implied(back, form) for p, form in enumerate(other.words.forms)
    ]
    window = implied[max(0, at - BEFORE) : at + AFTER + 1]
    open_row = [p for p in range(len(implied)) if p not in others]
    rendered = float(evidence[sign.place, open_row].max()) if open_row else 0.0
    clause_low, clause_high = side.clause(sign.place)
    clause = told.base[DENIAL] + sum(
        told.weight(cue, DENIAL)
        for cue in set(cues_between(side.words.forms, clause_low, clause_high))
    )
    row = (
        weight, _bounded(side.expects[DENIAL]), _bounded(other.expects[DENIAL]),
        min(len(own), 5), min(len(there), 5), max(-3, min(3, len(own) - len(there))),
        not there, host, min(distance, FAR), any(low <= p < high for p in near),
        max(window, default=0.0), max(implied[low:high], default=0.0), max(implied, default=0.0),
        rendered, "?" in side.words.text or "？" in side.words.text,
        math.log(len(side.words) + 1), math.log(len(other.words) + 1), second,
        any(s is not sign and abs(s.place - sign.place) <= REACH for s in own),
        _bounded(clause), _bounded(side.expects[DENIAL] - weight),
        float(evidence.max(axis=1).mean()),
    )  # fmt: skip
    return np.array(row, np.float32), at


def anchor(side: Side, evidence: NDArray[np.float32], sign: Sign) -> tuple[int, float, float]:
    """Return the place that renders the word a sign bears upon, how surely, and a second one's."""
    low, high = side.clause(sign.place)
    forms = side.words.forms
    after = [p for p in range(sign.last + 1, min(high, sign.last + 1 + REACH)) if _heavy(forms[p])]
    hosts = after[:2] or [p for p in range(low, sign.place) if _heavy(forms[p])][-1:]
    if not hosts:
        hosts = [sign.place]
    best = [(float(evidence[p].max()), p) for p in hosts]
    best.sort(reverse=True)
    at = int(evidence[best[0][1]].argmax())
    return at, best[0][0], best[1][0] if len(best) > 1 else 0.0


def _implied(told: Bearing, form: str) -> float:
    """Return how far a word denies by its meaning, or by a prefix where nobody has seen it."""
    cue = _cue(form)
    unseen = 0.0
    if form < HAN_FIRST and cue not in told.weights:
        bare = next((form[len(p) :] for p in PREFIXES if form.startswith(p)), "")
        if len(bare) > SHORTEST and called(bare):
            unseen = UNSEEN
    return told.weight(cue, DENIAL, unseen)


def _heavy(form: str) -> bool:
    return form not in LIGHT if form >= HAN_FIRST else is_content(form)


def _cue(form: str) -> str:
    return next(iter(cues_between([form], 0, 1)))


def _bounded(odds: float) -> float:
    return max(-8.0, min(8.0, odds))
