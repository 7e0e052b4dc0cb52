"""Words that say the contrary: must for 可以, fell for 上升, before for 之后."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.bearing import Bearing, bearing
from alignkit.check.meaning.linked import Reading, Side, reading
from alignkit.check.meaning.signs import DENIAL, Sign, contraries, cues_between
from alignkit.check.meaning.weighing import sureness, weighing
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.words.lexicon import HAN_FIRST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEATURES = (
    "own", "foreign", "there_expects_own", "there_expects_foreign", "here_tells_own",
    "here_tells_foreign", "own_here", "own_there", "foreign_here", "foreign_there", "between",
    "own_best", "foreign_best", "hosts", "offset", "single_own", "single_foreign", "own_members",
    "foreign_members", "denied_here", "denied_there", "here_length", "there_length", "fit",
    "left_here", "left_there", "family",
)  # fmt: skip
# Words about a sign that tell whether two signs stand in the same place.
ABOUT = 4
# What a word weighs at least that tells of a member without being a sign of it.
TELLING = 2.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """A sign of the target against one of the source that says the contrary."""

    source: Sign
    target: Sign
    own: str
    foreign: str


def exchanges(read: Reading) -> Iterator[Exchange]:
    """Yield the signs of the target whose member the source lacks, while it has a contrary."""
    here, there = _counted(read.source), _counted(read.target)
    held = contraries()
    for target in read.target.signs:
        for foreign in target.members:
            if foreign == DENIAL or there[foreign] <= here[foreign]:
                continue
            for own in held.get(foreign, ()):
                if own in target.members or there[own] >= max(1, here[own]):
                    continue
                for source in _signs_of(read.source, own) if here[own] else telling(read, own):
                    if foreign not in source.members:
                        yield Exchange(source, target, own, foreign)


def _signs_of(side: Side, member: str) -> Iterator[Sign]:
    return (sign for sign in side.signs if member in sign.members)


def telling(read: Reading, member: str) -> Iterator[Sign]:
    """Yield the word of the source that most tells of a member, where it tells enough."""
    weight, at = read.source.tells.get(member, (0.0, 0))
    if weight >= TELLING:
        yield Sign(at, at, read.source.words.forms[at], (member,))


def _counted(side: Side) -> Counter[str]:
    return Counter(member for sign in side.signs for member in sign.members)


def features(read: Reading, found: Exchange) -> NDArray[np.float32]:
    """Return the FEATURES of an exchange."""
    import numpy as np

    source, target, evidence = read.source, read.target, read.evidence
    here, there = _counted(source), _counted(target)
    own, foreign = found.own, found.foreign
    told, back = bearing(source.language), bearing(target.language)
    a, b = found.source.place, found.target.place
    others_there = [p for p in range(len(target.words)) if p != b]
    others_here = [p for p in range(len(source.words)) if p != a]
    denied = [any(DENIAL in s.members for s in side.signs) for side in (source, target)]
    row = (
        _told(told, found.source, source, own) - _told(told, found.source, source, foreign),
        _told(back, found.target, target, foreign) - _told(back, found.target, target, own),
        _bounded(target.expects[own]), _bounded(target.expects[foreign]),
        _bounded(source.expects[own]), _bounded(source.expects[foreign]),
        min(here[own], 3), min(there[own], 3), min(here[foreign], 3), min(there[foreign], 3),
        float(evidence[a, b]),
        float(evidence[a, others_there].max()) if others_there else 0.0,
        float(evidence[others_here, b].max()) if others_here else 0.0,
        _hosts(read, a, b), abs((a + 0.5) / len(source.words) - (b + 0.5) / len(target.words)),
        _single(found.source), _single(found.target),
        len(found.source.members), len(found.target.members), *denied,
        math.log(len(source.words) + 1), math.log(len(target.words) + 1),
        float(evidence.max(axis=1).mean()), _left(read, found, 0), _left(read, found, 1),
        float(own.startswith("force/")),
    )  # fmt: skip
    return np.array(row, np.float32)


def _told(held: Bearing, sign: Sign, side: Side, member: str) -> float:
    cues = set(cues_between(side.words.forms, sign.place, sign.last + 1))
    return sum(held.weight(cue, member) for cue in cues)


def _hosts(read: Reading, a: int, b: int) -> float:
    """Return how well the words about one sign render those about the other."""
    rows = [
        p for p in range(max(0, a - ABOUT), min(len(read.source.words), a + ABOUT + 1)) if p != a
    ]
    columns = [
        p for p in range(max(0, b - ABOUT), min(len(read.target.words), b + ABOUT + 1)) if p != b
    ]
    if not rows or not columns:
        return 0.0
    near = read.evidence[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    best = sorted(near.max(axis=1).tolist(), reverse=True)[:3]
    return float(sum(best)) / 3


def _single(sign: Sign) -> float:
    return float(len(sign.form) == 1) if sign.form >= HAN_FIRST else float(len(sign.form) < 4)


def _left(read: Reading, found: Exchange, which: int) -> float:
    """Return how well the best word but signs of this set renders a sign."""
    held = {found.own, found.foreign, *contraries().get(found.own, ())}
    side = read.target if which == 0 else read.source
    free = [
        p
        for p in range(len(side.words))
        if not any(s.place <= p <= s.last and held.intersection(s.members) for s in side.signs)
    ]
    if not free:
        return 0.0
    row = read.evidence[found.source.place] if which == 0 else read.evidence[:, found.target.place]
    return float(row[free].max())


def _bounded(odds: float) -> float:
    return max(-8.0, min(8.0, odds))


def weighed(view: BeadView) -> list[tuple[float, Exchange]]:
    """Return the exchanges of a bead with their log odds, the best of each word of the target."""
    import numpy as np

    read = view.once(reading)
    found = list(exchanges(read)) if read else []
    if read is None or not found:
        return []
    rows = np.stack([features(read, one) for one in found])
    best: dict[int, tuple[float, Exchange]] = {}
    for odds, one in zip(weighing("exchange").net(rows).tolist(), found, strict=True):
        if one.target.place not in best or odds > best[one.target.place][0]:
            best[one.target.place] = odds, one
    return list(best.values())


def hits(view: BeadView, force: bool) -> Iterator[Hit]:
    """Yield the exchange of a bead that is surest, in what obliges or in anything else."""
    threshold = weighing("force" if force else "exchange").threshold
    told = [
        (odds, one)
        for odds, one in view.once(weighed)
        if one.own.startswith("force/") == force and odds >= threshold
    ]
    if not told or silent(view):
        return
    odds, one = max(told, key=lambda pair: pair[0])
    read = view.once(reading)
    assert read is not None
    own, other = read.source.span(one.source), read.target.span(one.target)
    yield Hit(
        f"“{other.slice(view.target.text)}” says the contrary of “{own.slice(view.source.text)}”",
        source=(own,),
        target=(other,),
        values={
            "set": one.own.split("/")[0],
            "source": one.own.split("/")[1],
            "target": one.foreign.split("/")[1],
        },
        confidence=sureness(odds - threshold),
    )
