"""How likely a suspicion is a fault: named signs, weights learned for each, one probability."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib import resources

from alignkit.check.run.view import BeadView
from alignkit.types import Severity

# Nine in ten findings at this probability are faults: what may stop a release.
ERROR = 0.9
# More often right than wrong by half: what a reviser should look at.
WARNING = 0.6
# Below this a reader meets three false ones for each fault, and stops reading.
TOLD = 0.25
# Signs worth showing: those that moved the odds by more than a fifth.
SHOWN = 0.2

# A bead that the aligner is half sure of is as likely two sentences that are no pair: its
# suspicions weigh a twelfth. Nothing was learned for this, since the pairs learned from are sure.
DOUBT = -5.0

_everything: ContextVar[bool] = ContextVar("everything", default=False)


# Errors put into figures keep their length, so that other lengths look rarer than they are: a value
# that nothing speaks for is worth a look.
PLAIN = 0.65
_FOR_THE_TRANSLATOR = frozenset(
    """
    source value elsewhere|target value elsewhere|order of magnitude|near in value|weak|label
    |approximate|far apart|kinds differ|counts another thing|end of a range
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)


def plain(signs: Mapping[str, float]) -> float:
    """Return how sure a contradiction is at least, 0 where a sign speaks for the translator."""
    return 0.0 if _FOR_THE_TRANSLATOR & set(signs) else PLAIN


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the learned weights: for each slot its signs, "bias" among them."""
    file = resources.files("alignkit.data") / "check" / "numbers.json"
    held: Mapping[str, Mapping[str, float]] = json.loads(file.read_text(encoding="utf-8"))[
        "weights"
    ]
    return held


def probability(slot: str, signs: Mapping[str, float]) -> float:
    """Return how likely a suspicion about a slot is a fault, from its signs."""
    return _chance(sum(parts(weights().get(slot, {}), signs).values()))


def doubted(sure: float, signs: Mapping[str, float]) -> float:
    """Return a probability set by hand, less what a doubtful bead takes from it."""
    doubt = signs.get("doubtful bead", 0.0)
    return _chance(math.log(sure / (1 - sure)) + DOUBT * doubt) if doubt else sure


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def parts(known: Mapping[str, float], signs: Mapping[str, float]) -> dict[str, float]:
    """Return what each sign adds to the logarithm of the odds."""
    held = {"bias": known.get("bias", 0.0), "doubtful bead": DOUBT * signs.get("doubtful bead", 0)}
    held.update((name, known[name] * value) for name, value in signs.items() if name in known)
    return held


def common(view: BeadView, place: float = 0.0) -> dict[str, float]:
    """Return the signs that any suspicion has: how sure the bead is, and how even its sides."""
    sure = view.bead.confidence
    signs = {"doubtful bead": 1.0 - sure if sure is not None else 0.0}
    return {name: value for name, value in signs.items() if value}


def severity(sure: float, most: Severity) -> Severity | None:
    """Return the severity of a probability, at most the rule's own; None where it goes untold."""
    if sure < TOLD and not _everything.get():
        return None
    told = (
        Severity.ERROR if sure >= ERROR else Severity.WARNING if sure >= WARNING else Severity.INFO
    )
    return min(told, most, key=lambda one: one.rank)


def explained(
    slot: str, signs: Mapping[str, float], known: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Return the signs that mattered, with what each added to the logarithm of the odds."""
    if _everything.get():
        return dict(signs)
    held = parts(weights().get(slot, {}) if known is None else known, signs)
    return {name: round(value, 2) for name, value in held.items() if abs(value) > SHOWN}


@contextmanager
def everything() -> Iterator[None]:
    """Let every suspicion through with its bare signs, as learning needs them."""
    token = _everything.set(True)
    try:
        yield
    finally:
        _everything.reset(token)


class Later(Mapping[str, float]):
    """Signs that a function gathers at the first look: of most pairs of numbers nobody asks."""

    __slots__ = ("_gather", "_held")

    def __init__(self, gather: Callable[[], Mapping[str, float]]) -> None:
        self._gather = gather
        self._held: Mapping[str, float] | None = None

    def _all(self) -> Mapping[str, float]:
        if self._held is None:
            self._held = self._gather()
        return self._held

    def __getitem__(self, name: str) -> float:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
